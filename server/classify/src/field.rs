//! The name of each fact, written as gaps and refusals write it: `work.jobs[0].scian`.
//!
//! Start at [`Field`]. What this module does not know: what was answered.

use std::fmt;

use crate::codes::Gap;

/// A fact of one child: a leaf of the table of section 1, or the list of jobs as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Age,
    RefDate,
    SchoolAttends,
    SchoolBasicCompleted,
    WorkStatus,
    AbsenceReturns,
    AbsencePaid,
    HoursWeek,
    MaxHoursDay,
    Sunday,
    Authorisation,
    MedicalCertificate,
    Jobs,
    /// A fact of the job at this place in the list, counted from 0.
    Job(u32, JobField),
    ChoresOwnHousehold,
    ChoresHoursWeek,
    ChoresHazards,
}

/// A fact of one job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobField {
    Scian,
    Sinco,
    Place,
    Employer,
    Pay,
    After22,
    NightHours,
    Exposures,
    MaxLoadKg,
    FarmTasks,
    OwnUse,
    Artistic175Bis,
}

impl Field {
    /// The kind of gap it is when it is missing; `None` for facts that no class hangs on.
    pub(crate) fn gap(self) -> Option<Gap> {
        Some(match self {
            Field::Age => Gap::Age,
            Field::WorkStatus => Gap::WorkStatus,
            Field::AbsenceReturns => Gap::AbsenceReturns,
            Field::AbsencePaid => Gap::AbsencePaid,
            Field::HoursWeek => Gap::HoursWeek,
            Field::Jobs => Gap::Jobs,
            Field::Job(_, JobField::Scian) => Gap::Scian,
            Field::Job(_, JobField::Sinco) => Gap::Sinco,
            Field::Job(_, JobField::Place) => Gap::Place,
            Field::Job(_, JobField::Exposures) => Gap::Exposures,
            Field::Job(_, JobField::MaxLoadKg) => Gap::MaxLoadKg,
            Field::Job(_, JobField::After22) => Gap::After22,
            Field::Job(_, JobField::NightHours) => Gap::NightHours,
            Field::ChoresOwnHousehold => Gap::ChoresOwnHousehold,
            Field::ChoresHoursWeek => Gap::ChoresHoursWeek,
            Field::ChoresHazards => Gap::ChoresHazards,
            _ => return None,
        })
    }
}

impl JobField {
    /// The last part of the path.
    pub fn name(self) -> &'static str {
        match self {
            JobField::Scian => "scian",
            JobField::Sinco => "sinco",
            JobField::Place => "place",
            JobField::Employer => "employer",
            JobField::Pay => "pay",
            JobField::After22 => "after_22",
            JobField::NightHours => "night_hours",
            JobField::Exposures => "exposures",
            JobField::MaxLoadKg => "max_load_kg",
            JobField::FarmTasks => "farm_tasks",
            JobField::OwnUse => "own_use",
            JobField::Artistic175Bis => "artistic_175bis",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Field::Age => "age",
            Field::RefDate => "ref_date",
            Field::SchoolAttends => "school.attends",
            Field::SchoolBasicCompleted => "school.basic_completed",
            Field::WorkStatus => "work.status",
            Field::AbsenceReturns => "work.absence.returns_within_weeks",
            Field::AbsencePaid => "work.absence.paid",
            Field::HoursWeek => "work.hours_week",
            Field::MaxHoursDay => "work.max_hours_day",
            Field::Sunday => "work.sunday",
            Field::Authorisation => "work.authorisation",
            Field::MedicalCertificate => "work.medical_certificate",
            Field::Jobs => "work.jobs",
            Field::Job(job, fact) => {
                return write!(to, "work.jobs[{job}].{}", fact.name());
            }
            Field::ChoresOwnHousehold => "chores.own_household",
            Field::ChoresHoursWeek => "chores.hours_week",
            Field::ChoresHazards => "chores.hazards",
        })
    }
}
