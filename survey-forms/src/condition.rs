//! When a question or a section is asked: a small typed tree, written in the questionnaire as
//! JSON. Start with [`Condition`] and [`Condition::holds`]. Three-valued and total: an answer that
//! isn't known makes a test unknown, and nothing panics. Knows nothing of questions' kinds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::age::{AgeRange, age_on};
use crate::answer::Answer;
use crate::answers::Answers;
use crate::key::{Subject, member_of, subject};
use crate::questionnaire::{About, Questionnaire};

/// A test on the answers. In JSON: `{"equals": {"question": "kinship", "value": "head"}}`.
///
/// A question named in a condition is looked up where it was asked: for the same job, the member
/// whose job it is, or the household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The answer is this option, yes/no or number.
    Equals {
        question: String,
        value: Literal,
    },
    /// The answer is one of these options.
    AnyOf {
        question: String,
        values: Vec<Literal>,
    },
    /// Among the chosen options is this one.
    Contains {
        question: String,
        value: String,
    },
    /// Among the chosen options is at least one, whichever. False for "none of these".
    ContainsAny(String),
    /// A value is known. Never unknown: "no sabe", "prefiere no responder" and nothing are "no".
    Answered(String),
    /// It was asked and no value is known: "no sabe", "prefiere no responder", "no se preguntó".
    Unsure(String),
    /// The member's age on the reference date lies between; unknown if only part of it does.
    AgeBetween {
        min: u32,
        max: u32,
    },
    /// The member's age may lie between: never unknown unless nobody knows the age.
    AgeMayBe {
        min: u32,
        max: u32,
    },
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// A value to compare with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    YesNo(bool),
    Number(f64),
    Option(String),
}

/// Where a condition is asked: whose subject it is, and on which day ages are counted.
#[derive(Clone, Copy, Debug)]
pub struct Standpoint<'a> {
    pub questionnaire: &'a Questionnaire,
    pub answers: &'a Answers,
    pub subject: &'a str,
    pub reference: Option<NaiveDate>,
}

impl Condition {
    /// Whether it holds: `None` is unknown. *All of* is false if one is false, *any of* true if one
    /// is true, else unknown if one is.
    pub fn holds(&self, here: Standpoint<'_>) -> Option<bool> {
        match self {
            Condition::Equals { question, value } => {
                here.known(question).map(|answer| value.is(answer))
            }
            Condition::AnyOf { question, values } => here
                .known(question)
                .map(|answer| values.iter().any(|value| value.is(answer))),
            Condition::Contains { question, value } => here
                .known(question)
                .map(|answer| matches!(answer, Answer::Choices(chosen) if chosen.contains(value))),
            Condition::ContainsAny(question) => here
                .known(question)
                .map(|answer| matches!(answer, Answer::Choices(chosen) if !chosen.is_empty())),
            Condition::Answered(question) => Some(here.known(question).is_some()),
            Condition::Unsure(question) => {
                Some(here.given(question).is_some_and(|a| !a.is_known()))
            }
            Condition::AgeBetween { min, max } => here.age().and_then(|age| {
                let apart = age.max < *min || age.min > *max;
                let within = age.min >= *min && age.max <= *max;
                (apart || within).then_some(within)
            }),
            Condition::AgeMayBe { min, max } => {
                here.age().map(|age| age.max >= *min && age.min <= *max)
            }
            Condition::Not(condition) => condition.holds(here).map(|holds| !holds),
            Condition::All(conditions) => decided(conditions, here, false),
            Condition::Any(conditions) => decided(conditions, here, true),
        }
    }

    /// Every question it names.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Condition::Equals { question, .. }
            | Condition::AnyOf { question, .. }
            | Condition::Contains { question, .. }
            | Condition::ContainsAny(question)
            | Condition::Answered(question)
            | Condition::Unsure(question) => vec![question],
            Condition::AgeBetween { .. } | Condition::AgeMayBe { .. } => vec![],
            Condition::Not(condition) => condition.questions(),
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().flat_map(Condition::questions).collect()
            }
        }
    }
}

impl Condition {
    /// Every option it names, with its question.
    pub fn options(&self) -> Vec<(&str, &str)> {
        match self {
            Condition::Equals {
                question,
                value: Literal::Option(option),
            }
            | Condition::Contains {
                question,
                value: option,
            } => vec![(question, option)],
            Condition::AnyOf { question, values } => values
                .iter()
                .filter_map(|value| match value {
                    Literal::Option(option) => Some((question.as_str(), option.as_str())),
                    _ => None,
                })
                .collect(),
            Condition::Not(condition) => condition.options(),
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().flat_map(Condition::options).collect()
            }
            _ => vec![],
        }
    }
}

/// One `decisive` decides; else unknown if one is; else the opposite.
fn decided(conditions: &[Condition], here: Standpoint<'_>, decisive: bool) -> Option<bool> {
    let held: Vec<Option<bool>> = conditions.iter().map(|c| c.holds(here)).collect();
    if held.contains(&Some(decisive)) {
        return Some(decisive);
    }
    if held.contains(&None) {
        None
    } else {
        Some(!decisive)
    }
}

impl Literal {
    fn is(&self, answer: &Answer) -> bool {
        match (self, answer) {
            (Literal::YesNo(value), Answer::YesNo(yes)) => value == yes,
            (Literal::Number(value), Answer::Number(number)) => value == number,
            (Literal::Option(value), Answer::Choice(chosen)) => value == chosen,
            _ => false,
        }
    }
}

impl<'a> Standpoint<'a> {
    /// The answer to a question as seen from here.
    fn given(&self, question: &str) -> Option<&'a Answer> {
        let (section, _) = self.questionnaire.question(question)?;
        self.answers
            .get(owner(section.about, self.subject)?, question)
    }

    fn known(&self, question: &str) -> Option<&'a Answer> {
        self.given(question).filter(|answer| answer.is_known())
    }

    fn age(&self) -> Option<AgeRange> {
        // Without a reference date an age that was said still counts; a birth date does not.
        age_on(
            self.answers,
            member_of(self.subject)?,
            self.reference.unwrap_or(NaiveDate::MIN),
        )
    }
}

/// The subject that holds the answers of a section about `about`, seen from `from`.
fn owner(about: About, from: &str) -> Option<&str> {
    match (about, subject(from)) {
        (About::Household, _) => Some(""),
        (About::EachMember | About::EachChild, _) => member_of(from),
        (About::EachJob, Subject::Job(..)) | (About::EachVisit, Subject::Visit(_)) => Some(from),
        _ => None,
    }
}
