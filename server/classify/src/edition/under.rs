//! An edition with other readings as its base: what a registered alternative would decide,
//! for every child, as if it were the definition.
//!
//! Start at [`Edition::under`]. What this module does not know: which reading is right.

use super::{Alternative, Band, Bands, Change, Edition, Limit, Sourced};
use crate::codes::CodeSet;

impl Edition {
    /// This edition with one registered alternative as its base reading, which is then no
    /// alternative any more.
    ///
    /// ```
    /// use classify::{ChildFacts, Edition, verdict};
    ///
    /// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
    /// let only_loads = edition.alternatives.iter().find(|one| &*one.id == "CH-06b").unwrap();
    /// let facts: ChildFacts = serde_json::from_str(
    ///     r#"{"age": 16, "ref_date": "2026-03-01", "work": {"status": "worked",
    ///         "hours_week": 4, "jobs": [{"scian": "4611", "sinco": "4211", "place": "shop",
    ///         "after_22": false, "night_hours": 0, "exposures": [], "max_load_kg": 20}]},
    ///         "chores": {"hours_week": 0}}"#,
    /// )?;
    /// assert_eq!(verdict(&edition, &facts)?.child_labour, Some(true));
    /// assert_eq!(verdict(&edition.under(only_loads), &facts)?.child_labour, Some(false));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn under(&self, alternative: &Alternative) -> Edition {
        self.under_all([alternative])
    }

    /// This edition with several alternatives as its base reading. Where two of them give other
    /// limits to one thing, what is over in both counts: the higher limit, age by age.
    pub fn under_all<'a>(&self, all: impl IntoIterator<Item = &'a Alternative>) -> Edition {
        let mut edition = self.clone();
        let (mut work, mut chores) = (None, None);
        for alternative in all {
            edition.alternatives.retain(|one| one.id != alternative.id);
            let read = Read(alternative);
            match &alternative.change {
                Change::ProlongedHours(limits) => read.both(&mut work, limits),
                Change::ChoresHours(limits) => read.both(&mut chores, limits),
                Change::NightOnlyAfter22 => read.put(&mut edition.hazards.night_hours, Limit(None)),
                Change::WithoutExposure => {
                    read.put(&mut edition.hazards.exposure, CodeSet::EMPTY);
                }
                Change::WithoutLoad => read.put(&mut edition.hazards.load_kg, Limit(None)),
                Change::WithoutOwnUse => read.put(&mut edition.occupied.own_use, false),
            }
        }
        if let Some(limits) = work {
            edition.hazards.prolonged_hours = limits;
        }
        if let Some(limits) = chores {
            edition.chores.prolonged_hours = limits;
        }
        edition
    }
}

/// An alternative that becomes a value of the edition, with its own source.
struct Read<'a>(&'a Alternative);

impl Read<'_> {
    fn put<T>(&self, into: &mut Sourced<T>, value: T) {
        *into = Sourced {
            value,
            source: self.0.source.clone(),
            confidence: self.0.confidence,
        };
    }

    fn both(&self, into: &mut Option<Sourced<Bands>>, limits: &Bands) {
        match into {
            None => {
                *into = Some(Sourced {
                    value: limits.clone(),
                    source: self.0.source.clone(),
                    confidence: self.0.confidence,
                });
            }
            Some(before) => {
                before.value = before.value.higher(limits);
                before.source = format!("{}; {}", before.source, self.0.source);
            }
        }
    }
}

impl Bands {
    /// The higher of two limits at every age that both have.
    fn higher(&self, other: &Bands) -> Bands {
        let mut bands = Vec::new();
        for one in self.bands() {
            for two in other.bands() {
                let (from, to) = (one.from.max(two.from), one.to.min(two.to));
                if from <= to {
                    let limit = one.limit.max(two.limit);
                    bands.push(Band { from, to, limit });
                }
            }
        }
        Bands(bands)
    }
}
