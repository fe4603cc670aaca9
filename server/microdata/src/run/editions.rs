//! *Edición que rige*: which edition a child is classified with.
//!
//! Start at [`Editions::of`]. What this module does not know: what an edition says.

use std::sync::Arc;

use classify::{Date, Edition};

/// The editions of a run: one that is pinned, or those chosen among by reference date.
#[derive(Clone, Debug)]
pub struct Editions {
    /// Oldest first; empty when one is pinned.
    by_date: Arc<[Edition]>,
    /// The pinned one, or the one that names the refusal of a date that none covers.
    otherwise: Arc<Edition>,
}

impl Editions {
    /// Every child by this edition, whatever the date; a date outside its validity is refused.
    pub fn pinned(edition: &Edition) -> Editions {
        Editions {
            by_date: Arc::new([]),
            otherwise: Arc::new(edition.clone()),
        }
    }

    /// Each child by the latest edition in force on its reference date, of those that may be
    /// chosen by date; `None` when there is none. `all` is oldest first.
    pub fn by_date(all: &[Edition]) -> Option<Editions> {
        let chosen: Vec<Edition> = all
            .iter()
            .filter(|one| one.chosen_by_date)
            .cloned()
            .collect();
        let first = chosen.first()?.clone();
        Some(Editions {
            by_date: chosen.into(),
            otherwise: Arc::new(first),
        })
    }

    /// The edition's place and the edition for a reference date.
    pub fn of(&self, on: Date) -> (usize, &Edition) {
        let last = self.by_date.iter().enumerate().rev();
        last.filter(|(_, edition)| edition.in_force(on))
            .map(|(place, edition)| (place + 1, edition))
            .next()
            .unwrap_or((0, &self.otherwise))
    }

    /// All of them, each at the place that [`of`](Self::of) gives.
    pub fn all(&self) -> impl Iterator<Item = &Edition> {
        std::iter::once(&*self.otherwise).chain(self.by_date.iter())
    }
}
