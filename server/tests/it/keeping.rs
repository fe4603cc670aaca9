//! Backups, restoring, the doctor, rebuilding.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use serde_json::json;
use server::clock::Clock;
use server::data_folder::DataFolder;
use server::entropy::SystemEntropy;
use server::households::rebuild::rebuild;
use server::keep::backup::{BackupError, back_up};
use server::keep::doctor::{Health, examine};
use server::keep::restore::{RestoreError, restore};
use sync::wire::Outcome;

use crate::scenario::{Scenario, Tablet, at_school, household, outcomes, selling};

fn with_two_households() -> (Scenario, Tablet) {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.answers(household(2), &at_school());
    office.hands_over(&mut rosas);
    office.hands_over(&mut rosas);
    (office, rosas)
}

#[test]
fn a_backup_is_encrypted_verified_and_never_overwritten() {
    let (office, _) = with_two_households();
    let file = office.home.path().join("lunes.backup");
    let now = office.clock.now();
    let done = back_up(&office.folder(), &office.state().db, now, &file).unwrap();
    assert_eq!(done.receipt, 2);
    let bytes = fs::read(&file).unwrap();
    assert_ne!(&bytes[..15], b"SQLite format 3");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let again = back_up(&office.folder(), &office.state().db, now, &file);
    assert!(matches!(again, Err(BackupError::Exists(_))));
}

#[test]
fn a_restored_server_is_told_by_its_tablets_and_made_whole() {
    let (mut office, mut rosas) = with_two_households();
    let file = office.home.path().join("lunes.backup");
    let now = office.clock.now();
    back_up(&office.folder(), &office.state().db, now, &file).unwrap();
    // After the backup Rosa hands over a third household; then the disk dies.
    rosas.answers(household(3), &selling());
    let third = rosas.waiting.clone();
    office.hands_over(&mut rosas);
    office.hands_over(&mut rosas);
    office.stop();
    assert!(matches!(
        restore(&office.folder(), now, &file, false),
        Err(RestoreError::DatabaseThere)
    ));
    assert_eq!(restore(&office.folder(), now, &file, true).unwrap(), 2);
    office.start();
    assert_eq!(office.value::<i64>("select count(*) from household"), 2);

    let heard = office.hands_over(&mut rosas);
    assert!(heard.again, "the server asks what the tablet has");
    let heard = office.hands_over(&mut rosas);
    assert!(heard.wanted.holds(&third[0].change.hash));
    rosas.waiting = third;
    assert_eq!(outcomes(&office.hands_over(&mut rosas)), [Outcome::Taken]);
    assert_eq!(office.value::<i64>("select count(*) from household"), 3);
}

#[test]
fn a_tablet_with_a_cursor_of_nothing_also_finds_a_restored_server() {
    let (mut office, _) = with_two_households();
    let mut juans = office.enrols("juan");
    let file = office.home.path().join("lunes.backup");
    let now = office.clock.now();
    back_up(&office.folder(), &office.state().db, now, &file).unwrap();
    juans.answers(household(4), &selling());
    let lost = juans.waiting.clone();
    office.hands_over_once(&mut juans);
    office.stop();
    restore(&office.folder(), now, &file, true).unwrap();
    office.start();
    assert!(office.hands_over(&mut juans).again);
    let heard = office.hands_over(&mut juans);
    assert!(heard.wanted.holds(&lost[0].change.hash));
}

#[test]
fn a_backup_does_not_open_with_another_installations_key() {
    let (office, _) = with_two_households();
    let file = office.home.path().join("lunes.backup");
    back_up(
        &office.folder(),
        &office.state().db,
        office.clock.now(),
        &file,
    )
    .unwrap();
    let elsewhere = office.home.path().join("elsewhere");
    let key = DataFolder::default_key_file(&elsewhere);
    let other = DataFolder::init(&elsewhere, &key, &SystemEntropy).unwrap();
    let error = restore(&other, office.clock.now(), &file, false).unwrap_err();
    assert!(matches!(error, RestoreError::WrongKey(_)));
    assert!(
        error
            .to_string()
            .contains("Use la llave de la instalación que lo hizo"),
        "{error}"
    );
    assert!(!other.database_path().exists(), "nothing half restored");
}

#[test]
fn a_damaged_backup_is_refused_and_the_database_stays() {
    let (mut office, _) = with_two_households();
    let file = office.home.path().join("lunes.backup");
    let now = office.clock.now();
    back_up(&office.folder(), &office.state().db, now, &file).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    office.stop();
    assert!(restore(&office.folder(), now, &file, true).is_err());
    office.start();
    assert_eq!(office.value::<i64>("select count(*) from household"), 2);
}

#[test]
fn a_server_in_use_is_not_restored_over() {
    let (office, _) = with_two_households();
    let file = office.home.path().join("lunes.backup");
    let now = office.clock.now();
    back_up(&office.folder(), &office.state().db, now, &file).unwrap();
    let _serving = office.folder().take().unwrap().unwrap();
    let refused = restore(&office.folder(), now, &file, true);
    assert!(matches!(refused, Err(RestoreError::ServerRuns)));
}

fn worst(office: &Scenario) -> (Health, String) {
    let found = examine(&office.folder(), &office.state().db, office.clock.now()).unwrap();
    let worst = found
        .into_iter()
        .max_by_key(|finding| finding.state)
        .unwrap();
    (worst.state, worst.es)
}

#[test]
fn the_doctor_finds_a_sound_server_well_and_misses_a_backup() {
    let (office, _) = with_two_households();
    let (state, es) = worst(&office);
    assert_eq!(state, Health::Look);
    assert!(es.contains("no hay respaldo"), "{es}");
    let file = office.home.path().join("lunes.backup");
    back_up(
        &office.folder(),
        &office.state().db,
        office.clock.now(),
        &file,
    )
    .unwrap();
    let found = examine(&office.folder(), &office.state().db, office.clock.now()).unwrap();
    assert!(
        found
            .iter()
            .all(|f| f.state == Health::Well || f.es.contains("disco")),
        "{found:?}"
    );
}

#[test]
fn the_doctor_names_the_receipt_where_the_log_was_altered() {
    let (office, _) = with_two_households();
    office.write(|tx| {
        tx.execute(
            "update change_log set ciphertext = zeroblob(900) where receipt = 2",
            [],
        )
    });
    let (state, es) = worst(&office);
    assert_eq!(state, Health::Wrong);
    assert!(es.contains("se rompe en el recibo 2"), "{es}");
}

#[test]
fn a_deleted_log_entry_is_found_by_the_doctor() {
    let (office, _) = with_two_households();
    office.write(|tx| tx.execute("delete from change_log where receipt = 1", []));
    let (state, es) = worst(&office);
    assert_eq!(state, Health::Wrong);
    assert!(es.contains("se rompe en el recibo 1"), "{es}");
}

#[test]
fn rebuilding_the_projection_from_the_log_gives_every_row_again() {
    let (office, mut rosas) = with_two_households();
    rosas.answers(household(1), &[("m1luis1.hours_mon", json!(6))]);
    rosas.answers(household(3), &[("consent", json!("perhaps"))]);
    let mut juans = office.enrols("juan");
    office.hands_over(&mut juans);
    juans.answers(household(1), &[("m1luis1.hours_mon", json!(9))]);
    office.hands_over(&mut rosas);
    office.hands_over(&mut juans);
    let cases: Vec<String> = office.column("select id || state || changed from child_case");
    let state = office.state();
    let rebuilt = rebuild(
        &state.db,
        Arc::clone(&state.keys),
        Arc::clone(&state.clock),
        Arc::clone(&state.entropy),
    )
    .unwrap();
    assert_eq!((rebuilt.receipts, rebuilt.equal), (5, true));
    assert_eq!(
        office.column::<String>("select id || state || changed from child_case"),
        cases
    );
    assert_eq!(office.value::<i64>("select discrepancies from household where folio = (select max(folio) from household where discrepancies > 0)"), 1);
}

#[test]
fn an_erased_household_is_unreadable_and_the_log_still_verifies() {
    let (office, _) = with_two_households();
    let id = household(1).to_string();
    office.write(move |tx| tx.execute("delete from household_key where household = ?1", [id]));
    let state = office.state();
    let chain = state.db.read(server::log::verify).unwrap();
    assert_eq!(chain, Ok(2));
    rebuild(
        &state.db,
        Arc::clone(&state.keys),
        Arc::clone(&state.clock),
        Arc::clone(&state.entropy),
    )
    .unwrap();
    let left: Vec<String> = office.column("select id from household");
    assert_eq!(left, [household(2).to_string()]);
}
