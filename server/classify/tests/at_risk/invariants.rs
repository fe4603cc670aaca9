//! What must always hold: at risk stands apart from the class, a ground more never takes a child
//! off, and settling what is missing never contradicts what was decided.

use classify::at_risk::{AtRisk, RiskFacts, Standing, at_risk};
use classify::{ChildFacts, classify};
use proptest::prelude::*;
use serde_json::{Value, json};

fn maybe(values: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::sample::select(values)
        .prop_map(|text| serde_json::from_str(text).expect("as the test says"))
}

const YES_NO: &[&str] = &["true", "false", "null"];
const LEVELS: &[&str] = &[
    "null",
    "\"none\"",
    "\"preschool\"",
    "\"primary\"",
    "\"secondary\"",
    "\"upper_secondary\"",
    "\"technical\"",
    "\"university\"",
];
const HOURS: &[&str] = &[
    "null",
    "0",
    "12.6",
    "13",
    "14",
    "25.2",
    "28",
    "32.4",
    "33",
    "36",
    "{\"min\": 10, \"max\": 40}",
    "{\"min\": 13, \"max\": 14}",
];

/// All places of the facts that may be missing, with the values they may have. `basic_completed`
/// is left out: it repeats what level and grade say.
const PLACES: [(&str, &[&str]); 18] = [
    (
        "age",
        &[
            "5",
            "8",
            "12",
            "14",
            "15",
            "17",
            "{\"min\": 14, \"max\": 15}",
            "{\"min\": 8, \"max\": 17}",
        ],
    ),
    ("school_age", &["null"]),
    ("child_labour", &["false", "true", "null"]),
    ("occupation", &["null", "\"none\"", "\"permitted\""]),
    ("school.attends", YES_NO),
    ("school.level", LEVELS),
    ("school.grade", &["null", "0", "1", "3", "5", "6", "9"]),
    ("head.attends", YES_NO),
    ("head.level", LEVELS),
    ("head.grade", &["null", "0", "1", "5", "6"]),
    ("home.sibling_in_child_labour", YES_NO),
    ("home.receives_support", YES_NO),
    ("work.occupied", YES_NO),
    ("work.hours_week", HOURS),
    ("work.last_12_months", YES_NO),
    ("chores.own_household", YES_NO),
    ("chores.hours_week", HOURS),
    ("area_risk", &["null", "\"high\"", "\"medium\"", "\"low\""]),
];

fn any_facts() -> impl Strategy<Value = Value> {
    let places: Vec<_> = PLACES.iter().map(|(_, values)| maybe(values)).collect();
    places.prop_map(|values| {
        let mut facts = json!({"school": {}, "head": {}, "home": {}, "work": {}, "chores": {}});
        for ((path, _), value) in PLACES.iter().zip(values) {
            put(&mut facts, path, value);
        }
        facts
    })
}

/// `home.receives_support` as a JSON pointer.
fn pointer(path: &str) -> String {
    format!("/{}", path.replace('.', "/"))
}

fn put(facts: &mut Value, path: &str, value: Value) {
    let pointer = pointer(path);
    let (parent, name) = pointer.rsplit_once('/').expect("as the test says");
    facts.pointer_mut(parent).expect("as the test says")[name] = value;
}

fn weigh(facts: &Value) -> AtRisk {
    let facts: RiskFacts = serde_json::from_value(facts.clone()).expect("as the test says");
    at_risk(super::shipped(), super::edition(), &facts)
}

/// Whatever is missing at one place, settled in each way it may be.
fn settled(facts: &Value) -> Vec<Value> {
    let mut settled = Vec::new();
    for (path, values) in PLACES {
        let here = facts.pointer(&pointer(path)).expect("as the test says");
        let ends = [here["min"].clone(), here["max"].clone()];
        let others: Vec<Value> = match here {
            Value::Null => values
                .iter()
                .map(|text| serde_json::from_str(text).expect("as the test says"))
                .collect(),
            _ => ends.into_iter().filter(|end| !end.is_null()).collect(),
        };
        let occupied = facts["work"]["occupied"].as_bool();
        for other in others.into_iter().filter(|other| !other.is_null()) {
            // An answer that disagrees with another one settles nothing.
            let differs =
                path == "occupation" && occupied.is_some_and(|it| it == (other == "none"));
            if differs {
                continue;
            }
            let mut facts = facts.clone();
            put(&mut facts, path, other);
            settled.push(facts);
        }
    }
    settled
}

/// One more ground than there was: each with the facts that make it so.
const ADDED: [&[(&str, &str)]; 5] = [
    &[("home.sibling_in_child_labour", "true")],
    &[("home.receives_support", "false")],
    &[("area_risk", "\"high\"")],
    &[
        ("head.attends", "false"),
        ("head.level", "\"none\""),
        ("head.grade", "null"),
    ],
    &[("work.last_12_months", "true")],
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn settling_a_gap_never_contradicts_what_was_decided(facts in any_facts()) {
        let before = weigh(&facts);
        for facts in settled(&facts) {
            let after = weigh(&facts);
            if after.standing == Standing::InChildLabour {
                prop_assert!(before.at_risk.is_none() || before.standing == after.standing);
                continue;
            }
            if let Some(decided) = before.at_risk {
                prop_assert_eq!(after.at_risk, Some(decided), "{}", facts);
            }
            if let (Some(before), Some(after)) = (before.points, after.points) {
                prop_assert!(before.min <= after.min && after.max <= before.max, "{}", facts);
            }
            for ground in &before.grounds {
                prop_assert!(after.grounds.iter().any(|it| it.code == ground.code), "{}", facts);
            }
        }
    }

    #[test]
    fn a_ground_more_never_takes_a_child_off_the_list(facts in any_facts()) {
        let before = weigh(&facts);
        for added in ADDED {
            let mut facts = facts.clone();
            for (path, value) in added {
                put(&mut facts, path, serde_json::from_str(value).expect("as the test says"));
            }
            let after = weigh(&facts);
            if before.standing == Standing::AtRisk {
                prop_assert_eq!(after.standing, Standing::AtRisk);
            }
            if let (Some(before), Some(after)) = (before.points, after.points) {
                prop_assert!(before.min <= after.min);
            }
        }
    }

    #[test]
    fn the_points_are_those_of_the_grounds_and_only_gaps_widen_them(facts in any_facts()) {
        let result = weigh(&facts);
        let Some(points) = result.points else {
            prop_assert!(result.grounds.is_empty());
            return Ok(());
        };
        prop_assert_eq!(points.min, result.grounds.iter().map(|it| it.points).sum::<u32>());
        let open = result.gaps.iter().any(|gap| gap.fact != "child_labour");
        prop_assert_eq!(points.min < points.max, open);
        prop_assert!(result.gaps.iter().all(|gap| !gap.es.is_empty() && !gap.en.is_empty()));
    }

    #[test]
    fn a_child_in_child_labour_or_of_unknown_class_is_never_at_risk(facts in any_facts()) {
        let result = weigh(&facts);
        match facts["child_labour"] {
            Value::Bool(false) => {}
            Value::Bool(true) => prop_assert_eq!(result.standing, Standing::InChildLabour),
            _ => prop_assert!(result.at_risk.is_none() && result.standing == Standing::ClassNotKnown),
        }
        prop_assert_eq!(result.at_risk == Some(true), result.standing == Standing::AtRisk);
    }

    #[test]
    fn the_class_of_a_child_is_the_same_whatever_its_risk_facts(facts in any_facts()) {
        // What the two rule sets share: age, school, hours. The rest of a child's risk facts is
        // nothing that the definition could read.
        let child = json!({
            "age": facts["age"], "ref_date": "2026-03-01", "school": {"attends": facts["school"]["attends"]},
            "work": {"status": "worked", "hours_week": facts["work"]["hours_week"]},
            "chores": {"own_household": facts["chores"]["own_household"], "hours_week": facts["chores"]["hours_week"]},
        });
        let edition = super::edition();
        let child: ChildFacts = serde_json::from_value(child).expect("as the test says");
        let before = classify(edition, &child).expect("as the test says");
        let mut weighed = facts.clone();
        put(&mut weighed, "child_labour", json!(before.child_labour));
        let result = weigh(&weighed);
        prop_assert_eq!(classify(edition, &child).expect("as the test says"), before.clone());
        prop_assert!(before.child_labour != Some(true) || result.at_risk != Some(true));
    }
}
