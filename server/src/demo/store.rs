//! The only SQL of the demo: what stands in the rows after everything was handed over.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::summary::Counts;

/// What the classification says of one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub in_scope: Option<bool>,
    pub child_labour: Option<bool>,
    pub occupation: Option<String>,
    pub chores: Option<String>,
    pub cti: Option<String>,
    pub sex: Option<String>,
    pub age: Option<(i64, i64)>,
}

/// Every verdict of a round, by household and member.
pub fn verdicts(
    conn: &Connection,
    survey: &str,
) -> rusqlite::Result<BTreeMap<(String, String), Verdict>> {
    conn.prepare(
        "select household, member, in_scope, child_labour, occupation, chores, cti, sex,
                age_min, age_max
         from classification where survey = ?1",
    )?
    .query_map([survey], |row| {
        let ages: (Option<i64>, Option<i64>) = (row.get(8)?, row.get(9)?);
        let verdict = Verdict {
            in_scope: row.get(2)?,
            child_labour: row.get(3)?,
            occupation: row.get(4)?,
            chores: row.get(5)?,
            cti: row.get(6)?,
            sex: row.get(7)?,
            age: ages.0.zip(ages.1),
        };
        Ok(((row.get(0)?, row.get(1)?), verdict))
    })?
    .collect()
}

/// Dwellings of a round by the code of the last visit.
pub fn by_result(conn: &Connection, survey: &str) -> rusqlite::Result<Counts> {
    counted(
        conn,
        "select coalesce(visit_result, ''), count(*) from household where survey = ?1 group by 1",
        survey,
    )
}

/// Dwellings of a round by state.
pub fn by_state(conn: &Connection, survey: &str) -> rusqlite::Result<Counts> {
    counted(
        conn,
        "select state, count(*) from household where survey = ?1 group by 1",
        survey,
    )
}

/// Cases of a round by state.
pub fn cases(conn: &Connection, survey: &str) -> rusqlite::Result<Counts> {
    counted(
        conn,
        "select state, count(*) from child_case where survey = ?1 group by 1",
        survey,
    )
}

/// Places where two kept values stand.
pub fn discrepancies(conn: &Connection, survey: &str) -> rusqlite::Result<u64> {
    let sum: i64 = conn.query_row(
        "select coalesce(sum(discrepancies), 0) from household where survey = ?1",
        [survey],
        |row| row.get(0),
    )?;
    Ok(sum.unsigned_abs())
}

fn counted(conn: &Connection, sql: &'static str, survey: &str) -> rusqlite::Result<Counts> {
    conn.prepare(sql)?
        .query_map([survey], |row| {
            let count: i64 = row.get(1)?;
            Ok((row.get(0)?, count.unsigned_abs()))
        })?
        .collect()
}
