//! *Clasificación*: the verdict on one child, with its paths, alternatives, SDG and alerts.
//!
//! Start at [`classify`]. `verdict.rs` decides; what is added here never changes it. What
//! several answers do (R7) stands in the two `keep_shared`.
//! What this module does not know: cases, lists, or what anyone does about a child.

use serde::{Deserialize, Serialize};

use crate::{
    alternatives::differing,
    codes::{Chores, CodeSet, Criterion, Cti, Occupation},
    date::Date,
    edition::{Code, Edition},
    facts::{ChildFacts, Settled},
    field::Field,
    legal,
    refusal::FactError,
    rules::Scope,
    sdg::Sdg871,
    verdict::{Verdict, stands},
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
    edition.must_cover(on)?;
    let mut sum = Decided::of(edition, facts.first(), on);
    let mut differs = false;
    facts.other_combinations(|child| differs |= sum.keep_shared(Decided::of(edition, child, on)));
    let mut gaps: Vec<_> = sum.gaps.iter().map(ToString::to_string).collect();
    if differs {
        gaps.extend(facts.discrepancies());
    }
    gaps.sort_unstable();
    gaps.dedup();
    let verdict = sum.verdict;
    Ok(Classification {
        id: facts.id.clone(),
        definition: edition.id.clone(),
        in_scope: verdict.in_scope,
        occupied: verdict.occupied,
        occupation: verdict.occupation,
        hazards: verdict.hazards,
        chores: verdict.chores,
        chores_prolonged: verdict.chores_prolonged,
        chores_dangerous: verdict.chores_dangerous,
        child_labour: verdict.child_labour,
        cti: verdict.cti,
        gaps,
        alternatives: sum.alternatives,
        sdg_8_7_1: sum.sdg_8_7_1,
        legal_alerts: sum.legal_alerts,
    })
}

/// The verdict with all that a classification adds to it.
#[derive(Default)]
struct Decided {
    verdict: Verdict,
    gaps: Vec<Field>,
    alternatives: Vec<AlternativeVerdict>,
    sdg_8_7_1: Sdg871,
    legal_alerts: Vec<Code>,
}

impl Decided {
    /// Under one combination of answers.
    fn of(edition: &Edition, child: &Settled, on: Date) -> Decided {
        let scope = Scope::of(edition, child);
        let verdict = Verdict::of(edition, &scope);
        let Scope::Within(tests) = scope else {
            return Decided {
                verdict,
                gaps: child
                    .age
                    .is_none()
                    .then_some(Field::Age)
                    .into_iter()
                    .collect(),
                ..Decided::default()
            };
        };
        let (age, occupied) = (tests.age, tests.occupied);
        let mut gaps = Vec::new();
        tests.gaps(edition, &tests.parts(edition), |field| gaps.push(field));
        Decided {
            verdict,
            gaps,
            alternatives: differing(edition, &tests),
            sdg_8_7_1: Sdg871::of(&edition.sdg_8_7_1, child, age, occupied),
            legal_alerts: if occupied.is_yes() {
                legal::alerts(edition, child, age, on)
            } else {
                Vec::new()
            },
        }
    }

    /// R7: keeps what holds in both; tells whether the verdicts differed.
    fn keep_shared(&mut self, next: Decided) -> bool {
        stands(&mut self.sdg_8_7_1.a, next.sdg_8_7_1.a);
        stands(&mut self.sdg_8_7_1.b, next.sdg_8_7_1.b);
        self.legal_alerts
            .retain(|alert| next.legal_alerts.contains(alert));
        self.gaps.extend(next.gaps);
        self.gaps.sort_unstable();
        self.gaps.dedup();
        if self.alternatives != next.alternatives {
            self.alternatives.clear();
        }
        self.verdict.keep_shared(next.verdict)
    }
}
