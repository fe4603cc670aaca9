//! *Respuesta*: what was answered to a fact, in words: "de 30 a 40 horas", "ruido, fuego".
//!
//! Start at [`Answer::to`], then [`said`]. What this module does not know: which answers decide
//! anything.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{both, fill, join};
use crate::{
    codes::{CodeSet, Coded},
    digits::Digits,
    edition::{Edition, Words},
    facts::{Job, Settled},
    field::{Field, JobField},
    span::Span,
};

/// One answer, in an order that does not depend on who answered first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    YesNo(bool),
    Years(u32),
    /// Both ends as bits, which for numbers from 0 up stand in the order of the numbers.
    Number(u64, u64, Unit),
    Codes(List, Vec<&'static str>),
    Digits(List, String),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Hours,
    Weeks,
    Kilograms,
}

/// The list that a code is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Status,
    Place,
    Employer,
    Pay,
    Exposure,
    FarmTask,
    ChoresHazard,
    Scian,
    Sinco,
}

impl Answer {
    /// The answer to one fact under one combination; `None` where it is not known, and for the
    /// list of jobs as a whole.
    pub fn to(field: Field, child: &Settled) -> Option<Answer> {
        match field {
            Field::Age => child.age.map(Answer::Years),
            Field::RefDate | Field::Jobs => None,
            Field::SchoolAttends => child.attends.map(Answer::YesNo),
            Field::SchoolBasicCompleted => child.basic_completed.map(Answer::YesNo),
            Field::WorkStatus => code(List::Status, child.status),
            Field::AbsenceReturns => number(child.returns_within_weeks, Unit::Weeks),
            Field::AbsencePaid => child.absence_paid.map(Answer::YesNo),
            Field::HoursWeek => number(child.hours_week, Unit::Hours),
            Field::MaxHoursDay => number(child.max_hours_day, Unit::Hours),
            Field::Sunday => child.sunday.map(Answer::YesNo),
            Field::Authorisation => child.authorisation.map(Answer::YesNo),
            Field::MedicalCertificate => child.medical_certificate.map(Answer::YesNo),
            Field::Job(at, fact) => Answer::of_job(fact, child.jobs.known()?.get(at as usize)?),
            Field::ChoresOwnHousehold => child.own_household.map(Answer::YesNo),
            Field::ChoresHoursWeek => number(child.chores_hours_week, Unit::Hours),
            Field::ChoresHazards => codes(List::ChoresHazard, child.chores_hazards),
        }
    }

    /// The answer to one fact of a job.
    pub fn of_job(fact: JobField, job: &Job) -> Option<Answer> {
        match fact {
            JobField::Scian => digits(List::Scian, job.scian),
            JobField::Sinco => digits(List::Sinco, job.sinco),
            JobField::Place => code(List::Place, job.place),
            JobField::Employer => code(List::Employer, job.employer),
            JobField::Pay => code(List::Pay, job.pay),
            JobField::After22 => job.after_22.map(Answer::YesNo),
            JobField::NightHours => number(job.night_hours, Unit::Hours),
            JobField::Exposures => codes(List::Exposure, job.exposures),
            JobField::MaxLoadKg => number(job.max_load_kg, Unit::Kilograms),
            JobField::FarmTasks => codes(List::FarmTask, job.farm_tasks),
            JobField::OwnUse => job.own_use.map(Answer::YesNo),
            JobField::Artistic175Bis => job.artistic_175bis.map(Answer::YesNo),
        }
    }

    /// The answer in words.
    pub fn words(&self, edition: &Edition) -> Words {
        let labels = &edition.labels;
        match self {
            Answer::YesNo(yes) => phrase(edition, if *yes { "yes" } else { "no" }),
            Answer::Years(years) => years_between(edition, *years, *years),
            Answer::Number(min, max, unit) => {
                let (min, max) = (f64::from_bits(*min), f64::from_bits(*max));
                interval(edition, min, max, unit.names())
            }
            Answer::Codes(_, codes) if codes.is_empty() => phrase(edition, "nothing"),
            Answer::Codes(list, codes) => {
                let words = codes
                    .iter()
                    .filter_map(|code| list.labels(edition).get(*code));
                join(words, &both(", "))
            }
            Answer::Digits(list, code) => {
                let (label, template) = match list {
                    List::Sinco => (labels.sinco(code), "task"),
                    _ => (labels.scian(code), "activity"),
                };
                let label = label.cloned();
                let label = label.unwrap_or_else(|| phrase(edition, "without_label"));
                let values = [("label", &label), ("code", &both(code.as_str()))];
                fill(&phrase(edition, template), &values)
            }
        }
    }
}

/// What was answered under all combinations, each answer once; an empty one is not known. Ages
/// that follow each other are one interval.
pub(super) fn said(edition: &Edition, answers: &BTreeSet<Vec<Answer>>) -> Words {
    if let Some((first, last)) = running_years(answers) {
        return years_between(edition, first, last);
    }
    let each: Vec<Words> = answers
        .iter()
        .map(|answer| {
            if answer.is_empty() {
                return phrase(edition, "not_known");
            }
            let words: Vec<Words> = answer.iter().map(|one| one.words(edition)).collect();
            join(&words, &both("; "))
        })
        .collect();
    join(&each, &phrase(edition, "or_else"))
}

/// The first and last of ages without a gap between them.
fn running_years(answers: &BTreeSet<Vec<Answer>>) -> Option<(u32, u32)> {
    let years = answers.iter().map(|answer| match answer[..] {
        [Answer::Years(years)] => Some(years),
        _ => None,
    });
    let years = years.collect::<Option<Vec<u32>>>()?;
    let runs = years.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    runs.then_some((*years.first()?, *years.last()?))
}

/// One of the phrases of the edition; `Edition::check` holds that it is there.
pub(super) fn phrase(edition: &Edition, name: &str) -> Words {
    let known = edition.labels.phrase.get(name);
    known.cloned().unwrap_or_else(|| both(name))
}

/// A number as people write it: at most two decimals, none that say nothing.
pub(super) fn figure(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn years_between(edition: &Edition, min: u32, max: u32) -> Words {
    interval(edition, f64::from(min), f64::from(max), ("year", "years"))
}

fn interval(edition: &Edition, min: f64, max: f64, names: (&str, &str)) -> Words {
    let one = min == max && max == 1.0;
    let unit = if one { names.0 } else { names.1 };
    let unit = edition.labels.unit.get(unit).cloned();
    let unit = unit.unwrap_or_else(|| both(names.1));
    let (template, values) = if min == max {
        ("number", vec![("number", both(figure(max)))])
    } else {
        (
            "interval",
            vec![("min", both(figure(min))), ("max", both(figure(max)))],
        )
    };
    let mut values: Vec<(&str, &Words)> = values.iter().map(|(at, value)| (*at, value)).collect();
    values.push(("unit", &unit));
    fill(&phrase(edition, template), &values)
}

impl Unit {
    /// The names of one and of many in `labels.unit`.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Unit::Hours => ("hour", "hours"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Kilograms => ("kg", "kg"),
        }
    }
}

impl List {
    fn labels(self, edition: &Edition) -> &BTreeMap<String, Words> {
        let labels = &edition.labels;
        match self {
            List::Status => &labels.status,
            List::Place => &labels.place,
            List::Employer => &labels.employer,
            List::Pay => &labels.pay,
            List::Exposure => &labels.exposure,
            List::FarmTask => &labels.farm_task,
            List::ChoresHazard => &labels.chores_hazard,
            List::Scian => &labels.scian,
            List::Sinco => &labels.sinco,
        }
    }
}

fn number(span: Option<Span>, unit: Unit) -> Option<Answer> {
    span.map(|span| Answer::Number(span.min().to_bits(), span.max().to_bits(), unit))
}

fn code<T: Coded>(list: List, code: Option<T>) -> Option<Answer> {
    code.map(|code| Answer::Codes(list, vec![code.word()]))
}

/// The words of a set, in the order of their list.
pub(super) fn codes<T: Coded>(list: List, codes: Option<CodeSet<T>>) -> Option<Answer> {
    codes.map(|codes| Answer::Codes(list, codes.iter().map(T::word).collect()))
}

fn digits(list: List, code: Option<Digits>) -> Option<Answer> {
    code.map(|code| Answer::Digits(list, code.to_string()))
}
