//! An answer out of kind, range or options is refused with a sentence that helps.

use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, NotAccepted, accept};

use crate::home::{CHILD, Home};

fn judge(key: &str, answer: Answer) -> Result<(), NotAccepted> {
    let home = Home::with_child();
    accept(
        &home.q,
        &home.answers,
        &AnswerKey::parse(key).unwrap(),
        &answer,
    )
}

fn of_child(code: &str, scalar: Value) -> Result<(), NotAccepted> {
    let home = Home::new();
    let kind = &home.q.question(code).unwrap().1.kind;
    judge(
        &format!("{CHILD}.{code}"),
        Answer::from_scalar(kind, &scalar).unwrap(),
    )
}

#[test]
fn hours_of_a_day_are_between_none_and_twenty_four() {
    assert_eq!(of_child("hours_mon", json!(24)), Ok(()));
    assert_eq!(of_child("hours_mon", json!("3..5")), Ok(()));
    let range = NotAccepted::OutOfRange {
        min: 0.0,
        max: 24.0,
    };
    assert_eq!(of_child("hours_mon", json!(24.5)), Err(range.clone()));
    assert_eq!(of_child("hours_mon", json!("3..25")), Err(range.clone()));
    assert_eq!(range.words().es, "Escriba un número entre 0 y 24.");
    let never = Answer::Number(f64::NAN);
    assert_eq!(judge("m1juana.hours_mon", never), Err(range));
}

#[test]
fn an_interval_goes_upwards_and_only_where_it_may() {
    let down = Answer::Interval { min: 5.0, max: 3.0 };
    assert_eq!(
        judge("m1juana.hours_mon", down),
        Err(NotAccepted::UpsideDown)
    );
    let grades = Answer::Interval { min: 1.0, max: 2.0 };
    assert_eq!(
        judge("m1juana.school_grade", grades),
        Err(NotAccepted::NoInterval)
    );
    assert_eq!(of_child("age", json!("12..13")), Ok(()));
    assert_eq!(of_child("age", json!(12.5)), Err(NotAccepted::NotWhole));
}

#[test]
fn only_offered_options_are_taken() {
    assert_eq!(of_child("kinship", json!("live_in_worker")), Ok(()));
    assert_eq!(
        of_child("kinship", json!("boss")),
        Err(NotAccepted::UnknownOption)
    );
    assert_eq!(of_child("rescue", json!("")), Ok(()));
    assert_eq!(
        of_child("rescue", json!("sold stole")),
        Err(NotAccepted::UnknownOption)
    );
}

#[test]
fn the_three_unknowns_are_taken_where_they_are_allowed() {
    assert_eq!(of_child("worked", json!("!dont_know")), Ok(()));
    assert_eq!(of_child("worked", json!("!refused")), Ok(()));
    assert_eq!(of_child("worked", json!("!not_asked")), Ok(()));
    assert_eq!(
        judge("consent", Answer::DontKnow),
        Err(NotAccepted::MustBeAnswered)
    );
}

#[test]
fn an_answer_stands_only_where_its_question_is_asked() {
    let yes = Answer::YesNo(true);
    assert_eq!(judge("worked", yes.clone()), Err(NotAccepted::WrongSubject));
    assert_eq!(
        judge("m1juana.j1.worked", yes.clone()),
        Err(NotAccepted::WrongSubject)
    );
    assert_eq!(
        judge("m1juana.consent", yes.clone()),
        Err(NotAccepted::WrongSubject)
    );
    assert_eq!(
        judge("m1juana.wroked", yes),
        Err(NotAccepted::UnknownQuestion)
    );
    assert_eq!(
        judge("m1juana.worked", Answer::Number(1.0)),
        Err(NotAccepted::WrongKind)
    );
}

#[test]
fn texts_have_their_form_and_their_length() {
    assert_eq!(of_child("given_names", json!("María José")), Ok(()));
    assert_eq!(
        of_child("given_names", json!("  ")),
        Err(NotAccepted::Blank)
    );
    let long = of_child("given_names", json!("a".repeat(61)));
    assert_eq!(long, Err(NotAccepted::TooLong { max: 60 }));
    assert_eq!(of_child("curp", json!("SABC560626MDFLRN01")), Ok(()));
    assert!(matches!(
        of_child("curp", json!("SABC56")),
        Err(NotAccepted::WrongForm { .. })
    ));
    let area = |text: &str| judge("area", Answer::Text(text.to_owned()));
    assert_eq!(area("ageb:0710100010363"), Ok(()));
    assert!(area("0710100010363").is_err() && area("ageb:710100010363").is_err());
    let telephone = |text: &str| judge("telephone", Answer::Text(text.to_owned()));
    assert!(telephone("9611234567").is_ok() && telephone("961 123 4567").is_err());
}

#[test]
fn nobody_is_born_after_the_interview_or_before_1900() {
    assert_eq!(of_child("birth_date", json!("2026-11-22")), Ok(()));
    assert_eq!(
        of_child("birth_date", json!("2026-11-23")),
        Err(NotAccepted::ImpossibleDay)
    );
    assert_eq!(
        of_child("birth_date", json!("1899-12-31")),
        Err(NotAccepted::ImpossibleDay)
    );
}

#[test]
fn a_refusal_never_repeats_what_was_answered() {
    let refused = of_child("curp", json!("PEREZ LOPEZ ANA")).unwrap_err();
    let words = refused.words();
    for text in [
        refused.to_string(),
        format!("{refused:?}"),
        words.es,
        words.en,
    ] {
        assert!(!text.contains("PEREZ"), "{text}");
    }
}
