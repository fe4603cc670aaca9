//! R2 and R3, *ocupación no permitida*: below the minimum age, or hazardous at 15 to 17.
//!
//! Start at [`field_tests`]: the one walk over everything that can make work hazardous. Its
//! outcomes make the criteria, its unknown tests are the gaps, its true ones the grounds.
//! What this module does not know: the law; legal alerts are apart (`legal.rs`).

use crate::{
    codes::{CodeSet, Coded, Criterion, Occupation},
    edition::{Bands, Edition, Hazards, Limit},
    facts::{Job, Settled},
    field::{Field, JobField},
    span::{self, Span},
    tri::Tri,
};

/// The outcome of each of the seven criteria.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Criteria {
    tests: [Tri; Criterion::ALL.len()],
    /// Of the night criterion, the part that is work after 22:00.
    pub after_22: Tri,
}

impl Criteria {
    /// None is true.
    pub const NONE: Criteria = Criteria {
        tests: [Tri::No; Criterion::ALL.len()],
        after_22: Tri::No,
    };

    /// Tests all criteria for a child of this age.
    pub fn test(hazards: &Hazards, child: &Settled, age: u32) -> Criteria {
        let mut criteria = Criteria::NONE;
        field_tests(hazards, child, age, |criterion, field, test| {
            let sum = &mut criteria.tests[criterion.place() as usize];
            *sum = Tri::any([*sum, test]);
            if matches!(field, Field::Jobs | Field::Job(_, JobField::After22)) {
                criteria.after_22 = Tri::any([criteria.after_22, test]);
            }
        });
        criteria
    }

    /// The same child with another outcome of one criterion.
    pub fn with(mut self, criterion: Criterion, test: Tri) -> Criteria {
        self.tests[criterion.place() as usize] = test;
        self
    }

    /// The criteria that are known to be true.
    pub fn fired(&self) -> CodeSet<Criterion> {
        let fired = |criterion: &Criterion| self.tests[criterion.place() as usize].is_yes();
        Criterion::ALL.iter().copied().filter(fired).collect()
    }

    /// Is any of them true?
    pub fn any(&self) -> Tri {
        Tri::any(self.tests)
    }

    /// What the work counts as; `None` is not known.
    pub fn occupation(&self, minimum_age: u32, age: u32, occupied: Tri) -> Option<Occupation> {
        if !occupied.known()? {
            return Some(Occupation::None);
        }
        if age < minimum_age {
            // Below the minimum age every occupation counts; its conditions add nothing.
            return Some(Occupation::BelowMinimumAge);
        }
        let hazardous = self.any().known()?;
        Some(if hazardous {
            Occupation::Hazardous
        } else {
            Occupation::Permitted
        })
    }
}

/// Calls `each` with every test on a single fact that a criterion is made of.
#[inline]
pub(crate) fn field_tests(
    hazards: &Hazards,
    child: &Settled,
    age: u32,
    mut each: impl FnMut(Criterion, Field, Tri),
) {
    match child.jobs.known() {
        Some(jobs) => {
            for (number, job) in (0..).zip(jobs) {
                for (criterion, fact, test) in job_tests(hazards, job) {
                    each(criterion, Field::Job(number, fact), test);
                }
            }
        }
        None => {
            // A job of which nothing is known: a criterion that is switched off stays false.
            for (criterion, _, test) in job_tests(hazards, &Job::default()) {
                each(criterion, Field::Jobs, test);
            }
        }
    }
    let test = prolonged(&hazards.prolonged_hours.value, child, age);
    each(Criterion::Prolonged, Field::HoursWeek, test);
}

/// *Jornada prolongada* under these limits.
pub(crate) fn prolonged(limits: &Bands, child: &Settled, age: u32) -> Tri {
    over_band(limits, child.hours_week, age)
}

/// Is a number over the limit for this age?
pub(crate) fn over_band(limits: &Bands, number: Option<Span>, age: u32) -> Tri {
    match (limits.limit(age), number) {
        (Some(limit), Some(number)) => number.over(limit),
        _ => Tri::Unknown,
    }
}

/// The facts that leave hazardous or permitted open.
pub(crate) fn gaps(edition: &Edition, child: &Settled, age: u32, mut each: impl FnMut(Field)) {
    field_tests(&edition.hazards, child, age, |_, field, test| {
        if test.is_unknown() {
            each(field);
        }
    });
}

#[inline]
fn job_tests(hazards: &Hazards, job: &Job) -> [(Criterion, JobField, Tri); 7] {
    let place = listed(
        hazards.place.value,
        job.place.map(|place| [place].into_iter().collect()),
    );
    let exposed = listed(hazards.exposure.value, job.exposures);
    let load = limited(hazards.load_kg.value, job.max_load_kg, Span::over);
    let night = limited(hazards.night_hours.value, job.night_hours, Span::at_least);
    [
        (
            Criterion::Sector,
            JobField::Scian,
            hazards.sector.value.test(job.scian),
        ),
        (
            Criterion::Occupation,
            JobField::Sinco,
            hazards.occupation.value.test(job.sinco),
        ),
        (Criterion::Place, JobField::Place, place),
        (Criterion::Exposure, JobField::Exposures, exposed),
        (Criterion::Load, JobField::MaxLoadKg, load),
        (Criterion::Night, JobField::After22, job.after_22.into()),
        (Criterion::Night, JobField::NightHours, night),
    ]
}

/// Is one of the answers on the list? An empty list is a test switched off: false.
#[inline]
fn listed<T: Coded>(list: CodeSet<T>, answer: Option<CodeSet<T>>) -> Tri {
    if list.is_empty() {
        return Tri::No;
    }
    answer.map(|answer| answer.meets(list)).into()
}

/// Compares a number with a limit; without a limit the test is switched off: false.
#[inline]
fn limited(limit: Limit, number: Option<Span>, compare: impl Fn(Span, f64) -> Tri) -> Tri {
    let Some(limit) = limit.number() else {
        return Tri::No;
    };
    span::test(number, |number| compare(number, limit))
}
