//! Made-up children for whom it is known by construction which alternative explains what.

use classify::{Chores, Cti, Edition, MX_INEGI_2016, Occupation};

use super::{
    Comparing,
    report::{Compared, Report},
    tally::Tally,
};
use crate::{
    By, Child, Design, Key, Mapping, Published, Wage,
    run::{Job, editions::Editions},
};

/// Safe work of 20 hours at 16, without chores; `more` goes into the job.
fn worker(more: &str) -> String {
    format!(
        r#"{{"age":16,"ref_date":"2026-03-01","work":{{"status":"worked","hours_week":20,"jobs":[{{
            "scian":"4611","sinco":"42","place":"shop","after_22":false,"night_hours":0{more}}}]}},
            "chores":{{"own_household":true,"hours_week":0}}}}"#
    )
}

/// Chores of 20 hours, no work.
fn helper(age: u32) -> String {
    format!(
        r#"{{"age":{age},"ref_date":"2026-03-01","work":{{"status":"none"}},
            "chores":{{"own_household":true,"hours_week":20,"hazards":[]}}}}"#
    )
}

fn child(facts: &str, against: Published, weight: f64) -> Child {
    let key = Key::new("1").unwrap();
    Child {
        row: 1,
        facts: serde_json::from_str(facts).unwrap(),
        design: Some(Design {
            weight,
            stratum: key,
            psu: key,
        }),
        by: By::default(),
        against: Some(against),
        wage: Wage::default(),
    }
}

fn occupation(occupation: Occupation) -> Published {
    Published {
        occupation: Some(occupation),
        ..Published::default()
    }
}

fn chores(chores: Chores) -> Published {
    Published {
        chores: Some(chores),
        ..Published::default()
    }
}

fn report(children: &[Child]) -> Report {
    let edition: Edition = toml::from_str(MX_INEGI_2016).unwrap();
    let editions = Editions::pinned(&edition);
    let comparing = Comparing::new(&editions);
    let mut whole = Tally::default();
    // As loads come: each counted apart, then joined.
    for some in children.chunks(3) {
        let mut made = Tally::default();
        for child in some {
            comparing
                .add(&mut made, child, editions.of(child.facts.ref_date()))
                .unwrap();
        }
        whole.join(&made);
    }
    let mapping = Mapping::shipped("facts").unwrap().unwrap();
    Report::of(&whole, comparing.choices(), &mapping)
}

/// Groups as "choices: children (weight): moves".
fn groups(measure: &Compared) -> Vec<String> {
    let moves = |group: &super::report::Group| {
        let moves = group.cells.iter();
        let moves = moves.map(|one| format!("{}→{} {}", one.ours, one.theirs, one.count.children));
        moves.collect::<Vec<_>>().join(", ")
    };
    let group = |group: &super::report::Group| {
        let choices = group.choices.join("+");
        let total = group.total;
        format!(
            "{choices}: {} ({}): {}",
            total.children,
            total.weight,
            moves(group)
        )
    };
    measure.differing.iter().map(group).collect()
}

fn made_up_children() -> Vec<Child> {
    let safe = r#","exposures":[],"max_load_kg":2"#;
    let noisy = r#","exposures":["noise"],"max_load_kg":2"#;
    let heavy = r#","exposures":[],"max_load_kg":10"#;
    let unasked = r#","max_load_kg":2"#;
    let published = occupation;
    vec![
        child(&worker(safe), published(Occupation::Permitted), 1.0),
        child(&worker(noisy), published(Occupation::Hazardous), 3.0),
        child(&worker(noisy), published(Occupation::Permitted), 2.0),
        child(&worker(heavy), published(Occupation::Permitted), 5.0),
        child(&worker(unasked), published(Occupation::Permitted), 7.0),
        child(&worker(safe), published(Occupation::Hazardous), 11.0),
        child(&helper(12), chores(Chores::Adequate), 1.0),
        child(&helper(10), chores(Chores::Adequate), 2.0),
        child(&helper(10), chores(Chores::Prolonged), 4.0),
    ]
}

#[test]
fn each_difference_stands_under_the_choice_that_was_built_into_it() {
    let report = report(&made_up_children());
    let [cti, occupation, chores] = &report.measures[..] else {
        panic!("three measures")
    };
    assert_eq!(
        groups(occupation),
        [
            "CH-05b: 2 (9): hazardous→permitted 1, unknown→permitted 1",
            "CH-06b: 1 (5): hazardous→permitted 1",
            ": 1 (11): permitted→hazardous 1",
        ]
    );
    assert_eq!(
        groups(chores),
        [
            "CH-04b: 1 (2): prolonged→adequate 1",
            "CH-04b+CH-04c: 1 (1): prolonged→adequate 1",
        ]
    );
    assert_eq!((cti.compared.children, cti.share), (0, None));
    assert_eq!(cti.not_published.children, 9);
}

#[test]
fn an_alternative_that_removes_some_and_introduces_others_shows_both() {
    let report = report(&made_up_children());
    let occupation = &report.measures[1];
    let effect = |id| {
        occupation
            .effects
            .iter()
            .find(|one| one.choice == id)
            .unwrap()
    };
    let exposure = effect("CH-05b");
    assert_eq!(
        (exposure.removes.children, exposure.introduces.children),
        (2, 1)
    );
    assert_eq!((exposure.net_children, exposure.net_weight), (1, 6.0));
    let hours = effect("CH-02b");
    assert_eq!((hours.net_children, hours.net_weight), (0, 0.0));
}

#[test]
fn the_table_counts_every_pair_and_keeps_what_we_leave_open_apart() {
    let report = report(&made_up_children());
    let occupation = &report.measures[1];
    let cell = |ours, theirs| {
        let row = occupation
            .table
            .iter()
            .find(|row| row.ours == ours)
            .unwrap();
        let column = occupation
            .classes
            .iter()
            .position(|class| *class == theirs)
            .unwrap();
        (row.theirs[column].children, row.theirs[column].weight)
    };
    assert_eq!(cell("permitted", "permitted"), (1, 1.0));
    assert_eq!(cell("hazardous", "permitted"), (2, 7.0));
    assert_eq!(cell("unknown", "permitted"), (1, 7.0));
    assert_eq!(
        (occupation.compared.children, occupation.agree.children),
        (6, 2)
    );
    assert_eq!(occupation.share_weighted, Some(4.0 / 29.0));
    assert_eq!(occupation.unknown.weight, 7.0);
}

#[test]
fn a_child_out_of_scope_is_a_row_of_its_own() {
    let facts = r#"{"age":30,"ref_date":"2026-03-01"}"#;
    let published = Published {
        cti: Some(Cti::None),
        ..Published::default()
    };
    let report = report(&[child(facts, published, 1.0)]);
    assert_eq!(
        groups(&report.measures[0]),
        [": 1 (1): out_of_scope→none 1"]
    );
}

#[test]
fn the_text_for_people_says_shares_groups_and_effects_in_both_languages() {
    let text = report(&made_up_children()).to_string();
    for line in [
        "C_OCU: condición de ocupación | occupation",
        "  coinciden 33.3 % (con factor 13.8 %) de 6 (29); 1 (7) sin decidir; 3 (7) sin clase publicada | agree 33.3 % (weighted 13.8 %) of 6 (29); 1 (7) open; 3 (7) without a published class",
        "    CH-06b: 1 (5) — La carga no decide por sí sola. | A load alone does not decide.",
        "      hazardous → permitted: 1 (5)",
        "    cualquiera de | any of CH-04b, CH-04c: 1 (1)",
        "    ninguna sola | no single one: 1 (11)",
        "    CH-05b: quita 2 (9), introduce 1 (3), neto +1 (+6) | removes 2 (9), introduces 1 (3), net +1 (+6)",
        "    sin efecto | without effect: CH-02b, CH-03b, CH-04b, CH-04c, CH-09b",
        "  sin clases publicadas | no published classes",
    ] {
        assert!(
            text.lines().any(|one| one == line),
            "no line {line:?} in:\n{text}"
        );
    }
}
