//! Looks over an edition for what its types cannot hold: gaps between age bands, codes twice.
//!
//! Start at [`Edition::check`]. What this module does not know: whether a number is right.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{Bands, Change, Edition, LegalItem};
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

impl Edition {
    /// Checks that every age in scope has its limits and that codes are unique.
    ///
    /// # Errors
    /// The first fault, by field: correct the edition's text there.
    pub fn check(&self) -> Result<(), EditionFault> {
        let (min, max) = (self.ages.scope_min.value, self.ages.scope_max.value);
        let covers = |field: &str, bands: &Bands| {
            let covered = (min..=max).all(|age| {
                bands
                    .bands()
                    .iter()
                    .filter(|band| (band.from..=band.to).contains(&age))
                    .count()
                    == 1
            });
            fault(covered, field, "each age in scope needs exactly one band")
        };
        fault(min <= max, "ages", "scope_min is over scope_max")?;
        covers(
            "hazards.prolonged_hours",
            &self.hazards.prolonged_hours.value,
        )?;
        covers("chores.prolonged_hours", &self.chores.prolonged_hours.value)?;
        covers("sdg_8_7_1.work_hours", &self.sdg_8_7_1.work_hours.value)?;
        let mut ids = BTreeSet::new();
        for alternative in &self.alternatives {
            fault(
                ids.insert(&alternative.id),
                "alternatives",
                "an id stands twice",
            )?;
            if let Change::ProlongedHours(bands) | Change::ChoresHours(bands) = &alternative.change
            {
                covers(&format!("alternatives.{}", &*alternative.id), bands)?;
            }
        }
        for ground in SENTENCES {
            fault(
                self.sentences.contains_key(*ground),
                ground,
                "its sentence is missing",
            )?;
        }
        explain::check(self)
            .or_else(|place| fault(false, &place, "its words are missing, es or en"))?;
        self.legal
            .items
            .iter()
            .enumerate()
            .try_for_each(|(place, item)| {
                let before = &self.legal.items[..place];
                let clash = before
                    .iter()
                    .any(|other| other.code == item.code && overlap(other, item));
                fault(
                    !clash,
                    &item.code,
                    "two items of one code are in force on the same day",
                )
            })
    }
}

fn fault(good: bool, field: &str, fault: &'static str) -> Result<(), EditionFault> {
    if good {
        Ok(())
    } else {
        Err(EditionFault {
            field: field.to_owned(),
            fault,
        })
    }
}

fn overlap(one: &LegalItem, other: &LegalItem) -> bool {
    let ends_before = |one: &LegalItem, other: &LegalItem| matches!((one.until, other.from), (Some(until), Some(from)) if until < from);
    !ends_before(one, other) && !ends_before(other, one)
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
