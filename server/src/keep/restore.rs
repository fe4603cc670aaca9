//! `rayuela restore`: a verified backup becomes the database again. What was there before is put
//! aside, never deleted. Devices then tell the server what it has lost since (`docs/sync.md`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::backup::{BackupError, check, copy};
use crate::clock::{Clock, SystemClock};
use crate::data_folder::DataFolder;
use crate::database::{DatabaseError, open_connection};
use crate::office::At;

/// Arguments of `rayuela restore`.
#[derive(Debug, clap::Args)]
pub struct RestoreCommand {
    #[command(flatten)]
    at: At,
    /// Archivo del respaldo | The backup's file
    file: PathBuf,
    /// Aparta la base que hay ahora | Puts the present database aside
    #[arg(long)]
    replace: bool,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error(
        "No existe {0}. Indique el archivo del respaldo. | There is no {0}. Name the backup's file."
    )]
    NoFile(PathBuf),
    #[error(
        "La carpeta ya tiene una base. Para apartarla y seguir, añada --replace. \
         | The folder has a database already. To put it aside and go on, add --replace."
    )]
    DatabaseThere,
    #[error(
        "Un servidor usa esta carpeta. Deténgalo primero. | A server uses this folder. Stop it first."
    )]
    ServerRuns,
    #[error(
        "La llave no abre el respaldo {0}: es de otra instalación, o el archivo está dañado. Use \
         la llave de la instalación que lo hizo. | The key does not open the backup {0}: another \
         installation's, or a damaged file. Use the key of the installation that made it."
    )]
    WrongKey(PathBuf),
    #[error("No se pudo usar {path}: {source}. | Could not use {path}: {source}.")]
    Io { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Backup(#[from] BackupError),
}

impl RestoreCommand {
    /// Brings the backup back.
    pub fn run(self) -> anyhow::Result<()> {
        let folder = DataFolder::open(&self.at.data, &self.at.key_file())?;
        let receipt = restore(&folder, SystemClock.now(), &self.file, self.replace)?;
        println!(
            "Recuperado hasta el recibo {receipt}. Inicie el servidor: los dispositivos devuelven lo que falte.\n\
             | Restored through receipt {receipt}. Start the server: devices bring back what is missing."
        );
        Ok(())
    }
}

/// Checks the backup whole, then puts it in place. Gives the last receipt in it.
pub fn restore(
    folder: &DataFolder,
    now: DateTime<Utc>,
    file: &Path,
    replace: bool,
) -> Result<i64, RestoreError> {
    if !file.exists() {
        return Err(RestoreError::NoFile(file.into()));
    }
    let database = folder.database_path();
    let io = |source| RestoreError::Io {
        path: database.clone(),
        source,
    };
    if database.exists() && !replace {
        return Err(RestoreError::DatabaseThere);
    }
    let Some(_taken) = folder.take().map_err(io)? else {
        return Err(RestoreError::ServerRuns);
    };
    let wrong_key = |error: BackupError| match error {
        BackupError::Database(DatabaseError::WrongKey(_)) => RestoreError::WrongKey(file.into()),
        other => other.into(),
    };
    let (receipt, _) = check(file, &folder.keys().backup).map_err(wrong_key)?;
    let from = open_connection(file, &folder.keys().backup).map_err(BackupError::from)?;
    let new = database.with_extension("restoring");
    copy(&from, &new, &folder.keys().database).map_err(BackupError::from)?;
    check(&new, &folder.keys().database)?;
    put_aside(&database, now).map_err(io)?;
    fs::rename(&new, &database).map_err(io)?;
    Ok(receipt)
}

fn put_aside(database: &Path, now: DateTime<Utc>) -> io::Result<()> {
    let mark = now.format("%Y%m%dT%H%M%SZ");
    for tail in ["", "-wal", "-shm"] {
        let mut there = database.as_os_str().to_owned();
        there.push(tail);
        let there = PathBuf::from(there);
        if there.exists() {
            let mut aside = database.as_os_str().to_owned();
            aside.push(format!(".before-{mark}{tail}"));
            fs::rename(there, aside)?;
        }
    }
    Ok(())
}
