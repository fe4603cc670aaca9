//! What expressions see, and that an answer changes what hangs on it and nothing else.

use serde_json::json;
use survey_forms::{Answer, AnswerKey, Logic, Value, age_on};

use crate::home::{CHILD, Home, day};

fn seen(home: &Home, from: &str, name: &str) -> Value {
    Logic::new(&home.q, &home.answers, None).value(from, name)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn each_answer_is_one_value_and_each_unknown_another() {
    let mut home = Home::with_child();
    assert_eq!(seen(&home, CHILD, "worked"), Value::Blank);
    let table = [
        ("worked", json!(true), text("yes")),
        ("worked", json!(false), text("no")),
        ("worked", json!("!dont_know"), text("dont_know")),
        ("worked", json!("!refused"), text("refused")),
        ("worked", json!("!not_asked"), Value::Blank),
        ("kinship", json!("child"), text("child")),
    ];
    for (code, scalar, expected) in table {
        home.child(code, scalar.clone());
        assert_eq!(seen(&home, CHILD, code), expected, "{code} {scalar}");
    }
    home.child("worked", false);
    for (scalar, expected) in [("", "none"), ("sold made_to_sell", "made_to_sell sold")] {
        let scalar: Vec<&str> = scalar.split(' ').collect();
        let mut sorted = scalar.clone();
        sorted.sort_unstable();
        home.child("rescue", sorted.join(" "));
        assert_eq!(seen(&home, CHILD, "rescue"), text(expected));
    }
}

#[test]
fn what_accompanies_a_number_says_why_there_is_none() {
    let mut home = Home::with_child();
    home.child("birth_date", "!dont_know");
    for (scalar, value, unknown, from) in [
        (json!(12), Value::Number(12.0), Value::Blank, Value::Blank),
        (
            json!("10..12"),
            Value::Blank,
            text("range"),
            Value::Number(10.0),
        ),
        (
            json!("!dont_know"),
            Value::Blank,
            text("dont_know"),
            Value::Blank,
        ),
        (
            json!("!refused"),
            Value::Blank,
            text("refused"),
            Value::Blank,
        ),
    ] {
        home.child("age", scalar.clone());
        assert_eq!(seen(&home, CHILD, "age"), value, "{scalar}");
        assert_eq!(seen(&home, CHILD, "age_unknown"), unknown, "{scalar}");
        assert_eq!(seen(&home, CHILD, "age_from"), from, "{scalar}");
    }
    assert_eq!(seen(&home, CHILD, "birth_date_unknown"), text("dont_know"));
}

#[test]
fn the_calculated_ages_are_the_ages_that_everything_else_counts() {
    let ways = [
        [
            ("birth_date", json!("2014-03-01")),
            ("age", json!(40)),
            ("age_event", json!("baby")),
        ],
        [
            ("birth_date", json!("2014-11-16")),
            ("age", json!(40)),
            ("age_event", json!("baby")),
        ],
        [
            ("birth_date", json!("!dont_know")),
            ("age", json!(12)),
            ("age_event", json!("baby")),
        ],
        [
            ("birth_date", json!("!refused")),
            ("age", json!("14..16")),
            ("age_event", json!("baby")),
        ],
    ];
    let reference = day("2026-11-15");
    for answers in ways {
        let mut home = Home::with_child();
        for (code, scalar) in answers {
            home.child(code, scalar);
        }
        let age = age_on(&home.answers, CHILD, reference).expect("an age");
        assert_eq!(seen(&home, CHILD, "age_min"), Value::Number(age.min.into()));
        assert_eq!(seen(&home, CHILD, "age_max"), Value::Number(age.max.into()));
    }
    let home = Home::with_child();
    let stages = home
        .q
        .question("age_event")
        .expect("it is asked")
        .1
        .kind
        .options()
        .to_vec();
    assert!(stages.len() > 5);
    for stage in stages {
        let mut home = Home::with_child();
        home.child("birth_date", "!dont_know")
            .child("age", "!dont_know");
        home.child("age_event", stage.code.as_str());
        let age = age_on(&home.answers, CHILD, reference).expect("an age");
        assert_eq!(
            seen(&home, CHILD, "age_min"),
            Value::Number(age.min.into()),
            "{}",
            stage.code
        );
        assert_eq!(
            seen(&home, CHILD, "age_max"),
            Value::Number(age.max.into()),
            "{}",
            stage.code
        );
    }
}

#[test]
fn what_is_no_longer_relevant_is_blank_and_its_answer_stays() {
    let mut home = Home::with_child();
    home.child("worked", false).child("rescue", "sold");
    assert_eq!(seen(&home, CHILD, "helped"), text("yes"));
    home.child("worked", true);
    assert_eq!(seen(&home, CHILD, "rescue"), Value::Blank);
    assert_eq!(seen(&home, CHILD, "helped"), Value::Blank);
    assert!(home.answers.get(CHILD, "rescue").is_some());
}

#[test]
fn after_each_answer_all_is_as_if_worked_out_anew() {
    let home = Home::with_child();
    let changes = [
        ("", "consent", json!(false)),
        ("", "consent", json!(true)),
        (CHILD, "worked", json!(false)),
        (CHILD, "rescue", json!("")),
        (CHILD, "had_job", json!(true)),
        (CHILD, "more_jobs", json!(2)),
        (CHILD, "worked", json!(true)),
        (CHILD, "birth_date", json!("1990-01-01")),
        (CHILD, "birth_date", json!("!dont_know")),
        (CHILD, "age", json!("!refused")),
        (CHILD, "age_event", json!("primary_upper")),
        ("", "ref_date", json!("2020-01-05")),
        ("m2nueva", "given_names", json!("Lu")),
        ("m2nueva", "birth_date", json!("2015-01-01")),
    ];
    let mut kept = Logic::new(&home.q, &home.answers, None);
    for (subject, code, scalar) in changes {
        let kind = &home.q.question(code).expect("a question").1.kind;
        let answer = Answer::from_scalar(kind, &scalar).expect("an answer");
        kept.set(AnswerKey::new(subject, code), Some(answer));
        let anew = Logic::new(&home.q, kept.answers(), None);
        let mut relevant = 0;
        for (_, question) in home.q.questions() {
            for of in ["", "m0rosaa", CHILD, "m1juana.j1", "m1juana.j2", "m2nueva"] {
                let now = kept.is_relevant(of, &question.code);
                assert_eq!(
                    now,
                    anew.is_relevant(of, &question.code),
                    "{code}: {of} {}",
                    question.code
                );
                assert_eq!(
                    kept.value(of, &question.code),
                    anew.value(of, &question.code)
                );
                relevant += usize::from(now);
            }
        }
        assert!(relevant > 0);
    }
}
