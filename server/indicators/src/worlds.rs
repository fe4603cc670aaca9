//! Everything a child's answers leave possible, one by one.
//!
//! Start at [`worlds`]. A world settles the age group, the occupation's class, both flags of the
//! chores and the sector of the work; every world given agrees with all that is known. A child
//! of whom everything is known has one. What this module does not know: which rate asks what.

use classify::{Chores, Cti, Occupation};

use crate::{
    child::{Child, Classes, Contradiction},
    sector::Sector,
};

/// *Grupo de edad*: the finest groups that any rate or table tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub min: u32,
    pub max: u32,
}

/// The groups, youngest first.
pub(crate) const GROUPS: [Group; 4] = [
    Group { min: 5, max: 9 },
    Group { min: 10, max: 11 },
    Group { min: 12, max: 14 },
    Group { min: 15, max: 17 },
];
/// The ages all rates are about.
const SCOPE: Group = Group { min: 5, max: 17 };
/// The first age of permitted work, by which groups and classes are told apart.
const MINIMUM_FOR_WORK: u32 = 15;

/// One way things may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct World {
    pub group: Group,
    pub occupation: Occupation,
    /// Any criterion of hazardous work holds.
    pub hazardous: bool,
    pub prolonged: bool,
    pub dangerous: bool,
    /// None where there is no occupation.
    pub sector: Option<Sector>,
}

impl World {
    /// The occupation is not permitted.
    pub fn not_permitted(&self) -> bool {
        matches!(
            self.occupation,
            Occupation::BelowMinimumAge | Occupation::Hazardous
        )
    }

    /// The chores are done in unsuitable conditions.
    pub fn unsuitable(&self) -> bool {
        self.prolonged || self.dangerous
    }

    /// *Condición de trabajo infantil*.
    pub fn cti(&self) -> Cti {
        match (self.not_permitted(), self.unsuitable()) {
            (true, true) => Cti::Both,
            (true, false) => Cti::OnlyOccupation,
            (false, true) => Cti::OnlyChores,
            (false, false) => Cti::None,
        }
    }

    /// Does it agree with everything the definition says?
    fn agrees(&self, known: &Classes) -> bool {
        fn is<T: PartialEq>(known: Option<T>, here: T) -> bool {
            known.is_none_or(|known| known == here)
        }
        is(known.occupied, self.occupation != Occupation::None)
            && is(known.occupation, self.occupation)
            && is(known.hazardous_any_age, self.hazardous)
            && is(known.chores_prolonged, self.prolonged)
            && is(known.chores_dangerous, self.dangerous)
            && is(known.child_labour, self.cti() != Cti::None)
            && is(known.cti, self.cti())
            && match known.chores {
                None => true,
                Some(Chores::Dangerous) => self.dangerous,
                // Prolonged stands though the hazards be unknown; they may yet make it dangerous.
                Some(Chores::Prolonged) => self.prolonged,
                Some(Chores::Adequate | Chores::None) => !self.unsuitable(),
            }
    }
}

/// All worlds of one child, and whether it may be no child of 5 to 17 at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Worlds {
    pub within: Vec<World>,
    /// May be under 5 or over 17.
    pub outside: bool,
}

/// Fills `worlds` with all that agree with what is known of the child.
///
/// # Errors
/// [`Contradiction`] where none does.
pub(crate) fn worlds(child: &Child<'_>, worlds: &mut Worlds) -> Result<(), Contradiction> {
    worlds.within.clear();
    worlds.outside = child.ages.leave(SCOPE.min, SCOPE.max);
    for group in GROUPS {
        if child.ages.meet(group.min, group.max) {
            for (occupation, hazardous) in occupations(group) {
                add(child, group, *occupation, *hazardous, worlds);
            }
        }
    }
    if worlds.within.is_empty() && !worlds.outside {
        return Err(Contradiction);
    }
    Ok(())
}

/// The classes an occupation can have at this age, each with whether a criterion holds.
fn occupations(group: Group) -> &'static [(Occupation, bool)] {
    if group.min < MINIMUM_FOR_WORK {
        &[
            (Occupation::None, false),
            (Occupation::BelowMinimumAge, false),
            (Occupation::BelowMinimumAge, true),
        ]
    } else {
        &[
            (Occupation::None, false),
            (Occupation::Permitted, false),
            (Occupation::Hazardous, true),
        ]
    }
}

fn add(
    child: &Child<'_>,
    group: Group,
    occupation: Occupation,
    hazardous: bool,
    worlds: &mut Worlds,
) {
    let one = child.sector.map(|sector| [Some(sector)]);
    let any = Sector::ALL.map(Some);
    let sectors: &[Option<Sector>] = match (&one, occupation) {
        (_, Occupation::None) => &[None],
        (Some(known), _) => known,
        (None, _) => &any,
    };
    for (prolonged, dangerous) in [(false, false), (true, false), (false, true), (true, true)] {
        for sector in sectors {
            let world = World {
                group,
                occupation,
                hazardous,
                prolonged,
                dangerous,
                sector: *sector,
            };
            if world.agrees(&child.classes) {
                worlds.within.push(world);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::child::Ages;

    fn of(child: &Child<'_>) -> Worlds {
        let mut all = Worlds::default();
        worlds(child, &mut all).unwrap();
        all
    }

    #[test]
    fn a_child_of_whom_all_is_known_has_one_world() {
        let child = Child {
            ages: Ages::exactly(16),
            classes: Classes {
                occupied: Some(false),
                occupation: Some(Occupation::None),
                hazardous_any_age: Some(false),
                chores: Some(Chores::None),
                chores_prolonged: Some(false),
                chores_dangerous: Some(false),
                child_labour: Some(false),
                cti: Some(Cti::None),
            },
            ..Child::default()
        };
        assert_eq!(of(&child).within.len(), 1);
        assert!(!of(&child).outside);
    }

    #[test]
    fn working_at_fourteen_or_fifteen_is_below_the_age_in_one_world_only() {
        let child = Child {
            ages: Ages::between(14, 15).unwrap(),
            sector: Some(Sector::Commerce),
            classes: Classes {
                occupied: Some(true),
                hazardous_any_age: Some(true),
                chores: Some(Chores::None),
                ..Classes::default()
            },
            ..Child::default()
        };
        let classes: Vec<Occupation> = of(&child).within.iter().map(|w| w.occupation).collect();
        assert_eq!(
            classes,
            [Occupation::BelowMinimumAge, Occupation::Hazardous]
        );
        assert!(of(&child).within.iter().all(World::not_permitted));
    }

    #[test]
    fn prolonged_chores_of_unknown_hazard_may_be_dangerous_too() {
        let child = Child {
            ages: Ages::exactly(9),
            classes: Classes {
                occupied: Some(false),
                chores: Some(Chores::Prolonged),
                chores_prolonged: Some(true),
                ..Classes::default()
            },
            ..Child::default()
        };
        assert_eq!(of(&child).within.len(), 2);
    }

    #[test]
    fn a_person_of_unknown_age_may_be_no_child_at_all() {
        assert!(of(&Child::default()).outside);
        assert!(
            of(&Child {
                ages: Ages::exactly(40),
                ..Child::default()
            })
            .within
            .is_empty()
        );
    }

    #[test]
    fn classes_that_cannot_hold_together_are_refused() {
        let child = Child {
            ages: Ages::exactly(12),
            classes: Classes {
                occupation: Some(Occupation::Hazardous),
                ..Classes::default()
            },
            ..Child::default()
        };
        assert_eq!(worlds(&child, &mut Worlds::default()), Err(Contradiction));
    }
}
