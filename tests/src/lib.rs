//! What the journeys and the tidiness tests share: where the workspace lies and what git tracks.
//!
//! This crate drives the binaries as a user would. It never links the server, the shell or GTK.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of the tree that git tracks or would track, as paths relative to [`root`].
///
/// # Panics
/// When git is missing or the folder is not a checkout: the tests can then say nothing.
pub fn tracked_files() -> Vec<String> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(listing.status.success(), "git ls-files failed");
    String::from_utf8(listing.stdout)
        .expect("paths are UTF-8")
        .lines()
        .filter(|path| root().join(path).is_file())
        .map(str::to_owned)
        .collect()
}
