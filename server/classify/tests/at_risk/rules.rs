//! The shipped weights, and what is wrong with others that a municipality may write.

use classify::at_risk::{AT_RISK_1, RiskCode, RiskFacts, RiskRules, at_risk};
use classify::{Confidence, Date};
use serde_json::json;

/// The fault of the shipped text with one passage changed; empty when there is none.
fn fault_after(passage: &str, other: &str) -> String {
    assert!(
        passage.is_empty() || AT_RISK_1.contains(passage),
        "{passage}"
    );
    let rules: RiskRules =
        toml::from_str(&AT_RISK_1.replacen(passage, other, 1)).expect("as the test says");
    rules
        .check()
        .err()
        .map(|fault| fault.to_string())
        .unwrap_or_default()
}

#[test]
fn the_shipped_rule_set_is_whole_and_says_that_it_is_a_proposal() {
    assert_eq!(fault_after("", ""), "");
    let rules = super::shipped();
    assert!(rules.proposal && rules.caution.es.contains("propuesta"));
    assert!(
        rules
            .grounds
            .values()
            .all(|weight| weight.confidence == Confidence::Choice)
    );
    assert!(!rules.in_force(Date::read("2025-12-31").expect("as the test says")));
    assert!(rules.in_force(Date::read("2026-01-01").expect("as the test says")));
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_its_field() {
    for (passage, other, field) in [
        ("value = 3\n", "value = 0\n", "cuts.at_risk_points: "),
        ("value = 0.1", "value = 0.0", "cuts.near_share: "),
        ("value = 0.1", "value = 0.6", "cuts.near_share: "),
        ("value = 2\n", "value = 0\n", "cuts.lag_grades: "),
        ("value = 6\n", "value = 9\n", "cuts.first_grade_age: "),
        ("points = 3\n", "points = 101\n", "grounds.out_of_school: "),
        (
            "[grounds.no_support]\npoints = 1\nsource = \"CLRISK 2018; AR-04; AR-07\"",
            "[grounds.no_support]\npoints = 1\nsource = \" \"",
            "grounds.no_support: ",
        ),
        ("{lag} grados", "{grados} grados", "grounds.school_lag: "),
        (
            "es = \"Nadie del hogar recibe un programa o apoyo.\"",
            "es = \" \"",
            "grounds.no_support: ",
        ),
        (
            "en = \"Where were chores done?\"",
            "en = \"\"",
            "missing.\"chores.own_household\": ",
        ),
        (
            "[missing.area_risk]",
            "[missing.area_riesgo]",
            "missing.\"area_risk\": ",
        ),
        ("id = \"at-risk-1\"", "id = \"at risk\"", "id: "),
    ] {
        let fault = fault_after(passage, other);
        assert!(
            fault.starts_with(field) && fault.contains(" | "),
            "{other}: {fault}"
        );
    }
}

#[test]
fn a_ground_that_is_left_out_is_named_and_one_of_no_points_is_switched_off() {
    let start = AT_RISK_1
        .find("[grounds.area_high_risk]")
        .expect("as the test says");
    let end = AT_RISK_1
        .find("# What would settle")
        .expect("as the test says");
    let without = [&AT_RISK_1[..start], &AT_RISK_1[end..]].concat();
    let rules: RiskRules = toml::from_str(&without).expect("as the test says");
    assert!(
        rules
            .check()
            .unwrap_err()
            .to_string()
            .starts_with("grounds.area_high_risk: falta")
    );

    let mut rules = super::shipped().clone();
    rules
        .grounds
        .get_mut(&RiskCode::AreaHighRisk)
        .expect("as the test says")
        .points = 0;
    rules.check().expect("as the test says");
    let facts: RiskFacts = serde_json::from_value(json!({"age": 13, "child_labour": false}))
        .expect("as the test says");
    let result = at_risk(&rules, super::edition(), &facts);
    assert_eq!(result.points.expect("as the test says").max, 15);
    assert!(!result.gaps.iter().any(|gap| gap.fact == "area_risk"));
}

#[test]
fn a_misspelt_key_or_ground_is_not_read() {
    for (passage, other) in [
        ("proposal =", "propuesta ="),
        ("[grounds.no_support]", "[grounds.no_suport]"),
        ("2026-01-01", "2026-02-30"),
    ] {
        assert!(
            toml::from_str::<RiskRules>(&AT_RISK_1.replacen(passage, other, 1)).is_err(),
            "{other}"
        );
    }
}
