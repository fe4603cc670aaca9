//! A child's week: hours that fit in a day, hours for those who were active, jobs and chores that
//! agree. Start with [`look`].

use super::{Remark, check, must_fix};
use crate::answer::Answer;
use crate::answers::Answers;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// More hours of all kinds in a day than this are asked again.
const LONG_DAY: f64 = 16.0;

/// All remarks on one child's week.
pub(super) fn look(answers: &Answers, child: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = DAYS
        .iter()
        .filter_map(|day| hours_of_day(answers, child, day))
        .collect();
    remarks.extend(worked_without_hours(answers, child));
    remarks.extend(week_and_longest_day(answers, child));
    remarks.extend(chores_without_hours(answers, child));
    remarks.extend(live_in_without_job(answers, child));
    remarks.extend(who_answers(answers, child));
    remarks.extend(said_no(answers, child));
    remarks.extend(
        DAYS.iter()
            .filter_map(|day| jobs_add_up(answers, child, day)),
    );
    for job in answers.jobs(child) {
        remarks.extend(night(answers, &job));
    }
    remarks
}

/// Least hours an answer stands for.
fn least(answers: &Answers, subject: &str, code: &str) -> Option<f64> {
    match answers.get(subject, code)? {
        Answer::Number(hours) => Some(*hours),
        Answer::Interval { min, .. } => Some(*min),
        _ => None,
    }
}

/// Most hours an answer stands for.
fn most(answers: &Answers, subject: &str, code: &str) -> Option<f64> {
    match answers.get(subject, code)? {
        Answer::Interval { max, .. } => Some(*max),
        _ => least(answers, subject, code),
    }
}

fn hours_of_day(answers: &Answers, child: &str, day: &str) -> Option<Remark> {
    let (work, chores) = (format!("hours_{day}"), format!("chores_hours_{day}"));
    let hours = |code: &str| least(answers, child, code).unwrap_or_default();
    let sum = hours(&work) + hours(&chores);
    let place = if hours(&chores) > 0.0 { &chores } else { &work };
    let (es, en) = (
        "Ese día suma más de 24 horas. Corrija las horas.",
        "That day adds up to more than 24 hours. Correct the hours.",
    );
    if sum > 24.0 {
        return Some(must_fix("day_over_24", child, place, es, en));
    }
    let (es, en) = (
        "Ese día suma muchas horas. ¿Es así?",
        "That day adds up to many hours. Is that so?",
    );
    (sum > LONG_DAY).then(|| check("long_day", child, place, es, en))
}

fn sum_most(answers: &Answers, child: &str, prefix: &str) -> Option<f64> {
    DAYS.iter()
        .map(|day| most(answers, child, &format!("{prefix}{day}")))
        .sum()
}

fn worked_without_hours(answers: &Answers, child: &str) -> Option<Remark> {
    let rescued = matches!(answers.get(child, "rescue"), Some(Answer::Choices(c)) if !c.is_empty());
    let active = answers.is_yes(child, "worked") || rescued;
    let idle = if answers.is_yes(child, "hours_regular") {
        sum_most(answers, child, "hours_") == Some(0.0)
    } else {
        most(answers, child, "hours_week_range") == Some(0.0)
    };
    let (es, en) = (
        "Dijo que hizo algo esa semana y las horas suman cero.",
        "Something was done that week and the hours add up to none.",
    );
    (active && idle).then(|| must_fix("no_hours", child, "hours_regular", es, en))
}

fn week_and_longest_day(answers: &Answers, child: &str) -> Option<Remark> {
    if answers.is_yes(child, "hours_regular") {
        return None;
    }
    let week_least = least(answers, child, "hours_week_range")?;
    let week_most = most(answers, child, "hours_week_range")?;
    let day_least = least(answers, child, "max_hours_day_range")?;
    let day_most = most(answers, child, "max_hours_day_range")?;
    let (es, en) = (
        "Las horas de la semana y las del día más largo no coinciden.",
        "The hours of the week and of the longest day do not agree.",
    );
    let differ = week_least > 7.0 * day_most || day_least > week_most;
    differ.then(|| must_fix("week_and_day", child, "max_hours_day_range", es, en))
}

fn does_chores_here(answers: &Answers, child: &str) -> bool {
    matches!(answers.chosen(child, "chores_where"), Some("own" | "both"))
}

fn chores_without_hours(answers: &Answers, child: &str) -> Option<Remark> {
    let idle = sum_most(answers, child, "chores_hours_") == Some(0.0);
    let (es, en) = (
        "Hace quehaceres en esta casa y las horas suman cero. ¿Es así?",
        "Does chores in this home and the hours add up to none. Is that so?",
    );
    let found = does_chores_here(answers, child) && idle;
    found.then(|| check("no_chores_hours", child, "chores_where", es, en))
}

/// What a child without kinship does for the home is work; better written down as such.
fn live_in_without_job(answers: &Answers, child: &str) -> Option<Remark> {
    let kinship = answers.chosen(child, "kinship")?;
    let without = matches!(
        kinship,
        "live_in_worker" | "live_in_worker_relative" | "no_kinship"
    );
    let job = answers
        .jobs(child)
        .iter()
        .any(|j| answers.chosen(j, "job_place") == Some("other_home"));
    let (es, en) = (
        "Vive aquí sin ser familia y ayuda en la casa. Anótelo como actividad.",
        "Lives here without being family and helps in the home. Note it as an activity.",
    );
    let found = without && does_chores_here(answers, child) && !job;
    found.then(|| check("live_in_chores", child, "worked", es, en))
}

fn who_answers(answers: &Answers, child: &str) -> Option<Remark> {
    let alone = answers.chosen(child, "informant") == Some("the_child");
    let young = crate::age::age_on(answers, child, answers.ref_date()?)?.max < 12;
    let (es, en) = (
        "Es menor de 12 años: conviene que responda con una persona adulta.",
        "Under 12: better answered together with an adult.",
    );
    (alone && young).then(|| check("young_informant", child, "informant", es, en))
}

/// A child who does not want to answer is not asked; an adult may be.
fn said_no(answers: &Answers, child: &str) -> Option<Remark> {
    let by_child = matches!(
        answers.chosen(child, "informant"),
        Some("the_child" | "child_and_adult")
    );
    let no = answers.get(child, "assent") == Some(&Answer::YesNo(false));
    let (es, en) = (
        "No aceptó responder. ¿Puede responder una persona adulta?",
        "Did not agree to answer. Can an adult answer?",
    );
    (by_child && no).then(|| check("assent_refused", child, "informant", es, en))
}

/// The hours of each activity on a day, where there are several, and those of all together.
fn jobs_add_up(answers: &Answers, child: &str, day: &str) -> Option<Remark> {
    let code = format!("job_hours_{day}");
    let of_jobs = |end: fn(&Answers, &str, &str) -> Option<f64>| -> Option<f64> {
        let jobs = answers.jobs(child);
        (jobs.len() > 1)
            .then(|| jobs.iter().map(|job| end(answers, job, &code)).sum())
            .flatten()
    };
    let (jobs_least, jobs_most) = (of_jobs(least)?, of_jobs(most)?);
    let day = format!("hours_{day}");
    let (all_least, all_most) = (least(answers, child, &day)?, most(answers, child, &day)?);
    let (es, en) = (
        "Las horas de cada actividad y las de todo el día no coinciden.",
        "The hours of each activity and those of the whole day do not agree.",
    );
    let differ = jobs_least > all_most || jobs_most < all_least;
    differ.then(|| check("job_hours", child, &day, es, en))
}

fn night(answers: &Answers, job: &str) -> Option<Remark> {
    let late = answers.is_yes(job, "job_after_22");
    let none = most(answers, job, "job_night_hours")? == 0.0;
    let (es, en) = (
        "Sigue después de las 10 y dijo cero horas de noche.",
        "Goes on after 10 at night and has no night hours.",
    );
    (late && none).then(|| must_fix("night", job, "job_night_hours", es, en))
}
