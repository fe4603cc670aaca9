//! Enrolment, the passphrase, locking.

use crate::support::hub::{Hub, Line};
use crate::support::{PASSPHRASE, Tablet, enrol_with};
use notebook::Problem;
use notebook::views::Stage;
use std::fs;

#[test]
fn a_code_makes_the_tablet_rosas_and_shows_her_areas() {
    let hub = Hub::new();
    let tablet = Tablet::of("Rosa", &hub, 1);
    let status = tablet.notebook.status().unwrap();
    assert_eq!(status.stage, Stage::Open);
    assert_eq!(status.person.as_deref(), Some("Rosa"));
    assert_eq!(status.municipality.as_deref(), Some("Tuxtla de prueba"));
    let areas = tablet.notebook.areas().unwrap();
    assert_eq!((areas.len(), areas[0].expected), (1, Some(120)));
    assert_eq!(areas[0].neighbourhoods, ["San José Terán"]);
}

#[test]
fn a_code_serves_once_and_a_refusal_leaves_the_tablet_new() {
    let hub = Hub::new();
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut first = Tablet::new(&hub, 1);
    first.notebook.enrol(&enrol_with(&code)).unwrap();
    let mut second = Tablet::new(&hub, 2);
    let refused: Problem = second
        .notebook
        .enrol(&enrol_with(&code))
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "code_refused");
    assert_eq!(second.notebook.status().unwrap().stage, Stage::New);
    let another = hub.lock().unwrap().code_for("Juan");
    second.notebook.enrol(&enrol_with(&another)).unwrap();
}

#[test]
fn a_weak_passphrase_is_refused_before_the_code_is_used() {
    let hub = Hub::new();
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut tablet = Tablet::new(&hub, 1);
    let mut weak = enrol_with(&code);
    weak.passphrase = "123456".into();
    let refused: Problem = tablet.notebook.enrol(&weak).unwrap_err().into();
    assert_eq!(refused.code, "passphrase_too_short");
    tablet.notebook.enrol(&enrol_with(&code)).unwrap();
}

#[test]
fn without_a_network_enrolment_says_so_and_can_be_tried_again() {
    let hub = Hub::new();
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut tablet = Tablet::new(&hub, 1);
    tablet.network_is(Line::Off);
    let refused: Problem = tablet
        .notebook
        .enrol(&enrol_with(&code))
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "no_network");
    tablet.network_is(Line::Good);
    tablet.notebook.enrol(&enrol_with(&code)).unwrap();
}

#[test]
fn a_questionnaire_that_the_server_did_not_sign_is_not_used() {
    let hub = Hub::new();
    hub.lock().unwrap().bad_signature = true;
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut tablet = Tablet::new(&hub, 1);
    let refused: Problem = tablet
        .notebook
        .enrol(&enrol_with(&code))
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "questionnaire_not_trusted");
    assert_eq!(tablet.notebook.status().unwrap().stage, Stage::New);
}

#[test]
fn a_wrong_passphrase_is_a_clear_sentence_and_loses_nothing() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    tablet.notebook.lock();
    assert_eq!(tablet.notebook.status().unwrap().stage, Stage::Locked);
    let refused: Problem = tablet
        .notebook
        .unlock("otra frase cualquiera")
        .unwrap_err()
        .into();
    assert_eq!(refused.code, "wrong_passphrase");
    assert!(refused.es.contains("No se perdió nada"));
    let status = tablet.notebook.unlock(PASSPHRASE).unwrap();
    assert_eq!(status.person.as_deref(), Some("Rosa"));
}

#[test]
fn a_locked_notebook_shows_and_takes_nothing() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    tablet.notebook.lock();
    let status = tablet.notebook.status().unwrap();
    assert_eq!((status.person, status.waiting), (None, 0));
    let refused: Problem = tablet.notebook.areas().unwrap_err().into();
    assert_eq!(refused.code, "locked");
    let refused: Problem = tablet.notebook.hand_over().unwrap_err().into();
    assert_eq!(refused.code, "locked");
}

#[test]
fn the_kept_key_names_its_costs_and_not_the_passphrase() {
    let hub = Hub::new();
    let tablet = Tablet::of("Rosa", &hub, 1);
    let file = fs::read_to_string(tablet.folder.path().join("key.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(
        (&kept["memory_kib"], &kept["passes"]),
        (&8.into(), &1.into())
    );
    assert!(!file.contains("tortuga"));
}

#[test]
fn every_opening_of_the_store_writes_under_a_new_actor() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let mut actors = std::collections::BTreeSet::new();
    for number in ["1", "2", "3"] {
        let household = crate::support::interview::list(&mut tablet.notebook, number);
        tablet.notebook.hand_over().unwrap();
        let changes = hub.lock().unwrap().changes_of(household);
        let bytes = changes.iter().map(|change| change.bytes.as_slice());
        let record = sync::HouseholdRecord::from_changes(household, &["2026-1"], bytes).unwrap();
        let kept = &record.read("2026-1").round["area"][0];
        actors.insert(kept.actor);
        tablet.restart();
    }
    assert_eq!(actors.len(), 3);
}
