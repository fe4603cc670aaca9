//! The table of legal alerts: each item with its dates, its ages, and the answers that raise it.
//!
//! Start at [`items`].

use std::collections::BTreeMap;

use classify::Words;
use toml::Value;

use super::{Shipped, figure, table};

/// All items of the law, in the order of its text.
pub fn items(shipped: &Shipped) -> String {
    let items = shipped.at("legal.items").as_array().expect("a list");
    let rows = items.iter().map(|item| {
        let text = |key: &str| {
            item.get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        vec![
            text("code"),
            item["words"]["en"].as_str().unwrap_or_default().to_owned(),
            item["words"]["es"].as_str().unwrap_or_default().to_owned(),
            when(shipped, &item["when"]),
            ages(item),
            dates(&text("from"), &text("until")),
            text("source"),
            text("confidence"),
        ]
    });
    let head = [
        "alert",
        "in English",
        "en español",
        "raised by",
        "ages",
        "in force",
        "source",
        "confidence",
    ];
    table(&head, rows)
}

fn ages(item: &Value) -> String {
    match (item.get("age_from"), item.get("age_to")) {
        (Some(from), Some(to)) if from == to => figure(from),
        (Some(from), Some(to)) => format!("{} to {}", figure(from), figure(to)),
        (Some(from), None) => format!("{} and over", figure(from)),
        (None, Some(to)) => format!("up to {}", figure(to)),
        (None, None) => "all".to_owned(),
    }
}

fn dates(from: &str, until: &str) -> String {
    match (from, until) {
        ("", "") => "always".to_owned(),
        ("", until) => format!("until {until}"),
        (from, "") => format!("from {from}"),
        (from, until) => format!("{from} to {until}"),
    }
}

/// What raises an alert, in words with the codes beside.
fn when(shipped: &Shipped, when: &Value) -> String {
    if let Some(word) = when.as_str() {
        return match word {
            "after22_outside_industry" => {
                let industry = listed(shipped, "scian", shipped.at("legal.industry.value"));
                format!("after 22:00, not known to be industry ({industry})")
            }
            "works_on_sunday" => "works on Sundays".to_owned(),
            "no_certificate" => "known to have no medical certificate".to_owned(),
            "no_authorisation" => "known to have no written permission".to_owned(),
            "basic_unfinished" => "basic education known not to be finished".to_owned(),
            "not_artistic" => "unless every job is known to be artistic under 175 Bis".to_owned(),
            "outside_family" => "a job for someone outside the family".to_owned(),
            word => panic!("no words for the condition {word}"),
        };
    }
    let (name, of) = when
        .as_table()
        .and_then(|of| of.iter().next())
        .expect("one condition");
    let list = |key: &str| of.get(key).map(|codes| listed(shipped, key, codes));
    match name.as_str() {
        "job" => {
            let lists = ["scian", "sinco", "places", "exposures"].into_iter();
            lists.filter_map(list).collect::<Vec<_>>().join("; or ")
        }
        "place_with_exposure" => {
            let lists = ["places", "exposures"].into_iter();
            lists
                .filter_map(list)
                .collect::<Vec<_>>()
                .join("; together with ")
        }
        "night_work" => format!(
            "after 22:00; or in industry {} night hours or more",
            figure(&of["industry_night_hours"])
        ),
        "farm_task" => {
            let lists = ["scian", "tasks"].into_iter();
            lists.filter_map(list).collect::<Vec<_>>().join("; with ")
        }
        "farm_unless" => format!(
            "{}; unless {} or over with only this task: {}",
            list("scian").unwrap_or_default(),
            figure(&of["age_from"]),
            label(
                &shipped.edition.labels.farm_task,
                of["only"].as_str().unwrap_or_default()
            )
        ),
        "load" => format!("a load over {} kg", figure(&of["over_kg"])),
        "long_day" => format!(
            "over {} hours on the longest day",
            figure(&of["over_hours"])
        ),
        name => panic!("no words for the condition {name}"),
    }
}

/// The codes of a list with their words.
fn listed(shipped: &Shipped, list: &str, codes: &Value) -> String {
    let labels = &shipped.edition.labels;
    let (of, name) = match list {
        "scian" => (&labels.scian, "SCIAN "),
        "sinco" => (&labels.sinco, "SINCO "),
        "places" => (&labels.place, "place: "),
        "exposures" => (&labels.exposure, "exposure: "),
        _ => (&labels.farm_task, "task: "),
    };
    let coded = matches!(list, "scian" | "sinco");
    let codes = codes.as_array().expect("a list").iter();
    let said = codes.map(|code| {
        let code = code.as_str().expect("a code");
        match coded {
            true => format!("{code} ({})", label(of, code)),
            false => label(of, code),
        }
    });
    format!("{name}{}", said.collect::<Vec<_>>().join(", "))
}

fn label(labels: &BTreeMap<String, Words>, code: &str) -> String {
    let words = labels.get(code);
    words
        .unwrap_or_else(|| panic!("{code} has no words"))
        .en
        .clone()
}
