//! The one-value form of an answer, and what `Debug` keeps to itself.

use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, Kind, Questionnaire, ScalarError, Subject};

fn kind(code: &str) -> Kind {
    Questionnaire::shipped()
        .question(code)
        .unwrap()
        .1
        .kind
        .clone()
}

#[test]
fn every_kind_of_answer_has_one_scalar_and_comes_back() {
    let day = "2012-02-29".parse().unwrap();
    let cases = [
        ("given_names", Answer::Text("!Ana!".into()), json!("!!Ana!")),
        ("given_names", Answer::Text("Ana".into()), json!("Ana")),
        ("hours_mon", Answer::Number(12.0), json!(12)),
        ("hours_mon", Answer::Number(1.5), json!(1.5)),
        (
            "hours_mon",
            Answer::Interval { min: 0.5, max: 4.0 },
            json!("0.5..4"),
        ),
        ("worked", Answer::YesNo(true), json!(true)),
        ("kinship", Answer::choice("head"), json!("head")),
        (
            "rescue",
            Answer::choices(["sold", "land_animals"]),
            json!("land_animals sold"),
        ),
        ("rescue", Answer::choices([]), json!("")),
        ("birth_date", Answer::Date(day), json!("2012-02-29")),
        ("worked", Answer::DontKnow, json!("!dont_know")),
        ("worked", Answer::Refused, json!("!refused")),
        ("worked", Answer::NotAsked, json!("!not_asked")),
    ];
    for (code, answer, scalar) in cases {
        assert_eq!(answer.to_scalar(), scalar, "{code}");
        assert_eq!(
            Answer::from_scalar(&kind(code), &scalar),
            Ok(answer),
            "{code}"
        );
    }
}

#[test]
fn a_scalar_of_another_form_is_refused_by_name() {
    let cases: [(&str, Value, ScalarError); 12] = [
        ("given_names", json!(7), ScalarError::NotText),
        ("given_names", json!("!Ana"), ScalarError::NotText),
        ("hours_mon", json!("12"), ScalarError::NotNumber),
        ("hours_mon", json!("5..3"), ScalarError::NotNumber),
        ("hours_mon", json!("3..inf"), ScalarError::NotNumber),
        ("hours_mon", json!("3.0..4"), ScalarError::NotNumber),
        ("worked", json!(1), ScalarError::NotYesNo),
        ("kinship", json!(""), ScalarError::NotChoice),
        (
            "rescue",
            json!("sold land_animals"),
            ScalarError::NotChoices,
        ),
        ("rescue", json!("sold  sold"), ScalarError::NotChoices),
        ("birth_date", json!("29/02/2012"), ScalarError::NotDate),
        ("birth_date", json!("2013-02-29"), ScalarError::NotDate),
    ];
    for (code, scalar, expected) in cases {
        assert_eq!(
            Answer::from_scalar(&kind(code), &scalar),
            Err(expected),
            "{code} {scalar}"
        );
    }
}

#[test]
fn debug_shows_neither_names_nor_birth_dates() {
    let secret = [
        Answer::Text("Juana".into()),
        Answer::Date("2012-02-29".parse().unwrap()),
    ];
    let shown = format!("{secret:?}");
    assert!(
        !shown.contains("Juana") && !shown.contains("2012"),
        "{shown}"
    );
}

#[test]
fn places_are_read_from_their_text_and_written_back() {
    for text in [
        "consent",
        "m3f2a1c.worked",
        "m3f2a1c.j3.job_place",
        "v9k2m4q.visit_result",
    ] {
        assert_eq!(AnswerKey::parse(text).unwrap().to_string(), text);
    }
    for text in [
        "",
        ".",
        ".consent",
        "m3f2a1.worked",
        "m3f2a1c.j4.x",
        "m3f2a1C.worked",
        "x.y",
    ] {
        assert_eq!(AnswerKey::parse(text), None, "{text}");
    }
    assert_eq!(
        AnswerKey::parse("v9k2m4q.visit_at").unwrap().about(),
        Subject::Visit("v9k2m4q")
    );
}

#[test]
fn a_folio_is_the_same_everywhere_and_can_be_read_aloud() {
    let folio = survey_forms::folio(uuid::Uuid::nil());
    assert_eq!(folio, survey_forms::folio(uuid::Uuid::nil()));
    assert!(!folio.contains(['I', 'L', 'O', 'U']), "{folio}");
    let (case, other) = (
        survey_forms::case_folio(uuid::Uuid::nil()),
        uuid::Uuid::max(),
    );
    assert_ne!(folio[2..], case[2..]);
    assert_ne!(folio, survey_forms::folio(other));
}
