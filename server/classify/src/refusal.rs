//! Why a child's facts cannot be read: the field by its path, and what was expected there.
//!
//! Start at [`FactError`]. It never repeats what was given: an answer may be private.
//! What this module does not know: line numbers; whoever reads lines adds them.

use std::{borrow::Cow, error::Error, fmt};

use crate::date::Date;

/// Facts that are refused: which field, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    /// The path of the field, such as `work.jobs[0].scian`; empty for the child as a whole.
    pub field: String,
    /// What should have stood there.
    pub expected: Expected,
}

/// What should have stood in a refused field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of the fields of section 1; this name is not among them.
    KnownField(&'static [&'static str]),
    /// The same field no more than once.
    Once,
    /// This field is required and was not given.
    Required,
    Object,
    Text,
    YesNo,
    /// A date that exists, `YYYY-MM-DD`.
    Day,
    /// Completed years, a whole number, exact or as an interval.
    Age,
    /// A number of 0 or more, exact or as an interval.
    Number,
    /// A number from 0 to this, exact or as an interval.
    NumberUpTo(u16),
    /// An interval with `min`, `max` and nothing else.
    Interval,
    /// `min` not over `max`.
    MinNotOverMax,
    /// One to so many digits, as text.
    Digits(usize),
    OneOf(&'static [&'static str]),
    ListOf(&'static [&'static str]),
    TextList,
    /// A list with at least one job.
    Jobs,
    /// `{"any": […]}` with 2 to 4 answers, none of them with several answers itself.
    Several,
    /// At most this many combinations of several answers.
    Combinations(usize),
    /// A reference date on which the edition is in force.
    InForce {
        edition: String,
        from: Date,
        until: Option<Date>,
    },
}

impl FactError {
    pub(crate) fn at(field: impl fmt::Display, expected: Expected) -> FactError {
        FactError {
            field: field.to_string(),
            expected,
        }
    }

    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        match self.field.as_str() {
            "" => format!("se esperaba {}", self.expected.es()),
            field => format!("{field}: se esperaba {}", self.expected.es()),
        }
    }
}

impl fmt::Display for FactError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            write!(to, "{}: ", self.field)?;
        }
        write!(to, "expected {}", self.expected.en())
    }
}

impl Error for FactError {}

impl Expected {
    /// In Spanish, to follow "se esperaba".
    pub fn es(&self) -> Cow<'static, str> {
        match self {
            Expected::KnownField(known) => {
                format!("un campo conocido; aquí caben: {}", known.join(", ")).into()
            }
            Expected::Once => "el campo una sola vez".into(),
            Expected::Required => "este campo, que es obligatorio".into(),
            Expected::Object => "un objeto".into(),
            Expected::Text => "un texto".into(),
            Expected::YesNo => "true, false o null".into(),
            Expected::Day => "una fecha que exista, escrita AAAA-MM-DD".into(),
            Expected::Age => {
                "la edad en años cumplidos: un entero de 0 o más, o un intervalo de enteros".into()
            }
            Expected::Number => "un número de 0 o más, o un intervalo".into(),
            Expected::NumberUpTo(most) => format!("un número de 0 a {most}, o un intervalo").into(),
            Expected::Interval => "un intervalo con min y max, y nada más".into(),
            Expected::MinNotOverMax => "un min que no pase de max".into(),
            Expected::Digits(longest) => format!("un texto de 1 a {longest} dígitos").into(),
            Expected::OneOf(words) => format!("una de estas claves: {}", words.join(", ")).into(),
            Expected::ListOf(words) => format!("una lista de: {}", words.join(", ")).into(),
            Expected::TextList => "una lista de textos".into(),
            Expected::Jobs => "una lista con al menos un trabajo".into(),
            Expected::Several => "de 2 a 4 respuestas en any, cada una sencilla".into(),
            Expected::Combinations(most) => format!(
                "a lo más {most} combinaciones de respuestas; cuenta cada año de un intervalo de edad"
            )
            .into(),
            Expected::InForce { edition, from, until: None } => {
                format!("una fecha desde {from}, cuando empieza la edición {edition}").into()
            }
            Expected::InForce { edition, from, until: Some(until) } => {
                format!("una fecha de {from} a {until}, cuando rige la edición {edition}").into()
            }
        }
    }

    /// In English, to follow "expected".
    pub fn en(&self) -> Cow<'static, str> {
        match self {
            Expected::KnownField(known) => {
                format!("a known field; here these may stand: {}", known.join(", ")).into()
            }
            Expected::Once => "the field only once".into(),
            Expected::Required => "this field, which is required".into(),
            Expected::Object => "an object".into(),
            Expected::Text => "a text".into(),
            Expected::YesNo => "true, false or null".into(),
            Expected::Day => "a date that exists, written YYYY-MM-DD".into(),
            Expected::Age => {
                "the age in completed years: a whole number of 0 or more, or an interval of them".into()
            }
            Expected::Number => "a number of 0 or more, or an interval".into(),
            Expected::NumberUpTo(most) => format!("a number from 0 to {most}, or an interval").into(),
            Expected::Interval => "an interval with min and max, and nothing else".into(),
            Expected::MinNotOverMax => "a min that is not over max".into(),
            Expected::Digits(longest) => format!("a text of 1 to {longest} digits").into(),
            Expected::OneOf(words) => format!("one of these codes: {}", words.join(", ")).into(),
            Expected::ListOf(words) => format!("a list of: {}", words.join(", ")).into(),
            Expected::TextList => "a list of texts".into(),
            Expected::Jobs => "a list with at least one job".into(),
            Expected::Several => "2 to 4 answers in any, each of them a single one".into(),
            Expected::Combinations(most) => format!(
                "at most {most} combinations of several answers; each year of an age interval counts"
            )
            .into(),
            Expected::InForce { edition, from, until: None } => {
                format!("a date from {from} on, when the edition {edition} begins").into()
            }
            Expected::InForce { edition, from, until: Some(until) } => {
                format!("a date from {from} to {until}, when the edition {edition} is in force").into()
            }
        }
    }
}
