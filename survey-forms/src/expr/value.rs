//! What an expression yields and how kinds of values turn into each other, as in JavaRosa. Start
//! with [`Value`].

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::decimal;

/// Below this two numbers are one: JavaRosa's measure.
pub(super) const NEAR: f64 = 1e-12;

/// A value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: no answer, not relevant, not a number. The empty text in every comparison.
    Blank,
    Text(String),
    Number(f64),
    /// XPath's boolean; not the answer to a question of yes and no, which is a text.
    YesNo(bool),
    Date(NaiveDate),
    Time(NaiveTime),
    DateTime(DateTime<FixedOffset>),
}

impl Value {
    /// XPath's `string()`: `5` for 5.0, `2014-05-01` for a date and for a moment of it.
    pub fn text(&self) -> String {
        match self {
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => decimal::text(*number),
            Value::YesNo(yes) => if *yes { "true" } else { "false" }.to_owned(),
            Value::Date(date) => date_text(*date),
            Value::DateTime(moment) => date_text(local(*moment).date()),
            Value::Time(time) => time.format("%H:%M:%S").to_string(),
        }
    }

    /// XPath's `number()`: days since 1970-01-01 for a date, NaN for what is no number.
    pub fn number(&self) -> f64 {
        match self {
            Value::Blank => f64::NAN,
            Value::Text(text) => number_of_text(text),
            Value::Number(number) => *number,
            Value::YesNo(yes) => f64::from(u8::from(*yes)),
            Value::Date(date) => days(*date),
            Value::DateTime(moment) => days(local(*moment).date()),
            Value::Time(time) => f64::from(time.num_seconds_from_midnight()) / 86_400.0,
        }
    }

    /// XPath's `boolean()`: false for blank, no text, 0 and what is no number.
    pub fn truth(&self) -> bool {
        match self {
            Value::Blank => false,
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) => number.abs() > NEAR,
            Value::YesNo(yes) => *yes,
            Value::Date(_) | Value::Time(_) | Value::DateTime(_) => true,
        }
    }

    /// Nothing, no text or no number.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Blank => true,
            Value::Text(text) => text.is_empty(),
            Value::Number(number) => number.is_nan(),
            _ => false,
        }
    }

    /// As a form keeps it: what is blank in any way is [`Value::Blank`].
    pub(super) fn stored(self) -> Value {
        if self.is_blank() { Value::Blank } else { self }
    }

    /// `=`: as truths if one is a truth, as numbers if one is a number, else as texts.
    pub(super) fn equals(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::YesNo(_), _) | (_, Value::YesNo(_)) => self.truth() == other.truth(),
            (Value::Number(_), _) | (_, Value::Number(_)) => {
                (self.number() - other.number()).abs() < NEAR
            }
            _ => self.text() == other.text(),
        }
    }
}

/// The moment on the clock of its place; at the very ends of the calendar, on that of Greenwich.
pub(super) fn local(moment: DateTime<FixedOffset>) -> NaiveDateTime {
    let there = moment.naive_utc();
    there.checked_add_offset(*moment.offset()).unwrap_or(there)
}

fn date_text(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Days since 1970-01-01.
pub(super) fn days(date: NaiveDate) -> f64 {
    (f64::from(date.num_days_from_ce())) - f64::from(NaiveDate::default().num_days_from_ce())
}

/// Digits, a minus and a point only: XPath knows no exponent. A comma is a point, as in JavaRosa.
fn number_of_text(text: &str) -> f64 {
    let text = text.trim_matches(|c: char| c <= ' ').replace(',', ".");
    let plain = |c: char| c.is_ascii_digit() || c == '-' || c == '.';
    if !text.chars().all(plain) {
        return f64::NAN;
    }
    text.parse().unwrap_or(f64::NAN)
}
