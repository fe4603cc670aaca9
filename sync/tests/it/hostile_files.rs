//! Inputs that crash automerge 0.12, kept from a fuzzing run, against the guard.

use std::path::{Path, PathBuf};

use crate::forge::id;
use crate::support::{SURVEY, rosas, with_checksum};
use sync::guard::{self, GuardContext};
use sync::{DeviceId, HouseholdRecord};

/// The folder with the crashing inputs, or None with a word to the reader.
fn hostile_files() -> Option<Vec<(PathBuf, Vec<u8>)>> {
    let folder = std::env::var_os("RAYUELA_HOSTILE_FILES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/hostile"),
        PathBuf::from,
    );
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("SKIPPED: no hostile files; name their folder in RAYUELA_HOSTILE_FILES");
        return None;
    };
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.ok()?.path();
        let bytes = std::fs::read(&path).ok()?;
        Some((path, bytes))
    };
    Some(entries.filter_map(read).collect())
}

#[test]
fn no_input_that_crashes_the_library_passes_the_guard() {
    let Some(files) = hostile_files() else { return };
    assert!(!files.is_empty());
    let mut record = HouseholdRecord::new(id());
    record.open_round(SURVEY).unwrap();
    for (path, bytes) in &files {
        for bytes in [bytes.clone(), with_checksum(bytes.clone())] {
            for device in [rosas(), DeviceId(*b"dev1dev2")] {
                let context = GuardContext::of(&record, device);
                let judged = guard::check(&bytes, &context);
                assert!(judged.is_err(), "{} passed", path.display());
                assert!(guard::try_apply(&record, &bytes, &context).is_err());
            }
        }
    }
    println!("{} crashing inputs set aside", files.len());
}
