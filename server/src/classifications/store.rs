//! SQL of classifications.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Classified;

/// What stood before, as far as a case cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub child_labour: Option<bool>,
    pub occupation: Option<String>,
    pub chores: Option<String>,
}

/// Where and when a verdict was made.
pub struct Made<'a> {
    pub household: &'a str,
    pub survey: &'a str,
    pub area: &'a str,
    pub receipt: i64,
    pub at: &'a str,
}

/// The child's verdict as it stands, whatever the edition (the one classified last).
pub fn before(
    conn: &Connection,
    household: &str,
    survey: &str,
    member: &str,
) -> rusqlite::Result<Option<Before>> {
    conn.prepare_cached(
        "select child_labour, occupation, chores from classification
         where household = ?1 and survey = ?2 and member = ?3
         order by receipt desc limit 1",
    )?
    .query_row([household, survey, member], |row| {
        Ok(Before {
            child_labour: row.get(0)?,
            occupation: row.get(1)?,
            chores: row.get(2)?,
        })
    })
    .optional()
}

/// Puts the household's verdicts of a round in place of what stood there.
pub fn replace(
    tx: &Transaction<'_>,
    made: &Made<'_>,
    classified: &[Classified],
) -> rusqlite::Result<()> {
    tx.prepare_cached("delete from classification where household = ?1 and survey = ?2")?
        .execute([made.household, made.survey])?;
    let mut insert = tx.prepare_cached(
        "insert into classification (household, survey, member, edition, receipt, facts, verdict,
             grounds, in_scope, child_labour, occupation, chores, cti, sex, age_min, age_max,
             sector, area, classified_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?;
    for child in classified {
        let ages = child.ages();
        insert.execute(params![
            made.household,
            made.survey,
            child.member,
            child.edition,
            made.receipt,
            child.facts.to_string(),
            child.verdict.to_string(),
            child.grounds.to_string(),
            child.known("in_scope"),
            child.known("child_labour"),
            child.code("occupation"),
            child.code("chores"),
            child.code("cti"),
            child.sex,
            ages.map(|ages| ages.0),
            ages.map(|ages| ages.1),
            child.sector,
            made.area,
            made.at
        ])?;
    }
    Ok(())
}
