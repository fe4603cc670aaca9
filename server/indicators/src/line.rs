//! One line of a table: an indicator in a cell, with counts, bounds and what was estimated.
//!
//! Start at [`Line`]. What this module does not know: how an estimate comes about.

use serde::Serialize;

use crate::{
    bounds::Bounds,
    by::{By, Value},
    definitions::Indicator,
    outcome::Outcomes,
};

/// How many children stand behind a line, each counted once whatever its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// In the denominator, known.
    pub denominator: u64,
    /// In the numerator, known.
    pub numerator: u64,
    /// Whose answers leave open whether they are in either: in none of both, and in the bounds.
    pub unknown: u64,
}

impl Counted {
    pub(crate) fn of(children: &[u64; Outcomes::SETS]) -> Counted {
        let above = children[Outcomes::ABOVE.place()];
        let open = Outcomes::all().filter(|set| set.is_open());
        Counted {
            denominator: above + children[Outcomes::BELOW.place()],
            numerator: above,
            unknown: open.map(|set| children[set.place()]).sum(),
        }
    }
}

/// Why a line shows no figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Fewer children stand behind it than may be published.
    TooFew,
}

/// One indicator in one cell. `E` says what kind of source it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line<E> {
    pub indicator: &'static Indicator,
    /// What it is crossed by, each with the cell's value; empty is everybody.
    pub cell: Vec<(By, Value)>,
    pub counted: Counted,
    pub bounds: Bounds,
    pub estimate: E,
}

impl<E> Line<E> {
    /// *Supresión de celdas pequeñas*: whether fewer than `at_least` children stand behind the
    /// denominator, the numerator or the rest between both (0 of the last two names nobody).
    /// Cells that could be found by taking others away are **not** withheld besides.
    pub fn withheld(&self, at_least: u64) -> Option<Withheld> {
        let Counted {
            denominator,
            numerator,
            unknown: _,
        } = self.counted;
        let few = |count: u64| (1..at_least).contains(&count);
        let too_few =
            denominator < at_least || few(numerator) || few(denominator.saturating_sub(numerator));
        too_few.then_some(Withheld::TooFew)
    }
}

impl Serialize for By {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
