//! The encrypted file in which a notebook keeps everything.
//!
//! One SQLite file under SQLCipher with a raw 32-byte key; write-ahead log, `synchronous=FULL`:
//! what a call has confirmed survives a cut of the power. All SQL of the crate is in this folder,
//! a file for each noun. Start at [`Store::open`]. It does not know what an answer means.

pub mod changes;
pub mod dwellings;
pub mod enrolment;
pub mod journal;

use crate::keys::StoreKey;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use zeroize::Zeroizing;

/// Why the store could not be opened or used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key is not the one of this file, or the file is not an encrypted store.
    #[error(
        "this key does not open the notebook's file; the file was not touched: use the tablet's own key, or ask the supervisor"
    )]
    WrongKey,
    /// The library in this program cannot encrypt.
    #[error("this program was built without encryption and refuses to keep interviews")]
    NoEncryption,
    /// The disk said no (full, damaged, read-only …).
    #[error("the tablet could not write its file; free some space and try again")]
    Sqlite(#[from] rusqlite::Error),
    /// The file's tables could not be brought to this version.
    #[error("the notebook's file is of another version; update the app")]
    Migration(#[from] rusqlite_migration::Error),
    /// Something kept in the file is not what this version writes.
    #[error("a kept value of the kind `{0}` cannot be read; ask the supervisor")]
    Unreadable(&'static str),
}

/// An open store. Dropping it closes the file and forgets the key.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
}

impl Store {
    /// Opens the file, making it when it is not there.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`] when the key is not the file's or the file is not encrypted;
    /// the file is left as it was.
    pub fn open(file: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        let mut conn = Connection::open_with_flags(
            file,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        // SQLCipher would write to standard error what this function says in its own words.
        conn.execute_batch("pragma cipher_log_level = none;")?;
        // A raw key: 64 hex digits inside x'…'; SQLCipher then derives nothing.
        let digits = Zeroizing::new(hex::encode(key.0.as_ref()));
        let pragma = Zeroizing::new(format!("pragma key = \"x'{}'\";", digits.as_str()));
        conn.execute_batch(&pragma)?;
        cipher_version(&conn)?;
        // The first reading shows whether the key fits.
        conn.query_row("select count(*) from sqlite_master", [], |row| {
            row.get::<_, i64>(0)
        })
        .map_err(|_| StoreError::WrongKey)?;
        conn.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; \
             pragma foreign_keys = on; pragma temp_store = memory;",
        )?;
        migrations().to_latest(&mut conn)?;
        Ok(Self { conn })
    }

    /// The version of SQLCipher that answers, e.g. `4.14.0 community`.
    ///
    /// # Errors
    /// [`StoreError::NoEncryption`] when none does.
    pub fn cipher_version(&self) -> Result<String, StoreError> {
        cipher_version(&self.conn)
    }

    /// For reading.
    pub(crate) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Does `work` in one transaction, durable when this returns.
    pub(crate) fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let done = work(&tx)?;
        tx.commit().map_err(StoreError::from)?;
        Ok(done)
    }
}

fn cipher_version(conn: &Connection) -> Result<String, StoreError> {
    conn.query_row("pragma cipher_version", [], |row| row.get(0))
        .map_err(|_| StoreError::NoEncryption)
}

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![M::up(include_str!("migrations/01_notebook.sql"))])
}
