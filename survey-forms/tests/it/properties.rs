//! Whatever is answered, in whatever order, nothing panics and what was accepted is valid.

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use survey_forms::{
    About, Answer, AnswerKey, Answers, Kept, Kind, Questionnaire, Validator, accept, due, review,
    steps,
};

static Q: LazyLock<Questionnaire> = LazyLock::new(Questionnaire::shipped);
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| Q.validator());

/// A subject of the kind that a section is about, of a few people so that answers meet.
fn subject(about: About) -> BoxedStrategy<String> {
    let member = prop::sample::select(vec!["m0aaaaa", "m1bbbbb", "m2ccccc"]);
    match about {
        About::Household => Just(String::new()).boxed(),
        About::EachMember | About::EachChild => member.prop_map(str::to_owned).boxed(),
        About::EachJob => (member, 1..=3)
            .prop_map(|(m, n)| format!("{m}.j{n}"))
            .boxed(),
        About::EachVisit => Just("v0ddddd".to_owned()).boxed(),
    }
}

/// Mostly fit answers, some out of range, of another kind, or not numbers at all.
fn answer(kind: &Kind) -> BoxedStrategy<Answer> {
    let any_day = (1890..2035_i32, 1..13_u32, 1..29_u32)
        .prop_map(|(y, m, d)| Answer::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap()));
    let number = prop_oneof![8 => (0..130_i32).prop_map(f64::from), 1 => any::<f64>()];
    let fit = match kind {
        Kind::Text { .. } => prop_oneof![
            "\\PC{0,12}".prop_map(Answer::Text),
            Just(Answer::Text("!".into())),
            Just(Answer::Text("2026-11-21T16:30:00Z".into())),
            Just(Answer::Text("ageb:0710100010363".into())),
            Just(Answer::Text("SABC560626MDFLRN01".into())),
        ]
        .boxed(),
        Kind::Number { .. } => prop_oneof![
            4 => number.clone().prop_map(Answer::Number),
            1 => (number.clone(), number).prop_map(|(min, max)| Answer::Interval { min, max }),
        ]
        .boxed(),
        Kind::YesNo => any::<bool>().prop_map(Answer::YesNo).boxed(),
        Kind::Choice { options, .. } => {
            let codes: Vec<String> = options.iter().map(|o| o.code.clone()).collect();
            prop::sample::select(codes).prop_map(Answer::Choice).boxed()
        }
        Kind::Choices { options, .. } => {
            let codes: Vec<String> = options.iter().map(|o| o.code.clone()).collect();
            let most = codes.len();
            prop::sample::subsequence(codes, 0..=most)
                .prop_map(|chosen| Answer::Choices(chosen.into_iter().collect()))
                .boxed()
        }
        Kind::Date { .. } => any_day.boxed(),
        Kind::Note | Kind::Calculated { .. } => Just(Answer::YesNo(true)).boxed(),
    };
    prop_oneof![
        12 => fit,
        1 => Just(Answer::DontKnow),
        1 => Just(Answer::Refused),
        1 => Just(Answer::NotAsked),
        1 => Just(Answer::choice("nowhere")),
    ]
    .boxed()
}

fn given(q: &Questionnaire) -> BoxedStrategy<(AnswerKey, Answer)> {
    let all: Vec<_> = q
        .questions()
        .map(|(s, asked)| (s.about, asked.clone()))
        .collect();
    prop::sample::select(all)
        .prop_flat_map(|(about, asked)| {
            (subject(about), Just(asked.code), answer(&asked.kind))
                .prop_map(|(subject, code, answer)| (AnswerKey::new(subject, code), answer))
        })
        .boxed()
}

fn sequence(most: usize) -> BoxedStrategy<Vec<(AnswerKey, Answer)>> {
    prop::collection::vec(given(&Q), 0..most).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_answers_keeps_the_form_total(
        answers in sequence(120), reference in 0..40_000_i32, consent in any::<bool>(),
    ) {
        let q = &*Q;
        let mut household: Answers = answers.into_iter().collect();
        household.set(AnswerKey::household("consent"), Answer::YesNo(consent));
        let reference = NaiveDate::from_epoch_days(reference).unwrap();
        for step in steps(q, &household, reference) {
            due(q, &household, &step.section, &step.subject);
        }
        for (key, answer) in household.iter() {
            let _ = accept(q, &household, key, answer);
        }
        for remark in review(q, &household) {
            prop_assert!(q.question(&remark.key.code).is_some(), "{remark:?} leads nowhere");
            prop_assert!(!remark.words.es.is_empty() && !remark.words.en.is_empty());
        }
    }

    #[test]
    fn every_accepted_answer_is_valid_and_comes_back(answers in sequence(60)) {
        let q = &*Q;
        let (mut members, mut round) = (Map::new(), Map::new());
        for (key, answer) in answers {
            let (section, question) = q.question(&key.code).unwrap();
            if accept(q, &Answers::default(), &key, &answer).is_err() {
                continue;
            }
            let scalar = answer.to_scalar();
            let read = Answer::from_scalar(&question.kind, &scalar);
            prop_assert_eq!(read, Ok(answer));
            let place = if section.kept == Kept::Roster { &mut members } else { &mut round };
            place.insert(key.to_string(), scalar);
        }
        let faults = VALIDATOR.check(&json!({"members": members, "round": round}));
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }

    #[test]
    fn no_scalar_at_all_makes_reading_panic(text in "\\PC{0,20}", number in any::<f64>()) {
        let q = &*Q;
        for (_, question) in q.questions() {
            for scalar in [Value::from(text.as_str()), json!(number), json!([]), Value::Null] {
                if let Ok(answer) = Answer::from_scalar(&question.kind, &scalar) {
                    prop_assert_eq!(answer.to_scalar().to_string(), scalar_text(&scalar));
                }
            }
            let key = format!("{text}.{}", question.code);
            if let Some(key) = AnswerKey::parse(&key) {
                prop_assert_eq!(AnswerKey::parse(&key.to_string()), Some(key));
            }
        }
    }
}

/// Whole numbers are written without a point.
fn scalar_text(scalar: &Value) -> String {
    match scalar.as_f64() {
        Some(number) => Answer::Number(number).to_scalar().to_string(),
        None => scalar.to_string(),
    }
}
