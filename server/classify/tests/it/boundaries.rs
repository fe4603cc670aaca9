//! That the cases stand on both sides of every limit of the rule set, and that intervals touch it.
//!
//! Start at [`LIMITS`], the list of limits as the rule set writes them. A case counts for a limit
//! only if taking that one fact across the limit changes what the definition says of the child.

use std::{ops::RangeInclusive, sync::OnceLock};

use classify::Edition;
use serde_json::{Value, json};

use crate::{
    cases::{Known, at, every_known_case},
    result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

/// On which side of itself a limit lies.
#[derive(Clone, Copy)]
enum Cut {
    /// "More than": the limit itself is on the lower side.
    Over(f64),
    /// "Or more": the limit itself is on the upper side.
    From(f64),
    /// The first whole year of the upper side.
    Year(u32),
}

struct Limit {
    about: &'static str,
    fact: &'static str,
    ages: RangeInclusive<u64>,
    cut: Cut,
    /// The key of the result that changes there.
    decides: &'static str,
}

const fn limit(
    about: &'static str,
    fact: &'static str,
    ages: RangeInclusive<u64>,
    cut: Cut,
    decides: &'static str,
) -> Limit {
    Limit {
        about,
        fact,
        ages,
        cut,
        decides,
    }
}

const ANY_AGE: RangeInclusive<u64> = 0..=150;
const WORK: &str = "work.hours_week";
const DAY: &str = "work.max_hours_day";
const LOAD: &str = "work.jobs[0].max_load_kg";
const NIGHT: &str = "work.jobs[0].night_hours";
const CHORES: &str = "chores.hours_week";
const BACK: &str = "work.absence.returns_within_weeks";

/// Every limit that the rule set puts to a number, in its order.
const LIMITS: [Limit; 28] = [
    limit("R0", "age", ANY_AGE, Cut::Year(5), "in_scope"),
    limit("R0", "age", ANY_AGE, Cut::Year(18), "in_scope"),
    limit("R1", WORK, 5..=17, Cut::From(1.0), "occupied"),
    limit("CH-01", BACK, 5..=17, Cut::Over(4.0), "occupied"),
    limit("R2", "age", ANY_AGE, Cut::Year(15), "occupation"),
    limit("CH-02", WORK, 15..=17, Cut::Over(36.0), "occupation"),
    limit("R2", WORK, 5..=14, Cut::Over(36.0), "hazards"),
    limit("CH-03", NIGHT, 15..=17, Cut::From(3.5), "occupation"),
    limit("R2", NIGHT, 5..=14, Cut::From(3.5), "hazards"),
    limit("CH-06", LOAD, 15..=17, Cut::Over(7.0), "occupation"),
    limit("R2", LOAD, 5..=14, Cut::Over(7.0), "hazards"),
    limit("R4", CHORES, 5..=17, Cut::Over(0.0), "chores"),
    limit("CH-04", CHORES, 5..=14, Cut::Over(14.0), "chores"),
    limit("CH-04", CHORES, 15..=17, Cut::Over(28.0), "chores"),
    limit("CH-04", "age", ANY_AGE, Cut::Year(15), "chores"),
    limit("CH-02b", WORK, 16..=17, Cut::Over(48.0), "alternatives"),
    limit("CH-02b", "age", ANY_AGE, Cut::Year(16), "alternatives"),
    limit("CH-04b", CHORES, 5..=14, Cut::Over(28.0), "alternatives"),
    limit("CH-04c", "age", ANY_AGE, Cut::Year(12), "alternatives"),
    limit("8.7.1", WORK, 5..=11, Cut::From(1.0), "sdg_8_7_1"),
    limit("8.7.1", WORK, 12..=14, Cut::From(14.0), "sdg_8_7_1"),
    limit("8.7.1", WORK, 15..=17, Cut::From(43.0), "sdg_8_7_1"),
    limit("8.7.1", CHORES, 5..=14, Cut::Over(21.0), "sdg_8_7_1"),
    limit(
        "LFT-176-II-1",
        NIGHT,
        5..=17,
        Cut::From(3.5),
        "legal_alerts",
    ),
    limit("LFT-176-III", LOAD, 5..=17, Cut::Over(7.0), "legal_alerts"),
    limit("LFT-177", DAY, 5..=15, Cut::Over(6.0), "legal_alerts"),
    limit("LFT-178", DAY, 16..=17, Cut::Over(8.0), "legal_alerts"),
    limit(
        "LFT-176-II-8",
        "age",
        ANY_AGE,
        Cut::Year(16),
        "legal_alerts",
    ),
];

/// A number is beside a limit when it is no further from it than this.
const BESIDE: f64 = 0.5;

impl Limit {
    /// The last value below and the first above, as near as cases go.
    fn sides(&self) -> (f64, f64) {
        match self.cut {
            Cut::Over(limit) => (limit, limit + BESIDE),
            Cut::From(limit) => (limit - BESIDE, limit),
            Cut::Year(year) => (f64::from(year - 1), f64::from(year)),
        }
    }

    /// This fact of the child; nothing when it is not among the facts at all.
    fn given<'v>(&self, facts: &'v Value) -> Option<&'v Value> {
        let pointer = format!("/{}", self.fact.replace(['.', '['], "/").replace(']', ""));
        facts.pointer(&pointer)
    }

    /// Is this limit what decides about the child, everything else being as it is?
    fn decides(&self, facts: &Value) -> bool {
        let age_fits = self.fact == "age"
            || facts["age"]
                .as_u64()
                .is_some_and(|age| self.ages.contains(&age));
        if !age_fits || self.given(facts).is_none() {
            return false;
        }
        let (below, above) = self.sides();
        let with = |number: f64| {
            let mut facts = facts.clone();
            *at(&mut facts, self.fact) = match self.cut {
                Cut::Year(_) => json!(number as u64),
                _ => json!(number),
            };
            let result = result_of(edition(), &facts);
            serde_json::to_value(result).expect("JSON")[self.decides].clone()
        };
        with(below) != with(above)
    }

    /// The five ways to stand at a limit that no case of these shows.
    fn not_shown(&self, cases: &[Known]) -> Vec<String> {
        let at_limit: Vec<(f64, f64)> = cases
            .iter()
            .filter(|case| self.decides(&case.facts))
            .filter_map(|case| ends(self.given(&case.facts)?))
            .collect();
        let (below, above) = self.sides();
        let (low, high) = match self.cut {
            Cut::Over(limit) | Cut::From(limit) => (limit, limit),
            Cut::Year(_) => (below, above),
        };
        let shown = |test: fn(f64, f64, f64, f64) -> bool| {
            at_limit
                .iter()
                .any(|(min, max)| test(*min, *max, low, high))
        };
        let ways = [
            ("the limit itself, or the year from which it is", {
                shown(|min, max, _, high| min == high && max == high)
            }),
            (
                "just beside it, on its other side",
                match self.cut {
                    Cut::Over(_) => {
                        shown(|min, max, low, _| min == max && min > low && min <= low + BESIDE)
                    }
                    Cut::From(_) => {
                        shown(|min, max, low, _| min == max && min < low && min >= low - BESIDE)
                    }
                    Cut::Year(_) => shown(|min, max, low, _| min == low && max == low),
                },
            ),
            ("an interval up to it", {
                // Nothing is less than no hours at all.
                low == 0.0 || shown(|min, max, low, _| min < low && max == low)
            }),
            ("an interval from it on", {
                shown(|min, max, _, high| min == high && max > high)
            }),
            ("an interval across it", {
                low == 0.0 || shown(|min, max, low, high| min < high && max > low)
            }),
        ];
        let name = format!("{} {} at {low} ({})", self.about, self.fact, self.decides);
        ways.iter()
            .filter(|(_, shown)| !shown)
            .map(|(way, _)| format!("{name}: {way}"))
            .collect()
    }
}

/// Both ends of a number or an interval.
fn ends(given: &Value) -> Option<(f64, f64)> {
    match given {
        Value::Number(number) => Some((number.as_f64()?, number.as_f64()?)),
        Value::Object(span) => Some((span.get("min")?.as_f64()?, span.get("max")?.as_f64()?)),
        _ => None,
    }
}

#[test]
fn every_limit_has_cases_on_both_sides_and_intervals_that_touch_it() {
    let cases = every_known_case();
    let missing: Vec<String> = LIMITS
        .iter()
        .flat_map(|limit| limit.not_shown(&cases))
        .collect();
    assert!(missing.is_empty(), "no case shows:\n{}", missing.join("\n"));
}
