//! Every edition that is built in: its text, its sources, its cases, and its alternatives.
//!
//! Start at [`editions`]. Nothing here names an edition but its files do: a new one in
//! `editions/` with its cases in `cases/` is tested by what stands here.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use classify::{
    Alternative, ChildFacts, Classification, Coded, EDITIONS, Edition, Gap, Verdict, classify,
    verdict,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    children::{child, set},
    read,
};

/// A file of cases that says which edition it is for; files that do not are the base edition's.
#[derive(Deserialize)]
struct Group {
    edition: Option<String>,
    #[serde(default)]
    base: Value,
    #[serde(default)]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    title: String,
    change: Map<String, Value>,
    expect: Option<Map<String, Value>>,
    /// Instead of `expect`: how the refusal begins.
    refused: Option<String>,
}

const PINNED: &str = "mx-inegi-2016-alternatives";
const CASES_MIN: usize = 20;

pub fn editions() -> &'static [Edition] {
    static READ: OnceLock<Vec<Edition>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |text: &&str| toml::from_str(text).expect("an edition that can be read");
        EDITIONS.iter().map(read).collect()
    })
}

fn edition(id: &str) -> &'static Edition {
    let found = editions().iter().find(|edition| &*edition.id == id);
    found.unwrap_or_else(|| panic!("no edition {id}"))
}

fn base() -> &'static Edition {
    edition("mx-inegi-2016")
}

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files(name: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect()
}

#[test]
fn every_file_of_the_folder_is_an_edition_of_its_name() {
    let ids: BTreeSet<&str> = editions().iter().map(|edition| &*edition.id).collect();
    let files = files("editions", "toml");
    let stems: BTreeSet<&str> = files
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .collect();
    assert_eq!(ids, stems);
    assert_eq!(ids.len(), EDITIONS.len());
    assert!(ids.len() >= 2, "{ids:?}");
}

#[test]
fn every_edition_holds_together() {
    for edition in editions() {
        assert_eq!(edition.check().err(), None);
    }
}

#[test]
fn the_text_of_2016_is_whole_and_among_the_editions() {
    assert!(EDITIONS.contains(&classify::MX_INEGI_2016));
}

/// What an edition costs: its file and its cases. No code and no other data may name it.
#[test]
fn nothing_but_its_file_and_its_cases_names_the_pinned_edition() {
    fn walk(folder: &Path, naming: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, naming);
            } else if fs::read_to_string(&path).is_ok_and(|text| text.contains(PINNED)) {
                naming.push(path.display().to_string());
            }
        }
    }
    let (mut naming, server) = (Vec::new(), folder(".."));
    for part in [
        "src",
        "templates",
        "classify/src",
        "classify/law",
        "classify/cases",
    ] {
        walk(&server.join(part), &mut naming);
    }
    walk(&folder("editions"), &mut naming);
    naming.extend(
        ["build.rs", "Cargo.toml", "words.toml"]
            .into_iter()
            .filter(|name| {
                fs::read_to_string(folder(name))
                    .expect(name)
                    .contains(PINNED)
            })
            .map(str::to_owned),
    );
    assert_eq!(naming.len(), 2, "{naming:?}");
    let ends = |end: &str| naming.iter().any(|path| path.ends_with(end));
    assert!(ends(&format!("editions/{PINNED}.toml")), "{naming:?}");
    assert!(ends("cases/alternatives-edition.json"), "{naming:?}");
}

/// What is wrong with one case; nothing when it comes out as written.
fn wrong(edition: &Edition, base: &Value, case: &Case) -> Option<String> {
    let mut facts = base.clone();
    for (path, value) in &case.change {
        set(&mut facts, path, value.clone());
    }
    let result = classify(edition, &read(&facts));
    let wrong = match (&result, &case.refused, &case.expect) {
        (Err(refusal), Some(expected), None) => {
            (!refusal.to_string().starts_with(expected)).then(|| refusal.to_string())
        }
        (Ok(result), None, Some(expected)) if !expected.is_empty() => {
            let result = serde_json::to_value(result).expect("JSON");
            let other = expected
                .iter()
                .find(|(key, value)| result.get(key) != Some(value));
            other.map(|(key, value)| format!("{key}: {value}, got {}", result[key]))
        }
        _ => Some(format!("{result:?}")),
    };
    wrong.map(|wrong| format!("{}, {} {wrong}", case.id, case.title))
}

#[test]
fn every_edition_to_pin_comes_out_as_its_cases_say() {
    let mut run: BTreeMap<String, usize> = BTreeMap::new();
    for path in files("cases", "json") {
        let text = fs::read_to_string(&path).expect("a case file");
        let Ok(Group {
            edition: Some(id),
            base,
            cases,
        }) = serde_json::from_str(&text)
        else {
            continue;
        };
        let wrong: Vec<_> = cases
            .iter()
            .filter_map(|case| wrong(edition(&id), &base, case))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        *run.entry(id).or_default() += cases.len();
    }
    for edition in editions().iter().filter(|edition| !edition.chosen_by_date) {
        let cases = run.get(&*edition.id).copied().unwrap_or_default();
        assert!(cases >= CASES_MIN, "{}: {cases} cases", &*edition.id);
    }
}

/// The data that rules read: everything but the edition's name, dates, list and sources.
fn readings(edition: &Edition) -> String {
    let edition = edition.clone();
    let rules = (
        (
            edition.ages,
            edition.occupied,
            edition.hazards,
            edition.chores,
        ),
        (edition.sdg_8_7_1, edition.legal, edition.sentences),
    );
    format!("{rules:?}")
}

#[test]
fn the_pinned_edition_is_the_base_with_every_alternative_on() {
    let all = base().under_all(&base().alternatives);
    let limits = |edition: &Edition| {
        format!(
            "{:?}",
            (5..=17)
                .map(|age| {
                    let limit = |bands: &classify::Bands| bands.limit(age);
                    let work = limit(&edition.hazards.prolonged_hours.value);
                    (work, limit(&edition.chores.prolonged_hours.value))
                })
                .collect::<Vec<_>>()
        )
    };
    let pinned = edition(PINNED);
    assert_eq!(limits(&all), limits(pinned));
    let alike = |edition: &Edition| {
        let mut edition = edition.clone();
        // Bands may be cut otherwise and say the same; the limits were compared by age.
        edition.hazards.prolonged_hours = base().hazards.prolonged_hours.clone();
        edition.chores.prolonged_hours = base().chores.prolonged_hours.clone();
        readings(&edition)
    };
    assert_eq!(alike(&all), alike(pinned));
}

/// Every alternative is something else than the base, or it would not be one.
#[test]
fn each_registered_alternative_changes_what_the_rules_read() {
    assert!(!base().alternatives.is_empty());
    for alternative in &base().alternatives {
        let other = base().under(alternative);
        assert_ne!(readings(base()), readings(&other), "{}", &*alternative.id);
        assert_eq!(other.check().err(), None);
    }
}

fn decided(edition: &Edition, facts: &ChildFacts) -> Verdict {
    verdict(edition, facts).expect("a date the edition covers")
}

/// What the classification lists under this alternative, or the base where it lists nothing.
fn listed(result: &Classification, alternative: &Alternative) -> (Option<bool>, String) {
    let found = result
        .alternatives
        .iter()
        .find(|it| it.choice == alternative.id);
    match found {
        Some(found) => (found.child_labour, format!("{:?}", found.cti)),
        None => (result.child_labour, format!("{:?}", result.cti)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_listed_alternative_is_the_verdict_of_its_own_edition(child in child()) {
        let facts = read(&child.json());
        // With several answers R7 lists alternatives only where they are the same in all.
        prop_assume!(facts.combinations() == 1);
        let result = classify(base(), &facts).expect("a date the edition covers");
        for alternative in &base().alternatives {
            let under = decided(&base().under(alternative), &facts);
            let other = (under.child_labour, format!("{:?}", under.cti));
            prop_assert_eq!(listed(&result, alternative), other, "{}", &*alternative.id);
        }
    }

    #[test]
    fn alternatives_one_after_the_other_reach_the_pinned_edition(child in child()) {
        let facts = read(&child.json());
        // The wider limits of CH-04b come after CH-04c: both on is what is over in both.
        let mut one_by_one = base().clone();
        for id in ["CH-09b", "CH-06b", "CH-05b", "CH-04c", "CH-04b", "CH-03b", "CH-02b"] {
            let found = base().alternatives.iter().find(|it| &*it.id == id);
            one_by_one = one_by_one.under(found.expect(id));
        }
        let pinned = decided(edition(PINNED), &facts);
        prop_assert_eq!(decided(&one_by_one, &facts), pinned);
        prop_assert_eq!(decided(&base().under_all(&base().alternatives), &facts), pinned);
    }

    #[test]
    fn a_verdict_is_the_classification_without_its_text(child in child()) {
        let facts = read(&child.json());
        for edition in editions() {
            let short = decided(edition, &facts);
            let long = classify(edition, &facts).expect("a date the edition covers");
            prop_assert_eq!(short.in_scope, long.in_scope);
            prop_assert_eq!(short.occupied, long.occupied);
            prop_assert_eq!(short.occupation, long.occupation);
            prop_assert_eq!(short.hazards, long.hazards);
            prop_assert_eq!(short.chores, long.chores);
            prop_assert_eq!(short.chores_prolonged, long.chores_prolonged);
            prop_assert_eq!(short.chores_dangerous, long.chores_dangerous);
            prop_assert_eq!(short.child_labour, long.child_labour);
            prop_assert_eq!(short.cti, long.cti);
            let kinds: BTreeSet<String> = long.gaps.iter().map(|gap| kind(gap)).collect();
            let short: BTreeSet<String> = short.gaps.iter().map(|gap| gap.word().to_owned()).collect();
            prop_assert_eq!(short, kinds);
        }
    }
}

/// The kind of a gap that a classification names by its path.
fn kind(gap: &str) -> String {
    if gap.starts_with("discrepancy:") {
        return Gap::Discrepancy.word().to_owned();
    }
    match gap
        .split_once('[')
        .and_then(|(list, rest)| Some((list, rest.split_once(']')?.1)))
    {
        Some((list, fact)) => format!("{list}[]{fact}"),
        None => gap.to_owned(),
    }
}
