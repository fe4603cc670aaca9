//! Looks over an edition for what its types cannot hold: gaps between age bands, codes twice.
//!
//! Start at [`Edition::check`]. What this module does not know: whether a number is right.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{Bands, Change, Edition, LegalItem};
use crate::rules::SENTENCES;

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
