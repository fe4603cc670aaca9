//! Runs the case files of `cases/`: facts, and what the definition must say of them.
//!
//! Start at [`check`]. A case gives its facts whole, or as changes of the file's base, by path.
//! A key that a case does not expect is not looked at.

use std::{fs, path::Path};

use classify::{ChildFacts, Edition, classify};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::edition;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    about: String,
    base: Value,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    title: String,
    reason: String,
    #[serde(default)]
    certainty: String,
    facts: Option<Value>,
    #[serde(default)]
    change: Map<String, Value>,
    expect: Option<Map<String, Value>>,
    /// Instead of `expect`: how the refusal begins.
    refused: Option<String>,
}

/// What is wrong with one case; nothing when it comes out as written.
fn check(edition: &Edition, base: &Value, case: &Case) -> Vec<String> {
    let facts = facts_of(base, case);
    let result = serde_json::from_value::<ChildFacts>(facts)
        .and_then(|facts| classify(edition, &facts).map_err(serde::de::Error::custom));
    let about = format!(
        "{}, {} ({} {})",
        case.id, case.title, case.reason, case.certainty
    );
    match (result, &case.refused, &case.expect) {
        (Err(refusal), Some(expected), None) => {
            let as_written = refusal.to_string().starts_with(expected.as_str());
            if as_written {
                Vec::new()
            } else {
                vec![format!("{about}: refused: {refusal}")]
            }
        }
        (Ok(result), None, Some(expected)) if !expected.is_empty() => {
            let result = serde_json::to_value(result).expect("a result is JSON");
            let wrong = expected
                .iter()
                .filter(|(key, value)| result.get(key) != Some(value));
            wrong
                .map(|(key, value)| format!("{about}: {key}: {value}, got {}", result[key]))
                .collect()
        }
        (Err(refusal), _, _) => vec![format!("{about}: refused: {refusal}")],
        (Ok(_), _, _) => vec![format!("{about}: not refused, or nothing is expected")],
    }
}

/// The facts of a case: its own, or the base of its file with what it changes.
fn facts_of(base: &Value, case: &Case) -> Value {
    let mut facts = case.facts.clone().unwrap_or_else(|| base.clone());
    for (path, value) in &case.change {
        *at(&mut facts, path) = value.clone();
    }
    facts
}

/// A case of the definition itself: its facts, and what is expected of them.
pub struct Known {
    pub facts: Value,
    pub expect: Map<String, Value>,
}

/// The vignettes and our own cases that are classified with the edition chosen by date.
pub fn every_known_case() -> Vec<Known> {
    let known = |base: &Value, case: Case| {
        let facts = facts_of(base, &case);
        let expect = case.expect?;
        Some(Known { facts, expect })
    };
    let vignettes: Vec<Case> = serde_json::from_str(&text_of("vignettes.json")).expect("vignettes");
    let mut every: Vec<_> = vignettes
        .into_iter()
        .filter_map(|case| known(&Value::Null, case))
        .collect();
    for file in OWN {
        let group: Group = serde_json::from_str(&text_of(file)).expect("a file of cases");
        let cases = group.cases.into_iter();
        every.extend(cases.filter_map(|case| known(&group.base, case)));
    }
    every
}

/// Our own cases that the edition chosen by date decides.
const OWN: [&str; 7] = [
    "work.json",
    "chores.json",
    "legal.json",
    "alternatives.json",
    "sdg.json",
    "several-answers.json",
    "boundaries.json",
];

/// The place of `work.jobs[0].scian` in the facts.
pub fn at<'v>(facts: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.')
        .fold(facts, |value, part| match part.split_once('[') {
            None => &mut value[part],
            Some((list, number)) => {
                let number: usize = number
                    .trim_end_matches(']')
                    .parse()
                    .expect("a place in a list");
                &mut value[list][number]
            }
        })
}

fn text_of(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(file);
    fs::read_to_string(path).expect("a case file")
}

fn run(base: &Value, cases: &[Case], at_least: usize) {
    let edition = edition();
    assert!(cases.len() >= at_least, "only {} cases", cases.len());
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|case| check(&edition, base, case))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run_group(file: &str, at_least: usize) {
    let group: Group = serde_json::from_str(&text_of(file)).expect("a file of cases");
    assert!(!group.about.is_empty());
    run(&group.base, &group.cases, at_least);
}

#[test]
fn every_vignette_of_the_definition_comes_out_as_written() {
    let cases: Vec<Case> = serde_json::from_str(&text_of("vignettes.json")).expect("vignettes");
    run(&Value::Null, &cases, 31);
}

#[test]
fn work_is_judged_by_age_status_and_seven_criteria() {
    run_group("work.json", 128);
}

#[test]
fn chores_are_judged_in_the_order_of_the_rule() {
    run_group("chores.json", 43);
}

#[test]
fn legal_alerts_follow_the_law_of_the_reference_date() {
    run_group("legal.json", 91);
}

#[test]
fn alternatives_that_change_the_verdict_are_listed_in_order() {
    run_group("alternatives.json", 30);
}

#[test]
fn the_international_indicator_looks_at_hours_only() {
    run_group("sdg.json", 27);
}

#[test]
fn what_several_answers_decide_differently_stays_open() {
    run_group("several-answers.json", 28);
}

#[test]
fn every_limit_is_judged_on_both_sides_and_by_intervals() {
    run_group("boundaries.json", 77);
}

#[test]
fn facts_that_cannot_be_read_are_refused_by_field() {
    run_group("refusals.json", 48);
}
