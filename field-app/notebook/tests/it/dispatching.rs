//! The verbs by name, as the screens call them.

use crate::support::hub::Hub;
use crate::support::{AREA, PASSPHRASE, Tablet};
use notebook::{COMMANDS, dispatch};
use serde_json::{Value, json};

#[test]
fn a_household_goes_from_enrolment_to_hand_over_by_commands_alone() {
    let hub = Hub::new();
    let code = hub.lock().unwrap().code_for("Rosa");
    let mut tablet = Tablet::new(&hub, 1);
    let notebook = &mut tablet.notebook;
    let mut call = |name: &str, args: Value| dispatch(notebook, name, args).unwrap();
    assert_eq!(call("status", json!({}))["stage"], "new");
    let enrol = json!({"server": "http://127.0.0.1:9", "code": code, "passphrase": PASSPHRASE});
    assert_eq!(call("enrol", enrol)["person"], "Rosa");
    assert_eq!(call("lock", json!({}))["stage"], "locked");
    assert_eq!(
        call("unlock", json!({"passphrase": PASSPHRASE}))["stage"],
        "open"
    );
    assert_eq!(call("areas", json!({}))[0]["area"], AREA);
    let listed = call(
        "list_dwelling",
        json!({"area": AREA, "block": "0710100010363001", "number": "4", "address": "Sin nombre"}),
    );
    let household = listed["household"].clone();
    let of = |more: Value| {
        let mut args = json!({"household": household});
        for (key, value) in more.as_object().unwrap() {
            args[key] = value.clone();
        }
        args
    };
    let visit = call("record_visit", of(json!({"result": "01", "note": "nadie"})));
    assert_eq!(visit["last_result"]["code"], "01");
    let path = call("open_interview", of(json!({})));
    let first = path["steps"][0]["section"].clone();
    let section = call("section", of(json!({"section": first, "subject": ""})));
    assert_eq!(section["questions"][0]["kind"]["type"], "yes_no");
    let answered = call(
        "answer",
        of(json!({"subject": "", "code": "consent", "value": true})),
    );
    assert_eq!(answered["questions"][0]["answer"], true);
    let cleared = call(
        "clear_answer",
        of(json!({"subject": "", "code": "consent"})),
    );
    assert_eq!(cleared["questions"][0]["answer"], Value::Null);
    call(
        "answer",
        of(json!({"subject": "", "code": "consent", "value": false})),
    );
    assert_eq!(call("review", of(json!({})))["can_close"], true);
    assert_eq!(call("close_interview", of(json!({})))["state"], "refused");
    assert_eq!(call("hand_over", json!({}))["acknowledged"], 1);
    assert_eq!(call("hand_over_progress", json!({}))["stage"], "resting");
    assert_eq!(
        call("dwellings", json!({"area": AREA}))[0]["waiting"],
        false
    );
    assert!(call("visit_results", json!({})).as_array().unwrap().len() > 20);
    assert!(call("notice", json!({}))["text"]["es"].is_string());
}

#[test]
fn every_named_command_is_known_and_others_are_refused() {
    let hub = Hub::new();
    let mut tablet = Tablet::new(&hub, 1);
    for name in COMMANDS {
        let refused = dispatch(&mut tablet.notebook, name, json!({})).err();
        assert_ne!(
            refused.map(|problem| problem.code).as_deref(),
            Some("unknown_command"),
            "{name}"
        );
    }
    let refused = dispatch(&mut tablet.notebook, "classify", json!({})).unwrap_err();
    assert_eq!(refused.code, "unknown_command");
}

#[test]
fn arguments_of_another_form_are_refused_without_repeating_them() {
    let hub = Hub::new();
    let mut tablet = Tablet::of("Rosa", &hub, 1);
    let refused = dispatch(
        &mut tablet.notebook,
        "answer",
        json!({"household": "Casa de Luz Gómez"}),
    )
    .unwrap_err();
    assert_eq!(refused.code, "bad_arguments");
    assert!(!format!("{refused:?}").contains("Gómez"));
}
