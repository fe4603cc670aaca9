//! What may not stand in the tree: paths of somebody's machine, ignored tests, sleeping tests,
//! clock reads outside the clock files, words that a doorstep must not see.

use regex::Regex;

use crate::none_of;

/// Every line of the tracked text files of these endings that matches, as `path:line`.
fn lines_with(pattern: &str, endings: &[&str], but: impl Fn(&str) -> bool) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut found = Vec::new();
    for path in tests::tracked_files() {
        if !endings.iter().any(|ending| path.ends_with(ending)) || but(&path) {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(tests::root().join(&path)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if pattern.is_match(line) {
                found.push(format!("{path}:{}", number + 1));
            }
        }
    }
    found
}

const QUESTIONNAIRES: &str = "survey-forms/questionnaires/";

/// This file names what it forbids.
fn is_this_file(path: &str) -> bool {
    path == "tests/tests/tidy/words.rs"
}

#[test]
fn no_path_of_a_machine_stands_in_the_tree() {
    let here = tests::root().canonicalize().expect("the checkout");
    let here = regex::escape(here.to_str().expect("a path in UTF-8"));
    // A choice list is looked up at `/root/item`: that is a path of a form.
    let found = lines_with(
        &format!("(/home/[a-z]|/root/([^i]|$)|/Users/|/tmp/|/mnt/|{here})"),
        &[
            ".rs", ".toml", ".md", ".sh", ".ts", ".tsx", ".mjs", ".json", ".html", ".css", "demo",
            "check", "run",
        ],
        is_this_file,
    );
    none_of(found, "paths of a machine");
}

#[test]
fn no_test_is_ignored_and_no_test_sleeps() {
    let mut ignored = lines_with(r"#\[ignore", &[".rs"], is_this_file);
    let scripts = [".ts", ".tsx", ".mjs"];
    ignored.extend(lines_with(
        r"\b(it|test|describe)\.(skip|todo|only)|\bxit\(",
        &scripts,
        is_this_file,
    ));
    none_of(ignored, "ignored tests");
    let asleep = lines_with(r"thread::sleep|time::sleep\(", &[".rs"], |path| {
        is_this_file(path) || !(path.contains("/tests/") || path.starts_with("tests/"))
            // A window and a server have no event to wait for: the journeys poll, bounded.
            || path.starts_with("tests/tests/journey") || path.starts_with("tests/tests/desktop")
    });
    none_of(asleep, "tests that sleep");
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let found = lines_with(r"#!?\[allow\(", &[".rs"], |path| {
        is_this_file(path) || path.contains("/bindings/")
    });
    none_of(found, "use #[expect(lint, reason = \"…\")]");
}

#[test]
fn only_the_clock_files_read_a_clock() {
    let found = lines_with(r"(Utc|Local)::now\(|SystemTime::now\(", &[".rs"], |path| {
        is_this_file(path)
            || path.ends_with("clock.rs")
            || path.starts_with("tests/tests/tidy/imports")
    });
    none_of(found, "time is handed in");
}

#[test]
fn the_field_app_never_says_what_it_looks_for() {
    let found = lines_with(
        r"(?i)trabajo infantil|child labou?r",
        &[".ts", ".tsx", ".ftl", ".html", ".json"],
        |path| {
            !(path.starts_with("field-app/ui/") || path.starts_with(QUESTIONNAIRES))
                || path.contains(".test.")
                || path.contains("/test/")
        },
    );
    // Only the privacy notice may name the purpose: it must name it truthfully.
    let outside_the_notice: Vec<String> = found
        .into_iter()
        .filter(|place| {
            let (path, line) = place.split_once(':').expect("path:line");
            let text = std::fs::read_to_string(tests::root().join(path)).expect("readable");
            let number: usize = line.parse().expect("a number");
            !path.starts_with(QUESTIONNAIRES)
                || !text
                    .lines()
                    .take(number)
                    .skip(number.saturating_sub(6))
                    .any(|line| line.contains("notice"))
        })
        .collect();
    none_of(outside_the_notice, "the doorway is not private");
}
