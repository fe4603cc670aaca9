//! Every number of every edition has a source, a confidence, and a page that explains the source.
//!
//! Start at [`sources`], which walks the text itself. What this does not know: whether a source
//! says what the edition says it does.

use std::fs;

use classify::{EDITIONS, Edition};
use toml::Table;

use crate::editions::{editions, folder};

/// Every `source` of a text with where it stands, and every number that has none.
fn sources(at: &str, value: &toml::Value, found: &mut Vec<(String, String, String)>) {
    match value {
        toml::Value::Table(table) => {
            if let Some(source) = table.get("source").and_then(toml::Value::as_str) {
                let confidence = table.get("confidence").and_then(toml::Value::as_str);
                let confidence = confidence.unwrap_or_default().to_owned();
                found.push((at.to_owned(), source.to_owned(), confidence));
                return;
            }
            for (key, value) in table {
                sources(&format!("{at}.{key}"), value, found);
            }
        }
        toml::Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                sources(&format!("{at}[{place}]"), item, found);
            }
        }
        toml::Value::Integer(_) | toml::Value::Float(_) => {
            found.push((at.to_owned(), String::new(), String::new()));
        }
        _ => {}
    }
}

#[test]
fn every_number_and_list_has_a_source_that_is_explained_and_a_confidence() {
    for text in EDITIONS {
        let whole: Table = toml::from_str(text).expect("TOML");
        let mut found = Vec::new();
        for (key, value) in &whole {
            if !["sources", "sentences"].contains(&key.as_str()) {
                sources(key, value, &mut found);
            }
        }
        let edition: Edition = toml::from_str(text).expect("an edition");
        assert!(found.len() > 45, "{}", found.len());
        for (at, source, confidence) in &found {
            assert!(!source.is_empty(), "{at}: a number without a source");
            let known = ["sourced", "derived", "choice"];
            assert!(known.contains(&confidence.as_str()), "{at}: {confidence}");
            let of_law = at.starts_with("legal");
            let sources = if of_law {
                &edition.legal.sources
            } else {
                &edition.sources
            };
            for tag in tags(source) {
                let words = sources.get(tag).unwrap_or_else(|| panic!("{at}: {tag}"));
                assert!(!words.es.is_empty() && !words.en.is_empty(), "{tag}");
            }
            let choice = source.contains("CH-");
            assert!(
                confidence != "sourced" || !choice || at.contains("sdg") || at.contains("legal"),
                "{at}"
            );
        }
    }
}

/// The tags of "LFT 175, 176; S4; CH-05": LFT, S4, CH-05.
fn tags(source: &str) -> impl Iterator<Item = &str> {
    source
        .split("; ")
        .filter_map(|part| part.split_whitespace().next())
}

/// The keys that the sources of an edition are explained under are the ones the page explains.
#[test]
fn every_numbered_source_and_choice_stands_on_the_page_about_the_definition() {
    let page = fs::read_to_string(folder("../../docs/definition.md")).expect("the page");
    for edition in editions() {
        for tag in edition.sources.keys().chain(edition.legal.sources.keys()) {
            let numbered = tag.starts_with("CH-") || tag.starts_with('S') && tag != "SCIAN";
            let stands = page
                .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
                .any(|word| word == tag);
            assert!(
                !numbered || stands,
                "docs/definition.md does not explain {tag}"
            );
        }
    }
}
