//! One child's facts and verdict, as the indicators see it.
//!
//! Start at [`classes`] and [`Told`]. What this module does not know: where facts come from.

use std::cell::Cell;

use classify::{ChildFacts, Employer, Job, Pay, Settled, Verdict};
use indicators::{Ages, Child, Classes, Sector};

/// What the definition says, without what no rate needs.
pub fn classes(verdict: &Verdict) -> Classes {
    Classes {
        occupied: verdict.occupied,
        occupation: verdict.occupation,
        hazardous_any_age: verdict.hazardous_any_age,
        chores: verdict.chores,
        chores_prolonged: verdict.chores_prolonged,
        chores_dangerous: verdict.chores_dangerous,
        child_labour: verdict.child_labour,
        cti: verdict.cti,
    }
}

/// What the facts tell beside the class: a child without sex, territory, and the two facts of
/// employment that only some sources ask.
pub fn told(facts: &ChildFacts, verdict: &Verdict) -> Child<'static> {
    Child {
        ages: ages(facts),
        classes: classes(verdict),
        sector: facts.agreed(sector),
        attends: facts.agreed(|child| child.attends),
        paid: facts.agreed(paid),
        wage_earner: facts.agreed(wage_earner),
        ..Child::default()
    }
}

/// Every age among the answers, and all between.
fn ages(facts: &ChildFacts) -> Ages {
    let all: Cell<Option<Ages>> = Cell::new(None);
    // Asked of each combination of answers; what it agrees on is of no matter here.
    let _: Option<()> = facts.agreed(|child| {
        let here = child.age.map_or(Ages::UNKNOWN, Ages::exactly);
        all.set(Some(all.get().map_or(here, |ages| ages.or(here))));
        None
    });
    all.get().unwrap_or(Ages::UNKNOWN)
}

/// Sector of the main job: the first one of whose activity anything is known.
fn sector(child: &Settled) -> Option<Sector> {
    let code = child.jobs.iter().find_map(|job| job.scian)?;
    Sector::of_scian(&code.to_string())
}

/// *Recibe ingresos por su trabajo*: in money or in kind, from any job.
fn paid(child: &Settled) -> Option<bool> {
    let jobs = child.jobs.known()?;
    let pays = |pay: Pay| matches!(pay, Pay::Cash | Pay::Kind);
    if jobs.iter().any(|job| job.pay.is_some_and(pays)) {
        return Some(true);
    }
    jobs.iter().all(|job| job.pay.is_some()).then_some(false)
}

/// *Asalariado*: in the first job, works for somebody and is paid.
fn wage_earner(child: &Settled) -> Option<bool> {
    let Job { employer, pay, .. } = child.jobs.known()?.first()?;
    match (employer, pay) {
        (Some(Employer::OwnAccount), _) | (_, Some(Pay::None)) => Some(false),
        (Some(_), Some(_)) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use classify::{Edition, verdict};
    use serde_json::{Value, json};

    use super::*;
    use crate::classifications::edition::pinned;

    fn child(facts: Value) -> Child<'static> {
        let edition: &Edition = pinned("mx-inegi-2016").unwrap();
        let facts: ChildFacts = serde_json::from_value(facts).unwrap();
        told(&facts, &verdict(edition, &facts).unwrap())
    }

    #[test]
    fn every_age_that_was_answered_is_possible_and_none_else() {
        let aged = |age: Value| child(json!({"ref_date": "2026-03-01", "age": age})).ages;
        assert_eq!(aged(json!(12)), Ages::exactly(12));
        assert_eq!(
            aged(json!({"min": 14, "max": 15})),
            Ages::between(14, 15).unwrap()
        );
        assert_eq!(aged(json!({"any": [9, 12]})), Ages::between(9, 12).unwrap());
        assert_eq!(aged(json!({"any": [9, null]})), Ages::UNKNOWN);
        assert_eq!(aged(Value::Null), Ages::UNKNOWN);
    }

    #[test]
    fn pay_of_any_job_is_income_and_the_first_job_says_who_is_a_wage_earner() {
        let paid = |jobs: Value| {
            let work = json!({"status": "worked", "jobs": jobs});
            let child = child(json!({"ref_date": "2026-03-01", "age": 16, "work": work}));
            (child.paid, child.wage_earner)
        };
        let job = |employer: &str, pay: &str| json!({"employer": employer, "pay": pay});
        assert_eq!(
            paid(json!([job("non_family", "cash")])),
            (Some(true), Some(true))
        );
        assert_eq!(
            paid(json!([job("own_account", "cash")])),
            (Some(true), Some(false))
        );
        assert_eq!(
            paid(json!([job("family", "none"), job("non_family", "kind")])),
            (Some(true), Some(false))
        );
        assert_eq!(
            paid(json!([job("family", "none")])),
            (Some(false), Some(false))
        );
        assert_eq!(paid(json!([{"employer": "non_family"}])), (None, None));
        assert_eq!(
            paid(json!([job("family", "none"), {}])),
            (None, Some(false))
        );
        assert_eq!(paid(Value::Null), (None, None));
    }

    #[test]
    fn the_sector_is_the_one_that_the_office_counts_by() {
        for scian in [
            "11", "212", "2211", "23", "3118", "431", "4611", "4841", "7225", "8141",
        ] {
            let work = json!({"status": "worked", "jobs": [{"scian": scian}]});
            let facts = json!({"ref_date": "2026-03-01", "age": 16, "work": work});
            let office = crate::classifications::sector::sector(&facts);
            assert_eq!(child(facts).sector.map(Sector::code), office, "{scian}");
        }
    }
}
