//! From an interview to a verdict and a proposed case.

use serde_json::{Value, json};
use server::cases;

use crate::scenario::{AREA, Scenario, at_school, household, interview, selling};

fn case_states(office: &Scenario) -> Vec<String> {
    office.column("select state from child_case order by id")
}

#[test]
fn one_household_goes_from_interview_to_verdict_and_proposed_case() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);

    let row: String = office.value(
        "select folio || ' ' || area || ' ' || state || ' ' || members || ' ' || children
             || ' ' || visits || ' ' || visit_result || ' ' || last_by from household",
    );
    let folio = survey_forms::folio(household(1));
    assert_eq!(row, format!("{folio} {AREA} complete 2 1 1 00 rosa"));
    let verdict: String = office.value("select verdict from classification");
    let verdict: Value = serde_json::from_str(&verdict).unwrap();
    assert_eq!(verdict["child_labour"], true);
    assert_eq!(verdict["occupation"], "below_minimum_age");
    let grounds: String = office.value("select grounds from classification");
    assert!(grounds.contains("below_minimum_age"), "{grounds}");
    let ages: String = office.value("select sex || age_min || age_max from classification");
    assert_eq!(ages, "man1111");
    assert_eq!(case_states(&office), ["proposed"]);
    let events: Vec<String> = office.column("select what from event order by id");
    assert!(events.contains(&"hand_over.taken_in".into()), "{events:?}");
    assert!(events.contains(&"case.proposed".into()), "{events:?}");
}

#[test]
fn a_child_at_school_gets_a_verdict_and_no_case() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &at_school());
    office.hands_over(&mut rosas);
    assert_eq!(
        office.column::<bool>("select child_labour from classification"),
        [false]
    );
    assert!(case_states(&office).is_empty());
}

#[test]
fn two_tablets_apart_keep_both_values_and_the_child_is_classified_under_each() {
    let office = Scenario::tuxtla();
    let (mut rosas, mut juans) = (office.enrols("rosa"), office.enrols("juan"));
    rosas.answers(household(1), &at_school());
    office.hands_over(&mut rosas);
    office.hands_over(&mut juans);
    assert!(
        juans.records.contains_key(&household(1)),
        "he hears what she handed over"
    );

    // Apart: Rosa learns that Luis worked a little, Juan that he worked long.
    rosas.answers(
        household(1),
        &[
            ("m1luis1.worked", json!(true)),
            ("m1luis1.hours_mon", json!(3)),
        ],
    );
    juans.answers(
        household(1),
        &[
            ("m1luis1.worked", json!(true)),
            ("m1luis1.hours_mon", json!(9)),
        ],
    );
    office.hands_over(&mut rosas);
    office.hands_over(&mut juans);

    let kept: Vec<String> = office.column(
        "select value || ' ' || person from answer where code = 'hours_mon' order by person",
    );
    assert_eq!(kept, ["9 juan", "3 rosa"]);
    assert_eq!(
        office.value::<i64>("select discrepancies from household"),
        1
    );
    let facts: String = office.value("select facts from classification");
    assert!(facts.contains("\"any\""), "classified under each: {facts}");
    // Below the minimum age it is child labour under both.
    assert_eq!(
        office.value::<Option<bool>>("select child_labour from classification"),
        Some(true)
    );

    office.hands_over(&mut rosas);
    let read = |tablet: &crate::scenario::Tablet| {
        tablet.records[&household(1)].read(crate::scenario::SURVEY)
    };
    office.hands_over(&mut juans);
    assert_eq!(read(&rosas), read(&juans));
    assert_eq!(read(&rosas).discrepancies().count(), 1);
}

#[test]
fn a_discrepancy_that_decides_leaves_the_verdict_open_and_takes_the_proposal_back() {
    let office = Scenario::tuxtla();
    let (mut rosas, mut juans) = (office.enrols("rosa"), office.enrols("juan"));
    rosas.answers(household(1), &interview(&[]));
    office.hands_over(&mut rosas);
    office.hands_over(&mut juans);
    let none = [
        ("m1luis1.worked", json!(false)),
        ("m1luis1.rescue", json!("")),
        ("m1luis1.had_job", json!(false)),
        ("m1luis1.chores_where", json!("none")),
    ];
    let mut sells = none.clone();
    sells[0].1 = json!(true);
    rosas.answers(household(1), &sells);
    juans.answers(household(1), &none);
    office.hands_over(&mut rosas);
    assert_eq!(case_states(&office), ["proposed"]);
    office.hands_over(&mut juans);
    assert_eq!(
        office.value::<Option<bool>>("select child_labour from classification"),
        None
    );
    let reason: String = office.value("select closed_reason from child_case");
    assert_eq!(
        (case_states(&office)[0].as_str(), reason.as_str()),
        ("dismissed", "in_doubt")
    );
}

#[test]
fn an_open_case_is_never_closed_by_a_new_classification() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);
    let case: String = office.value("select id from child_case");
    let now = server::clock::Clock::now(office.clock.as_ref());
    let opened = office
        .state()
        .db
        .write_as(move |tx| cases::open(tx, now, "carmen", &case));
    assert_eq!(opened.unwrap().opened_by.as_deref(), Some("carmen"));

    rosas.answers(
        household(1),
        &[
            ("m1luis1.worked", json!(false)),
            ("m1luis1.rescue", json!("")),
            ("m1luis1.had_job", json!(false)),
        ],
    );
    office.hands_over(&mut rosas);
    assert_eq!(
        office.column::<bool>("select child_labour from classification"),
        [false]
    );
    assert_eq!(case_states(&office), ["open"]);
    assert!(
        office.value::<bool>("select changed from child_case"),
        "it shows that it changed"
    );
}

#[test]
fn a_proposal_is_withdrawn_with_a_reason_and_made_again_when_it_holds_again() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);
    let id: String = office.value("select id from child_case");
    let not = [
        ("m1luis1.worked", json!(false)),
        ("m1luis1.rescue", json!("")),
        ("m1luis1.had_job", json!(false)),
    ];
    rosas.answers(household(1), &not);
    office.hands_over(&mut rosas);
    let reason: String = office.value("select closed_reason from child_case");
    assert_eq!(reason, cases::propose::NO_LONGER_IDENTIFIED);
    rosas.answers(household(1), &[("m1luis1.worked", json!(true))]);
    office.hands_over(&mut rosas);
    assert_eq!(case_states(&office), ["proposed"]);
    assert_eq!(office.value::<String>("select id from child_case"), id);
}

#[test]
fn a_refused_household_is_counted_and_classifies_nobody() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let refused = [
        ("area", json!(AREA)),
        ("v0aaaaa.visit_at", json!("2026-11-20T16:00:00Z")),
        ("v0aaaaa.visit_result", json!("03")),
    ];
    rosas.answers(household(1), &refused);
    office.hands_over(&mut rosas);
    assert_eq!(
        office.column::<String>("select state from household"),
        ["refused"]
    );
    assert_eq!(
        office.value::<i64>("select count(*) from classification"),
        0
    );
}
