//! What a caller handed in, before it is read as facts: any JSON-like value.
//!
//! Start at [`Given`]; `facts/read.rs` turns it into [`ChildFacts`](crate::ChildFacts).
//! It exists so that a refusal can name the field by its path, whatever the format was.
//! What this module does not know: which fields there are.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};

/// A value as it was given; the fields of an object stay in order, repeated ones too.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Null,
    Bool(bool),
    /// A number written without sign or decimal point.
    Whole(u64),
    Number(f64),
    Text(String),
    List(Vec<Given>),
    Object(Vec<(String, Given)>),
}

impl Given {
    /// The number that was given, whole or not.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "limits lie far below 2^53")]
            Given::Whole(whole) => Some(*whole as f64),
            Given::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Given;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the facts of a child")
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Null)
    }

    fn visit_none<E>(self) -> Result<Given, E> {
        Ok(Given::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        Given::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given, E> {
        Ok(Given::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Given, E> {
        Ok(Given::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Given, E> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a negative number is refused anyway"
        )]
        let number = value as f64;
        Ok(u64::try_from(value).map_or(Given::Number(number), Given::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Given, E> {
        Ok(Given::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Given, E> {
        Ok(Given::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Given, E> {
        Ok(Given::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Given::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Given::Object(fields))
    }
}
