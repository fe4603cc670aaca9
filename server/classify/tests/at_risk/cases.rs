//! The worked cases of `at_risk/cases.json`: one child, some facts changed, what is expected.

use std::collections::BTreeSet;

use classify::at_risk::{RiskFacts, Standing, at_risk};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[expect(dead_code, reason = "read by people")]
    title: String,
    #[expect(dead_code, reason = "read by people")]
    how_to_read: String,
    child: Value,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    title: String,
    change: serde_json::Map<String, Value>,
    expect: Expect,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expect {
    standing: Standing,
    points: Option<(u32, u32)>,
    grounds: Vec<String>,
    gaps: Vec<String>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("../../at_risk/cases.json")).expect("as the test says")
}

/// The child of the file with one fact after another put in its place.
fn facts(child: &Value, case: &Case) -> RiskFacts {
    let mut facts = child.clone();
    for (path, value) in &case.change {
        let place = path
            .split('.')
            .fold(&mut facts, |facts, name| &mut facts[name]);
        *place = value.clone();
    }
    serde_json::from_value(facts).unwrap_or_else(|fault| panic!("{}: {fault}", case.id))
}

#[test]
fn every_worked_case_comes_out_as_its_sentence_says() {
    let (rules, edition, file) = (super::shipped(), super::edition(), cases());
    let mut wrong = Vec::new();
    for case in &file.cases {
        let result = at_risk(rules, edition, &facts(&file.child, case));
        let found = Expect {
            standing: result.standing,
            points: result.points.map(|points| (points.min, points.max)),
            grounds: result
                .grounds
                .iter()
                .map(|it| it.code.word().to_owned())
                .collect(),
            gaps: result.gaps.iter().map(|it| it.fact.to_owned()).collect(),
        };
        if found != case.expect {
            wrong.push(format!(
                "{} {}\n  expected {:?}\n  found    {found:?}",
                case.id, case.title, case.expect
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cases_are_numbered_once_and_each_is_one_sentence() {
    let file = cases();
    let ids: BTreeSet<&str> = file.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids.len(), file.cases.len());
    for case in &file.cases {
        assert!(
            case.title.ends_with('.') && !case.title.contains(". "),
            "{}",
            case.id
        );
    }
}

#[test]
fn every_ground_and_every_standing_has_a_case() {
    let file = cases();
    let fired: BTreeSet<&str> = file
        .cases
        .iter()
        .flat_map(|case| case.expect.grounds.iter().map(String::as_str))
        .collect();
    for code in classify::at_risk::RiskCode::ALL {
        assert!(fired.contains(code.word()), "{}", code.word());
    }
    let standings: BTreeSet<&str> = file
        .cases
        .iter()
        .map(|case| case.expect.standing.word())
        .collect();
    assert_eq!(standings.len(), 7, "{standings:?}");
}

#[test]
fn a_result_is_written_with_all_its_keys_in_order() {
    let facts = serde_json::from_value(json!({"age": 13, "child_labour": false, "work": {"occupied": false, "last_12_months": true}})).expect("as the test says");
    let result = at_risk(super::shipped(), super::edition(), &facts);
    let text = serde_json::to_string(&result).expect("as the test says");
    let start = "{\"rules\":\"at-risk-1\",\"standing\":\"at_risk\",\"at_risk\":true,\"points\":{\"min\":3,\"max\":16},\"grounds\":[{\"code\":\"worked_before\",\"fact\":\"work.last_12_months\",\"source\":\"AR-04; AR-06\",\"es\":";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn a_sentence_names_the_hours_that_were_told_and_the_limit_at_that_age() {
    let facts = serde_json::from_value(json!({"age": 13, "child_labour": false, "chores": {"own_household": true, "hours_week": {"min": 13, "max": 13.5}}})).expect("as the test says");
    let result = at_risk(super::shipped(), super::edition(), &facts);
    assert_eq!(
        result.grounds[0].es,
        "Hace 13 a 13.5 horas de quehaceres a la semana, cerca del límite de 14."
    );
    assert_eq!(
        result.grounds[0].en,
        "Does 13 to 13.5 hours of chores a week, near the limit of 14."
    );
}

#[test]
fn a_sentence_names_the_grades_that_the_cut_asks_for() {
    let facts = serde_json::from_value(json!({"age": 13, "school_age": 13, "child_labour": false, "school": {"attends": true, "level": "primary", "grade": 5}})).expect("as the test says");
    let result = at_risk(super::shipped(), super::edition(), &facts);
    assert_eq!(
        result.grounds[0].es,
        "Está 2 grados o más atrás de los que corresponden a su edad."
    );
    assert_eq!(
        result.grounds[0].en,
        "Is 2 grades or more behind those of the age."
    );
}

#[test]
fn only_a_decided_standing_says_yes_or_no() {
    let (rules, edition, file) = (super::shipped(), super::edition(), cases());
    for case in &file.cases {
        let expected = match case.expect.standing {
            Standing::AtRisk => Some(true),
            Standing::NotAtRisk | Standing::InChildLabour => Some(false),
            Standing::OutOfScope
            | Standing::AgeNotKnown
            | Standing::ClassNotKnown
            | Standing::NotDecided => None,
        };
        let result = at_risk(rules, edition, &facts(&file.child, case));
        assert_eq!(result.at_risk, expected, "{}", case.id);
    }
}

#[test]
fn facts_are_written_as_they_were_read() {
    let facts = json!({
        "age": {"min": 12, "max": 13}, "school_age": 12, "school": {}, "head": {}, "home": {},
        "work": {"hours_week": {"min": 3.5, "max": 4.0}}, "chores": {"hours_week": 5.0},
    });
    let read: RiskFacts = serde_json::from_value(facts.clone()).expect("as the test says");
    assert_eq!(serde_json::to_value(read).expect("as the test says"), facts);
}

#[test]
fn facts_that_cannot_be_are_refused_and_not_read_as_unknown() {
    for bad in [
        json!({"age": 131}),
        json!({"age": -1}),
        json!({"age": {"min": 9, "max": 8}}),
        json!({"age": "doce"}),
        json!({"work": {"hours_week": 169}}),
        json!({"work": {"hours_week": {"min": 3}}}),
        json!({"school": {"level": "kinder"}}),
        json!({"area_risk": "very high"}),
        json!({"sibling": true}),
    ] {
        assert!(
            serde_json::from_value::<RiskFacts>(bad.clone()).is_err(),
            "{bad}"
        );
    }
}
