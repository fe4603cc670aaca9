//! Cross-checks: each example has the slip, then the same household without it.

use serde_json::json;
use survey_forms::{Severity, review};

use crate::home::{CHILD, HEAD, Home};

/// The remark is there with the slip, and gone without it.
fn caught(code: &str, slip: impl Fn(&mut Home), right: impl Fn(&mut Home)) {
    let mut home = Home::with_child();
    slip(&mut home);
    assert!(
        home.has_remark(code),
        "{code} is not remarked: {:?}",
        home.remarks()
    );
    right(&mut home);
    assert!(!home.has_remark(code), "{code} is remarked without reason");
}

#[test]
fn a_household_without_slips_has_no_remark_but_what_is_missing() {
    let mut home = Home::with_child();
    home.answer("interview_started", "2026-11-21T16:30:00Z");
    home.child("worked", true).child("hours_regular", true);
    home.child_hours("hours_", [4, 4, 4, 4, 4, 0, 0]);
    home.child("chores_where", "own")
        .child_hours("chores_hours_", [1, 1, 1, 1, 1, 2, 2]);
    assert_eq!(home.remarks(), []);
    let all = review(&home.q, &home.answers);
    assert!(
        all.iter()
            .all(|r| r.severity == Severity::MustFix && r.code == "missing")
    );
    assert!(!all.is_empty());
}

#[test]
fn a_required_answer_is_missed_until_it_is_given_or_not_known() {
    let mut home = Home::with_child();
    let missed = |home: &Home| {
        review(&home.q, &home.answers)
            .iter()
            .any(|r| r.key.code == "worked" && r.code == "missing")
    };
    assert!(missed(&home));
    home.child("worked", "!dont_know");
    assert!(!missed(&home));
    home.child("worked", "!not_asked");
    assert!(!missed(&home) && home.has_remark("not_asked"));
}

#[test]
fn a_refused_household_can_be_closed_at_once() {
    let mut home = Home::new();
    home.answer("consent", false);
    assert_eq!(review(&home.q, &home.answers), []);
}

#[test]
fn one_person_heads_a_household() {
    let kinship = |member: &str, kinship: &'static str| {
        let key = format!("{member}.kinship");
        move |home: &mut Home| {
            home.answer(&key, kinship);
        }
    };
    caught("two_heads", kinship(CHILD, "head"), kinship(CHILD, "child"));
    caught("no_head", kinship(HEAD, "sibling"), kinship(HEAD, "head"));
    let mut alone = Home::new();
    alone
        .answer("consent", true)
        .answer("ref_date", "2026-11-15");
    assert!(alone.has_remark("no_members"));
}

#[test]
fn kinship_is_checked_against_age() {
    for (kinship, born, severity) in [
        ("head", "2016-01-01", Severity::MustFix),
        ("spouse", "2016-01-01", Severity::MustFix),
        ("spouse", "2010-01-01", Severity::Check),
        ("child", "1980-01-01", Severity::Check),
        ("grandchild", "2014-01-01", Severity::Check),
        ("parent", "1986-01-01", Severity::Check),
    ] {
        let mut home = Home::with_child();
        if kinship == "grandchild" {
            home.answer(&format!("{HEAD}.birth_date"), "2000-01-01");
        }
        home.child("kinship", kinship).child("birth_date", born);
        let remarks = home.remarks();
        let found = remarks.iter().find(|remark| remark.code == "kinship_age");
        assert_eq!(
            found.map(|remark| remark.severity),
            Some(severity),
            "{kinship}"
        );
    }
    assert!(!Home::with_child().has_remark("kinship_age"));
}

#[test]
fn schooling_is_checked_against_age_and_grade() {
    caught(
        "school_age",
        |home| {
            home.child("birth_date", "2020-01-01")
                .child("school_level", "secondary");
        },
        |home| {
            home.child("school_level", "primary");
        },
    );
    caught(
        "school_grade",
        |home| {
            home.child("school_level", "secondary")
                .child("school_grade", 5);
        },
        |home| {
            home.child("school_grade", 1);
        },
    );
    caught(
        "basic_level",
        |home| {
            home.child("basic_completed", true)
                .child("school_level", "primary");
        },
        |home| {
            home.child("basic_completed", false);
        },
    );
    caught(
        "scholarship",
        |home| {
            home.child("attends_school", false)
                .child("programmes", "beca_rita_cetina");
        },
        |home| {
            home.child("attends_school", true);
        },
    );
}

#[test]
fn birth_date_age_and_curp_must_agree() {
    caught(
        "birth_and_age",
        |home| {
            home.child("age", "9..10");
        },
        |home| {
            home.child("age", "11..13");
        },
    );
    caught(
        "age_unknown",
        |home| {
            home.child("birth_date", "!dont_know")
                .child("age", "!dont_know");
        },
        |home| {
            home.child("age_event", "secondary");
        },
    );
    // A published invented sample: born 1956-06-26, woman, with a true check digit.
    let sample = "SABC560626MDFLRN01";
    caught(
        "curp",
        |home| {
            home.child("curp", sample);
        },
        |home| {
            home.child("birth_date", "1956-06-26").child("sex", "woman");
        },
    );
    caught(
        "curp",
        |home| {
            home.child("birth_date", "1956-06-26")
                .child("curp", "SABC560626MDFLRN02");
        },
        |home| {
            home.child("curp", sample);
        },
    );
    caught(
        "curp",
        |home| {
            home.child("birth_date", "1956-06-26")
                .child("curp", sample)
                .child("sex", "man");
        },
        |home| {
            home.child("sex", "woman");
        },
    );
}

#[test]
fn the_hours_of_one_day_fit_in_a_day() {
    caught(
        "day_over_24",
        |home| {
            home.child("hours_mon", 14).child("chores_hours_mon", 11);
        },
        |home| {
            home.child("chores_hours_mon", 2);
        },
    );
    caught(
        "long_day",
        |home| {
            home.child("hours_mon", 14).child("chores_hours_mon", 3);
        },
        |home| {
            home.child("chores_hours_mon", 2);
        },
    );
}

#[test]
fn who_was_active_has_hours_that_agree() {
    caught(
        "no_hours",
        |home| {
            home.child("worked", true)
                .child("hours_regular", true)
                .child_hours("hours_", [0; 7]);
        },
        |home| {
            home.child("hours_sat", 3);
        },
    );
    caught(
        "week_and_day",
        |home| {
            home.child("hours_week_range", "60..70")
                .child("max_hours_day_range", "4..6");
        },
        |home| {
            home.child("max_hours_day_range", "8..10");
        },
    );
    caught(
        "no_chores_hours",
        |home| {
            home.child("chores_where", "own")
                .child_hours("chores_hours_", [0; 7]);
        },
        |home| {
            home.child("chores_hours_sun", 1);
        },
    );
    let night = format!("{CHILD}.j1.job_night_hours");
    caught(
        "night",
        |home| {
            home.answer(&format!("{CHILD}.j1.job_after_22"), true)
                .answer(&night, 0);
        },
        |home| {
            home.answer(&night, "1..2");
        },
    );
}

#[test]
fn help_of_a_child_without_kinship_is_asked_as_an_activity() {
    caught(
        "live_in_chores",
        |home| {
            home.child("kinship", "no_kinship")
                .child("chores_where", "own");
        },
        |home| {
            home.answer(&format!("{CHILD}.j1.job_place"), "other_home");
        },
    );
}

#[test]
fn the_interview_follows_its_reference_week() {
    caught(
        "reference_week",
        |home| {
            home.answer("interview_started", "2026-11-30T10:00:00Z");
        },
        |home| {
            home.answer("ref_date", "2026-11-29");
        },
    );
    caught(
        "reference_week",
        |home| {
            home.answer("interview_started", "2026-11-10T10:00:00Z");
        },
        |home| {
            home.answer("interview_started", "2026-11-16T10:00:00Z");
        },
    );
}

#[test]
fn one_person_twice_and_a_small_child_alone_are_asked_again() {
    caught(
        "same_person",
        |home| {
            for member in [HEAD, CHILD] {
                home.answer(&format!("{member}.given_names"), "Ana");
                home.answer(&format!("{member}.first_surname"), "Gómez");
            }
            home.child("birth_date", "1986-05-01");
        },
        |home| {
            home.child("birth_date", "2014-03-01");
        },
    );
    caught(
        "young_informant",
        |home| {
            home.child("birth_date", "2018-01-01")
                .child("informant", "the_child");
        },
        |home| {
            home.child("informant", "mother");
        },
    );
}

#[test]
fn no_remark_repeats_an_answer() {
    let mut home = Home::with_child();
    for member in [HEAD, CHILD] {
        home.answer(&format!("{member}.given_names"), "Ifigenia");
        home.answer(&format!("{member}.first_surname"), "Cuxulhá");
        home.answer(&format!("{member}.birth_date"), json!("2019-01-01"));
    }
    let shown = format!("{:?}", home.remarks());
    assert!(home.has_remark("same_person"));
    assert!(!shown.contains("Ifigenia") && !shown.contains("Cuxul") && !shown.contains("2019"));
}

#[test]
fn a_child_does_not_interpret() {
    let by = |who: &'static str| {
        move |home: &mut Home| {
            home.answer("interpreter", who);
        }
    };
    caught("child_interpreter", by("child"), by("adult_home"));
}

#[test]
fn a_child_who_says_no_leaves_room_for_an_adult() {
    let answers = |who: &'static str| {
        move |home: &mut Home| {
            home.child("informant", who).child("assent", false);
        }
    };
    caught("assent_refused", answers("the_child"), answers("mother"));
}

#[test]
fn the_hours_of_two_activities_add_up_to_the_days() {
    let monday = |second: u8| {
        move |home: &mut Home| {
            home.child("worked", true).child("more_jobs", 2);
            home.child("hours_regular", true).child("hours_mon", 5);
            home.answer(&format!("{CHILD}.j1.job_hours_mon"), 3);
            home.answer(&format!("{CHILD}.j2.job_hours_mon"), second);
        }
    };
    caught("job_hours", monday(4), monday(2));
}
