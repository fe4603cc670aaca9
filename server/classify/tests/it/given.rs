//! Facts given by a program instead of read from JSON, and the parts of them that are handed back.

use classify::{
    ChildFacts, Date, Digits, Edition, Gap, Job, Jobs, Occupation, Settled, Span, classify, verdict,
};
use serde_json::json;

use crate::{edition, read};

fn day() -> Date {
    Date::new(2026, 3, 1).expect("a day of the calendar")
}

#[test]
fn the_key_of_a_child_comes_back_as_it_was_given() {
    let with = |id: Option<&str>| {
        ChildFacts::settled(id.map(str::to_owned), day(), Settled::default()).expect("facts")
    };
    assert_eq!(with(Some("0700001-01-1-03")).id(), Some("0700001-01-1-03"));
    assert_eq!(with(None).id(), None);
}

#[test]
fn a_day_has_a_dash_in_both_places() {
    for text in ["2026-03-01", "2026/03-01", "2026-03/01", "2026/03/01"] {
        let facts = serde_json::from_value::<ChildFacts>(json!({"ref_date": text, "age": 12}));
        assert_eq!(facts.is_ok(), text == "2026-03-01", "{text}");
    }
}

#[test]
fn a_fact_is_agreed_on_where_every_answer_says_the_same() {
    let facts = read(&json!({
        "ref_date": "2026-03-02", "age": {"any": [12, 13]}, "school": {"attends": true}
    }));
    assert_eq!(facts.agreed(|child| child.attends), Some(true));
    assert_eq!(facts.agreed(|child| child.age), None);
}

#[test]
fn numbers_out_of_range_are_refused_however_they_are_given() {
    let job = |job: Job| Settled {
        jobs: Jobs::One(job),
        ..Settled::default()
    };
    let hours = |hours: f64| Some(Span::exact(hours));
    let refused = [
        (
            "work.hours_week",
            Settled {
                hours_week: hours(168.5),
                ..Settled::default()
            },
        ),
        (
            "work.max_hours_day",
            Settled {
                max_hours_day: hours(24.5),
                ..Settled::default()
            },
        ),
        (
            "chores.hours_week",
            Settled {
                chores_hours_week: hours(-1.0),
                ..Settled::default()
            },
        ),
        (
            "work.absence.returns_within_weeks",
            Settled {
                returns_within_weeks: hours(-0.5),
                ..Settled::default()
            },
        ),
        (
            "work.jobs[0].night_hours",
            job(Job {
                night_hours: hours(25.0),
                ..Job::default()
            }),
        ),
        (
            "work.jobs[0].max_load_kg",
            job(Job {
                max_load_kg: hours(-2.0),
                ..Job::default()
            }),
        ),
        (
            "work.jobs[0].sinco",
            job(Job {
                sinco: Digits::read("12345", 6),
                ..Job::default()
            }),
        ),
    ];
    for (path, child) in refused {
        let fault = ChildFacts::settled(None, day(), child).expect_err(path);
        assert!(fault.to_string().contains(path), "{path}: {fault}");
    }
    let edge = Settled {
        hours_week: hours(168.0),
        max_hours_day: hours(24.0),
        returns_within_weeks: hours(0.0),
        ..Settled::default()
    };
    assert!(ChildFacts::settled(None, day(), edge).is_ok());
}

/// At 17 permitted work, at 18 out of scope: both change at once and nothing else is decided.
#[test]
fn an_age_that_changes_scope_and_occupation_together_is_a_gap() {
    let edition: Edition = edition();
    let facts = read(&json!({
        "ref_date": "2026-03-02", "age": {"any": [17, 18]},
        "work": {
            "status": "worked", "hours_week": 10,
            "jobs": [{
                "scian": "4611", "sinco": "4111", "place": "shop", "employer": "family",
                "after_22": false, "night_hours": 0, "exposures": [], "max_load_kg": 2,
            }],
        },
    }));
    let decided = verdict(&edition, &facts).expect("a verdict");
    assert_eq!((decided.in_scope, decided.child_labour), (None, None));
    assert_ne!(decided.occupation, Some(Occupation::Permitted));
    assert!(
        decided.gaps.contains(Gap::Discrepancy),
        "{:?}",
        decided.gaps
    );
    let result = classify(&edition, &facts).expect("a result");
    assert!(
        result.gaps.iter().any(|gap| gap == "discrepancy:age"),
        "{:?}",
        result.gaps
    );
    assert_eq!(read(&json!({"ref_date": "2026-03-02"})).combinations(), 1);
}

#[test]
fn an_edition_holds_from_its_first_day_to_its_last_and_no_other() {
    let mut edition = edition();
    let on = |text: &str| Date::read(text).expect("a day of the calendar");
    assert!(!edition.in_force(on("2006-12-31")) && edition.in_force(on("2007-01-01")));
    edition.valid_until = Some(on("2026-06-30"));
    assert!(edition.in_force(on("2026-06-30")) && !edition.in_force(on("2026-07-01")));
}

#[test]
fn a_limit_is_a_number_or_the_word_none() {
    let limit = |text: &str| {
        let text = format!("limit = {text}");
        toml::from_str::<std::collections::BTreeMap<String, classify::Limit>>(&text)
            .map(|limits| limits["limit"].number())
    };
    assert_eq!(limit("36"), Ok(Some(36.0)));
    assert_eq!(limit("'none'"), Ok(None));
    assert!(limit("'nothing'").is_err() && limit("true").is_err());
}

#[test]
fn a_refusal_says_in_spanish_where_and_what_was_expected() {
    let child = Settled {
        hours_week: Some(Span::exact(200.0)),
        ..Settled::default()
    };
    let fault = ChildFacts::settled(None, day(), child).expect_err("too many hours");
    let expected = "work.hours_week: se esperaba un número de 0 a 168, o un intervalo";
    assert_eq!(fault.es(), expected);
}
