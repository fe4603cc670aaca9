//! The types a fact may have, and how each is written in a mapping and in a cell.
//!
//! Start at [`Value`]. What this module does not know: columns, and which fact it is.

use classify::{CodeSet, Coded, Date, Digits};

use crate::{child::Sex, key::Key, plan::number, refusal::Wanted};

/// What a mapping should have written, in both languages.
pub(crate) struct Written {
    pub es: String,
    pub en: String,
}

/// A type of fact. What a type cannot do is `None`.
pub(crate) trait Value: Copy + 'static {
    /// The value a mapping writes for a code.
    fn written(value: &toml::Value) -> Option<Self>;

    /// What [`Value::written`] takes.
    fn wanted() -> Written;

    /// May cells be read without a list of codes?
    const PLAIN: bool = false;

    /// Reads a cell that is not among the codes.
    fn plain(_cell: &[u8], _point: u8) -> Result<Self, Wanted> {
        Err(Wanted::NotEmpty)
    }

    /// The value of one of the rule set's own words.
    fn word(_word: &str) -> Option<Self> {
        None
    }

    /// All of those words.
    fn words() -> &'static [&'static str] {
        &[]
    }

    /// "Asked, none", for lists.
    fn none() -> Option<Self> {
        None
    }

    /// Both lists in one.
    fn joined(self, _other: Self) -> Option<Self> {
        None
    }

    /// A list that may or may not also hold `other`.
    fn perhaps(self, _other: Self) -> Option<Self> {
        None
    }

    /// An interval from this to the other.
    fn up_to(self, _other: Self) -> Option<Self> {
        None
    }

    /// Both added up.
    fn sum(self, _other: Self) -> Option<Self> {
        None
    }

    /// The larger.
    fn longest(self, _other: Self) -> Option<Self> {
        None
    }
}

fn wanted(es: &str, en: &str) -> Written {
    Written {
        es: es.to_owned(),
        en: en.to_owned(),
    }
}

fn wanted_words(words: &[&str]) -> Written {
    Written {
        es: format!("una de estas palabras: {}", words.join(", ")),
        en: format!("one of these words: {}", words.join(", ")),
    }
}

impl Value for bool {
    fn written(value: &toml::Value) -> Option<bool> {
        value.as_bool()
    }

    fn wanted() -> Written {
        wanted("true o false", "true or false")
    }

    fn word(word: &str) -> Option<bool> {
        match word {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        }
    }

    fn words() -> &'static [&'static str] {
        &["1", "0"]
    }
}

/// A word of one of the rule set's closed lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Word<T>(pub T);

impl<T: Coded> Value for Word<T> {
    fn written(value: &toml::Value) -> Option<Self> {
        T::read(value.as_str()?).map(Word)
    }

    fn wanted() -> Written {
        wanted_words(T::WORDS)
    }

    fn word(word: &str) -> Option<Self> {
        T::read(word).map(Word)
    }

    fn words() -> &'static [&'static str] {
        T::WORDS
    }
}

/// A list of words: those that are sure, and those that may be among them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Set<T: Coded> {
    pub sure: CodeSet<T>,
    /// Holds all that are sure.
    pub may: CodeSet<T>,
}

impl<T: Coded> Set<T> {
    fn of(set: CodeSet<T>) -> Set<T> {
        Set {
            sure: set,
            may: set,
        }
    }
}

fn both<T: Coded>(one: CodeSet<T>, other: CodeSet<T>) -> CodeSet<T> {
    one.iter().chain(other.iter()).collect()
}

impl<T: Coded> Value for Set<T> {
    fn written(value: &toml::Value) -> Option<Self> {
        let word = |value: &toml::Value| T::read(value.as_str()?);
        match value {
            toml::Value::Array(words) => words.iter().map(word).collect::<Option<_>>(),
            one => word(one).map(|word| CodeSet::from_iter([word])),
        }
        .map(Set::of)
    }

    fn wanted() -> Written {
        let words = T::WORDS.join(", ");
        Written {
            es: format!("una de estas palabras, o una lista de ellas: {words}"),
            en: format!("one of these words, or a list of them: {words}"),
        }
    }

    fn word(word: &str) -> Option<Self> {
        T::read(word).map(|word| Set::of(CodeSet::from_iter([word])))
    }

    fn words() -> &'static [&'static str] {
        T::WORDS
    }

    fn none() -> Option<Self> {
        Some(Set::of(CodeSet::EMPTY))
    }

    fn joined(self, other: Self) -> Option<Self> {
        Some(Set {
            sure: both(self.sure, other.sure),
            may: both(self.may, other.may),
        })
    }

    fn perhaps(self, other: Self) -> Option<Self> {
        Some(Set {
            sure: self.sure,
            may: both(self.may, other.may),
        })
    }
}

/// A number or an interval; the rule set's limits are looked at when the child is put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub min: f64,
    pub max: f64,
}

impl Number {
    fn exact(value: f64) -> Number {
        Number {
            min: value,
            max: value,
        }
    }
}

impl Value for Number {
    /// A number, or `{ min, max, over, under }`: `over` and `under` leave out the number itself.
    fn written(value: &toml::Value) -> Option<Number> {
        let number = |value: &toml::Value| match value {
            #[expect(clippy::cast_precision_loss, reason = "limits lie far below 2^53")]
            toml::Value::Integer(whole) => Some(*whole as f64),
            toml::Value::Float(number) => Some(*number),
            _ => None,
        };
        let toml::Value::Table(ends) = value else {
            return number(value).map(Number::exact);
        };
        let (mut min, mut max) = (None, None);
        for (name, value) in ends {
            let value = number(value)?;
            match name.as_str() {
                "min" if min.is_none() => min = Some(value),
                "over" if min.is_none() => min = Some(value.next_up()),
                "max" if max.is_none() => max = Some(value),
                "under" if max.is_none() => max = Some(value.next_down()),
                _ => return None,
            }
        }
        let (min, max) = (min.unwrap_or(0.0), max?);
        (min <= max && min >= 0.0).then_some(Number { min, max })
    }

    fn wanted() -> Written {
        wanted(
            "un número, o un intervalo con min u over y con max o under",
            "a number, or an interval with min or over and with max or under",
        )
    }

    const PLAIN: bool = true;

    #[inline]
    fn plain(cell: &[u8], point: u8) -> Result<Number, Wanted> {
        number::read(cell, point).map(Number::exact).ok_or({
            if point == b',' {
                Wanted::NumberWithComma
            } else {
                Wanted::Number
            }
        })
    }

    fn up_to(self, other: Self) -> Option<Self> {
        Some(Number {
            min: self.min,
            max: other.max,
        })
    }

    fn sum(self, other: Self) -> Option<Self> {
        Some(Number {
            min: self.min + other.min,
            max: self.max + other.max,
        })
    }

    fn longest(self, other: Self) -> Option<Self> {
        Some(Number {
            min: self.min.max(other.min),
            max: self.max.max(other.max),
        })
    }
}

/// Completed years, exact or from … to ….
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Years {
    pub min: u32,
    pub max: u32,
}

impl Value for Years {
    fn written(value: &toml::Value) -> Option<Years> {
        let years = |value: &toml::Value| u32::try_from(value.as_integer()?).ok();
        let toml::Value::Table(ends) = value else {
            return years(value).map(|years| Years {
                min: years,
                max: years,
            });
        };
        let (min, max) = (years(ends.get("min")?)?, years(ends.get("max")?)?);
        (ends.len() == 2 && min <= max).then_some(Years { min, max })
    }

    fn wanted() -> Written {
        wanted(
            "años cumplidos, o un intervalo con min y max",
            "completed years, or an interval with min and max",
        )
    }

    const PLAIN: bool = true;

    #[inline]
    fn plain(cell: &[u8], _point: u8) -> Result<Years, Wanted> {
        let years = number::whole(cell).ok_or(Wanted::Fact(classify::Expected::Age))?;
        Ok(Years {
            min: years,
            max: years,
        })
    }

    fn up_to(self, other: Self) -> Option<Self> {
        Some(Years {
            min: self.min,
            max: other.max,
        })
    }
}

/// A SCIAN or SINCO code of at most `LONGEST` digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Code<const LONGEST: usize> {
    digits: Digits,
    text: [u8; LONGEST],
}

impl<const LONGEST: usize> Code<LONGEST> {
    #[inline]
    fn read(cell: &[u8]) -> Option<Self> {
        let digits = Digits::read(str::from_utf8(cell).ok()?, LONGEST)?;
        let mut text = [0; LONGEST];
        text[..cell.len()].copy_from_slice(cell);
        Some(Code { digits, text })
    }

    /// As the rule set keeps it.
    #[inline]
    pub fn digits(self) -> Digits {
        self.digits
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.text[..self.digits.length()]).unwrap_or_default()
    }
}

impl<const LONGEST: usize> Value for Code<LONGEST> {
    fn written(value: &toml::Value) -> Option<Self> {
        Code::read(value.as_str()?.as_bytes())
    }

    fn wanted() -> Written {
        wanted(
            &format!("un texto de 1 a {LONGEST} dígitos"),
            &format!("a text of 1 to {LONGEST} digits"),
        )
    }

    const PLAIN: bool = true;

    #[inline]
    fn plain(cell: &[u8], _point: u8) -> Result<Self, Wanted> {
        Code::read(cell).ok_or(Wanted::Digits(LONGEST))
    }
}

impl Value for Sex {
    fn written(value: &toml::Value) -> Option<Sex> {
        Sex::word(value.as_str()?)
    }

    fn wanted() -> Written {
        wanted_words(Sex::words())
    }

    fn word(word: &str) -> Option<Sex> {
        match word {
            "female" => Some(Sex::Female),
            "male" => Some(Sex::Male),
            _ => None,
        }
    }

    fn words() -> &'static [&'static str] {
        &["female", "male"]
    }
}

impl Value for Key {
    fn written(value: &toml::Value) -> Option<Key> {
        Key::new(value.as_str()?)
    }

    fn wanted() -> Written {
        wanted("un código corto, como texto", "a short code, as text")
    }

    const PLAIN: bool = true;

    /// Cells reach this as UTF-8.
    #[inline]
    fn plain(cell: &[u8], _point: u8) -> Result<Key, Wanted> {
        let text = str::from_utf8(cell).map_err(|_| Wanted::Text("UTF-8"))?;
        Key::new(text).ok_or(Wanted::Short(crate::key::KEY_BYTES_MAX))
    }
}

/// A day, `YYYY-MM-DD` or as DBF keeps it, `YYYYMMDD`.
#[inline]
pub(crate) fn day(cell: &[u8]) -> Option<Date> {
    let text = str::from_utf8(cell).ok()?;
    if text.len() != 8 || !text.is_ascii() {
        return Date::read(text);
    }
    let number = |text: &str| number::whole(text.as_bytes());
    let year = u16::try_from(number(&text[..4])?).ok()?;
    let month = u8::try_from(number(&text[4..6])?).ok()?;
    Date::new(year, month, u8::try_from(number(&text[6..])?).ok()?)
}
