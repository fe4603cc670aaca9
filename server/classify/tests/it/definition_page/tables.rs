//! The tables of docs/definition.md, made from the edition.
//!
//! Start at [`of`].

use std::collections::BTreeMap;

use classify::{EDITIONS, Edition, Words};
use toml::Value;

use super::{Shipped, figure, law, table};

/// The tables that the page must have, beside those of numbers.
pub const NAMES: [&str; 12] = [
    "sectors",
    "occupations",
    "places",
    "exposures",
    "chores hazards",
    "farm tasks",
    "alternatives",
    "choices",
    "law",
    "undecided",
    "sources",
    "editions",
];

/// Each number of the edition, what it is, and how it compares.
pub const ROWS: [(&str, &str); 17] = [
    ("ages.scope_min", "least age, completed years"),
    ("ages.scope_max", "greatest age, completed years"),
    (
        "ages.minimum_for_work",
        "minimum age for work (*edad mínima*), years",
    ),
    (
        "occupied.hours_min",
        "hours in the week that count as work, at least",
    ),
    (
        "occupied.absence_weeks_max",
        "weeks until the return to a job, at most",
    ),
    (
        "occupied.own_use",
        "growing for the home only counts as an occupation",
    ),
    ("hazards.sector", "beginnings of SCIAN codes"),
    ("hazards.occupation", "beginnings of SINCO codes"),
    ("hazards.place", "places of work"),
    ("hazards.exposure", "exposures, any one of them"),
    ("hazards.load_kg", "load, more than this many kilograms"),
    (
        "hazards.night_hours",
        "hours between 20:00 and 06:00, at least",
    ),
    (
        "hazards.prolonged_hours",
        "hours of work a week, more than this",
    ),
    (
        "chores.prolonged_hours",
        "hours of chores a week, more than this",
    ),
    ("sdg_8_7_1.work_hours", "hours of work a week, at least"),
    (
        "sdg_8_7_1.chores_hours",
        "hours of chores a week, more than this",
    ),
    ("sdg_8_7_1.chores_age_max", "chores count up to this age"),
];

/// The table of this name; `numbers` is followed by the numbers it shows.
pub fn of(name: &str, shipped: &Shipped) -> String {
    let edition = &shipped.edition;
    let labels = &edition.labels;
    if let Some(paths) = name.strip_prefix("numbers ") {
        return numbers(paths.split_whitespace(), shipped);
    }
    match name {
        "sectors" => digits(shipped, "hazards.sector", "SCIAN", &labels.scian),
        "occupations" => digits(shipped, "hazards.occupation", "SINCO", &labels.sinco),
        "places" => counted(&labels.place, shipped.at("hazards.place.value")),
        "exposures" => counted(&labels.exposure, shipped.at("hazards.exposure.value")),
        "chores hazards" => codes(&labels.chores_hazard),
        "farm tasks" => codes(&labels.farm_task),
        "alternatives" => alternatives(edition),
        "choices" => choices(shipped),
        "law" => law::items(shipped),
        "undecided" => undecided(edition),
        "sources" => sources(edition),
        "editions" => editions(),
        name => panic!("there is no table {name}"),
    }
}

fn numbers<'p>(paths: impl Iterator<Item = &'p str>, shipped: &Shipped) -> String {
    let rows = paths.map(|path| {
        let what = ROWS.iter().find(|row| row.0 == path);
        let what = what.unwrap_or_else(|| panic!("no words for {path}")).1;
        let sourced = shipped.at(path);
        let text = |key: &str| sourced[key].as_str().unwrap_or_default().to_owned();
        let value = value(&sourced["value"]);
        vec![what.to_owned(), value, text("source"), text("confidence")]
    });
    table(&["what", "number", "source", "confidence"], rows)
}

/// A number, a yes, the length of a list, or a number for each age.
fn value(value: &Value) -> String {
    match value {
        Value::Boolean(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(items) if items.iter().all(Value::is_table) => {
            let bands = items.iter().map(|band| {
                let end = |key: &str| figure(&band[key]);
                format!("{} at {} to {}", end("limit"), end("from"), end("to"))
            });
            bands.collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) => format!("{} listed", items.len()),
        value => figure(value),
    }
}

fn digits(shipped: &Shipped, path: &str, list: &str, labels: &BTreeMap<String, Words>) -> String {
    let listed = shipped.at(path)["value"].as_array().expect("a list");
    let rows = listed.iter().map(|code| {
        let code = code.as_str().expect("a code").to_owned();
        let words = &labels[&code];
        vec![code.clone(), words.es.clone(), words.en.clone()]
    });
    table(&[list, "en español", "in English"], rows)
}

/// All codes of a list.
fn codes(labels: &BTreeMap<String, Words>) -> String {
    let rows = labels
        .iter()
        .map(|(code, words)| vec![format!("`{code}`"), words.es.clone(), words.en.clone()]);
    table(&["code", "en español", "in English"], rows)
}

/// All codes of a list, those that the edition counts before the others.
fn counted(labels: &BTreeMap<String, Words>, counted: &Value) -> String {
    let counted = counted.as_array().expect("a list");
    let rows = labels.iter().map(|(code, words)| {
        let counts = counted.iter().any(|it| it.as_str() == Some(code));
        let (code, counts) = (format!("`{code}`"), if counts { "yes" } else { "no" });
        vec![code, words.es.clone(), words.en.clone(), counts.to_owned()]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.sort_by(|one, other| other[3].cmp(&one[3]).then(one[0].cmp(&other[0])));
    table(&["code", "en español", "in English", "counts"], rows)
}

fn alternatives(edition: &Edition) -> String {
    let rows = edition.alternatives.iter().map(|other| {
        vec![
            other.id.to_string(),
            other.words.es.clone(),
            other.words.en.clone(),
            other.source.clone(),
        ]
    });
    table(&["id", "en español", "in English", "source"], rows)
}

/// Each choice with the alternatives that go by its number and the places that rest on it.
fn choices(shipped: &Shipped) -> String {
    let edition = &shipped.edition;
    let rows = edition.choices.iter().map(|(id, words)| {
        let others = edition
            .alternatives
            .iter()
            .map(|other| other.id.to_string());
        let others: Vec<String> = others.filter(|other| other.starts_with(id)).collect();
        let names = |source: &str| source.split("; ").any(|tag| tag == id);
        let numbers = ROWS.iter().map(|row| row.0);
        let numbers = numbers.filter(|path| shipped.at(path)["source"].as_str().is_some_and(names));
        let numbers = numbers.map(|path| format!("`{path}`"));
        let items = edition.legal.items.iter();
        let items = items.filter(|item| names(&item.source));
        let rests: Vec<String> = numbers
            .chain(items.map(|item| item.code.to_string()))
            .collect();
        let or_dash = |texts: Vec<String>| match texts.is_empty() {
            true => "–".to_owned(),
            false => texts.join(", "),
        };
        vec![
            id.clone(),
            words.en.clone(),
            words.es.clone(),
            or_dash(others),
            or_dash(rests),
        ]
    });
    let head = [
        "id",
        "what it is about",
        "en español",
        "alternatives",
        "rests on it",
    ];
    table(&head, rows)
}

fn pairs(head: [&str; 3], words: &BTreeMap<String, Words>) -> String {
    let rows = words
        .iter()
        .map(|(id, words)| vec![id.clone(), words.en.clone(), words.es.clone()]);
    table(&head, rows)
}

fn undecided(edition: &Edition) -> String {
    let points = edition.undecided.points.iter();
    let rows = points.map(|it| vec![it.article.clone(), it.en.clone(), it.es.clone()]);
    table(&["article", "what it is about", "en español"], rows)
}

/// The tags of both files; the choices have a table of their own.
fn sources(edition: &Edition) -> String {
    let mut all = edition.sources.clone();
    all.extend(edition.legal.sources.clone());
    all.retain(|tag, _| !tag.starts_with("CH-"));
    pairs(["tag", "what it is", "en español"], &all)
}

fn editions() -> String {
    let rows = EDITIONS.iter().map(|text| {
        let edition: Edition = toml::from_str(text).expect("an edition");
        let until = edition
            .valid_until
            .map_or("without end".to_owned(), |day| day.to_string());
        let chosen = if edition.chosen_by_date {
            "by date"
        } else {
            "only when pinned"
        };
        vec![
            format!("`{}`", &*edition.id),
            edition.title.en.clone(),
            edition.title.es.clone(),
            edition.valid_from.to_string(),
            until,
            chosen.to_owned(),
        ]
    });
    let head = [
        "edition",
        "what it is",
        "en español",
        "from",
        "until",
        "chosen",
    ];
    table(&head, rows)
}
