//! A number as people know it, as facts write it: `13`, or `{"min": 12, "max": 13}`.
//!
//! Start at [`Within`]. What this module does not know: what is measured, but for the most that
//! a measure can be.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A number known to lie from `min` to `max`, both included; exact when they are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within<T> {
    min: T,
    max: T,
}

/// What can be measured, with its least and its most.
pub trait Measure: Copy + PartialOrd {
    const LEAST: Self;
    const MOST: Self;
}

/// Years of age.
impl Measure for u32 {
    const LEAST: u32 = 0;
    const MOST: u32 = 130;
}

/// Hours a week.
impl Measure for f64 {
    const LEAST: f64 = 0.0;
    const MOST: f64 = 168.0;
}

impl<T: Measure> Within<T> {
    /// One number; `None` when no such thing can be measured.
    pub fn exact(value: T) -> Option<Within<T>> {
        Within::between(value, value)
    }

    /// An interval; `None` when it runs backwards or beyond what can be measured.
    pub fn between(min: T, max: T) -> Option<Within<T>> {
        (T::LEAST <= min && min <= max && max <= T::MOST).then_some(Within { min, max })
    }

    /// The least it may be.
    pub fn min(self) -> T {
        self.min
    }

    /// The most it may be.
    pub fn max(self) -> T {
        self.max
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Written<T> {
    Exact(T),
    Between { min: T, max: T },
}

impl<'de, T: Measure + Deserialize<'de>> Deserialize<'de> for Within<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = match Written::deserialize(deserializer)? {
            Written::Exact(value) => Within::exact(value),
            Written::Between { min, max } => Within::between(min, max),
        };
        read.ok_or_else(|| {
            D::Error::custom("expected years up to 130 or hours up to 168, min not over max")
        })
    }
}

impl<T: Measure + Serialize> Serialize for Within<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = if self.min == self.max {
            Written::Exact(self.min)
        } else {
            Written::Between {
                min: self.min,
                max: self.max,
            }
        };
        written.serialize(serializer)
    }
}
