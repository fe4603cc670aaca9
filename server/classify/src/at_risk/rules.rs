//! *Pesos y cortes*: every number the rules use, as dated data with its source.
//!
//! Start at [`RiskRules`]; the shipped text is `at_risk/at-risk-1.toml`, a proposal. A municipality
//! sets its own in a file of the same form, and [`RiskRules::check`] looks it over. What this
//! module does not know: how a ground is tested.

use std::{collections::BTreeMap, error::Error, fmt};

use serde::{Deserialize, Serialize};

use super::grounds::{PLACES, RiskFact};
use crate::{
    date::Date,
    edition::{Code, Confidence, Sourced, Words},
};

/// The text of the shipped rule set `at-risk-1` (TOML).
pub const AT_RISK_1: &str = include_str!("../../at_risk/at-risk-1.toml");

/// One rule set: weights, cuts, words.
///
/// ```
/// let rules: classify::at_risk::RiskRules = toml::from_str(classify::at_risk::AT_RISK_1)?;
/// rules.check()?;
/// assert!(rules.proposal, "shipped weights are nobody's decision yet");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRules {
    pub id: Code,
    /// First reference date it may be used for.
    pub valid_from: Date,
    /// Nobody in charge has decided on it yet; every page says so.
    pub proposal: bool,
    pub title: Words,
    /// What every page that shows results says beside them.
    pub caution: Words,
    pub cuts: RiskCuts,
    pub grounds: BTreeMap<RiskCode, RiskWeight>,
    /// What would settle a fact, by the fact's path.
    pub missing: BTreeMap<String, Words>,
}

/// The numbers that decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskCuts {
    /// Points, this many or more.
    pub at_risk_points: Sourced<u32>,
    /// Share of a limit of the edition, this much or less under it.
    pub near_share: Sourced<f64>,
    /// Grades behind, this many or more.
    pub lag_grades: Sourced<u32>,
    /// Completed years on 1 September in the first grade of primary.
    pub first_grade_age: Sourced<u32>,
}

/// What a ground weighs, and how it is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskWeight {
    /// 0 switches the ground off.
    pub points: u32,
    /// Documents, figures, documented choices, separated by `; `.
    pub source: String,
    pub confidence: Confidence,
    pub es: String,
    pub en: String,
}

/// *Motivo de riesgo*: the grounds, in the order of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskCode {
    OutOfSchool,
    SchoolLag,
    SiblingInChildLabour,
    HeadWithoutPrimary,
    PermittedWork,
    WorkedBefore,
    NearWorkLimit,
    NearChoresLimit,
    NoSupport,
    AreaHighRisk,
}

impl RiskCode {
    pub const ALL: &'static [RiskCode] = &[
        RiskCode::OutOfSchool,
        RiskCode::SchoolLag,
        RiskCode::SiblingInChildLabour,
        RiskCode::HeadWithoutPrimary,
        RiskCode::PermittedWork,
        RiskCode::WorkedBefore,
        RiskCode::NearWorkLimit,
        RiskCode::NearChoresLimit,
        RiskCode::NoSupport,
        RiskCode::AreaHighRisk,
    ];

    /// The word as results and rule files write it.
    pub fn word(self) -> &'static str {
        match self {
            RiskCode::OutOfSchool => "out_of_school",
            RiskCode::SchoolLag => "school_lag",
            RiskCode::SiblingInChildLabour => "sibling_in_child_labour",
            RiskCode::HeadWithoutPrimary => "head_without_primary",
            RiskCode::PermittedWork => "permitted_work",
            RiskCode::WorkedBefore => "worked_before",
            RiskCode::NearWorkLimit => "near_work_limit",
            RiskCode::NearChoresLimit => "near_chores_limit",
            RiskCode::NoSupport => "no_support",
            RiskCode::AreaHighRisk => "area_high_risk",
        }
    }
}

/// What is wrong in a rule set, by the name of its field, in Spanish and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskFault {
    pub field: String,
    pub es: &'static str,
    pub en: &'static str,
}

impl fmt::Display for RiskFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RiskFault { field, es, en } = self;
        write!(to, "{field}: {es} | {field}: {en}")
    }
}

impl Error for RiskFault {}

/// More than this many points a ground are a slip of the pen.
const POINTS_MAX: u32 = 100;

impl RiskRules {
    /// May this rule set be used for a reference date?
    pub fn in_force(&self, on: Date) -> bool {
        self.valid_from <= on
    }

    /// Checks what the types cannot hold.
    ///
    /// # Errors
    /// The first fault, by field: correct the rule set's text there.
    pub fn check(&self) -> Result<(), RiskFault> {
        let id_letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let id_is_good =
            !self.id.is_empty() && self.id.len() <= 40 && self.id.chars().all(id_letters);
        fault(
            id_is_good,
            "id",
            "use de 1 a 40 letras sin acento, cifras y guiones",
            "use 1 to 40 plain letters, digits and hyphens",
        )?;
        self.check_cuts()?;
        RiskCode::ALL
            .iter()
            .try_for_each(|code| self.check_ground(*code))?;
        for fact in RiskFact::ALL {
            let field = format!("missing.\"{}\"", fact.path());
            let said = self
                .missing
                .get(fact.path())
                .is_some_and(|words| said(&words.es, &words.en));
            fault(
                said,
                &field,
                "falta su frase en español o en inglés",
                "its sentence is missing in Spanish or in English",
            )?;
        }
        Ok(())
    }

    fn check_cuts(&self) -> Result<(), RiskFault> {
        let cuts = &self.cuts;
        fault(
            (1..=POINTS_MAX).contains(&cuts.at_risk_points.value),
            "cuts.at_risk_points",
            "se esperaba de 1 a 100 puntos; con 0 todas las personas estarían en riesgo",
            "expected 1 to 100 points; with 0 everybody would be at risk",
        )?;
        fault(
            cuts.near_share.value > 0.0 && cuts.near_share.value <= 0.5,
            "cuts.near_share",
            "se esperaba una parte mayor que 0 y hasta 0.5",
            "expected a share over 0 and up to 0.5",
        )?;
        fault(
            (1..=6).contains(&cuts.lag_grades.value),
            "cuts.lag_grades",
            "se esperaban de 1 a 6 grados",
            "expected 1 to 6 grades",
        )?;
        fault(
            (5..=7).contains(&cuts.first_grade_age.value),
            "cuts.first_grade_age",
            "se esperaban de 5 a 7 años",
            "expected 5 to 7 years",
        )
    }

    fn check_ground(&self, code: RiskCode) -> Result<(), RiskFault> {
        let field = format!("grounds.{}", code.word());
        let Some(weight) = self.grounds.get(&code) else {
            return fault(
                false,
                &field,
                "falta el motivo; para no usarlo ponga 0 puntos",
                "the ground is missing; to leave it out give it 0 points",
            );
        };
        fault(
            weight.points <= POINTS_MAX,
            &field,
            "se esperaban de 0 a 100 puntos",
            "expected 0 to 100 points",
        )?;
        fault(
            !weight.source.trim().is_empty(),
            &field,
            "diga de dónde viene el peso",
            "say where the weight comes from",
        )?;
        fault(
            said(&weight.es, &weight.en),
            &field,
            "falta su frase en español o en inglés",
            "its sentence is missing in Spanish or in English",
        )?;
        let sentences = [&weight.es, &weight.en];
        let left = sentences.map(|sentence| {
            PLACES
                .iter()
                .fold(sentence.clone(), |left, place| left.replace(place, ""))
        });
        fault(
            !left.iter().any(|left| left.contains(['{', '}'])),
            &field,
            "entre llaves sólo pueden ir {hours}, {limit} y {lag}",
            "only {hours}, {limit} and {lag} may stand in braces",
        )
    }
}

fn said(es: &str, en: &str) -> bool {
    !es.trim().is_empty() && !en.trim().is_empty()
}

fn fault(good: bool, field: &str, es: &'static str, en: &'static str) -> Result<(), RiskFault> {
    if good {
        return Ok(());
    }
    Err(RiskFault {
        field: field.to_owned(),
        es,
        en,
    })
}
