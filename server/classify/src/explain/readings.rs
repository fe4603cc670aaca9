//! *Otras lecturas*: what the registered alternatives would decide instead, in words.
//!
//! Start at [`readings`]. What this module does not know: how a verdict under an alternative
//! comes about (`alternatives.rs`).

use serde::Serialize;

use super::words::{both, fill};
use crate::{
    classification::{AlternativeVerdict, Classification},
    codes::{Coded, Cti},
    edition::{Code, Edition, Words},
};

/// Another reading of the definition under which the result differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// The registered alternative, such as `CH-04b`.
    pub choice: Code,
    /// What it would decide; `None` is not known.
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
    /// The reading and its result in one sentence.
    pub es: String,
    pub en: String,
    /// Articles, releases, documented choices.
    pub source: String,
}

/// The readings under which child labour or its kind differ, in the order of the edition.
///
/// ```
/// use classify::{ChildFacts, Edition, classify, readings};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"age": 16, "ref_date": "2026-03-01", "chores": {"hours_week": 0},
///         "work": {"status": "worked", "hours_week": 40, "jobs": [{
///             "scian": "4611", "sinco": "42", "place": "shop", "exposures": [],
///             "max_load_kg": 2, "after_22": false, "night_hours": 0}]}}"#,
/// )?;
/// let result = classify(&edition, &facts)?;
/// let other = &readings(&edition, &result)[0];
/// assert_eq!(&*other.choice, "CH-02b");
/// assert_eq!(
///     other.es,
///     "Con otra lectura de la definición («Jornada prolongada: más de 36 horas a los 15 años, \
///      más de 48 a los 16 y 17»), no sería trabajo infantil."
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn readings(edition: &Edition, result: &Classification) -> Vec<Reading> {
    let each = result.alternatives.iter();
    each.filter_map(|other| reading(edition, result, other))
        .collect()
}

/// An alternative that the edition does not register has no words and gives no reading.
fn reading(
    edition: &Edition,
    result: &Classification,
    other: &AlternativeVerdict,
) -> Option<Reading> {
    let registered = edition
        .alternatives
        .iter()
        .find(|one| one.id == other.choice)?;
    let kind = other.cti.and_then(|cti| edition.labels.cti.get(cti.word()));
    let outcome = match (result.child_labour, other.child_labour, kind) {
        (Some(true), Some(true), None) => "would_still_be",
        (Some(true), Some(true), Some(_)) => "would_still_be_kind",
        (_, Some(true), None) => "would_be",
        (_, Some(true), Some(_)) => "would_be_kind",
        (_, Some(false), _) => "would_not_be",
        (_, None, _) => "would_not_be_known",
    };
    let nothing = both("");
    let outcome = edition.sentences.get(outcome)?;
    let outcome = fill(outcome, &[("kind", kind.unwrap_or(&nothing))]);
    let quoted = Words {
        es: registered.words.es.trim_end_matches('.').to_owned(),
        en: registered.words.en.trim_end_matches('.').to_owned(),
    };
    let values = [("reading", &quoted), ("result", &outcome)];
    let words = fill(edition.sentences.get("reading")?, &values);
    Some(Reading {
        choice: other.choice.clone(),
        child_labour: other.child_labour,
        cti: other.cti,
        es: words.es,
        en: words.en,
        source: registered.source.clone(),
    })
}
