//! A child under one combination of answers: every fact has one answer or is not known.
//!
//! Start at [`Settled`]. What this module does not know: that there may be other answers.

use crate::{
    codes::{ChoresHazard, CodeSet, Employer, Exposure, FarmTask, Place, Status},
    digits::Digits,
    span::Span,
};

/// One child, one answer a fact; `None` is not known.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub age: Option<u32>,
    pub basic_completed: Option<bool>,
    pub status: Option<Status>,
    pub returns_within_weeks: Option<Span>,
    pub absence_paid: Option<bool>,
    pub hours_week: Option<Span>,
    pub max_hours_day: Option<Span>,
    pub sunday: Option<bool>,
    pub authorisation: Option<bool>,
    pub medical_certificate: Option<bool>,
    /// At least one when known.
    pub jobs: Option<Vec<Job>>,
    pub own_household: Option<bool>,
    pub chores_hours_week: Option<Span>,
    pub chores_hazards: Option<CodeSet<ChoresHazard>>,
}

/// One job of the child.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Job {
    pub scian: Option<Digits>,
    pub sinco: Option<Digits>,
    pub place: Option<Place>,
    pub employer: Option<Employer>,
    pub after_22: Option<bool>,
    pub night_hours: Option<Span>,
    pub exposures: Option<CodeSet<Exposure>>,
    pub max_load_kg: Option<Span>,
    pub farm_tasks: Option<CodeSet<FarmTask>>,
    pub own_use: Option<bool>,
    pub artistic_175bis: Option<bool>,
}

impl Settled {
    /// Is every job known to produce for the home only?
    pub fn every_job_is_own_use(&self) -> bool {
        let own_use = |jobs: &Vec<Job>| jobs.iter().all(|job| job.own_use == Some(true));
        self.jobs.as_ref().is_some_and(own_use)
    }
}
