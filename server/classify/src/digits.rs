//! SCIAN and SINCO codes of any length, and the lists of beginnings the edition tests them with.
//!
//! Start at [`Prefixes::test`]. What this module does not know: what a code stands for.

use std::{fmt, num::NonZeroU32};

use serde::{Deserialize, Deserializer, de::Error};

use crate::tri::Tri;

/// A code of one to six digits; a short one is the beginning of longer ones.
///
/// Digits are packed in half bytes from the left, so that a beginning is compared in one step;
/// the last half byte is how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits(NonZeroU32);

impl Digits {
    /// Reads one to `longest` ASCII digits (`longest` is at most 6); `None` for anything else.
    ///
    /// ```
    /// use classify::Digits;
    ///
    /// assert!(Digits::read("7224", 6).is_some());
    /// assert!(Digits::read("72245", 4).is_none());
    /// assert!(Digits::read("72a", 6).is_none());
    /// ```
    pub fn read(text: &str, longest: usize) -> Option<Digits> {
        let length = u32::try_from(text.len()).ok()?;
        if text.len() > longest.min(6) {
            return None;
        }
        let mut packed = NonZeroU32::new(length)?;
        for (place, digit) in text.bytes().enumerate() {
            if !digit.is_ascii_digit() {
                return None;
            }
            packed |= u32::from(digit - b'0') << (28 - 4 * place);
        }
        Some(Digits(packed))
    }

    /// How many digits there are.
    pub fn length(self) -> usize {
        self.0.get() as usize & 0xF
    }

    /// The first two digits in one byte; of a single digit, that and a zero.
    fn first_two(self) -> usize {
        (self.0.get() >> 24) as usize
    }

    /// True when the code begins with `prefix`, unknown when it is a shorter beginning of it.
    fn begins_with(self, prefix: Digits) -> Tri {
        let shared = self.length().min(prefix.length());
        let mask = u32::MAX << (32 - 4 * shared);
        if (self.0.get() ^ prefix.0.get()) & mask != 0 {
            Tri::No
        } else if self.length() >= prefix.length() {
            Tri::Yes
        } else {
            Tri::Unknown
        }
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.length())
            .try_for_each(|place| write!(to, "{}", (self.0.get() >> (28 - 4 * place)) & 0xf))
    }
}

/// The beginnings of codes that an edition lists for one test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    listed: Vec<Digits>,
    /// What the first two digits, packed in a byte, say of every longer code: nearly every code
    /// is settled by them. Unknown: the list has to be gone through.
    by_first_two: Vec<Tri>,
}

impl Prefixes {
    fn new(listed: Vec<Digits>) -> Prefixes {
        let two = |byte: u32| NonZeroU32::new(byte << 24 | 2).map(Digits);
        let by_first_two = (0..=0xff).map(|byte| {
            two(byte).map_or(Tri::No, |two| {
                Tri::any(listed.iter().map(|prefix| two.begins_with(*prefix)))
            })
        });
        Prefixes {
            by_first_two: by_first_two.collect(),
            listed,
        }
    }

    /// Does the code begin with one of these? A code not known is unknown; an empty list is
    /// a test switched off, and false.
    #[inline]
    pub fn test(&self, code: Option<Digits>) -> Tri {
        if self.is_empty() {
            return Tri::No;
        }
        let Some(code) = code else {
            return Tri::Unknown;
        };
        match self.by_first_two.get(code.first_two()) {
            Some(settled) if code.length() >= 2 && !settled.is_unknown() => *settled,
            _ => self.go_through(code),
        }
    }

    fn go_through(&self, code: Digits) -> Tri {
        Tri::any(self.listed.iter().map(|prefix| code.begins_with(*prefix)))
    }

    /// True when the list is empty.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

impl<'de> Deserialize<'de> for Prefixes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        let read = |text: &String| {
            Digits::read(text, 6)
                .ok_or_else(|| D::Error::custom(format!("`{text}` is not a code of 1 to 6 digits")))
        };
        let listed: Result<_, _> = texts.iter().map(read).collect();
        listed.map(Prefixes::new)
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, Prefixes};
    use crate::tri::Tri;

    fn list(texts: &[&str]) -> Prefixes {
        Prefixes::new(
            texts
                .iter()
                .map(|text| Digits::read(text, 6).unwrap())
                .collect(),
        )
    }

    #[test]
    fn a_shorter_beginning_of_a_listed_code_is_unknown() {
        let bars = list(&["7224", "11"]);
        let test = |code| bars.test(Digits::read(code, 6));
        assert_eq!(test("7224"), Tri::Yes);
        assert_eq!(test("722412"), Tri::Yes);
        assert_eq!(test("72"), Tri::Unknown);
        assert_eq!(test("7"), Tri::Unknown);
        assert_eq!(test("7225"), Tri::No);
        assert_eq!(test("1121"), Tri::Yes);
        assert_eq!(test("0"), Tri::No);
        assert_eq!(bars.test(None), Tri::Unknown);
    }

    #[test]
    fn zeros_are_digits_and_not_padding() {
        let list = list(&["10"]);
        assert_eq!(list.test(Digits::read("1", 4)), Tri::Unknown);
        assert_eq!(list.test(Digits::read("100", 4)), Tri::Yes);
    }

    #[test]
    fn anything_but_digits_in_range_is_refused() {
        for text in ["", "12a", "1234567", " 12", "１２", "-1"] {
            assert_eq!(Digits::read(text, 6), None, "{text:?}");
        }
        assert_eq!(Digits::read("12345", 4), None);
    }
}
