//! The same children as a flat CSV of our own facts, and as one JSON object a line.
//!
//! Start at [`csv`] and [`jsonl`]. Written from what the interviews told, not from the DBF
//! tables, so that reading all three alike shows that the mapping is right. What this module
//! does not know: the mapping.

use classify::{CodeSet, Coded, Digits, Job, Span};
use serde_json::{Value, json};

use super::people::{JOBS, Person, day};

const HEADING: [&str; 31] = [
    "id",
    "ref_date",
    "age",
    "age_max",
    "attends",
    "basic_completed",
    "status",
    "returns_within_weeks",
    "paid",
    "hours_week",
    "hours_week_max",
    "max_hours_day",
    "sunday",
    "authorisation",
    "medical_certificate",
    "scian",
    "sinco",
    "place",
    "employer",
    "pay",
    "after_22",
    "night_hours",
    "exposures",
    "max_load_kg",
    "farm_tasks",
    "own_use",
    "artistic_175bis",
    "own_household",
    "chores_hours_week",
    "chores_hours_week_max",
    "chores_hazards",
];

/// Every child whose interview is complete.
fn children(people: &[Person]) -> impl Iterator<Item = (&Person, &classify::Settled)> {
    people.iter().filter_map(|person| {
        let interview = person.interview.as_ref().filter(|read| read.complete)?;
        Some((person, &interview.told))
    })
}

/// The flat table.
pub fn csv(people: &[Person]) -> Vec<u8> {
    let mut csv = HEADING.join(",") + "\n";
    for (person, told) in children(people) {
        let job = told.jobs.iter().next().copied().unwrap_or_default();
        let (hours, hours_max) = ends(told.hours_week);
        let (chores, chores_max) = ends(told.chores_hours_week);
        let cells = [
            person.id(),
            day().to_string(),
            person.age.to_string(),
            String::new(),
            yes_no(told.attends),
            yes_no(told.basic_completed),
            word(told.status),
            // One number stands for the band: within four weeks, or later.
            told.returns_within_weeks.map_or_else(String::new, |weeks| {
                if weeks.max() <= 4.0 { "4" } else { "520" }.to_owned()
            }),
            yes_no(told.absence_paid),
            hours,
            hours_max,
            ends(told.max_hours_day).0,
            yes_no(told.sunday),
            String::new(),
            String::new(),
            digits(job.scian).unwrap_or_default(),
            digits(job.sinco).unwrap_or_default(),
            word(job.place),
            word(job.employer),
            word(job.pay),
            yes_no(job.after_22),
            ends(job.night_hours).0,
            words(job.exposures),
            ends(job.max_load_kg).0,
            String::new(),
            yes_no(job.own_use),
            String::new(),
            yes_no(told.own_household),
            chores,
            chores_max,
            words(told.chores_hazards),
        ];
        csv += &cells.join(",");
        csv.push('\n');
    }
    csv.into_bytes()
}

/// One object a line, as the rule set takes it.
pub fn jsonl(people: &[Person]) -> Vec<u8> {
    let mut lines = String::new();
    for (person, told) in children(people) {
        let jobs: Vec<Value> = told.jobs.iter().map(job).collect();
        let child = json!({
            "id": person.id(),
            "age": person.age,
            "ref_date": day().to_string(),
            "school": { "attends": told.attends, "basic_completed": told.basic_completed },
            "work": {
                "status": told.status,
                "absence": {
                    "returns_within_weeks": number(told.returns_within_weeks),
                    "paid": told.absence_paid,
                },
                "hours_week": number(told.hours_week),
                "max_hours_day": number(told.max_hours_day),
                "sunday": told.sunday,
                "jobs": if jobs.is_empty() { Value::Null } else { Value::Array(jobs) },
            },
            "chores": {
                "own_household": told.own_household,
                "hours_week": number(told.chores_hours_week),
                "hazards": told.chores_hazards,
            },
        });
        lines += &child.to_string();
        lines.push('\n');
    }
    lines.into_bytes()
}

fn job(job: &Job) -> Value {
    json!({
        "scian": digits(job.scian),
        "sinco": digits(job.sinco),
        "place": job.place,
        "employer": job.employer,
        "pay": job.pay,
        "after_22": job.after_22,
        "night_hours": number(job.night_hours),
        "exposures": job.exposures,
        "max_load_kg": number(job.max_load_kg),
        "own_use": job.own_use,
    })
}

/// The text of one of the invented codes.
pub fn digits(code: Option<Digits>) -> Option<String> {
    let code = code?;
    let mut known = JOBS.iter().flat_map(|job| [job.0, job.1]);
    let same = |text: &&str| Digits::read(text, 4) == Some(code);
    known.find(same).map(str::to_owned)
}

fn number(span: Option<Span>) -> Value {
    match span {
        None => Value::Null,
        Some(span) if span.min() == span.max() => json!(span.min()),
        Some(span) => json!({ "min": span.min(), "max": span.max() }),
    }
}

/// An exact number, or both ends of an interval.
fn ends(span: Option<Span>) -> (String, String) {
    match span {
        None => (String::new(), String::new()),
        Some(span) if span.min() == span.max() => (span.min().to_string(), String::new()),
        Some(span) => (span.min().to_string(), span.max().to_string()),
    }
}

fn yes_no(answer: Option<bool>) -> String {
    answer.map_or_else(String::new, |answer| u8::from(answer).to_string())
}

fn word<T: Coded>(word: Option<T>) -> String {
    word.map_or_else(String::new, |word| word.word().to_owned())
}

fn words<T: Coded>(set: Option<CodeSet<T>>) -> String {
    let Some(set) = set else {
        return String::new();
    };
    let words: Vec<&str> = set.iter().map(T::word).collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(" ")
    }
}
