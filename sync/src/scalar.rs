//! What a record holds at a key: text, a number, yes or no, or "cleared".
//!
//! Start at [`Scalar`]. What the text means (`!refused`, a date, choice codes) is
//! `survey-forms`' business.

use automerge::ScalarValue;
use serde_json::Value;

/// Longest text of one answer in bytes.
pub const TEXT_MAX: usize = 8_000;
/// Whole numbers beyond this would change on their way through a JSON reader.
const INT_MAX: i64 = 1 << 53;

/// One answer as the record keeps it.
///
/// ```
/// use sync::Scalar;
/// assert_eq!(Scalar::try_from(serde_json::json!(12)), Ok(Scalar::Int(12)));
/// assert_eq!(Scalar::try_from(serde_json::json!(null)), Ok(Scalar::Cleared));
/// assert!(Scalar::try_from(serde_json::json!({"nested": true})).is_err());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Text of at most [`TEXT_MAX`] bytes.
    Text(String),
    /// A whole number of at most 53 bits.
    Int(i64),
    /// A number that is finite and not whole.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// The answer was taken back. Kept as a value, so that who cleared it, and when, stays
    /// known, and so that a clearing apart from a correction shows as a discrepancy.
    Cleared,
}

/// The value cannot lie in a household record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("give text (at most 8,000 bytes), a finite number, true, false or null")]
pub struct NotAScalar;

impl Scalar {
    /// The same value as JSON; [`Scalar::Cleared`] becomes null.
    pub fn into_json(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text),
            Self::Int(number) => number.into(),
            Self::Number(number) => number.into(),
            Self::YesNo(yes) => Value::Bool(yes),
            Self::Cleared => Value::Null,
        }
    }

    /// Holds the bounds that [`Scalar::try_from`] promises, and writes whole floats as integers.
    pub(crate) fn checked(self) -> Result<Self, NotAScalar> {
        match self {
            Self::Text(text) if text.len() > TEXT_MAX => Err(NotAScalar),
            Self::Int(number) if number.abs() > INT_MAX => Err(NotAScalar),
            Self::Number(number) => whole_or_fraction(number),
            sound => Ok(sound),
        }
    }

    pub(crate) fn to_automerge(&self) -> ScalarValue {
        match self {
            Self::Text(text) => ScalarValue::Str(text.as_str().into()),
            Self::Int(number) => ScalarValue::Int(*number),
            Self::Number(number) => ScalarValue::F64(*number),
            Self::YesNo(yes) => ScalarValue::Boolean(*yes),
            Self::Cleared => ScalarValue::Null,
        }
    }

    /// None: a kind that this format never writes (bytes, counters, timestamps, unsigned).
    pub(crate) fn from_automerge(value: &ScalarValue) -> Option<Self> {
        Some(match value {
            ScalarValue::Str(text) => Self::Text(text.to_string()),
            ScalarValue::Int(number) => Self::Int(*number),
            ScalarValue::F64(number) => Self::Number(*number),
            ScalarValue::Boolean(yes) => Self::YesNo(*yes),
            ScalarValue::Null => Self::Cleared,
            _ => return None,
        })
    }
}

fn whole_or_fraction(number: f64) -> Result<Scalar, NotAScalar> {
    if !number.is_finite() {
        return Err(NotAScalar);
    }
    let fits = number.abs() <= INT_MAX as f64;
    if number.fract() == 0.0 && fits {
        return Ok(Scalar::Int(number as i64));
    }
    Ok(Scalar::Number(number))
}

impl TryFrom<Value> for Scalar {
    type Error = NotAScalar;

    fn try_from(value: Value) -> Result<Self, NotAScalar> {
        match value {
            Value::String(text) => Self::Text(text).checked(),
            Value::Bool(yes) => Ok(Self::YesNo(yes)),
            Value::Null => Ok(Self::Cleared),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::Int(whole).checked(),
                None => number
                    .as_f64()
                    .map(Self::Number)
                    .ok_or(NotAScalar)?
                    .checked(),
            },
            Value::Array(_) | Value::Object(_) => Err(NotAScalar),
        }
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Scalar {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Scalar {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}
