//! Which edition of the definition each child is classed under.
//!
//! Start at [`Choice`]. What this module does not know: children.

use anyhow::bail;
use classify::Edition;

use crate::classifications::edition::{editions, pinned};

/// The minimum age that the definitions of the indicators are about.
const MINIMUM_AGE: u32 = 15;

/// Which edition to apply to whom.
pub struct Choice {
    by_date: &'static [Edition],
    otherwise: &'static Edition,
}

impl Choice {
    /// The one with this id, or by date.
    pub fn new(id: Option<&str>) -> anyhow::Result<Choice> {
        let all = editions()?;
        let choice = match (id, all) {
            (None, [first, ..]) => Choice {
                by_date: all,
                otherwise: first,
            },
            (id, _) => Choice {
                by_date: &[],
                otherwise: pinned(id.unwrap_or_default())?,
            },
        };
        let mut used = choice.by_date.iter().chain([choice.otherwise]);
        if used.any(|edition| edition.ages.minimum_for_work.value != MINIMUM_AGE) {
            bail!(
                "los indicadores son los de una edad mínima de 15 años; la edición pedida tiene \
                 otra | the indicators are those of a minimum age of 15; this edition has another"
            );
        }
        Ok(choice)
    }

    /// The edition for this child.
    pub fn edition(&self, facts: &classify::ChildFacts) -> &'static Edition {
        let mut by_date = self.by_date.iter().filter(|edition| edition.chosen_by_date);
        by_date
            .find(|edition| edition.in_force(facts.ref_date()))
            .unwrap_or(self.otherwise)
    }
}
