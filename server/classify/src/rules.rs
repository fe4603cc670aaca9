//! The rules R0 to R5 for one child under one combination of answers, each in its file.
//!
//! Start at [`Scope::of`] for how they are put together: all tests first, then what they make.
//! The verdict, the alternatives, the paths of gaps and the grounds are all read from the same
//! [`Tests`]. What these modules do not know: several answers (R7), output, and any number of
//! their own; numbers come from the edition.

pub(crate) mod child_labour;
pub(crate) mod chores;
pub(crate) mod hazards;
pub(crate) mod occupied;

use self::{child_labour::ChildLabour, chores::ChoresTests, hazards::Criteria};
use crate::{
    codes::{Chores, Occupation},
    edition::Edition,
    facts::Settled,
    field::Field,
    tri::Tri,
};

/// The codes of grounds for which an edition must have a sentence.
pub(crate) const SENTENCES: &[&str] = &[
    "out_of_scope",
    "not_occupied",
    "worked",
    "absent",
    "below_minimum_age",
    "permitted",
    "sector",
    "occupation",
    "place",
    "exposure",
    "load",
    "night",
    "prolonged",
    "chores_prolonged",
    "chores_dangerous",
    "chores_adequate",
    "chores_none",
];

/// R0, *ámbito*: is the child of an age that the definition speaks of?
#[derive(Debug)]
pub(crate) enum Scope<'c> {
    /// The age is not known: nothing is decided.
    Unknown,
    Outside,
    Within(Tests<'c>),
}

/// The outcome of every test on a child in scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tests<'c> {
    pub child: &'c Settled,
    /// Completed years.
    pub age: u32,
    pub occupied: Tri,
    pub criteria: Criteria,
    pub chores: ChoresTests,
}

/// The two parts of child labour and their union.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub occupation: Option<Occupation>,
    pub chores: Option<Chores>,
    pub child_labour: ChildLabour,
}

impl<'c> Scope<'c> {
    /// Tests everything that decides, for a child with one answer a fact.
    pub fn of(edition: &Edition, child: &'c Settled) -> Scope<'c> {
        let Some(age) = child.age else {
            return Scope::Unknown;
        };
        if !(edition.ages.scope_min.value..=edition.ages.scope_max.value).contains(&age) {
            return Scope::Outside;
        }
        let occupied = occupied::occupied(&edition.occupied, child);
        Scope::Within(Tests {
            child,
            age,
            occupied,
            // Nothing asks for the conditions of work that there is not: most children.
            criteria: if occupied == Tri::No {
                Criteria::NONE
            } else {
                Criteria::test(&edition.hazards, child, age)
            },
            chores: ChoresTests::test(&edition.chores.prolonged_hours.value, child, age),
        })
    }
}

impl Tests<'_> {
    /// R2, R3, R4 and R5 from the tests.
    pub fn parts(&self, edition: &Edition) -> Parts {
        let minimum_age = edition.ages.minimum_for_work.value;
        let occupation = self
            .criteria
            .occupation(minimum_age, self.age, self.occupied);
        let chores = self.chores.class();
        Parts {
            occupation,
            chores,
            child_labour: ChildLabour::of(occupation, chores),
        }
    }

    /// R6: calls `each` with the facts that are missing, of each part that is not decided.
    pub fn gaps(&self, edition: &Edition, parts: &Parts, mut each: impl FnMut(Field)) {
        if self.occupied.is_unknown() {
            occupied::gaps(&edition.occupied, self.child, &mut each);
        } else if parts.occupation.is_none() {
            hazards::gaps(edition, self.child, self.age, &mut each);
        }
        if parts.chores.is_none() {
            self.chores.gaps(&mut each);
        }
    }
}
