//! Holds that nothing stands without words: each code, fact, choice and sentence, in both
//! languages.
//!
//! Start at [`check`]. What this module does not know: whether the words are good.

use std::collections::BTreeMap;

use super::missing::kinds;
use crate::{
    codes::{
        Chores, ChoresHazard, Coded, Criterion, Cti, Employer, Exposure, FarmTask, Gap, Occupation,
        Pay, Place, Status,
    },
    edition::{Edition, Words},
};

/// The sentences that this module's texts are made of, beside those of `rules::SENTENCES`.
const SENTENCES: &[&str] = &[
    "not_occupied_hours",
    "not_occupied_unpaid",
    "not_occupied_long",
    "not_occupied_own_use",
    "absent_paid",
    "night_after_22",
    "chores_elsewhere",
    "law_answer",
    "reading",
    "would_be",
    "would_be_kind",
    "would_still_be",
    "would_still_be_kind",
    "would_not_be",
    "would_not_be_known",
    "missing",
    "missing_precise",
    "missing_code",
    "missing_no_code",
    "missing_discrepancy",
    "settled_by",
    "no_alert",
];

const UNITS: &[&str] = &["year", "years", "hour", "hours", "week", "weeks", "kg"];

const PHRASES: &[&str] = &[
    "interval",
    "number",
    "or_else",
    "yes",
    "no",
    "nothing",
    "not_known",
    "activity",
    "task",
    "without_label",
    "of_job",
];

/// The first thing without words, by its place in `words.toml`.
pub(crate) fn check(edition: &Edition) -> Result<(), String> {
    let labels = &edition.labels;
    list::<Status>("labels.status", &labels.status)?;
    list::<Place>("labels.place", &labels.place)?;
    list::<Employer>("labels.employer", &labels.employer)?;
    list::<Pay>("labels.pay", &labels.pay)?;
    list::<Exposure>("labels.exposure", &labels.exposure)?;
    list::<FarmTask>("labels.farm_task", &labels.farm_task)?;
    list::<ChoresHazard>("labels.chores_hazard", &labels.chores_hazard)?;
    list::<Criterion>("labels.criterion", &labels.criterion)?;
    list::<Occupation>("labels.occupation", &labels.occupation)?;
    list::<Chores>("labels.chores", &labels.chores)?;
    list::<Cti>("labels.cti", &labels.cti)?;
    each("labels.unit", &labels.unit, UNITS)?;
    each("labels.phrase", &labels.phrase, PHRASES)?;
    each("sentences", &edition.sentences, SENTENCES)?;
    for kind in kinds() {
        let words = edition.facts.get(&kind);
        let words = words.ok_or_else(|| format!("facts.\"{kind}\""))?;
        said(&format!("facts.\"{kind}\".name"), Some(&words.name))?;
        said(&format!("facts.\"{kind}\".ask"), Some(&words.ask))?;
    }
    let unnamed = |gap: &&Gap| **gap != Gap::Discrepancy && !edition.facts.contains_key(gap.word());
    if let Some(gap) = Gap::ALL.iter().find(unnamed) {
        return Err(format!("facts.\"{}\"", gap.word()));
    }
    for alternative in &edition.alternatives {
        let place = format!("alternatives.{}", &*alternative.id);
        said(&place, Some(&alternative.words))?;
    }
    choices(edition)
}

/// Every documented choice that a source names has words.
fn choices(edition: &Edition) -> Result<(), String> {
    for tag in sources(edition)
        .into_iter()
        .flat_map(|source| source.split("; "))
    {
        if tag.starts_with("CH-") {
            said(&format!("choices.{tag}"), edition.choices.get(tag))?;
        }
    }
    Ok(())
}

/// Where each number, list, alternative and legal item says that it comes from.
fn sources(edition: &Edition) -> Vec<&str> {
    let (ages, occupied) = (&edition.ages, &edition.occupied);
    let (hazards, sdg) = (&edition.hazards, &edition.sdg_8_7_1);
    let mut sources = vec![
        &edition.validity.source,
        &ages.scope_min.source,
        &ages.scope_max.source,
        &ages.minimum_for_work.source,
        &occupied.hours_min.source,
        &occupied.absence_weeks_max.source,
        &occupied.own_use.source,
        &hazards.sector.source,
        &hazards.occupation.source,
        &hazards.place.source,
        &hazards.exposure.source,
        &hazards.load_kg.source,
        &hazards.night_hours.source,
        &hazards.prolonged_hours.source,
        &edition.chores.prolonged_hours.source,
        &sdg.work_hours.source,
        &sdg.chores_hours.source,
        &sdg.chores_age_max.source,
        &edition.legal.industry.source,
    ];
    sources.extend(edition.alternatives.iter().map(|one| &one.source));
    sources.extend(edition.legal.items.iter().map(|item| &item.source));
    sources.into_iter().map(String::as_str).collect()
}

fn list<T: Coded>(place: &str, words: &BTreeMap<String, Words>) -> Result<(), String> {
    each(place, words, T::WORDS)?;
    let stranger = words.keys().find(|code| T::read(code).is_none());
    stranger.map_or(Ok(()), |code| Err(format!("{place}.{code}")))
}

fn each(place: &str, words: &BTreeMap<String, Words>, codes: &[&str]) -> Result<(), String> {
    codes
        .iter()
        .try_for_each(|code| said(&format!("{place}.{code}"), words.get(*code)))
}

fn said(place: &str, words: Option<&Words>) -> Result<(), String> {
    let both = words.is_some_and(|words| !words.es.is_empty() && !words.en.is_empty());
    if both { Ok(()) } else { Err(place.to_owned()) }
}
