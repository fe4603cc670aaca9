//! *Respuesta*: one answer, and its one-value form for JSON and the household record.
//! Start with [`Answer`]; [`Answer::to_scalar`] and [`Answer::from_scalar`] are the JSON form.
//! Knows nothing of ranges or of which question was asked.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde_json::Value;
use thiserror::Error;

use crate::questionnaire::Kind;

/// One answer. *No sabe*, *prefiere no responder* and *no se preguntó* are three different things,
/// and none of them is "no".
///
/// The JSON form is always one scalar:
///
/// | answer | scalar |
/// |---|---|
/// | `Text` | the string; a leading `!` is doubled |
/// | `Number` | a number, whole ones without a point |
/// | `YesNo` | `true`, `false` |
/// | `Choice` | the option's code |
/// | `Choices` | codes sorted, joined by one space; `""` = asked, none of them |
/// | `Date` | `"2012-02-29"` |
/// | `Interval` | `"30..40"` |
/// | `DontKnow`, `Refused`, `NotAsked` | `"!dont_know"`, `"!refused"`, `"!not_asked"` |
///
/// A key that is absent was not asked either. `Debug` never shows a text or a date.
#[derive(Clone, PartialEq)]
pub enum Answer {
    Text(String),
    Number(f64),
    YesNo(bool),
    Choice(String),
    Choices(BTreeSet<String>),
    Date(NaiveDate),
    /// "Between 30 and 40": both ends count.
    Interval {
        min: f64,
        max: f64,
    },
    /// *No sabe*.
    DontKnow,
    /// *Prefiere no responder*.
    Refused,
    /// *No se preguntó*, said so on purpose.
    NotAsked,
}

/// Why a scalar is not an answer to a question of this kind. Never shows the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScalarError {
    #[error("expected a text, or `!dont_know`, `!refused`, `!not_asked`")]
    NotText,
    #[error("expected a number, or an interval such as \"30..40\" with the smaller end first")]
    NotNumber,
    #[error("expected true or false")]
    NotYesNo,
    #[error("expected one option's code")]
    NotChoice,
    #[error("expected options' codes, sorted, joined by one space, each once")]
    NotChoices,
    #[error("expected a date such as \"2012-02-29\"")]
    NotDate,
    #[error("expected nothing: this is not asked")]
    NotAsked,
}

impl Answer {
    /// A choice by its code.
    pub fn choice(code: impl Into<String>) -> Answer {
        Answer::Choice(code.into())
    }

    /// Several choices by their codes; none at all is "asked, none".
    pub fn choices<const N: usize>(codes: [&str; N]) -> Answer {
        Answer::Choices(codes.into_iter().map(str::to_owned).collect())
    }

    /// Whether something is known by it: not one of the three unknowns.
    pub fn is_known(&self) -> bool {
        !matches!(self, Answer::DontKnow | Answer::Refused | Answer::NotAsked)
    }

    /// The one-value JSON form. A number that is not finite has none and becomes `null`.
    ///
    /// ```
    /// use survey_forms::Answer;
    /// assert_eq!(Answer::Interval { min: 30.0, max: 40.0 }.to_scalar(), "30..40");
    /// assert_eq!(Answer::Number(12.0).to_scalar().to_string(), "12");
    /// assert_eq!(Answer::Text("!hola".into()).to_scalar(), "!!hola");
    /// ```
    pub fn to_scalar(&self) -> Value {
        match self {
            Answer::Text(text) if text.starts_with('!') => Value::from(format!("!{text}")),
            Answer::Text(text) | Answer::Choice(text) => Value::from(text.as_str()),
            Answer::Number(number) => number_scalar(*number),
            Answer::YesNo(yes) => Value::from(*yes),
            Answer::Choices(codes) => Value::from(
                codes
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
            Answer::Date(date) => Value::from(date.format("%Y-%m-%d").to_string()),
            Answer::Interval { min, max } => {
                Value::from(format!("{}..{}", number_scalar(*min), number_scalar(*max)))
            }
            Answer::DontKnow => Value::from("!dont_know"),
            Answer::Refused => Value::from("!refused"),
            Answer::NotAsked => Value::from("!not_asked"),
        }
    }

    /// Reads the one-value form, as an answer to a question of this kind. Only the canonical form
    /// is read, so that one answer has one form in every copy.
    ///
    /// # Errors
    /// [`ScalarError`] says what was expected; it never repeats the value.
    ///
    /// ```
    /// use survey_forms::{Answer, Kind};
    /// let kind = Kind::YesNo;
    /// assert_eq!(Answer::from_scalar(&kind, &true.into()), Ok(Answer::YesNo(true)));
    /// assert_eq!(Answer::from_scalar(&kind, &"!refused".into()), Ok(Answer::Refused));
    /// assert!(Answer::from_scalar(&kind, &"sí".into()).is_err());
    /// ```
    pub fn from_scalar(kind: &Kind, scalar: &Value) -> Result<Answer, ScalarError> {
        match scalar.as_str().filter(|_| kind.is_asked()) {
            Some("!dont_know") => return Ok(Answer::DontKnow),
            Some("!refused") => return Ok(Answer::Refused),
            Some("!not_asked") => return Ok(Answer::NotAsked),
            _ => {}
        }
        match kind {
            Kind::Text { .. } => text(scalar),
            Kind::Number { .. } => number(scalar),
            Kind::YesNo => scalar
                .as_bool()
                .map(Answer::YesNo)
                .ok_or(ScalarError::NotYesNo),
            Kind::Choice { .. } => match scalar.as_str() {
                Some(code) if !code.is_empty() && !code.starts_with('!') => {
                    Ok(Answer::choice(code))
                }
                _ => Err(ScalarError::NotChoice),
            },
            Kind::Choices { .. } => choices(scalar).ok_or(ScalarError::NotChoices),
            Kind::Date { .. } => date(scalar).ok_or(ScalarError::NotDate),
            Kind::Note | Kind::Calculated { .. } => Err(ScalarError::NotAsked),
        }
    }
}

fn text(scalar: &Value) -> Result<Answer, ScalarError> {
    let text = scalar.as_str().ok_or(ScalarError::NotText)?;
    match text.strip_prefix('!') {
        None => Ok(Answer::Text(text.to_owned())),
        Some(rest) if rest.starts_with('!') => Ok(Answer::Text(rest.to_owned())),
        Some(_) => Err(ScalarError::NotText),
    }
}

fn number(scalar: &Value) -> Result<Answer, ScalarError> {
    if let Some(number) = scalar.as_f64() {
        return Ok(Answer::Number(number));
    }
    let ends = scalar.as_str().and_then(|text| text.split_once(".."));
    let (min, max) = ends.ok_or(ScalarError::NotNumber)?;
    let (Ok(min), Ok(max)) = (min.parse::<f64>(), max.parse::<f64>()) else {
        return Err(ScalarError::NotNumber);
    };
    let interval = Answer::Interval { min, max };
    let canonical = min.is_finite() && max.is_finite() && interval.to_scalar() == *scalar;
    if canonical && min <= max {
        Ok(interval)
    } else {
        Err(ScalarError::NotNumber)
    }
}

fn choices(scalar: &Value) -> Option<Answer> {
    let text = scalar.as_str()?;
    let codes: BTreeSet<String> = text
        .split(' ')
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    let answer = Answer::Choices(codes);
    (answer.to_scalar() == *scalar && !text.starts_with('!')).then_some(answer)
}

fn date(scalar: &Value) -> Option<Answer> {
    let date = NaiveDate::parse_from_str(scalar.as_str()?, "%Y-%m-%d").ok()?;
    let answer = Answer::Date(date);
    (answer.to_scalar() == *scalar).then_some(answer)
}

fn number_scalar(number: f64) -> Value {
    const WHOLE_MAX: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= WHOLE_MAX {
        return Value::from(number as i64);
    }
    serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Text(text) => write!(f, "Text(<{} letters>)", text.chars().count()),
            Answer::Date(_) => f.write_str("Date(<hidden>)"),
            Answer::Number(number) => write!(f, "Number({number})"),
            Answer::YesNo(yes) => write!(f, "YesNo({yes})"),
            Answer::Choice(code) => write!(f, "Choice({code})"),
            Answer::Choices(codes) => write!(f, "Choices({codes:?})"),
            Answer::Interval { min, max } => write!(f, "Interval({min}..{max})"),
            Answer::DontKnow => f.write_str("DontKnow"),
            Answer::Refused => f.write_str("Refused"),
            Answer::NotAsked => f.write_str("NotAsked"),
        }
    }
}
