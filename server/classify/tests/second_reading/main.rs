//! The rule set read a second time, as decision tables, beside `classify`.
//!
//! Start at `rules.rs`, the tables, typed from the text of the rule set and not from the edition.
//! `judge.rs` asks them, `table.rs` reads them, `sheet.rs` reads the JSON facts. The two readings
//! must give the same bytes for every case and for made-up children (`children.rs`).
//!
//! `RAYUELA_GENERATED_CHILDREN` sets how many are made up, `RAYUELA_GENERATED_SEED` from what.

mod children;
mod judge;
mod rules;
mod sheet;
mod smaller;
mod table;

use std::{
    collections::BTreeMap,
    env, fs,
    num::NonZero,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use classify::{ChildFacts, Edition, classify};
use serde::Deserialize;
use serde_json::Value;

use crate::judge::{Decided, judge};

const CHILDREN: u64 = 20_000;
const SEED: u64 = 2016;

fn number_from(name: &str, otherwise: u64) -> u64 {
    match env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => otherwise,
    }
}

fn edition() -> Edition {
    toml::from_str(classify::MX_INEGI_2016).expect("the shipped edition reads")
}

/// What `classify` writes of the child, or that it refuses it.
fn first_reading(edition: &Edition, child: &Value) -> Result<String, String> {
    let facts = ChildFacts::deserialize(child).map_err(|refusal| refusal.to_string())?;
    let result = classify(edition, &facts).map_err(|refusal| refusal.to_string())?;
    Ok(serde_json::to_string(&result).expect("a result is JSON"))
}

/// What the second reading decided, or what both readings say where they differ.
fn read_both(edition: &Edition, child: &Value) -> Result<Option<Decided>, String> {
    match (first_reading(edition, child), judge(child)) {
        (Ok(first), Ok((decided, second))) if first == second => Ok(Some(decided)),
        (Err(_), Err(_)) => Ok(None),
        (first, second) => Err(format!(
            "classify:       {}\nsecond reading: {}",
            first.unwrap_or_else(|refusal| format!("refused, {refusal}")),
            second.map_or_else(|refusal| format!("refused, {refusal}"), |(_, text)| text),
        )),
    }
}

/// The smallest child that shows the disagreement, and both readings of it.
fn shown(edition: &Edition, child: &Value) -> String {
    let child = smaller::smallest(child, |child| read_both(edition, child).is_err());
    let readings = read_both(edition, &child).err().unwrap_or_default();
    format!("{child:#}\n{readings}")
}

/// How often each outcome came out.
#[derive(Default)]
struct Tally(BTreeMap<String, u64>);

impl Tally {
    fn count(&mut self, decided: Option<&Decided>) {
        let Some(decided) = decided else {
            return self.one("", "refused");
        };
        for (key, word) in &decided.words {
            self.one(key, word);
        }
        for hazard in &decided.hazards {
            self.one("hazards", hazard);
        }
        for (choice, ..) in &decided.alternatives {
            self.one("alternatives", choice);
        }
        for alert in &decided.alerts {
            self.one("legal_alerts", alert);
        }
        let mut kinds: Vec<&str> = decided.gaps.iter().map(|gap| kind_of(gap)).collect();
        kinds.dedup();
        for kind in kinds {
            self.one("gaps", kind);
        }
    }

    fn one(&mut self, key: &str, word: &str) {
        if let Some(count) = self.0.get_mut([key, word].join(" ").trim()) {
            *count += 1;
        } else {
            self.0.insert([key, word].join(" ").trim().to_owned(), 1);
        }
    }

    fn add(&mut self, other: Tally) {
        for (name, count) in other.0 {
            *self.0.entry(name).or_default() += count;
        }
    }
}

/// The kind of a gap: without the number of the job, and discrepancies all alike.
fn kind_of(gap: &str) -> &str {
    match gap.split_once("]") {
        _ if gap.starts_with("discrepancy") => "discrepancy",
        Some((_, of_job)) => of_job,
        None => gap,
    }
}

/// Reads children `from..to` twice; what was found, and the first disagreement.
fn read_twice(
    seed: u64,
    numbers: impl Iterator<Item = u64>,
    stop: &AtomicBool,
) -> (Tally, Option<String>) {
    let edition = edition();
    let mut tally = Tally::default();
    for number in numbers {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let child = children::child(seed, number);
        match read_both(&edition, &child) {
            Ok(decided) => tally.count(decided.as_ref()),
            Err(_) => {
                stop.store(true, Ordering::Relaxed);
                let shown = shown(&edition, &child);
                return (
                    tally,
                    Some(format!("child {number} of seed {seed}:\n{shown}")),
                );
            }
        }
    }
    (tally, None)
}

/// Shares that no outcome may fall below, in ten-thousandths of all children.
const SHARES: [(&str, u64); 9] = [
    ("occupation ", 1000),
    ("chores ", 250),
    ("cti ", 200),
    ("child_labour ", 1000),
    ("hazards ", 300),
    ("alternatives ", 35),
    ("legal_alerts ", 8),
    ("gaps ", 18),
    ("", 100),
];

/// How many different outcomes there are in all: none may be missing.
const OUTCOMES: usize = 3 * 7 + 5 * 3 + 7 + 7 + 33 + 17 + 1;

#[test]
fn made_up_children_are_read_alike_by_both_readings() {
    let children = number_from("RAYUELA_GENERATED_CHILDREN", CHILDREN);
    let seed = number_from("RAYUELA_GENERATED_SEED", SEED);
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let stop = AtomicBool::new(false);
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let share = |first: u64| (first..children).step_by(threads as usize);
        let stop = &stop;
        let runs: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || read_twice(seed, share(first), stop)))
            .collect();
        for run in runs {
            let (part, disagreement) = run.join().expect("a reading that ends");
            assert!(
                disagreement.is_none(),
                "{}",
                disagreement.unwrap_or_default()
            );
            tally.add(part);
        }
    });
    let mut rare = Vec::new();
    for (name, count) in &tally.0 {
        println!("{:6.2} %  {name}", *count as f64 * 100.0 / children as f64);
        let least = SHARES
            .iter()
            .find(|(key, _)| name.starts_with(key))
            .map_or(0, |(_, share)| share * children / 10_000);
        if *count < least {
            rare.push(name);
        }
    }
    if children >= 10_000 {
        assert!(
            rare.is_empty(),
            "too rare among {children} children: {rare:?}"
        );
        assert_eq!(tally.0.len(), OUTCOMES, "{:?}", tally.0.keys());
    }
}

#[test]
fn every_case_is_read_alike_by_both_readings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let edition = edition();
    let mut read = 0;
    for file in fs::read_dir(folder).expect("the cases") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a file of cases");
        let file: Value = serde_json::from_str(&text).expect("cases");
        let cases = file
            .get("cases")
            .unwrap_or(&file)
            .as_array()
            .expect("a list of cases");
        for case in cases {
            let mut facts = case
                .get("facts")
                .or(file.get("base"))
                .expect("facts")
                .clone();
            for (path, value) in case
                .get("change")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                *place(&mut facts, path) = value.clone();
            }
            let alike = read_both(&edition, &facts).is_ok();
            assert!(alike, "{}: {}", case["id"], shown(&edition, &facts));
            read += 1;
        }
    }
    assert!(read > 400, "only {read} cases");
}

/// The place of `work.jobs[0].scian` in the facts.
fn place<'v>(facts: &'v mut Value, path: &str) -> &'v mut Value {
    path.split(['.', '['])
        .fold(facts, |at, part| match part.strip_suffix(']') {
            None => &mut at[part],
            Some(number) => &mut at[number.parse::<usize>().expect("a place in a list")],
        })
}
