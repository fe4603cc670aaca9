//! A record as rows: the household's own, and one for each kept value of each answer. Pure; what
//! it makes is written by `store`. Knows nothing of verdicts.

use std::collections::BTreeMap;

use chrono::DateTime;
use survey_forms::area::AreaKey;
use survey_forms::{Answer, AnswerKey, Answers, KeptAnswers, Questionnaire, folio};
use sync::{Hash, HouseholdRecord, KeptValue, RecordView};

use super::standing::{standing, text, visit_results};
use crate::clock::stamp;

/// One row of `household`.
#[derive(Clone, PartialEq)]
pub struct HouseholdRow {
    pub id: String,
    pub survey: String,
    pub folio: String,
    /// `kind:KEY`; empty while no device has said where it is.
    pub area: String,
    pub block: Option<String>,
    pub dwelling_number: Option<String>,
    pub state: &'static str,
    pub visit_result: Option<String>,
    pub visits: i64,
    pub members: i64,
    pub children: i64,
    pub discrepancies: i64,
    pub receipt: i64,
    pub content_id: Option<String>,
    /// Person id.
    pub last_by: Option<String>,
    pub updated_at: String,
}

/// One row of `answer`.
#[derive(Clone, PartialEq)]
pub struct AnswerRow {
    pub subject: String,
    pub code: String,
    /// 0 for a single value; 0, 1, … where several were kept.
    pub n: i64,
    /// JSON scalar.
    pub value: String,
    pub person: Option<String>,
    pub device: String,
    pub given_at: String,
    pub change: Hash,
}

/// A record read for one round: the rows' source and the classifier's.
pub struct Reading {
    /// One value a place, the one every copy would show.
    pub answers: Answers,
    /// All kept values, as answers to their questions.
    pub kept: KeptAnswers,
    view: RecordView,
}

/// Where a row comes from beside the record.
pub struct Origin<'a> {
    pub survey: &'a str,
    pub receipt: i64,
    pub content_id: &'a str,
    /// Device id → person id.
    pub people: &'a BTreeMap<String, String>,
    /// Device whose change came last.
    pub last_device: &'a str,
    /// When that change reached the server: a rebuilt row says the same.
    pub received_at: &'a str,
}

/// Reads the record. Values that the questionnaire does not know are left to the log.
pub fn read(questionnaire: &Questionnaire, record: &HouseholdRecord, survey: &str) -> Reading {
    let view = record.read(survey);
    let (mut answers, mut kept) = (Answers::default(), KeptAnswers::new());
    for (place, values) in view.members.iter().chain(&view.round) {
        let Some(key) = AnswerKey::parse(place) else {
            continue;
        };
        let Some((_, question)) = questionnaire.question(&key.code) else {
            continue;
        };
        let read: Vec<Answer> = values
            .iter()
            .filter_map(|value| match value.scalar {
                // One side took the answer back while another gave one.
                serde_json::Value::Null => Some(Answer::NotAsked),
                ref scalar => Answer::from_scalar(&question.kind, scalar).ok(),
            })
            .collect();
        if let Some(shown) = read.last() {
            answers.set(key.clone(), shown.clone());
            kept.insert(key, read);
        }
    }
    Reading {
        answers,
        kept,
        view,
    }
}

/// The household's row.
pub fn household_row(
    record: &HouseholdRecord,
    reading: &Reading,
    origin: &Origin<'_>,
) -> HouseholdRow {
    let answers = &reading.answers;
    let results = visit_results(answers);
    let last_result = results.last().cloned().flatten();
    let children = answers
        .ref_date()
        .map_or(0, |date| answers.children(date).len());
    let area = text(answers, "", "area").and_then(|area| area.parse::<AreaKey>().ok());
    HouseholdRow {
        id: record.household().to_string(),
        survey: origin.survey.to_owned(),
        folio: folio(record.household()),
        area: area.map(|area| area.to_string()).unwrap_or_default(),
        block: text(answers, "", "block"),
        dwelling_number: text(answers, "", "dwelling_number"),
        state: standing(answers, last_result.as_deref()),
        visit_result: last_result,
        visits: count(results.len()),
        members: count(answers.members().len()),
        children: count(children),
        discrepancies: count(reading.view.discrepancies().count()),
        receipt: origin.receipt,
        content_id: Some(origin.content_id.to_owned()),
        last_by: origin.people.get(origin.last_device).cloned(),
        updated_at: origin.received_at.to_owned(),
    }
}

/// One row for each kept value.
pub fn answer_rows(reading: &Reading, people: &BTreeMap<String, String>) -> Vec<AnswerRow> {
    let mut rows = Vec::new();
    for (place, values) in reading.view.members.iter().chain(&reading.view.round) {
        let Some(key) = AnswerKey::parse(place) else {
            continue;
        };
        for (n, value) in values.iter().enumerate() {
            rows.push(answer_row(&key, n, value, people));
        }
    }
    rows
}

fn answer_row(
    key: &AnswerKey,
    n: usize,
    value: &KeptValue,
    people: &BTreeMap<String, String>,
) -> AnswerRow {
    let device = value.actor.device().to_string();
    AnswerRow {
        subject: key.subject.clone(),
        code: key.code.clone(),
        n: count(n),
        value: value.scalar.to_string(),
        person: people.get(&device).cloned(),
        device,
        given_at: DateTime::from_timestamp(value.seconds, 0)
            .map(stamp)
            .unwrap_or_default(),
        change: value.change,
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
