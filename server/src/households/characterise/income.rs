//! *Ingreso por trabajo*: what all earners of the household get for work in a month, in pesos of
//! the day. Start at [`labour_income`]. What nobody knows has no upper end.

use survey_forms::{CHILD_AGES, JOBS_MAX};

use super::told::{Span, Told};

const WEEKS_A_MONTH: f64 = 52.0 / 12.0;
const FORTNIGHTS_A_MONTH: f64 = 2.0;
const ADULT_FROM: u32 = 18;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Pesos a month, of adults and children together.
pub(super) fn labour_income(told: &Told<'_>) -> Span {
    told.members()
        .map(|member| of_member(told, member))
        .fold(Span::NOTHING, Span::plus)
}

fn of_member(told: &Told<'_>, member: &str) -> Span {
    match told.age(member) {
        Some(age) if age.max < *CHILD_AGES.start() => Span::NOTHING,
        Some(age) if age.min >= ADULT_FROM => of_adult(told, member),
        Some(age) if age.max < ADULT_FROM => of_child(told, member),
        _ => Span::UNKNOWN,
    }
}

fn of_adult(told: &Told<'_>, member: &str) -> Span {
    let away = told
        .chosen(member, "adult_idle")
        .map(|did| did == "away_from_job");
    let has_job = match told.yes_no(member, "adult_works") {
        Some(true) => Some(true),
        Some(false) => away,
        None => None,
    };
    match has_job {
        Some(false) => Span::NOTHING,
        Some(true) => told
            .span(member, "labour_income")
            .or_else(|| told.span_behind(member, "labour_income_band", "pesos"))
            .unwrap_or(Span::UNKNOWN),
        None => Span::UNKNOWN,
    }
}

fn of_child(told: &Told<'_>, child: &str) -> Span {
    let did = told
        .choices(child, "rescue")
        .map(|chosen| !chosen.is_empty());
    let told_of = [
        told.yes_no(child, "worked"),
        did,
        told.yes_no(child, "had_job"),
    ];
    if told_of == [Some(false); 3] {
        return Span::NOTHING;
    }
    if !told_of.contains(&Some(true)) {
        return Span::UNKNOWN;
    }
    let Some(jobs) = told.span(child, "more_jobs") else {
        return Span::UNKNOWN;
    };
    (1..=JOBS_MAX)
        .filter(|job| f64::from(*job) <= jobs.max)
        .map(|job| of_job(told, child, &format!("{child}.j{job}")))
        .fold(Span::NOTHING, Span::plus)
}

/// Only money counts: food or clothes have no amount.
fn of_job(told: &Told<'_>, child: &str, job: &str) -> Span {
    match told.chosen(job, "job_pay") {
        Some("none" | "kind") => return Span::NOTHING,
        Some(_) => {}
        None => return Span::UNKNOWN,
    }
    let times = match told.chosen(job, "job_pay_period") {
        Some("day") => days_worked(told, child).times(exactly(WEEKS_A_MONTH)),
        Some("week") => exactly(WEEKS_A_MONTH),
        Some("fortnight") => exactly(FORTNIGHTS_A_MONTH),
        Some("month") => exactly(1.0),
        // How many pieces a month nobody asked.
        _ => return Span::UNKNOWN,
    };
    told.span(job, "job_pay_amount")
        .map_or(Span::UNKNOWN, |amount| amount.times(times))
}

/// Days of the reference week with some hour of work.
fn days_worked(told: &Told<'_>, child: &str) -> Span {
    let each = DAYS.map(|day| match told.span(child, &format!("hours_{day}")) {
        Some(hours) if hours.min > 0.0 => exactly(1.0),
        Some(hours) if hours.max == 0.0 => Span::NOTHING,
        _ => Span { min: 0.0, max: 1.0 },
    });
    each.into_iter().fold(Span::NOTHING, Span::plus)
}

fn exactly(number: f64) -> Span {
    Span {
        min: number,
        max: number,
    }
}
