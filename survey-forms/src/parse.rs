//! Reads a questionnaire from JSON and says clearly what is wrong with it. Start with
//! [`Questionnaire::parse`]. Knows nothing of answers.

use std::collections::BTreeSet;

use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::expr::Expr;
use crate::key::{is_code, is_option_code};
use crate::questionnaire::{Kind, Questionnaire, Section};

/// Why a questionnaire can't be used. Each names the place and what to do.
#[derive(Debug, Error)]
pub enum QuestionnaireError {
    #[error(
        "the questionnaire is not readable JSON of this format: {0}; see docs/tasks/add-a-question.md"
    )]
    NotReadable(#[from] serde_json::Error),
    #[error(
        "`{place}` asks about the question `{question}`, which this questionnaire does not have: correct the name, or add the question"
    )]
    UnknownQuestion { place: String, question: String },
    #[error("the code `{code}` stands twice: give one of them another code")]
    DuplicateCode { code: String },
    #[error("`{code}` is no code: use 1 to 40 lower-case letters, digits and `_`")]
    NotACode { code: String },
    #[error("`{place}` has no options: give it at least one")]
    NoOptions { place: String },
    #[error("`{place}` names the option `{option}`, which `{question}` does not have")]
    UnknownOption {
        place: String,
        question: String,
        option: String,
    },
    #[error("`{questions}` depend on each other in a circle: let one of them ask no other")]
    Circle { questions: String },
    #[error("`{place}` allows nothing: its smallest value is above its largest")]
    EmptyRange { place: String },
    #[error("`{place}` lacks a text in Spanish or in English")]
    MissingWords { place: String },
}

impl Questionnaire {
    /// Reads a questionnaire and checks that it holds together.
    ///
    /// # Errors
    /// [`QuestionnaireError`] names the question or section at fault.
    ///
    /// ```
    /// use survey_forms::Questionnaire;
    /// let fault = Questionnaire::parse("{}").unwrap_err();
    /// assert!(fault.to_string().contains("missing field"));
    /// ```
    pub fn parse(json: &str) -> Result<Questionnaire, QuestionnaireError> {
        let questionnaire: Questionnaire = serde_json::from_str(json)?;
        check_codes(&questionnaire)?;
        check_words(&questionnaire)?;
        for section in &questionnaire.sections {
            check_section(&questionnaire, section)?;
        }
        if let Some(circle) = questionnaire.graph().circle(&questionnaire) {
            return Err(QuestionnaireError::Circle {
                questions: circle.0.join("`, `"),
            });
        }
        Ok(questionnaire)
    }

    /// The questionnaire that this crate carries.
    ///
    /// ```
    /// let q = survey_forms::Questionnaire::shipped();
    /// assert!(q.question("worked").is_some());
    /// ```
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the crate and a test parses it"
    )]
    pub fn shipped() -> Questionnaire {
        Questionnaire::parse(SHIPPED).expect("questionnaires/household.json is sound")
    }

    /// Every questionnaire that this crate carries, the household's first.
    pub fn all_shipped() -> Vec<Questionnaire> {
        let shipped = ALL_SHIPPED.iter();
        shipped
            .filter_map(|(_, json)| Questionnaire::parse(json).ok())
            .collect()
    }

    /// SHA-256, in hex, of the canonical JSON: keys sorted, no blanks. Two devices with the same
    /// id ask the same.
    ///
    /// ```
    /// assert_eq!(survey_forms::Questionnaire::shipped().content_id().len(), 64);
    /// ```
    pub fn content_id(&self) -> String {
        let mut text = String::new();
        write_canonical(&serde_json::to_value(self).unwrap_or_default(), &mut text);
        Sha256::digest(text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The text of `questionnaires/household.json`.
pub const SHIPPED: &str = include_str!("../questionnaires/household.json");

/// Every questionnaire that this crate carries, by its id: of the household; of an institution's
/// programmes, asked of those who run them; and of a place where children were seen, noted by
/// inspectors and outreach. The last two have no household: what they ask is about the interview.
///
/// ```
/// for (id, json) in survey_forms::ALL_SHIPPED {
///     assert_eq!(survey_forms::Questionnaire::parse(json).unwrap().id, id);
/// }
/// ```
pub const ALL_SHIPPED: [(&str, &str); 3] = [
    ("household", SHIPPED),
    (
        "programmes",
        include_str!("../questionnaires/programmes.json"),
    ),
    (
        "detection",
        include_str!("../questionnaires/detection.json"),
    ),
];

fn check_codes(questionnaire: &Questionnaire) -> Result<(), QuestionnaireError> {
    check_distinct(
        questionnaire.sections.iter().map(|section| &section.code),
        is_code,
    )?;
    check_distinct(
        questionnaire
            .questions()
            .map(|(_, question)| &question.code),
        is_code,
    )
}

fn check_distinct<'a>(
    codes: impl Iterator<Item = &'a String>,
    has_form: fn(&str) -> bool,
) -> Result<(), QuestionnaireError> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !has_form(code) {
            return Err(QuestionnaireError::NotACode { code: code.clone() });
        }
        if !seen.insert(code) {
            return Err(QuestionnaireError::DuplicateCode { code: code.clone() });
        }
    }
    Ok(())
}

fn check_words(questionnaire: &Questionnaire) -> Result<(), QuestionnaireError> {
    let sections = questionnaire.sections.iter().flat_map(|section| {
        [Some(&section.title), section.intro.as_ref()]
            .into_iter()
            .flatten()
            .map(|w| (&section.code, w))
    });
    let questions = questionnaire.questions().flat_map(|(_, question)| {
        let options = question.kind.options().iter().map(|option| &option.text);
        let own = [Some(&question.text), question.help.as_ref()]
            .into_iter()
            .flatten();
        own.chain(options).map(|words| (&question.code, words))
    });
    for (code, words) in sections.chain(questions) {
        if words.es.trim().is_empty() || words.en.trim().is_empty() {
            return Err(QuestionnaireError::MissingWords {
                place: code.clone(),
            });
        }
    }
    Ok(())
}

fn check_section(all: &Questionnaire, section: &Section) -> Result<(), QuestionnaireError> {
    if let Some(test) = &section.relevant {
        check_expression(all, &section.code, test)?;
    }
    for question in &section.questions {
        check_kind(&question.code, &question.kind)?;
        for expression in question.expressions() {
            check_expression(all, &question.code, expression)?;
        }
    }
    Ok(())
}

fn check_kind(place: &str, kind: &Kind) -> Result<(), QuestionnaireError> {
    if kind.allows_nothing() {
        return Err(QuestionnaireError::EmptyRange {
            place: place.to_owned(),
        });
    }
    if matches!(kind, Kind::Choice { .. } | Kind::Choices { .. }) && kind.options().is_empty() {
        return Err(QuestionnaireError::NoOptions {
            place: place.to_owned(),
        });
    }
    check_distinct(
        kind.options().iter().map(|option| &option.code),
        is_option_code,
    )
}

fn check_expression(
    all: &Questionnaire,
    place: &str,
    expression: &Expr,
) -> Result<(), QuestionnaireError> {
    for name in expression.names() {
        if all.graph().question_of(all, name).is_none() {
            let (place, question) = (place.to_owned(), name.to_owned());
            return Err(QuestionnaireError::UnknownQuestion { place, question });
        }
    }
    for (name, text) in expression.literals_compared() {
        let known = all
            .graph()
            .question_of(all, name)
            .is_none_or(|(_, question)| text.is_empty() || question.can_say(name, text));
        if !known {
            return Err(QuestionnaireError::UnknownOption {
                place: place.to_owned(),
                question: name.to_owned(),
                option: text.to_owned(),
            });
        }
    }
    Ok(())
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort();
            text.push('{');
            for (n, name) in names.into_iter().enumerate() {
                if n > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write_canonical(&fields[name], text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}
