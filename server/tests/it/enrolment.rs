//! Codes, devices, assignments.

use chrono::TimeDelta;
use serde_json::Value;
use sync::wire::SigningKey;

use crate::scenario::{AREA, SURVEY, Scenario};

fn key() -> SigningKey {
    SigningKey::from_bytes(&[5; 32])
}

#[test]
fn a_code_gives_a_tablet_all_that_it_needs() {
    let office = Scenario::tuxtla();
    let rosas = office.enrols("rosa");
    let welcome = &rosas.welcome;
    assert_eq!(welcome["person"]["name"], "Rosa");
    assert_eq!(welcome["survey"], SURVEY);
    assert_eq!(welcome["areas"][0]["area"], AREA);
    let form = &welcome["questionnaires"][0];
    let parsed = survey_forms::Questionnaire::parse(form["json"].as_str().unwrap()).unwrap();
    assert_eq!(parsed.content_id(), form["content_id"].as_str().unwrap());
    assert!(is_signed_by_the_server(welcome, form));
}

fn is_signed_by_the_server(welcome: &Value, form: &Value) -> bool {
    let bytes = |text: &Value| hex::decode(text.as_str().unwrap()).unwrap();
    let key: [u8; 32] = bytes(&welcome["server_key"]).try_into().unwrap();
    let signature: [u8; 64] = bytes(&form["signature"]).try_into().unwrap();
    let signed = server::surveys::signed_bytes(form["content_id"].as_str().unwrap());
    sync::wire::verify(
        &sync::wire::VerifyingKey::from_bytes(&key).unwrap(),
        &signed,
        &signature,
    )
}

#[test]
fn a_code_is_good_for_one_tablet_only() {
    let office = Scenario::tuxtla();
    let code = office.code_for("rosa");
    assert_eq!(office.asks(Scenario::enrolment(&code, &key())).0, 200);
    let again = office.problem(Scenario::enrolment(&code, &key()));
    assert_eq!(again, (403, "enrolment_code_not_good".into()));
}

#[test]
fn a_code_is_dead_after_fifteen_minutes() {
    let office = Scenario::tuxtla();
    let code = office.code_for("rosa");
    office.clock.forward(TimeDelta::minutes(15));
    let late = office.problem(Scenario::enrolment(&code, &key()));
    assert_eq!(late, (403, "enrolment_code_not_good".into()));
}

#[test]
fn a_code_is_dead_after_five_wrong_tries() {
    let office = Scenario::tuxtla();
    let code = office.code_for("rosa");
    let last = if code.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    for _ in 0..5 {
        let refused = office.problem(Scenario::enrolment(&wrong, &key()));
        assert_eq!(refused, (403, "enrolment_code_not_good".into()));
    }
    let right = office.problem(Scenario::enrolment(&code, &key()));
    assert_eq!(right, (429, "enrolment_too_many_tries".into()));
}

#[test]
fn a_weak_or_short_public_key_is_refused_and_burns_no_code() {
    let office = Scenario::tuxtla();
    let code = office.code_for("rosa");
    for bad in ["", "00", &"00".repeat(32)] {
        let body = serde_json::json!({ "code": code, "public_key": bad }).to_string();
        let request = axum::http::Request::post("/api/enrol")
            .header("content-type", "application/json")
            .body(body.into())
            .unwrap();
        assert_eq!(
            office.problem(request),
            (400, "enrolment_bad_public_key".into())
        );
    }
    assert_eq!(office.asks(Scenario::enrolment(&code, &key())).0, 200);
}

#[test]
fn neither_code_nor_token_stands_in_the_database() {
    let office = Scenario::tuxtla();
    let rosas = office.enrols("rosa");
    let stored: Vec<u8> = office.value("select token_hash from device");
    assert_ne!(stored, hex::decode(&rosas.token).unwrap());
    let kept: Vec<String> = office.column("select label || hex(secret_hash) from enrolment_code");
    assert!(kept.iter().all(|row| !row.contains(&rosas.token)));
}

#[test]
fn a_tablet_with_an_unknown_token_learns_nothing() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.token = "ab".repeat(32);
    let refused = office.problem(rosas.asks_for_assignments());
    assert_eq!(refused, (401, "device_unknown".into()));
    let envelope = rosas.packs();
    assert_eq!(
        office.problem(rosas.request(&envelope)),
        (401, "device_unknown".into())
    );
}

#[test]
fn new_areas_change_the_version_and_ask_for_a_have_list() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let first = office.hands_over(&mut rosas);
    assert!(first.fetch_assignments && !first.again);
    office.assigns("rosa", "ageb:0710100010378");
    let second = office.hands_over(&mut rosas);
    assert!(second.fetch_assignments && second.again);
    let (status, body) = office.asks(rosas.asks_for_assignments());
    assert_eq!(status, 200);
    let assignments: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(assignments["areas"].as_array().unwrap().len(), 2);
    assert!(!office.hands_over(&mut rosas).again);
}
