//! *Qué falta por saber*: each gap in words, and the question that would settle it.
//!
//! Start at [`missing`]. A fact that was answered differently is said to be so, with its
//! answers. What this module does not know: which questionnaire asks; the server puts its own
//! question beside.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    answer::{Answer, said},
    words::fill,
};
use crate::{
    classification::Classification,
    edition::{Edition, Words},
    facts::ChildFacts,
    field::{Field, JobField},
};

/// Why a fact leaves something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing is known of it.
    Unknown,
    /// It is known, not closely enough: an interval, an age between two years.
    Imprecise,
    /// What was said waits to be coded, or its code is too short.
    Uncoded,
    /// It was answered more than once, differently.
    Discrepancy,
}

/// A fact that leaves the class open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its path, such as `work.jobs[0].scian`.
    pub fact: String,
    pub why: Why,
    /// What is missing, and the question that would settle it.
    pub es: String,
    pub en: String,
    /// What is missing, without a question: for who has a questionnaire's own.
    #[serde(skip)]
    pub what: Words,
}

/// What is missing for a classification that [`classify`](crate::classify) made of the same
/// facts: one entry a fact, sorted by its path.
///
/// ```
/// use classify::{ChildFacts, Edition, classify, missing};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let facts: ChildFacts = serde_json::from_str(
///     r#"{"age": 12, "ref_date": "2026-03-01", "work": {"status": "none"},
///         "chores": {"own_household": true, "hours_week": {"min": 10, "max": 20}, "hazards": []}}"#,
/// )?;
/// let result = classify(&edition, &facts)?;
/// let hours = &missing(&edition, &facts, &result)[0];
/// assert_eq!(hours.fact, "chores.hours_week");
/// assert_eq!(
///     hours.what.es,
///     "Falta saber con más precisión cuántas horas a la semana hace quehaceres. \
///      Según las respuestas: de 10 a 20 horas."
/// );
/// assert!(hours.es.ends_with("en la semana de referencia?»"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn missing(edition: &Edition, facts: &ChildFacts, result: &Classification) -> Vec<Missing> {
    let paths: BTreeSet<&str> = result
        .gaps
        .iter()
        .map(|gap| gap.strip_prefix(DISCREPANCY).unwrap_or(gap))
        .collect();
    let one = |path: &str| {
        let field = field(path)?;
        let differs = result
            .gaps
            .iter()
            .any(|gap| gap.strip_prefix(DISCREPANCY) == Some(path));
        of_field(edition, facts, field, differs)
    };
    paths.into_iter().filter_map(one).collect()
}

const DISCREPANCY: &str = "discrepancy:";

fn of_field(edition: &Edition, facts: &ChildFacts, field: Field, differs: bool) -> Option<Missing> {
    let mut answers = BTreeSet::new();
    let mut jobs = 0;
    facts.each_combination(|child| {
        jobs = child.jobs.iter().len();
        answers.insert(Answer::to(field, child).into_iter().collect::<Vec<_>>());
    });
    let fact = edition.facts.get(&kind_of(field))?;
    let (why, sentence) = why(field, differs, &answers);
    let values = [("fact", &fact.name), ("answer", &said(edition, &answers))];
    let mut what = fill(edition.sentences.get(sentence)?, &values);
    if let Field::Job(job, _) = field
        && jobs > 1
    {
        what = super::of_job(edition, what, job);
    }
    let values = [("what", &what), ("ask", &fact.ask)];
    let words = fill(edition.sentences.get("settled_by")?, &values);
    Some(Missing {
        fact: field.to_string(),
        why,
        es: words.es,
        en: words.en,
        what,
    })
}

fn why(field: Field, differs: bool, answers: &BTreeSet<Vec<Answer>>) -> (Why, &'static str) {
    let known = answers.iter().any(|answer| !answer.is_empty());
    let coded = matches!(field, Field::Job(_, JobField::Scian | JobField::Sinco));
    match (differs, known) {
        (true, _) => (Why::Discrepancy, "missing_discrepancy"),
        (false, true) if coded => (Why::Uncoded, "missing_code"),
        (false, true) => (Why::Imprecise, "missing_precise"),
        (false, false) if coded => (Why::Uncoded, "missing_no_code"),
        (false, false) => (Why::Unknown, "missing"),
    }
}

/// The path with every job alike: `work.jobs[].scian`.
fn kind_of(field: Field) -> String {
    match field {
        Field::Job(_, fact) => format!("work.jobs[].{}", fact.name()),
        field => field.to_string(),
    }
}

/// Every fact that may be missing or answered differently; jobs stand as the first.
pub(super) const FIELDS: [Field; 27] = [
    Field::Age,
    Field::SchoolAttends,
    Field::SchoolBasicCompleted,
    Field::WorkStatus,
    Field::AbsenceReturns,
    Field::AbsencePaid,
    Field::HoursWeek,
    Field::MaxHoursDay,
    Field::Sunday,
    Field::Authorisation,
    Field::MedicalCertificate,
    Field::Jobs,
    Field::Job(0, JobField::Scian),
    Field::Job(0, JobField::Sinco),
    Field::Job(0, JobField::Place),
    Field::Job(0, JobField::Employer),
    Field::Job(0, JobField::Pay),
    Field::Job(0, JobField::After22),
    Field::Job(0, JobField::NightHours),
    Field::Job(0, JobField::Exposures),
    Field::Job(0, JobField::MaxLoadKg),
    Field::Job(0, JobField::FarmTasks),
    Field::Job(0, JobField::OwnUse),
    Field::Job(0, JobField::Artistic175Bis),
    Field::ChoresOwnHousehold,
    Field::ChoresHoursWeek,
    Field::ChoresHazards,
];

/// The kinds of facts that have words, as `words.toml` writes them.
pub(super) fn kinds() -> impl Iterator<Item = String> {
    FIELDS.into_iter().map(kind_of)
}

/// The field that a path names.
fn field(path: &str) -> Option<Field> {
    let job = path
        .strip_prefix("work.jobs[")
        .and_then(|rest| rest.split_once("]."));
    let Some((job, fact)) = job else {
        return FIELDS.into_iter().find(|field| field.to_string() == path);
    };
    let job = job.parse().ok()?;
    FIELDS.into_iter().find_map(|field| match field {
        Field::Job(_, known) if known.name() == fact => Some(Field::Job(job, known)),
        _ => None,
    })
}
