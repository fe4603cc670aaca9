//! R5, *trabajo infantil* and CTI: the union of the occupation's part and the chores' part.
//!
//! Start at [`ChildLabour::of`]. What this module does not know: how either part came about.

use crate::{
    codes::{Chores, Cti, Occupation},
    tri::Tri,
};

/// Whether it is child labour, and by which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChildLabour {
    pub child_labour: Option<bool>,
    pub cti: Option<Cti>,
}

impl ChildLabour {
    /// Child labour is a union: one part that is known to be true decides, whatever the other.
    pub fn of(occupation: Option<Occupation>, chores: Option<Chores>) -> ChildLabour {
        let work = occupation
            .map(|class| matches!(class, Occupation::BelowMinimumAge | Occupation::Hazardous));
        let home = chores.map(|class| matches!(class, Chores::Prolonged | Chores::Dangerous));
        ChildLabour {
            child_labour: Tri::any([Tri::from(work), Tri::from(home)]).known(),
            cti: work.zip(home).map(|parts| match parts {
                (true, true) => Cti::Both,
                (true, false) => Cti::OnlyOccupation,
                (false, true) => Cti::OnlyChores,
                (false, false) => Cti::None,
            }),
        }
    }
}
