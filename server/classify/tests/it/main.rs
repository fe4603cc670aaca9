//! All tests of the rules: cases a lawyer can read, and what must hold for any child.

mod boundaries;
mod cases;
mod children;
mod coverage;
mod definition_page;
mod editions;
mod explanations;
mod given;
mod grounds;
mod invariants;
mod positions;
mod reach;
mod several;
mod sources;
mod unknowns;

use classify::{ChildFacts, Classification, Edition, classify};
use serde_json::Value;

fn edition() -> Edition {
    toml::from_str(classify::MX_INEGI_2016).expect("the shipped edition reads")
}

fn read(child: &Value) -> ChildFacts {
    serde_json::from_value(child.clone()).expect("facts that can be read")
}

fn result_of(edition: &Edition, child: &Value) -> Classification {
    classify(edition, &read(child)).expect("a date the edition covers")
}

fn bytes_of(edition: &Edition, child: &Value) -> String {
    serde_json::to_string(&result_of(edition, child)).expect("a result is JSON")
}
