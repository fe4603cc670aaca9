//! Grown-ups and the very young of an invented household: they are counted, not classified.

use chrono::{Datelike, Days, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::names::{self, Family};
use super::{Given, Person};

/// The head, often a spouse, sometimes a grown child or a grandparent; head first.
pub fn grown_ups(rng: &mut ChaCha8Rng, family: &Family, reference: NaiveDate) -> Vec<Person> {
    let head_sex = if rng.random_bool(0.36) {
        "woman"
    } else {
        "man"
    };
    let age = rng.random_range(26..62);
    let mut people = vec![adult(rng, family, "head", head_sex, age, reference)];
    if rng.random_bool(0.68) {
        let sex = if head_sex == "woman" { "man" } else { "woman" };
        let other = Family {
            first: names::surname(rng),
            second: names::surname(rng),
        };
        let years = (age + rng.random_range(0..8)).saturating_sub(4).max(20);
        people.push(adult(rng, &other, "spouse", sex, years, reference));
    }
    if age > 42 && rng.random_bool(0.3) {
        let sex = either(rng);
        let years = rng.random_range(18..(age - 20));
        people.push(adult(rng, family, "child", sex, years, reference));
    }
    if age < 50 && rng.random_bool(0.1) {
        let sex = either(rng);
        people.push(adult(rng, family, "parent", sex, age + 24, reference));
    }
    people
}

/// A child under five: on the roster, outside the classification.
pub fn toddler(rng: &mut ChaCha8Rng, family: &Family, reference: NaiveDate) -> Person {
    let sex = either(rng);
    let age = rng.random_range(0..5);
    let mut answers = roster(rng, family, "child", sex);
    answers.insert("birth_date", birth_date(rng, age, reference));
    everyone(rng, &mut answers);
    answers.insert("attends_school", json!(false));
    answers.insert("school_level", json!("none"));
    Person {
        answers,
        ..Person::default()
    }
}

/// A date of birth that makes somebody exactly `age` completed years old on `reference`.
pub fn birth_date(rng: &mut ChaCha8Rng, age: u32, reference: NaiveDate) -> serde_json::Value {
    let youngest = reference
        .with_year(reference.year() - age.cast_signed())
        .unwrap_or(reference);
    let days = Days::new(rng.random_range(0..364));
    json!(
        youngest
            .checked_sub_days(days)
            .unwrap_or(youngest)
            .to_string()
    )
}

/// Name, sex and kinship.
pub fn roster(rng: &mut ChaCha8Rng, family: &Family, kinship: &str, sex: &str) -> Given {
    Given::from([
        ("given_names", json!(names::given_names(rng, sex))),
        ("first_surname", json!(family.first)),
        ("second_surname", json!(family.second)),
        ("sex", json!(sex)),
        ("kinship", json!(kinship)),
    ])
}

/// What is asked of every member: language, support received, health cover.
pub fn everyone(rng: &mut ChaCha8Rng, answers: &mut Given) {
    let speaks = rng.random_bool(0.08);
    answers.insert("speaks_indigenous_language", json!(speaks));
    if speaks {
        answers.insert(
            "language",
            json!(names::pick(rng, &["tsotsil", "tseltal", "zoque"])),
        );
    }
    answers.insert(
        "self_identifies_indigenous",
        json!(speaks || rng.random_bool(0.1)),
    );
    let cover = match rng.random_range(0..10) {
        0..4 => "imss_bienestar",
        4..6 => "imss",
        6 => "issste",
        _ => "none",
    };
    answers.insert("health_cover", json!(cover));
    answers.insert("programmes", json!(""));
}

fn adult(
    rng: &mut ChaCha8Rng,
    family: &Family,
    kinship: &str,
    sex: &str,
    age: u32,
    reference: NaiveDate,
) -> Person {
    let mut answers = roster(rng, family, kinship, sex);
    answers.insert("birth_date", birth_date(rng, age, reference));
    everyone(rng, &mut answers);
    answers.insert("attends_school", json!(age < 23 && rng.random_bool(0.3)));
    answers.insert("literate", json!(rng.random_bool(0.93)));
    let level = names::pick(
        rng,
        &[
            "none",
            "primary",
            "secondary",
            "upper_secondary",
            "university",
        ],
    );
    answers.insert("school_level", json!(level));
    answers.insert("school_grade", json!(rng.random_range(1..=3)));
    answers.insert("school_public", json!(rng.random_bool(0.9)));
    let works = rng.random_bool(if sex == "man" { 0.85 } else { 0.5 });
    answers.insert("adult_works", json!(works));
    if works {
        let sector = names::pick(rng, &["agriculture", "industry", "commerce", "services"]);
        answers.insert("adult_sector", json!(sector));
    }
    Person {
        answers,
        ..Person::default()
    }
}

fn either(rng: &mut ChaCha8Rng) -> &'static str {
    if rng.random_bool(0.5) { "woman" } else { "man" }
}
