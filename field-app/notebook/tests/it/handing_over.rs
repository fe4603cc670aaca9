//! Hand-over against a hub in memory: once, again, broken off, two tablets, set aside, restored.

use crate::support::hub::{Hub, Line};
use crate::support::interview::{answer, answer_the_rest, begin, list};
use crate::support::{AREA, Tablet};
use notebook::Problem;
use notebook::views::{DwellingState, Stage};
use serde_json::json;
use uuid::Uuid;

const FAMILY: [(&str, &str); 2] = [("Ana", "1985-03-04"), ("Luz", "2013-09-10")];

fn closed_interview(tablet: &mut Tablet, number: &str) -> (Uuid, Vec<String>) {
    let household = list(&mut tablet.notebook, number);
    let people = begin(&mut tablet.notebook, household, &FAMILY);
    answer_the_rest(&mut tablet.notebook, household);
    tablet.notebook.close_interview(household).unwrap();
    (household, people)
}

#[test]
fn a_day_of_work_is_one_request_and_is_acknowledged() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    for number in ["1", "2", "3"] {
        closed_interview(&mut tablet, number);
    }
    assert_eq!(tablet.notebook.status().unwrap().waiting, 3);
    let done = tablet.notebook.hand_over().unwrap();
    assert_eq!((done.sent, done.acknowledged, done.requests), (3, 3, 1));
    assert!(done.bytes_up > 0 && done.bytes_down > 0);
    let status = tablet.notebook.status().unwrap();
    assert_eq!(status.waiting, 0);
    assert!(status.last_hand_over.is_some());
    assert!(!tablet.notebook.dwellings(AREA).unwrap()[0].waiting);
}

#[test]
fn nothing_new_is_one_request_of_at_most_64_bytes() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    closed_interview(&mut tablet, "1");
    tablet.notebook.hand_over().unwrap();
    let done = tablet.notebook.hand_over().unwrap();
    assert_eq!((done.sent, done.requests), (0, 1));
    assert!(hub.lock().unwrap().bodies.last().unwrap().len() <= 64);
}

#[test]
fn without_signal_the_sentence_counts_what_is_kept_and_nothing_is_lost() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    for number in ["1", "2", "3"] {
        closed_interview(&mut tablet, number);
    }
    tablet.network_is(Line::Off);
    let problem: Problem = tablet.notebook.hand_over().unwrap_err().into();
    assert_eq!(problem.code, "no_network");
    assert_eq!(
        problem.es,
        "No hay señal. Sus 3 entrevistas están guardadas en esta tableta; \
         se enviarán cuando haya red."
    );
    assert_eq!(tablet.notebook.status().unwrap().waiting, 3);
    tablet.network_is(Line::Good);
    assert_eq!(tablet.notebook.hand_over().unwrap().acknowledged, 3);
}

#[test]
fn a_lost_answer_is_asked_for_again_with_the_same_bytes() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    closed_interview(&mut tablet, "1");
    tablet.network_is(Line::AnswerLost);
    let problem: Problem = tablet.notebook.hand_over().unwrap_err().into();
    assert_eq!(problem.code, "broken_off");
    assert_eq!(hub.lock().unwrap().changes(), 1);
    // More work, another opening of the store, and only then a network.
    closed_interview(&mut tablet, "2");
    tablet.restart();
    tablet.network_is(Line::Good);
    let done = tablet.notebook.hand_over().unwrap();
    assert_eq!((done.acknowledged, done.next), (2, 0));
    let hub = hub.lock().unwrap();
    assert_eq!((hub.changes(), hub.rolled_back), (2, 0));
    assert_eq!(hub.bodies[0], hub.bodies[1]);
}

#[test]
fn a_request_that_never_arrived_is_sent_again() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    closed_interview(&mut tablet, "1");
    tablet.network_is(Line::RequestLost);
    tablet.notebook.hand_over().unwrap_err();
    tablet.restart();
    tablet.network_is(Line::Good);
    assert_eq!(tablet.notebook.hand_over().unwrap().acknowledged, 1);
}

#[test]
fn an_unfinished_interview_is_handed_over_too_and_goes_on() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let household = list(&mut tablet.notebook, "1");
    let people = begin(&mut tablet.notebook, household, &FAMILY);
    let done = tablet.notebook.hand_over().unwrap();
    assert_eq!(done.acknowledged, 1);
    answer(
        &mut tablet.notebook,
        household,
        &people[1],
        "first_surname",
        json!("Gómez"),
    );
    answer_the_rest(&mut tablet.notebook, household);
    let line = tablet.notebook.close_interview(household).unwrap();
    assert_eq!(line.state, DwellingState::Complete);
    tablet.notebook.hand_over().unwrap();
    assert_eq!(hub.lock().unwrap().changes_of(household).len(), 2);
}

#[test]
fn two_tablets_that_edit_one_household_apart_keep_both_values() {
    let hub = Hub::new();
    let mut rosa = Tablet::of("Rosa", &hub, 1);
    let mut juan = Tablet::of("Juan", &hub, 2);
    let (household, people) = closed_interview(&mut rosa, "1");
    rosa.notebook.hand_over().unwrap();
    assert_eq!(juan.notebook.hand_over().unwrap().received, 1);
    let line = &juan.notebook.dwellings(AREA).unwrap()[0];
    assert_eq!(
        (line.household, line.state),
        (household, DwellingState::Complete)
    );
    // Apart: both correct the same answer.
    let child = &people[1];
    let correct = |tablet: &mut Tablet, name: &str| {
        tablet
            .notebook
            .correct(
                household,
                child,
                "given_names",
                &json!(name),
                "lo dijo la abuela",
            )
            .unwrap();
    };
    correct(&mut rosa, "Lucía");
    correct(&mut juan, "Luz María");
    for tablet in [&mut rosa, &mut juan] {
        tablet.notebook.hand_over().unwrap();
    }
    assert_eq!(rosa.notebook.hand_over().unwrap().received, 1);
    let changes = hub.lock().unwrap().changes_of(household);
    let bytes = changes.iter().map(|change| change.bytes.as_slice());
    let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
    let view = record.read("2026-1");
    let kept = &view.members[&format!("{child}.given_names")];
    let mut names: Vec<_> = kept.iter().map(|value| value.scalar.clone()).collect();
    names.sort_by_key(|name| name.to_string());
    assert_eq!(names, [json!("Lucía"), json!("Luz María")]);
    // Both tablets show the same one of the two.
    let shown = |tablet: &mut Tablet| tablet.notebook.open_interview(household).unwrap().steps;
    assert_eq!(shown(&mut rosa), shown(&mut juan));
}

#[test]
fn an_answer_given_before_hearing_of_another_never_overwrites_it() {
    let hub = Hub::new();
    let mut rosa = Tablet::of("Rosa", &hub, 1);
    let mut juan = Tablet::of("Juan", &hub, 2);
    let household = list(&mut rosa.notebook, "1");
    let people = begin(&mut rosa.notebook, household, &FAMILY);
    rosa.notebook.hand_over().unwrap();
    juan.notebook.hand_over().unwrap();
    juan.notebook.open_interview(household).unwrap();
    answer(
        &mut juan.notebook,
        household,
        &people[1],
        "first_surname",
        json!("Gómez"),
    );
    answer(
        &mut rosa.notebook,
        household,
        &people[1],
        "first_surname",
        json!("López"),
    );
    juan.notebook.hand_over().unwrap();
    // Rosa's draft is committed before Juan's change arrives.
    rosa.notebook.hand_over().unwrap();
    let changes = hub.lock().unwrap().changes_of(household);
    let bytes = changes.iter().map(|change| change.bytes.as_slice());
    let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
    let view = record.read("2026-1");
    assert_eq!(
        view.members[&format!("{}.first_surname", people[1])].len(),
        2
    );
}

#[test]
fn a_change_that_is_set_aside_is_shown_and_blocks_nothing() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let (bad, _) = closed_interview(&mut tablet, "1");
    closed_interview(&mut tablet, "2");
    hub.lock().unwrap().distrusted.insert(bad);
    let done = tablet.notebook.hand_over().unwrap();
    assert_eq!((done.acknowledged, done.quarantined.len()), (1, 1));
    assert_eq!(done.quarantined[0].folio, survey_forms::folio(bad));
    assert!(!done.quarantined[0].es.is_empty());
    // It is not sent for ever, and it is still on the tablet.
    assert_eq!(tablet.notebook.hand_over().unwrap().sent, 0);
    let path = tablet.notebook.open_interview(bad).unwrap();
    assert!(path.steps.iter().any(|step| step.about == "Luz"));
}

#[test]
fn a_restored_server_is_made_whole_by_the_tablet() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    for number in ["1", "2", "3"] {
        closed_interview(&mut tablet, number);
    }
    tablet.notebook.hand_over().unwrap();
    hub.lock().unwrap().forget_newest(2);
    tablet.notebook.hand_over().unwrap();
    assert_eq!(hub.lock().unwrap().changes(), 3);
    assert_eq!(tablet.notebook.status().unwrap().waiting, 0);
}

#[test]
fn a_revoked_tablet_hands_over_first_and_then_forgets_everything() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    closed_interview(&mut tablet, "1");
    hub.lock().unwrap().revoke_all();
    tablet.network_is(Line::AnswerLost);
    tablet.notebook.hand_over().unwrap_err();
    assert_eq!(
        tablet.notebook.status().unwrap().waiting,
        1,
        "no receipt, no wiping"
    );
    tablet.network_is(Line::Good);
    let problem: Problem = tablet.notebook.hand_over().unwrap_err().into();
    assert_eq!(problem.code, "wiped");
    assert_eq!(hub.lock().unwrap().changes(), 1);
    assert_eq!(tablet.notebook.status().unwrap().stage, Stage::New);
    assert_eq!(std::fs::read_dir(tablet.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_revoked_tablet_keeps_what_the_server_does_not_hold() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    closed_interview(&mut tablet, "1");
    hub.lock().unwrap().revoke_all();
    hub.lock().unwrap().keeps_nothing = true;
    let problem: Problem = tablet.notebook.hand_over().unwrap_err().into();
    assert_eq!(problem.code, "revoked");
    tablet.restart();
    assert_eq!(tablet.notebook.status().unwrap().waiting, 1);
}

#[test]
fn changed_assignments_are_fetched_with_the_hand_over() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    hub.lock().unwrap().assignments_version = 2;
    assert_eq!(tablet.notebook.hand_over().unwrap().requests, 2);
    assert_eq!(tablet.notebook.hand_over().unwrap().requests, 1);
}

#[test]
fn the_same_seed_hands_over_the_same_bytes() {
    let run = || {
        let hub = Hub::new();
        let mut tablet = Tablet::of("Rosa", &hub, 7);
        closed_interview(&mut tablet, "1");
        let done = tablet.notebook.hand_over().unwrap();
        let bodies = hub.lock().unwrap().bodies.clone();
        (done, bodies)
    };
    assert_eq!(run(), run());
}
