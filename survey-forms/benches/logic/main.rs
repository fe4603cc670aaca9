//! How long the form logic takes on one core, for a household of 12 with 8 children, all of them
//! with work, every question answered: `cargo bench -p survey-forms --bench logic`.
//!
//! The goal is less than 1 ms at the median for one more answer and the interview's path after it.

use divan::{Bencher, black_box};
use survey_forms::{
    Answer, AnswerKey, Answers, Graph, Kind, Logic, Question, Questionnaire, due, path, steps,
};

fn main() {
    divan::main();
}

/// What a program does once when a questionnaire arrives.
#[divan::bench]
fn read_the_questionnaire(bencher: Bencher) {
    bencher.bench(|| {
        let questionnaire = Questionnaire::parse(black_box(survey_forms::SHIPPED)).expect("sound");
        black_box(Graph::of(&questionnaire));
        questionnaire
    });
}

/// The whole interview's path, nothing worked out before.
#[divan::bench]
fn open_a_household(bencher: Bencher) {
    let home = Home::of_twelve();
    bencher.bench(|| {
        path(&Logic::new(
            &home.questionnaire,
            black_box(&home.answers),
            None,
        ))
    });
}

/// One more answer about one child, and what is due for that child now.
#[divan::bench]
fn answer_one_question(bencher: Bencher) {
    let home = Home::of_twelve();
    let mut logic = Logic::new(&home.questionnaire, &home.answers, None);
    path(&logic);
    let key = AnswerKey::new("m4aaaaa", "worked");
    let mut yes = true;
    bencher.bench_local(|| {
        yes = !yes;
        logic.set(key.clone(), Some(Answer::YesNo(yes)));
        black_box(path(&logic).len())
    });
}

struct Home {
    questionnaire: Questionnaire,
    answers: Answers,
}

impl Home {
    fn of_twelve() -> Home {
        let mut home = Home {
            questionnaire: Questionnaire::shipped(),
            answers: Answers::default(),
        };
        let first = [
            ("consent", Answer::YesNo(true)),
            ("ref_date", day("2026-11-15")),
        ];
        for (code, answer) in first {
            home.answers.set(AnswerKey::household(code), answer);
        }
        for number in 0..12 {
            let member = format!("m{}aaaaa", char::from_digit(number, 36).unwrap_or('0'));
            let born = if number < 4 { 1980 } else { 2010 + number % 8 };
            let born = day(&format!("{born}-05-01"));
            home.answers.set(AnswerKey::new(member, "birth_date"), born);
        }
        home.fill();
        assert_eq!(
            home.answers
                .children("2026-11-15".parse().expect("a day"))
                .len(),
            8
        );
        home
    }

    /// Answers all that is due until nothing is.
    fn fill(&mut self) {
        loop {
            let before = self.answers.len();
            let reference = "2026-11-15".parse().expect("a day");
            for step in steps(&self.questionnaire, &self.answers, reference) {
                let asked = due(
                    &self.questionnaire,
                    &self.answers,
                    &step.section,
                    &step.subject,
                );
                for question in asked {
                    let key = AnswerKey::new(step.subject.as_str(), question.code.as_str());
                    if self.answers.get(&key.subject, &key.code).is_none()
                        && let Some(answer) = any(question)
                    {
                        self.answers.set(key, answer);
                    }
                }
            }
            if self.answers.len() == before {
                return;
            }
        }
    }
}

fn any(question: &Question) -> Option<Answer> {
    Some(match &question.kind {
        Kind::YesNo => Answer::YesNo(true),
        Kind::Choice { options, .. } => Answer::choice(options.last()?.code.as_str()),
        Kind::Choices { options, .. } => {
            Answer::Choices(options.iter().take(2).map(|o| o.code.clone()).collect())
        }
        Kind::Number { max, .. } => Answer::Number(max.min(3.0)),
        Kind::Date { .. } => day("2026-11-01"),
        Kind::Text { .. } => Answer::Text("como dijo".to_owned()),
        Kind::Note | Kind::Calculated { .. } => return None,
    })
}

fn day(text: &str) -> Answer {
    Answer::Date(text.parse().expect("a day"))
}
