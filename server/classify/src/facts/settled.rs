//! A child under one combination of answers: every fact has one answer or is not known.
//!
//! Start at [`Settled`]. What this module does not know: that there may be other answers.

use std::slice;

use crate::{
    codes::{ChoresHazard, CodeSet, Employer, Exposure, FarmTask, Pay, Place, Status},
    digits::Digits,
    span::Span,
};

/// One child, one answer a fact; `None` is not known (rule set section 1).
///
/// How a row of a table becomes facts without JSON: fill in what is known, leave the rest.
/// [`ChildFacts::settled`](crate::ChildFacts::settled) checks the ranges.
///
/// ```
/// use classify::{ChildFacts, Date, Edition, Job, Jobs, Place, Settled, Span, Status, verdict};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let child = Settled {
///     age: Some(16),
///     status: Some(Status::Worked),
///     hours_week: Some(Span::exact(12.0)),
///     jobs: Jobs::One(Job { place: Some(Place::Mine), ..Job::default() }),
///     ..Settled::default()
/// };
/// let on = Date::new(2026, 3, 1).ok_or("no such day")?;
/// let facts = ChildFacts::settled(Some("m3f2a1c".to_owned()), on, child)?;
/// assert_eq!(verdict(&edition, &facts)?.child_labour, Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// Completed years on the reference date.
    pub age: Option<u32>,
    pub attends: Option<bool>,
    pub basic_completed: Option<bool>,
    pub status: Option<Status>,
    /// Weeks until the return to a job.
    pub returns_within_weeks: Option<Span>,
    pub absence_paid: Option<bool>,
    /// Hours in all jobs together.
    pub hours_week: Option<Span>,
    /// Hours on the longest day.
    pub max_hours_day: Option<Span>,
    pub sunday: Option<bool>,
    pub authorisation: Option<bool>,
    pub medical_certificate: Option<bool>,
    pub jobs: Jobs,
    pub own_household: Option<bool>,
    pub chores_hours_week: Option<Span>,
    pub chores_hazards: Option<CodeSet<ChoresHazard>>,
}

/// The jobs of a child. Nearly all children who work have one, which is kept without a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Jobs {
    /// Not known: neither which jobs, nor that there are none.
    #[default]
    Unknown,
    One(Job),
    /// At least one.
    Several(Box<[Job]>),
}

/// One job of the child.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Job {
    /// Activity of the workplace, 1 to 6 digits.
    pub scian: Option<Digits>,
    /// Occupation, 1 to 4 digits.
    pub sinco: Option<Digits>,
    pub place: Option<Place>,
    pub employer: Option<Employer>,
    pub pay: Option<Pay>,
    pub after_22: Option<bool>,
    /// Hours between 20:00 and 06:00 on the worst day.
    pub night_hours: Option<Span>,
    /// Empty: asked, none.
    pub exposures: Option<CodeSet<Exposure>>,
    /// Kilograms; 0: carries nothing.
    pub max_load_kg: Option<Span>,
    pub farm_tasks: Option<CodeSet<FarmTask>>,
    pub own_use: Option<bool>,
    pub artistic_175bis: Option<bool>,
}

impl Settled {
    /// Is every job known to produce for the home only?
    pub(crate) fn every_job_is_own_use(&self) -> bool {
        let own_use = |jobs: &[Job]| jobs.iter().all(|job| job.own_use == Some(true));
        self.jobs.known().is_some_and(own_use)
    }
}

impl Jobs {
    /// The jobs; `None` when they are not known.
    pub fn known(&self) -> Option<&[Job]> {
        match self {
            Jobs::Unknown => None,
            Jobs::One(job) => Some(slice::from_ref(job)),
            Jobs::Several(jobs) => Some(jobs),
        }
    }

    /// The jobs, none where they are not known.
    pub fn iter(&self) -> slice::Iter<'_, Job> {
        self.known().unwrap_or_default().iter()
    }
}

impl From<Vec<Job>> for Jobs {
    fn from(jobs: Vec<Job>) -> Jobs {
        match jobs.as_slice() {
            [job] => Jobs::One(*job),
            _ => Jobs::Several(jobs.into()),
        }
    }
}
