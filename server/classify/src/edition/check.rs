//! Looks over an edition for what its types cannot hold: gaps between age bands, numbers out of
//! range, dates that run backwards, sources that nothing explains.
//!
//! Start at [`Edition::check`]; `law.rs` looks over the legal items. What this module does not
//! know: whether a number is right.

mod law;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt,
};

use super::{Bands, Change, Edition, Sourced, Words};
use crate::{explain, rules::SENTENCES};

/// What is wrong in an edition, by the name of its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFault {
    pub field: String,
    pub fault: &'static str,
}

impl fmt::Display for EditionFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "edition: {}: {}", self.field, self.fault)
    }
}

impl Error for EditionFault {}

type Checked = Result<(), EditionFault>;

const HOURS_A_WEEK: f64 = 168.0;
const HOURS_A_DAY: f64 = 24.0;

impl Edition {
    /// Checks what the text's types cannot hold: dates and ages in order, a limit for each age,
    /// numbers in range, a source for each of them that is explained, words for everything, and
    /// no code twice.
    ///
    /// # Errors
    /// The first fault, by field: correct the edition's text there.
    ///
    /// ```
    /// let text = classify::MX_INEGI_2016.replacen("LFT 176-III; CH-06", "LFT 176-III; S99", 1);
    /// let edition: classify::Edition = toml::from_str(&text)?;
    /// let fault = edition.check().unwrap_err();
    /// assert_eq!(fault.field, "hazards.load_kg.source");
    /// # Ok::<(), toml::de::Error>(())
    /// ```
    pub fn check(&self) -> Result<(), EditionFault> {
        fault(!self.id.is_empty(), "id", "it is empty")?;
        said("title", &self.title)?;
        let forwards = self
            .valid_until
            .is_none_or(|until| self.valid_from <= until);
        fault(forwards, "valid_until", "it lies before valid_from")?;
        self.check_ages()?;
        self.check_numbers()?;
        self.check_sources()?;
        self.check_alternatives()?;
        for ground in SENTENCES {
            let there = self.sentences.contains_key(*ground);
            fault(there, ground, "its sentence is missing")?;
        }
        explain::check(self)
            .or_else(|place| fault(false, &place, "its words are missing, es or en"))?;
        law::check(&self.legal)
    }

    fn check_ages(&self) -> Checked {
        let ages = &self.ages;
        let (min, max) = (ages.scope_min.value, ages.scope_max.value);
        fault(min <= max, "ages", "scope_min is over scope_max")?;
        let work = ages.minimum_for_work.value;
        let in_scope = (min..=max.saturating_add(1)).contains(&work);
        let field = "ages.minimum_for_work";
        fault(in_scope, field, "it lies outside the ages in scope")
    }

    fn check_numbers(&self) -> Checked {
        let (occupied, hazards) = (&self.occupied, &self.hazards);
        let sdg = &self.sdg_8_7_1;
        let (work, chores) = (
            &hazards.prolonged_hours.value,
            &self.chores.prolonged_hours.value,
        );
        self.covers("hazards.prolonged_hours", work)?;
        self.covers("chores.prolonged_hours", chores)?;
        self.covers("sdg_8_7_1.work_hours", &sdg.work_hours.value)?;
        let limits = [
            (
                "occupied.hours_min",
                Some(occupied.hours_min.value),
                HOURS_A_WEEK,
            ),
            (
                "occupied.absence_weeks_max",
                Some(occupied.absence_weeks_max.value),
                f64::MAX,
            ),
            ("hazards.load_kg", hazards.load_kg.value.number(), f64::MAX),
            (
                "hazards.night_hours",
                hazards.night_hours.value.number(),
                HOURS_A_DAY,
            ),
            (
                "sdg_8_7_1.chores_hours",
                Some(sdg.chores_hours.value),
                HOURS_A_WEEK,
            ),
        ];
        limits.into_iter().try_for_each(|(field, limit, most)| {
            let in_range = limit.is_none_or(|limit| (0.0..=most).contains(&limit));
            fault(in_range, field, "it lies outside what can be answered")
        })
    }

    /// Every value names where it comes from, by tags that `[sources]` explains.
    fn check_sources(&self) -> Checked {
        let (ages, occupied) = (&self.ages, &self.occupied);
        let (hazards, sdg) = (&self.hazards, &self.sdg_8_7_1);
        let sources = [
            ("validity", self.validity.source.as_str()),
            of("ages.scope_min", &ages.scope_min),
            of("ages.scope_max", &ages.scope_max),
            of("ages.minimum_for_work", &ages.minimum_for_work),
            of("occupied.hours_min", &occupied.hours_min),
            of("occupied.absence_weeks_max", &occupied.absence_weeks_max),
            of("occupied.own_use", &occupied.own_use),
            of("hazards.sector", &hazards.sector),
            of("hazards.occupation", &hazards.occupation),
            of("hazards.place", &hazards.place),
            of("hazards.exposure", &hazards.exposure),
            of("hazards.load_kg", &hazards.load_kg),
            of("hazards.night_hours", &hazards.night_hours),
            of("hazards.prolonged_hours", &hazards.prolonged_hours),
            of("chores.prolonged_hours", &self.chores.prolonged_hours),
            of("sdg_8_7_1.work_hours", &sdg.work_hours),
            of("sdg_8_7_1.chores_hours", &sdg.chores_hours),
            of("sdg_8_7_1.chores_age_max", &sdg.chores_age_max),
        ];
        for (field, source) in sources {
            explained(field, source, &self.sources)?;
        }
        for (tag, words) in &self.sources {
            said(&format!("sources.{tag}"), words)?;
        }
        Ok(())
    }

    fn check_alternatives(&self) -> Checked {
        let mut ids = BTreeSet::new();
        for alternative in &self.alternatives {
            let field = format!("alternatives.{}", &*alternative.id);
            fault(!alternative.id.is_empty(), "alternatives", "an id is empty")?;
            fault(
                ids.insert(&alternative.id),
                "alternatives",
                "an id stands twice",
            )?;
            explained(&field, &alternative.source, &self.sources)?;
            let (work, chores) = (&self.hazards.prolonged_hours, &self.chores.prolonged_hours);
            let changes = match &alternative.change {
                Change::ProlongedHours(bands) => {
                    self.covers(&field, bands)?;
                    self.limits_differ(bands, &work.value)
                }
                Change::ChoresHours(bands) => {
                    self.covers(&field, bands)?;
                    self.limits_differ(bands, &chores.value)
                }
                Change::NightOnlyAfter22 => self.hazards.night_hours.value.number().is_some(),
                Change::WithoutExposure => !self.hazards.exposure.value.is_empty(),
                Change::WithoutLoad => self.hazards.load_kg.value.number().is_some(),
                Change::WithoutOwnUse => self.occupied.own_use.value,
            };
            fault(changes, &field, "the base reads it so already")?;
        }
        Ok(())
    }

    /// Each age in scope has one limit that can be answered.
    fn covers(&self, field: &str, bands: &Bands) -> Checked {
        let bands = bands.bands();
        let mut ages = self.ages.scope_min.value..=self.ages.scope_max.value;
        let of_age = |age: u32| {
            bands
                .iter()
                .filter(move |band| (band.from..=band.to).contains(&age))
        };
        let one_each = ages.all(|age| of_age(age).count() == 1);
        fault(one_each, field, "each age in scope needs exactly one band")?;
        let in_range = |limit: f64| (0.0..=HOURS_A_WEEK).contains(&limit);
        let answerable = bands.iter().all(|band| in_range(band.limit));
        fault(
            answerable,
            field,
            "a limit lies outside the hours of a week",
        )
    }

    fn limits_differ(&self, one: &Bands, other: &Bands) -> bool {
        let mut ages = self.ages.scope_min.value..=self.ages.scope_max.value;
        ages.any(|age| one.limit(age) != other.limit(age))
    }
}

fn of<'e, T>(field: &'static str, value: &'e Sourced<T>) -> (&'static str, &'e str) {
    (field, &value.source)
}

/// The field's source is not empty, and each of its tags stands among the explained ones.
fn explained(field: &str, source: &str, sources: &BTreeMap<String, Words>) -> Checked {
    let field = format!("{field}.source");
    source.split("; ").try_for_each(|part| {
        let tag = part.split_whitespace().next().unwrap_or_default();
        fault(!tag.is_empty(), &field, "it is empty")?;
        let known = sources.contains_key(tag);
        fault(known, &field, "a tag of it is not explained under sources")
    })
}

fn said(field: &str, words: &Words) -> Checked {
    let both = !words.es.is_empty() && !words.en.is_empty();
    fault(both, field, "its words are missing, es or en")
}

fn fault(good: bool, field: &str, fault: &'static str) -> Checked {
    if good {
        Ok(())
    } else {
        Err(EditionFault {
            field: field.to_owned(),
            fault,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Edition, MX_INEGI_2016};

    /// The fault of the shipped edition with one passage changed; empty when there is none.
    fn fault_after(passage: &str, other: &str) -> String {
        assert!(
            passage.is_empty() || MX_INEGI_2016.contains(passage),
            "{passage}"
        );
        let edition: Edition = toml::from_str(&MX_INEGI_2016.replacen(passage, other, 1)).unwrap();
        edition
            .check()
            .err()
            .map(|fault| fault.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn the_shipped_edition_has_no_fault() {
        assert_eq!(fault_after("", ""), "");
    }

    #[test]
    fn an_age_without_a_limit_or_with_two_is_a_fault() {
        let bands = "[{ from = 5, to = 14, limit = 14.0 }, { from = 15";
        let fault = "edition: chores.prolonged_hours: each age in scope needs exactly one band";
        for other in ["13", "15"] {
            assert_eq!(
                fault_after(bands, &bands.replace("14,", &format!("{other},"))),
                fault
            );
        }
    }

    const DATES: &str = "valid_from = \"2007-01-01\"";
    const LOAD: &str = "value = 7.0\nsource = \"LFT 176-III; CH-06\"";
    const LAST: &str = "limit = 48.0 }]";
    /// A passage of the edition, what stands there instead, the field at fault, what is said.
    const FAULTS: [(&str, &str, &str, &str); 18] = [
        ("id = \"mx-inegi-2016\"", "id = \"\"", "id", "it is empty"),
        (
            "title.en = \"Child",
            "title.en = \"\" # \"",
            "title",
            "words are missing",
        ),
        (
            DATES,
            "valid_from = \"2007-01-01\"\nvalid_until = \"2006-12-31\"",
            "valid_until",
            "before valid_from",
        ),
        (
            "scope_min = { value = 5",
            "scope_min = { value = 18",
            "ages",
            "is over",
        ),
        (
            "minimum_for_work = { value = 15",
            "minimum_for_work = { value = 19",
            "ages.minimum_for_work",
            "outside the ages",
        ),
        (
            "hours_min = { value = 1.0",
            "hours_min = { value = 169.0",
            "occupied.hours_min",
            "outside",
        ),
        (
            "value = 4.0",
            "value = -4.0",
            "occupied.absence_weeks_max",
            "outside",
        ),
        (
            "value = 3.5",
            "value = 24.5",
            "hazards.night_hours",
            "outside",
        ),
        (
            "value = 21.0",
            "value = inf",
            "sdg_8_7_1.chores_hours",
            "outside",
        ),
        (
            "limit = 36.0",
            "limit = 200.0",
            "hazards.prolonged_hours",
            "hours of a week",
        ),
        (
            LOAD,
            "value = nan\nsource = \"LFT\"",
            "hazards.load_kg",
            "outside",
        ),
        (
            LOAD,
            "value = 7.0\nsource = \"\"",
            "hazards.load_kg.source",
            "it is empty",
        ),
        (
            LOAD,
            "value = 7.0\nsource = \"LFT; S77\"",
            "hazards.load_kg.source",
            "not explained",
        ),
        (
            "S39.en = \"U",
            "S39.en = \"\" # \"",
            "sources.S39",
            "words are missing",
        ),
        (
            LAST,
            "limit = 480.0 }]",
            "alternatives.CH-02b",
            "hours of a week",
        ),
        (
            LAST,
            "limit = 36.0 }]",
            "alternatives.CH-02b",
            "reads it so already",
        ),
        (
            "source = \"S4; CH-09\"",
            "source = \"S4 CH-09; X\"",
            "alternatives.CH-09b.source",
            "not explained",
        ),
        (
            "id = \"CH-04c\"",
            "id = \"CH-04b\"",
            "alternatives",
            "stands twice",
        ),
    ];

    #[test]
    fn every_fault_of_the_definition_is_named_by_its_field() {
        for (passage, other, field, says) in FAULTS {
            let fault = fault_after(passage, other);
            assert!(
                fault.starts_with(&format!("edition: {field}: ")),
                "{other}: {fault}"
            );
            assert!(fault.contains(says), "{other}: {fault}");
        }
    }

    #[test]
    fn every_fault_of_the_law_is_named_by_its_item() {
        for (passage, other, field, says) in [
            ("code = \"LFT-174\"", "code = \"\"", "legal.items", "empty"),
            (
                "until = \"2025-02-10\"",
                "until = \"2022-04-05\"",
                "LFT-176-II-8",
                "before",
            ),
            (
                "age_to = 15",
                "age_from = 16\nage_to = 15",
                "LFT-177",
                "age_from is over",
            ),
            ("over_kg = 7.0", "over_kg = -7.0", "LFT-176-III", "outside"),
            (
                "over_hours = 6.0",
                "over_hours = 25.0",
                "LFT-177",
                "outside",
            ),
            (
                "{ sinco = [\"83\"] }",
                "{}",
                "LFT-176-VI",
                "never be raised",
            ),
            (
                "\"LFT 178; S8\"",
                "\"LFT 178; S7\"",
                "LFT-178-SUNDAY.source",
                "not explained",
            ),
            ("\"SCIAN; S23\"", "\"\"", "legal.industry.source", "empty"),
            (
                "en = \"Works on Sundays.\"",
                "en = \"\"",
                "LFT-178-SUNDAY",
                "words are missing",
            ),
        ] {
            let fault = fault_after(passage, other);
            assert!(
                fault.starts_with(&format!("edition: {field}: ")),
                "{other}: {fault}"
            );
            assert!(fault.contains(says), "{other}: {fault}");
        }
    }

    #[test]
    fn a_legal_item_in_force_twice_on_one_day_is_a_fault() {
        let fault = fault_after("until = \"2025-02-10\"", "until = \"2025-02-11\"");
        assert!(
            fault.starts_with("edition: LFT-176-II-8: two items"),
            "{fault}"
        );
    }

    #[test]
    fn a_rule_without_its_sentence_is_a_fault() {
        let fault = fault_after("[sentences.night]", "[sentences.nights]");
        assert_eq!(fault, "edition: night: its sentence is missing");
    }

    #[test]
    fn an_unknown_key_or_code_in_an_edition_is_not_read() {
        for (passage, other) in [
            ("valid_from", "valid_form"),
            ("\"scaffold\"", "\"scafold\""),
            ("\"7224\"", "\"722A\""),
            ("2007-01-01", "2007-02-30"),
        ] {
            let text = MX_INEGI_2016.replacen(passage, other, 1);
            assert!(toml::from_str::<Edition>(&text).is_err(), "{other}");
        }
    }
}
