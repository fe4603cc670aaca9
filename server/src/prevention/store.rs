//! SQL of prevention: rows of children at risk, the rules that were set, the areas' risks.

use chrono::{DateTime, Utc};
use classify::at_risk::{AreaRisk, AtRisk, RiskFacts};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::find::{Filters, Found};
use super::weigh::Weighed;
use crate::clock::stamp;

/// The standing of a child for whose reference date no rules hold.
pub const NO_RULES: &str = "no_rules";

pub(super) fn forget(tx: &Transaction<'_>, household: &str, survey: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("delete from at_risk where household = ?1 and survey = ?2")?
        .execute([household, survey])?;
    Ok(())
}

/// Puts one child's row in place of the one it had.
pub(super) fn put(
    tx: &Transaction<'_>,
    child: &Weighed,
    result: Option<&AtRisk>,
) -> rusqlite::Result<()> {
    let points = result.and_then(|result| result.points);
    let codes = result.map(|result| {
        result
            .grounds
            .iter()
            .map(|ground| ground.code.word())
            .collect::<Vec<_>>()
    });
    let codes = codes.unwrap_or_default().join(" ");
    let age = child.facts.age;
    tx.prepare_cached(
        "insert or replace into at_risk (household, survey, member, edition, ref_date, area, facts,
             rules, standing, points_min, points_max, codes, grounds, gaps, age_min, age_max)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        child.household,
        child.survey,
        child.member,
        child.edition,
        child.ref_date,
        child.area,
        json(&child.facts)?,
        result.map(|result| result.rules.to_string()),
        result.map_or(NO_RULES, |result| result.standing.word()),
        points.map(|points| points.min),
        points.map(|points| points.max),
        codes,
        result.map_or(Ok("[]".to_owned()), |result| json(&result.grounds))?,
        result.map_or(Ok("[]".to_owned()), |result| json(&result.gaps))?,
        age.map(|age| age.min()),
        age.map(|age| age.max()),
    ])?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// Every row, as far as it is needed to weigh it anew.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Weighed>> {
    let mut statement = conn.prepare(
        "select household, survey, member, edition, ref_date, area, facts from at_risk
         order by household, survey, member",
    )?;
    let rows = statement.query_map([], |row| {
        let facts: String = row.get(6)?;
        let facts: RiskFacts = serde_json::from_str(&facts).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(6, rusqlite::types::Type::Text, error.into())
        })?;
        Ok(Weighed {
            household: row.get(0)?,
            survey: row.get(1)?,
            member: row.get(2)?,
            edition: row.get(3)?,
            ref_date: row.get(4)?,
            area: row.get(5)?,
            facts,
        })
    })?;
    rows.collect()
}

/// The texts of the rule sets that were set, oldest first.
pub(super) fn kept_rules(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached("select text from risk_rules order by n")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

pub(super) fn keep_rules(
    tx: &Transaction<'_>,
    id: &str,
    text: &str,
    hash: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached("insert into risk_rules (id, text, hash, set_at) values (?1, ?2, ?3, ?4)")?
        .execute(params![id, text, hash, stamp(now)])?;
    Ok(())
}

/// What the municipality says of an area; `None`: nothing.
pub(super) fn area_risk(conn: &Connection, area: &str) -> rusqlite::Result<Option<AreaRisk>> {
    let risk: Option<String> = conn
        .prepare_cached("select risk from area_risk where area = ?1")?
        .query_row([area], |row| row.get(0))
        .optional()?;
    Ok(risk.as_deref().and_then(|risk| match risk {
        "high" => Some(AreaRisk::High),
        "medium" => Some(AreaRisk::Medium),
        "low" => Some(AreaRisk::Low),
        _ => None,
    }))
}

/// How many children of a round stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub at_risk: i64,
    pub not_decided: i64,
    pub class_not_known: i64,
}

/// Counts the children of a round by standing.
pub fn counted(conn: &Connection, survey: &str) -> rusqlite::Result<Counted> {
    let mut counted = Counted::default();
    let mut statement = conn.prepare_cached(&format!(
        "select r.standing, count(*) from at_risk r
         where r.survey = ?1 and r.standing in ('at_risk', 'not_decided', 'class_not_known')
           and {NOT_FOLLOWED}
         group by r.standing"
    ))?;
    let mut rows = statement.query([survey])?;
    while let Some(row) = rows.next()? {
        let (standing, n): (String, i64) = (row.get(0)?, row.get(1)?);
        match standing.as_str() {
            "at_risk" => counted.at_risk = n,
            "not_decided" => counted.not_decided = n,
            "class_not_known" => counted.class_not_known = n,
            _ => {}
        }
    }
    Ok(counted)
}

/// A child with an open case is followed there, whatever its answers say by now.
const NOT_FOLLOWED: &str = "not exists (select 1 from child_case k
    where k.household = r.household and k.survey = r.survey and k.member = r.member
      and k.state = 'open')";

/// Whom the filters choose: never a child in child labour.
const CHOSEN: &str = "from at_risk r
    where r.survey = ?1 and r.standing = ?2 and r.standing <> 'in_child_labour'
      and (?3 = '' or r.area = ?3)
      and (?4 = '' or instr(' ' || r.codes || ' ', ' ' || ?4 || ' ') > 0)";

pub(super) fn count(conn: &Connection, survey: &str, filters: &Filters) -> rusqlite::Result<u64> {
    let asked = params![survey, filters.standing(), filters.area, filters.motivo];
    let n: i64 = conn
        .prepare_cached(&format!("select count(*) {CHOSEN} and {NOT_FOLLOWED}"))?
        .query_row(asked, |row| row.get(0))?;
    Ok(n.unsigned_abs())
}

/// The rows that the filters find: most points first.
pub(super) fn find(
    conn: &Connection,
    survey: &str,
    filters: &Filters,
    skip: u64,
    rows: u64,
) -> rusqlite::Result<Vec<Found>> {
    let (rows, skip) = (
        i64::try_from(rows).unwrap_or(i64::MAX),
        i64::try_from(skip).unwrap_or(i64::MAX),
    );
    let mut statement = conn.prepare_cached(&format!(
        "with page as (select r.* {CHOSEN} and {NOT_FOLLOWED}
             order by r.points_min desc, r.points_max desc, r.area, r.household, r.member
             limit ?5 offset ?6)
         select h.folio, p.age_min, p.age_max, p.area, p.grounds, p.gaps, p.points_min, p.points_max
         from page p join household h on h.id = p.household and h.survey = p.survey
         order by p.points_min desc, p.points_max desc, p.area, p.household, p.member"
    ))?;
    let asked = params![
        survey,
        filters.standing(),
        filters.area,
        filters.motivo,
        rows,
        skip
    ];
    statement.query_map(asked, found)?.collect()
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        household: row.get(0)?,
        age_min: row.get(1)?,
        age_max: row.get(2)?,
        area: row.get(3)?,
        grounds: row.get(4)?,
        gaps: row.get(5)?,
        points_min: row.get(6)?,
        points_max: row.get(7)?,
    })
}

/// The areas of the round's rows, for the filter: key and colonias.
pub(super) fn areas(conn: &Connection, survey: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(
        "select r.area, coalesce((select group_concat(name, ', ') from neighbourhood n
                                  where n.kind || ':' || n.key = r.area), '')
         from (select distinct area from at_risk
               where survey = ?1 and standing in ('at_risk', 'not_decided', 'class_not_known')) r
         order by r.area",
    )?;
    statement
        .query_map([survey], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// A child whose family is to be visited: who and where, and nothing of why.
#[derive(Clone, Debug)]
pub struct ToVisit {
    pub household: String,
    pub home_folio: String,
    pub member: String,
    pub area: String,
    pub age_min: Option<u32>,
    pub age_max: Option<u32>,
}

/// Everybody at risk in an area (`""`: in all), by folio: an order that tells no points.
pub(super) fn to_visit(
    conn: &Connection,
    survey: &str,
    area: &str,
) -> rusqlite::Result<Vec<ToVisit>> {
    let mut statement = conn.prepare_cached(&format!(
        "select r.household, h.folio, r.member, r.area, r.age_min, r.age_max
         from at_risk r join household h on h.id = r.household and h.survey = r.survey
         where r.survey = ?1 and r.standing = 'at_risk' and (?2 = '' or r.area = ?2)
           and {NOT_FOLLOWED}
         order by h.folio, r.member"
    ))?;
    let rows = statement.query_map([survey, area], |row| {
        Ok(ToVisit {
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
