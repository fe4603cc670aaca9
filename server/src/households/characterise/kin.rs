//! *Clase y tamaño de hogar*: from who is what to the head, in both schemes of Table 1.
//! Start at [`state_class`], [`municipal_class`] and [`size`].
//!
//! After INEGI's classes: those who live in for work, and their relatives, make no household
//! another class, and do not count in its size.

use super::{MunicipalClass, Placed, StateClass};

const RELATIVES: [&str; 5] = [
    "grandchild",
    "sibling",
    "parent",
    "niece_nephew",
    "other_relative",
];
const LIVE_IN: [&str; 2] = ["live_in_worker", "live_in_worker_relative"];

/// Who is there beside the head.
struct Kin {
    heads: usize,
    spouse: bool,
    children: bool,
    relatives: bool,
    strangers: bool,
    /// Somebody's kinship is not known.
    unknown: bool,
}

impl Kin {
    fn of(kinships: &[Option<&str>]) -> Kin {
        let has = |codes: &[&str]| kinships.iter().flatten().any(|kin| codes.contains(kin));
        Kin {
            heads: kinships.iter().filter(|kin| **kin == Some("head")).count(),
            spouse: has(&["spouse"]),
            children: has(&["child"]),
            relatives: has(&RELATIVES),
            strangers: has(&["no_kinship"]),
            unknown: kinships.contains(&None),
        }
    }

    fn is_family(&self) -> bool {
        self.spouse || self.children || self.relatives
    }
}

/// The state scheme. A relative or a stranger decides whoever else is there; without them, an
/// unknown kinship leaves it open.
pub(super) fn state_class(kinships: &[Option<&str>]) -> Placed<StateClass> {
    let kin = Kin::of(kinships);
    match kin {
        Kin { heads: 0 | 2.., .. } => Placed::Unknown,
        Kin {
            relatives: true, ..
        }
        | Kin {
            strangers: true, ..
        } => Placed::In(StateClass::NonNuclear),
        Kin { unknown: true, .. } => Placed::Unknown,
        Kin { spouse: true, .. } => Placed::In(StateClass::Couple),
        Kin { children: true, .. } => Placed::In(StateClass::HeadWithChildren),
        // One person alone.
        _ => Placed::In(StateClass::NonNuclear),
    }
}

/// The municipal scheme, of family households. One person alone, or people without kinship, are
/// outside of it; where the kinship told does not suffice it says *no especificado* itself.
pub(super) fn municipal_class(kinships: &[Option<&str>]) -> Placed<MunicipalClass> {
    let kin = Kin::of(kinships);
    if kin.heads != 1 {
        return Placed::In(MunicipalClass::Unspecified);
    }
    match (kin.strangers, kin.is_family(), kin.unknown) {
        (true, true, _) => Placed::In(MunicipalClass::Composite),
        (_, _, true) => Placed::In(MunicipalClass::Unspecified),
        (true, false, false) | (false, false, false) => Placed::Outside,
        (false, true, false) if kin.relatives => Placed::In(MunicipalClass::Extended),
        (false, true, false) => Placed::In(MunicipalClass::Nuclear),
    }
}

/// Least and most people; somebody of unknown kinship may live in for work.
pub(super) fn size(kinships: &[Option<&str>]) -> (usize, usize) {
    let known = kinships.iter().flatten();
    let least = known.filter(|kin| !LIVE_IN.contains(kin)).count();
    let unknown = kinships.iter().filter(|kin| kin.is_none()).count();
    (least, least + unknown)
}
