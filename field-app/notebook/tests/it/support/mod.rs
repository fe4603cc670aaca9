//! Rosa's and Juan's tablets, and a hub in memory that both can reach.

pub mod hub;
pub mod interview;

use chrono::{DateTime, Duration, Utc};
use hub::{Hub, Line};
use notebook::{Clock, Enrol, Entropy, Notebook, PassphraseKeys};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub const AREA: &str = "ageb:0710100010363";
pub const PASSPHRASE: &str = "nube tortuga mantel campana";

/// A clock that goes on by seven seconds at each reading.
pub struct Ticking(AtomicI64);

impl Ticking {
    pub fn from(start: &str) -> Arc<Self> {
        let start: DateTime<Utc> = start.parse().unwrap();
        Arc::new(Self(AtomicI64::new(start.timestamp())))
    }
}

impl Clock for Ticking {
    fn now(&self) -> DateTime<Utc> {
        let seconds = self.0.fetch_add(7, Ordering::SeqCst);
        DateTime::from_timestamp(seconds, 0).unwrap() + Duration::zero()
    }
}

/// Randomness from a seed (SplitMix64): the same test every time.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.next().to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

/// Where a tablet's notebook lies.
pub enum Folder {
    Own(TempDir),
    Given(PathBuf),
}

impl Folder {
    pub fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Given(folder) => folder,
        }
    }
}

/// One person's tablet.
pub struct Tablet {
    pub folder: Folder,
    pub hub: Arc<Mutex<Hub>>,
    /// What the network does to this tablet's next requests.
    pub line: Arc<Mutex<Line>>,
    seed: u64,
    pub notebook: Notebook,
}

impl Tablet {
    /// A tablet that is not enrolled.
    pub fn new(hub: &Arc<Mutex<Hub>>, seed: u64) -> Self {
        Self::on(Folder::Own(tempfile::tempdir().unwrap()), hub, seed)
    }

    /// A tablet whose notebook lies in a given folder.
    pub fn in_folder(folder: &Path, hub: &Arc<Mutex<Hub>>, seed: u64) -> Self {
        Self::on(Folder::Given(folder.to_owned()), hub, seed)
    }

    fn on(folder: Folder, hub: &Arc<Mutex<Hub>>, seed: u64) -> Self {
        let line = Arc::new(Mutex::new(Line::Good));
        let notebook = open(folder.path(), hub, &line, seed);
        Self {
            folder,
            hub: hub.clone(),
            line,
            seed,
            notebook,
        }
    }

    /// A tablet of `person`, enrolled and open.
    pub fn of(person: &str, hub: &Arc<Mutex<Hub>>, seed: u64) -> Self {
        let mut tablet = Self::new(hub, seed);
        let code = hub.lock().unwrap().code_for(person);
        tablet.notebook.enrol(&enrol_with(&code)).unwrap();
        tablet
    }

    /// The app is closed and opened again.
    pub fn restart(&mut self) {
        self.seed += 1_000;
        self.notebook = open(self.folder.path(), &self.hub, &self.line, self.seed);
        self.notebook.unlock(PASSPHRASE).unwrap();
    }

    pub fn network_is(&self, line: Line) {
        *self.line.lock().unwrap() = line;
    }
}

pub fn enrol_with(code: &str) -> Enrol {
    Enrol {
        server: "http://127.0.0.1:9".into(),
        code: code.into(),
        passphrase: PASSPHRASE.into(),
        fingerprint: None,
        device_label: Some("tableta de prueba".into()),
    }
}

fn open(folder: &Path, hub: &Arc<Mutex<Hub>>, line: &Arc<Mutex<Line>>, seed: u64) -> Notebook {
    Notebook::open(
        folder,
        Arc::new(PassphraseKeys::cheap()),
        Ticking::from("2026-11-18T16:00:00Z"),
        Box::new(Seeded(seed)),
        Box::new(hub::ToHub::new(hub, line)),
    )
    .unwrap()
}
