//! *Clasificación*: what the definition says of one child, and how it is put together.
//!
//! Start at [`classify`]. `rules` holds the rules, `several.rs` what several answers do to them.
//! What this module does not know: cases, lists, or what anyone does about a child.

use serde::{Deserialize, Serialize};

use crate::{
    alternatives::{Base, differing},
    codes::{Chores, CodeSet, Criterion, Cti, Occupation},
    date::Date,
    edition::{Code, Edition},
    facts::{ChildFacts, Settled},
    field::Field,
    legal,
    refusal::{Expected, FactError},
    rules::{child_labour::ChildLabour, chores::ChoresTests, hazards, hazards::Criteria, occupied},
    sdg::Sdg871,
    several::Merge,
};

/// The result for one child. Keys are written in this order, all of them; `None` is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// The caller's key.
    pub id: Option<String>,
    /// The edition that was applied.
    pub definition: Code,
    /// 5 to 17 completed years on the reference date.
    pub in_scope: Option<bool>,
    /// *Ocupación*: worked in the reference week, or has a job.
    pub occupied: Option<bool>,
    pub occupation: Option<Occupation>,
    /// The criteria of hazardous work that are true; empty unless known to be occupied.
    pub hazards: CodeSet<Criterion>,
    pub chores: Option<Chores>,
    pub chores_prolonged: Option<bool>,
    pub chores_dangerous: Option<bool>,
    /// *Trabajo infantil* in the broad measure.
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
    /// The facts whose answer is missing, and `discrepancy:<fact>`; sorted, without repeats.
    pub gaps: Vec<String>,
    pub alternatives: Vec<AlternativeVerdict>,
    pub sdg_8_7_1: Sdg871,
    /// Codes of legal alerts, sorted. None does not mean that the work is legal.
    pub legal_alerts: Vec<Code>,
}

/// What a registered alternative would decide instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlternativeVerdict {
    pub choice: Code,
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
}

/// Why a child was not classified: facts on a date for which the edition is not in force.
pub type ClassifyError = FactError;

/// Classifies one child under one edition: under every combination of answers, keeping what
/// holds in all of them (R7).
///
/// # Errors
/// A reference date outside the edition's validity, named by edition and date.
///
/// ```
/// use classify::{ChildFacts, Edition, Occupation, classify};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"id": "m3f2a1c", "age": 13, "ref_date": "2026-03-01",
///         "work": {"status": "worked", "hours_week": 4}}"#,
/// )?;
/// let result = classify(&edition, &facts)?;
/// assert_eq!(result.occupation, Some(Occupation::BelowMinimumAge));
/// assert_eq!(result.child_labour, Some(true));
/// // Nothing is known of the chores: the kind stays open, and the gaps say what to ask.
/// assert_eq!(result.cti, None);
/// assert_eq!(result.gaps, ["chores.hazards", "chores.hours_week", "chores.own_household"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn classify(edition: &Edition, facts: &ChildFacts) -> Result<Classification, ClassifyError> {
    let on = facts.ref_date;
    if !edition.in_force(on) {
        let expected = Expected::InForce {
            edition: edition.id.to_string(),
            from: edition.valid_from,
            until: edition.valid_until,
        };
        return Err(FactError::at(Field::RefDate, expected));
    }
    let mut merge = Merge::default();
    facts.each_combination(|child| merge.add(decide(edition, child, on)));
    Ok(merge.finish(edition, facts))
}

/// The verdict under one combination of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub in_scope: Option<bool>,
    pub occupied: Option<bool>,
    pub occupation: Option<Occupation>,
    pub hazards: CodeSet<Criterion>,
    pub chores: Option<Chores>,
    pub chores_prolonged: Option<bool>,
    pub chores_dangerous: Option<bool>,
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
    pub gaps: Vec<Field>,
    pub alternatives: Vec<AlternativeVerdict>,
    pub sdg_8_7_1: Sdg871,
    pub legal_alerts: Vec<Code>,
}

/// R0 to R6 for a child with one answer a fact.
pub(crate) fn decide(edition: &Edition, child: &Settled, on: Date) -> Verdict {
    let Some(age) = child.age else {
        return Verdict {
            gaps: vec![Field::Age],
            ..Verdict::default()
        };
    };
    if !(edition.ages.scope_min.value..=edition.ages.scope_max.value).contains(&age) {
        return Verdict {
            in_scope: Some(false),
            ..Verdict::default()
        };
    }
    let occupied = occupied::occupied(&edition.occupied, child);
    let criteria = Criteria::test(&edition.hazards, child, age);
    let occupation = criteria.occupation(edition.ages.minimum_for_work.value, age, occupied);
    let chores = ChoresTests::test(&edition.chores.prolonged_hours.value, child, age);
    let verdict = ChildLabour::of(occupation, chores.class());
    let mut gaps = Vec::new();
    if occupied.is_unknown() {
        occupied::gaps(&edition.occupied, child, &mut gaps);
    } else if occupation.is_none() {
        hazards::gaps(edition, child, age, &mut gaps);
    }
    if chores.class().is_none() {
        chores.gaps(&mut gaps);
    }
    let alternatives = differing(
        edition,
        child,
        &Base {
            age,
            occupied,
            criteria,
            chores,
            verdict,
        },
    );
    Verdict {
        in_scope: Some(true),
        occupied: occupied.known(),
        occupation,
        hazards: if occupied.is_yes() {
            criteria.fired()
        } else {
            CodeSet::EMPTY
        },
        chores: chores.class(),
        chores_prolonged: chores.prolonged().known(),
        chores_dangerous: chores.dangerous().known(),
        child_labour: verdict.child_labour,
        cti: verdict.cti,
        gaps,
        alternatives,
        sdg_8_7_1: Sdg871::of(&edition.sdg_8_7_1, child, age, occupied),
        legal_alerts: if occupied.is_yes() {
            legal::alerts(edition, child, age, on)
        } else {
            Vec::new()
        },
    }
}
