//! A revoked tablet forgets: only after the server has answered that it keeps everything.

use crate::errors::HandOverError;
use crate::notebook::{KEY_FILE, Notebook, STORE_FILE};
use std::fs;

impl Notebook {
    /// The key first: without it the rest is noise, even if the power fails now.
    pub(super) fn wipe(&mut self) -> Result<(), HandOverError> {
        self.lock();
        let key = self.folder.join(KEY_FILE);
        if let Ok(length) = fs::metadata(&key).map(|meta| meta.len()) {
            let blank = vec![0; usize::try_from(length).unwrap_or(0)];
            fs::write(&key, blank).map_err(|_| HandOverError::NotWiped)?;
        }
        fs::remove_file(&key).map_err(|_| HandOverError::NotWiped)?;
        for rest in ["", "-wal", "-shm"] {
            let file = self.folder.join(format!("{STORE_FILE}{rest}"));
            if file.exists() {
                fs::remove_file(file).map_err(|_| HandOverError::NotWiped)?;
            }
        }
        Ok(())
    }
}
