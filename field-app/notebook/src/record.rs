//! Between the draft in the store and the household record: reading both as answers, and
//! committing the draft as one change.
//!
//! It knows the questionnaire's places (roster or round) and the codes that the device itself
//! writes; it decides nothing about what is asked.

use crate::errors::NoteError;
use crate::notebook::Unlocked;
use crate::store::changes::{put_change, put_record};
use crate::store::dwellings::{KeptDwelling, put_dwelling};
use crate::store::journal::{JournalLine, clear_draft, close_interview};
use crate::store::{StoreError, journal};
use crate::views::DwellingState;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use survey_forms::{Answer, AnswerKey, Answers, Kept, Questionnaire, VisitClass, visit_result};
use sync::{Place, RecordView, Scalar, Write};
use uuid::Uuid;

/// Message of a change that closes an interview.
pub(crate) const CLOSED: &str = "Entrevista cerrada";
/// Message of a change with an interview that goes on another day.
pub(crate) const UNFINISHED: &str = "Entrevista sin terminar";
/// Message of a change with listing and visits only.
pub(crate) const LISTED: &str = "Vivienda listada y visitada";

/// An instant as answers carry it: RFC 3339 in UTC, whole seconds.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Everything known of a household, one value a place: the record with the draft over it. Where
/// two values are kept, the one that Automerge shows; the record keeps both.
pub(crate) fn answers_of(
    questionnaire: &Questionnaire,
    view: &RecordView,
    draft: &[(AnswerKey, Value)],
) -> Answers {
    let mut answers = Answers::default();
    for (place, kept) in view.members.iter().chain(&view.round) {
        if let (Some(key), Some(value)) = (AnswerKey::parse(place), kept.last()) {
            put(questionnaire, &mut answers, key, &value.scalar);
        }
    }
    for (key, value) in draft {
        put(questionnaire, &mut answers, key.clone(), value);
    }
    answers
}

/// Null takes the answer away. What a newer questionnaire asks stays in the record, unread here.
pub(crate) fn put(
    questionnaire: &Questionnaire,
    answers: &mut Answers,
    key: AnswerKey,
    value: &Value,
) {
    if value.is_null() {
        answers.clear(&key);
    } else if let Some((_, question)) = questionnaire.question(&key.code)
        && let Ok(answer) = Answer::from_scalar(&question.kind, value)
    {
        answers.set(key, answer);
    }
}

/// One answer as the record takes it.
pub(crate) fn write(
    questionnaire: &Questionnaire,
    key: &AnswerKey,
    value: Value,
) -> Result<Write, NoteError> {
    let kept = questionnaire
        .question(&key.code)
        .map(|(section, _)| section.kept);
    let place = match kept {
        Some(Kept::Roster) => Place::Roster,
        _ => Place::Round,
    };
    let scalar = Scalar::try_from(value).map_err(|_| StoreError::Unreadable("draft"))?;
    Ok(Write {
        place,
        key: key.to_string(),
        scalar,
    })
}

/// What a commit is about.
pub(crate) struct Commit<'a> {
    pub household: Uuid,
    pub message: &'a str,
    pub at: DateTime<Utc>,
    pub closes: bool,
}

impl Unlocked {
    /// The household's record and its answers as they stand here.
    pub(crate) fn answers(&self, household: Uuid) -> Result<Answers, StoreError> {
        let view = self.store.record(household)?.read(&self.enrolment.survey);
        let draft = self.store.draft(household)?;
        Ok(answers_of(&self.questionnaire, &view, &draft))
    }

    /// Commits the draft as ONE change, in one transaction with the list's line. Nothing when
    /// the draft holds nothing new.
    pub(crate) fn commit(&mut self, commit: &Commit<'_>) -> Result<(), NoteError> {
        let draft = self.store.draft(commit.household)?;
        let mut record = self.store.record(commit.household)?;
        let mut writes = Vec::with_capacity(draft.len());
        for (key, value) in &draft {
            writes.push(write(&self.questionnaire, key, value.clone())?);
        }
        let survey = &self.enrolment.survey;
        let changes = record.commit(
            self.actor,
            commit.at.timestamp(),
            commit.message,
            survey,
            &writes,
        )?;
        let answers = answers_of(&self.questionnaire, &record.read(survey), &[]);
        let line = line(commit.household, &answers);
        self.store.write(|tx| {
            put_record(tx, &record)?;
            for change in &changes {
                put_change(tx, commit.household, change)?;
            }
            clear_draft(tx, commit.household)?;
            if commit.closes {
                close_interview(tx, commit.household, &instant(commit.at))?;
            }
            put_dwelling(tx, &line)?;
            Ok::<_, NoteError>(())
        })
    }

    /// Commits one correction and its line of the journal, leaving the draft alone.
    pub(crate) fn commit_correction(
        &mut self,
        commit: &Commit<'_>,
        key: &AnswerKey,
        value: &Value,
    ) -> Result<(), NoteError> {
        let writes = [write(&self.questionnaire, key, value.clone())?];
        let mut record = self.store.record(commit.household)?;
        let survey = &self.enrolment.survey;
        let changes = record.commit(
            self.actor,
            commit.at.timestamp(),
            commit.message,
            survey,
            &writes,
        )?;
        let draft = self.store.draft(commit.household)?;
        let answers = answers_of(&self.questionnaire, &record.read(survey), &draft);
        let line = line(commit.household, &answers);
        let opening = self.actor.to_string();
        self.store.write(|tx| {
            put_record(tx, &record)?;
            for change in &changes {
                put_change(tx, commit.household, change)?;
            }
            let noted = JournalLine {
                household: commit.household,
                key,
                value: Some(value),
                answered_at: &commit.at.to_rfc3339(),
                took_ms: 0,
                informant: None,
                language: None,
                opening: &opening,
            };
            journal::put_journal(tx, &noted)?;
            put_dwelling(tx, &line)?;
            Ok::<_, NoteError>(())
        })
    }

    /// Notes answers in the draft and the journal, durable when this returns, and rewrites the
    /// list's line when `answers` (as they stand afterwards) are given.
    pub(crate) fn note(
        &mut self,
        household: Uuid,
        noted: &[(AnswerKey, Option<Value>)],
        paradata: &Beside<'_>,
        answers: Option<&Answers>,
    ) -> Result<(), NoteError> {
        let opening = self.actor.to_string();
        self.store.write(|tx| {
            for (key, value) in noted {
                journal::put_answer(
                    tx,
                    &JournalLine {
                        household,
                        key,
                        value: value.as_ref(),
                        answered_at: paradata.at,
                        took_ms: paradata.took_ms,
                        informant: paradata.informant,
                        language: paradata.language,
                        opening: &opening,
                    },
                )?;
            }
            if let Some(answers) = answers {
                put_dwelling(tx, &line(household, answers))?;
            }
            Ok::<_, NoteError>(())
        })
    }
}

/// What is noted beside answers.
#[derive(Default)]
pub(crate) struct Beside<'a> {
    pub at: &'a str,
    pub took_ms: i64,
    pub informant: Option<&'a str>,
    pub language: Option<&'a str>,
}

/// The list's line as the answers give it.
pub(crate) fn line(household: Uuid, answers: &Answers) -> KeptDwelling {
    let results = visit_results_of(answers);
    KeptDwelling {
        household,
        area: text(answers, "area"),
        block: text(answers, "block"),
        number: text(answers, "dwelling_number"),
        address: text(answers, "address"),
        state: state(answers, results.last().map(String::as_str)),
        visits: u32::try_from(results.len()).unwrap_or(u32::MAX),
        last_result: results.last().cloned(),
        waiting: true,
    }
}

/// Results of the visits, first to last: a visit's id begins with which visit it is; of two that
/// devices apart counted alike, the clocks decide.
fn visit_results_of(answers: &Answers) -> Vec<String> {
    let mut visits: Vec<(&str, String, &str, String)> = answers
        .visits()
        .into_iter()
        .filter_map(|visit| {
            let result = words(answers.get(visit, "visit_result")?)?;
            let at = answers.get(visit, "visit_at").and_then(words);
            Some((visit.get(..2)?, at.unwrap_or_default(), visit, result))
        })
        .collect();
    visits.sort();
    visits.into_iter().map(|(.., result)| result).collect()
}

fn state(answers: &Answers, last_result: Option<&str>) -> DwellingState {
    let class = |code: &str| visit_result(code).map(|result| result.class);
    let closing = answers.get("", "closing_result").and_then(words);
    if let Some(class) = closing.as_deref().and_then(class) {
        return match class {
            VisitClass::Complete => DwellingState::Complete,
            VisitClass::Refused => DwellingState::Refused,
            VisitClass::NotEligible => DwellingState::NotAHome,
            VisitClass::Partial => DwellingState::InProgress,
            _ => DwellingState::Visited,
        };
    }
    let consented = answers.is_yes("", "consent");
    let begun = answers.get("", "interview_started").is_some();
    match last_result.and_then(class) {
        Some(VisitClass::Refused) if !consented => DwellingState::Refused,
        Some(VisitClass::NotEligible) if !consented => DwellingState::NotAHome,
        Some(VisitClass::Complete | VisitClass::Partial) => DwellingState::InProgress,
        _ if begun => DwellingState::InProgress,
        Some(_) => DwellingState::Visited,
        None => DwellingState::NotVisited,
    }
}

fn text(answers: &Answers, code: &str) -> String {
    answers.get("", code).and_then(words).unwrap_or_default()
}

/// The words of a text or the code of a choice.
pub(crate) fn words(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Text(text) | Answer::Choice(text) => Some(text.clone()),
        Answer::Number(_) => answer.to_scalar().as_f64().map(|number| number.to_string()),
        _ => None,
    }
}
