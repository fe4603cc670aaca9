//! Looks over the legal items: dates and ages in order, limits that can be answered, sources.
//!
//! Start at [`check`]. What this module does not know: whether an item says what the law says.

use super::{Checked, HOURS_A_DAY, explained, fault, of, said};
use crate::edition::{Condition, Legal, LegalItem};

pub(super) fn check(legal: &Legal) -> Checked {
    said("legal.law", &legal.law)?;
    let (field, source) = of("legal.industry", &legal.industry);
    explained(field, source, &legal.sources)?;
    for (tag, words) in &legal.sources {
        said(&format!("legal.sources.{tag}"), words)?;
    }
    for (place, item) in legal.items.iter().enumerate() {
        fault(!item.code.is_empty(), "legal.items", "a code is empty")?;
        alone(item)?;
        explained(&item.code, &item.source, &legal.sources)?;
        let mut before = legal.items[..place].iter();
        let clash = before.any(|other| other.code == item.code && overlap(other, item));
        let twice = "two items of one code are in force on the same day";
        fault(!clash, &item.code, twice)?;
    }
    Ok(())
}

fn alone(item: &LegalItem) -> Checked {
    let code: &str = &item.code;
    said(code, &item.words)?;
    let forwards = item
        .from
        .zip(item.until)
        .is_none_or(|(from, until)| from <= until);
    fault(forwards, code, "its last day lies before its first")?;
    let ages = item
        .age_from
        .zip(item.age_to)
        .is_none_or(|(from, to)| from <= to);
    fault(ages, code, "age_from is over age_to")?;
    let in_range = match item.when {
        Condition::NightWork {
            industry_night_hours: hours,
        }
        | Condition::LongDay { over_hours: hours } => (0.0..=HOURS_A_DAY).contains(&hours),
        Condition::Load { over_kg } => (0.0..=f64::MAX).contains(&over_kg),
        _ => true,
    };
    fault(
        in_range,
        code,
        "its limit lies outside what can be answered",
    )?;
    fault(
        can_be_raised(&item.when),
        code,
        "its lists are empty: it can never be raised",
    )
}

fn can_be_raised(when: &Condition) -> bool {
    match when {
        Condition::Job(lists) => {
            let codes = !lists.scian.is_empty() || !lists.sinco.is_empty();
            codes || !lists.places.is_empty() || !lists.exposures.is_empty()
        }
        Condition::PlaceWithExposure { places, exposures } => {
            !places.is_empty() && !exposures.is_empty()
        }
        Condition::FarmTask { scian, tasks } => !scian.is_empty() && !tasks.is_empty(),
        Condition::FarmUnless { scian, .. } => !scian.is_empty(),
        _ => true,
    }
}

fn overlap(one: &LegalItem, other: &LegalItem) -> bool {
    let ends_before = |one: &LegalItem, other: &LegalItem| matches!((one.until, other.from), (Some(until), Some(from)) if until < from);
    !ends_before(one, other) && !ends_before(other, one)
}
