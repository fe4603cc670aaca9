//! Runs the case files of `cases/`: facts, and what the definition must say of them.
//!
//! Start at [`check`]. A key that a case does not expect is not looked at.

use std::{fs, path::Path};

use classify::{ChildFacts, Edition, classify};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    title: String,
    reason: String,
    #[serde(default)]
    certainty: String,
    facts: Value,
    #[serde(default)]
    expect: Map<String, Value>,
    /// Instead of `expect`: the refusal's beginning.
    #[serde(default)]
    refused: Option<String>,
}

pub fn edition() -> Edition {
    toml::from_str(classify::MX_INEGI_2016).expect("the shipped edition reads")
}

fn check(edition: &Edition, case: &Case) -> Vec<String> {
    let result = serde_json::from_value::<ChildFacts>(case.facts.clone())
        .map_err(|refusal| refusal.to_string())
        .and_then(|facts| classify(edition, &facts).map_err(|refusal| refusal.to_string()));
    let about = format!(
        "{} ({}; {} {})",
        case.id, case.title, case.reason, case.certainty
    );
    match (result, &case.refused) {
        (Err(refusal), Some(expected)) if refusal.starts_with(expected.as_str()) => Vec::new(),
        (Err(refusal), _) => vec![format!("{about}: refused: {refusal}")],
        (Ok(_), Some(expected)) => vec![format!("{about}: not refused: {expected}")],
        (Ok(result), None) => {
            let result = serde_json::to_value(result).expect("a result is JSON");
            let wrong = case
                .expect
                .iter()
                .filter(|(key, value)| result.get(key) != Some(value));
            wrong
                .map(|(key, value)| format!("{about}: {key}: {value}, got {}", result[key]))
                .collect()
        }
    }
}

fn cases_of(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("cases")
        .join(file);
    serde_json::from_str(&fs::read_to_string(&path).expect("a case file"))
        .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn run(file: &str, at_least: usize) {
    let edition = edition();
    let cases = cases_of(file);
    assert!(
        cases.len() >= at_least,
        "{file} has only {} cases",
        cases.len()
    );
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|case| check(&edition, case))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_vignette_of_the_definition_comes_out_as_written() {
    run("vignettes.json", 31);
}
