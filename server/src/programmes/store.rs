//! The SQL of programmes: those that a municipality loaded beside the shipped ones.

use rusqlite::{Connection, Transaction};

use super::{Programme, ProgrammeError};

/// The programmes that lists can be drawn up for, with their files: the shipped ones, then those
/// loaded here. A shipped id always means the shipped rule.
///
/// # Errors
/// When the database refuses. A stored file that no longer reads is left out and named in the log.
pub fn known(conn: &Connection) -> rusqlite::Result<Vec<(String, Programme)>> {
    let shipped = Programme::shipped().unwrap_or_default();
    let mut known: Vec<(String, Programme)> = shipped
        .into_iter()
        .map(|(text, programme)| (text.to_owned(), programme))
        .collect();
    let mut statement = conn.prepare_cached("select id, toml from programme order by id")?;
    let rows: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, text) in rows {
        if known.iter().any(|(_, programme)| programme.id == id) {
            continue;
        }
        match Programme::parse(&text) {
            Ok(programme) => known.push((text, programme)),
            Err(error) => tracing::warn!(%id, %error, "a stored programme cannot be read"),
        }
    }
    Ok(known)
}

/// Keeps a municipality's own programme, or its newer rule under the same id.
///
/// # Errors
/// When the database refuses.
pub fn load(tx: &Transaction<'_>, programme: &Programme, text: &str) -> rusqlite::Result<()> {
    let sql =
        "insert into programme (id, toml) values (?1, ?2) on conflict (id) do update set toml = ?2";
    tx.execute(sql, [programme.id.as_str(), text])?;
    Ok(())
}

impl Programme {
    /// Reads a municipality's own file; a shipped programme cannot be replaced by one.
    ///
    /// # Errors
    /// Names what is wrong with the file.
    pub fn own(text: &str) -> Result<Programme, ProgrammeError> {
        let programme = Programme::parse(text)?;
        let shipped = Programme::shipped()?;
        if shipped.iter().any(|(_, it)| it.id == programme.id) {
            return Err(ProgrammeError::Shipped(programme.id));
        }
        Ok(programme)
    }
}
