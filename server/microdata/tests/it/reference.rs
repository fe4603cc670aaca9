//! The reference page of mappings is true: every example on it is read.

use std::path::Path;

use microdata::Mapping;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mapping.md");
    std::fs::read_to_string(path).unwrap()
}

/// What stands before an example that is only a part of a mapping.
const BEFORE: &str = "id = 'part'\nverified = true\nref_date = '2026-03-01'\n\
    tables = [{ name = 'people', format = 'csv', key = ['K'] }, { name = 'work', format = 'csv', key = ['K'] }]\n";

#[test]
fn every_example_on_the_reference_page_is_read() {
    let page = page();
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() >= 10, "{}", examples.len());
    for example in examples {
        let text = if example.starts_with("id = ") {
            example.to_owned()
        } else {
            format!("{BEFORE}{example}")
        };
        Mapping::read("docs/mapping.md", &text)
            .unwrap_or_else(|fault| panic!("{fault}\n{example}"));
    }
}

#[test]
fn every_fact_on_the_reference_page_exists() {
    let page = page();
    let (_, facts) = page.split_once("## The facts").unwrap();
    let (facts, _) = facts.split_once("\n\nWhat").unwrap();
    let rows = facts.lines().filter(|line| line.starts_with("| `"));
    let paths: Vec<&str> = rows
        .flat_map(|row| row.split('|').nth(1).unwrap().split('`'))
        .filter(|path| path.starts_with(|letter: char| letter.is_alphabetic()))
        .collect();
    assert_eq!(paths.len(), 26);
    for path in paths {
        let text = format!("{BEFORE}[facts]\n'{path}' = {{ column = 'C', words = true }}\n");
        Mapping::read("own.toml", &text).unwrap_or_else(|fault| panic!("{fault}"));
    }
}
