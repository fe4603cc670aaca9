//! Children of 5 to 17: first the life, then the answers that describe it.
//!
//! Shares are set so that about a fifth is in child labour, and every class and every kind of
//! not knowing occurs. They are the demo's, not an estimate of anything.

use chrono::NaiveDate;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::adults::{birth_date, everyone, roster};
use super::names::{Family, pick};
use super::{Given, Person, jobs};

const DAYS: [&str; 7] = [
    "hours_mon",
    "hours_tue",
    "hours_wed",
    "hours_thu",
    "hours_fri",
    "hours_sat",
    "hours_sun",
];
const CHORE_DAYS: [&str; 7] = [
    "chores_hours_mon",
    "chores_hours_tue",
    "chores_hours_wed",
    "chores_hours_thu",
    "chores_hours_fri",
    "chores_hours_sat",
    "chores_hours_sun",
];

/// What is true of a child, as far as her answers let anybody know it. `None` is *not known*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// `none`, `permitted`, `below_minimum_age`, `hazardous`.
    pub occupation: Option<&'static str>,
    /// `none`, `adequate`, `prolonged`, `dangerous`.
    pub chores: Option<&'static str>,
    /// Either of the two makes it child labour.
    pub child_labour: Option<bool>,
}

impl Truth {
    pub(super) fn new(occupation: Option<&'static str>, chores: Option<&'static str>) -> Self {
        let work = occupation.map(|class| matches!(class, "below_minimum_age" | "hazardous"));
        let home = chores.map(|class| matches!(class, "prolonged" | "dangerous"));
        let child_labour = match (work, home) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        Self {
            occupation,
            chores,
            child_labour,
        }
    }
}

/// How sure the family is of the age.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    Known(u32),
    Between(u32, u32),
}

impl Age {
    fn under_15(self) -> bool {
        matches!(self, Age::Known(0..15) | Age::Between(_, 0..15))
    }
}

/// The next child of a family.
pub fn child(rng: &mut ChaCha8Rng, family: &Family, reference: NaiveDate) -> Person {
    let sex = if rng.random_bool(0.5) { "woman" } else { "man" };
    let kinship = pick(
        rng,
        &[
            "child",
            "child",
            "child",
            "child",
            "child",
            "grandchild",
            "niece_nephew",
        ],
    );
    let mut answers = roster(rng, family, kinship, sex);
    let age = age(rng, &mut answers, reference);
    everyone(rng, &mut answers);
    school(rng, &mut answers, age);
    answers.insert(
        "informant",
        json!(pick(rng, &["mother", "father", "child_and_adult"])),
    );
    answers.insert("asks_money_street", json!(rng.random_bool(0.004)));
    answers.insert("injury_by_work", json!(false));
    let mut person = Person {
        answers,
        ..Person::default()
    };
    let occupation = match age {
        Age::Between(14, 15) => {
            work(
                rng,
                &mut person,
                vec![jobs::mason()],
                Hours::Days(&[8, 8, 0, 0, 0, 0, 0]),
            );
            // Below the minimum age or hazardous: it is child labour either way.
            person.truth = Some(Truth {
                child_labour: Some(true),
                ..Truth::new(None, None)
            });
            None
        }
        _ => occupation(rng, &mut person, age),
    };
    let chores = chores(rng, &mut person.answers, age);
    let certain = person.truth.is_some();
    let mut truth = Truth::new(occupation, chores);
    if certain {
        truth.child_labour = Some(true);
    }
    person.truth = Some(truth);
    person
}

fn age(rng: &mut ChaCha8Rng, answers: &mut Given, reference: NaiveDate) -> Age {
    let years = rng.random_range(5..18);
    let between = match rng.random_range(0..1000) {
        0..8 => Some((14, 15)),
        8..30 if years != 14 && years < 17 => Some((years, years + 1)),
        _ => None,
    };
    let Some((min, max)) = between else {
        answers.insert("birth_date", birth_date(rng, years, reference));
        return Age::Known(years);
    };
    answers.insert("birth_date", json!("!dont_know"));
    answers.insert("age", json!(format!("{min}..{max}")));
    answers.insert(
        "age_event",
        json!(match min {
            0..6 => "kindergarten",
            6..9 => "primary_lower",
            9..12 => "primary_upper",
            12..15 => "secondary",
            _ => "upper_secondary",
        }),
    );
    Age::Between(min, max)
}

fn school(rng: &mut ChaCha8Rng, answers: &mut Given, age: Age) {
    let years = match age {
        Age::Known(years) | Age::Between(years, _) => years,
    };
    let attends = rng.random_bool(if years < 15 { 0.94 } else { 0.68 });
    answers.insert("attends_school", json!(attends));
    answers.insert(
        "school_level",
        json!(match years {
            0..6 => "preschool",
            6..12 => "primary",
            12..15 => "secondary",
            _ => "upper_secondary",
        }),
    );
    answers.insert(
        "school_grade",
        json!(match years {
            0..6 => 3,
            6..12 => years - 5,
            12..15 => years - 11,
            _ => years - 14,
        }),
    );
    let public = match rng.random_range(0..100) {
        0..4 => json!("!dont_know"),
        4..14 => json!(false),
        _ => json!(true),
    };
    answers.insert("school_public", public);
    answers.insert("literate", json!(years > 7 || rng.random_bool(0.3)));
    answers.insert("basic_completed", json!(years >= 15));
    if !attends {
        answers.insert(
            "school_absence_reason",
            json!(pick(rng, &["money", "no_interest", "family", "distance"])),
        );
    }
}

fn occupation(rng: &mut ChaCha8Rng, person: &mut Person, age: Age) -> Option<&'static str> {
    let draw = rng.random_range(0..1000);
    if age.under_15() {
        return match draw {
            0..80 => {
                let job = jobs::of_a_younger_child(rng);
                work(rng, person, vec![job], Hours::Days(&[2, 0, 2, 0, 2, 5, 0]));
                Some("below_minimum_age")
            }
            80..100 => {
                let job = jobs::of_a_younger_child(rng);
                work(rng, person, vec![job], Hours::Unknown);
                Some("below_minimum_age")
            }
            100..115 => unknown_work(person),
            115..120 => absent(rng, person, true, "below_minimum_age"),
            _ => no_work(person, draw),
        };
    }
    match draw {
        0..170 => {
            let job = jobs::hazardous(rng);
            work(rng, person, vec![job], Hours::Days(&[4, 4, 4, 4, 4, 6, 0]));
            Some("hazardous")
        }
        170..200 => {
            let both = vec![jobs::safe(rng), jobs::safe(rng)];
            work(rng, person, both, Hours::Days(&[7, 7, 7, 7, 7, 7, 0]));
            Some("hazardous")
        }
        200..260 => {
            let job = jobs::safe(rng);
            work(rng, person, vec![job], Hours::Days(&[4, 4, 4, 4, 4, 0, 0]));
            Some("permitted")
        }
        260..275 => {
            let job = jobs::safe(rng);
            work(rng, person, vec![job], Hours::Between(30, 45));
            None
        }
        275..290 => {
            let mut job = jobs::safe(rng);
            job.insert("job_load", json!("!dont_know"));
            work(rng, person, vec![job], Hours::Days(&[3, 3, 3, 3, 3, 0, 0]));
            None
        }
        290..305 => unknown_work(person),
        305..310 => absent(rng, person, false, "none"),
        _ => no_work(person, draw),
    }
}

/// Hours of the reference week, all jobs together.
enum Hours {
    /// Monday to Sunday.
    Days(&'static [u32; 7]),
    /// No fixed hours: a range for the week.
    Between(u32, u32),
    /// The informant does not know.
    Unknown,
}

fn work(rng: &mut ChaCha8Rng, person: &mut Person, jobs: Vec<Given>, hours: Hours) {
    let answers = &mut person.answers;
    // Families often say "no trabaja, sólo ayuda": the rescue question finds it.
    if rng.random_bool(0.4) {
        answers.insert("worked", json!(false));
        answers.insert(
            "rescue",
            json!(pick(rng, &["helped_business", "sold", "land_animals"])),
        );
    } else {
        answers.insert("worked", json!(true));
    }
    answers.insert("more_jobs", json!(jobs.len()));
    permits_and_reasons(rng, answers);
    match hours {
        Hours::Days(days) => {
            answers.insert("hours_regular", json!(true));
            answers.extend(
                DAYS.iter()
                    .zip(days)
                    .map(|(day, hours)| (*day, json!(hours))),
            );
        }
        Hours::Between(min, max) => {
            answers.insert("hours_regular", json!(false));
            answers.insert("hours_week_range", json!(format!("{min}..{max}")));
            answers.insert("max_hours_day_range", json!("4..8"));
        }
        Hours::Unknown => {
            answers.insert("hours_regular", json!("!dont_know"));
            answers.insert("hours_week_range", json!("!dont_know"));
            answers.insert("max_hours_day_range", json!("!dont_know"));
        }
    }
    person.jobs = jobs;
}

/// What is asked of everyone with a job, worked or absent.
fn permits_and_reasons(rng: &mut ChaCha8Rng, answers: &mut Given) {
    answers.insert("authorisation", json!(false));
    answers.insert("medical_certificate", json!(false));
    let reasons = ["home_needs_money", "own_expenses", "learn_trade"];
    answers.insert("why_works", json!(pick(rng, &reasons)));
}

/// Did nothing that week. In a year one in twelve of them did: the draw that made it none says so,
/// without another one.
fn no_work(person: &mut Person, draw: u32) -> Option<&'static str> {
    person.answers.insert("worked", json!(false));
    person.answers.insert("rescue", json!(""));
    person.answers.insert("had_job", json!(false));
    let in_a_year = match draw % 60 {
        0..5 => json!(true),
        5 => json!("!dont_know"),
        _ => json!(false),
    };
    person.answers.insert("worked_12_months", in_a_year);
    Some("none")
}

fn unknown_work(person: &mut Person) -> Option<&'static str> {
    person.answers.insert("worked", json!("!refused"));
    person.answers.insert("rescue", json!("!refused"));
    person.answers.insert("had_job", json!("!refused"));
    person.answers.insert("worked_12_months", json!("!refused"));
    None
}

/// Has a job but did not work that week: occupied when she returns within four weeks.
fn absent(
    rng: &mut ChaCha8Rng,
    person: &mut Person,
    returns: bool,
    class: &'static str,
) -> Option<&'static str> {
    person.answers.insert("worked", json!(false));
    person.answers.insert("rescue", json!(""));
    person.answers.insert("had_job", json!(true));
    person
        .answers
        .insert("absence_weeks", json!(if returns { 2 } else { 12 }));
    person.answers.insert("absence_paid", json!(false));
    person.answers.insert("more_jobs", json!(1));
    permits_and_reasons(rng, &mut person.answers);
    person.jobs = vec![jobs::safe(rng)];
    Some(class)
}

fn chores(rng: &mut ChaCha8Rng, answers: &mut Given, age: Age) -> Option<&'static str> {
    // Over 14 hours under 15, over 28 hours from 15 on; 32 hours are over both.
    let young = age.under_15();
    answers.insert("chores_where", json!("own"));
    answers.insert("chores_hazards", json!(""));
    let mut by_day = |hours: [u32; 7]| {
        answers.extend(
            CHORE_DAYS
                .iter()
                .zip(hours)
                .map(|(day, hours)| (*day, json!(hours))),
        );
    };
    match rng.random_range(0..1000) {
        0..200 => {
            answers.insert("chores_where", json!("none"));
            Some("none")
        }
        200..250 => {
            by_day(if young {
                [2, 2, 2, 2, 2, 4, 4]
            } else {
                [4, 4, 4, 4, 4, 6, 6]
            });
            Some("prolonged")
        }
        250..285 => {
            by_day([1, 0, 1, 0, 1, 2, 2]);
            answers.insert(
                "chores_hazards",
                json!(pick(rng, &["heavy_loads", "hot_objects", "chemicals"])),
            );
            Some("dangerous")
        }
        285..300 => {
            by_day([1, 1, 1, 1, 1, 2, 2]);
            answers.insert("chores_hazards", json!("!dont_know"));
            None
        }
        _ => {
            by_day([1, 1, 1, 1, 1, 2, 2]);
            Some("adequate")
        }
    }
}
