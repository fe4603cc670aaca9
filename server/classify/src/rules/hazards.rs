//! R2 and R3, *ocupación no permitida*: below the minimum age, or hazardous at 15 to 17.
//!
//! Start at [`field_tests`]: the one walk over everything that can make work hazardous. Its
//! outcomes make the criteria, its unknown tests are the gaps, its true ones the grounds.
//! What this module does not know: the law; legal alerts are apart (`legal.rs`).

use crate::{
    codes::{CodeSet, Coded, Criterion, Occupation},
    edition::{Bands, Edition, Hazards},
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
    /// Tests all criteria for a child of this age.
    pub fn test(hazards: &Hazards, child: &Settled, age: u32) -> Criteria {
        let mut criteria = Criteria {
            tests: [Tri::No; Criterion::ALL.len()],
            after_22: Tri::No,
        };
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

    /// What the work counts as; `None` is not known.
    pub fn occupation(&self, minimum_age: u32, age: u32, occupied: Tri) -> Option<Occupation> {
        if !occupied.known()? {
            return Some(Occupation::None);
        }
        if age < minimum_age {
            // Below the minimum age every occupation counts; its conditions add nothing.
            return Some(Occupation::BelowMinimumAge);
        }
        let hazardous = Tri::any(self.tests).known()?;
        Some(if hazardous {
            Occupation::Hazardous
        } else {
            Occupation::Permitted
        })
    }
}

/// Calls `each` with every test on a single fact that a criterion is made of.
pub(crate) fn field_tests(
    hazards: &Hazards,
    child: &Settled,
    age: u32,
    mut each: impl FnMut(Criterion, Field, Tri),
) {
    match &child.jobs {
        Some(jobs) => {
            for (number, job) in (0..).zip(jobs) {
                for (criterion, fact, test) in job_tests(hazards, job) {
                    each(criterion, Field::Job(number, fact), test);
                }
            }
        }
        None => {
            let of_jobs = Criterion::ALL
                .iter()
                .filter(|of| **of != Criterion::Prolonged);
            of_jobs.for_each(|criterion| each(*criterion, Field::Jobs, Tri::Unknown));
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
pub(crate) fn gaps(edition: &Edition, child: &Settled, age: u32, gaps: &mut Vec<Field>) {
    field_tests(&edition.hazards, child, age, |_, field, test| {
        if test.is_unknown() {
            gaps.push(field);
        }
    });
}

fn job_tests(hazards: &Hazards, job: &Job) -> [(Criterion, JobField, Tri); 7] {
    let place = job.place.map(|place| hazards.place.value.contains(place));
    let exposed = job
        .exposures
        .map(|exposures| exposures.meets(hazards.exposure.value));
    let load = span::test(job.max_load_kg, |load| load.over(hazards.load_kg.value));
    let night = span::test(job.night_hours, |hours| {
        hours.at_least(hazards.night_hours.value)
    });
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
        (Criterion::Place, JobField::Place, place.into()),
        (Criterion::Exposure, JobField::Exposures, exposed.into()),
        (Criterion::Load, JobField::MaxLoadKg, load),
        (Criterion::Night, JobField::After22, job.after_22.into()),
        (Criterion::Night, JobField::NightHours, night),
    ]
}
