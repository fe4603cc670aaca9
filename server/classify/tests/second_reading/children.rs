//! Made-up children by the number: near every limit, with unknowns, intervals, several answers.
//!
//! Start at [`child`]. A child is a pure function of the seed and its number. Half of them are
//! calm (a safe shop, little to do at home) with a few facts drawn anew, so that every class is
//! common; the rest are drawn fact by fact. About one in sixty is not readable at all.

use std::sync::LazyLock;

use crate::{
    json::{Json, plain},
    sheet::{FACTS, OF_PERSON},
};

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
}

/// How a fact is drawn, by path: a safe answer, and where the limits lie.
type Pool = (&'static str, &'static str, &'static str);

const fn pool(path: &'static str, safe: &'static str, near: &'static str) -> Pool {
    (path, safe, near)
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

/// The safe answers and those near the limits, by fact.
static DRAWN: LazyLock<Vec<[Vec<&'static str>; 2]>> = LazyLock::new(|| {
    let of_fact = |path: &str| {
        let pool = POOLS
            .iter()
            .find(|pool| pool.0 == path || pool.0.is_empty());
        let (_, safe, near) = pool.expect("the last pool is for every fact");
        [safe, near].map(|words| words.split_whitespace().collect())
    };
    FACTS.iter().map(|fact| of_fact(fact.path)).collect()
});

/// Made-up child of this number.
pub fn child(seed: u64, number: u64) -> Json {
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
    let mut child = Json::Object(Vec::new());
    if !draw.in_100(20) {
        child.put("id", Json::Word(format!("m{number:06x}").into()));
    }
    child.put("ref_date", Json::Word(day(draw).into()));
    child.put("age", age(draw, freely));
    for (at, fact) in FACTS.iter().enumerate().take(OF_PERSON).skip(1) {
        if let Some(given) = given(draw, at, freely) {
            child.put(fact.path, given);
        }
    }
    let jobs = match draw.below(40) {
        0 => 0,
        1..=30 => 1,
        31..=38 => 2,
        _ => 3,
    };
    let jobs: Vec<Json> = (0..jobs).map(|_| job(draw, freely)).collect();
    let jobs = if jobs.is_empty() {
        Json::Null
    } else {
        Json::List(jobs)
    };
    child.put("work.jobs", jobs);
    if draw.in_100(3) {
        child.put("flags", Json::List(vec![plain("begging")]));
    }
    for part in ["school", "work", "chores"] {
        if freely.blurred > 0 && draw.below(150) == 0 {
            child.put(part, Json::Null);
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
    let (year, month, day) = (
        2007 + draw.below(25),
        1 + draw.below(12),
        1 + draw.below(28),
    );
    format!("{year}-{month:02}-{day:02}")
}

/// Ages, those beside a limit more often.
const AGES: [u64; 23] = [
    4, 5, 8, 10, 11, 11, 12, 12, 13, 14, 14, 14, 15, 15, 15, 16, 16, 16, 16, 17, 17, 17, 18,
];

fn age(draw: &mut Draw, freely: Freely) -> Json {
    let age = draw.of(&AGES);
    let one = Json::Whole(age);
    match draw.below(100) {
        // A child who is calm in everything has a known age as well.
        _ if freely.blurred == 0 => one,
        0..=1 => Json::Null,
        2..=6 => span(one, Json::Whole(age + draw.below(4) as u64)),
        7..=9 => any(vec![one, Json::Whole(draw.of(&AGES))]),
        10 => {
            let years = span(Json::Whole(draw.of(&AGES)), Json::Whole(19));
            any(vec![one, Json::Null, years])
        }
        _ => one,
    }
}

fn span(min: Json, max: Json) -> Json {
    Json::Object(vec![("min".into(), min), ("max".into(), max)])
}

fn any(answers: Vec<Json>) -> Json {
    Json::Object(vec![("any".into(), Json::List(answers))])
}

fn job(draw: &mut Draw, freely: Freely) -> Json {
    let mut job = Json::Object(Vec::new());
    for (at, fact) in FACTS.iter().enumerate().skip(OF_PERSON) {
        if let Some(given) = given(draw, at, freely) {
            job.put(&fact.path["job.".len()..], given);
        }
    }
    job
}

/// A fact as an interview leaves it; `None` where nobody asked.
fn given(draw: &mut Draw, at: usize, freely: Freely) -> Option<Json> {
    let freely = if freely.twists.contains(&FACTS[at].path) {
        Freely {
            near: 80,
            blurred: 12,
            ..freely
        }
    } else {
        freely
    };
    if draw.in_100(freely.blurred) {
        return draw.in_100(50).then_some(Json::Null);
    }
    let first = answer(draw, at, freely);
    if draw.below(200) < freely.blurred {
        let mut answers = vec![first, answer(draw, at, freely)];
        if draw.in_100(20) {
            answers.push(Json::Null);
        }
        return Some(any(answers));
    }
    if first.number().is_none() || !draw.in_100(freely.blurred) {
        return Some(first);
    }
    let second = answer(draw, at, freely);
    if first.number() <= second.number() {
        Some(span(first, second))
    } else {
        Some(span(second, first))
    }
}

/// One answer to this fact.
fn answer(draw: &mut Draw, at: usize, freely: Freely) -> Json {
    let near = draw.in_100(freely.near);
    let words = &DRAWN[at][usize::from(near)];
    let path = FACTS[at].path;
    if path.ends_with("hazards") || path.ends_with("exposures") || path.ends_with("farm_tasks") {
        let most = if near { 3 } else { 2 };
        let count = if words.is_empty() {
            0
        } else {
            draw.below(most)
        };
        return Json::List((0..count).map(|_| plain(draw.of(words))).collect());
    }
    let word = draw.of(words);
    match path {
        "job.scian" => Json::Word(digits(draw, word, near, 6).into()),
        "job.sinco" => Json::Word(digits(draw, word, near, 4).into()),
        _ => plain(word),
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

/// Something that section 1 refuses: where, and what stands there.
const SPOILT: [(&str, &str); 22] = [
    ("salary", "5"),
    ("work.hours_week", "-1"),
    ("work.hours_week", "168.5"),
    ("work.max_hours_day", "24.01"),
    ("chores.hours_week", r#"{"min": 9, "max": 8}"#),
    ("ref_date", "null"),
    ("ref_date", r#""2006-12-31""#),
    ("ref_date", r#""2025-02-29""#),
    ("work.jobs", "[]"),
    ("work.jobs", r#"[{"place": "pub"}]"#),
    ("work.jobs", r#"[{"scian": "1234567"}]"#),
    ("work.jobs", r#"[{"sinco": "72a"}]"#),
    ("work.jobs", r#"[{"sinco": "72111"}]"#),
    ("work.jobs", r#"[{"exposures": "noise"}]"#),
    ("school.attends", r#""yes""#),
    ("chores.hazards", r#"["fire"]"#),
    ("age", r#"{"min": 0, "max": 64}"#),
    ("age", "12.5"),
    ("work.sunday", r#"{"any": [true]}"#),
    ("work.sunday", r#"{"any": [true, {"any": [true, false]}]}"#),
    ("chores.hours_week", r#"{"min": 1}"#),
    ("work.status", r#""retired""#),
];

fn spoil(draw: &mut Draw, child: &mut Json) {
    let (path, value) = draw.of(&SPOILT);
    let value: serde_json::Value = serde_json::from_str(value).expect("JSON");
    child.put(path, Json::from(&value));
}
