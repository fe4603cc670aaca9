//! Conditions are three-valued and total.

use serde_json::json;
use survey_forms::{Condition, Standpoint};

use crate::home::{CHILD, Home};

fn holds(home: &Home, subject: &str, condition: serde_json::Value) -> Option<bool> {
    let condition: Condition = serde_json::from_value(condition).unwrap();
    let reference = home.answers.ref_date();
    condition.holds(Standpoint {
        questionnaire: &home.q,
        answers: &home.answers,
        subject,
        reference,
    })
}

#[test]
fn an_answer_that_is_not_known_makes_a_test_unknown() {
    let worked = json!({"equals": {"question": "worked", "value": true}});
    let mut home = Home::with_child();
    assert_eq!(holds(&home, CHILD, worked.clone()), None);
    for unknown in ["!dont_know", "!refused", "!not_asked"] {
        home.child("worked", unknown);
        assert_eq!(holds(&home, CHILD, worked.clone()), None);
        assert_eq!(
            holds(&home, CHILD, json!({"answered": "worked"})),
            Some(false)
        );
        assert_eq!(holds(&home, CHILD, json!({"unsure": "worked"})), Some(true));
    }
    home.child("worked", false);
    assert_eq!(holds(&home, CHILD, worked), Some(false));
    assert_eq!(
        holds(&home, CHILD, json!({"unsure": "worked"})),
        Some(false)
    );
}

#[test]
fn all_and_any_are_decided_by_one_and_unknown_by_one() {
    let home = Home::with_child();
    let (yes, no) = (
        json!({"answered": "birth_date"}),
        json!({"answered": "worked"}),
    );
    let unknown = json!({"equals": {"question": "worked", "value": true}});
    let cases = [
        ("all", [&yes, &unknown], None),
        ("all", [&no, &unknown], Some(false)),
        ("all", [&yes, &yes], Some(true)),
        ("any", [&yes, &unknown], Some(true)),
        ("any", [&no, &unknown], None),
        ("any", [&no, &no], Some(false)),
    ];
    for (name, parts, expected) in cases {
        assert_eq!(
            holds(&home, CHILD, json!({ name: parts })),
            expected,
            "{name} {parts:?}"
        );
    }
    assert_eq!(holds(&home, CHILD, json!({"all": []})), Some(true));
    assert_eq!(holds(&home, CHILD, json!({"any": []})), Some(false));
    assert_eq!(holds(&home, CHILD, json!({"not": unknown})), None);
}

#[test]
fn an_age_that_only_touches_the_years_is_unknown_but_possible() {
    let mut home = Home::with_child();
    home.child("birth_date", "!dont_know")
        .child("age", "14..16");
    let between = |min, max| json!({"age_between": {"min": min, "max": max}});
    assert_eq!(holds(&home, CHILD, between(14, 17)), Some(true));
    assert_eq!(holds(&home, CHILD, between(15, 17)), None);
    assert_eq!(holds(&home, CHILD, between(17, 20)), Some(false));
    assert_eq!(
        holds(&home, CHILD, json!({"age_may_be": {"min": 15, "max": 17}})),
        Some(true)
    );
    home.child("age", "!refused");
    assert_eq!(
        holds(&home, CHILD, json!({"age_may_be": {"min": 15, "max": 17}})),
        None
    );
}

#[test]
fn a_job_sees_its_childs_answers_and_the_household_ones() {
    let mut home = Home::with_child();
    home.child("worked", true)
        .answer(&format!("{CHILD}.j2.job_place"), "field");
    let (job, other) = (format!("{CHILD}.j2"), format!("{CHILD}.j1"));
    let worked = json!({"equals": {"question": "worked", "value": true}});
    let field = json!({"any_of": {"question": "job_place", "values": ["field", "mine"]}});
    assert_eq!(holds(&home, &job, worked), Some(true));
    assert_eq!(
        holds(
            &home,
            &job,
            json!({"equals": {"question": "consent", "value": true}})
        ),
        Some(true)
    );
    assert_eq!(holds(&home, &job, field.clone()), Some(true));
    assert_eq!(holds(&home, &other, field.clone()), None);
    assert_eq!(holds(&home, CHILD, field), None, "which of the jobs?");
}

#[test]
fn several_choices_hold_when_the_named_one_is_among_them() {
    let mut home = Home::with_child();
    home.child("rescue", "land_animals sold");
    let contains = |value| json!({"contains": {"question": "rescue", "value": value}});
    assert_eq!(holds(&home, CHILD, contains("sold")), Some(true));
    assert_eq!(holds(&home, CHILD, contains("apprentice")), Some(false));
    assert_eq!(
        holds(&home, CHILD, json!({"contains_any": "rescue"})),
        Some(true)
    );
    home.child("rescue", "");
    assert_eq!(
        holds(&home, CHILD, json!({"contains_any": "rescue"})),
        Some(false)
    );
}
