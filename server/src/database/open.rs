//! Opening one connection: key first, then proof that the file is encrypted and the key right,
//! then the settings everyone relies on. Start at `open_connection`.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use rusqlite_migration::{M, Migrations};
use zeroize::Zeroizing;

use super::DatabaseError;

/// In order, never edited once landed: a change is a new file at the end.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/01_territory.sql"),
    include_str!("migrations/02_devices.sql"),
    include_str!("migrations/03_log.sql"),
    include_str!("migrations/04_households.sql"),
    include_str!("migrations/05_classifications.sql"),
    include_str!("migrations/06_cases.sql"),
    include_str!("migrations/07_accounts.sql"),
    include_str!("migrations/08_beneficiaries.sql"),
    include_str!("migrations/09_backups.sql"),
    include_str!("migrations/10_children_table.sql"),
    include_str!("migrations/11_at_risk.sql"),
];

/// Opens a connection with a raw 32-byte key, without SQLCipher's passphrase stretching (the key
/// has its full 256 bits already).
pub(crate) fn open_connection(path: &Path, key: &[u8; 32]) -> Result<Connection, DatabaseError> {
    let conn = Connection::open(path)?;
    // What it would print to standard error, the caller is told as an error.
    conn.execute_batch("pragma cipher_log_level = none")?;
    let pragma = Zeroizing::new(format!("pragma key = \"x'{}'\"", hex::encode(key)));
    conn.execute_batch(&pragma)?;
    cipher_version(&conn)?;
    // The first page read tells whether the key fits.
    match conn.query_row("select count(*) from sqlite_master", [], |row| {
        row.get::<_, i64>(0)
    }) {
        Ok(_) => {}
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(DatabaseError::WrongKey(path.display().to_string()));
        }
        Err(error) => return Err(error.into()),
    }
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.execute_batch(
        "pragma journal_mode = wal;
         pragma synchronous = full;
         pragma foreign_keys = on;
         pragma temp_store = memory;
         pragma secure_delete = on;
         pragma trusted_schema = off;",
    )?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// SQLCipher's version, or `NotEncrypted` when the SQLite that was linked cannot encrypt.
pub fn cipher_version(conn: &Connection) -> Result<String, DatabaseError> {
    let mut statement = conn.prepare("pragma cipher_version")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        Some(row) => Ok(row.get(0)?),
        None => Err(DatabaseError::NotEncrypted),
    }
}

/// Brings the tables up to date, each step atomic (`user_version`).
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), DatabaseError> {
    let steps = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
    steps.to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => DatabaseError::Sqlite(err),
        other => DatabaseError::Newer(other.to_string()),
    })
}
