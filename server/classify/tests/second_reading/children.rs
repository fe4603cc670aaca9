//! Made-up children by the number: near every limit, with unknowns, intervals, several answers.
//!
//! Start at [`child`]. A child is a pure function of the seed and its number. Half of them are
//! calm (a safe shop, little to do at home) with a few facts drawn anew, so that every class is
//! common; the rest are drawn fact by fact. About one in sixty is not readable at all.

use serde_json::{Map, Value, json};

use crate::sheet::{FACTS, OF_PERSON};

/// A small generator of numbers (SplitMix64): the same seed, the same children.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64, number: u64) -> Draw {
        let mut draw = Draw(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        draw.next();
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn in_100(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn word(&mut self, words: &'static str) -> &'static str {
        let count = words.split_whitespace().count();
        words
            .split_whitespace()
            .nth(self.below(count))
            .expect("a word")
    }
}

/// How a fact is drawn, by path: a safe answer, and where the limits lie.
struct Pool {
    path: &'static str,
    safe: &'static str,
    near: &'static str,
}

const fn pool(path: &'static str, safe: &'static str, near: &'static str) -> Pool {
    Pool { path, safe, near }
}

/// Words, or numbers at and beside the limits. `safe` leaves a child out of child labour.
const POOLS: [Pool; 22] = [
    pool(
        "work.status",
        "worked worked worked worked none none absent",
        "worked worked none absent",
    ),
    pool(
        "work.absence.returns_within_weeks",
        "1 4 8",
        "0 3.9 4 4.1 8 20",
    ),
    pool(
        "work.hours_week",
        "1 8 20 36",
        "0 0.5 0.99 1 1.01 2 13.9 14 14.1 20 35.9 36 36.01 36.5 40 42.9 43 43.1 48 48.1 50 168",
    ),
    pool("work.max_hours_day", "2 6", "0 5.9 6 6.1 7 8 8.1 10 24"),
    pool(
        "chores.hours_week",
        "0 0 5 14",
        "0 0 0.01 5 13.9 14 14.1 20 21 21.1 25 28 28.1 30 40 168",
    ),
    pool(
        "chores.hazards",
        "",
        "chemicals dangerous_equipment heavy_loads hot_objects injury night risky_place other",
    ),
    pool(
        "job.scian",
        "4611 722511 7225 46 3118",
        "11 1141 21 2211 2212 23 31 32 33 3122 3211 324 325 3271 3272 3273 331 483 562 7132 7224 4611 7225",
    ),
    pool(
        "job.sinco",
        "4211 9611 42 51",
        "53 6 71 72 76 81 82 83 91 92 95 4211 9611 5111",
    ),
    pool(
        "job.place",
        "shop office home_yard market_stall other_home restaurant stage warehouse workshop other",
        "bar boat construction_site dump field field field mine nightclub road scaffold street_ambulant shop",
    ),
    pool(
        "job.employer",
        "family non_family own_account",
        "family non_family own_account",
    ),
    pool("job.pay", "none cash kind", "none cash kind"),
    pool("job.night_hours", "0 3.4", "0 1 3.4 3.49 3.5 3.6 4 10"),
    pool(
        "job.exposures",
        "other",
        "chemicals toxic_gases dust_smoke noise vibration radiation humidity_extreme_temperature humidity_extreme_temperature humidity_extreme_temperature fire explosives electric_shock heights confined_space heavy_machinery power_tools sharp_tools hazardous_waste biological dangerous_animals other",
    ),
    pool("job.max_load_kg", "0 5 7", "0 5 6.9 7 7.1 8 20 50"),
    pool(
        "job.farm_tasks",
        "administrative administrative manual_field",
        "administrative administrative chemicals heavy_vehicles machinery manual_field other",
    ),
    // Yes or no: how the safe answer falls is in the words.
    pool(
        "chores.own_household",
        "true true true true true true true true false",
        "true false",
    ),
    pool("job.after_22", "false", "true false"),
    pool("job.own_use", "false false false true", "true false"),
    pool("job.artistic_175bis", "false false true", "true false"),
    pool("work.sunday", "false", "true false"),
    pool("work.absence.paid", "true false", "true false"),
    pool("", "true true false", "true false"),
];

const DATES: [&str; 10] = [
    "2007-01-01",
    "2019-12-31",
    "2022-04-05",
    "2022-04-06",
    "2022-12-27",
    "2024-02-29",
    "2025-02-10",
    "2025-02-11",
    "2026-03-02",
    "2031-07-15",
];

/// How freely a child is drawn.
#[derive(Clone, Copy)]
struct Freely {
    /// Per cent of facts that are drawn near the limits, not from the safe answers.
    near: usize,
    /// Per cent of facts not known; as many intervals; half as many with several answers.
    blurred: usize,
    /// Facts drawn near the limits and often blurred, whatever the others are.
    twists: [&'static str; 2],
}

/// The facts that a class may hang on, the rarer ones twice.
const TWISTED: [&str; 16] = [
    "work.hours_week",
    "work.hours_week",
    "chores.hours_week",
    "chores.hours_week",
    "chores.hazards",
    "chores.own_household",
    "work.status",
    "work.absence.returns_within_weeks",
    "work.absence.paid",
    "job.scian",
    "job.sinco",
    "job.place",
    "job.exposures",
    "job.max_load_kg",
    "job.night_hours",
    "job.after_22",
];

/// Made-up child of this number.
pub fn child(seed: u64, number: u64) -> Value {
    let draw = &mut Draw::new(seed, number);
    let (near, blurred, twists) = match draw.below(20) {
        0..=1 => (0, 0, 0),
        2..=9 => (0, 0, 1),
        10..=13 => (3, 1, 2),
        14..=16 => (20, 3, 1),
        17..=18 => (70, 8, 0),
        _ => (50, 30, 0),
    };
    let mut freely = Freely {
        near,
        blurred,
        twists: [""; 2],
    };
    for twist in &mut freely.twists[..twists] {
        *twist = draw.of(&TWISTED);
    }
    let mut child = json!({});
    if !draw.in_100(20) {
        child["id"] = json!(format!("m{number:06x}"));
    }
    child["ref_date"] = json!(day(draw));
    put(&mut child, "age", age(draw, freely));
    for fact in &FACTS[1..OF_PERSON] {
        let given = given(draw, fact.path, freely);
        put(&mut child, fact.path, given);
    }
    // Most children live at home: what is done elsewhere is drawn above.
    let jobs = match draw.below(40) {
        0 => Value::Null,
        1..=30 => json!([job(draw, freely)]),
        31..=38 => json!([job(draw, freely), job(draw, freely)]),
        _ => json!([job(draw, freely), job(draw, freely), job(draw, freely)]),
    };
    put(&mut child, "work.jobs", jobs);
    if draw.in_100(3) {
        child["flags"] = json!(["begging"]);
    }
    for part in ["school", "work", "chores"] {
        if freely.blurred > 0 && draw.below(150) == 0 {
            child[part] = Value::Null;
        }
    }
    if draw.below(80) == 0 {
        spoil(draw, &mut child);
    }
    child
}

fn day(draw: &mut Draw) -> String {
    if draw.in_100(85) {
        return draw.of(&DATES).to_owned();
    }
    format!(
        "{}-{:02}-{:02}",
        2007 + draw.below(25),
        1 + draw.below(12),
        1 + draw.below(28)
    )
}

fn age(draw: &mut Draw, freely: Freely) -> Value {
    let one = |draw: &mut Draw| {
        draw.of(&[
            4, 5, 8, 10, 11, 11, 12, 12, 13, 14, 14, 14, 15, 15, 15, 16, 16, 16, 16, 17, 17, 17, 18,
        ])
    };
    let age = one(draw);
    match draw.below(100) {
        // A child who is calm in everything has a known age as well.
        _ if freely.blurred == 0 => json!(age),
        0..=1 => Value::Null,
        2..=6 => json!({"min": age, "max": age + draw.below(4)}),
        7..=9 => json!({"any": [age, one(draw)]}),
        10 => json!({"any": [age, null, {"min": one(draw), "max": 19}]}),
        _ => json!(age),
    }
}

fn job(draw: &mut Draw, freely: Freely) -> Value {
    let mut job = json!({});
    for fact in &FACTS[OF_PERSON..] {
        let given = given(draw, fact.path, freely);
        put(&mut job, &fact.path["job.".len()..], given);
    }
    job
}

/// A fact as an interview leaves it; `None` where nobody asked.
fn given(draw: &mut Draw, path: &str, freely: Freely) -> Option<Value> {
    let freely = if freely.twists.contains(&path) {
        Freely {
            near: 80,
            blurred: 12,
            ..freely
        }
    } else {
        freely
    };
    let answer = |draw: &mut Draw| answer(draw, path, freely);
    if draw.in_100(freely.blurred) {
        return draw.in_100(50).then_some(Value::Null);
    }
    if draw.below(200) < freely.blurred {
        let null_too = draw.in_100(20);
        let mut answers = vec![answer(draw), answer(draw)];
        if null_too {
            answers.push(Value::Null);
        }
        return Some(json!({ "any": answers }));
    }
    let first = answer(draw);
    if first.is_number() && draw.in_100(freely.blurred) {
        return Some(interval(&first, &answer(draw)));
    }
    Some(first)
}

fn interval(first: &Value, second: &Value) -> Value {
    if first.as_f64() <= second.as_f64() {
        json!({"min": first, "max": second})
    } else {
        json!({"min": second, "max": first})
    }
}

/// One answer to the fact at this path.
fn answer(draw: &mut Draw, path: &str, freely: Freely) -> Value {
    let near = draw.in_100(freely.near);
    let pool = POOLS
        .iter()
        .find(|pool| pool.path == path || pool.path.is_empty());
    let pool = pool.expect("the last pool is for every fact");
    let words = if near { pool.near } else { pool.safe };
    if path.ends_with("hazards") || path.ends_with("exposures") || path.ends_with("farm_tasks") {
        let most = if near { 3 } else { 2 };
        let count = if words.is_empty() {
            0
        } else {
            draw.below(most)
        };
        return (0..count).map(|_| json!(draw.word(words))).collect();
    }
    let word = draw.word(words);
    match path {
        "job.scian" => json!(digits(draw, word, near, 6)),
        "job.sinco" => json!(digits(draw, word, near, 4)),
        _ => serde_json::from_str(word).unwrap_or_else(|_| json!(word)),
    }
}

/// The code itself, a shorter beginning of it, a longer one, or any digits at all.
fn digits(draw: &mut Draw, code: &str, near: bool, longest: usize) -> String {
    let mut digits = code.to_owned();
    match draw.below(10) {
        0 if near => digits.truncate(1 + draw.below(code.len())),
        1 if near => digits.clear(),
        2..=6 => {}
        _ => return digits,
    }
    let length = (digits.len() + draw.below(4)).clamp(1, longest);
    while digits.len() < length {
        digits.push(char::from(b'0' + draw.below(10) as u8));
    }
    digits
}

/// Puts a value at `work.absence.paid`; nothing where there is none.
fn put(child: &mut Value, path: &str, value: impl Into<Option<Value>>) {
    let Some(value) = value.into() else { return };
    let place = path.split('.').fold(child, |at, part| {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        &mut at[part]
    });
    *place = value;
}

/// Something that section 1 refuses.
fn spoil(draw: &mut Draw, child: &mut Value) {
    let (path, value) = match draw.below(21) {
        0 => ("salary", json!(5)),
        1 => ("work.hours_week", json!(-1)),
        2 => ("work.hours_week", json!(168.5)),
        3 => ("work.max_hours_day", json!(24.01)),
        4 => ("chores.hours_week", json!({"min": 9, "max": 8})),
        5 => ("ref_date", Value::Null),
        6 => ("ref_date", json!("2006-12-31")),
        7 => ("ref_date", json!("2025-02-29")),
        8 => ("work.jobs", json!([])),
        9 => ("work.jobs", json!([{"place": "pub"}])),
        10 => ("work.jobs", json!([{"scian": "1234567"}])),
        11 => ("work.jobs", json!([{"sinco": "72a"}])),
        12 => ("work.jobs", json!([{"exposures": "noise"}])),
        13 => ("school.attends", json!("yes")),
        14 => ("chores.hazards", json!(["fire"])),
        15 => ("age", json!({"min": 0, "max": 64})),
        16 => ("age", json!(12.5)),
        17 => ("work.sunday", json!({"any": [true]})),
        18 => (
            "work.sunday",
            json!({"any": [true, {"any": [true, false]}]}),
        ),
        19 => ("chores.hours_week", json!({"min": 1})),
        _ => ("work.status", json!("retired")),
    };
    put(child, path, value);
}
