//! What the office works with: the data folder opened for a command (`At`, `Office`), and what
//! every handler of the running server may use (`AppState`). Knows no noun and no route.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::clock::{Clock, SystemClock};
use crate::data_folder::{DataFolder, Keys};
use crate::database::Database;
use crate::entropy::{Entropy, SystemEntropy};
use crate::households::projector::Projector;

/// Where the data lie: the same two arguments for every command that needs them.
#[derive(Debug, Clone, Args)]
pub struct At {
    /// Carpeta de datos | Data folder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "rayuela-data"
    )]
    pub data: PathBuf,
    /// Archivo de la llave, modo 0600 (si no se indica: DIR.key) | Key file, mode 0600
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

impl At {
    /// The key file named, or the one beside the folder.
    pub fn key_file(&self) -> PathBuf {
        self.key_file
            .clone()
            .unwrap_or_else(|| DataFolder::default_key_file(&self.data))
    }

    /// Opens folder and database with the system's clock and randomness.
    pub fn open(&self) -> anyhow::Result<Office> {
        let folder = DataFolder::open(&self.data, &self.key_file())?;
        let db = Database::open(&folder)?;
        Ok(Office {
            folder,
            db,
            clock: SystemClock,
            entropy: SystemEntropy,
        })
    }
}

/// What a command works with once the data folder is open.
pub struct Office {
    pub folder: DataFolder,
    pub db: Arc<Database>,
    pub clock: SystemClock,
    pub entropy: SystemEntropy,
}

/// What every handler may use. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub db: Arc<Database>,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Arc<Keys>,
    /// Told of each hand-over; says how far the projection has come.
    pub projector: Arc<Projector>,
    /// True when people reach the server over TLS: cookies are then `Secure`.
    pub tls: bool,
}
