//! Grounds: every decision has one, and none is given for what is not decided.

use std::sync::OnceLock;

use classify::{Coded, Edition, Explained, explain};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    children::{child, set},
    read, result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

const OF_CHILD_LABOUR: [&str; 10] = [
    "below_minimum_age",
    "sector",
    "occupation",
    "place",
    "exposure",
    "load",
    "night",
    "prolonged",
    "chores_prolonged",
    "chores_dangerous",
];

fn girl_of_fifteen() -> Value {
    json!({
        "id": "m3f2a1c", "age": 15, "ref_date": "2026-03-02",
        "work": {
            "status": "worked", "hours_week": 40, "sunday": true,
            "jobs": [{"place": "shop"}, {"scian": "2361", "max_load_kg": 25, "night_hours": 4}],
        },
        "chores": {"own_household": true, "hours_week": 30, "hazards": ["night"]},
    })
}

fn grounds_of(child: &Value) -> Vec<(String, String)> {
    let grounds = explain(edition(), &read(child), &result_of(edition(), child));
    grounds
        .into_iter()
        .map(|ground| (ground.code, ground.fact))
        .collect()
}

#[test]
fn grounds_name_the_rule_and_the_fact_in_order() {
    let expected = [
        ("worked", "work.status"),
        ("sector", "work.jobs[1].scian"),
        ("load", "work.jobs[1].max_load_kg"),
        ("night", "work.jobs[1].night_hours"),
        ("prolonged", "work.hours_week"),
        ("chores_prolonged", "chores.hours_week"),
        ("chores_dangerous", "chores.hazards"),
        ("LFT-176-II-1", "work.jobs[1].night_hours"),
        ("LFT-176-II-13", "work.jobs[1].scian"),
        ("LFT-176-III", "work.jobs[1].max_load_kg"),
        ("LFT-178-SUNDAY", "work.sunday"),
    ];
    let expected = expected.map(|(code, fact)| (code.to_owned(), fact.to_owned()));
    assert_eq!(grounds_of(&girl_of_fifteen()), expected);
}

#[test]
fn a_ground_gives_the_number_and_its_source_in_two_languages() {
    let child = girl_of_fifteen();
    let grounds = explain(edition(), &read(&child), &result_of(edition(), &child));
    let load = grounds.iter().find(|ground| ground.code == "load").unwrap();
    assert_eq!(
        load.es,
        "Carga más de 7 kg en su trabajo. Según las respuestas: 25 kg (trabajo 2)."
    );
    assert_eq!(
        load.en,
        "Carries more than 7 kg at work. As answered: 25 kg (job 2)."
    );
    assert_eq!(load.source, "LFT 176-III; CH-06");
    let chores = grounds
        .iter()
        .find(|ground| ground.code == "chores_prolonged")
        .unwrap();
    assert!(chores.es.contains("más de 28 horas"), "{}", chores.es);
}

#[test]
fn what_is_not_decided_has_no_ground() {
    let mut child = girl_of_fifteen();
    child["age"] = json!({"min": 14, "max": 15});
    child["work"]["jobs"][1]["scian"] = json!({"any": ["2361", "4611"]});
    let grounds = grounds_of(&child);
    assert!(
        !grounds
            .iter()
            .any(|(code, _)| code == "below_minimum_age" || code == "sector")
    );
    assert!(grounds.iter().any(|(code, _)| code == "load"));
}

#[test]
fn grounds_readings_and_gaps_are_the_last_keys_of_an_explained_result() {
    let child = girl_of_fifteen();
    let classification = result_of(edition(), &child);
    let plain = serde_json::to_string(&classification).unwrap();
    let explained = Explained::of(edition(), &read(&child), classification);
    let explained = serde_json::to_string(&explained).unwrap();
    assert!(explained.starts_with(&format!("{},\"grounds\":[", plain.trim_end_matches('}'))));
    let last: Vec<_> = ["\"grounds\":[", "\"readings\":[", "\"missing\":["]
        .map(|key| explained.find(key).unwrap())
        .into();
    assert!(last.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn child_labour_always_has_a_ground_and_only_decided_ones(child in child()) {
        let child = child.json();
        let result = result_of(edition(), &child);
        let grounds = explain(edition(), &read(&child), &result);
        let has = |code: &str| grounds.iter().any(|ground| ground.code == code);
        if result.child_labour == Some(true) {
            prop_assert!(OF_CHILD_LABOUR.iter().any(|code| has(code)), "{:?}", result);
        }
        for hazard in classify::Criterion::ALL {
            prop_assert_eq!(has(hazard.word()), result.hazards.contains(*hazard));
        }
        for alert in &result.legal_alerts {
            prop_assert!(has(alert));
        }
        let law = grounds.iter().filter(|ground| ground.code.starts_with("LFT-"));
        for ground in law {
            prop_assert!(result.legal_alerts.iter().any(|alert| **alert == *ground.code));
        }
        prop_assert_eq!(has("chores_dangerous"), result.chores_dangerous == Some(true));
        prop_assert_eq!(has("chores_prolonged"), result.chores_prolonged == Some(true));
        let unfilled = grounds.iter().any(|ground| ground.es.contains('{'));
        prop_assert!(!unfilled);
    }

    #[test]
    fn junk_in_any_field_is_refused_or_read_but_never_a_panic(
        child in child(),
        pick: prop::sample::Index,
        junk in prop_oneof![
            Just(json!([])), Just(json!({})), Just(json!({"any": []})), Just(json!("")),
            Just(json!(-1)), Just(json!(1e300)), Just(json!(u64::MAX)), Just(json!([null])),
            Just(json!({"min": 0, "max": u64::MAX})), Just(json!({"any": [{"min": 1}, 2]})),
            Just(json!({"any": [{"any": [1, 2]}, 2]})), Just(json!(true)), Just(json!(0.1)),
        ],
    ) {
        let path = pick.get(&child.facts).path.clone();
        let mut child = child.json();
        set(&mut child, &path, junk);
        match serde_json::from_value::<classify::ChildFacts>(child.clone()) {
            Ok(_) => drop(result_of(edition(), &child)),
            Err(refusal) => {
                let refusal = refusal.to_string();
                // Too many combinations name all facts with several answers.
                prop_assert!(refusal.contains(&path), "{path}: {refusal}");
                prop_assert!(refusal.contains("expected"), "{refusal}");
            }
        }
    }
}
