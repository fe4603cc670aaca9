//! *Veredicto*: what the definition says of one child, without text and without allocation.
//!
//! Start at [`verdict`]; batch work and indicators use it. [`classify`](crate::classify) is the
//! same verdict with paths, alternatives and alerts around it. What this module does not know:
//! the rules; those are in `rules`.

use crate::{
    codes::{Chores, CodeSet, Criterion, Cti, Gap, Occupation},
    edition::Edition,
    facts::ChildFacts,
    refusal::FactError,
    rules::{Scope, Tests},
    tri::Tri,
};

/// What the rules R0 to R7 decide; `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// 5 to 17 completed years on the reference date. Unless it is true, nothing else is decided.
    pub in_scope: Option<bool>,
    /// *Ocupación*: worked in the reference week, or has a job.
    pub occupied: Option<bool>,
    pub occupation: Option<Occupation>,
    /// The criteria of hazardous work that are true; empty unless known to be occupied.
    pub hazards: CodeSet<Criterion>,
    /// Any criterion of hazardous work, at any age: INEGI's second way of counting it. False
    /// when not occupied.
    pub hazardous_any_age: Option<bool>,
    pub chores: Option<Chores>,
    pub chores_prolonged: Option<bool>,
    pub chores_dangerous: Option<bool>,
    /// *Trabajo infantil* in the broad measure.
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
    /// The kinds of facts whose answer is missing, and whether answers differ.
    pub gaps: CodeSet<Gap>,
}

/// Decides on one child under one edition: under every combination of answers, keeping what
/// holds in all of them (R7).
///
/// # Errors
/// A reference date outside the edition's validity, named by edition and date.
///
/// ```
/// use classify::{ChildFacts, Edition, Gap, Occupation, verdict};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"age": 13, "ref_date": "2026-03-01", "work": {"status": "worked"},
///         "chores": {"own_household": true, "hours_week": 3}}"#,
/// )?;
/// let verdict = verdict(&edition, &facts)?;
/// assert_eq!(verdict.occupation, Some(Occupation::BelowMinimumAge));
/// assert_eq!(verdict.child_labour, Some(true));
/// assert!(verdict.gaps.contains(Gap::ChoresHazards));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verdict(edition: &Edition, facts: &ChildFacts) -> Result<Verdict, FactError> {
    edition.must_cover(facts.ref_date)?;
    let mut sum = Verdict::of(edition, &Scope::of(edition, facts.first()));
    let mut differs = false;
    facts.other_combinations(|child| {
        differs |= sum.keep_shared(Verdict::of(edition, &Scope::of(edition, child)));
    });
    if differs {
        sum.gaps = sum.gaps.joined(facts.discrepancy_kinds());
    }
    Ok(sum)
}

impl Verdict {
    /// The verdict that the tests on one combination of answers make.
    pub(crate) fn of(edition: &Edition, scope: &Scope<'_>) -> Verdict {
        match scope {
            Scope::Unknown => Verdict {
                gaps: [Gap::Age].into_iter().collect(),
                ..Verdict::default()
            },
            Scope::Outside => Verdict {
                in_scope: Some(false),
                ..Verdict::default()
            },
            Scope::Within(tests) => Verdict::within(edition, tests),
        }
    }

    fn within(edition: &Edition, tests: &Tests<'_>) -> Verdict {
        let (occupied, chores) = (tests.occupied, &tests.chores);
        let parts = tests.parts(edition);
        let hazards = if occupied.is_yes() {
            tests.criteria.fired()
        } else {
            CodeSet::EMPTY
        };
        let mut gaps = CodeSet::EMPTY;
        tests.gaps(edition, &parts, |field| {
            if let Some(gap) = field.gap() {
                gaps.insert(gap);
            }
        });
        Verdict {
            in_scope: Some(true),
            occupied: occupied.known(),
            occupation: parts.occupation,
            hazards,
            hazardous_any_age: Tri::all([occupied, tests.criteria.any()]).known(),
            chores: parts.chores,
            chores_prolonged: chores.prolonged().known(),
            chores_dangerous: chores.dangerous().known(),
            child_labour: parts.child_labour.child_labour,
            cti: parts.child_labour.cti,
            gaps,
        }
    }

    /// R7: keeps what is the same in both and joins the gaps; tells whether scope, occupation,
    /// chores or child labour differed.
    ///
    /// Once unknown a value stays so: unknown in one combination and known in another differ too.
    pub(crate) fn keep_shared(&mut self, next: Verdict) -> bool {
        let differs = stands(&mut self.in_scope, next.in_scope)
            | stands(&mut self.occupation, next.occupation)
            | stands(&mut self.chores, next.chores)
            | stands(&mut self.child_labour, next.child_labour);
        stands(&mut self.occupied, next.occupied);
        stands(&mut self.hazardous_any_age, next.hazardous_any_age);
        stands(&mut self.chores_prolonged, next.chores_prolonged);
        stands(&mut self.chores_dangerous, next.chores_dangerous);
        stands(&mut self.cti, next.cti);
        self.hazards = self.hazards.shared(next.hazards);
        self.gaps = self.gaps.joined(next.gaps);
        differs
    }
}

/// Keeps a value that is the same in both, else makes it unknown; tells whether it differed.
pub(crate) fn stands<T: PartialEq>(sum: &mut Option<T>, next: Option<T>) -> bool {
    let differs = *sum != next;
    if differs {
        *sum = None;
    }
    differs
}
