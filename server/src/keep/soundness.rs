//! Whether a database is sound: every page carries its authentication code, SQLite's own checks
//! pass, and the chains of log and events hold.

use rusqlite::Connection;

use crate::{events, log};

/// What is wrong with a database. Each sentence says where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("{0} páginas cifradas no coinciden con su sello | {0} encrypted pages fail their seal")]
    Pages(usize),
    #[error("la revisión de SQLite halló: {0} | SQLite's check found: {0}")]
    Integrity(String),
    #[error("{0} filas señalan a otras que no existen | {0} rows point at rows that are not there")]
    ForeignKeys(i64),
    #[error("la bitácora se rompe en el recibo {0} | the log breaks at receipt {0}")]
    Log(i64),
    #[error("los eventos se rompen en el número {0} | the events break at number {0}")]
    Events(i64),
}

/// All faults found; empty when the database is sound.
pub fn faults(conn: &Connection) -> rusqlite::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let pages = rows(conn, "pragma cipher_integrity_check")?;
    if !pages.is_empty() {
        faults.push(Fault::Pages(pages.len()));
    }
    let integrity = rows(conn, "pragma integrity_check(10)")?;
    if integrity != ["ok"] {
        faults.push(Fault::Integrity(integrity.join("; ")));
    }
    let dangling: i64 =
        conn.query_row("select count(*) from pragma_foreign_key_check", [], |row| {
            row.get(0)
        })?;
    if dangling > 0 {
        faults.push(Fault::ForeignKeys(dangling));
    }
    if let Err(broken) = log::verify(conn)? {
        faults.push(Fault::Log(broken.receipt));
    }
    if let Some(event) = events::verify(conn)? {
        faults.push(Fault::Events(event));
    }
    Ok(faults)
}

fn rows(conn: &Connection, pragma: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare(pragma)?
        .query_map([], |row| row.get(0))?
        .collect()
}
