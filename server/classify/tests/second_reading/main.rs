//! The rule set read a second time, as decision tables, beside `classify`.
//!
//! Start at `rules.rs`, the tables, typed from the text of the rule set and not from the edition.
//! `judge.rs` asks them, `table.rs` reads them, `sheet.rs` reads the JSON facts. The two readings
//! must give the same bytes for every case and for a million made-up children
//! (`children.rs`).
//!
//! `RAYUELA_GENERATED_CHILDREN` sets how many are made up, `RAYUELA_GENERATED_SEED` from what.

mod children;
mod json;
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

use classify::{
    ChildFacts, Classification, CodeSet, Coded, EDITIONS, Edition, Gap, Verdict, classify, verdict,
};
use serde_json::{Map, Value};

use crate::{
    json::Json,
    judge::{Decided, judge},
    table::Book,
};

const CHILDREN: u64 = 1_000_000;
const SEED: u64 = 2016;
const PINNED_EVERY: u64 = 8;

fn number_from(name: &str, otherwise: u64) -> u64 {
    match env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => otherwise,
    }
}

/// An edition, and what the tables need to read it.
struct Readings {
    edition: Edition,
    book: &'static Book,
}

/// The edition chosen by date, and the pinned one with every alternative switched on.
fn readings() -> [Readings; 2] {
    [&*table::BOOK, &*table::PINNED].map(|book| {
        let mut editions = EDITIONS
            .iter()
            .map(|text| toml::from_str(text).expect("an edition"));
        let edition = editions.find(|edition: &Edition| &*edition.id == book.definition);
        Readings {
            edition: edition.expect("an edition of this name"),
            book,
        }
    })
}

/// What `classify` writes of the child, or that it refuses it.
fn first_reading(edition: &Edition, text: &str) -> Result<String, String> {
    let facts: ChildFacts = serde_json::from_str(text).map_err(|refusal| refusal.to_string())?;
    let result = classify(edition, &facts).map_err(|refusal| refusal.to_string())?;
    let verdict = verdict(edition, &facts).map_err(|refusal| refusal.to_string())?;
    if let Some(key) = unlike(&result, &verdict) {
        return Err(format!("verdict and classification differ in {key}"));
    }
    Ok(serde_json::to_string(&result).expect("a result is JSON"))
}

/// The first key in which a verdict is not the classification's.
fn unlike(whole: &Classification, verdict: &Verdict) -> Option<&'static str> {
    let kinds: CodeSet<Gap> = whole.gaps.iter().map(|gap| gap_kind(gap)).collect();
    let alike = [
        ("in_scope", whole.in_scope == verdict.in_scope),
        ("occupied", whole.occupied == verdict.occupied),
        ("occupation", whole.occupation == verdict.occupation),
        ("hazards", whole.hazards == verdict.hazards),
        ("chores", whole.chores == verdict.chores),
        (
            "chores_prolonged",
            whole.chores_prolonged == verdict.chores_prolonged,
        ),
        (
            "chores_dangerous",
            whole.chores_dangerous == verdict.chores_dangerous,
        ),
        ("child_labour", whole.child_labour == verdict.child_labour),
        ("cti", whole.cti == verdict.cti),
        ("gaps", kinds == verdict.gaps),
    ];
    alike.iter().find(|(_, alike)| !alike).map(|(key, _)| *key)
}

fn gap_kind(gap: &str) -> Gap {
    let kind = match kind_of(gap) {
        of_job if of_job.starts_with('.') => format!("work.jobs[]{of_job}"),
        other => other.to_owned(),
    };
    Gap::read(&kind).unwrap_or_else(|| panic!("no kind of gap: {kind}"))
}

/// What the second reading decided, or what both readings say where they differ.
fn read_both(readings: &Readings, child: &Json) -> Result<Option<Decided>, String> {
    match (
        first_reading(&readings.edition, &child.to_string()),
        judge(readings.book, child),
    ) {
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
fn shown(readings: &Readings, child: &Json) -> String {
    let child = serde_json::from_str(&child.to_string()).expect("JSON");
    let child = smaller::smallest(&child, |child| read_both(readings, &child.into()).is_err());
    let both = read_both(readings, &(&child).into()).err();
    format!("{child:#}\n{}", both.unwrap_or_default())
}

/// How often each outcome came out.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, BTreeMap<String, u64>>);

impl Tally {
    fn count(&mut self, decided: Option<&Decided>) {
        let Some(decided) = decided else {
            return self.one("refused", "");
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

    fn one(&mut self, key: &'static str, word: &str) {
        let words = self.0.entry(key).or_default();
        match words.get_mut(word) {
            Some(count) => *count += 1,
            None => drop(words.insert(word.to_owned(), 1)),
        }
    }

    fn add(&mut self, other: Tally) {
        for (key, words) in other.0 {
            for (word, count) in words {
                *self.0.entry(key).or_default().entry(word).or_default() += count;
            }
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
    let [chosen, pinned] = readings();
    let mut tally = Tally::default();
    for number in numbers {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let child = children::child(seed, number);
        // The pinned edition shares nearly all rules with the other: a part of the children do.
        let under_pinned = (number % PINNED_EVERY == 0).then_some(&pinned);
        for readings in std::iter::once(&chosen).chain(under_pinned) {
            match read_both(readings, &child) {
                Ok(decided) if readings.book.definition == chosen.book.definition => {
                    tally.count(decided.as_ref());
                }
                Ok(_) => {}
                Err(_) => {
                    stop.store(true, Ordering::Relaxed);
                    let shown = shown(readings, &child);
                    let shown = format!("child {number} of seed {seed}:\n{shown}");
                    return (tally, Some(shown));
                }
            }
        }
    }
    (tally, None)
}

/// Shares that no outcome may fall below, in ten-thousandths of all children.
const SHARES: [(&str, u64); 9] = [
    ("occupation", 1000),
    ("chores", 250),
    ("cti", 200),
    ("child_labour", 1000),
    ("hazards", 300),
    ("alternatives", 25),
    ("legal_alerts", 4),
    ("gaps", 18),
    ("refused", 100),
];

/// How many different outcomes there are in all: none may be missing.
const OUTCOMES: usize = 3 * 8 + 5 * 3 + 7 + 7 + 33 + 17 + 1;

#[test]
fn a_million_made_up_children_are_read_alike_by_both_readings() {
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
    let outcomes = tally
        .0
        .iter()
        .flat_map(|(key, words)| words.iter().map(move |word| (*key, word)));
    for (key, (word, count)) in outcomes.clone() {
        println!(
            "{:6.2} %  {key} {word}",
            *count as f64 * 100.0 / children as f64
        );
        let share = SHARES
            .iter()
            .find(|(of, _)| *of == key)
            .map_or(0, |(_, share)| *share);
        if *count * 10_000 < share * children {
            rare.push((key, word));
        }
    }
    if children >= 10_000 {
        assert!(
            rare.is_empty(),
            "too rare among {children} children: {rare:?}"
        );
        assert_eq!(outcomes.count(), OUTCOMES, "an outcome never came out");
    }
}

#[test]
fn every_case_is_read_alike_by_both_readings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let readings = readings();
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
            let facts = Json::from(&facts);
            for readings in &readings {
                let alike = read_both(readings, &facts).is_ok();
                assert!(alike, "{}: {}", case["id"], shown(readings, &facts));
            }
            read += 1;
        }
    }
    assert!(read > 400, "only {read} cases");
}

/// The place of `work.jobs[0].scian` in the facts; a job that is not there yet is made.
fn place<'v>(facts: &'v mut Value, path: &str) -> &'v mut Value {
    path.split(['.', '['])
        .fold(facts, |at, part| match part.strip_suffix(']') {
            None => &mut at[part],
            Some(number) => {
                let number: usize = number.parse().expect("a place in a list");
                let list = at.as_array_mut().expect("a list");
                list.resize(list.len().max(number + 1), Value::Object(Map::new()));
                &mut list[number]
            }
        })
}
