//! The encrypted database: one file (SQLCipher), one writer thread, a few readers.
//!
//! `Database::open`, then `read` and `write`. A write is durable when it returns: the writer
//! commits with `synchronous = full`, many waiting jobs in one commit (`writer.rs`). The noun
//! folders hold the SQL; this module knows no table.

mod open;
mod writer;

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rusqlite::{Connection, Transaction};

use crate::data_folder::DataFolder;

pub use open::cipher_version;
pub(crate) use open::{migrate, open_connection};

const READERS: usize = 4;

/// What can go wrong with the database. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error(
        "La llave no abre la base de datos {0}: es de otra instalación, o el archivo está dañado. \
         Use la llave con que se creó, o recupere un respaldo con `rayuela restore`. \
         | The key does not open the database {0}: it belongs to another installation, or the file \
         is damaged. Use the key it was made with, or bring back a backup with `rayuela restore`."
    )]
    WrongKey(String),
    #[error(
        "Esta compilación no tiene SQLCipher; no se abre una base sin cifrar. Compile con `bundled-sqlcipher`. \
         | This build has no SQLCipher and will not open a plain database. Build with `bundled-sqlcipher`."
    )]
    NotEncrypted,
    #[error(
        "La base de datos es de una versión más nueva ({0}). Actualice este programa. \
         | The database is of a newer version ({0}). Update this program."
    )]
    Newer(String),
    #[error("La base de datos respondió: {0}. | The database answered: {0}.")]
    Sqlite(#[from] rusqlite::Error),
    #[error(
        "Un trabajo de la base de datos se interrumpió; nada suyo quedó guardado. Inténtelo de nuevo. \
         | A database job was interrupted; nothing of it was kept. Try again."
    )]
    Interrupted,
}

/// The handle that everyone shares (`Arc<Database>`).
pub struct Database {
    readers: Mutex<Vec<Connection>>,
    returned: Condvar,
    writer: writer::Writer,
}

impl Database {
    /// Opens (or makes) the database of a data folder and brings its tables up to date.
    pub fn open(folder: &DataFolder) -> Result<Arc<Self>, DatabaseError> {
        Self::open_file(&folder.database_path(), &folder.keys().database)
    }

    /// Opens a database file with its raw key.
    pub fn open_file(path: &Path, key: &[u8; 32]) -> Result<Arc<Self>, DatabaseError> {
        let mut writing = open_connection(path, key)?;
        migrate(&mut writing)?;
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let reader = open_connection(path, key)?;
            reader.pragma_update(None, "query_only", true)?;
            readers.push(reader);
        }
        Ok(Arc::new(Self {
            readers: Mutex::new(readers),
            returned: Condvar::new(),
            writer: writer::Writer::start(writing),
        }))
    }

    /// Reads, in one consistent view.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        self.read_as(|conn| work(conn).map_err(DatabaseError::from))
    }

    /// Reads, with an error type of the caller's.
    pub fn read_as<T, E: From<DatabaseError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = self.borrow_reader();
        let view = reader
            .connection()
            .transaction()
            .map_err(|e| E::from(e.into()))?;
        let result = work(&view);
        drop(view);
        result
    }

    /// Writes in a transaction of its own meaning: all or nothing, durable when this returns.
    /// Do not call it from async code (`write_async` is for that).
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        self.write_as(|tx| work(tx).map_err(DatabaseError::from))
    }

    /// Writes, with an error type of the caller's: an `Err` undoes everything the job did.
    pub fn write_as<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        self.writer.send(work, move |result| {
            let _ = tell.send(result);
        });
        told.recv()
            .unwrap_or_else(|_| Err(DatabaseError::Interrupted.into()))
    }

    /// `read` for axum handlers: runs on a blocking thread.
    pub async fn read_async<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        self.read_as_async(|conn| work(conn).map_err(DatabaseError::from))
            .await
    }

    /// `read_as` for axum handlers.
    pub async fn read_as_async<T, E>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let database = Arc::clone(self);
        tokio::task::spawn_blocking(move || database.read_as(work))
            .await
            .unwrap_or_else(|_| Err(DatabaseError::Interrupted.into()))
    }

    /// `write` for axum handlers.
    pub async fn write_async<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        self.write_as_async(|tx| work(tx).map_err(DatabaseError::from))
            .await
    }

    /// `write_as` for axum handlers.
    pub async fn write_as_async<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let (tell, told) = tokio::sync::oneshot::channel();
        self.writer.send(work, move |result| {
            let _ = tell.send(result);
        });
        told.await
            .unwrap_or_else(|_| Err(DatabaseError::Interrupted.into()))
    }

    /// Commits since opening, and jobs in them: how well group commit works.
    pub fn commits(&self) -> (u64, u64) {
        self.writer.commits()
    }

    fn borrow_reader(&self) -> Borrowed<'_> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match readers.pop() {
                Some(connection) => {
                    return Borrowed {
                        database: self,
                        reader: Some(connection),
                    };
                }
                None => {
                    readers = self
                        .returned
                        .wait(readers)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

/// A reader that goes back when dropped, also after a panic.
struct Borrowed<'a> {
    database: &'a Database,
    reader: Option<Connection>,
}

impl Borrowed<'_> {
    fn connection(&mut self) -> &mut Connection {
        self.reader
            .as_mut()
            .expect("a borrowed reader is there until dropped")
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            self.database
                .readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(reader);
            self.database.returned.notify_one();
        }
    }
}

#[cfg(test)]
mod tests;
