//! A file that is there whole or not at all.
//!
//! Start at [`WholeFile`]: written beside its place, mode 0600, and renamed when whole. What
//! this module does not know: what is written.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

/// A file on its way to its place; dropped before [`keep`](Self::keep), it leaves nothing.
#[derive(Debug)]
pub struct WholeFile {
    beside: NamedTempFile,
    place: PathBuf,
}

/// Why a file cannot be written at its place.
#[derive(Debug, thiserror::Error)]
pub enum WholeFileFault {
    /// It would overwrite what is being read.
    #[error(
        "{place}: es un archivo de entrada; dé otro nombre a --to | \
         it is an input file; give --to another name"
    )]
    IsInput { place: String },
    /// A folder, a device, a pipe.
    #[error(
        "{place}: no es un archivo común; dé otro nombre a --to | \
         not a regular file; give --to another name"
    )]
    NotAFile { place: String },
    /// The folder cannot be written, or the disk is full.
    #[error("{place}: no se pudo escribir | could not be written: {fault}")]
    Io { place: String, fault: io::Error },
}

impl WholeFile {
    /// Begins a file that will stand at `place`.
    ///
    /// # Errors
    /// `place` is one of `inputs`, or no regular file, or its folder cannot be written.
    pub fn begin(place: &Path, inputs: &[PathBuf]) -> Result<WholeFile, WholeFileFault> {
        let named = || place.display().to_string();
        let io = |fault| WholeFileFault::Io {
            place: named(),
            fault,
        };
        // A link is followed, so that what it points to is replaced and the link stays.
        let real = match fs::canonicalize(place) {
            Ok(real) => {
                if inputs
                    .iter()
                    .any(|input| fs::canonicalize(input).is_ok_and(|input| input == real))
                {
                    return Err(WholeFileFault::IsInput { place: named() });
                }
                if !real.is_file() {
                    return Err(WholeFileFault::NotAFile { place: named() });
                }
                real
            }
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => place.to_owned(),
            Err(fault) => return Err(io(fault)),
        };
        let folder = match real.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let beside = Builder::new()
            .prefix(".rayuela-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .map_err(io)?;
        Ok(WholeFile {
            beside,
            place: real,
        })
    }

    /// The open file.
    ///
    /// # Errors
    /// No more files may be opened.
    pub fn file(&self) -> io::Result<File> {
        self.beside.as_file().try_clone()
    }

    /// Puts the file at its place, instead of what stood there.
    ///
    /// # Errors
    /// It cannot be renamed; then what stood there stays.
    pub fn keep(self) -> Result<(), WholeFileFault> {
        let place = self.place.display().to_string();
        let done = self.beside.as_file().sync_all().and_then(|()| {
            self.beside
                .persist(&self.place)
                .map(drop)
                .map_err(|fault| fault.error)
        });
        done.map_err(|fault| WholeFileFault::Io { place, fault })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_is_not_there_until_it_is_whole_and_leaves_nothing_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.csv");
        let begun = WholeFile::begin(&place, &[]).unwrap();
        begun.file().unwrap().write_all(b"half").unwrap();
        assert!(!place.exists());
        drop(begun);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_the_new_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.csv");
        fs::write(&place, "old").unwrap();
        let begun = WholeFile::begin(&place, &[]).unwrap();
        begun.file().unwrap().write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        begun.keep().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.csv");
        WholeFile::begin(&place, &[]).unwrap().keep().unwrap();
        let mode = fs::metadata(&place).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn an_input_is_never_overwritten_not_even_by_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.csv");
        fs::write(&input, "precious").unwrap();
        let other = folder.path().join(".").join("in.csv");
        let refused = WholeFile::begin(&other, &[input]).unwrap_err();
        assert!(
            matches!(refused, WholeFileFault::IsInput { .. }),
            "{refused}"
        );
        let refused = WholeFile::begin(folder.path(), &[]).unwrap_err();
        assert!(
            matches!(refused, WholeFileFault::NotAFile { .. }),
            "{refused}"
        );
    }
}
