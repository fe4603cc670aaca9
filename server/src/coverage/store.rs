//! The only SQL of coverage: counts from `household`, beside the areas of the territory.
//!
//! No query here names a person, an answer or a classification.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, params};
use survey_forms::area::{AreaKey, AreaKind};

use super::progress::{AreaCoverage, Counts};
use super::rates::Outcomes;
use crate::territory::{assigned, store as territory};

/// A dwelling as a supervisor may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dwelling {
    pub folio: String,
    pub block: Option<String>,
    pub dwelling_number: Option<String>,
    pub state: String,
    pub visit_result: Option<String>,
    pub visits: u64,
    /// Answers that two people gave apart and nobody has settled.
    pub discrepancies: u64,
    pub updated_at: String,
}

/// Which areas are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Areas of a zone, assigned to somebody, or with a dwelling.
    Work,
    /// Every AGEB, and every locality that has none.
    All,
}

/// Counts of each area with dwellings in a round.
pub fn counts(conn: &Connection, survey: &str) -> rusqlite::Result<BTreeMap<String, Counts>> {
    conn.prepare_cached(
        "select area, count(*), sum(visits > 0 or state <> 'listed'), sum(state = 'complete'),
             sum(state = 'refused'), sum(state = 'not_a_home')
         from household where survey = ?1 group by area",
    )?
    .query_map([survey], |row| {
        let count = |place: usize| row.get::<_, i64>(place).map(|count| count.max(0) as u64);
        let counts = Counts {
            listed: count(1)?,
            visited: count(2)?,
            complete: count(3)?,
            refused: count(4)?,
            not_a_home: count(5)?,
        };
        Ok((row.get(0)?, counts))
    })?
    .collect()
}

/// Dwellings of a round by the result of their last visit.
pub fn outcomes(conn: &Connection, survey: &str) -> rusqlite::Result<Outcomes> {
    let mut outcomes = Outcomes::default();
    let mut statement = conn.prepare_cached(
        "select visit_result, count(*) from household where survey = ?1 group by visit_result",
    )?;
    let mut rows = statement.query([survey])?;
    while let Some(row) = rows.next()? {
        let result: Option<String> = row.get(0)?;
        let dwellings = row.get::<_, i64>(1)?.max(0) as u64;
        outcomes.add(result.as_deref().filter(|code| !code.is_empty()), dwellings);
    }
    Ok(outcomes)
}

/// Coverage of a round by area, in the order of zones and keys.
pub fn by_area(
    conn: &Connection,
    survey: &str,
    scope: Scope,
) -> rusqlite::Result<Vec<AreaCoverage>> {
    let mut counts = counts(conn, survey)?;
    let mut wanted: BTreeSet<AreaKey> =
        counts.keys().filter_map(|area| area.parse().ok()).collect();
    match scope {
        Scope::Work => wanted.extend(areas_of_work(conn, survey)?),
        Scope::All => wanted.extend(finest_areas(conn)?),
    }
    let mut covered = Vec::with_capacity(wanted.len());
    for area in wanted {
        let counts = counts.remove(&area.to_string()).unwrap_or_default();
        covered.push(one_area(conn, area, counts)?);
    }
    covered.sort_by_key(|area| (area.zone.is_none(), area.zone.clone(), area.area.clone()));
    Ok(covered)
}

/// Coverage of one area; none when it is neither known nor has a dwelling.
pub fn of_area(
    conn: &Connection,
    survey: &str,
    area: &AreaKey,
) -> rusqlite::Result<Option<AreaCoverage>> {
    let counts = counts(conn, survey)?.remove(&area.to_string());
    if counts.is_none() && !territory::is_known(conn, area)? {
        return Ok(None);
    }
    one_area(conn, area.clone(), counts.unwrap_or_default()).map(Some)
}

fn one_area(conn: &Connection, area: AreaKey, counts: Counts) -> rusqlite::Result<AreaCoverage> {
    Ok(AreaCoverage {
        name: assigned::name_of(conn, &area)?,
        zone: territory::zones_of(conn, &area)?.into_iter().next(),
        neighbourhoods: territory::neighbourhoods(conn, &area)?,
        expected: territory::area(conn, &area)?.and_then(|known| known.households),
        polygon: territory::polygon(conn, &area)?,
        counts,
        area,
    })
}

fn areas_of_work(conn: &Connection, survey: &str) -> rusqlite::Result<Vec<AreaKey>> {
    let mut areas: Vec<AreaKey> = territory::zones(conn)?
        .into_iter()
        .flat_map(|zone| zone.areas)
        .collect();
    let mut statement =
        conn.prepare_cached("select distinct area from assignment where survey = ?1")?;
    let assigned = statement.query_map([survey], |row| row.get::<_, String>(0))?;
    for area in assigned {
        areas.extend(area?.parse::<AreaKey>());
    }
    Ok(areas)
}

/// Where somebody can be sent: an urban AGEB, or a locality without AGEBs.
fn finest_areas(conn: &Connection) -> rusqlite::Result<Vec<AreaKey>> {
    let agebs = territory::areas(conn, AreaKind::Ageb)?;
    let urban: BTreeSet<&str> = agebs
        .iter()
        .filter_map(|known| known.area.locality())
        .collect();
    let rural: Vec<AreaKey> = territory::areas(conn, AreaKind::Locality)?
        .into_iter()
        .map(|known| known.area)
        .filter(|area| !urban.contains(area.key()))
        .collect();
    Ok(agebs
        .iter()
        .map(|known| known.area.clone())
        .chain(rural)
        .collect())
}

fn dwelling_of(row: &Row<'_>) -> rusqlite::Result<Dwelling> {
    let count = |place: usize| row.get::<_, i64>(place).map(|count| count.max(0) as u64);
    Ok(Dwelling {
        folio: row.get(0)?,
        block: row.get(1)?,
        dwelling_number: row.get(2)?,
        state: row.get(3)?,
        visit_result: row.get(4)?,
        visits: count(5)?,
        discrepancies: count(6)?,
        updated_at: row.get(7)?,
    })
}

/// How many dwellings an area has, all or of one state.
pub fn count_dwellings(
    conn: &Connection,
    survey: &str,
    area: &AreaKey,
    state: Option<&str>,
) -> rusqlite::Result<u64> {
    let count: i64 = conn
        .prepare_cached(
            "select count(*) from household
             where survey = ?1 and area = ?2 and (?3 is null or state = ?3)",
        )?
        .query_row(params![survey, area.to_string(), state], |row| row.get(0))?;
    Ok(count.max(0) as u64)
}

/// Dwellings of an area, block by block.
pub fn dwellings(
    conn: &Connection,
    survey: &str,
    area: &AreaKey,
    state: Option<&str>,
    skip: u64,
    most: u64,
) -> rusqlite::Result<Vec<Dwelling>> {
    conn.prepare_cached(
        "select folio, block, dwelling_number, state, visit_result, visits, discrepancies,
             updated_at
         from household
         where survey = ?1 and area = ?2 and (?3 is null or state = ?3)
         order by block, length(dwelling_number), dwelling_number, folio limit ?4 offset ?5",
    )?
    .query_map(
        params![survey, area.to_string(), state, most as i64, skip as i64],
        dwelling_of,
    )?
    .collect()
}
