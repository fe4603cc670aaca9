//! Facts with all the answers that were given to them, and how one combination is picked.
//!
//! Start at [`Answers::settle`]: the one walk over all facts, always in the same order.
//! What this module does not know: why there are several answers, and which one is right.

use super::settled::{Job, Jobs, Settled};
use crate::{
    codes::{ChoresHazard, CodeSet, Employer, Exposure, FarmTask, Pay, Place, Status},
    digits::Digits,
    field::{Field, JobField},
    span::Span,
};

/// A fact with one answer, or with several; an answer of `None` is not known.
#[derive(Clone, Debug)]
pub(super) enum Fact<T> {
    One(Option<T>),
    /// At least two.
    Several(Vec<Option<T>>),
}

/// All facts of a child as they were answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    pub age: Fact<u32>,
    /// The age is one interval: its years are not answers given apart.
    pub age_is_interval: bool,
    pub school: School,
    pub work: Work,
    pub chores: Chores,
}

#[derive(Clone, Debug, Default)]
pub(super) struct School {
    pub attends: Fact<bool>,
    pub basic_completed: Fact<bool>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub status: Fact<Status>,
    pub absence: Absence,
    pub hours_week: Fact<Span>,
    pub max_hours_day: Fact<Span>,
    pub sunday: Fact<bool>,
    pub authorisation: Fact<bool>,
    pub medical_certificate: Fact<bool>,
    pub jobs: Option<Vec<JobAnswers>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Absence {
    pub returns_within_weeks: Fact<Span>,
    pub paid: Fact<bool>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct JobAnswers {
    pub scian: Fact<Digits>,
    pub sinco: Fact<Digits>,
    pub place: Fact<Place>,
    pub employer: Fact<Employer>,
    pub pay: Fact<Pay>,
    pub after_22: Fact<bool>,
    pub night_hours: Fact<Span>,
    pub exposures: Fact<CodeSet<Exposure>>,
    pub max_load_kg: Fact<Span>,
    pub farm_tasks: Fact<CodeSet<FarmTask>>,
    pub own_use: Fact<bool>,
    pub artistic_175bis: Fact<bool>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Chores {
    pub own_household: Fact<bool>,
    pub hours_week: Fact<Span>,
    pub hazards: Fact<CodeSet<ChoresHazard>>,
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Fact::One(None)
    }
}

impl<T: Copy> Fact<T> {
    /// The only answer, or the one `pick` chooses among so many.
    fn settle(&self, field: Field, pick: &mut impl FnMut(Field, usize) -> usize) -> Option<T> {
        match self {
            Fact::One(answer) => *answer,
            Fact::Several(answers) => answers[pick(field, answers.len())],
        }
    }
}

impl Answers {
    /// The child under one combination. `pick` is called for each fact with several answers,
    /// with their number, in an order that never changes, and returns which one to take.
    /// Facts that no rule reads are among them: they count as combinations and discrepancies.
    pub fn settle(&self, mut pick: impl FnMut(Field, usize) -> usize) -> Settled {
        let pick = &mut pick;
        let (work, chores) = (&self.work, &self.chores);
        Settled {
            attends: self.school.attends.settle(Field::SchoolAttends, pick),
            age: self.age.settle(Field::Age, pick),
            basic_completed: self
                .school
                .basic_completed
                .settle(Field::SchoolBasicCompleted, pick),
            status: work.status.settle(Field::WorkStatus, pick),
            returns_within_weeks: {
                work.absence
                    .returns_within_weeks
                    .settle(Field::AbsenceReturns, pick)
            },
            absence_paid: work.absence.paid.settle(Field::AbsencePaid, pick),
            hours_week: work.hours_week.settle(Field::HoursWeek, pick),
            max_hours_day: work.max_hours_day.settle(Field::MaxHoursDay, pick),
            sunday: work.sunday.settle(Field::Sunday, pick),
            authorisation: work.authorisation.settle(Field::Authorisation, pick),
            medical_certificate: work
                .medical_certificate
                .settle(Field::MedicalCertificate, pick),
            jobs: match work.jobs.as_deref() {
                None => Jobs::Unknown,
                Some([job]) => Jobs::One(job.settle(0, pick)),
                Some(jobs) => {
                    let numbered = (0..).zip(jobs);
                    let settled = numbered.map(|(number, job)| job.settle(number, pick));
                    Jobs::Several(settled.collect())
                }
            },
            own_household: chores.own_household.settle(Field::ChoresOwnHousehold, pick),
            chores_hours_week: chores.hours_week.settle(Field::ChoresHoursWeek, pick),
            chores_hazards: chores.hazards.settle(Field::ChoresHazards, pick),
        }
    }
}

impl JobAnswers {
    fn settle(&self, number: u32, pick: &mut impl FnMut(Field, usize) -> usize) -> Job {
        let at = |fact| Field::Job(number, fact);
        Job {
            pay: self.pay.settle(at(JobField::Pay), pick),
            scian: self.scian.settle(at(JobField::Scian), pick),
            sinco: self.sinco.settle(at(JobField::Sinco), pick),
            place: self.place.settle(at(JobField::Place), pick),
            employer: self.employer.settle(at(JobField::Employer), pick),
            after_22: self.after_22.settle(at(JobField::After22), pick),
            night_hours: self.night_hours.settle(at(JobField::NightHours), pick),
            exposures: self.exposures.settle(at(JobField::Exposures), pick),
            max_load_kg: self.max_load_kg.settle(at(JobField::MaxLoadKg), pick),
            farm_tasks: self.farm_tasks.settle(at(JobField::FarmTasks), pick),
            own_use: self.own_use.settle(at(JobField::OwnUse), pick),
            artistic_175bis: self
                .artistic_175bis
                .settle(at(JobField::Artistic175Bis), pick),
        }
    }
}
