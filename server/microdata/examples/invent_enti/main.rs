//! Invents a small survey in the layout that the mapping `enti-2022` guesses, and the same
//! children as CSV and JSON Lines of our own facts: `docs/examples/`. Nobody in it exists.
//!
//! Run it from the root of the repository to write the files anew:
//! `cargo run -p microdata --example invent_enti`. The same seed gives the same bytes; a test
//! holds the committed files to that. Start at [`files`]; `people.rs` invents, `tables.rs` writes
//! DBF and `flat.rs` CSV and JSON Lines. What it does not know: the real survey.

mod flat;
mod people;
mod tables;

/// Every file by its path below `docs/examples/`.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let people = people::invent();
    let mut files = tables::written(&people);
    files.push(("facts.csv".to_owned(), flat::csv(&people)));
    files.push(("facts.jsonl".to_owned(), flat::jsonl(&people)));
    files
}

#[cfg_attr(test, expect(dead_code, reason = "tests ask for the files alone"))]
fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new("docs/examples");
    for (name, bytes) in files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
