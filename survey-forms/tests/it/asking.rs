//! Which sections and questions are due, for whom, and how old people are.

use serde_json::{Value, json};
use survey_forms::{About, AgeRange, Questionnaire, StepState, age_on, steps, years_on};

use crate::home::{CHILD, HEAD, Home, day};

#[test]
fn without_consent_nothing_more_is_asked() {
    let mut home = Home::new();
    assert_eq!(home.path(), ["consent "]);
    home.answer("consent", false);
    assert_eq!(home.path(), ["consent "]);
    home.answer("consent", true);
    let of_the_household = [
        "consent ",
        "interview ",
        "away ",
        "dwelling ",
        "land ",
        "address ",
        "contact ",
        "observations ",
        "safety ",
    ];
    assert_eq!(home.path(), of_the_household);
}

#[test]
fn a_child_is_asked_about_activities_and_an_adult_is_not() {
    let home = Home::with_child();
    let path = home.path();
    for section in ["child_school", "activity", "chores", "street"] {
        assert!(path.contains(&format!("{section} {CHILD}")), "{section}");
        assert!(!path.contains(&format!("{section} {HEAD}")), "{section}");
    }
    assert!(path.contains(&format!("person {HEAD}")));
}

#[test]
fn what_is_asked_about_one_child_stays_together() {
    let mut home = Home::with_child();
    let sister = "m2luciaa";
    home.answer(&format!("{}.birth_date", &sister[..7]), "2016-01-01");
    let path = home.path();
    let of_members = |step: &str| {
        let section = step.split_once(' ').unwrap().0;
        home.q.section(section).unwrap().about == About::EachMember
    };
    let of = |child: &str| -> Vec<usize> {
        let about = path
            .iter()
            .enumerate()
            .filter(|(_, step)| step.ends_with(child) && !of_members(step));
        about.map(|(place, _)| place).collect()
    };
    assert!(of(CHILD).iter().max() < of(&sister[..7]).iter().min());
}

#[test]
fn each_job_is_asked_once_there_is_one() {
    let mut home = Home::with_child();
    let job = |n: u8| format!("job {CHILD}.j{n}");
    home.child("worked", false)
        .child("rescue", "")
        .child("had_job", false);
    assert!(!home.path().contains(&job(1)));
    home.child("rescue", "sold");
    assert!(home.path().contains(&job(1)) && !home.path().contains(&job(2)));
    home.child("more_jobs", 3);
    assert!(home.path().contains(&job(3)));
}

#[test]
fn only_helps_is_asked_out_when_the_answer_is_no_or_not_known() {
    let mut home = Home::with_child();
    assert_eq!(home.due("activity", CHILD), ["worked"]);
    home.child("worked", true);
    assert_eq!(home.due("activity", CHILD), ["worked", "more_jobs"]);
    for no in [json!(false), json!("!dont_know"), json!("!refused")] {
        home.child("worked", no);
        assert_eq!(home.due("activity", CHILD), ["worked", "rescue"]);
    }
    home.child("rescue", "");
    assert_eq!(home.due("activity", CHILD), ["worked", "rescue", "had_job"]);
    home.child("had_job", true);
    let away = [
        "worked",
        "rescue",
        "had_job",
        "absence_weeks",
        "absence_paid",
        "more_jobs",
    ];
    assert_eq!(home.due("activity", CHILD), away);
}

#[test]
fn the_last_twelve_months_are_asked_of_who_surely_or_maybe_did_nothing_last_week() {
    let asked = |worked: Value, rescue: Value, had_job: Value| {
        let mut home = Home::with_child();
        home.child("worked", worked).child("rescue", rescue);
        home.child("had_job", had_job);
        home.due("activity", CHILD).contains(&"worked_12_months")
    };
    for no in [json!(false), json!("!dont_know"), json!("!refused")] {
        assert!(asked(no.clone(), json!(""), json!(false)), "{no}");
        assert!(asked(json!(false), json!(""), no.clone()), "{no}");
    }
    assert!(asked(json!(false), json!("!refused"), json!(false)));
    assert!(!asked(json!(true), json!(""), json!(false)));
    assert!(!asked(json!(false), json!("sold"), json!(false)));
    assert!(!asked(json!(false), json!(""), json!(true)));
    let q = Questionnaire::shipped();
    let (_, question) = q.question("worked_12_months").expect("it is asked");
    assert!(question.may_not_know && question.may_refuse && question.required);
}

#[test]
fn hours_are_asked_by_day_or_as_a_range_and_not_of_who_was_away() {
    let mut home = Home::with_child();
    home.child("worked", true);
    assert_eq!(home.due("hours", CHILD), ["hours_regular"]);
    home.child("hours_regular", true);
    assert_eq!(home.due("hours", CHILD).len(), 8);
    home.child("hours_regular", false);
    let range = ["hours_regular", "hours_week_range", "max_hours_day_range"];
    assert_eq!(home.due("hours", CHILD), range);
    home.child("worked", false)
        .child("rescue", "")
        .child("had_job", true);
    assert!(home.due("hours", CHILD).is_empty());
}

#[test]
fn a_child_who_says_no_is_asked_nothing_and_an_adult_may_answer_instead() {
    let mut home = Home::with_child();
    let asked = |home: &Home| {
        let path = home.path();
        let of_child = ["child_school", "activity", "chores", "together", "street"];
        of_child
            .into_iter()
            .filter(|section| path.contains(&format!("{section} {CHILD}")))
            .count()
    };
    assert_eq!(home.due("assent", CHILD), ["informant"]);
    home.child("informant", "the_child");
    let who_answers = ["informant", "assent", "assent_hears"];
    assert_eq!(home.due("assent", CHILD), who_answers);
    home.child("assent", false);
    assert_eq!(asked(&home), 0);
    home.child("assent", true);
    assert_eq!(asked(&home), 5);
    home.child("assent", false).child("informant", "mother");
    assert_eq!(asked(&home), 5);
}

#[test]
fn the_hours_of_each_activity_are_asked_where_there_are_several() {
    let mut home = Home::with_child();
    home.child("worked", true).child("more_jobs", 1);
    let job = format!("{CHILD}.j1");
    assert!(!home.due("job", &job).contains(&"job_hours_mon"));
    home.child("more_jobs", 2);
    assert!(home.due("job", &job).contains(&"job_hours_mon"));
}

#[test]
fn the_months_of_the_year_are_asked_of_who_did_something_in_it() {
    let mut home = Home::with_child();
    home.child("worked", true);
    assert_eq!(home.due("year", CHILD), ["months_worked", "moved_for_work"]);
    home.child("worked", false)
        .child("rescue", "")
        .child("had_job", false);
    assert!(home.due("year", CHILD).is_empty());
    home.child("worked_12_months", true);
    let in_the_year = [
        "months_worked",
        "year_task_words",
        "year_task",
        "moved_for_work",
    ];
    assert_eq!(home.due("year", CHILD), in_the_year);
}

#[test]
fn a_level_of_school_is_finished_or_not_for_who_no_longer_attends() {
    let mut home = Home::with_child();
    home.child("school_level", "primary")
        .child("attends_school", true);
    let finished = |home: &Home, who: &str| home.due("schooling", who).contains(&"level_completed");
    assert!(!finished(&home, CHILD));
    home.child("attends_school", false);
    assert!(finished(&home, CHILD));
    // Over 29 nobody is asked whether she or he attends.
    home.answer(&format!("{HEAD}.school_level"), "secondary");
    assert!(finished(&home, HEAD));
}

#[test]
fn the_day_of_a_payment_is_asked_for_each_support_that_is_received() {
    let mut home = Home::with_child();
    home.child("programmes", "");
    assert_eq!(home.due("support", CHILD), ["programmes"]);
    home.child("programmes", "beca_rita_cetina municipal");
    let received = [
        "programmes",
        "programmes_words",
        "last_paid_beca_rita_cetina",
        "last_paid_municipal",
    ];
    assert_eq!(home.due("support", CHILD), received);
    let options = home.q.question("programmes").unwrap().1.kind.options();
    for option in options {
        let paid = format!("last_paid_{}", option.code);
        assert!(home.q.question(&paid).is_some(), "{paid}");
    }
}

#[test]
fn an_income_that_nobody_says_exactly_is_asked_by_bands() {
    let mut home = Home::with_child();
    let head = |code: &str| format!("{HEAD}.{code}");
    home.answer(&head("adult_works"), true);
    let asks = |home: &Home| home.due("livelihood", HEAD).contains(&"labour_income_band");
    assert!(!asks(&home));
    home.answer(&head("labour_income"), "!dont_know");
    assert!(asks(&home));
    home.answer(&head("labour_income"), 4800);
    assert!(!asks(&home));
    assert!(home.due("livelihood", CHILD).is_empty());
}

#[test]
fn farm_questions_come_with_a_field_and_the_weight_with_another_object() {
    let mut home = Home::with_child();
    home.child("worked", true);
    let job = format!("{CHILD}.j1");
    let asks = |home: &Home, code| home.due("job", &job).contains(&code);
    assert!(!asks(&home, "job_farm_tasks") && !asks(&home, "job_load_kg"));
    home.answer(&format!("{job}.job_place"), "field");
    home.answer(&format!("{job}.job_load"), "other");
    assert!(asks(&home, "job_farm_tasks") && asks(&home, "job_load_kg"));
}

#[test]
fn an_age_is_asked_when_no_birth_date_is_known_and_then_a_stage_of_life() {
    let mut home = Home::with_child();
    assert!(!home.due("person", CHILD).contains(&"age"));
    home.child("birth_date", "!dont_know");
    assert!(home.due("person", CHILD).contains(&"age"));
    home.child("age", "!dont_know");
    assert!(home.due("person", CHILD).contains(&"age_event"));
    home.child("age_event", "primary_upper");
    assert!(home.path().contains(&format!("activity {CHILD}")));
    home.child("age_event", "baby");
    assert!(!home.path().contains(&format!("activity {CHILD}")));
}

#[test]
fn a_step_is_done_when_all_that_is_required_has_an_answer() {
    let mut home = Home::with_child();
    let state = |home: &Home| {
        let path = steps(&home.q, &home.answers, day("2026-11-15"));
        path.iter()
            .find(|s| s.section == "street")
            .map(|s| s.state)
            .unwrap()
    };
    assert_eq!(state(&home), StepState::Empty);
    home.child("asks_money_street", "!refused");
    assert_eq!(state(&home), StepState::Done);
    home.child("worked", false);
    let path = steps(&home.q, &home.answers, day("2026-11-15"));
    let activity = path.iter().find(|step| step.section == "activity").unwrap();
    assert_eq!(activity.state, StepState::Started);
}

#[test]
fn someone_who_left_is_asked_nothing_more() {
    let mut home = Home::with_child();
    home.child("left_household", true);
    assert!(home.path().iter().all(|step| !step.contains(CHILD)));
}

#[test]
fn a_birthday_during_field_work_counts_from_the_reference_date() {
    let mut home = Home::with_child();
    home.child("birth_date", "2008-11-18");
    let age = |home: &Home, on: &str| age_on(&home.answers, CHILD, day(on));
    assert_eq!(age(&home, "2026-11-17"), Some(AgeRange::exactly(17)));
    assert_eq!(age(&home, "2026-11-18"), Some(AgeRange::exactly(18)));
    assert!(home.answers.children(day("2026-11-15")).contains(&CHILD));
    assert!(home.answers.children(day("2026-11-22")).is_empty());
    home.child("birth_date", "2021-11-15");
    assert!(home.answers.children(day("2026-11-15")).contains(&CHILD));
    assert!(home.answers.children(day("2026-11-14")).is_empty());
}

#[test]
fn a_child_of_the_twenty_ninth_of_february_completes_the_year_in_march() {
    let born = day("2012-02-29");
    let years = |on: &str| years_on(born, day(on));
    assert_eq!(years("2017-02-28"), Some(4));
    assert_eq!(years("2017-03-01"), Some(5));
    assert_eq!(years("2020-02-28"), Some(7));
    assert_eq!(years("2020-02-29"), Some(8));
    assert_eq!(years("2012-02-28"), None);
}

#[test]
fn members_keep_the_order_in_which_they_were_named() {
    let ids: Vec<String> = (0..31)
        .map(|n| survey_forms::new_member_id(n, [255 - n as u8, 3, n as u8, 77]))
        .collect();
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(ids, sorted);
    for id in &ids {
        assert!(
            matches!(survey_forms::subject(id), survey_forms::Subject::Member(_)),
            "{id}"
        );
    }
}
