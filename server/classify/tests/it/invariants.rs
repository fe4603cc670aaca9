//! What must always hold (section 5), for any child, with unknowns, intervals, several answers.
//!
//! Start at [`learning_more_never_contradicts_what_was_decided`]. That the children here reach
//! every class is itself a test, at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use classify::{Chores, Classification, Cti, Edition, Occupation};
use proptest::{
    prelude::*,
    sample::{Index, select},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use crate::{
    bytes_of,
    children::{Blur, Child, child},
    result_of,
};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

/// Unknown before, or the same as before.
pub fn kept<T: PartialEq>(before: Option<T>, after: Option<T>) -> bool {
    before.is_none() || before == after
}

/// A second interview: the facts picked are now as narrow as `how` says.
pub fn ask_again(child: &mut Child, picks: &[Index], how: &Index) {
    for pick in picks {
        let fact = pick.get(&child.facts).path.clone();
        let fact = child
            .facts
            .iter_mut()
            .find(|other| other.path == fact)
            .expect("picked");
        fact.blur = match fact.blur.clone() {
            Blur::Wide(under, over) => match how.index(3) {
                0 => Blur::Clear,
                1 => Blur::Wide(0.0, over),
                _ => Blur::Wide(under, 0.0),
            },
            Blur::Apart(others) => {
                let answer = how.index(others.len() + 1);
                if let Some(other) = others.get(answer) {
                    fact.truth = other.clone();
                }
                Blur::Clear
            }
            Blur::Clear | Blur::Unknown => Blur::Clear,
        };
    }
}

/// Something that makes a child's work or chores worse, where it is known.
pub fn make_worse(value: &Value, path: &str, words: &[&str]) -> Value {
    if let Some(answers) = value.get("any").and_then(Value::as_array) {
        let worse = answers.iter().map(|answer| make_worse(answer, path, words));
        return json!({ "any": worse.collect::<Vec<_>>() });
    }
    match (value, path.rsplit('.').next().unwrap_or_default()) {
        (Value::Number(number), "hours_week" | "max_load_kg" | "night_hours") => {
            json!(number.as_f64().unwrap_or_default() + 3.5)
        }
        (Value::Object(span), "hours_week" | "max_load_kg" | "night_hours") => {
            let end = |name: &str| span[name].as_f64().unwrap_or_default();
            json!({ "min": end("min") + 1.0, "max": end("max") + 1.0 })
        }
        (Value::Array(list), "exposures" | "hazards") => {
            let more = if path.starts_with("chores") {
                "injury"
            } else {
                words[0]
            };
            json!(
                list.iter()
                    .cloned()
                    .chain([json!(more)])
                    .collect::<Vec<_>>()
            )
        }
        (Value::Bool(_), "after_22") => json!(true),
        (Value::String(_), "place") => json!("mine"),
        (Value::String(_), "scian") => json!("2361"),
        (Value::String(_), "sinco") => json!("9111"),
        (value, _) => value.clone(),
    }
}

pub const WORSENED: [&str; 10] = [
    "work.hours_week",
    "chores.hours_week",
    "chores.hazards",
    "work.jobs[0].exposures",
    "work.jobs[0].place",
    "work.jobs[0].scian",
    "work.jobs[0].sinco",
    "work.jobs[0].after_22",
    "work.jobs[0].max_load_kg",
    "work.jobs[0].night_hours",
];

fn check_identities(result: &Classification) -> Result<(), TestCaseError> {
    use Occupation::{BelowMinimumAge, Hazardous, None as NotOccupied, Permitted};
    if let Some(occupation) = result.occupation {
        prop_assert_eq!(result.occupied, Some(occupation != NotOccupied));
    }
    if let (Some(occupation), Some(chores)) = (result.occupation, result.chores) {
        let work = matches!(occupation, BelowMinimumAge | Hazardous);
        let home = matches!(chores, Chores::Prolonged | Chores::Dangerous);
        let cti = match (work, home) {
            (true, true) => Cti::Both,
            (true, false) => Cti::OnlyOccupation,
            (false, true) => Cti::OnlyChores,
            (false, false) => Cti::None,
        };
        prop_assert_eq!(result.cti, Some(cti));
        prop_assert_eq!(work, occupation != NotOccupied && occupation != Permitted);
    }
    if let Some(cti) = result.cti {
        prop_assert_eq!(result.child_labour, Some(cti != Cti::None));
    }
    prop_assert!(result.occupied == Some(true) || result.hazards.is_empty());
    prop_assert!(result.occupied == Some(true) || result.legal_alerts.is_empty());
    let decided = result.occupation.is_some() && result.chores.is_some();
    let in_scope = result.in_scope == Some(true);
    prop_assert_eq!(
        in_scope && decided || result.in_scope == Some(false),
        result.gaps.is_empty()
    );
    prop_assert!(result.gaps.is_sorted() && result.legal_alerts.is_sorted());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn learning_more_never_contradicts_what_was_decided(
        child in child(),
        picks in prop::collection::vec(any::<Index>(), 1..25),
        how: Index,
    ) {
        let before = result_of(edition(), &child.json());
        let mut known_better = child;
        ask_again(&mut known_better, &picks, &how);
        let after = result_of(edition(), &known_better.json());
        prop_assert!(kept(before.in_scope, after.in_scope));
        prop_assert!(kept(before.occupied, after.occupied));
        prop_assert!(kept(before.occupation, after.occupation));
        prop_assert!(kept(before.child_labour, after.child_labour), "{before:?} {after:?}");
        prop_assert!(kept(before.cti, after.cti));
        prop_assert!(kept(before.chores_prolonged, after.chores_prolonged));
        prop_assert!(kept(before.chores_dangerous, after.chores_dangerous));
        prop_assert!(kept(before.sdg_8_7_1.a, after.sdg_8_7_1.a));
        prop_assert!(kept(before.sdg_8_7_1.b, after.sdg_8_7_1.b));
        prop_assert_eq!(before.hazards.shared(after.hazards), before.hazards);
        let more_dangerous =
            (before.chores, after.chores) == (Some(Chores::Prolonged), Some(Chores::Dangerous));
        prop_assert!(more_dangerous || kept(before.chores, after.chores));
    }

    #[test]
    fn answering_the_gaps_settles_every_child(child in child()) {
        let mut child = child;
        // Each round answers what is a gap now; a job that was unknown may bring new ones.
        for _ in 0..8 {
            let before = result_of(edition(), &child.json());
            if before.gaps.is_empty() {
                break;
            }
            let paths = before.gaps.iter().map(|gap| gap.trim_start_matches("discrepancy:"));
            for path in paths.collect::<BTreeSet<_>>() {
                let fact = child.facts.iter_mut().find(|fact| fact.path == path);
                let fact = fact.expect("a gap is a fact");
                let too_short = ["72", "2", "9"].map(Value::from).contains(&fact.truth);
                prop_assert!(too_short || fact.blur != Blur::Clear, "{path} is known");
                fact.blur = Blur::Clear;
                if too_short {
                    fact.truth = json!("4999");
                }
            }
            let after = result_of(edition(), &child.json());
            prop_assert!(kept(before.child_labour, after.child_labour));
        }
        prop_assert!(result_of(edition(), &child.json()).gaps.is_empty());
    }

    #[test]
    fn a_worse_day_never_takes_a_child_out_of_child_labour(
        child in child(),
        path in select(&WORSENED[..]),
        word in select(&["noise", "chemicals", "heights"][..]),
    ) {
        let before = child.json();
        let mut after = before.clone();
        let fact = child.fact(path).given();
        crate::children::set(&mut after, path, make_worse(&fact, path, &[word]));
        let labour = |child| result_of(edition(), child).child_labour;
        if labour(&before) == Some(true) {
            prop_assert_eq!(labour(&after), Some(true));
        }
    }

    #[test]
    fn an_occupied_child_under_fifteen_is_always_in(child in child(), age in 5..15u32) {
        let mut child = child.json();
        child["age"] = json!(age);
        let result = result_of(edition(), &child);
        if result.occupied == Some(true) {
            prop_assert_eq!(result.occupation, Some(Occupation::BelowMinimumAge));
            prop_assert_eq!(result.child_labour, Some(true));
        }
    }

    #[test]
    fn the_published_identities_hold_for_every_child(child in child()) {
        check_identities(&result_of(edition(), &child.json()))?;
    }

    #[test]
    fn the_same_facts_in_another_order_of_keys_give_the_same_bytes(child in child()) {
        let mut backwards = child.clone();
        backwards.facts.reverse();
        let text = serde_json::to_string(&backwards.json()).expect("JSON");
        let again: Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(bytes_of(edition(), &child.json()), bytes_of(edition(), &again));
    }
}

/// So often does each value of each key stand in the results of made-up children.
fn census(children: usize) -> BTreeMap<String, usize> {
    let mut runner = TestRunner::deterministic();
    let mut census = BTreeMap::new();
    let made_up = child();
    for _ in 0..children {
        let child = made_up.new_tree(&mut runner).expect("a child").current();
        let result = serde_json::to_value(result_of(edition(), &child.json())).expect("JSON");
        for (key, value) in result.as_object().expect("an object") {
            let values = match value {
                Value::Array(list) => list
                    .iter()
                    .map(|item| item.get("choice").unwrap_or(item).to_string())
                    .collect(),
                value => vec![value.to_string()],
            };
            for value in values {
                let kind = if value.contains("discrepancy") {
                    "discrepancy"
                } else {
                    &*value
                };
                *census.entry(format!("{key} {kind}")).or_default() += 1;
            }
        }
    }
    census
}

/// Values that must not be rare, by key.
const REACHED: [(&str, &str); 7] = [
    ("in_scope", "true false null"),
    ("occupied", "true false null"),
    (
        "occupation",
        r#""none" "permitted" "below_minimum_age" "hazardous" null"#,
    ),
    (
        "chores",
        r#""none" "adequate" "prolonged" "dangerous" null"#,
    ),
    ("child_labour", "true false null"),
    (
        "cti",
        r#""only_occupation" "only_chores" "both" "none" null"#,
    ),
    (
        "gaps",
        r#"discrepancy "age" "work.status" "work.hours_week" "work.jobs[0].scian""#,
    ),
];

#[test]
fn the_made_up_children_reach_every_class_gap_and_alert() {
    let census = census(2500);
    let often = |name: &str| census.get(name).copied().unwrap_or_default();
    let mut rare = Vec::new();
    for (key, values) in REACHED {
        let names = values.split(' ').map(|value| format!("{key} {value}"));
        rare.extend(names.filter(|name| often(name) < 25));
    }
    let alternatives = edition()
        .alternatives
        .iter()
        .map(|item| ("alternatives", &*item.id));
    let alerts = edition()
        .legal
        .items
        .iter()
        .map(|item| ("legal_alerts", &*item.code));
    for (key, code) in alternatives.chain(alerts) {
        let name = format!("{key} \"{code}\"");
        if often(&name) == 0 {
            rare.push(name);
        }
    }
    assert!(
        rare.is_empty(),
        "too rare among the made-up children: {rare:?}"
    );
}
