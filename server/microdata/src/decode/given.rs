//! The facts of one row as any caller may hand them in.
//!
//! Start at [`given`]. What this module does not know: limits; those are the rule set's.

use classify::{CodeSet, Coded, Given};

use super::{Stop, cell_wanted, id, read};
use crate::{
    plan::{
        Day, Fact, JobPlan, Plan,
        value::{self, Code, Number, Set, Word, Years},
    },
    refusal::Wanted,
    row::Row,
};

type Made = Result<Given, Stop>;

/// All that is known of the child of this row.
pub(super) fn given(plan: &Plan, row: &Row<'_>) -> Made {
    let absence = vec![
        (
            "returns_within_weeks",
            fact(&plan.returns_within_weeks, row, number)?,
        ),
        ("paid", fact(&plan.absence_paid, row, Given::Bool)?),
    ];
    let work = vec![
        ("status", fact(&plan.status, row, word)?),
        ("absence", object(absence)),
        ("hours_week", fact(&plan.hours_week, row, number)?),
        ("max_hours_day", fact(&plan.max_hours_day, row, number)?),
        ("sunday", fact(&plan.sunday, row, Given::Bool)?),
        (
            "authorisation",
            fact(&plan.authorisation, row, Given::Bool)?,
        ),
        (
            "medical_certificate",
            fact(&plan.medical_certificate, row, Given::Bool)?,
        ),
        ("jobs", jobs(plan, row)?),
    ];
    let chores = vec![
        (
            "own_household",
            fact(&plan.own_household, row, Given::Bool)?,
        ),
        ("hours_week", fact(&plan.chores_hours_week, row, number)?),
        ("hazards", fact(&plan.chores_hazards, row, set)?),
    ];
    let school = vec![
        ("attends", fact(&plan.attends, row, Given::Bool)?),
        (
            "basic_completed",
            fact(&plan.basic_completed, row, Given::Bool)?,
        ),
    ];
    Ok(object(vec![
        ("id", id(plan, row)?.map_or(Given::Null, Given::Text)),
        ("ref_date", Given::Text(day(plan, row)?.to_string())),
        ("age", fact(&plan.age, row, years)?),
        ("school", object(school)),
        ("work", object(work)),
        ("chores", object(chores)),
    ]))
}

/// The reference day of this row.
pub(super) fn day(plan: &Plan, row: &Row<'_>) -> Result<classify::Date, Stop> {
    match plan.ref_date {
        Day::Fixed(day) => Ok(day),
        Day::Column(slot) => row
            .cell(slot)
            .and_then(value::day)
            .ok_or_else(|| cell_wanted(slot, Wanted::Day)),
    }
}

fn jobs(plan: &Plan, row: &Row<'_>) -> Made {
    let mut jobs = Vec::new();
    for (number, job) in plan.jobs.iter().enumerate() {
        let facts = job_facts(job, row)?;
        let known = facts.iter().any(|(_, fact)| *fact != Given::Null);
        let exists = read(&job.exists, row)?;
        // Whether there is a second job may not be known; then it is listed with what is known.
        let listed = exists.unwrap_or(known || (number > 0 && !jobs.is_empty()));
        if listed {
            jobs.push(object(facts));
        }
    }
    Ok(if jobs.is_empty() {
        Given::Null
    } else {
        Given::List(jobs)
    })
}

fn job_facts(job: &JobPlan, row: &Row<'_>) -> Result<Vec<(&'static str, Given)>, Stop> {
    Ok(vec![
        ("scian", fact(&job.scian, row, code)?),
        ("sinco", fact(&job.sinco, row, code)?),
        ("place", fact(&job.place, row, word)?),
        ("employer", fact(&job.employer, row, word)?),
        ("pay", fact(&job.pay, row, word)?),
        ("after_22", fact(&job.after_22, row, Given::Bool)?),
        ("night_hours", fact(&job.night_hours, row, number)?),
        ("exposures", fact(&job.exposures, row, set)?),
        ("max_load_kg", fact(&job.max_load_kg, row, number)?),
        ("farm_tasks", fact(&job.farm_tasks, row, set)?),
        ("own_use", fact(&job.own_use, row, Given::Bool)?),
        (
            "artistic_175bis",
            fact(&job.artistic_175bis, row, Given::Bool)?,
        ),
    ])
}

fn fact<T: value::Value>(fact: &Fact<T>, row: &Row<'_>, given: impl Fn(T) -> Given) -> Made {
    Ok(read(fact, row)?.map_or(Given::Null, given))
}

fn object(fields: Vec<(&str, Given)>) -> Given {
    let named = |(name, given): (&str, Given)| (name.to_owned(), given);
    Given::Object(fields.into_iter().map(named).collect())
}

fn word<T: Coded>(Word(word): Word<T>) -> Given {
    Given::Text(word.word().to_owned())
}

fn code<const LONGEST: usize>(code: Code<LONGEST>) -> Given {
    Given::Text(code.as_str().to_owned())
}

fn number(Number { min, max }: Number) -> Given {
    if min == max {
        return Given::Number(min);
    }
    object(vec![
        ("min", Given::Number(min)),
        ("max", Given::Number(max)),
    ])
}

fn years(Years { min, max }: Years) -> Given {
    let whole = |years| Given::Whole(u64::from(years));
    if min == max {
        return whole(min);
    }
    object(vec![("min", whole(min)), ("max", whole(max))])
}

/// A list; where it is not known whether it holds more, both lists as two answers.
fn set<T: Coded>(Set { sure, may }: Set<T>) -> Given {
    let words = |set: CodeSet<T>| {
        let text = |word: T| Given::Text(word.word().to_owned());
        Given::List(set.iter().map(text).collect())
    };
    if sure == may {
        return words(sure);
    }
    object(vec![("any", Given::List(vec![words(sure), words(may)]))])
}
