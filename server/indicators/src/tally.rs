//! Sums by cell and by what children are to each indicator: what bounds and counts come from.
//!
//! Start at [`Cells::add`]. The memory is that of the cells that occur, whatever the number of
//! children. What this module does not know: sampling units and errors (`survey.rs`).

use std::collections::BTreeMap;

use crate::{
    bounds::Bounds,
    by::{Breakdown, By, Key, Value, key},
    child::{Child, Contradiction},
    definitions::{COUNT, INDICATORS},
    line::Counted,
    outcome::Outcomes,
    worlds::{Worlds, worlds},
};

/// What a child is to each indicator, in the order of `INDICATORS`.
pub(crate) type All = [Outcomes; COUNT];

/// Sums of the children in one cell, for one indicator.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    weight: [f64; Outcomes::SETS],
    children: [u64; Outcomes::SETS],
}

impl Sums {
    fn add(&mut self, outcomes: Outcomes, weight: f64, children: u64) {
        self.weight[outcomes.place()] += weight;
        self.children[outcomes.place()] += children;
    }
}

/// Where one child stands: a cell, and what it is to each indicator there.
pub(crate) struct Standing {
    pub breakdown: usize,
    pub key: Key,
    pub outcomes: All,
}

/// All cells of all breakdowns.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    breakdowns: Vec<Breakdown>,
    cells: Vec<BTreeMap<Key, Box<[Sums; COUNT]>>>,
    /// Used again for each child.
    worlds: Worlds,
}

/// One cell of a table, all that bounds and counts need of it.
pub(crate) struct Cell<'a> {
    pub breakdown: &'a Breakdown,
    pub place: usize,
    pub key: &'a Key,
    /// For each indicator.
    pub lines: Vec<(Counted, Bounds)>,
}

impl Cell<'_> {
    /// What it is crossed by, each with its value.
    pub fn named(&self) -> Vec<(By, Value)> {
        let values = self.key.iter().flatten().cloned();
        self.breakdown.iter().copied().zip(values).collect()
    }
}

impl Cells {
    /// Nobody yet. Everybody together stands before the breakdowns that are asked for.
    pub fn new(asked: Vec<Breakdown>) -> Cells {
        let mut breakdowns = vec![Breakdown::new()];
        for breakdown in asked {
            if !breakdowns.contains(&breakdown) {
                breakdowns.push(breakdown);
            }
        }
        Cells {
            cells: vec![BTreeMap::new(); breakdowns.len()],
            breakdowns,
            worlds: Worlds::default(),
        }
    }

    /// Where the child stands in each breakdown.
    ///
    /// # Errors
    /// [`Contradiction`] where its classes cannot all hold.
    pub fn standings(&mut self, child: &Child<'_>) -> Result<Vec<Standing>, Contradiction> {
        worlds(child, &mut self.worlds)?;
        let mut standings = Vec::with_capacity(self.breakdowns.len());
        for (breakdown, crossed) in self.breakdowns.iter().enumerate() {
            let first = standings.len();
            let mut elsewhere = vec![];
            for world in &self.worlds.within {
                let Some(key) = key(crossed, child, world) else {
                    continue;
                };
                let known = standings[first..]
                    .iter()
                    .position(|s: &Standing| s.key == key);
                let at = known.unwrap_or_else(|| {
                    standings.push(Standing {
                        breakdown,
                        key,
                        outcomes: [Outcomes::default(); COUNT],
                    });
                    elsewhere.push(self.worlds.within.len());
                    elsewhere.len() - 1
                });
                elsewhere[at] -= 1;
                for (sum, indicator) in standings[first + at].outcomes.iter_mut().zip(INDICATORS) {
                    *sum = sum.or(indicator.outcomes(child, world));
                }
            }
            for (standing, elsewhere) in standings[first..].iter_mut().zip(elsewhere) {
                if elsewhere > 0 || self.worlds.outside {
                    leave(&mut standing.outcomes);
                }
            }
        }
        Ok(standings)
    }

    /// Adds a child's weight where it stands.
    pub fn add(&mut self, standings: &[Standing], weight: f64) {
        for standing in standings {
            let cells = &mut self.cells[standing.breakdown];
            let sums = cells
                .entry(standing.key.clone())
                .or_insert_with(|| Box::new([Sums::default(); COUNT]));
            for (sums, outcomes) in sums.iter_mut().zip(standing.outcomes) {
                sums.add(outcomes, weight, 1);
            }
        }
    }

    /// The cells whose place is known, in order; children of unknown sex or territory widen the
    /// bounds of every cell they may belong to.
    pub fn finished(&self) -> impl Iterator<Item = Cell<'_>> {
        let numbered = self.breakdowns.iter().zip(&self.cells).enumerate();
        numbered.flat_map(|(place, (breakdown, cells))| {
            cells
                .iter()
                .filter(|(key, _)| is_placed(key))
                .map(move |(key, sums)| Cell {
                    breakdown,
                    place,
                    key,
                    lines: lines(sums, cells, key),
                })
        })
    }
}

/// May this child be no part of the cell? Then it may be out of each of its rates.
fn leave(outcomes: &mut All) {
    for outcome in outcomes {
        *outcome = outcome.or(Outcomes::OUT);
    }
}

/// Every value of the cell is known.
pub(crate) fn is_placed(key: &Key) -> bool {
    key.iter().all(Option::is_some)
}

fn lines(
    sums: &[Sums; COUNT],
    cells: &BTreeMap<Key, Box<[Sums; COUNT]>>,
    key: &Key,
) -> Vec<(Counted, Bounds)> {
    let mut sums = *sums;
    let counted = sums.map(|of| Counted::of(&of.children));
    for (other, unplaced) in cells.iter().filter(|(other, _)| may_be(other, key)) {
        debug_assert!(!is_placed(other));
        for (sums, unplaced) in sums.iter_mut().zip(unplaced.iter()) {
            for set in Outcomes::all() {
                let place = set.place();
                let open = set.or(Outcomes::OUT);
                sums.add(open, unplaced.weight[place], unplaced.children[place]);
            }
        }
    }
    let lines = sums.iter().zip(counted).map(|(sums, counted)| {
        let unknown = Counted::of(&sums.children).unknown;
        (Counted { unknown, ..counted }, Bounds::of(&sums.weight))
    });
    lines.collect()
}

/// Is the first a place not fully known that may be the second?
fn may_be(unplaced: &Key, key: &Key) -> bool {
    let mut values = unplaced.iter().zip(key);
    !is_placed(unplaced) && values.all(|(here, there)| here.is_none() || here == there)
}
