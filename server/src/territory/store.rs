//! The territory's tables: `area`, `zone`, `zone_area`, `neighbourhood`. The only SQL of the noun.
//!
//! An area whose name nobody gave has the empty name; [`super::naming`] says how it is shown.

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use survey_forms::area::{AreaKey, AreaKind};

use super::census::Figures;
use super::masked::Span;

/// An area as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub area: AreaKey,
    /// Empty when no file gave one.
    pub name: String,
    pub households: Option<Span>,
    pub children: Option<Span>,
    pub population: Option<Span>,
    /// Doors: inhabited or not.
    pub dwellings: Option<u64>,
    pub has_polygon: bool,
}

/// Stores what a file says of an area. What it does not say is left as it was.
pub fn keep_area(
    conn: &Connection,
    area: &AreaKey,
    name: Option<&str>,
    figures: &Figures,
    source: &str,
) -> rusqlite::Result<()> {
    let min = |span: Option<Span>| span.map(|span| span.min as i64);
    let max = |span: Option<Span>| span.map(|span| span.max as i64);
    conn.prepare_cached(
        "insert into area (kind, key, name, parent, households_min, households_max, children_min,
             children_max, population_min, population_max, dwellings, source)
         values (:kind, :key, :name, :parent, :households_min, :households_max, :children_min,
             :children_max, :population_min, :population_max, :dwellings, :source)
         on conflict (kind, key) do update set
             name = case when excluded.name = '' then name else excluded.name end,
             households_min = coalesce(excluded.households_min, households_min),
             households_max = coalesce(excluded.households_max, households_max),
             children_min = coalesce(excluded.children_min, children_min),
             children_max = coalesce(excluded.children_max, children_max),
             population_min = coalesce(excluded.population_min, population_min),
             population_max = coalesce(excluded.population_max, population_max),
             dwellings = coalesce(excluded.dwellings, dwellings),
             source = excluded.source",
    )?
    .execute(named_params! {
        ":kind": area.kind().as_str(),
        ":key": area.key(),
        ":name": name.unwrap_or_default(),
        ":parent": area.parent().map(|parent| parent.to_string()),
        ":households_min": min(figures.households),
        ":households_max": max(figures.households),
        ":children_min": min(figures.children),
        ":children_max": max(figures.children),
        ":population_min": min(figures.population),
        ":population_max": max(figures.population),
        ":dwellings": figures.dwellings.map(|count| count as i64),
        ":source": source,
    })?;
    Ok(())
}

/// Makes an area known by its name alone, or names one that had no name.
pub fn keep_name(
    conn: &Connection,
    area: &AreaKey,
    name: &str,
    source: &str,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "insert into area (kind, key, name, parent, source) values (?1, ?2, ?3, ?4, ?5)
         on conflict (kind, key) do update set name = excluded.name where name = ''",
    )?
    .execute(params![
        area.kind().as_str(),
        area.key(),
        name,
        area.parent().map(|parent| parent.to_string()),
        source
    ])?;
    Ok(())
}

/// Whether an area is known.
pub fn is_known(conn: &Connection, area: &AreaKey) -> rusqlite::Result<bool> {
    conn.prepare_cached("select 1 from area where kind = ?1 and key = ?2")?
        .exists(params![area.kind().as_str(), area.key()])
}

/// Gives a known area its polygon; false when the area is not known.
pub fn keep_polygon(conn: &Connection, area: &AreaKey, geometry: &str) -> rusqlite::Result<bool> {
    let changed = conn
        .prepare_cached("update area set polygon = ?3 where kind = ?1 and key = ?2")?
        .execute(params![area.kind().as_str(), area.key(), geometry])?;
    Ok(changed == 1)
}

const AREA_COLUMNS: &str = "kind, key, name, households_min, households_max, children_min,
    children_max, population_min, population_max, dwellings, polygon is not null";

fn area_of(row: &Row<'_>) -> rusqlite::Result<Area> {
    let span = |place: usize| -> rusqlite::Result<Option<Span>> {
        let bounds: (Option<i64>, Option<i64>) = (row.get(place)?, row.get(place + 1)?);
        Ok(match bounds {
            (Some(min), Some(max)) => Some(Span {
                min: min.max(0) as u64,
                max: max.max(0) as u64,
            }),
            _ => None,
        })
    };
    Ok(Area {
        area: key_of(row, 0)?,
        name: row.get(2)?,
        households: span(3)?,
        children: span(5)?,
        population: span(7)?,
        dwellings: row
            .get::<_, Option<i64>>(9)?
            .map(|count| count.max(0) as u64),
        has_polygon: row.get(10)?,
    })
}

/// The kind and key that stand at `place` and after it.
pub(crate) fn key_of(row: &Row<'_>, place: usize) -> rusqlite::Result<AreaKey> {
    let (kind, key): (String, String) = (row.get(place)?, row.get(place + 1)?);
    format!("{kind}:{key}").parse().map_err(|error| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(place, kind, Box::new(error))
    })
}

/// One area, if it is known.
pub fn area(conn: &Connection, area: &AreaKey) -> rusqlite::Result<Option<Area>> {
    conn.prepare_cached(&format!(
        "select {AREA_COLUMNS} from area where kind = ?1 and key = ?2"
    ))?
    .query_row(params![area.kind().as_str(), area.key()], area_of)
    .optional()
}

/// All areas of a kind, by key.
pub fn areas(conn: &Connection, kind: AreaKind) -> rusqlite::Result<Vec<Area>> {
    conn.prepare_cached(&format!(
        "select {AREA_COLUMNS} from area where kind = ?1 order by key"
    ))?
    .query_map([kind.as_str()], area_of)?
    .collect()
}

/// Names of colonias beside an area, in the order of the alphabet.
pub fn neighbourhoods(conn: &Connection, area: &AreaKey) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(
        "select name from neighbourhood where kind = ?1 and key = ?2 order by name",
    )?
    .query_map(params![area.kind().as_str(), area.key()], |row| row.get(0))?
    .collect()
}

/// Names of the zones that an area belongs to.
pub fn zones_of(conn: &Connection, area: &AreaKey) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(
        "select zone.name from zone join zone_area on zone_area.zone = zone.id
         where kind = ?1 and key = ?2 order by zone.name",
    )?
    .query_map(params![area.kind().as_str(), area.key()], |row| row.get(0))?
    .collect()
}

/// The three digits of the blocks of an urban AGEB, where the census file had its blocks.
pub fn blocks(conn: &Connection, area: &AreaKey) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(
        "select substr(key, 14) from area where kind = 'block' and parent = ?1 order by key",
    )?
    .query_map([area.to_string()], |row| row.get(0))?
    .collect()
}

/// Makes a zone or finds it by its name; a phase that is given replaces the one it had.
pub fn keep_zone(conn: &Connection, name: &str, phase: Option<u32>) -> rusqlite::Result<i64> {
    conn.query_row(
        "insert into zone (name, phase) values (?1, ?2)
         on conflict (name) do update set phase = coalesce(excluded.phase, phase)
         returning id",
        params![name, phase],
        |row| row.get(0),
    )
}

/// Puts an area into a zone; again changes nothing.
pub fn keep_zone_area(conn: &Connection, zone: i64, area: &AreaKey) -> rusqlite::Result<()> {
    conn.execute(
        "insert or ignore into zone_area (zone, kind, key) values (?1, ?2, ?3)",
        params![zone, area.kind().as_str(), area.key()],
    )?;
    Ok(())
}

/// Puts the name of a colonia beside an area; again changes nothing.
pub fn keep_neighbourhood(conn: &Connection, name: &str, area: &AreaKey) -> rusqlite::Result<()> {
    conn.execute(
        "insert or ignore into neighbourhood (name, kind, key) values (?1, ?2, ?3)",
        params![name, area.kind().as_str(), area.key()],
    )?;
    Ok(())
}

/// A zone with the areas in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    pub name: String,
    pub phase: Option<u32>,
    pub areas: Vec<AreaKey>,
}

/// Every zone, by phase and name.
pub fn zones(conn: &Connection) -> rusqlite::Result<Vec<Zone>> {
    let mut zones: Vec<Zone> = Vec::new();
    let mut statement = conn.prepare_cached(
        "select zone.name, zone.phase, kind, key from zone
         left join zone_area on zone_area.zone = zone.id
         order by zone.phase is null, zone.phase, zone.name, kind, key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        if zones.last().is_none_or(|zone| zone.name != name) {
            zones.push(Zone {
                name,
                phase: row.get(1)?,
                areas: Vec::new(),
            });
        }
        if let (Some(zone), true) = (zones.last_mut(), row.get::<_, Option<String>>(2)?.is_some()) {
            zone.areas.push(key_of(row, 2)?);
        }
    }
    Ok(zones)
}

/// The polygon of an area as a GeoJSON MultiPolygon, if it has one.
pub fn polygon(conn: &Connection, area: &AreaKey) -> rusqlite::Result<Option<String>> {
    let found: Option<Option<String>> = conn
        .prepare_cached("select polygon from area where kind = ?1 and key = ?2")?
        .query_row(params![area.kind().as_str(), area.key()], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}
