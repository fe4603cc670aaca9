//! Examples of answers that become risk facts, each unknown among them. A key that stands twice
//! has two values kept.

use classify::at_risk::{Level, RiskFacts, Within};
use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, KeptAnswers, Questionnaire};

use super::*;
use crate::classifications::child_facts::child_facts;

const CHILD: &str = "m1juana";
const OTHER: &str = "m2pedro";
const HEAD: &str = "m3madre";

/// Kept answers: `ref_date` of the household, `code` of the child, `member.code` of another one.
fn kept(answers: &[(&str, Value)]) -> KeptAnswers {
    let q = Questionnaire::shipped();
    let mut kept = KeptAnswers::new();
    for (place, scalar) in answers {
        let (subject, code) = place.split_once('.').unwrap_or((CHILD, place));
        let kind = &q
            .question(code)
            .unwrap_or_else(|| panic!("no question {code}"))
            .1
            .kind;
        let answer =
            Answer::from_scalar(kind, scalar).unwrap_or_else(|fault| panic!("{place}: {fault}"));
        let subject = if code == "ref_date" { "" } else { subject };
        kept.entry(AnswerKey::new(subject, code))
            .or_default()
            .push(answer);
    }
    kept
}

fn home() -> Vec<(&'static str, Value)> {
    vec![
        ("ref_date", json!("2026-11-15")),
        ("birth_date", json!("2013-10-02")),
        ("kinship", json!("child")),
        ("m3madre.kinship", json!("head")),
        ("m3madre.birth_date", json!("1985-01-01")),
        ("m3madre.school_level", json!("primary")),
        ("m3madre.school_grade", json!(4)),
        ("m3madre.programmes", json!("")),
        ("programmes", json!("")),
        ("attends_school", json!(true)),
        ("school_level", json!("secondary")),
        ("school_grade", json!(1)),
        ("basic_completed", json!(false)),
        ("worked_12_months", json!(false)),
    ]
}

fn classified(member: &str, kept: &KeptAnswers, child_labour: Option<bool>) -> Option<Classified> {
    Some(Classified {
        member: member.to_owned(),
        edition: "mx-inegi-2016".to_owned(),
        facts: child_facts(&Questionnaire::shipped(), kept, member)?,
        verdict: json!({ "child_labour": child_labour, "occupied": false, "occupation": "none" }),
        ..Classified::default()
    })
}

/// The child's risk facts, with these answers in place of those of the home.
fn facts(changed: &[(&str, Value)], other_in: Option<bool>) -> RiskFacts {
    let mut answers = home();
    answers.retain(|(place, _)| !changed.iter().any(|(other, _)| other == place));
    answers.extend(
        changed
            .iter()
            .filter(|(_, value)| !value.is_null())
            .cloned(),
    );
    let kept = kept(&answers);
    let members: Vec<&str> = [CHILD, OTHER, HEAD]
        .into_iter()
        .filter(|member| kept.keys().any(|key| key.subject == **member))
        .collect();
    let all: Vec<Classified> = [(CHILD, Some(false)), (OTHER, other_in)]
        .into_iter()
        .filter_map(|(member, inside)| {
            members
                .contains(&member)
                .then(|| classified(member, &kept, inside))?
        })
        .collect();
    risk_facts(&kept, &members, &all)[0]
}

#[test]
fn a_household_that_answered_all_leaves_only_the_area_unknown() {
    let facts = facts(&[], None);
    assert_eq!(facts.age, Within::exact(13));
    // Born on 2 October: still 12 when the school year began.
    assert_eq!(facts.school_age, Within::exact(12));
    assert_eq!(facts.school.level, Some(Level::Secondary));
    assert_eq!(
        (facts.school.attends, facts.school.grade),
        (Some(true), Some(1))
    );
    assert_eq!(
        (facts.head.level, facts.head.grade),
        (Some(Level::Primary), Some(4))
    );
    assert_eq!(facts.head.attends, Some(false), "over 29 nobody is asked");
    assert_eq!(facts.home.sibling_in_child_labour, Some(false));
    assert_eq!(facts.home.receives_support, Some(false));
    assert_eq!(
        (facts.work.occupied, facts.work.last_12_months),
        (Some(false), Some(false))
    );
    assert_eq!(facts.area_risk, None);
}

#[test]
fn what_is_not_known_refused_or_not_asked_is_never_a_no() {
    for unknown in ["!dont_know", "!refused", "!not_asked"] {
        let facts = facts(
            &[
                ("attends_school", json!(unknown)),
                ("school_level", json!(unknown)),
                ("programmes", json!(unknown)),
                ("worked_12_months", json!(unknown)),
                ("m3madre.school_level", json!(unknown)),
            ]
            .map(|(place, value)| {
                (
                    place,
                    if unknown == "!not_asked" {
                        Value::Null
                    } else {
                        value
                    },
                )
            }),
            None,
        );
        assert_eq!(
            (facts.school.attends, facts.school.level),
            (None, None),
            "{unknown}"
        );
        assert_eq!(
            (facts.home.receives_support, facts.work.last_12_months),
            (None, None),
            "{unknown}"
        );
        assert_eq!(facts.head.level, None, "{unknown}");
    }
}

#[test]
fn two_tablets_that_differ_leave_a_fact_unknown_and_a_birth_date_an_interval() {
    let facts = facts(
        &[
            ("attends_school", json!(true)),
            ("attends_school", json!(false)),
            ("school_grade", json!(1)),
            ("school_grade", json!(2)),
            ("worked_12_months", json!(true)),
            ("worked_12_months", json!(false)),
            ("birth_date", json!("2013-10-02")),
            ("birth_date", json!("2012-10-02")),
        ],
        None,
    );
    assert_eq!((facts.school.attends, facts.school.grade), (None, None));
    assert_eq!(facts.work.last_12_months, None);
    assert_eq!(
        (facts.age, facts.school_age),
        (Within::between(13, 14), Within::between(12, 13))
    );
}

#[test]
fn one_support_in_the_home_is_support_and_an_unknown_one_leaves_it_open() {
    let support = |changed: &[(&str, Value)]| facts(changed, None).home.receives_support;
    assert_eq!(
        support(&[("m3madre.programmes", json!("pension_disability"))]),
        Some(true)
    );
    assert_eq!(
        support(&[("m3madre.programmes", json!("!dont_know"))]),
        None
    );
    let both = [
        ("programmes", json!("beca_rita_cetina")),
        ("m3madre.programmes", json!("!refused")),
    ];
    assert_eq!(support(&both), Some(true));
}

#[test]
fn a_sibling_is_another_child_of_the_home_and_never_one_who_lives_there_for_work() {
    let with = |kinship: &str, own: &str, inside| {
        let other = [
            ("m2pedro.birth_date", json!("2015-01-01")),
            ("m2pedro.kinship", json!(kinship)),
            ("m2pedro.programmes", json!("")),
            ("kinship", json!(own)),
        ];
        facts(&other, inside).home.sibling_in_child_labour
    };
    assert_eq!(with("child", "child", Some(true)), Some(true));
    assert_eq!(with("niece_nephew", "child", Some(true)), Some(true));
    assert_eq!(with("child", "child", Some(false)), Some(false));
    assert_eq!(with("child", "child", None), None);
    assert_eq!(with("!dont_know", "child", Some(true)), None);
    for lives_in in WITHOUT_KINSHIP {
        assert_eq!(
            with(lives_in, "child", Some(true)),
            Some(false),
            "{lives_in}"
        );
        assert_eq!(
            with("child", lives_in, Some(true)),
            Some(false),
            "{lives_in}"
        );
    }
}

#[test]
fn without_one_head_whose_kinship_agrees_nothing_is_known_of_the_head() {
    for changed in [
        vec![("m3madre.kinship", json!("spouse"))],
        vec![("kinship", json!("head"))],
        vec![
            ("m3madre.kinship", json!("head")),
            ("m3madre.kinship", json!("spouse")),
        ],
        vec![("m3madre.left_household", json!(true))],
    ] {
        assert_eq!(
            facts(&changed, None).head,
            Schooling::default(),
            "{changed:?}"
        );
    }
}

#[test]
fn a_head_young_enough_to_be_asked_about_school_who_was_not_is_not_known_to_have_left() {
    let young = [("m3madre.birth_date", json!("2000-01-01"))];
    assert_eq!(facts(&young, None).head.attends, None);
    let studies = [
        ("m3madre.birth_date", json!("2000-01-01")),
        ("m3madre.attends_school", json!(true)),
    ];
    assert_eq!(facts(&studies, None).head.attends, Some(true));
}

#[test]
fn the_school_year_began_on_the_last_first_of_september() {
    for (day, began) in [
        ("2026-11-15", "2026-09-01"),
        ("2026-09-01", "2026-09-01"),
        ("2026-08-31", "2025-09-01"),
        ("2026-03-01", "2025-09-01"),
    ] {
        let day: NaiveDate = day.parse().unwrap();
        assert_eq!(school_year_began(day).unwrap().to_string(), began, "{day}");
    }
}

#[test]
fn what_the_definition_reads_is_the_same_whatever_these_answers_say() {
    let q = Questionnaire::shipped();
    let of = |changed: &[(&str, Value)]| {
        let mut answers = home();
        answers.retain(|(place, _)| !changed.iter().any(|(other, _)| other == place));
        answers.extend(changed.iter().cloned());
        child_facts(&q, &kept(&answers), CHILD)
    };
    let before = of(&[]);
    for answer in [json!(true), json!("!refused")] {
        assert_eq!(of(&[("worked_12_months", answer)]), before);
    }
    for (place, answer) in [
        ("programmes", json!("pamar")),
        ("school_level", json!("none")),
        ("school_grade", json!(5)),
        ("m3madre.school_level", json!("university")),
        ("m3madre.programmes", json!("!dont_know")),
    ] {
        assert_eq!(of(&[(place, answer)]), before, "{place}");
    }
}
