//! JSON as the second reading sees it: a plain tree, made here or taken over from a file of cases.
//!
//! Start at [`Json`]. A million children are written and read; the tree keeps that quick.

use std::{borrow::Cow, fmt};

use serde_json::Value;

/// A value of JSON; the fields of an object in the order they were put.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Flag(bool),
    Whole(u64),
    Number(f64),
    Word(Cow<'static, str>),
    List(Vec<Json>),
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    pub fn field(&self, name: &str) -> Option<&Json> {
        let fields = self.fields()?;
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    pub fn fields(&self) -> Option<&[(Cow<'static, str>, Json)]> {
        match self {
            Json::Object(fields) => Some(fields),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Whole(whole) => Some(*whole as f64),
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn whole(&self) -> Option<u64> {
        match self {
            Json::Whole(whole) => Some(*whole),
            _ => None,
        }
    }

    pub fn word(&self) -> Option<&str> {
        match self {
            Json::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Puts a value at `work.absence.paid`, making objects on the way.
    pub fn put(&mut self, path: &'static str, value: Json) {
        let place = path.split('.').fold(self, |at, part| {
            if at.fields().is_none() {
                *at = Json::Object(Vec::new());
            }
            let Json::Object(fields) = at else {
                unreachable!("just made an object")
            };
            let known = fields.iter().position(|(name, _)| name == part);
            let known = known.unwrap_or_else(|| {
                fields.push((part.into(), Json::Null));
                fields.len() - 1
            });
            &mut fields[known].1
        });
        *place = value;
    }
}

/// A word of the definition, or the number, flag or null that it writes.
pub fn plain(text: &'static str) -> Json {
    match text {
        "null" => Json::Null,
        "true" => Json::Flag(true),
        "false" => Json::Flag(false),
        text => match (text.parse(), text.parse()) {
            (Ok(whole), _) => Json::Whole(whole),
            (_, Ok(number)) => Json::Number(number),
            _ => Json::Word(text.into()),
        },
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Flag(*flag),
            Value::Number(number) => match number.as_u64() {
                Some(whole) => Json::Whole(whole),
                None => Json::Number(number.as_f64().expect("a number")),
            },
            Value::String(word) => Json::Word(word.clone().into()),
            Value::Array(items) => Json::List(items.iter().map(Json::from).collect()),
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| (name.clone().into(), value.into());
                Json::Object(fields.iter().map(field).collect())
            }
        }
    }
}

impl fmt::Display for Json {
    /// Writes the value as JSON text; words here need no escapes but those of Rust.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => to.write_str("null"),
            Json::Flag(flag) => write!(to, "{flag}"),
            Json::Whole(whole) => write!(to, "{whole}"),
            Json::Number(number) => write!(to, "{number}"),
            Json::Word(word) => write!(to, "{word:?}"),
            Json::List(items) => {
                to.write_str("[")?;
                for (number, item) in items.iter().enumerate() {
                    write!(to, "{}{item}", if number == 0 { "" } else { "," })?;
                }
                to.write_str("]")
            }
            Json::Object(fields) => {
                to.write_str("{")?;
                for (number, (name, value)) in fields.iter().enumerate() {
                    write!(
                        to,
                        "{}\"{name}\":{value}",
                        if number == 0 { "" } else { "," }
                    )?;
                }
                to.write_str("}")
            }
        }
    }
}
