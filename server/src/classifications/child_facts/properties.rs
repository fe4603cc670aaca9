//! Whatever is kept, however often, the rules take the facts; and who answered first is nothing.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use survey_forms::{
    About, Answer, AnswerKey, Answers, KeptAnswers, Kind, Questionnaire, accept, subject,
};

use super::child_facts;

static Q: LazyLock<Questionnaire> = LazyLock::new(Questionnaire::shipped);
const CHILD: &str = "m1juana";

/// One of the many answers that a kind takes, picked by a number.
fn answer(kind: &Kind, pick: u32) -> Answer {
    let place = (pick / 8) as usize;
    match (pick % 8, kind) {
        (0, _) => Answer::DontKnow,
        (1, _) => Answer::Refused,
        (2, _) => Answer::NotAsked,
        (_, Kind::Text { .. }) => Answer::Text("como dijo".to_owned()),
        (3, Kind::Number { min, max, .. }) => {
            let low = min + f64::from(pick / 8 % 40).min(max - min);
            Answer::Interval {
                min: low,
                max: (low + f64::from(pick % 30)).min(*max),
            }
        }
        (_, Kind::Number { min, max, .. }) => {
            Answer::Number(min + f64::from(pick / 8 % 60).min(max - min))
        }
        (_, Kind::YesNo) => Answer::YesNo(place.is_multiple_of(2)),
        (_, Kind::Choice { options, .. }) => Answer::choice(&*options[place % options.len()].code),
        (_, Kind::Choices { options, .. }) => {
            let chosen = options
                .iter()
                .enumerate()
                .filter(|(n, _)| pick >> (n % 20 + 3) & 1 == 1);
            Answer::Choices(chosen.map(|(_, option)| option.code.clone()).collect())
        }
        (_, Kind::Date { .. }) => {
            let first = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap();
            Answer::Date(first + Days::new(u64::from(pick / 8 % 6000)))
        }
        (_, Kind::Note | Kind::Calculated { .. }) => Answer::NotAsked,
    }
}

fn kept(picks: &[(usize, u8, u32)]) -> KeptAnswers {
    let asked: Vec<_> = Q
        .questions()
        .filter(|(s, q)| s.about != About::EachVisit && q.kind.is_asked())
        .collect();
    let mut kept = KeptAnswers::new();
    let reference = NaiveDate::from_ymd_opt(2026, 11, 15).unwrap();
    kept.insert(
        AnswerKey::household("ref_date"),
        vec![Answer::Date(reference)],
    );
    for (question, job, pick) in picks {
        let (section, question) = asked[question % asked.len()];
        let about = match section.about {
            About::Household => String::new(),
            About::EachJob => format!("{CHILD}.j{}", job % 3 + 1),
            _ => CHILD.to_owned(),
        };
        let key = AnswerKey::new(about, &*question.code);
        let answer = answer(&question.kind, *pick);
        let fits = accept(&Q, &Answers::default(), &key, &answer).is_ok();
        if fits && key.code != "ref_date" && key.code != "consent" {
            kept.entry(key).or_default().push(answer);
        }
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_rules_take_the_facts_of_whatever_was_kept(
        picks in prop::collection::vec((any::<usize>(), any::<u8>(), any::<u32>()), 0..250),
    ) {
        let mut kept = kept(&picks);
        prop_assert!(kept.keys().all(|key| subject(&key.subject) != survey_forms::Subject::Unreadable));
        let facts = child_facts(&Q, &kept, CHILD);
        if let Some(facts) = facts.clone() {
            let read: Result<classify::ChildFacts, _> = serde_json::from_value(facts.clone());
            prop_assert!(read.is_ok(), "{:?} of {}", read.err(), facts);
        }
        for answers in kept.values_mut() {
            answers.reverse();
        }
        prop_assert_eq!(child_facts(&Q, &kept, CHILD), facts);
    }
}
