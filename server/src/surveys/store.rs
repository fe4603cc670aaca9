//! SQL of rounds and questionnaires.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::open::Opening;

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    pub id: String,
    pub name: String,
    /// First and last day, `YYYY-MM-DD`.
    pub starts: String,
    pub ends: String,
    /// Content id of its questionnaire.
    pub questionnaire: String,
}

/// A questionnaire as devices get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedQuestionnaire {
    pub content_id: String,
    pub json: String,
    pub signature: Vec<u8>,
}

pub(super) fn put(
    conn: &Connection,
    opening: &Opening,
    content_id: &str,
    signature: &[u8],
) -> rusqlite::Result<()> {
    conn.execute(
        "insert into questionnaire (content_id, json, signature) values (?1, ?2, ?3)
         on conflict (content_id) do nothing",
        params![content_id, opening.questionnaire, signature],
    )?;
    conn.execute(
        "insert into survey (id, name, starts, ends, questionnaire) values (?1, ?2, ?3, ?4, ?5)",
        params![
            opening.id,
            opening.name,
            opening.starts.to_string(),
            opening.ends.to_string(),
            content_id
        ],
    )?;
    Ok(())
}

/// The round of this id.
pub fn survey(conn: &Connection, id: &str) -> rusqlite::Result<Option<Survey>> {
    conn.prepare_cached("select id, name, starts, ends, questionnaire from survey where id = ?1")?
        .query_row([id], of_row)
        .optional()
}

/// Ids of every round, sorted.
pub fn ids(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached("select id from survey order by id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// The round that began last: what pages show and codes are made for when none is named.
pub fn latest(conn: &Connection) -> rusqlite::Result<Option<Survey>> {
    conn.prepare_cached(
        "select id, name, starts, ends, questionnaire from survey order by starts desc, id desc",
    )?
    .query_row([], of_row)
    .optional()
}

/// A questionnaire by its content id.
pub fn issued_questionnaire(
    conn: &Connection,
    content_id: &str,
) -> rusqlite::Result<Option<IssuedQuestionnaire>> {
    conn.prepare_cached(
        "select content_id, json, signature from questionnaire where content_id = ?1",
    )?
    .query_row([content_id], |row| {
        Ok(IssuedQuestionnaire {
            content_id: row.get(0)?,
            json: row.get(1)?,
            signature: row.get(2)?,
        })
    })
    .optional()
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Survey> {
    Ok(Survey {
        id: row.get(0)?,
        name: row.get(1)?,
        starts: row.get(2)?,
        ends: row.get(3)?,
        questionnaire: row.get(4)?,
    })
}
