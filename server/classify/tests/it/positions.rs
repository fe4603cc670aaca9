//! Every position in which a fact of a child can stand, and values on both sides of each limit.
//!
//! Start at [`LEAVES`]: one line a fact, its values as JSON. The values that the class may hang on
//! stand first; the others matter to alternatives, the international indicator or the law.

use std::cell::RefCell;

use classify::{ChildFacts, Date, Job, Jobs, Settled};
use serde_json::{Value, json};

use crate::{children::set, read};

/// One fact of section 1.
pub struct Leaf {
    /// `job.` stands for each of the jobs.
    path: &'static str,
    /// How many of the values are for the class.
    few: usize,
    values: &'static str,
    copy: fn(&mut Settled, &Settled, usize),
}

macro_rules! person {
    ($path:literal, $few:literal, $values:literal, $field:ident) => {
        Leaf {
            path: $path,
            few: $few,
            values: $values,
            copy: |to, from, _| to.$field = from.$field,
        }
    };
}

macro_rules! job {
    ($field:ident, $few:literal, $values:literal) => {
        Leaf {
            path: concat!("job.", stringify!($field)),
            few: $few,
            values: $values,
            copy: |to, from, job| {
                let value = from.jobs.iter().next().and_then(|job| job.$field);
                jobs_of(to)[job].$field = value;
            },
        }
    };
}

pub const LEAVES: [Leaf; 26] = [
    person!("age", 4, "[4, 14, 15, 18, 5, 11, 12, 16, 17]", age),
    person!("school.attends", 0, "[true, false]", attends),
    person!(
        "school.basic_completed",
        0,
        "[true, false]",
        basic_completed
    ),
    person!("work.status", 3, r#"["none", "worked", "absent"]"#, status),
    person!(
        "work.absence.returns_within_weeks",
        2,
        "[4, 4.5]",
        returns_within_weeks
    ),
    person!("work.absence.paid", 2, "[true, false]", absence_paid),
    person!(
        "work.hours_week",
        4,
        "[0.5, 1, 36, 36.5, 13.5, 14, 42.5, 43, 48, 48.5]",
        hours_week
    ),
    person!("work.max_hours_day", 0, "[6, 6.5, 8, 8.5]", max_hours_day),
    person!("work.sunday", 0, "[true, false]", sunday),
    person!("work.authorisation", 0, "[true, false]", authorisation),
    person!(
        "work.medical_certificate",
        0,
        "[true, false]",
        medical_certificate
    ),
    person!("chores.own_household", 2, "[true, false]", own_household),
    person!(
        "chores.hours_week",
        6,
        "[0, 0.5, 14, 14.5, 28, 28.5, 21, 21.5]",
        chores_hours_week
    ),
    person!(
        "chores.hazards",
        2,
        r#"[[], ["night"], ["other"]]"#,
        chores_hazards
    ),
    job!(
        scian,
        2,
        r#"["4611", "2123", "1112", "1141", "3118", "2211", "2212", "3122", "3271", "3273", "483", "7224"]"#
    ),
    job!(sinco, 2, r#"["4211", "9111", "5313", "8341", "9511"]"#),
    job!(
        place,
        2,
        r#"["shop", "mine", "bar", "nightclub", "field", "boat", "road", "scaffold", "construction_site", "street_ambulant"]"#
    ),
    job!(employer, 0, r#"["family", "non_family", "own_account"]"#),
    job!(pay, 0, r#"["none", "cash", "kind"]"#),
    job!(after_22, 2, "[true, false]"),
    job!(night_hours, 2, "[3, 3.5]"),
    job!(
        exposures,
        2,
        r#"[[], ["dust_smoke"], ["noise"], ["chemicals"], ["hazardous_waste"], ["dangerous_animals"], ["heights"], ["humidity_extreme_temperature"], ["power_tools"], ["sharp_tools"], ["other"]]"#
    ),
    job!(max_load_kg, 2, "[7, 7.5]"),
    job!(
        farm_tasks,
        0,
        r#"[[], ["administrative"], ["manual_field"], ["machinery"]]"#
    ),
    job!(own_use, 0, "[true, false]"),
    job!(artistic_175bis, 0, "[true, false]"),
];

fn jobs_of(child: &mut Settled) -> &mut [Job] {
    match &mut child.jobs {
        Jobs::Unknown => &mut [],
        Jobs::One(job) => std::slice::from_mut(job),
        Jobs::Several(jobs) => jobs,
    }
}

/// A leaf in its place: which fact, and of which job.
#[derive(Clone)]
pub struct Position {
    pub path: String,
    leaf: usize,
    job: usize,
}

/// Every position of a child with so many jobs.
pub fn positions(jobs: usize) -> Vec<Position> {
    let mut positions = Vec::new();
    for (leaf, line) in LEAVES.iter().enumerate() {
        let Some(name) = line.path.strip_prefix("job.") else {
            let path = line.path.to_owned();
            positions.push(Position { path, leaf, job: 0 });
            continue;
        };
        positions.extend((0..jobs).map(|job| Position {
            path: format!("work.jobs[{job}].{name}"),
            leaf,
            job,
        }));
    }
    positions
}

impl Position {
    /// The path as kinds of gaps write it, without the number of the job.
    pub fn kind(&self) -> String {
        LEAVES[self.leaf].path.replace("job.", "work.jobs[].")
    }

    /// The values of this fact on both sides of its limits, as JSON.
    pub fn values(&self) -> Vec<Value> {
        serde_json::from_str(LEAVES[self.leaf].values).expect("a list of values")
    }

    /// Puts the fact of one child into another; `from` has it in its only job.
    pub fn copy(&self, to: &mut Settled, from: &Settled) {
        (LEAVES[self.leaf].copy)(to, from, self.job);
    }

    /// The child without this fact.
    pub fn unknown(&self, child: &Settled) -> Settled {
        let mut child = child.clone();
        self.copy(&mut child, &Settled::default());
        child
    }
}

/// For each leaf, children that have nothing but one of its values: what to copy from.
pub struct Values(Vec<Vec<Settled>>);

impl Values {
    pub fn new() -> Values {
        let only = |leaf: &Leaf, value: Value| {
            let mut child = json!({"ref_date": "2026-03-02"});
            set(
                &mut child,
                &leaf.path.replace("job.", "work.jobs[0]."),
                value,
            );
            combinations(&read(&child)).remove(0)
        };
        let of_leaf = |leaf: &Leaf| -> Vec<Settled> {
            let values: Vec<Value> = serde_json::from_str(leaf.values).expect("a list of values");
            values.into_iter().map(|value| only(leaf, value)).collect()
        };
        Values(LEAVES.iter().map(of_leaf).collect())
    }

    /// Children to copy every value from.
    pub fn all(&self, position: &Position) -> &[Settled] {
        &self.0[position.leaf]
    }

    /// Children to copy the values from that the class may hang on.
    pub fn few(&self, position: &Position) -> &[Settled] {
        &self.0[position.leaf][..LEAVES[position.leaf].few]
    }
}

/// The child under each combination of its answers.
pub fn combinations(facts: &ChildFacts) -> Vec<Settled> {
    let found = RefCell::new(Vec::new());
    facts.agreed(|child| {
        found.borrow_mut().push(child.clone());
        Some(())
    });
    found.into_inner()
}

/// The facts of a settled child.
pub fn facts_of(on: Date, child: Settled) -> ChildFacts {
    ChildFacts::settled(None, on, child).expect("values in range")
}
