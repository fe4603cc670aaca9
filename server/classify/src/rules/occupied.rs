//! R1, *ocupada u ocupado*: did the child work in the reference week, or is there a job?
//!
//! Start at [`occupied`]. What this module does not know: whether the work is allowed.

use crate::{codes::Status, edition::Occupied, facts::Settled, field::Field, span, tri::Tri};

/// Is the child occupied?
pub(crate) fn occupied(limits: &Occupied, child: &Settled) -> Tri {
    // Read narrowly, producing for the home only is no occupation, whatever else was said.
    if !limits.own_use.value && child.every_job_is_own_use() {
        return Tri::No;
    }
    match child.status {
        None => Tri::Unknown,
        Some(Status::None) => Tri::No,
        // The status itself says that there was work; only hours under the limit take it back.
        Some(Status::Worked) => child
            .hours_week
            .map_or(Tri::Yes, |hours| hours.at_least(limits.hours_min.value)),
        Some(Status::Absent) => Tri::any(absence(limits, child).map(|(_, test)| test)),
    }
}

/// The two tests that keep a job link while absent, each with its fact.
pub(crate) fn absence(limits: &Occupied, child: &Settled) -> [(Field, Tri); 2] {
    let weeks_max = limits.absence_weeks_max.value;
    [
        (Field::AbsencePaid, Tri::from(child.absence_paid)),
        (
            Field::AbsenceReturns,
            span::test(child.returns_within_weeks, |weeks| weeks.at_most(weeks_max)),
        ),
    ]
}

/// The facts that leave it unknown whether the child is occupied.
pub(crate) fn gaps(limits: &Occupied, child: &Settled, mut each: impl FnMut(Field)) {
    match child.status {
        None => each(Field::WorkStatus),
        Some(Status::None) => {}
        Some(Status::Worked) => each(Field::HoursWeek),
        Some(Status::Absent) => {
            let unknown = absence(limits, child)
                .into_iter()
                .filter(|(_, test)| test.is_unknown());
            unknown.for_each(|(field, _)| each(field));
        }
    }
}
