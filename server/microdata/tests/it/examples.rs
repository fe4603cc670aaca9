//! The invented survey of `docs/examples/`, as it is committed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use classify::{Classification, Edition, MX_INEGI_2016, classify, verdict};
use microdata::{Mapping, Sampling, Sex};

use crate::{
    invent,
    with::{all, facts, open_in},
};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples")
}

fn enti() -> Mapping {
    Mapping::shipped("enti-2022").unwrap().unwrap()
}

fn edition() -> Edition {
    toml::from_str(MX_INEGI_2016).unwrap()
}

#[test]
fn the_committed_examples_are_what_the_generator_writes() {
    for (name, bytes) in invent::files() {
        let path = examples().join(&name);
        let committed = fs::read(&path).unwrap_or_default();
        assert!(
            committed == bytes,
            "{name} differs; run `cargo run -p microdata --example invent_enti` at the root"
        );
    }
}

#[test]
fn tables_csv_and_json_lines_of_the_same_children_are_classified_alike() {
    let edition = edition();
    let text = |result: &Classification| serde_json::to_string(result).unwrap();
    let of = |outcome: &crate::with::Outcome| -> Vec<String> {
        assert_eq!(outcome.said(), Vec::<String>::new());
        let results = outcome.children.iter();
        results
            .map(|child| text(&classify(&edition, &child.facts).unwrap()))
            .collect()
    };
    let tables = of(&all(
        &mut open_in(examples().join("enti-2022"), enti()).unwrap()
    ));
    let csv = of(&all(&mut open_in(examples(), facts()).unwrap()));
    let lines = fs::read_to_string(examples().join("facts.jsonl")).unwrap();
    let jsonl: Vec<String> = lines
        .lines()
        .map(|line| text(&classify(&edition, &serde_json::from_str(line).unwrap()).unwrap()))
        .collect();
    assert!(csv.len() > 250, "{} children", csv.len());
    assert_eq!(tables, csv);
    assert_eq!(tables, jsonl);
}

#[test]
fn the_example_survey_has_strata_units_weights_and_breakdowns() {
    let mapping = enti();
    assert_eq!(mapping.sampling(), Sampling::Survey);
    let read = all(&mut open_in(examples().join("enti-2022"), mapping).unwrap());
    let designs: Vec<_> = read
        .children
        .iter()
        .filter_map(|child| child.design)
        .collect();
    assert_eq!(designs.len(), read.children.len());
    let distinct = |keys: Vec<microdata::Key>| {
        keys.into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    let strata = distinct(designs.iter().map(|design| design.stratum).collect());
    let units = distinct(designs.iter().map(|design| design.psu).collect());
    assert_eq!((strata, units), (4, 14));
    assert!(designs.iter().all(|design| design.weight >= 1_400.0));
    let girls = read
        .children
        .iter()
        .filter(|child| child.by.sex == Some(Sex::Female));
    assert!((100..200).contains(&girls.count()));
    assert!(
        read.children
            .iter()
            .all(|child| child.by.territory.is_some())
    );
    assert!(read.passed_over > 250, "adults and broken-off interviews");
}

#[test]
fn published_codes_agree_but_for_a_few_children() {
    let edition = edition();
    let read = all(&mut open_in(examples().join("enti-2022"), enti()).unwrap());
    let (mut alike, mut apart) = (0, 0);
    for child in &read.children {
        let published = child.against.unwrap();
        let ours = verdict(&edition, &child.facts).unwrap();
        match (published.cti, ours.cti) {
            (Some(theirs), Some(ours)) if theirs == ours => alike += 1,
            (Some(_), Some(_)) => apart += 1,
            _ => {}
        }
    }
    assert!(
        alike > 200 && (3..30).contains(&apart),
        "{alike} alike, {apart} apart"
    );
}

#[test]
fn the_draft_mapping_says_that_it_is_unverified() {
    let mapping = enti();
    assert!(!mapping.verified());
    let (es, en) = mapping.note().unwrap();
    assert!(es.contains("sin verificar") && en.contains("Unverified"));
}
