//! *Edición de la definición*: every number and list the rules use, as dated data.
//!
//! Start at [`Edition`]; the texts are [`EDITIONS`], which the server parses. `check.rs` looks for
//! what the types cannot hold. What this module does not know: the rules, and which edition a
//! date calls for.

mod check;
mod legal_item;
mod under;

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, de::Error};

pub use self::{
    check::EditionFault,
    legal_item::{Condition, JobLists, LegalItem},
};
use crate::{
    codes::{CodeSet, Exposure, Place},
    date::Date,
    digits::Prefixes,
    explain::{FactWords, Labels, Undecided},
    field::Field,
    given::Given,
    refusal::{Expected, FactError},
};

/// The texts of all editions (TOML), each one whole: its file of `editions/`, then the law
/// (`law/mx-lft.toml`), then the words that all editions share (`words.toml`).
///
/// In order of file name. A file put into `editions/` is found by the next build.
pub const EDITIONS: &[&str] = include!(concat!(env!("OUT_DIR"), "/editions.rs"));

/// The text of the edition `mx-inegi-2016` (TOML), whole.
pub const MX_INEGI_2016: &str = concat!(
    include_str!("../editions/mx-inegi-2016.toml"),
    "\n",
    include_str!("../law/mx-lft.toml"),
    "\n",
    include_str!("../words.toml"),
);

/// One edition of the definition: thresholds, age bands, code lists, legal items.
///
/// ```
/// let edition: classify::Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// edition.check()?;
/// assert_eq!(&*edition.id, "mx-inegi-2016");
/// assert_eq!(edition.ages.minimum_for_work.value, 15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    pub id: Code,
    pub title: Words,
    /// First reference date it may be used for.
    pub valid_from: Date,
    /// Last reference date; `None` is without end.
    pub valid_until: Option<Date>,
    /// Where these two dates come from.
    pub validity: Basis,
    /// Chosen by date alone, or only when a person pins it.
    pub chosen_by_date: bool,
    pub ages: Ages,
    pub occupied: Occupied,
    pub hazards: Hazards,
    pub chores: ChoresLimits,
    pub sdg_8_7_1: SdgLimits,
    pub legal: Legal,
    /// In the order in which results list them.
    pub alternatives: Vec<Alternative>,
    /// Sentences for grounds, by ground code.
    pub sentences: BTreeMap<String, Words>,
    /// What each code is called.
    pub labels: Labels,
    /// What each fact is called and which question settles it, by path with `[]` for any job.
    pub facts: BTreeMap<String, FactWords>,
    /// What each documented choice is about, by its id.
    pub choices: BTreeMap<String, Words>,
    /// Articles that these facts cannot decide, and what they are about.
    pub undecided: Undecided,
    /// Where the numbers come from, by the key that `source` fields use.
    pub sources: BTreeMap<String, Words>,
}

/// A short code of the edition, cheap to copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Code(Arc<str>);

/// One sentence in Spanish and in English.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub es: String,
    pub en: String,
}

/// A number or list with where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    pub value: T,
    /// Articles, releases, documented choices, separated by `; `.
    pub source: String,
    pub confidence: Confidence,
}

/// Where something comes from that is not a single value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub source: String,
    pub confidence: Confidence,
}

/// How firmly a source settles a value (docs/definition.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Official text or published figures.
    Sourced,
    /// Proven by arithmetic from published statistics.
    Derived,
    /// Not settled by anything reachable: a documented choice.
    Choice,
}

/// Ages in completed years.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    pub scope_min: Sourced<u32>,
    pub scope_max: Sourced<u32>,
    pub minimum_for_work: Sourced<u32>,
}

/// R1: when a child counts as occupied.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occupied {
    /// Hours in the week, this many or more.
    pub hours_min: Sourced<f64>,
    /// Weeks, this many or less.
    pub absence_weeks_max: Sourced<f64>,
    /// Is producing for the home only an occupation?
    pub own_use: Sourced<bool>,
}

/// R3: the seven criteria of hazardous work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazards {
    pub sector: Sourced<Prefixes>,
    pub occupation: Sourced<Prefixes>,
    pub place: Sourced<CodeSet<Place>>,
    pub exposure: Sourced<CodeSet<Exposure>>,
    /// Kilograms, more than this; none: a load is no criterion.
    pub load_kg: Sourced<Limit>,
    /// Hours between 20:00 and 06:00, this many or more; none: only work after 22:00 is night.
    pub night_hours: Sourced<Limit>,
    /// Hours a week, more than this.
    pub prolonged_hours: Sourced<Bands>,
}

/// R4: chores in the own household.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoresLimits {
    /// Hours a week, more than this.
    pub prolonged_hours: Sourced<Bands>,
}

/// SDG indicator 8.7.1.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SdgLimits {
    /// Hours of economic activity a week, this many or more.
    pub work_hours: Sourced<Bands>,
    /// Hours of chores a week, more than this.
    pub chores_hours: Sourced<f64>,
    /// Chores count up to this age.
    pub chores_age_max: Sourced<u32>,
}

/// The legal alerts and the lists they share.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    /// The text of the law the items were read from.
    pub law: Words,
    /// SCIAN beginnings of industry.
    pub industry: Sourced<Prefixes>,
    pub items: Vec<LegalItem>,
    /// Where the items come from, by the key that their `source` fields use.
    pub sources: BTreeMap<String, Words>,
}

/// A number, or the word `none` where an edition does without the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit(Option<f64>);

/// A number for each age; the bands follow each other without gaps.
#[derive(Clone, Debug, Deserialize)]
pub struct Bands(Vec<Band>);

/// A number for the ages from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub from: u32,
    pub to: u32,
    pub limit: f64,
}

/// *Alternativa registrada*: another reading of a point no source settles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    pub id: Code,
    pub words: Words,
    pub source: String,
    pub confidence: Confidence,
    pub change: Change,
}

/// What an alternative changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Other limits for the prolonged day, in hours a week.
    ProlongedHours(Bands),
    /// Night hours before 22:00 do not count.
    NightOnlyAfter22,
    /// Other limits for chores, in hours a week.
    ChoresHours(Bands),
    /// An exposure alone does not decide.
    WithoutExposure,
    /// A load alone does not decide.
    WithoutLoad,
    /// Production for the home only is not an occupation.
    WithoutOwnUse,
}

impl Edition {
    /// May this edition be used for a reference date?
    pub fn in_force(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_until.is_none_or(|until| on <= until)
    }

    /// Refuses a reference date on which the edition is not in force.
    pub(crate) fn must_cover(&self, on: Date) -> Result<(), FactError> {
        if self.in_force(on) {
            return Ok(());
        }
        let expected = Expected::InForce {
            edition: self.id.to_string(),
            from: self.valid_from,
            until: self.valid_until,
        };
        Err(FactError::at(Field::RefDate, expected))
    }
}

impl Limit {
    /// The number; `None` where the test is switched off.
    pub fn number(self) -> Option<f64> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Given::deserialize(deserializer)? {
            Given::Text(word) if word == "none" => Ok(Limit(None)),
            given => given
                .number()
                .map(|number| Limit(Some(number)))
                .ok_or_else(|| D::Error::custom("expected a number or `none`")),
        }
    }
}

impl Bands {
    /// The number for this age; `None` outside all bands.
    pub fn limit(&self, age: u32) -> Option<f64> {
        let band = self
            .0
            .iter()
            .find(|band| (band.from..=band.to).contains(&age));
        band.map(|band| band.limit)
    }

    /// The bands in the order of the text.
    pub fn bands(&self) -> &[Band] {
        &self.0
    }
}

impl From<String> for Code {
    fn from(text: String) -> Code {
        Code(text.into())
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0.as_ref().to_owned()
    }
}

impl Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
