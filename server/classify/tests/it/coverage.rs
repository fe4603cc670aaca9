//! That the cases show every outcome of every rule, every listed code, both sides of 22:00 and of
//! each date on which the law changed.
//!
//! Start at [`OUTCOMES`]. Codes, dates and outcomes are typed from the rule set, not taken from the
//! edition. Limits that are numbers are in `boundaries.rs`.

use std::{collections::BTreeSet, sync::OnceLock};

use classify::{ChildFacts, Edition, classify};
use serde_json::{Value, json};

use crate::cases::{Known, at, every_known_case};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

fn cases() -> &'static [Known] {
    static CASES: OnceLock<Vec<Known>> = OnceLock::new();
    CASES.get_or_init(every_known_case)
}

/// Every value of every key that a case must expect by name.
const OUTCOMES: [(&str, &str); 15] = [
    ("in_scope", "true false null"),
    ("occupied", "true false null"),
    (
        "occupation",
        "none permitted below_minimum_age hazardous null",
    ),
    (
        "hazards",
        "sector occupation place exposure load night prolonged",
    ),
    ("chores", "none adequate prolonged dangerous null"),
    ("chores_prolonged", "true false null"),
    ("chores_dangerous", "true false null"),
    ("child_labour", "true false null"),
    ("cti", "only_occupation only_chores both none null"),
    (
        "alternatives",
        "CH-02b CH-03b CH-04b CH-04c CH-05b CH-06b CH-09b",
    ),
    ("sdg_8_7_1.a", "true false null"),
    ("sdg_8_7_1.b", "true false null"),
    (
        "gaps",
        "age work.status work.absence.paid work.absence.returns_within_weeks work.hours_week \
         work.jobs work.jobs[0].scian work.jobs[0].sinco work.jobs[0].place \
         work.jobs[0].exposures work.jobs[0].max_load_kg work.jobs[0].after_22 \
         work.jobs[0].night_hours chores.own_household chores.hours_week chores.hazards",
    ),
    ("gaps", "discrepancy:age discrepancy:work.hours_week"),
    (
        "legal_alerts",
        "LFT-174 LFT-175-I LFT-175-II LFT-176-I-1 LFT-176-I-2 LFT-176-I-3 LFT-176-I-4 \
         LFT-176-II-1 LFT-176-II-3 LFT-176-II-6 LFT-176-II-7 LFT-176-II-8 LFT-176-II-9 \
         LFT-176-II-10 LFT-176-II-11 LFT-176-II-12 LFT-176-II-13 LFT-176-II-14 LFT-176-II-17 \
         LFT-176-II-18 LFT-176-II-20 LFT-176-III LFT-176-IV LFT-176-V LFT-176-VI LFT-176-VII \
         LFT-177 LFT-178-OVERTIME LFT-178-SUNDAY LFT-22-AUTHORISATION LFT-22BIS-AGE \
         LFT-22BIS-EDU LFT-23-OUTSIDE-FAMILY",
    ),
];

/// What a case expects of a key, one word for each value or item.
fn expected(case: &Known) -> impl Iterator<Item = String> + '_ {
    let word = |value: &Value| match value {
        Value::String(word) => word.clone(),
        Value::Object(item) => item["choice"].as_str().unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    case.expect
        .iter()
        .flat_map(move |(key, value)| match value {
            Value::Array(items) => items
                .iter()
                .map(|item| format!("{key} {}", word(item)))
                .collect(),
            Value::Object(both) => both
                .iter()
                .map(|(end, value)| format!("{key}.{end} {value}"))
                .collect(),
            value => vec![format!("{key} {}", word(value))],
        })
}

#[test]
fn every_outcome_of_every_rule_is_expected_by_a_case() {
    let shown: BTreeSet<String> = cases().iter().flat_map(expected).collect();
    let wanted = OUTCOMES.iter().flat_map(|(key, words)| {
        words
            .split_whitespace()
            .map(move |word| format!("{key} {word}"))
    });
    let missing: Vec<_> = wanted.filter(|outcome| !shown.contains(outcome)).collect();
    assert!(missing.is_empty(), "no case expects: {missing:?}");
}

/// The result under these facts with one of them changed.
fn with(facts: &Value, path: &str, value: Value) -> Option<Value> {
    let mut facts = facts.clone();
    *at(&mut facts, path) = value;
    let facts: ChildFacts = serde_json::from_value(facts).ok()?;
    let result = classify(edition(), &facts).ok()?;
    Some(serde_json::to_value(result).expect("JSON"))
}

#[test]
fn each_date_that_changed_the_law_has_a_case_on_both_days() {
    for (before, from) in [("2022-04-05", "2022-04-06"), ("2025-02-10", "2025-02-11")] {
        for day in [before, from] {
            let decided_by_the_day = |case: &&Known| {
                let on = |day: &str| {
                    with(&case.facts, "ref_date", json!(day)).expect("in force")["legal_alerts"]
                        .clone()
                };
                case.facts["ref_date"] == day
                    && case.expect.contains_key("legal_alerts")
                    && on(before) != on(from)
            };
            assert!(
                cases().iter().any(|case| decided_by_the_day(&case)),
                "no case of {day}"
            );
        }
    }
    let first_day = cases()
        .iter()
        .any(|case| case.facts["ref_date"] == "2007-01-01");
    assert!(first_day, "no case of the first day of the edition");
}

#[test]
fn ten_at_night_has_cases_on_both_sides_and_of_not_knowing() {
    const AFTER_22: &str = "work.jobs[0].after_22";
    for key in ["occupation", "legal_alerts"] {
        for answer in [
            json!(true),
            json!(false),
            json!(null),
            json!({"any": [true, false]}),
        ] {
            let decided_by_it = |case: &&Known| {
                let given = case.facts["work"]["jobs"][0].get("after_22");
                let result = |after: bool| {
                    with(&case.facts, AFTER_22, json!(after)).expect("classified")[key].clone()
                };
                given == Some(&answer)
                    && case.expect.contains_key(key)
                    && result(true) != result(false)
            };
            assert!(
                cases().iter().any(|case| decided_by_it(&case)),
                "no case of {answer} for {key}"
            );
        }
    }
}

/// The codes of R3, each of which makes a job hazardous by itself.
const LISTED: [(&str, &str); 4] = [
    (
        "work.jobs[0].scian",
        "11 21 23 2211 2212 3122 3211 324 325 3271 3272 3273 331 483 562 7132 7224",
    ),
    ("work.jobs[0].sinco", "53 6 71 72 76 81 82 83 91 92 95"),
    (
        "work.jobs[0].place",
        "bar boat construction_site dump field mine nightclub road scaffold street_ambulant",
    ),
    (
        "work.jobs[0].exposures",
        "chemicals toxic_gases dust_smoke noise vibration radiation humidity_extreme_temperature \
         fire explosives electric_shock heights confined_space heavy_machinery power_tools \
         sharp_tools hazardous_waste biological dangerous_animals",
    ),
];

/// Is this code all that makes the job of the case hazardous?
fn decides_alone(case: &Known, path: &str, code: &str) -> bool {
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    let given = match case.facts.pointer(&pointer) {
        Some(Value::String(given)) if path.ends_with("place") => given == code,
        Some(Value::String(given)) => given.starts_with(code),
        Some(Value::Array(list)) => *list == [json!(code)],
        _ => false,
    };
    let hazards = case.expect.get("hazards").and_then(Value::as_array);
    given
        && case.expect.get("occupation") == Some(&json!("hazardous"))
        && hazards.is_some_and(|hazards| hazards.len() == 1)
}

#[test]
fn every_listed_code_decides_a_case_alone() {
    let listed = LISTED
        .iter()
        .flat_map(|(path, codes)| codes.split_whitespace().map(move |code| (*path, code)));
    let missing: Vec<_> = listed
        .filter(|(path, code)| !cases().iter().any(|case| decides_alone(case, path, code)))
        .collect();
    assert!(missing.is_empty(), "no case of: {missing:?}");
}
