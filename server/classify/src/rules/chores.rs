//! R4, *quehaceres en condiciones no adecuadas*: chores in the own household.
//!
//! Start at [`ChoresTests::class`], whose order is the rule's. What this module does not know:
//! work for another household, which is an occupation.

use super::hazards::over_band;
use crate::{codes::Chores, edition::Bands, facts::Settled, field::Field, span, tri::Tri};

/// The four tests on chores, from which the class, the flags and the gaps follow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChoresTests {
    own_household: Tri,
    any_hours: Tri,
    over_limit: Tri,
    hazards_named: Tri,
}

impl ChoresTests {
    /// Tests the chores of a child of this age under these hours limits.
    pub fn test(limits: &Bands, child: &Settled, age: u32) -> ChoresTests {
        ChoresTests {
            own_household: child.own_household.into(),
            any_hours: span::test(child.chores_hours_week, |hours| hours.over(0.0)),
            over_limit: over_band(limits, child.chores_hours_week, age),
            hazards_named: child
                .chores_hazards
                .map(|hazards| !hazards.is_empty())
                .into(),
        }
    }

    /// What the chores count as; `None` is not known. The order decides.
    pub fn class(self) -> Option<Chores> {
        if self.own_household == Tri::No || self.any_hours == Tri::No {
            return Some(Chores::None);
        }
        if self.own_household.is_unknown() {
            return None;
        }
        if self.hazards_named.is_yes() && self.any_hours.is_yes() {
            return Some(Chores::Dangerous);
        }
        if self.over_limit.is_yes() {
            return Some(Chores::Prolonged);
        }
        (!self.hours_unknown() && !self.hazards_named.is_unknown()).then_some(Chores::Adequate)
    }

    /// *Horario prolongado*, whatever the class.
    pub fn prolonged(self) -> Tri {
        Tri::all([self.own_household, self.over_limit])
    }

    /// *Condiciones peligrosas*, whatever the class.
    pub fn dangerous(self) -> Tri {
        Tri::all([self.own_household, self.any_hours, self.hazards_named])
    }

    /// The facts that leave the class open.
    pub fn gaps(self, mut each: impl FnMut(Field)) {
        let facts = [
            (Field::ChoresOwnHousehold, self.own_household.is_unknown()),
            (Field::ChoresHoursWeek, self.hours_unknown()),
            (Field::ChoresHazards, self.hazards_named.is_unknown()),
        ];
        for (field, _) in facts.into_iter().filter(|(_, unknown)| *unknown) {
            each(field);
        }
    }

    /// Hours may be an interval and still settle both questions the class asks of them.
    fn hours_unknown(self) -> bool {
        self.any_hours.is_unknown() || self.over_limit.is_unknown()
    }
}
