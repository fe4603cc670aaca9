//! The facts a mapping may name, by the paths of the rule set.
//!
//! Start at [`FACTS`] and [`JOB_FACTS`]. What this module does not know: how a fact is given.

use super::Compiler;
use crate::{
    mapping::fault::{MappingFault, Wrong},
    near::near,
    plan::{JobPlan, Plan},
};

/// All facts but those of a job, as gaps and refusals write them.
pub(crate) const FACTS: [&str; 14] = [
    "age",
    "school.attends",
    "school.basic_completed",
    "work.status",
    "work.absence.returns_within_weeks",
    "work.absence.paid",
    "work.hours_week",
    "work.max_hours_day",
    "work.sunday",
    "work.authorisation",
    "work.medical_certificate",
    "chores.own_household",
    "chores.hours_week",
    "chores.hazards",
];

/// The facts of the first job; others have the same under their own number.
pub(crate) const JOB_FACTS: [&str; 13] = [
    "work.jobs[0].exists",
    "work.jobs[0].scian",
    "work.jobs[0].sinco",
    "work.jobs[0].place",
    "work.jobs[0].employer",
    "work.jobs[0].pay",
    "work.jobs[0].after_22",
    "work.jobs[0].night_hours",
    "work.jobs[0].exposures",
    "work.jobs[0].max_load_kg",
    "work.jobs[0].farm_tasks",
    "work.jobs[0].own_use",
    "work.jobs[0].artistic_175bis",
];

/// More jobs than this are not mapped.
const JOBS_MAX: usize = 8;

impl Compiler<'_> {
    pub(super) fn facts(&mut self, plan: &mut Plan) -> Result<(), MappingFault> {
        let written = self.written;
        for (path, given) in &written.facts {
            let before = self.paths.len();
            match job_fact(path) {
                Some((job, fact)) => {
                    while plan.jobs.len() <= job {
                        plan.jobs.push(JobPlan::default());
                    }
                    self.job_fact(&mut plan.jobs[job], path, fact, given)?;
                }
                None => self.child_fact(plan, path, given)?,
            }
            // `rule` notes the columns under the place in the mapping; here the path is wanted.
            if let Some((noted, _)) = self.paths.get_mut(before) {
                noted.clone_from(path);
            }
        }
        let unsaid = |job: &JobPlan| job.exists.is_none();
        match plan.jobs.iter().skip(1).position(unsaid) {
            Some(job) => self.fault("facts", Wrong::Jobs(job + 1)),
            None => Ok(()),
        }
    }

    fn child_fact(
        &mut self,
        plan: &mut Plan,
        path: &str,
        given: &toml::Value,
    ) -> Result<(), MappingFault> {
        let at = place(path);
        match path {
            "age" => plan.age = self.fact(&at, given)?,
            "school.attends" => plan.attends = self.fact(&at, given)?,
            "school.basic_completed" => plan.basic_completed = self.fact(&at, given)?,
            "work.status" => plan.status = self.fact(&at, given)?,
            "work.absence.returns_within_weeks" => {
                plan.returns_within_weeks = self.fact(&at, given)?;
            }
            "work.absence.paid" => plan.absence_paid = self.fact(&at, given)?,
            "work.hours_week" => plan.hours_week = self.fact(&at, given)?,
            "work.max_hours_day" => plan.max_hours_day = self.fact(&at, given)?,
            "work.sunday" => plan.sunday = self.fact(&at, given)?,
            "work.authorisation" => plan.authorisation = self.fact(&at, given)?,
            "work.medical_certificate" => plan.medical_certificate = self.fact(&at, given)?,
            "chores.own_household" => plan.own_household = self.fact(&at, given)?,
            "chores.hours_week" => plan.chores_hours_week = self.fact(&at, given)?,
            "chores.hazards" => plan.chores_hazards = self.fact(&at, given)?,
            _ => return self.no_such_fact(path),
        }
        Ok(())
    }

    fn job_fact(
        &mut self,
        job: &mut JobPlan,
        path: &str,
        fact: &str,
        given: &toml::Value,
    ) -> Result<(), MappingFault> {
        let at = place(path);
        match fact {
            "exists" => job.exists = self.fact(&at, given)?,
            "scian" => job.scian = self.fact(&at, given)?,
            "sinco" => job.sinco = self.fact(&at, given)?,
            "place" => job.place = self.fact(&at, given)?,
            "employer" => job.employer = self.fact(&at, given)?,
            "pay" => job.pay = self.fact(&at, given)?,
            "after_22" => job.after_22 = self.fact(&at, given)?,
            "night_hours" => job.night_hours = self.fact(&at, given)?,
            "exposures" => job.exposures = self.fact(&at, given)?,
            "max_load_kg" => job.max_load_kg = self.fact(&at, given)?,
            "farm_tasks" => job.farm_tasks = self.fact(&at, given)?,
            "own_use" => job.own_use = self.fact(&at, given)?,
            "artistic_175bis" => job.artistic_175bis = self.fact(&at, given)?,
            _ => return self.no_such_fact(path),
        }
        Ok(())
    }

    fn no_such_fact(&self, path: &str) -> Result<(), MappingFault> {
        let near = near(path, FACTS.into_iter().chain(JOB_FACTS));
        self.fault(place(path), Wrong::NoSuchFact(near))
    }
}

fn place(path: &str) -> String {
    format!("facts.\"{path}\"")
}

/// The job's number and the fact's name in `work.jobs[0].scian`.
fn job_fact(path: &str) -> Option<(usize, &str)> {
    let (job, fact) = path.strip_prefix("work.jobs[")?.split_once("].")?;
    let job = job.parse().ok().filter(|job| *job < JOBS_MAX)?;
    Some((job, fact))
}
