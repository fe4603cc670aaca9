//! `rayuela backup`: a copy of the whole database in one encrypted file, taken while the server
//! runs, read back and verified before it counts. Only what lies in a verified backup may ever
//! be dropped by a device.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::soundness::{Fault, faults};
use crate::clock::{Clock, stamp};
use crate::data_folder::DataFolder;
use crate::database::{Database, DatabaseError, open_connection};
use crate::office::At;
use crate::{events, log};

const PAGES_A_STEP: i32 = 1_000;

/// Arguments of `rayuela backup`.
#[derive(Debug, clap::Args)]
pub struct BackupCommand {
    #[command(flatten)]
    at: At,
    /// Archivo del respaldo | The backup's file
    file: PathBuf,
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("Ya existe {0}; dé otro nombre. | {0} exists already; give another name.")]
    Exists(PathBuf),
    #[error("No se pudo escribir {path}: {source}. | Could not write {path}: {source}.")]
    Io { path: PathBuf, source: io::Error },
    #[error(
        "El respaldo no pasó la revisión y se borró: {0}. Ejecute `rayuela doctor`. \
         | The backup failed its check and was deleted: {0}. Run `rayuela doctor`."
    )]
    NotSound(Fault),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// A backup that was read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// Every change up to this receipt is in it.
    pub receipt: i64,
    pub bytes: u64,
}

impl BackupCommand {
    /// Makes and verifies the backup.
    pub fn run(self) -> anyhow::Result<()> {
        let office = self.at.open()?;
        let done = back_up(&office.folder, &office.db, office.clock.now(), &self.file)?;
        println!(
            "{file}: {bytes} bytes, hasta el recibo {receipt}, verificado\n\
             | {file}: {bytes} bytes, through receipt {receipt}, verified",
            file = self.file.display(),
            bytes = done.bytes,
            receipt = done.receipt,
        );
        Ok(())
    }
}

/// Copies the database into `file` under the backup key, reads it back, and notes it.
pub fn back_up(
    folder: &DataFolder,
    db: &Database,
    now: DateTime<Utc>,
    file: &Path,
) -> Result<BackedUp, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.into()));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let io = |source| BackupError::Io {
        path: part.clone(),
        source,
    };
    let from = open_connection(&folder.database_path(), &folder.keys().database)?;
    copy(&from, &part, &folder.keys().backup)?;
    fs::set_permissions(&part, fs::Permissions::from_mode(0o600)).map_err(io)?;
    let (receipt, chain) = match check(&part, &folder.keys().backup) {
        Ok(head) => head,
        Err(error) => {
            let _ = fs::remove_file(&part);
            return Err(error);
        }
    };
    let (bytes, hash) = hash_and_sync(&part).map_err(io)?;
    fs::rename(&part, file).map_err(io)?;
    db.write(move |tx| {
        tx.execute(
            "insert into backup (made_at, receipt, chain, file_hash) values (?1, ?2, ?3, ?4)",
            params![stamp(now), receipt, chain, hash],
        )?;
        let detail = serde_json::json!({ "receipt": receipt, "bytes": bytes });
        events::note(
            tx,
            now,
            "office",
            "backup.verified",
            &hex::encode(&hash[..8]),
            &detail,
        )
    })?;
    Ok(BackedUp { receipt, bytes })
}

/// Copies page by page into a new encrypted file. Also how a backup is brought back.
pub(super) fn copy(from: &Connection, to: &Path, key: &[u8; 32]) -> Result<(), DatabaseError> {
    let _ = fs::remove_file(to);
    let mut target = open_connection(to, key)?;
    Backup::new(from, &mut target)?.run_to_completion(PAGES_A_STEP, Duration::ZERO, None)?;
    // One file, without a write-ahead log beside it.
    target.execute_batch("pragma journal_mode = delete")?;
    Ok(())
}

/// Opens a backup, checks it whole, and gives the head of its log.
pub(super) fn check(file: &Path, key: &[u8; 32]) -> Result<(i64, log::Chain), BackupError> {
    let conn = open_connection(file, key)?;
    if let Some(fault) = faults(&conn)?.into_iter().next() {
        return Err(BackupError::NotSound(fault));
    }
    let head = log::head(&conn)?;
    conn.execute_batch("pragma journal_mode = delete")?;
    Ok(head)
}

fn hash_and_sync(file: &Path) -> io::Result<(u64, [u8; 32])> {
    let mut open = fs::File::open(file)?;
    let (mut hash, mut buffer, mut bytes) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        let read = open.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    open.sync_all()?;
    Ok((bytes, hash.finalize().into()))
}
