//! SQL of the draft (the newest answer at each place that is not committed yet), the journal
//! (each answer as given, with its paradata) and the open interviews.

use super::{Store, StoreError};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;
use survey_forms::AnswerKey;
use uuid::Uuid;

/// One answer with what is noted beside it. Holds the answer: never print it.
pub(crate) struct JournalLine<'a> {
    pub household: Uuid,
    pub key: &'a AnswerKey,
    /// None: taken back.
    pub value: Option<&'a Value>,
    /// RFC 3339.
    pub answered_at: &'a str,
    pub took_ms: i64,
    pub informant: Option<&'a str>,
    pub language: Option<&'a str>,
    pub opening: &'a str,
}

/// How often and how long a place was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paradata {
    /// Subject and question.
    pub key: AnswerKey,
    /// RFC 3339.
    pub answered_at: String,
    /// Milliseconds since the question was shown or the answer before.
    pub took_ms: i64,
    /// How many answers the place had before.
    pub correction: u32,
    /// Who answered, when it is known.
    pub informant: Option<String>,
    /// Language of the interview.
    pub language: Option<String>,
}

/// When an interview began and was closed, RFC 3339.
#[derive(Debug, Clone, Default)]
pub(crate) struct InterviewTimes {
    pub closed_at: Option<String>,
}

/// Notes an answer in the journal and makes it the draft's.
pub(crate) fn put_answer(tx: &Transaction<'_>, line: &JournalLine<'_>) -> Result<(), StoreError> {
    put_journal(tx, line)?;
    tx.prepare_cached(
        "insert into draft (household, subject, code, value) values (?1, ?2, ?3, ?4) \
         on conflict (household, subject, code) do update set value = ?4",
    )?
    .execute(params![
        line.household.to_string(),
        line.key.subject,
        line.key.code,
        line.value.map(Value::to_string),
    ])?;
    Ok(())
}

/// Notes an answer in the journal only: it is committed in the same transaction.
pub(crate) fn put_journal(tx: &Transaction<'_>, line: &JournalLine<'_>) -> Result<(), StoreError> {
    let household = line.household.to_string();
    let value = line.value.map(Value::to_string);
    tx.prepare_cached(
        "insert into journal (household, subject, code, value, answered_at, took_ms, correction, \
           informant, language, opening) \
         values (?1, ?2, ?3, ?4, ?5, ?6, \
           (select count(*) from journal where household = ?1 and subject = ?2 and code = ?3), \
           ?7, ?8, ?9)",
    )?
    .execute(params![
        household,
        line.key.subject,
        line.key.code,
        value,
        line.answered_at,
        line.took_ms,
        line.informant,
        line.language,
        line.opening,
    ])?;
    Ok(())
}

/// Takes a place out of the draft, as if it had never been answered. The journal keeps it.
pub(crate) fn drop_draft(
    tx: &Transaction<'_>,
    household: Uuid,
    key: &AnswerKey,
) -> Result<(), StoreError> {
    tx.prepare_cached("delete from draft where household = ?1 and subject = ?2 and code = ?3")?
        .execute(params![household.to_string(), key.subject, key.code])?;
    Ok(())
}

/// Empties the draft of a household: it has been committed.
pub(crate) fn clear_draft(tx: &Transaction<'_>, household: Uuid) -> Result<(), StoreError> {
    tx.prepare_cached("delete from draft where household = ?1")?
        .execute([household.to_string()])?;
    Ok(())
}

pub(crate) fn open_interview(
    tx: &Transaction<'_>,
    household: Uuid,
    at: &str,
) -> Result<(), StoreError> {
    tx.prepare_cached("insert or ignore into interview (household, opened_at) values (?1, ?2)")?
        .execute(params![household.to_string(), at])?;
    Ok(())
}

pub(crate) fn close_interview(
    tx: &Transaction<'_>,
    household: Uuid,
    at: &str,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "insert into interview (household, opened_at, closed_at) values (?1, ?2, ?2) \
         on conflict (household) do update set closed_at = ?2",
    )?
    .execute(params![household.to_string(), at])?;
    Ok(())
}

impl Store {
    /// The draft of a household: the newest value at each place, null where taken back.
    pub(crate) fn draft(&self, household: Uuid) -> Result<Vec<(AnswerKey, Value)>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select subject, code, value from draft where household = ?1 order by subject, code",
        )?;
        let rows = query.query_map([household.to_string()], |row| {
            let key = AnswerKey::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?);
            Ok((key, row.get::<_, Option<String>>(2)?))
        })?;
        rows.map(|row| {
            let (key, text) = row?;
            let value = text.map_or(Ok(Value::Null), |text| serde_json::from_str(&text));
            Ok((key, value.map_err(|_| StoreError::Unreadable("draft"))?))
        })
        .collect()
    }

    /// Households with a draft, in order of listing.
    pub(crate) fn drafted(&self) -> Result<Vec<Uuid>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select household from household \
             where household in (select household from draft) order by place",
        )?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|text| super::dwellings::read_household(&text?))
            .collect()
    }

    pub(crate) fn interview(&self, household: Uuid) -> Result<Option<InterviewTimes>, StoreError> {
        let mut query = self
            .conn()
            .prepare_cached("select closed_at from interview where household = ?1")?;
        Ok(query
            .query_row([household.to_string()], |row| {
                Ok(InterviewTimes {
                    closed_at: row.get(0)?,
                })
            })
            .optional()?)
    }

    /// The paradata of a household, oldest first; never the answers themselves.
    pub(crate) fn paradata(&self, household: Uuid) -> Result<Vec<Paradata>, StoreError> {
        let mut query = self.conn().prepare_cached(
            "select subject, code, answered_at, took_ms, correction, informant, language \
             from journal where household = ?1 order by id",
        )?;
        let rows = query.query_map([household.to_string()], |row| {
            Ok(Paradata {
                key: AnswerKey::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?),
                answered_at: row.get(2)?,
                took_ms: row.get(3)?,
                correction: row.get(4)?,
                informant: row.get(5)?,
                language: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
