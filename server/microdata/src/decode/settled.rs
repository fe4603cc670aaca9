//! The facts of one row where each has one answer: nearly every row, and no text is made of it.
//!
//! Start at [`settled`]. What this module does not know: limits; those are the rule set's.

use classify::{CodeSet, Coded, Digits, Job, Jobs, Settled, Span};

use super::{Stop, read};
use crate::{
    plan::{
        Fact, JobPlan, Plan,
        value::{Code, Number, Set, Word, Years},
    },
    row::Row,
};

/// What a fact comes to: settled, or open between several answers.
enum Open {
    /// An age interval, a list of which a part is not known, an interval that runs backwards.
    Several,
    Stop(Stop),
}

impl From<Stop> for Open {
    fn from(stop: Stop) -> Open {
        Open::Stop(stop)
    }
}

/// The child of this row; `None` when a fact has more than one answer.
pub(super) fn settled(plan: &Plan, row: &Row<'_>) -> Result<Option<Settled>, Stop> {
    match child(plan, row) {
        Ok(child) => Ok(Some(child)),
        Err(Open::Several) => Ok(None),
        Err(Open::Stop(stop)) => Err(stop),
    }
}

fn child(plan: &Plan, row: &Row<'_>) -> Result<Settled, Open> {
    Ok(Settled {
        age: years(&plan.age, row)?,
        attends: read(&plan.attends, row)?,
        basic_completed: read(&plan.basic_completed, row)?,
        status: word(&plan.status, row)?,
        returns_within_weeks: span(&plan.returns_within_weeks, row)?,
        absence_paid: read(&plan.absence_paid, row)?,
        hours_week: span(&plan.hours_week, row)?,
        max_hours_day: span(&plan.max_hours_day, row)?,
        sunday: read(&plan.sunday, row)?,
        authorisation: read(&plan.authorisation, row)?,
        medical_certificate: read(&plan.medical_certificate, row)?,
        jobs: jobs(plan, row)?,
        own_household: read(&plan.own_household, row)?,
        chores_hours_week: span(&plan.chores_hours_week, row)?,
        chores_hazards: set(&plan.chores_hazards, row)?,
    })
}

fn jobs(plan: &Plan, row: &Row<'_>) -> Result<Jobs, Open> {
    if let [only] = plan.jobs.as_slice() {
        let job = job(only, row)?;
        return Ok(match read(&only.exists, row)? {
            Some(true) => Jobs::One(job),
            None if job != Job::default() => Jobs::One(job),
            _ => Jobs::Unknown,
        });
    }
    let mut jobs = Vec::new();
    for plan in &plan.jobs {
        let job = job(plan, row)?;
        let known = job != Job::default();
        // Whether there is a second job may not be known; then it is listed with what is known.
        if read(&plan.exists, row)?.unwrap_or(known || !jobs.is_empty()) {
            jobs.push(job);
        }
    }
    Ok(if jobs.is_empty() {
        Jobs::Unknown
    } else {
        Jobs::from(jobs)
    })
}

#[inline]
fn job(plan: &JobPlan, row: &Row<'_>) -> Result<Job, Open> {
    Ok(Job {
        scian: digits(&plan.scian, row)?,
        sinco: digits(&plan.sinco, row)?,
        place: word(&plan.place, row)?,
        employer: word(&plan.employer, row)?,
        pay: word(&plan.pay, row)?,
        after_22: read(&plan.after_22, row)?,
        night_hours: span(&plan.night_hours, row)?,
        exposures: set(&plan.exposures, row)?,
        max_load_kg: span(&plan.max_load_kg, row)?,
        farm_tasks: set(&plan.farm_tasks, row)?,
        own_use: read(&plan.own_use, row)?,
        artistic_175bis: read(&plan.artistic_175bis, row)?,
    })
}

#[inline]
fn word<T: Coded>(fact: &Fact<Word<T>>, row: &Row<'_>) -> Result<Option<T>, Stop> {
    Ok(read(fact, row)?.map(|Word(word)| word))
}

#[inline]
fn digits<const LONGEST: usize>(
    fact: &Fact<Code<LONGEST>>,
    row: &Row<'_>,
) -> Result<Option<Digits>, Stop> {
    Ok(read(fact, row)?.map(Code::digits))
}

#[inline]
fn span(fact: &Fact<Number>, row: &Row<'_>) -> Result<Option<Span>, Open> {
    match read(fact, row)? {
        None => Ok(None),
        Some(Number { min, max }) => match Span::between(min, max) {
            Some(span) => Ok(Some(span)),
            None => Err(Open::Several),
        },
    }
}

#[inline]
fn years(fact: &Fact<Years>, row: &Row<'_>) -> Result<Option<u32>, Open> {
    match read(fact, row)? {
        None => Ok(None),
        Some(Years { min, max }) if min == max => Ok(Some(min)),
        Some(_) => Err(Open::Several),
    }
}

#[inline]
fn set<T: Coded>(fact: &Fact<Set<T>>, row: &Row<'_>) -> Result<Option<CodeSet<T>>, Open> {
    match read(fact, row)? {
        None => Ok(None),
        Some(Set { sure, may }) if sure == may => Ok(Some(sure)),
        Some(_) => Err(Open::Several),
    }
}
