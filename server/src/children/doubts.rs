//! *Dudas*: what leaves a child's class open, named in a few words for the table; and the
//! protection flags.
//!
//! Start at [`open_facts`]. It reads the `gaps` of a verdict and knows no child; what to ask
//! stands on the child's own page (`why.rs`).

use classify::Edition;
use serde_json::Value;

use super::words;
use crate::classifications::edition;
use crate::pages::Lang;

/// The facts that leave the class open, each once: «Las horas … (trabajo 2)».
pub fn open_facts(verdict: &Value, lang: Lang) -> Vec<String> {
    let gaps = verdict["gaps"].as_array().map(Vec::as_slice);
    let mut named = Vec::new();
    for gap in gaps.unwrap_or_default().iter().filter_map(Value::as_str) {
        let name = fact(gap.strip_prefix("discrepancy:").unwrap_or(gap), lang);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// A fact's path in words: `work.jobs[1].scian` is «La actividad del lugar de trabajo (trabajo 2)».
fn fact(path: &str, lang: Lang) -> String {
    let job = path
        .strip_prefix("work.jobs[")
        .and_then(|rest| rest.split_once(']'));
    let (kind, job) = match job {
        Some((n, rest)) => (format!("work.jobs[]{rest}"), n.parse::<usize>().ok()),
        None => (path.to_owned(), None),
    };
    let editions: &[Edition] = edition::editions().unwrap_or_default();
    let known = editions.iter().find_map(|edition| edition.facts.get(&kind));
    let said = known.map_or(lang.t("otro dato", "another fact"), |words| {
        lang.t(&words.name.es, &words.name.en)
    });
    let said = capital(said);
    match job {
        Some(n) => format!("{said} ({} {})", lang.t("trabajo", "job"), n + 1),
        None => said,
    }
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().map(|sign| sign.to_uppercase());
    first.into_iter().flatten().chain(signs).collect()
}

/// Protection flags, said apart from the class: code, Spanish, English.
pub const FLAGS: [(&str, &str, &str); 4] = [
    (
        "begging",
        "Pide dinero en la calle",
        "Asks for money in the street",
    ),
    (
        "early_union",
        "Vive o ha vivido en pareja",
        "Lives, or has lived, with a partner",
    ),
    (
        "early_pregnancy",
        "Está embarazada o tiene hijas o hijos",
        "Is pregnant or has children",
    ),
    (
        "live_in_work",
        "Vive y trabaja en la casa de otra familia",
        "Lives and works in another family's home",
    ),
];

/// The protection flags among a child's facts, in words.
pub fn flags(facts: &Value, lang: Lang) -> Vec<String> {
    let flags = facts["flags"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let codes = flags.iter().filter_map(Value::as_str);
    codes
        .map(|code| match FLAGS.iter().any(|row| row.0 == code) {
            true => words::of(&FLAGS, Some(code), lang).to_owned(),
            false => code.replace('_', " "),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_gap_in_the_second_job_is_said_in_words_with_its_number() {
        assert_eq!(
            fact("work.jobs[1].place", Lang::Es),
            "En qué lugar trabaja (trabajo 2)"
        );
        assert_eq!(
            fact("chores.hours_week", Lang::En),
            "How many hours a week go to chores"
        );
    }

    #[test]
    fn a_fact_that_is_missing_and_answered_differently_is_named_once() {
        let verdict = json!({
            "gaps": ["discrepancy:work.hours_week", "work.hours_week", "work.jobs[0].scian"],
        });
        assert_eq!(
            open_facts(&verdict, Lang::Es),
            [
                "Cuántas horas trabaja a la semana",
                "La actividad del lugar de trabajo (trabajo 1)"
            ]
        );
        assert!(open_facts(&json!({ "gaps": [] }), Lang::Es).is_empty());
    }
}
