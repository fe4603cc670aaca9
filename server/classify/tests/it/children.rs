//! Made-up children for the invariants: whole facts near every limit, then blurred.
//!
//! Start at [`child`]. A child has a truth for every fact; a blur hides it, widens it to an
//! interval, or adds other answers. Clearing a blur is what a second interview does.

use proptest::{
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Map, Value, json};

/// One fact of a child, by path.
#[derive(Clone, Debug)]
pub struct Fact {
    pub path: String,
    pub truth: Value,
    pub blur: Blur,
}

/// What an interview left of the truth.
#[derive(Clone, Debug, PartialEq)]
pub enum Blur {
    Clear,
    Unknown,
    /// So much under and over the truth.
    Wide(f64, f64),
    /// The truth beside these answers.
    Apart(Vec<Value>),
}

/// A child as an interview left it.
#[derive(Clone, Debug)]
pub struct Child {
    pub ref_date: &'static str,
    pub facts: Vec<Fact>,
}

const COMBINATIONS_MAX: usize = 48;

impl Fact {
    /// The fact as the input writes it.
    pub fn given(&self) -> Value {
        match &self.blur {
            Blur::Clear => self.truth.clone(),
            Blur::Unknown => Value::Null,
            Blur::Wide(under, over) if self.path == "age" => {
                let age = self.truth.as_i64().expect("a whole age");
                let (under, over) = (*under as i64, *over as i64);
                json!({"min": (age - under).max(0), "max": age + over})
            }
            Blur::Wide(under, over) => {
                let truth = self.truth.as_f64().expect("a number");
                let day = self.path.contains("day") || self.path.contains("night");
                let most = if day { 24.0 } else { 168.0 };
                json!({"min": (truth - under).max(0.0), "max": (truth + over).min(most)})
            }
            Blur::Apart(others) => {
                let mut answers = vec![self.truth.clone()];
                answers.extend(others.iter().cloned());
                json!({ "any": answers })
            }
        }
    }

    fn answers(&self) -> usize {
        match self.given() {
            Value::Object(given) if given.contains_key("any") => {
                given["any"].as_array().map_or(1, Vec::len)
            }
            Value::Object(given) if self.path == "age" => {
                let end = |name: &str| given[name].as_u64().expect("a whole age");
                usize::try_from(end("max") - end("min") + 1).expect("few years")
            }
            _ => 1,
        }
    }
}

impl Child {
    /// The child as the input writes it.
    pub fn json(&self) -> Value {
        let mut child = json!({ "id": "m3f2a1c", "ref_date": self.ref_date });
        for fact in &self.facts {
            set(&mut child, &fact.path, fact.given());
        }
        child
    }

    /// The fact at this path.
    pub fn fact(&self, path: &str) -> &Fact {
        self.facts
            .iter()
            .find(|fact| fact.path == path)
            .expect("a fact of the child")
    }

    /// Keeps blurs only as long as there are not too many combinations.
    fn sharpened(mut self) -> Child {
        let mut combinations = 1;
        for fact in &mut self.facts {
            let answers = fact.answers();
            if combinations * answers > COMBINATIONS_MAX {
                fact.blur = Blur::Unknown;
            } else {
                combinations *= answers;
            }
            // Someone who worked did so for an hour: fewer hours are only known as a number.
            let some_work = fact.path == "work.hours_week" && fact.truth.as_f64() < Some(1.0);
            if some_work && fact.blur == Blur::Unknown {
                fact.blur = Blur::Wide(0.0, 3.0);
            }
        }
        self
    }
}

/// Puts a value at `work.jobs[0].scian`, making objects and lists on the way.
pub fn set(facts: &mut Value, path: &str, value: Value) {
    let place = path.split('.').fold(facts, |at, part| {
        let Some((name, number)) = part.split_once('[') else {
            return &mut at[part];
        };
        let number: usize = number
            .trim_end_matches(']')
            .parse()
            .expect("a place in a list");
        if !at[name].is_array() {
            at[name] = json!([]);
        }
        let list = at[name].as_array_mut().expect("a list");
        while list.len() <= number {
            list.push(Value::Object(Map::new()));
        }
        &mut list[number]
    });
    *place = value;
}

/// A child near the limits. A third of them are clear, the others have some facts blurred.
pub fn child() -> impl Strategy<Value = Child> {
    let dates = [
        "2007-01-01",
        "2022-04-05",
        "2022-04-06",
        "2025-02-10",
        "2025-02-11",
        "2026-03-02",
    ];
    let jobs = prop_oneof![8 => Just(1_usize), 2 => Just(2)].prop_flat_map(|jobs| {
        let safe = (0..jobs)
            .flat_map(|number| job_facts(number, &SAFE))
            .collect::<Vec<_>>();
        let any = (0..jobs)
            .flat_map(|number| job_facts(number, &ANY))
            .collect::<Vec<_>>();
        prop_oneof![4 => safe, 3 => any]
    });
    let all_clear = prop::bool::weighted(0.35);
    let parts = (select(dates.to_vec()), person_facts(), jobs, all_clear);
    parts.prop_map(|(ref_date, mut facts, jobs, all_clear)| {
        facts.extend(jobs);
        if all_clear {
            facts.iter_mut().for_each(|fact| fact.blur = Blur::Clear);
        }
        Child { ref_date, facts }.sharpened()
    })
}

fn person_facts() -> Vec<BoxedStrategy<Fact>> {
    let hours = || {
        numbers(&[
            0.5, 1.0, 8.0, 14.0, 20.0, 20.0, 30.0, 36.0, 36.5, 43.0, 48.0, 50.0,
        ])
    };
    vec![
        age(),
        fact("school.attends", flag(0.8)),
        fact("school.basic_completed", flag(0.6)),
        fact(
            "work.status",
            words(&["worked", "worked", "worked", "none", "none", "absent"]),
        ),
        fact(
            "work.absence.returns_within_weeks",
            numbers(&[1.0, 4.0, 4.5, 9.0]),
        ),
        fact("work.absence.paid", flag(0.3)),
        fact("work.hours_week", hours()),
        fact("work.max_hours_day", numbers(&[2.0, 6.0, 6.5, 8.0, 9.0])),
        fact("work.sunday", flag(0.2)),
        fact("work.authorisation", flag(0.5)),
        fact("work.medical_certificate", flag(0.5)),
        fact("chores.own_household", flag(0.85)),
        fact(
            "chores.hours_week",
            numbers(&[0.0, 0.0, 5.0, 14.0, 14.5, 21.0, 22.0, 28.0, 29.0]),
        ),
        fact(
            "chores.hazards",
            code_lists(&["night", "hot_objects", "other"], 0.65),
        ),
    ]
}

/// What jobs are made of.
struct Kinds {
    scian: &'static [&'static str],
    sinco: &'static [&'static str],
    places: &'static [&'static str],
    exposures: &'static [&'static str],
    night: f64,
    night_hours: &'static [f64],
    loads: &'static [f64],
}

/// Jobs with hardly a hazard, some of them with too short a code.
const SAFE: Kinds = Kinds {
    scian: &["4611", "4611", "4611", "4611", "7225", "3118", "72"],
    sinco: &["4211", "4211", "4211", "4211", "4211", "9611", "9"],
    places: &["shop", "office", "other_home", "market_stall"],
    // Now and then an exposure and nothing else: what CH-05b is about.
    exposures: &["other", "other", "other", "other", "noise"],
    night: 0.0,
    night_hours: &[0.0, 0.0, 3.0],
    loads: &[0.0, 5.0, 7.0],
};

const ANY: Kinds = Kinds {
    scian: &[
        "4611", "4611", "4611", "7225", "1112", "1141", "2123", "2361", "2211", "3122", "3118",
        "3271", "72", "2", "7224",
    ],
    sinco: &[
        "4211", "4211", "4211", "4211", "9611", "9511", "5313", "8341", "6111", "9",
    ],
    places: &[
        "shop",
        "shop",
        "shop",
        "office",
        "other_home",
        "market_stall",
        "field",
        "mine",
        "road",
        "scaffold",
        "construction_site",
        "boat",
        "street_ambulant",
        "bar",
    ],
    exposures: &[
        "chemicals",
        "noise",
        "heights",
        "hazardous_waste",
        "dangerous_animals",
        "power_tools",
        "sharp_tools",
        "humidity_extreme_temperature",
        "dust_smoke",
        "other",
    ],
    night: 0.15,
    night_hours: &[0.0, 0.0, 0.0, 3.0, 3.5, 4.0],
    loads: &[0.0, 0.0, 5.0, 7.0, 7.5, 20.0],
};

fn job_facts(number: usize, kinds: &Kinds) -> Vec<BoxedStrategy<Fact>> {
    let at = |name: &str| format!("work.jobs[{number}].{name}");
    let farm_tasks = [
        "administrative",
        "administrative",
        "manual_field",
        "machinery",
    ];
    vec![
        fact(&at("scian"), words(kinds.scian)),
        fact(&at("sinco"), words(kinds.sinco)),
        fact(&at("place"), words(kinds.places)),
        fact(
            &at("employer"),
            words(&["family", "non_family", "own_account"]),
        ),
        fact(&at("pay"), words(&["none", "cash", "kind"])),
        fact(&at("after_22"), flag(kinds.night)),
        fact(&at("night_hours"), numbers(kinds.night_hours)),
        fact(&at("exposures"), code_lists(kinds.exposures, 0.7)),
        fact(&at("max_load_kg"), numbers(kinds.loads)),
        fact(&at("farm_tasks"), code_lists(&farm_tasks, 0.3)),
        fact(&at("own_use"), flag(0.2)),
        fact(&at("artistic_175bis"), flag(0.1)),
    ]
}

fn age() -> BoxedStrategy<Fact> {
    let ages = select(vec![
        4, 5, 9, 11, 12, 13, 14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 17, 18,
    ]);
    let others = select(vec![
        json!(10),
        json!(14),
        json!(15),
        json!(17),
        Value::Null,
    ]);
    let blurs = prop_oneof![
        7 => Just(Blur::Clear),
        1 => Just(Blur::Unknown),
        2 => (0..3_i32, 1..3_i32).prop_map(|(under, over)| Blur::Wide(under.into(), over.into())),
        1 => prop::collection::vec(others, 1..3).prop_map(Blur::Apart),
    ];
    let fact = |(age, blur)| Fact {
        path: "age".to_owned(),
        truth: json!(age),
        blur,
    };
    (ages, blurs).prop_map(fact).boxed()
}

fn fact(path: &str, truths: BoxedStrategy<Value>) -> BoxedStrategy<Fact> {
    let path = path.to_owned();
    let others = prop_oneof![5 => truths.clone(), 1 => Just(Value::Null)];
    let blurs = prop_oneof![
        16 => Just(Blur::Clear),
        3 => Just(Blur::Unknown),
        2 => (select(vec![0.0, 0.5, 3.0, 9.0]), select(vec![0.0, 0.5, 3.0, 9.0]))
            .prop_map(|(under, over)| Blur::Wide(under, over)),
        1 => prop::collection::vec(others, 1..3).prop_map(Blur::Apart),
    ];
    (truths, blurs)
        .prop_map(move |(truth, blur)| {
            let wide = matches!(blur, Blur::Wide(..));
            let blur = if wide && !truth.is_number() {
                Blur::Clear
            } else {
                blur
            };
            Fact {
                path: path.clone(),
                truth,
                blur,
            }
        })
        .boxed()
}

fn flag(yes: f64) -> BoxedStrategy<Value> {
    prop::bool::weighted(yes).prop_map(Value::from).boxed()
}

fn numbers(numbers: &[f64]) -> BoxedStrategy<Value> {
    select(numbers.to_vec()).prop_map(Value::from).boxed()
}

fn words(words: &[&'static str]) -> BoxedStrategy<Value> {
    select(words.to_vec()).prop_map(Value::from).boxed()
}

/// No word, or one or two of them.
fn code_lists(words: &[&'static str], none: f64) -> BoxedStrategy<Value> {
    let words = words.to_vec();
    (prop::bool::weighted(none), any::<[Index; 2]>())
        .prop_map(move |(none, picks)| {
            let picked: Vec<_> = picks.iter().map(|pick| *pick.get(&words)).collect();
            if none { json!([]) } else { json!(picked) }
        })
        .boxed()
}
