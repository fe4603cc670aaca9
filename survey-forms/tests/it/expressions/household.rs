//! The answers of `tests/odk/expressions.xml`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use survey_forms::{Scope, Value};

/// A household interviewed on 22 November 2026, six hours behind Greenwich.
pub struct Household;

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// Of every member, the last not relevant.
fn hours() -> [Value; 4] {
    [
        Value::Number(10.0),
        Value::Blank,
        Value::Number(40.5),
        Value::Blank,
    ]
}

fn called() -> [Value; 4] {
    ["Ana", "Luis", "Eva", "no"].map(text)
}

impl Scope for Household {
    fn value(&self, name: &str) -> Value {
        match name {
            "own" => text("mine"),
            "text" => text("Ana López"),
            "whole" => Value::Number(12.0),
            "decimal" => Value::Number(3.5),
            "zero" => Value::Number(0.0),
            "born" => Value::Date(day("2014-05-01")),
            "seen" => Value::DateTime(moment("2020-01-02T10:20:30.400-06:00")),
            "many" => text("a b c"),
            "one" => text("b"),
            "places" => text("16.75 -93.12 0 0; 16.76 -93.11 0 0; 16.77 -93.12 0 0"),
            _ => Value::Blank,
        }
    }

    fn every(&self, name: &str) -> Vec<Value> {
        match name {
            "hours" => hours()[..3].to_vec(),
            "called" => called().to_vec(),
            "member" => vec![Value::Blank; 4],
            "hidden" => vec![],
            _ => vec![self.value(name)],
        }
    }

    fn at(&self, name: &str, repeat: &str, index: usize) -> Value {
        assert_eq!(repeat, "member");
        let of = if name == "hours" { hours() } else { called() };
        of.get(index - 1).cloned().unwrap_or(Value::Blank)
    }

    fn own(&self) -> Value {
        text("mine")
    }

    fn position(&self) -> usize {
        3
    }

    fn today(&self) -> Option<NaiveDate> {
        Some(day("2026-11-22"))
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        Some(moment("2026-11-22T09:30:00-06:00"))
    }

    fn uuid(&self) -> Option<String> {
        Some("3f2b8f0e-8a6e-4c62-9f5d-0d5c4f1f2a3b".to_owned())
    }

    fn label(&self, name: &str, code: &str) -> Option<String> {
        let label = match (name, code) {
            ("one", "a") => "First",
            ("one", "b") => "Second",
            ("many", "c") => "C",
            _ => return None,
        };
        Some(label.to_owned())
    }

    fn column(&self, name: &str) -> Value {
        match name {
            "state" => text("chis"),
            _ => Value::Blank,
        }
    }

    fn item(&self, list: &str, column: &str, key_column: &str, key: &str) -> Option<Value> {
        if list != "towns" {
            return None;
        }
        let row = match (key_column, key) {
            ("name", "a") => ["Tuxtla", "chis"],
            ("name", "b") => ["Comitán", "chis"],
            ("name", "c") => ["Oaxaca", "oax"],
            _ => return Some(Value::Blank),
        };
        Some(text(row[usize::from(column == "state")]))
    }
}
