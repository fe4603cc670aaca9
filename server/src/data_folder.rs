//! Where a municipality's data lies, and the key that opens it.
//!
//! A data folder holds `rayuela.db` (encrypted). Its 32-byte master key lies in a file of mode
//! 0600 **outside** the folder (`<folder>.key` unless told otherwise), so that a copy of the
//! folder alone opens nothing. All keys are derived from it (HKDF-SHA256), one for each purpose.
//! The key never comes from an argument or the environment.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::entropy::Entropy;

const KEY_BYTES: usize = 32;

/// Why a data folder was not opened. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenDataFolderError {
    #[error(
        "No existe la llave {0}. Cópiela de su respaldo, o cree una instalación nueva con `rayuela init`. \
         | There is no key file {0}: restore it from your copy, or begin anew with `rayuela init`."
    )]
    NoKeyFile(PathBuf),
    #[error(
        "La llave {0} ya existe; no se reemplaza, porque sin ella los datos se pierden. \
         | The key file {0} exists already and is not replaced: without it the data are lost."
    )]
    KeyFileExists(PathBuf),
    #[error(
        "La llave {path} está abierta a otros usuarios (modo {mode:o}). Ciérrela con `chmod 600`. \
         | The key file {path} is open to other users (mode {mode:o}). Close it with `chmod 600`."
    )]
    KeyFileOpenToOthers { path: PathBuf, mode: u32 },
    #[error(
        "La llave {path} mide {found} bytes y debe medir 32. Use la llave que creó `rayuela init`. \
         | The key file {path} has {found} bytes instead of 32. Use the one `rayuela init` made."
    )]
    KeyFileSize { path: PathBuf, found: usize },
    #[error("No se pudo usar {path}: {source}. | Could not use {path}: {source}.")]
    Io { path: PathBuf, source: io::Error },
}

/// The keys of one installation. Never printed: `Debug` shows nothing.
pub struct Keys {
    /// Opens the database (SQLCipher, raw key).
    pub database: Zeroizing<[u8; KEY_BYTES]>,
    /// Wraps the key of each household.
    pub log_wrap: Zeroizing<[u8; KEY_BYTES]>,
    /// Encrypts backups, apart from the database key.
    pub backup: Zeroizing<[u8; KEY_BYTES]>,
    /// Makes a case's id from its child, so that a rebuilt projection gives the same id.
    pub case_ids: Zeroizing<[u8; KEY_BYTES]>,
    /// Signs questionnaires; devices pin its public half at enrolment.
    pub signing: SigningKey,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}

impl Keys {
    /// Derives every key from the master key. The purposes are part of the stored format: never
    /// change one.
    pub fn derive(master: &[u8; KEY_BYTES]) -> Self {
        let derive = |purpose: &str| {
            let mut key = Zeroizing::new([0u8; KEY_BYTES]);
            Hkdf::<Sha256>::new(None, master)
                .expand(purpose.as_bytes(), key.as_mut())
                .expect("32 bytes are a valid length for HKDF-SHA256");
            key
        };
        Self {
            database: derive("rayuela/database/1"),
            log_wrap: derive("rayuela/log-wrap/1"),
            backup: derive("rayuela/backup/1"),
            case_ids: derive("rayuela/case-ids/1"),
            signing: SigningKey::from_bytes(&derive("rayuela/signing/1")),
        }
    }

    /// The same keys once more, for a server that outlives its data folder handle.
    pub fn again(&self) -> Self {
        Self {
            database: self.database.clone(),
            log_wrap: self.log_wrap.clone(),
            backup: self.backup.clone(),
            case_ids: self.case_ids.clone(),
            signing: self.signing.clone(),
        }
    }

    /// The public half of the signing key, as devices get it at enrolment (hex).
    pub fn server_key(&self) -> String {
        hex::encode(self.signing.verifying_key().as_bytes())
    }
}

/// A data folder whose key has been read.
#[derive(Debug)]
pub struct DataFolder {
    dir: PathBuf,
    key_file: PathBuf,
    keys: Keys,
}

impl DataFolder {
    /// Makes the folder (mode 0700) and a new key file (mode 0600). Refuses to replace a key.
    pub fn init(
        dir: &Path,
        key_file: &Path,
        entropy: &dyn Entropy,
    ) -> Result<Self, OpenDataFolderError> {
        make_dir(dir)?;
        let mut master = Zeroizing::new([0u8; KEY_BYTES]);
        entropy.fill(master.as_mut());
        let written = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(key_file)
            .and_then(|mut file| {
                file.write_all(master.as_ref())
                    .and_then(|()| file.sync_all())
            });
        match written {
            Ok(()) => Self::open(dir, key_file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenDataFolderError::KeyFileExists(key_file.into()))
            }
            Err(source) => Err(OpenDataFolderError::Io {
                path: key_file.into(),
                source,
            }),
        }
    }

    /// Opens the folder with an existing key file; makes the folder when it is missing.
    pub fn open(dir: &Path, key_file: &Path) -> Result<Self, OpenDataFolderError> {
        let master = read_key_file(key_file)?;
        make_dir(dir)?;
        Ok(Self {
            dir: dir.into(),
            key_file: key_file.into(),
            keys: Keys::derive(&master),
        })
    }

    /// The key file that belongs to a folder when none is named: beside it, never in it.
    pub fn default_key_file(dir: &Path) -> PathBuf {
        let mut name = dir.file_name().unwrap_or_default().to_os_string();
        name.push(".key");
        dir.with_file_name(name)
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The key file.
    pub fn key_file(&self) -> &Path {
        &self.key_file
    }

    /// The encrypted database.
    pub fn database_path(&self) -> PathBuf {
        self.dir.join("rayuela.db")
    }

    /// The derived keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Takes the folder for one server: a second one on the same folder is refused by the caller.
    /// Holds until the file is dropped. `None`: somebody else has it.
    pub fn take(&self) -> io::Result<Option<fs::File>> {
        let file = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.dir.join("serve.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

fn make_dir(dir: &Path) -> Result<(), OpenDataFolderError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(|source| OpenDataFolderError::Io {
            path: dir.into(),
            source,
        })
}

fn read_key_file(path: &Path) -> Result<Zeroizing<[u8; KEY_BYTES]>, OpenDataFolderError> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenDataFolderError::NoKeyFile(path.into()));
        }
        Err(source) => {
            return Err(OpenDataFolderError::Io {
                path: path.into(),
                source,
            });
        }
    };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(OpenDataFolderError::KeyFileOpenToOthers {
            path: path.into(),
            mode,
        });
    }
    let bytes = Zeroizing::new(fs::read(path).map_err(|source| OpenDataFolderError::Io {
        path: path.into(),
        source,
    })?);
    let found = bytes.len();
    let key: [u8; KEY_BYTES] =
        bytes
            .as_slice()
            .try_into()
            .map_err(|_| OpenDataFolderError::KeyFileSize {
                path: path.into(),
                found,
            })?;
    Ok(Zeroizing::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    fn places() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("tuxtla");
        let key = DataFolder::default_key_file(&dir);
        (home, dir, key)
    }

    #[test]
    fn a_new_key_lies_beside_the_folder_and_is_closed_to_others() {
        let (_home, dir, key) = places();
        DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        assert!(!key.starts_with(&dir));
        assert_eq!(
            fs::metadata(&key).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read(&key).unwrap().len(), 32);
    }

    #[test]
    fn a_key_is_never_replaced_by_a_second_init() {
        let (_home, dir, key) = places();
        DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        let before = fs::read(&key).unwrap();
        let again = DataFolder::init(&dir, &key, &SystemEntropy);
        assert!(matches!(again, Err(OpenDataFolderError::KeyFileExists(_))));
        assert_eq!(fs::read(&key).unwrap(), before);
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let (_home, dir, key) = places();
        DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
        let error = DataFolder::open(&dir, &key).unwrap_err();
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }

    #[test]
    fn a_key_of_the_wrong_size_is_refused() {
        let (_home, dir, key) = places();
        DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        fs::write(&key, b"short").unwrap();
        let error = DataFolder::open(&dir, &key).unwrap_err();
        assert!(matches!(
            error,
            OpenDataFolderError::KeyFileSize { found: 5, .. }
        ));
    }

    #[test]
    fn a_folder_is_taken_by_one_server_only() {
        let (_home, dir, key) = places();
        let folder = DataFolder::init(&dir, &key, &SystemEntropy).unwrap();
        let first = folder.take().unwrap();
        assert!(first.is_some());
        assert!(folder.take().unwrap().is_none());
        drop(first);
        assert!(folder.take().unwrap().is_some());
    }
}
