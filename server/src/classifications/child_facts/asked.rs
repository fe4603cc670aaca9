//! *Qué pregunta lo resuelve*: from a fact back to the questions that settle it.
//!
//! Start at [`settling`]; [`questions`] is the table, the reverse of what `child_facts.rs` and
//! `work.rs` read. It knows what was answered and asked, and nothing of what a fact decides.

use survey_forms::{Answer, AnswerKey, Answers, KeptAnswers, Logic, Questionnaire};

use super::Child;

/// The questions that a fact is made of, in the order in which they are asked. A job's number is
/// of no matter. Empty for what no question settles.
pub fn questions(fact: &str) -> &'static [&'static str] {
    let of_job = fact
        .strip_prefix("work.jobs[")
        .and_then(|rest| rest.split_once("]."));
    if let Some((_, fact)) = of_job {
        return of_a_job(fact);
    }
    match fact {
        "age" => &["birth_date", "age", "age_event"],
        "school.attends" => &["attends_school"],
        "school.basic_completed" => &["basic_completed"],
        "work.status" => &["worked", "rescue", "had_job"],
        "work.absence.returns_within_weeks" => &["absence_weeks"],
        "work.absence.paid" => &["absence_paid"],
        "work.hours_week" => &HOURS_WEEK,
        "work.max_hours_day" => &HOURS_DAY,
        "work.sunday" => &["hours_regular", "hours_sun"],
        "work.authorisation" => &["authorisation"],
        "work.medical_certificate" => &["medical_certificate"],
        "work.jobs" => &["more_jobs"],
        "chores.own_household" => &["kinship", "chores_where"],
        "chores.hours_week" => &CHORES_HOURS,
        "chores.hazards" => &["chores_hazards"],
        _ => &[],
    }
}

fn of_a_job(fact: &str) -> &'static [&'static str] {
    match fact {
        "scian" => &["job_business"],
        "sinco" => &["job_task"],
        "place" => &["job_place"],
        "employer" => &["job_employer"],
        "pay" => &["job_pay"],
        "after_22" => &["job_after_22"],
        "night_hours" => &["job_night_hours"],
        "exposures" => &["job_exposures"],
        "max_load_kg" => &["job_load", "job_load_kg"],
        "farm_tasks" => &["job_farm_tasks"],
        "own_use" => &["job_own_use"],
        "artistic_175bis" => &["job_artistic"],
        _ => &[],
    }
}

const HOURS_WEEK: [&str; 9] = [
    "hours_regular",
    "hours_mon",
    "hours_tue",
    "hours_wed",
    "hours_thu",
    "hours_fri",
    "hours_sat",
    "hours_sun",
    "hours_week_range",
];

const HOURS_DAY: [&str; 9] = [
    "hours_regular",
    "hours_mon",
    "hours_tue",
    "hours_wed",
    "hours_thu",
    "hours_fri",
    "hours_sat",
    "hours_sun",
    "max_hours_day_range",
];

const CHORES_HOURS: [&str; 8] = [
    "chores_where",
    "chores_hours_mon",
    "chores_hours_tue",
    "chores_hours_wed",
    "chores_hours_thu",
    "chores_hours_fri",
    "chores_hours_sat",
    "chores_hours_sun",
];

/// The questions to ask again to settle one fact of a child: those of the table that are due by
/// what is known, and of these the ones that nobody answered, that were answered with doubt, or
/// that were answered differently. Where none of them stands out, all that are due.
pub fn settling(q: &Questionnaire, kept: &KeptAnswers, member: &str, fact: &str) -> Vec<AnswerKey> {
    let child = Child { q, kept, member };
    let answers: Answers = kept
        .iter()
        .filter_map(|(key, values)| Some((key.clone(), values.last()?.clone())))
        .collect();
    let mut due = places(&child, fact);
    // A questionnaire without the question does not ask it.
    let logic = Logic::new(q, &answers, None);
    due.retain(|key| logic.may_become_relevant(&key.subject, &key.code));
    let values = |key: &AnswerKey| kept.get(key).map_or(&[][..], Vec::as_slice);
    let differ = |key: &AnswerKey| values(key).len() > 1;
    let open = |key: &AnswerKey| values(key).is_empty() || values(key).iter().any(in_doubt);
    for stands_out in [&differ as &dyn Fn(&AnswerKey) -> bool, &open] {
        if due.iter().any(stands_out) {
            due.retain(stands_out);
            return due;
        }
    }
    due
}

/// Where the questions of a fact are answered. What a child does for a home it lives in without
/// kinship (CH-17) is told with the chores, until it is listed as an activity of its own.
fn places(child: &Child<'_>, fact: &str) -> Vec<AnswerKey> {
    let of_member = |code: &&str| AnswerKey::new(child.member, *code);
    let job = fact
        .strip_prefix("work.jobs[")
        .and_then(|rest| rest.split_once(']'));
    if let Some((number, _)) = job {
        let told = child.jobs_told();
        let subject = number.parse().ok().and_then(|n: usize| told.get(n));
        return match subject {
            Some(subject) => {
                let of_job = |code: &&str| AnswerKey::new(subject.clone(), *code);
                questions(fact).iter().map(of_job).collect()
            }
            None => ["worked", "rescue", "more_jobs"]
                .iter()
                .map(of_member)
                .collect(),
        };
    }
    let for_the_home: &[&str] = match fact {
        "work.status" => &["chores_where"],
        "work.hours_week" | "work.max_hours_day" => &CHORES_HOURS,
        "work.sunday" => &["chores_hours_sun"],
        _ => &[],
    };
    let lives_in = child.without_kinship().contains(&true);
    let for_the_home = for_the_home.iter().filter(|_| lives_in);
    questions(fact)
        .iter()
        .chain(for_the_home)
        .map(of_member)
        .collect()
}

fn in_doubt(answer: &Answer) -> bool {
    !answer.is_known() || matches!(answer, Answer::Interval { .. })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use survey_forms::{Choice, Kind};

    use super::*;
    use crate::classifications::{child_facts::child_facts, edition};

    const CHILD: &str = "m1juana";

    fn shipped() -> Questionnaire {
        Questionnaire::shipped()
    }

    /// Every fact that a gap or a discrepancy can name, as the edition lists them.
    fn facts() -> Vec<String> {
        let edition = edition::pinned("mx-inegi-2016").unwrap();
        let paths = edition.facts.keys();
        paths.map(|path| path.replace("[]", "[0]")).collect()
    }

    fn key(code: &str) -> AnswerKey {
        match code {
            "ref_date" | "consent" => AnswerKey::household(code),
            code if code.starts_with("job_") => AnswerKey::new(format!("{CHILD}.j1"), code),
            code => AnswerKey::new(CHILD, code),
        }
    }

    fn kept(answers: &[(&str, Value)]) -> KeptAnswers {
        let q = shipped();
        let answer = |(code, scalar): &(&str, Value)| {
            let kind = &q.question(code).unwrap().1.kind;
            (key(code), vec![Answer::from_scalar(kind, scalar).unwrap()])
        };
        answers.iter().map(answer).collect()
    }

    /// Children of 12 who work, are absent, do nothing, live in, or of whom little is known.
    fn children() -> Vec<KeptAnswers> {
        let date = ("ref_date", json!("2026-11-15"));
        let born = ("birth_date", json!("2014-03-01"));
        let with = |more: &[(&str, Value)]| {
            let all = [&[date.clone(), born.clone()], more].concat();
            kept(&all)
        };
        let working = [
            ("worked", json!(true)),
            ("more_jobs", json!(1)),
            ("job_load", json!("other")),
        ];
        let regular = [("worked", json!(true)), ("hours_regular", json!(true))];
        let irregular = [("worked", json!(true)), ("hours_regular", json!(false))];
        let by_day = [
            ("worked", json!(true)),
            ("hours_mon", json!(9)),
            ("hours_sun", json!(4)),
        ];
        let no = [("worked", json!(false)), ("rescue", json!(""))];
        let absent = [&no[..], &[("had_job", json!(true))]].concat();
        vec![
            with(&[]),
            with(&working),
            with(&regular),
            with(&irregular),
            with(&by_day),
            with(&no),
            with(&absent),
            with(&[("chores_where", json!("own"))]),
            kept(std::slice::from_ref(&date)),
            kept(&[date, ("age", json!("!dont_know"))]),
        ]
    }

    fn some_answers(kind: &Kind) -> Vec<Answer> {
        let options = |options: &[Choice]| -> Vec<String> {
            options.iter().map(|option| option.code.clone()).collect()
        };
        match kind {
            Kind::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
            Kind::Number { .. } => [1.0, 2.0, 9.0].map(Answer::Number).to_vec(),
            Kind::Choice { options: all, .. } => {
                options(all).into_iter().map(Answer::Choice).collect()
            }
            Kind::Choices { options: all, .. } => {
                let one = |code| Answer::Choices(BTreeSet::from([code]));
                options(all).into_iter().map(one).collect()
            }
            Kind::Date { .. } => vec![Answer::Date("2012-05-05".parse().unwrap())],
            Kind::Text { .. } => vec![Answer::Text("como dijo".to_owned())],
            Kind::Note | Kind::Calculated { .. } => vec![],
        }
    }

    fn fact_of(kept: &KeptAnswers, fact: &str) -> Value {
        let facts = child_facts(&shipped(), kept, CHILD).unwrap_or_default();
        let place = fact.replace(['.', '['], "/").replace(']', "");
        facts
            .pointer(&format!("/{place}"))
            .cloned()
            .unwrap_or_default()
    }

    /// Is there a child whose fact changes with an answer to this question?
    fn changes(code: &str, fact: &str) -> bool {
        let q = shipped();
        let answers = some_answers(&q.question(code).unwrap().1.kind);
        children().iter().any(|child| {
            let before = fact_of(child, fact);
            answers.iter().any(|answer| {
                let mut after = child.clone();
                after.insert(key(code), vec![answer.clone()]);
                fact_of(&after, fact) != before
            })
        })
    }

    #[test]
    fn every_fact_that_can_be_missing_has_questions_that_change_it() {
        let mut asked = 0;
        for fact in facts() {
            let codes = questions(&fact);
            assert!(!codes.is_empty(), "no question settles {fact}");
            for code in codes {
                assert!(changes(code, &fact), "{code} leaves {fact} as it is");
                asked += 1;
            }
        }
        assert!(asked > 50, "{asked}");
    }

    #[test]
    fn a_question_that_settles_another_fact_does_not_change_this_one() {
        assert!(!changes("attends_school", "work.hours_week"));
        assert!(!changes("job_place", "work.jobs[0].scian"));
    }

    fn settling_codes(answers: &[(&str, Value)], fact: &str) -> Vec<String> {
        let all = [&[("ref_date", json!("2026-11-15"))], answers].concat();
        let places = settling(&shipped(), &kept(&all), CHILD, fact);
        places.into_iter().map(|key| key.code).collect()
    }

    #[test]
    fn only_the_days_that_nobody_knows_are_asked_again() {
        let consent = [
            ("consent", json!(true)),
            ("worked", json!(true)),
            ("hours_regular", json!(true)),
            ("hours_mon", json!(4)),
            ("hours_tue", json!("!dont_know")),
            ("hours_wed", json!("4..6")),
            ("hours_thu", json!(0)),
            ("hours_fri", json!(0)),
            ("hours_sat", json!(0)),
        ];
        let codes = settling_codes(&consent, "work.hours_week");
        assert_eq!(codes, ["hours_tue", "hours_wed", "hours_sun"]);
    }

    #[test]
    fn a_question_answered_differently_is_asked_before_all_others() {
        let mut kept = kept(&[
            ("consent", json!(true)),
            ("worked", json!(true)),
            ("hours_regular", json!(true)),
        ]);
        let hours = vec![Answer::Number(3.0), Answer::Number(9.0)];
        kept.insert(key("hours_mon"), hours);
        let places = settling(&shipped(), &kept, CHILD, "work.hours_week");
        assert_eq!(places, [key("hours_mon")]);
    }

    #[test]
    fn what_is_done_for_the_home_one_lives_in_is_settled_by_listing_it_as_an_activity() {
        let lives_in = [
            ("kinship", json!("no_kinship")),
            ("worked", json!(false)),
            ("rescue", json!("")),
            ("had_job", json!(false)),
            ("chores_where", json!("own")),
            ("chores_hours_mon", json!(5)),
        ];
        let load = settling_codes(&lives_in, "work.jobs[0].max_load_kg");
        assert_eq!(load, ["worked", "rescue"]);
        let hours = settling_codes(&lives_in, "work.hours_week");
        assert_eq!(hours[0], "chores_hours_tue", "{hours:?}");
    }
}
