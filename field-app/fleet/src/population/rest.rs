//! The rest of what a household tells: all that no class depends on, from papers to fields.
//!
//! Start at [`tell`]. It is told after the people are drawn, from a copy of their stream, so that
//! the same seed goes on meeting the same people. Answers to questions that are not due are never
//! given, so everything is told to everybody. Nothing here is an estimate of anything.

use chrono::NaiveDate;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::names::pick;
use super::{Given, Home};

const DAYS: [(&str, &str); 7] = [
    ("hours_mon", "job_hours_mon"),
    ("hours_tue", "job_hours_tue"),
    ("hours_wed", "job_hours_wed"),
    ("hours_thu", "job_hours_thu"),
    ("hours_fri", "job_hours_fri"),
    ("hours_sat", "job_hours_sat"),
    ("hours_sun", "job_hours_sun"),
];

const DIFFICULTIES: [&str; 6] = [
    "wg_seeing",
    "wg_hearing",
    "wg_walking",
    "wg_remembering",
    "wg_selfcare",
    "wg_communicating",
];

/// Fills in what the household, its members and their jobs have not told yet.
pub fn tell(rng: &mut ChaCha8Rng, home: &mut Home, reference: NaiveDate) {
    the_home(rng, &mut home.answers);
    the_land(rng, &mut home.answers);
    the_address(rng, &mut home.answers);
    let partnered = home
        .members
        .iter()
        .any(|person| person.answers.get("kinship") == Some(&json!("spouse")));
    for person in &mut home.members {
        let years = years(&person.answers, reference);
        identity(rng, &mut person.answers, partnered);
        schooling(rng, &mut person.answers, years);
        livelihood(rng, &mut person.answers);
        if person.truth.is_some() {
            the_childs_own(rng, &mut person.answers);
            for (place, job) in (0..).zip(&mut person.jobs) {
                a_job(rng, job);
                hours_of_a_job(&person.answers, job, place);
            }
        }
    }
}

/// Years by the birth date; the least of those said where nobody knows it.
fn years(answers: &Given, reference: NaiveDate) -> u32 {
    let text = |code: &str| answers.get(code).and_then(Value::as_str);
    let born = text("birth_date").and_then(|born| born.parse().ok());
    let said = || text("age")?.split("..").next()?.parse().ok();
    born.and_then(|born| reference.years_since(born))
        .or_else(said)
        .unwrap_or_default()
}

fn the_home(rng: &mut ChaCha8Rng, answers: &mut Given) {
    let away = rng.random_bool(0.04);
    answers.extend([
        ("consent_way", json!(pick(rng, &["heard", "heard", "read"]))),
        ("knows_family", json!(rng.random_bool(0.05))),
        (
            "who_hears",
            json!(pick(rng, &["", "", "partner", "children"])),
        ),
        ("school_week", json!("classes")),
        ("children_away", json!(away)),
        ("children_away_count", json!(1)),
        ("away1_age", json!(rng.random_range(12..18))),
        ("away1_sex", json!(pick(rng, &["woman", "man"]))),
        (
            "away1_where",
            json!(pick(rng, &["same_state", "other_state", "abroad"])),
        ),
        (
            "away1_with",
            json!(pick(rng, &["relatives", "employer", "school"])),
        ),
        (
            "away1_why",
            json!(pick(rng, &["study", "work", "family", "!refused"])),
        ),
        ("bedrooms", json!(rng.random_range(1..4))),
        (
            "cooking_fuel",
            json!(pick(rng, &["gas", "gas", "gas", "wood"])),
        ),
        (
            "assets",
            json!(pick(
                rng,
                &[
                    "",
                    "smartphone television",
                    "fridge smartphone television",
                    "bicycle fridge smartphone television washing_machine",
                ]
            )),
        ),
        ("contact_again", json!(rng.random_bool(0.9))),
        (
            "interview_quality",
            json!(pick(rng, &["good", "good", "doubts"])),
        ),
        ("worry", json!(false)),
    ]);
}

fn the_land(rng: &mut ChaCha8Rng, answers: &mut Given) {
    let land = pick(
        rng,
        &["none", "none", "none", "none", "own", "ejido", "rented"],
    );
    let moved = rng.random_bool(0.05);
    answers.extend([
        ("land", json!(land)),
        (
            "land_hectares",
            json!(pick(rng, &["0.5..1", "1..2", "!dont_know"])),
        ),
        (
            "land_crops",
            json!(pick(
                rng,
                &["maize_beans", "coffee maize_beans", "animals maize_beans"]
            )),
        ),
        ("harvest_move", json!(moved)),
        ("harvest_move_children", json!(rng.random_bool(0.5))),
    ]);
}

/// The address again, in the parts that letters need; the listing has it in words.
fn the_address(rng: &mut ChaCha8Rng, answers: &mut Given) {
    answers.extend([
        (
            "street_type",
            json!(pick(rng, &["calle", "calle", "avenida", "andador"])),
        ),
        (
            "street_name",
            json!(pick(rng, &["Ceiba", "Jobo", "Marimba", "Zapote"])),
        ),
        (
            "exterior_number",
            json!(rng.random_range(1..400).to_string()),
        ),
        (
            "settlement",
            json!(pick(rng, &["El Jobo", "Patria Nueva", "La Ceiba"])),
        ),
    ]);
}

fn identity(rng: &mut ChaCha8Rng, answers: &mut Given, partnered: bool) {
    let of_head = matches!(
        answers.get("kinship").and_then(Value::as_str),
        Some("child")
    );
    let father = match (of_head, partnered) {
        (true, true) => "here",
        (true, false) => pick(rng, &["elsewhere", "elsewhere", "died"]),
        _ => "elsewhere",
    };
    let abroad = rng.random_bool(0.02);
    let birthplace = if abroad {
        pick(rng, &["guatemala", "honduras", "el_salvador"])
    } else {
        pick(
            rng,
            &["this_state", "this_state", "this_state", "other_state"],
        )
    };
    answers.extend([
        ("documents", json!("birth_certificate curp")),
        ("afro_mexican", json!(rng.random_bool(0.02))),
        ("birthplace", json!(birthplace)),
        ("years_in_mexico", json!(rng.random_range(0..5))),
        ("mother", json!(if of_head { "here" } else { "elsewhere" })),
        ("father", json!(father)),
        (
            "young_care",
            json!(pick(rng, &["parent", "parent", "adult", "child"])),
        ),
    ]);
    for difficulty in DIFFICULTIES {
        let level = if rng.random_bool(0.02) {
            pick(rng, &["some", "some", "a_lot", "cannot"])
        } else {
            "none"
        };
        answers.insert(difficulty, json!(level));
    }
}

fn schooling(rng: &mut ChaCha8Rng, answers: &mut Given, years: u32) {
    answers.extend([
        ("level_completed", json!(rng.random_bool(0.7))),
        ("school_name", json!("Escuela de la colonia")),
        (
            "school_shift",
            json!(if years < 6 {
                "morning"
            } else {
                pick(rng, &["morning", "morning", "afternoon"])
            }),
        ),
    ]);
}

fn livelihood(rng: &mut ChaCha8Rng, answers: &mut Given) {
    let words = match answers.get("adult_sector").and_then(Value::as_str) {
        Some("agriculture") => "siembra maíz en el ejido",
        Some("industry") => "albañil en obras",
        Some("commerce") => "vende comida en el mercado",
        _ => "maneja una combi",
    };
    let income = match rng.random_range(0..10) {
        0 => json!("!refused"),
        1 => json!("!dont_know"),
        2 => json!("6000..8000"),
        _ => json!(rng.random_range(15..160) * 100),
    };
    answers.extend([
        ("adult_task_words", json!(words)),
        (
            "adult_idle",
            json!(pick(rng, &["home", "home", "seeking", "pension"])),
        ),
        ("labour_income", income),
        (
            "labour_income_band",
            json!(pick(
                rng,
                &["to_3000", "to_5000", "to_7500", "to_10000", "!refused"]
            )),
        ),
    ]);
}

fn the_childs_own(rng: &mut ChaCha8Rng, answers: &mut Given) {
    let months = match answers.get("worked") {
        Some(Value::Bool(true)) => json!(rng.random_range(2..13)),
        _ => json!(pick(rng, &["1..2", "2..4", "!dont_know"])),
    };
    answers.extend([
        ("assent", json!(true)),
        ("assent_hears", json!("parent")),
        ("months_worked", months),
        (
            "year_task_words",
            json!("ayudó en la cosecha en vacaciones"),
        ),
        ("year_task", json!("field_help")),
        ("moved_for_work", json!(rng.random_bool(0.03))),
        (
            "if_stopped",
            json!(pick(
                rng,
                &["nothing", "less_money", "less_help", "!dont_know"]
            )),
        ),
        ("chores_kinds", json!(pick(rng, &["cleaning", "washing"]))),
        ("lives_with_partner", json!(rng.random_bool(0.01))),
        ("pregnancy", json!(rng.random_bool(0.01))),
    ]);
}

fn a_job(rng: &mut ChaCha8Rng, job: &mut Given) {
    let late = job.get("job_after_22") == Some(&json!(true));
    job.extend([
        ("job_pay_amount", json!(rng.random_range(4..20) * 50)),
        ("job_pay_period", json!(pick(rng, &["day", "week", "week"]))),
        ("job_starts", json!(if late { 18 } else { 15 })),
        ("job_ends", json!(if late { 23 } else { 19 })),
    ]);
}

/// Of two jobs the first takes the larger half of each day.
fn hours_of_a_job(answers: &Given, job: &mut Given, place: u64) {
    for (all, own) in DAYS {
        let hours = answers.get(all).and_then(Value::as_u64).unwrap_or_default();
        let half = if place == 0 {
            hours - hours / 2
        } else {
            hours / 2
        };
        job.insert(own, json!(half));
    }
}
