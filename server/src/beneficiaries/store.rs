//! The SQL of lists. It reads who the children are and what was answered; from `classification`
//! it takes the age alone.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::draw_up::Drawn;
use super::line::QUESTIONS;
use super::{Line, List, Part, Person};
use crate::programmes::{self, Family, Programme, Standing};

/// A child of the snapshot.
#[derive(Clone, Debug)]
pub struct Child {
    /// The household's id.
    pub household: String,
    /// The household's folio.
    pub home_folio: String,
    /// The child's place in the record.
    pub member: String,
    /// `ageb:…`.
    pub area: String,
    /// Least age in years.
    pub age_min: Option<u32>,
    /// Greatest age in years.
    pub age_max: Option<u32>,
}

/// The latest round's id.
pub fn latest_survey(conn: &Connection) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("select id from survey order by starts desc, id desc limit 1")?
        .query_row([], |row| row.get(0))
        .optional()
}

/// The last receipt that the rows take into account.
pub fn receipt(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row(
        "select coalesce(max(receipt), 0) from projection",
        [],
        |row| row.get(0),
    )
}

/// Every child of a round who is, or may be, 5 to 17.
pub fn children(conn: &Connection, survey: &str) -> rusqlite::Result<Vec<Child>> {
    let mut statement = conn.prepare(
        "select c.household, h.folio, c.member, h.area, c.age_min, c.age_max
         from classification c join household h on h.id = c.household and h.survey = c.survey
         where c.survey = ?1 and coalesce(c.in_scope, 1) = 1
         order by h.folio, c.household, c.member",
    )?;
    let rows = statement.query_map([survey], |row| {
        Ok(Child {
            household: row.get(0)?,
            home_folio: row.get(1)?,
            member: row.get(2)?,
            area: row.get(3)?,
            age_min: row.get(4)?,
            age_max: row.get(5)?,
        })
    })?;
    rows.collect()
}

/// The answers of a household that a line or a rule may look at.
pub fn family(
    conn: &Connection,
    household: &str,
    survey: &str,
    programme: &Programme,
) -> rusqlite::Result<Family> {
    let asked = programme.questions();
    answers_of(conn, household, survey, |code| {
        QUESTIONS.contains(&code) || asked.contains(code)
    })
}

/// Those answers of a household whose questions are asked for.
pub fn answers_of(
    conn: &Connection,
    household: &str,
    survey: &str,
    asked: impl Fn(&str) -> bool,
) -> rusqlite::Result<Family> {
    let mut family = Family::default();
    let mut statement = conn.prepare_cached(
        "select subject, code, value from answer where household = ?1 and survey = ?2 order by subject, code, n",
    )?;
    let mut rows = statement.query([household, survey])?;
    while let Some(row) = rows.next()? {
        let (subject, code, value): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        if !asked(&code) {
            continue;
        }
        let value: Value = serde_json::from_str(&value).unwrap_or_default();
        family.answered(&subject, &code, value);
    }
    Ok(family)
}

/// Writes a list and its lines.
pub fn insert(tx: &Transaction<'_>, drawn: &Drawn, person: &str) -> rusqlite::Result<()> {
    let list = &drawn.list;
    programmes::load(tx, &drawn.programme, &drawn.rule)?;
    let hash = hex::decode(&list.hash).unwrap_or_default();
    tx.execute(
        "insert into beneficiary_list (id, programme, as_of, drawn_at, drawn_by, receipt, hash)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            list.id,
            list.programme,
            list.as_of,
            list.drawn_at,
            person,
            list.receipt,
            hash
        ],
    )?;
    let mut insert = tx.prepare_cached(
        "insert into beneficiary_line (list, n, household, survey, member, folio, area, status, reasons,
             to_gather, identity)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for (n, line) in (1_i64..).zip(&drawn.lines) {
        insert.execute(params![
            list.id,
            n,
            line.household,
            line.survey,
            line.member,
            line.folio,
            line.area,
            line.standing.code(),
            json(&line.reasons)?,
            json(&line.to_gather)?,
            json(&line.person)?,
        ])?;
    }
    Ok(())
}

const LISTS: &str = "select l.id, l.programme, l.as_of, l.drawn_at, coalesce(p.name, l.drawn_by), l.receipt, lower(hex(l.hash))
    from beneficiary_list l left join person p on p.id = l.drawn_by";

/// The lists of a programme, the newest first.
pub fn lists(conn: &Connection, programme: &str) -> rusqlite::Result<Vec<List>> {
    let mut statement = conn.prepare_cached(&format!(
        "{LISTS} where l.programme = ?1 order by l.drawn_at desc, l.id limit 50"
    ))?;
    let lists: Vec<List> = statement
        .query_map([programme], head)?
        .collect::<rusqlite::Result<_>>()?;
    lists.into_iter().map(|list| counted(conn, list)).collect()
}

/// One list's head.
pub fn list(conn: &Connection, id: &str) -> rusqlite::Result<Option<List>> {
    let found = conn
        .prepare_cached(&format!("{LISTS} where l.id = ?1"))?
        .query_row([id], head)
        .optional()?;
    found.map(|list| counted(conn, list)).transpose()
}

fn head(row: &Row<'_>) -> rusqlite::Result<List> {
    Ok(List {
        id: row.get(0)?,
        programme: row.get(1)?,
        as_of: row.get(2)?,
        drawn_at: row.get(3)?,
        drawn_by: row.get(4)?,
        receipt: row.get(5)?,
        hash: row.get(6)?,
        counts: BTreeMap::new(),
    })
}

fn counted(conn: &Connection, mut list: List) -> rusqlite::Result<List> {
    let mut statement = conn.prepare_cached(
        "select status, count(*) from beneficiary_line where list = ?1 group by status",
    )?;
    let rows = statement.query_map([&list.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    list.counts = rows.collect::<rusqlite::Result<_>>()?;
    Ok(list)
}

/// How many lines the filters find.
pub fn count(conn: &Connection, list: &str, standing: &str, area: &str) -> rusqlite::Result<u64> {
    let n: i64 = conn
        .prepare_cached(
            "select count(*) from beneficiary_line
             where list = ?1 and (?2 = '' or status = ?2) and (?3 = '' or area = ?3)",
        )?
        .query_row([list, standing, area], |row| row.get(0))?;
    Ok(n.unsigned_abs())
}

/// The AGEBs of a list.
pub fn areas(conn: &Connection, list: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "select distinct area from beneficiary_line where list = ?1 order by area",
    )?;
    statement.query_map([list], |row| row.get(0))?.collect()
}

const LINE: &str = "select household, survey, member, folio, area, status, reasons, to_gather, identity from beneficiary_line";

/// The lines that the filters find.
pub fn find(
    conn: &Connection,
    list: &str,
    standing: &str,
    area: &str,
    skip: u64,
    rows: u64,
) -> rusqlite::Result<Vec<Line>> {
    let (skip, rows) = (
        i64::try_from(skip).unwrap_or(i64::MAX),
        i64::try_from(rows).unwrap_or(i64::MAX),
    );
    let mut statement = conn.prepare_cached(&format!(
        "{LINE} where list = ?1 and (?2 = '' or status = ?2) and (?3 = '' or area = ?3)
         order by n limit ?4 offset ?5"
    ))?;
    statement
        .query_map(params![list, standing, area, rows, skip], line)?
        .collect()
}

/// The lines of one part of a list, for a file.
pub fn part(conn: &Connection, list: &str, part: Part) -> rusqlite::Result<Vec<Line>> {
    let standing = if part == Part::Proposed {
        Standing::Included.code()
    } else {
        ""
    };
    find(conn, list, standing, "", 0, u64::MAX)
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let status: String = row.get(5)?;
    let (reasons, to_gather, identity): (String, String, String) =
        (row.get(6)?, row.get(7)?, row.get(8)?);
    Ok(Line {
        household: row.get(0)?,
        survey: row.get(1)?,
        member: row.get(2)?,
        folio: row.get(3)?,
        area: row.get(4)?,
        // The table allows three; anything else could not be told.
        standing: Standing::of_code(&status).unwrap_or(Standing::CannotTell),
        reasons: serde_json::from_str(&reasons).unwrap_or_default(),
        to_gather: serde_json::from_str(&to_gather).unwrap_or_default(),
        person: serde_json::from_str::<Person>(&identity).unwrap_or_default(),
    })
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
