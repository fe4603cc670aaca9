//! *Vocabulario*: what codes, facts and documented choices are called, in Spanish and English.
//!
//! Start at [`Labels`], whose text is `words.toml`. `complete.rs` holds that no code is without
//! words. What this module does not know: any child, and which codes decide anything.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::edition::Words;

/// The words of each code, by list; SCIAN and SINCO by the beginning of the code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub status: BTreeMap<String, Words>,
    pub place: BTreeMap<String, Words>,
    pub employer: BTreeMap<String, Words>,
    pub pay: BTreeMap<String, Words>,
    pub exposure: BTreeMap<String, Words>,
    pub farm_task: BTreeMap<String, Words>,
    pub chores_hazard: BTreeMap<String, Words>,
    pub criterion: BTreeMap<String, Words>,
    pub occupation: BTreeMap<String, Words>,
    pub chores: BTreeMap<String, Words>,
    pub cti: BTreeMap<String, Words>,
    pub scian: BTreeMap<String, Words>,
    pub sinco: BTreeMap<String, Words>,
    /// Years, hours, weeks and kilograms, one and many.
    pub unit: BTreeMap<String, Words>,
    /// How answers are put together: `{min}`, `{max}`, `{unit}`, `{label}`, `{code}`.
    pub phrase: BTreeMap<String, Words>,
}

/// What a fact is called, and the question that settles it where no questionnaire has its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWords {
    /// Fits behind "Falta saber …".
    pub name: Words,
    pub ask: Words,
}

/// What the law forbids or demands and these facts cannot decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undecided {
    /// In the order of the law.
    pub points: Vec<Point>,
}

/// One point of the law: the article, and what it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub article: String,
    pub es: String,
    pub en: String,
}

impl Labels {
    /// The words for a code of digits: those of the longest beginning that has any.
    ///
    /// ```
    /// let edition: classify::Edition = toml::from_str(classify::MX_INEGI_2016)?;
    /// let bricks = edition.labels.scian("327121").map(|words| words.en.as_str());
    /// assert_eq!(bricks, Some("brick, tile, clay and ceramics"));
    /// # Ok::<(), toml::de::Error>(())
    /// ```
    pub fn scian(&self, code: &str) -> Option<&Words> {
        longest(&self.scian, code)
    }

    /// The same for an occupation.
    pub fn sinco(&self, code: &str) -> Option<&Words> {
        longest(&self.sinco, code)
    }
}

fn longest<'w>(words: &'w BTreeMap<String, Words>, code: &str) -> Option<&'w Words> {
    (1..=code.len())
        .rev()
        .find_map(|length| words.get(code.get(..length)?))
}

/// Puts values into the places that a text leaves open.
pub(super) fn fill(template: &Words, values: &[(&str, &Words)]) -> Words {
    let filled = |text: &str, pick: fn(&Words) -> &str| {
        values.iter().fold(text.to_owned(), |text, (place, value)| {
            text.replace(&format!("{{{place}}}"), pick(value))
        })
    };
    Words {
        es: filled(&template.es, |words| &words.es),
        en: filled(&template.en, |words| &words.en),
    }
}

/// A text that is the same in both languages, such as a number.
pub(super) fn both(text: impl Into<String>) -> Words {
    let text = text.into();
    Words {
        es: text.clone(),
        en: text,
    }
}

/// Texts one after the other.
pub(super) fn join<'w>(texts: impl IntoIterator<Item = &'w Words>, between: &Words) -> Words {
    let mut joined: Option<Words> = None;
    for text in texts {
        match &mut joined {
            None => joined = Some(text.clone()),
            Some(joined) => {
                joined.es.push_str(&between.es);
                joined.es.push_str(&text.es);
                joined.en.push_str(&between.en);
                joined.en.push_str(&text.en);
            }
        }
    }
    joined.unwrap_or_else(|| both(""))
}
