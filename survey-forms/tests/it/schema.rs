//! The record's schema: what it takes, what it refuses, and that it never tells what was said.

use serde_json::{Value, json};
use survey_forms::{Questionnaire, SchemaFault};

fn check(record: Value) -> Vec<SchemaFault> {
    Questionnaire::shipped().validator().check(&record)
}

fn keys(record: Value) -> Vec<String> {
    check(record).into_iter().map(|fault| fault.key).collect()
}

#[test]
fn a_sound_record_has_no_fault() {
    let record = json!({
        "members": {
            "m3f2a1c.given_names": "Ana", "m3f2a1c.birth_date": "2012-02-29",
            "m3f2a1c.curp": "!refused", "m3f2a1c.kinship": "child", "m3f2a1c.sex": "woman",
        },
        "round": {
            "consent": true, "ref_date": "2026-11-15", "area": "ageb:0710100010363",
            "interview_started": "2026-11-21T16:30:00Z", "m3f2a1c.age": "12..13",
            "m3f2a1c.worked": "!dont_know", "m3f2a1c.rescue": "", "m3f2a1c.hours_mon": 4.5,
            "m3f2a1c.j1.job_place": "field", "m3f2a1c.j1.job_exposures": "fire noise",
            "v9k2m4q.visit_result": "C0", "v9k2m4q.visit_at": "2026-11-21T16:00:00-06:00",
        }
    });
    assert_eq!(check(record), []);
}

#[test]
fn each_wrong_answer_is_named_by_its_key_and_not_told() {
    let record = json!({
        "members": {"m3f2a1c.birth_date": "Juana nació en mayo", "m3f2a1c.curp": "JUANA"},
        "round": {"consent": "Juana", "m3f2a1c.hours_mon": 25, "m3f2a1c.rescue": "Juana"}
    });
    let faults = check(record);
    let named: Vec<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
    for key in [
        "members.m3f2a1c.birth_date",
        "members.m3f2a1c.curp",
        "round.consent",
        "round.m3f2a1c.hours_mon",
        "round.m3f2a1c.rescue",
    ] {
        assert!(named.contains(&key), "{key} in {named:?}");
    }
    let shown = format!("{faults:?}").to_lowercase();
    assert!(!shown.contains("juana") && !shown.contains("25"), "{shown}");
}

#[test]
fn an_unknown_key_is_refused_and_not_told() {
    let record = json!({"members": {}, "round": {"juana_perez": true, "m3f2a1c.Juana": 1}});
    let faults = check(record);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].code, "unknown_key");
    assert!(!format!("{faults:?}").to_lowercase().contains("juana"));
}

#[test]
fn an_answer_in_the_wrong_place_is_refused() {
    assert!(!keys(json!({"members": {"consent": true}, "round": {}})).is_empty());
    assert!(!keys(json!({"members": {}, "round": {"m3f2a1c.kinship": "head"}})).is_empty());
    assert!(!keys(json!({"members": {}, "round": {"m3f2a1c.consent": true}})).is_empty());
    assert!(!keys(json!({"members": {}, "round": {"m3f2a1c.j4.job_place": "field"}})).is_empty());
    assert!(!keys(json!({"members": {}, "round": {"v9k2m4q.worked": true}})).is_empty());
}

#[test]
fn what_is_no_record_is_a_wrong_shape() {
    for shape in [
        json!(null),
        json!([]),
        json!({}),
        json!({"members": {}, "round": {}, "x": 1}),
    ] {
        let faults = check(shape.clone());
        assert!(
            faults.iter().any(|fault| fault.code == "wrong_shape"),
            "{shape}"
        );
    }
    assert!(!check(json!({"members": [], "round": 3})).is_empty());
}

#[test]
fn an_interval_upside_down_or_options_out_of_order_are_refused() {
    let expected = ["round.m3f2a1c.hours_mon", "round.m3f2a1c.rescue"];
    let record = json!({"members": {}, "round": {
        "m3f2a1c.hours_mon": "5..3", "m3f2a1c.rescue": "sold land_animals"}});
    assert_eq!(keys(record), expected);
}

#[test]
fn an_unknown_stands_only_where_the_question_allows_it() {
    let record = |scalar| json!({"members": {}, "round": {"consent": scalar}});
    assert!(!check(record("!dont_know")).is_empty());
    assert!(check(record("!not_asked")).is_empty());
}
