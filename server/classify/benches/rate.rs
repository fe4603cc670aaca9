//! Classification rate on one core, from child facts in memory: `cargo bench -p classify`.
//!
//! The mix is the 31 vignettes: every class, two children with several answers.

use classify::{ChildFacts, Edition, classify, explain};
use divan::{Bencher, black_box, counter::ItemsCount};
use serde_json::Value;

fn main() {
    divan::main();
}

fn edition() -> Edition {
    toml::from_str(classify::MX_INEGI_2016).expect("the shipped edition reads")
}

fn texts() -> Vec<String> {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../cases/vignettes.json")).expect("vignettes");
    cases.iter().map(|case| case["facts"].to_string()).collect()
}

fn children() -> Vec<ChildFacts> {
    texts()
        .iter()
        .map(|text| serde_json::from_str(text).expect("facts"))
        .collect()
}

/// From typed facts to the whole result: class, gaps, alternatives, SDG, legal alerts.
#[divan::bench]
fn classify_children(bencher: Bencher) {
    let (edition, children) = (edition(), children());
    bencher.counter(ItemsCount::new(children.len())).bench(|| {
        for child in &children {
            black_box(classify(&edition, black_box(child)).expect("a result"));
        }
    });
}

/// From a JSON line to a JSON line, as `rayuela classify` does.
#[divan::bench]
fn classify_json_lines(bencher: Bencher) {
    let (edition, texts) = (edition(), texts());
    bencher.counter(ItemsCount::new(texts.len())).bench(|| {
        for text in &texts {
            let child: ChildFacts = serde_json::from_str(black_box(text)).expect("facts");
            let result = classify(&edition, &child).expect("a result");
            black_box(serde_json::to_string(&result).expect("JSON"));
        }
    });
}

/// The grounds, which pages and lists ask for after classifying.
#[divan::bench]
fn explain_children(bencher: Bencher) {
    let (edition, children) = (edition(), children());
    let results: Vec<_> = children
        .iter()
        .map(|child| classify(&edition, child).expect("a result"))
        .collect();
    bencher.counter(ItemsCount::new(children.len())).bench(|| {
        for (child, result) in children.iter().zip(&results) {
            black_box(explain(&edition, child, result));
        }
    });
}
