//! Finds the editions: one constant that holds every file of `editions/`, in order of name.
//!
//! Start at [`main`]. An edition's text is its own file, then the law, then the words that all
//! editions share. What this does not know: what any of them says; `Edition::check` looks.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=editions");
    let mut names = Vec::new();
    for entry in fs::read_dir(Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("editions"))? {
        let name = entry?.file_name();
        let name = name.to_str().ok_or("a file name in editions/ is no text")?;
        if name.ends_with(".toml") {
            names.push(name.to_owned());
        }
    }
    names.sort_unstable();
    let mut texts = String::from("&[\n");
    for name in names {
        let part =
            |path: &str| format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))");
        let edition = part(&format!("/editions/{name}"));
        let (law, words) = (part("/law/mx-lft.toml"), part("/words.toml"));
        writeln!(
            texts,
            "concat!({edition}, \"\\n\", {law}, \"\\n\", {words}),"
        )?;
    }
    texts.push_str("]\n");
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join("editions.rs"),
        texts,
    )?;
    Ok(())
}
