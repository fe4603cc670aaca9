//! Readies the shell: every verb becomes a command that is denied unless a capability allows it,
//! and the folder of the screens exists even where npm has never run.

use std::{fs, io, path::Path};

#[path = "src/verbs.rs"]
mod verbs;
use verbs::VERBS;

/// What the window says when the screens were not built.
const NOT_BUILT: &str = "<!doctype html><meta charset=\"utf-8\"><title>Rayuela</title>\
    <p>Las pantallas no están construidas. / The screens are not built.</p>\
    <p><code>npm --prefix field-app/ui ci &amp;&amp; npm --prefix field-app/ui run build</code></p>";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    make_screens_folder(Path::new("../ui/dist"))?;
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=src/verbs.rs");
    let verbs = tauri_build::AppManifest::new().commands(&VERBS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(verbs))?;
    Ok(())
}

/// Without this folder the shell does not even compile.
fn make_screens_folder(folder: &Path) -> io::Result<()> {
    let page = folder.join("index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(page, NOT_BUILT)
}
