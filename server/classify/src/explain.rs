//! *Fundamentos*: why the classification says what it says, in sentences for people.
//!
//! Start at [`Explained::of`], which gives everything: the grounds ([`explain`]), what another
//! reading would decide ([`readings`]), what is missing and which question would settle it
//! ([`missing`]). A ground is given only for what the classification decided, and names the
//! answers that fired it. What this module does not know: how a sentence is worded; the words
//! stand in the edition (`words.toml`).

mod answer;
mod complete;
mod grounds;
mod missing;
mod readings;
mod words;

use serde::Serialize;

pub(crate) use self::complete::check;
pub use self::{
    missing::{Missing, Why, missing},
    readings::{Reading, readings},
    words::{FactWords, Labels, Point, Undecided},
};
use crate::{
    classification::Classification,
    edition::{Edition, Words},
    facts::ChildFacts,
};

/// One reason for a classification.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ground {
    /// A rule's code such as `below_minimum_age` or `night`, or a legal alert's.
    pub code: String,
    /// The path of the fact that fired it, such as `work.jobs[0].place`.
    pub fact: String,
    /// Articles, releases, documented choices.
    pub source: String,
    /// The rule and the answers that fired it.
    pub es: String,
    pub en: String,
}

/// A classification with its explanation as the last keys.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    #[serde(flatten)]
    pub classification: Classification,
    pub grounds: Vec<Ground>,
    pub readings: Vec<Reading>,
    pub missing: Vec<Missing>,
}

impl Explained {
    /// Explains a classification that [`classify`](crate::classify) made of the same facts.
    ///
    /// ```
    /// use classify::{ChildFacts, Edition, Explained, classify};
    ///
    /// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
    /// let facts: ChildFacts = serde_json::from_str(r#"{"age": 10, "ref_date": "2026-03-01"}"#)?;
    /// let result = classify(&edition, &facts)?;
    /// let explained = Explained::of(&edition, &facts, result);
    /// assert!(explained.grounds.is_empty());
    /// let missing = serde_json::to_value(&explained.missing)?;
    /// assert_eq!(missing[3]["fact"], "work.status");
    /// assert_eq!(missing[3]["why"], "unknown");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(edition: &Edition, facts: &ChildFacts, classification: Classification) -> Explained {
        Explained {
            grounds: explain(edition, facts, &classification),
            readings: readings(edition, &classification),
            missing: missing(edition, facts, &classification),
            classification,
        }
    }
}

/// The grounds of a classification that [`classify`](crate::classify) made of the same facts:
/// first the scope, the occupation and its hazards, then chores, then legal alerts.
///
/// ```
/// use classify::{ChildFacts, Edition, classify, explain};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"age": 16, "ref_date": "2026-03-01",
///         "work": {"status": "worked", "hours_week": {"min": 38, "max": 40}}}"#,
/// )?;
/// let result = classify(&edition, &facts)?;
/// let grounds = explain(&edition, &facts, &result);
/// let long_week = grounds.iter().find(|ground| ground.code == "prolonged").unwrap();
/// assert_eq!(long_week.fact, "work.hours_week");
/// assert_eq!(
///     long_week.es,
///     "Trabaja más de 36 horas a la semana. Según las respuestas: de 38 a 40 horas."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(edition: &Edition, facts: &ChildFacts, result: &Classification) -> Vec<Ground> {
    let mut grounds = grounds::Grounds::new(edition, result);
    let mut jobs = 0;
    facts.each_combination(|child| {
        jobs = child.jobs.iter().len();
        grounds.of(child, facts);
    });
    grounds.in_words(jobs)
}

/// A sentence that says which of several jobs it is about, counted from 1.
fn of_job(edition: &Edition, mut sentence: Words, job: u32) -> Words {
    let number = words::both((job + 1).to_string());
    let of_job = words::fill(&answer::phrase(edition, "of_job"), &[("number", &number)]);
    for (text, of_job) in [
        (&mut sentence.es, &of_job.es),
        (&mut sentence.en, &of_job.en),
    ] {
        let end = text.trim_end_matches('.').len();
        text.insert_str(end, &format!(" ({of_job})"));
    }
    sentence
}
