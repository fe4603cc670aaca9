//! SQL of assignments.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::clock::stamp;

/// The areas of one person in one round (`kind:KEY`), sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    pub areas: Vec<String>,
}

impl Scope {
    /// Changes when the areas do; 32 bits, so that it costs little on the wire.
    pub fn version(&self) -> u64 {
        let digest = Sha256::digest(self.areas.join("\n"));
        u64::from(u32::from_be_bytes([
            digest[0], digest[1], digest[2], digest[3],
        ]))
    }

    /// Whether a household there may be sent to the person's devices.
    pub fn holds(&self, area: &str) -> bool {
        self.areas
            .binary_search_by(|known| known.as_str().cmp(area))
            .is_ok()
    }
}

/// What a person surveys in a round.
pub fn scope(conn: &Connection, person: &str, survey: &str) -> rusqlite::Result<Scope> {
    let mut statement = conn.prepare_cached(
        "select area from assignment where person = ?1 and survey = ?2 order by area",
    )?;
    let areas = statement.query_map([person, survey], |row| row.get(0))?;
    Ok(Scope {
        areas: areas.collect::<Result<_, _>>()?,
    })
}

/// False: the person had the area already.
pub(super) fn put(
    conn: &Connection,
    person: &str,
    survey: &str,
    area: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "insert into assignment (person, survey, area, made_at) values (?1, ?2, ?3, ?4)
         on conflict do nothing",
        params![person, survey, area, stamp(now)],
    )?;
    Ok(rows == 1)
}

/// False: the person did not have the area.
pub(super) fn remove(
    conn: &Connection,
    person: &str,
    survey: &str,
    area: &str,
) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "delete from assignment where person = ?1 and survey = ?2 and area = ?3",
        [person, survey, area],
    )?;
    Ok(rows == 1)
}

/// The municipality's name; empty until its territory is imported.
pub fn municipality(conn: &Connection) -> rusqlite::Result<String> {
    let name = conn
        .query_row(
            "select name from area where kind = 'municipality' order by key limit 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(name.unwrap_or_default())
}
