//! What a comparison counts, child by child.
//!
//! Start at [`Tally::add`]. Its memory does not grow with the children: it is bounded by the
//! classes and by which alternatives go together. What this module does not know: words.

use std::collections::BTreeMap;

use classify::{Chores, Coded, Cti, Occupation, Verdict};

use crate::Published;

/// Classes of each measure; the same number in all three.
pub const CLASSES: usize = 4;
/// Ours may also be unknown, or say that the child is out of scope.
pub const ROWS: usize = CLASSES + 2;
pub const UNKNOWN: usize = CLASSES;
pub const OUT_OF_SCOPE: usize = CLASSES + 1;

/// Children, and whom they stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub children: u64,
    /// The sum of their weights; 1 each where there are none.
    pub weight: f64,
}

impl Count {
    /// Adds a child of this weight.
    pub fn add(&mut self, weight: f64) {
        self.children += 1;
        self.weight += weight;
    }

    /// Adds other children.
    pub fn join(&mut self, other: Count) {
        self.children += other.children;
        self.weight += other.weight;
    }
}

/// Which class of ours stands where which of theirs does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// A place in the measure's list, [`UNKNOWN`] or [`OUT_OF_SCOPE`].
    pub ours: usize,
    /// A place in the measure's list.
    pub theirs: usize,
}

/// Alternatives by their places, as bits.
pub type Choices = u64;

/// One measure's counts.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// `[ours][theirs]`.
    pub table: [[Count; CLASSES]; ROWS],
    /// Children for whom the survey gives no class.
    pub not_published: Count,
    /// Where we differ, by the alternatives each of which alone would remove it.
    pub differing: BTreeMap<(Choices, Cell), Count>,
    /// By alternative: children in whom we agree and would not under it.
    pub introduced: Vec<Count>,
}

/// All three measures.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub cti: Measured,
    pub occupation: Measured,
    pub chores: Measured,
    /// Some child came with a weight.
    pub weighted: bool,
}

impl Tally {
    /// Adds one child: what we say, what the survey says, and what we would say under each of
    /// these alternatives (place and verdict).
    pub fn add(
        &mut self,
        ours: &Verdict,
        theirs: &Published,
        under: &[(usize, Verdict)],
        weight: Option<f64>,
    ) {
        self.weighted |= weight.is_some();
        let weight = weight.unwrap_or(1.0);
        fn place<T: Coded>(class: Option<T>) -> Option<usize> {
            class.map(|class| class.place() as usize)
        }
        let cti = |verdict: &Verdict| row(verdict, place::<Cti>(verdict.cti));
        let occupation = |verdict: &Verdict| row(verdict, place::<Occupation>(verdict.occupation));
        let chores = |verdict: &Verdict| row(verdict, place::<Chores>(verdict.chores));
        self.cti.add(&cti, ours, place(theirs.cti), under, weight);
        self.occupation
            .add(&occupation, ours, place(theirs.occupation), under, weight);
        self.chores
            .add(&chores, ours, place(theirs.chores), under, weight);
    }

    /// Adds what was counted over other children.
    pub fn join(&mut self, other: &Tally) {
        self.weighted |= other.weighted;
        self.cti.join(&other.cti);
        self.occupation.join(&other.occupation);
        self.chores.join(&other.chores);
    }
}

fn row(verdict: &Verdict, class: Option<usize>) -> usize {
    match (verdict.in_scope, class) {
        (Some(false), _) => OUT_OF_SCOPE,
        (_, Some(class)) => class,
        (_, None) => UNKNOWN,
    }
}

impl Measured {
    fn add(
        &mut self,
        row: &impl Fn(&Verdict) -> usize,
        ours: &Verdict,
        theirs: Option<usize>,
        under: &[(usize, Verdict)],
        weight: f64,
    ) {
        let Some(theirs) = theirs else {
            return self.not_published.add(weight);
        };
        let ours = row(ours);
        self.table[ours][theirs].add(weight);
        let mut removed_by: Choices = 0;
        for (choice, verdict) in under {
            let agrees = row(verdict) == theirs;
            if agrees && ours != theirs {
                removed_by |= 1 << choice;
            } else if !agrees && ours == theirs {
                self.introduced_by(*choice).add(weight);
            }
        }
        if ours != theirs {
            let cell = Cell { ours, theirs };
            self.differing
                .entry((removed_by, cell))
                .or_default()
                .add(weight);
        }
    }

    fn introduced_by(&mut self, choice: usize) -> &mut Count {
        if self.introduced.len() <= choice {
            self.introduced.resize(choice + 1, Count::default());
        }
        &mut self.introduced[choice]
    }

    fn join(&mut self, other: &Measured) {
        for (row, more) in self.table.iter_mut().zip(&other.table) {
            for (count, more) in row.iter_mut().zip(more) {
                count.join(*more);
            }
        }
        self.not_published.join(other.not_published);
        for (key, count) in &other.differing {
            self.differing.entry(*key).or_default().join(*count);
        }
        for (choice, count) in other.introduced.iter().enumerate() {
            self.introduced_by(choice).join(*count);
        }
    }
}
