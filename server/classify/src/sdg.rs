//! SDG indicator 8.7.1, for international comparison: by hours only.
//!
//! Start at [`Sdg871::of`]. What this module does not know: the national class; it never
//! decides it and is never decided by it.

use serde::{Deserialize, Serialize};

use crate::{codes::Status, edition::SdgLimits, facts::Settled, span, tri::Tri};

/// *Indicador ODS 8.7.1*: `a` counts economic activity, `b` adds chores. `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sdg871 {
    pub a: Option<bool>,
    pub b: Option<bool>,
}

impl Sdg871 {
    pub(crate) fn of(limits: &SdgLimits, child: &Settled, age: u32, occupied: Tri) -> Sdg871 {
        let a = work(limits, child, age, occupied);
        let chores = Tri::all([
            Tri::from(age <= limits.chores_age_max.value),
            Tri::from(child.own_household),
            span::test(child.chores_hours_week, |hours| {
                hours.over(limits.chores_hours.value)
            }),
        ]);
        Sdg871 {
            a: a.known(),
            b: Tri::any([a, chores]).known(),
        }
    }
}

fn work(limits: &SdgLimits, child: &Settled, age: u32, occupied: Tri) -> Tri {
    match occupied {
        Tri::No => Tri::No,
        Tri::Unknown => Tri::Unknown,
        // Hours while absent say nothing about the usual week.
        Tri::Yes if child.status == Some(Status::Absent) => Tri::Unknown,
        Tri::Yes => match (limits.work_hours.value.limit(age), child.hours_week) {
            (Some(limit), Some(hours)) => hours.at_least(limit),
            _ => Tri::Unknown,
        },
    }
}
