//! Classification rate on one core, from child facts in memory: `cargo bench -p classify`.
//!
//! Two mixes. The 31 vignettes: every class, two children with several answers. And children as
//! they come from the rows of a table, one job at most (`rows.rs`): what batch work decides on.

mod rows;

use classify::{ChildFacts, Edition, classify, explain, verdict};
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
        serde_json::from_str(include_str!("../../cases/vignettes.json")).expect("vignettes");
    cases.iter().map(|case| case["facts"].to_string()).collect()
}

fn vignettes() -> Vec<ChildFacts> {
    texts()
        .iter()
        .map(|text| serde_json::from_str(text).expect("facts"))
        .collect()
}

/// What batch work and indicators need: classes, hazards and gaps as bit sets.
mod verdict_only {
    use super::*;

    #[divan::bench]
    fn of_rows(bencher: Bencher) {
        decide_all(bencher, &rows::children(200_000));
    }

    #[divan::bench]
    fn of_vignettes(bencher: Bencher) {
        decide_all(bencher, &vignettes());
    }

    fn decide_all(bencher: Bencher, children: &[ChildFacts]) {
        let edition = edition();
        bencher.counter(ItemsCount::new(children.len())).bench(|| {
            for child in black_box(children) {
                black_box(verdict(&edition, child).expect("a verdict"));
            }
        });
    }
}

/// From typed facts to the whole result: paths of gaps, alternatives, SDG, legal alerts.
mod whole {
    use super::*;

    #[divan::bench]
    fn of_rows(bencher: Bencher) {
        classify_all(bencher, &edition(), &rows::children(20_000));
    }

    #[divan::bench]
    fn of_rows_without_alternatives(bencher: Bencher) {
        let mut edition = edition();
        edition.alternatives.clear();
        classify_all(bencher, &edition, &rows::children(20_000));
    }

    #[divan::bench]
    fn of_rows_without_legal_alerts(bencher: Bencher) {
        let mut edition = edition();
        edition.legal.items.clear();
        classify_all(bencher, &edition, &rows::children(20_000));
    }

    #[divan::bench]
    fn of_vignettes(bencher: Bencher) {
        classify_all(bencher, &edition(), &vignettes());
    }

    fn classify_all(bencher: Bencher, edition: &Edition, children: &[ChildFacts]) {
        bencher.counter(ItemsCount::new(children.len())).bench(|| {
            for child in black_box(children) {
                black_box(classify(edition, child).expect("a result"));
            }
        });
    }
}

/// From a JSON line to a JSON line, as `rayuela classify` does.
#[divan::bench]
fn json_lines_of_vignettes(bencher: Bencher) {
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
fn explain_vignettes(bencher: Bencher) {
    let (edition, children) = (edition(), vignettes());
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
