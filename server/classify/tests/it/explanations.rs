//! What is said for people: every gap and every other reading has its sentence, no code stands
//! without its words, and who answered first changes nothing.

use std::sync::OnceLock;

use classify::{Edition, Explained, Why};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{children::child, read, result_of};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(crate::edition)
}

fn explained(child: &Value) -> Explained {
    Explained::of(edition(), &read(child), result_of(edition(), child))
}

/// Every sentence for people, in both languages.
fn sentences(explained: &Explained) -> Vec<&str> {
    let grounds = explained.grounds.iter().flat_map(|it| [&it.es, &it.en]);
    let readings = explained.readings.iter().flat_map(|it| [&it.es, &it.en]);
    let missing = explained.missing.iter().flat_map(|it| [&it.es, &it.en]);
    let what = explained
        .missing
        .iter()
        .flat_map(|it| [&it.what.es, &it.what.en]);
    let all = grounds.chain(readings).chain(missing).chain(what);
    all.map(String::as_str).collect()
}

fn check(child: Value, code: &str, es: &str, en: &str) {
    let explained = explained(&child);
    let ground = explained.grounds.iter().find(|ground| ground.code == code);
    let ground = ground.unwrap_or_else(|| panic!("no ground {code}: {:?}", explained.grounds));
    assert_eq!((ground.es.as_str(), ground.en.as_str()), (es, en));
}

fn worker(age: Value, work: Value) -> Value {
    json!({"age": age, "ref_date": "2026-03-02", "work": work})
}

#[test]
fn a_ground_names_the_hazards_that_were_answered() {
    let job = json!({"exposures": ["noise", "chemicals", "other"]});
    check(
        worker(json!(16), json!({"status": "worked", "jobs": [job]})),
        "exposure",
        "En su trabajo está en contacto con riesgos para la salud: sustancias químicas, ruido.",
        "Is exposed to health risks at work: chemicals, noise.",
    );
}

#[test]
fn an_activity_is_named_by_its_list_and_keeps_its_code_beside() {
    let job = json!({"scian": "327121"});
    check(
        worker(json!(16), json!({"status": "worked", "jobs": [job]})),
        "sector",
        "Trabaja en una actividad económica peligrosa: ladrillo, teja, barro y cerámica \
         (clave SCIAN 327121).",
        "Works in a dangerous sector: brick, tile, clay and ceramics (SCIAN code 327121).",
    );
}

#[test]
fn answers_given_apart_that_fire_one_rule_stand_in_one_sentence() {
    check(
        worker(
            json!(16),
            json!({"status": "worked", "hours_week": {"any": [50, 40]}}),
        ),
        "prolonged",
        "Trabaja más de 36 horas a la semana. Según las respuestas: 40 horas; o bien 50 horas.",
        "Works more than 36 hours a week. As answered: 40 hours; or else 50 hours.",
    );
}

#[test]
fn an_age_between_two_years_is_said_as_one_interval() {
    check(
        worker(json!({"min": 12, "max": 13}), json!({"status": "worked"})),
        "below_minimum_age",
        "Trabaja y tiene de 12 a 13 años. La edad mínima para trabajar es de 15 años.",
        "Works and is aged 12 to 13 years. The minimum age for work is 15 years.",
    );
}

#[test]
fn a_legal_alert_names_what_raised_it() {
    let job = json!({"scian": "1113", "farm_tasks": ["manual_field"]});
    check(
        worker(json!(16), json!({"status": "worked", "jobs": [job]})),
        "LFT-176-II-8",
        "Trabajo agrícola, forestal, de caza o pesca que no es sólo administrativo. Según las \
         respuestas: agricultura, ganadería, aprovechamiento forestal, pesca y caza (clave SCIAN \
         1113); sembrar, limpiar o cosechar a mano.",
        "Farm, forestry, hunting or fishing work that is not only administrative. As answered: \
         agriculture, livestock, forestry, fishing and hunting (SCIAN code 1113); sowing, weeding \
         or harvesting by hand.",
    );
}

#[test]
fn what_is_missing_tells_unknown_imprecise_uncoded_and_differing_apart() {
    let child = json!({
        "age": 16, "ref_date": "2026-03-02",
        "work": {"status": "worked", "hours_week": {"min": 30, "max": 40},
            "jobs": [{"scian": "72", "place": {"any": ["shop", "road"]}, "exposures": [],
                "max_load_kg": 0, "after_22": false}]},
        "chores": {"hours_week": 0},
    });
    let explained = explained(&child);
    let found: Vec<_> = explained
        .missing
        .iter()
        .map(|gap| (gap.fact.as_str(), gap.why, gap.what.es.as_str()))
        .collect();
    let expected = [
        (
            "work.hours_week",
            Why::Imprecise,
            "Falta saber con más precisión cuántas horas trabaja a la semana. Según las \
             respuestas: de 30 a 40 horas.",
        ),
        (
            "work.jobs[0].night_hours",
            Why::Unknown,
            "Falta saber cuántas horas trabaja de noche.",
        ),
        (
            "work.jobs[0].place",
            Why::Discrepancy,
            "Hay respuestas distintas: en qué lugar trabaja. Se dijo: carretera o vehículo; o \
             bien tienda o local.",
        ),
        (
            "work.jobs[0].scian",
            Why::Uncoded,
            "Falta codificar la actividad del lugar de trabajo. Según las respuestas: hospedaje y \
             preparación de alimentos y bebidas (clave SCIAN 72).",
        ),
        (
            "work.jobs[0].sinco",
            Why::Uncoded,
            "Falta codificar la ocupación.",
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn another_reading_says_what_it_would_decide_and_by_which_part() {
    let child = json!({
        "age": 13, "ref_date": "2026-03-02",
        "work": {"status": "worked", "hours_week": 4, "jobs": [{"own_use": true}]},
        "chores": {"own_household": true, "hours_week": 20, "hazards": []},
    });
    let explained = explained(&child);
    let said: Vec<_> = explained.readings.iter().map(|it| it.es.as_str()).collect();
    let still = "Con otra lectura de la definición";
    assert_eq!(
        said,
        [
            format!(
                "{still} («Quehaceres: más de 28 horas a cualquier edad»), seguiría siendo trabajo \
                 infantil, pero sólo por la ocupación."
            ),
            format!(
                "{still} («Quehaceres: más de 14 horas de los 5 a los 11 años, más de 28 de los 12 \
                 a los 17»), seguiría siendo trabajo infantil, pero sólo por la ocupación."
            ),
            format!(
                "{still} («Producir sólo para el hogar no es una ocupación»), seguiría siendo \
                 trabajo infantil, pero sólo por los quehaceres."
            ),
        ]
    );
}

#[test]
fn every_shipped_edition_has_words_for_everything_in_two_languages() {
    for text in classify::EDITIONS {
        let edition: Edition = toml::from_str(text).unwrap();
        edition.check().unwrap();
    }
}

/// The shipped text without the lines that begin at this passage.
fn without(passage: &str, lines: usize) -> String {
    let text = classify::MX_INEGI_2016;
    let begin = text.find(&format!("\n{passage}")).expect(passage) + 1;
    let cut: usize = text[begin..]
        .split_inclusive('\n')
        .take(lines)
        .map(str::len)
        .sum();
    format!("{}{}", &text[..begin], &text[begin + cut..])
}

#[test]
fn a_code_a_fact_a_choice_or_a_sentence_without_words_is_a_fault() {
    for (passage, lines, fault) in [
        ("sharp_tools = {", 1, "labels.exposure.sharp_tools"),
        ("only_chores = {", 1, "labels.cti.only_chores"),
        ("or_else = {", 1, "labels.phrase.or_else"),
        ("weeks = {", 1, "labels.unit.weeks"),
        ("CH-06 = {", 1, "choices.CH-06"),
        ("[facts.\"school.attends\"]", 3, "facts.\"school.attends\""),
        (
            "[sentences.missing_precise]",
            3,
            "sentences.missing_precise",
        ),
    ] {
        let edition: Edition = toml::from_str(&without(passage, lines)).unwrap();
        let found = edition.check().unwrap_err().to_string();
        assert_eq!(
            found,
            format!("edition: {fault}: its words are missing, es or en")
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_gap_and_no_reading_is_without_its_sentence(child in child()) {
        let explained = explained(&child.json());
        let result = &explained.classification;
        for gap in &result.gaps {
            let (fact, differs) = match gap.strip_prefix("discrepancy:") {
                Some(fact) => (fact, true),
                None => (gap.as_str(), false),
            };
            let said = explained.missing.iter().find(|missing| missing.fact == fact);
            prop_assert!(said.is_some(), "{gap} is not said");
            if differs {
                prop_assert_eq!(said.unwrap().why, Why::Discrepancy);
            }
        }
        let named = explained.readings.iter().map(|other| &other.choice);
        prop_assert!(named.eq(result.alternatives.iter().map(|other| &other.choice)));
    }

    #[test]
    fn no_sentence_holds_a_bare_code_or_an_open_place(child in child()) {
        for sentence in sentences(&explained(&child.json())) {
            for sign in ["{", "}", "_", "CH-", "LFT-", "work.jobs", "chores.h", "[", "null"] {
                prop_assert!(!sentence.contains(sign), "{sign} in: {sentence}");
            }
            prop_assert!(sentence.ends_with(['.', '»', '"']), "{sentence}");
            prop_assert!(!sentence.contains(": ."), "nothing was answered: {sentence}");
        }
    }
}
