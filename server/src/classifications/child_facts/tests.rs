//! Examples of questions that become facts, each unknown among them. A key that stands twice has
//! two values kept.

use serde_json::{Value, json};
use survey_forms::{Answer, AnswerKey, KeptAnswers, Questionnaire};

use super::child_facts;

const CHILD: &str = "m1juana";

/// Kept answers from `code: scalar` pairs about one child; `job_…` are about the first job.
fn kept(answers: &[(&str, Value)]) -> KeptAnswers {
    let q = Questionnaire::shipped();
    let mut kept = KeptAnswers::new();
    for (code, scalar) in answers {
        let kind = &q
            .question(code)
            .unwrap_or_else(|| panic!("no question {code}"))
            .1
            .kind;
        let answer = Answer::from_scalar(kind, scalar).unwrap();
        let key = match *code {
            "ref_date" | "consent" => AnswerKey::household(*code),
            code if code.starts_with("job_") => AnswerKey::new(format!("{CHILD}.j1"), code),
            code => AnswerKey::new(CHILD, code),
        };
        kept.entry(key).or_default().push(answer);
    }
    kept
}

/// The facts of a child of 12 of whom this was answered.
fn facts(answers: &[(&str, Value)]) -> Value {
    let mut all = vec![
        ("ref_date", json!("2026-11-15")),
        ("birth_date", json!("2014-03-01")),
    ];
    all.extend_from_slice(answers);
    facts_of(&all).unwrap()
}

fn facts_of(answers: &[(&str, Value)]) -> Option<Value> {
    let facts = child_facts(&Questionnaire::shipped(), &kept(answers), CHILD)?;
    let read: Result<classify::ChildFacts, _> = serde_json::from_value(facts.clone());
    read.unwrap_or_else(|refused| panic!("the rules refuse {facts}: {refused}"));
    Some(facts)
}

fn days(prefix: &str, hours: [Value; 7]) -> Vec<(String, Value)> {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    days.iter()
        .zip(hours)
        .map(|(day, hours)| (format!("{prefix}{day}"), hours))
        .collect()
}

fn with_days<'a>(
    answers: &[(&'a str, Value)],
    days: &'a [(String, Value)],
) -> Vec<(&'a str, Value)> {
    let days = days
        .iter()
        .map(|(code, hours)| (code.as_str(), hours.clone()));
    answers.iter().cloned().chain(days).collect()
}

fn week(hours: [i32; 7]) -> [Value; 7] {
    hours.map(|h| json!(h))
}

#[test]
fn a_child_of_whom_nothing_was_answered_has_only_age_and_day() {
    let expected = json!({"id": CHILD, "age": 12, "ref_date": "2026-11-15"});
    assert_eq!(facts(&[]), expected);
}

#[test]
fn each_rescue_choice_is_work_even_where_the_parent_said_no() {
    let q = Questionnaire::shipped();
    for option in q.question("rescue").unwrap().1.kind.options() {
        let facts = facts(&[("worked", json!(false)), ("rescue", json!(option.code))]);
        assert_eq!(facts["work"]["status"], "worked", "{}", option.code);
    }
}

#[test]
fn three_plain_noes_are_no_work_and_nothing_else_is_said() {
    let noes = [
        ("worked", json!(false)),
        ("rescue", json!("")),
        ("had_job", json!(false)),
    ];
    let answers = with_days(&noes, &[]);
    assert_eq!(facts(&answers)["work"], json!({"status": "none"}));
}

#[test]
fn a_job_that_was_not_gone_to_is_absence_with_return_and_pay() {
    let facts = facts(&[
        ("worked", json!(false)),
        ("rescue", json!("")),
        ("had_job", json!(true)),
        ("absence_weeks", json!("2..6")),
        ("absence_paid", json!("!dont_know")),
    ]);
    let absence = json!({"returns_within_weeks": {"min": 2, "max": 6}});
    assert_eq!(
        facts["work"],
        json!({"status": "absent", "absence": absence})
    );
}

#[test]
fn an_unknown_about_work_never_becomes_no_work() {
    for unknown in ["!dont_know", "!refused", "!not_asked"] {
        let no = json!(false);
        let cases = [
            [
                ("worked", json!(unknown)),
                ("rescue", json!("")),
                ("had_job", no.clone()),
            ],
            [
                ("worked", no.clone()),
                ("rescue", json!(unknown)),
                ("had_job", no.clone()),
            ],
            [
                ("worked", no.clone()),
                ("rescue", json!("")),
                ("had_job", json!(unknown)),
            ],
        ];
        for case in cases {
            assert_eq!(facts(&case).get("work"), None, "{case:?}");
        }
    }
    assert_eq!(facts(&[("worked", json!(false))]).get("work"), None);
}

#[test]
fn unknown_leaves_are_left_out_and_asked_none_is_an_empty_list() {
    for unknown in ["!dont_know", "!refused", "!not_asked"] {
        let facts = facts(&[
            ("worked", json!(true)),
            ("attends_school", json!(unknown)),
            ("chores_where", json!(unknown)),
            ("chores_hazards", json!(unknown)),
            ("job_place", json!(unknown)),
            ("job_task", json!(unknown)),
            ("job_load", json!(unknown)),
            ("job_exposures", json!("")),
        ]);
        assert_eq!(facts["work"]["jobs"], json!([{"exposures": []}]));
        assert_eq!(
            (facts.get("school"), facts.get("chores")),
            (None, None),
            "{unknown}"
        );
    }
}

#[test]
fn hours_by_day_are_added_up_with_longest_day_and_sunday() {
    let days = days("hours_", week([4, 4, 0, 4, 4, 8, 2]));
    let told = [("worked", json!(true)), ("hours_regular", json!(true))];
    let work = &facts(&with_days(&told, &days))["work"];
    assert_eq!(work["hours_week"], 26);
    assert_eq!(
        (&work["max_hours_day"], &work["sunday"]),
        (&json!(8), &json!(true))
    );
}

#[test]
fn a_day_that_nobody_knows_makes_the_week_an_interval() {
    let mut hours = week([4, 4, 4, 4, 4, 0, 0]);
    hours[5] = json!("!dont_know");
    hours[6] = json!("0..3");
    let days = days("hours_", hours);
    let work = &facts(&with_days(&[("worked", json!(true))], &days))["work"];
    assert_eq!(work["hours_week"], json!({"min": 20, "max": 47}));
    assert_eq!(work["max_hours_day"], json!({"min": 4, "max": 24}));
    assert_eq!(work.get("sunday"), None);
}

#[test]
fn irregular_hours_stay_the_interval_that_was_told() {
    let work = &facts(&[
        ("worked", json!(true)),
        ("hours_regular", json!(false)),
        ("hours_week_range", json!("30..40")),
        ("max_hours_day_range", json!(8)),
    ])["work"];
    assert_eq!(work["hours_week"], json!({"min": 30, "max": 40}));
    assert_eq!(
        (&work["max_hours_day"], work.get("sunday")),
        (&json!(8), None)
    );
}

#[test]
fn two_tablets_that_differ_on_a_day_leave_two_sums() {
    let mut days = days("hours_", week([4, 4, 4, 4, 4, 0, 0]));
    days.push(("hours_mon".to_owned(), json!(9)));
    let work = &facts(&with_days(&[("worked", json!(true))], &days))["work"];
    assert_eq!(work["hours_week"], json!({"any": [20, 25]}));
}

#[test]
fn more_than_four_different_sums_become_the_interval_that_covers_them() {
    let mut days = days("hours_", week([1, 2, 3, 0, 0, 0, 0]));
    days.extend(
        [("hours_mon", 2), ("hours_tue", 4), ("hours_wed", 7)].map(|(d, h)| (d.into(), json!(h))),
    );
    let work = &facts(&with_days(&[("worked", json!(true))], &days))["work"];
    assert_eq!(work["hours_week"], json!({"min": 6, "max": 13}));
}

#[test]
fn values_given_apart_are_all_kept_whoever_answered_first() {
    let one = facts(&[
        ("attends_school", json!(true)),
        ("attends_school", json!(false)),
    ]);
    let other = facts(&[
        ("attends_school", json!(false)),
        ("attends_school", json!(true)),
    ]);
    assert_eq!(one["school"]["attends"], json!({"any": [false, true]}));
    assert_eq!(one, other);
    let unsure = facts(&[
        ("attends_school", json!(true)),
        ("attends_school", json!("!dont_know")),
    ]);
    assert_eq!(unsure["school"]["attends"], json!({"any": [null, true]}));
    let asked = facts(&[
        ("attends_school", json!(true)),
        ("attends_school", json!("!not_asked")),
    ]);
    assert_eq!(asked["school"]["attends"], true);
}

#[test]
fn adult_and_child_who_differ_on_working_leave_both_statuses() {
    let facts = facts(&[
        ("worked", json!(true)),
        ("worked", json!(false)),
        ("rescue", json!("")),
        ("had_job", json!(false)),
        ("job_place", json!("field")),
    ]);
    assert_eq!(facts["work"]["status"], json!({"any": ["none", "worked"]}));
    assert_eq!(facts["work"]["jobs"], json!([{"place": "field"}]));
}

#[test]
fn plain_options_become_codes_and_objects_become_kilograms() {
    let facts = facts(&[
        ("worked", json!(true)),
        ("more_jobs", json!(2)),
        ("job_task", json!("field_help")),
        ("job_business", json!("coffee_fruit")),
        ("job_place", json!("field")),
        ("job_employer", json!("family")),
        ("job_pay", json!("none")),
        ("job_after_22", json!(false)),
        ("job_night_hours", json!(0)),
        ("job_load", json!("garrafon")),
        ("job_farm_tasks", json!("chemicals manual_field")),
        ("job_own_use", json!(true)),
    ]);
    let job = json!({"scian": "1113", "sinco": "91", "place": "field", "employer": "family",
        "pay": "none", "after_22": false, "night_hours": 0, "max_load_kg": 20,
        "farm_tasks": ["chemicals", "manual_field"], "own_use": true});
    assert_eq!(facts["work"]["jobs"], json!([job, {}]));
}

#[test]
fn a_load_told_in_kilograms_or_as_a_rough_object_is_an_interval() {
    let other = facts(&[
        ("worked", json!(true)),
        ("job_load", json!("other")),
        ("job_load_kg", json!("5..9")),
    ]);
    assert_eq!(
        other["work"]["jobs"][0]["max_load_kg"],
        json!({"min": 5, "max": 9})
    );
    let firewood = facts(&[
        ("worked", json!(true)),
        ("job_load", json!("firewood_load")),
    ]);
    assert_eq!(
        firewood["work"]["jobs"][0]["max_load_kg"],
        json!({"min": 15, "max": 30})
    );
}

#[test]
fn an_option_without_a_code_leaves_the_code_to_the_office() {
    let facts = facts(&[("worked", json!(true)), ("job_business", json!("other"))]);
    assert_eq!(facts["work"]["jobs"], json!([{}]));
}

#[test]
fn chores_count_where_they_were_done() {
    let days = days("chores_hours_", week([2, 2, 2, 2, 2, 3, 3]));
    let own = |place: &str| {
        facts(&with_days(
            &[
                ("chores_where", json!(place)),
                ("chores_hazards", json!("")),
            ],
            &days,
        ))["chores"]
            .clone()
    };
    assert_eq!(
        own("own"),
        json!({"own_household": true, "hours_week": 16, "hazards": []})
    );
    assert_eq!(own("both")["own_household"], true);
    assert_eq!(own("other")["own_household"], false);
    assert_eq!(own("none")["hours_week"], 0);
}

#[test]
fn what_a_live_in_child_does_for_the_home_is_a_job_and_no_chore() {
    for kinship in ["live_in_worker", "live_in_worker_relative", "no_kinship"] {
        let days = days("chores_hours_", week([6, 6, 6, 6, 6, 4, 0]));
        let told = [
            ("kinship", json!(kinship)),
            ("worked", json!(false)),
            ("rescue", json!("")),
            ("had_job", json!(false)),
            ("chores_where", json!("own")),
            ("chores_hazards", json!("chemicals hot_objects")),
        ];
        let facts = facts(&with_days(&told, &days));
        let job = json!({"scian": "8141", "sinco": "96", "place": "other_home",
            "employer": "non_family", "exposures": ["chemicals"]});
        let work = json!({"status": "worked", "hours_week": 34, "max_hours_day": 6,
            "sunday": false, "jobs": [job]});
        assert_eq!(facts["work"], work, "{kinship}");
        assert_eq!(facts["chores"], json!({"own_household": false}));
        assert_eq!(facts["flags"], json!(["live_in_work"]));
    }
}

#[test]
fn a_live_in_job_that_was_written_down_is_not_counted_twice() {
    let hours = days("hours_", week([6, 6, 6, 6, 6, 0, 0]));
    let chores = days("chores_hours_", week([6, 6, 6, 6, 6, 0, 0]));
    let mut told = with_days(
        &[
            ("kinship", json!("live_in_worker")),
            ("worked", json!(true)),
            ("hours_regular", json!(true)),
        ],
        &hours,
    );
    told.extend(with_days(&[("chores_where", json!("own"))], &chores));
    told.push(("job_place", json!("other_home")));
    let recorded = facts(&told);
    assert_eq!(recorded["work"]["hours_week"], 30);
    assert_eq!(recorded["work"]["jobs"].as_array().unwrap().len(), 1);
    let place = told.len() - 1;
    told[place].1 = json!("field");
    let elsewhere = facts(&told);
    assert_eq!(elsewhere["work"]["hours_week"], 60);
    assert_eq!(elsewhere["work"]["jobs"][1]["place"], "other_home");
}

#[test]
fn a_granddaughter_of_the_head_does_chores_not_a_job() {
    let days = days("chores_hours_", week([1, 1, 1, 1, 1, 1, 1]));
    let told = [
        ("kinship", json!("grandchild")),
        ("chores_where", json!("own")),
    ];
    let facts = facts(&with_days(&told, &days));
    assert_eq!(
        facts["chores"],
        json!({"own_household": true, "hours_week": 7})
    );
    assert_eq!((facts.get("work"), facts.get("flags")), (None, None));
}

#[test]
fn kinship_given_apart_leaves_chores_and_work_both_open() {
    let days = days("chores_hours_", week([2, 2, 2, 2, 2, 0, 0]));
    let told = [
        ("kinship", json!("niece_nephew")),
        ("kinship", json!("no_kinship")),
        ("worked", json!(false)),
        ("rescue", json!("")),
        ("had_job", json!(false)),
        ("chores_where", json!("own")),
    ];
    let facts = facts(&with_days(&told, &days));
    assert_eq!(
        facts["chores"]["own_household"],
        json!({"any": [false, true]})
    );
    assert_eq!(facts["work"]["status"], json!({"any": ["none", "worked"]}));
}

#[test]
fn what_calls_for_protection_is_a_flag_and_no_occupation() {
    for (question, flag) in [
        ("asks_money_street", "begging"),
        ("lives_with_partner", "early_union"),
        ("pregnancy", "early_pregnancy"),
    ] {
        let told = facts(&[(question, json!(true))]);
        assert_eq!((&told["flags"], told.get("work")), (&json!([flag]), None));
        let refused = facts(&[(question, json!("!refused"))]);
        assert_eq!(refused.get("flags"), None);
    }
}

#[test]
fn ages_come_from_birth_date_then_age_then_stage_of_life() {
    let age = |answers: &[(&str, Value)]| {
        let mut all = vec![("ref_date", json!("2026-11-15"))];
        all.extend_from_slice(answers);
        facts_of(&all).map(|facts| facts.get("age").cloned())
    };
    assert_eq!(
        age(&[("birth_date", json!("2011-11-16"))]),
        Some(Some(json!(14)))
    );
    assert_eq!(
        age(&[("birth_date", json!("2011-11-15"))]),
        Some(Some(json!(15)))
    );
    let unknown = ("birth_date", json!("!dont_know"));
    let between = [unknown.clone(), ("age", json!("12..13"))];
    assert_eq!(age(&between), Some(Some(json!({"min": 12, "max": 13}))));
    let stage = [
        unknown.clone(),
        ("age", json!("!dont_know")),
        ("age_event", json!("secondary")),
    ];
    assert_eq!(age(&stage), Some(Some(json!({"min": 11, "max": 16}))));
    let two = [
        ("birth_date", json!("2011-11-15")),
        ("birth_date", json!("2012-11-15")),
    ];
    assert_eq!(age(&two), Some(Some(json!({"any": [14, 15]}))));
    assert_eq!(age(&[("age", json!("!refused"))]), Some(None));
    assert_eq!(age(&[("birth_date", json!("1980-01-01"))]), None);
    assert_eq!(age(&[("birth_date", json!("2023-01-01"))]), None);
    assert_eq!(
        age(&[("kinship", json!("head")), ("age", json!("!refused"))]),
        None
    );
    let edge = [
        ("birth_date", json!("2023-01-01")),
        ("birth_date", json!("2013-01-01")),
    ];
    assert_eq!(age(&edge), Some(Some(json!({"any": [13, 3]}))));
}

#[test]
fn nobody_is_classified_without_consent_reference_date_or_presence() {
    let child = ("birth_date", json!("2014-03-01"));
    let day = ("ref_date", json!("2026-11-15"));
    assert!(facts_of(std::slice::from_ref(&child)).is_none());
    assert!(facts_of(&[child.clone(), day.clone(), ("consent", json!(false))]).is_none());
    assert!(facts_of(&[child.clone(), day.clone(), ("left_household", json!(true))]).is_none());
    assert!(facts_of(&[child, day, ("consent", json!(true))]).is_some());
}

#[test]
fn facts_given_apart_are_held_to_sixty_four_combinations() {
    let mut told = vec![("worked", json!(true))];
    let yes_noes = [
        "authorisation",
        "medical_certificate",
        "job_after_22",
        "job_own_use",
    ];
    for code in yes_noes
        .into_iter()
        .chain(["attends_school", "basic_completed"])
    {
        told.extend([(code, json!(true)), (code, json!(false))]);
    }
    told.extend([("job_night_hours", json!(1)), ("job_night_hours", json!(4))]);
    let facts = facts(&told);
    let night = &facts["work"]["jobs"][0]["night_hours"];
    assert_eq!(
        *night,
        json!({"min": 1, "max": 4}),
        "numbers become intervals first"
    );
    assert_eq!(super::several::combinations(&facts), 64);
}
