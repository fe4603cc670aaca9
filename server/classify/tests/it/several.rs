//! R7 against a second, plainer reading of it: write every combination out, then compare.
//!
//! Start at [`merged`]. It works on the JSON of facts and results, not on the crate's types.

use std::{collections::BTreeSet, sync::OnceLock};

use classify::Edition;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    bytes_of,
    children::{Blur, Child, child, set},
    result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

/// The answers of a fact, where there are several: years of an age interval, or `any`.
fn answers(path: &str, given: &Value) -> Vec<Value> {
    if let Some(answers) = given.get("any").and_then(Value::as_array) {
        return answers
            .iter()
            .flat_map(|answer| answers_or_one(path, answer))
            .collect();
    }
    answers_or_one(path, given)
}

fn answers_or_one(path: &str, given: &Value) -> Vec<Value> {
    match (path, given) {
        ("age", Value::Object(span)) => {
            let end = |name: &str| span[name].as_u64().expect("years");
            (end("min")..=end("max")).map(Value::from).collect()
        }
        _ => vec![given.clone()],
    }
}

/// Every combination of answers, each as a child of its own.
fn combinations(child: &Child) -> Vec<Value> {
    child
        .facts
        .iter()
        .fold(vec![child.json()], |children, fact| {
            let answers = answers(&fact.path, &fact.given());
            let with = |child: &Value, answer: &Value| {
                let mut child = child.clone();
                set(&mut child, &fact.path, answer.clone());
                child
            };
            children
                .iter()
                .flat_map(|one| answers.iter().map(move |a| with(one, a)))
                .collect()
        })
}

/// What R7 says of the results of all combinations.
fn merged(child: &Child) -> Value {
    let results: Vec<Value> = combinations(child)
        .iter()
        .map(|child| serde_json::to_value(result_of(edition(), child)).expect("JSON"))
        .collect();
    let same = |key: &str| results.iter().all(|other| other[key] == results[0][key]);
    let mut merged = results[0].clone();
    for (key, value) in merged.as_object_mut().expect("an object") {
        match key.as_str() {
            "gaps" | "hazards" | "legal_alerts" | "sdg_8_7_1" => {}
            "alternatives" if !same(key) => *value = json!([]),
            key if !same(key) => *value = Value::Null,
            _ => {}
        }
    }
    for key in ["hazards", "legal_alerts"] {
        let list = merged[key].as_array_mut().expect("a list");
        list.retain(|code| {
            results
                .iter()
                .all(|other| other[key].as_array().expect("a list").contains(code))
        });
    }
    for key in ["a", "b"] {
        let first = &results[0]["sdg_8_7_1"][key];
        if results
            .iter()
            .any(|other| other["sdg_8_7_1"][key] != *first)
        {
            merged["sdg_8_7_1"][key] = Value::Null;
        }
    }
    let lists = results
        .iter()
        .flat_map(|other| other["gaps"].as_array().expect("a list"));
    let mut gaps: BTreeSet<String> = lists
        .map(|gap| gap.as_str().expect("a path").to_owned())
        .collect();
    if ["occupation", "chores", "child_labour", "in_scope"]
        .iter()
        .any(|key| !same(key))
    {
        for fact in &child.facts {
            match (&fact.blur, fact.path.as_str()) {
                (Blur::Apart(_), path) => drop(gaps.insert(format!("discrepancy:{path}"))),
                (Blur::Wide(..), "age") if fact.given()["min"] != fact.given()["max"] => {
                    gaps.insert("age".to_owned());
                }
                _ => {}
            }
        }
    }
    merged["gaps"] = json!(gaps);
    merged
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn several_answers_keep_what_holds_under_every_combination(child in child()) {
        let result = serde_json::to_value(result_of(edition(), &child.json())).expect("JSON");
        prop_assert_eq!(result, merged(&child));
    }

    #[test]
    fn the_order_of_the_answers_never_shows_in_the_result(child in child(), turn in 1..4usize) {
        let mut turned = child.json();
        for fact in &child.facts {
            let mut given = fact.given();
            if let Some(answers) = given.get_mut("any").and_then(Value::as_array_mut) {
                let turn = turn % answers.len();
                answers.rotate_left(turn);
                answers[..].reverse();
                set(&mut turned, &fact.path, given);
            }
        }
        prop_assert_eq!(bytes_of(edition(), &child.json()), bytes_of(edition(), &turned));
    }
}
