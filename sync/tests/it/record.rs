//! The record: one beginning everywhere, nothing lost that was given apart.

use crate::support::*;
use sync::record::{genesis_hash, opening_hash};
use sync::{Applied, ApplyError, HouseholdRecord, LoadError, Scalar};

#[test]
fn the_beginning_of_a_record_is_the_same_bytes_in_every_version() {
    let id = uuid::Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0);
    let hex = |hash: [u8; 32]| hash.iter().map(|b| format!("{b:02x}")).collect::<String>();
    // Pinned: a library update that changes these would part every old record from every new one.
    assert_eq!(hex(genesis_hash(id)), PINNED_GENESIS);
    assert_eq!(hex(opening_hash(id, "2026-1")), PINNED_OPENING);
}

const PINNED_GENESIS: &str = "f914c4d34a1a728d2f021ed336bbabbd281bc2657236990f18f71b8adb31c903";
const PINNED_OPENING: &str = "3735570a9249994bd2810054fc4f9ee18a357bc3a6f285711a843695f03da4f0";

#[test]
fn the_beginnings_are_what_the_library_itself_would_write() {
    for n in 0..20 {
        let id = household(n);
        let survey = &"2026-1-seguimiento-de-invierno.x"[..1 + n as usize];
        let mut record = HouseholdRecord::new(id);
        assert_eq!(record.heads(), [genesis_hash(id)]);
        record.open_round(survey).unwrap();
        assert_eq!(record.heads(), [opening_hash(id, survey)]);
        let loaded = HouseholdRecord::load(id, &record.save()).unwrap();
        for hash in [genesis_hash(id), opening_hash(id, survey)] {
            assert_eq!(
                loaded.change(&hash),
                record.change(&hash),
                "written again, the same bytes"
            );
        }
        assert_eq!(loaded.surveys().collect::<Vec<_>>(), [survey]);
    }
}

#[test]
fn two_devices_that_open_one_household_apart_keep_both_sides() {
    let mut hers = HouseholdRecord::new(household(1));
    let mut his = HouseholdRecord::new(household(1));
    let her_writes = [
        roster("m3f2a1c.given_names", "Lucía"),
        round("m3f2a1c.hours_mon", 4),
    ];
    let his_writes = [
        roster("m9z8y7x.given_names", "Mateo"),
        round("m3f2a1c.hours_mon", 6),
    ];
    let her_change = commit(&mut hers, opening_of(rosas(), 1), &her_writes);
    let his_change = commit(&mut his, opening_of(juans(), 2), &his_writes);

    assert_eq!(hers.apply(&his_change.bytes), Ok(Applied::New));
    assert_eq!(his.apply(&her_change.bytes), Ok(Applied::New));
    assert_eq!(his.apply(&her_change.bytes), Ok(Applied::Known));

    let view = hers.read(SURVEY);
    assert_eq!(view, his.read(SURVEY), "both copies read alike");
    assert_eq!(hers.heads(), his.heads());
    assert_eq!(view.members.len(), 2, "both members are there");
    let hours = &view.round["m3f2a1c.hours_mon"];
    let who: Vec<_> = hours
        .iter()
        .map(|v| (v.scalar.as_i64(), v.actor.device()))
        .collect();
    assert_eq!(hours.len(), 2);
    assert!(who.contains(&(Some(4), rosas())) && who.contains(&(Some(6), juans())));
    assert!(
        hours
            .iter()
            .all(|v| v.seconds == MORNING && v.message == "Entrevista cerrada")
    );
    assert_eq!(view.discrepancies().count(), 1);
}

#[test]
fn a_supervisor_who_settles_a_discrepancy_leaves_one_value_even_when_it_is_the_shown_one() {
    for settled in [4, 6] {
        let mut hers = HouseholdRecord::new(household(1));
        let mut his = HouseholdRecord::new(household(1));
        commit(
            &mut hers,
            opening_of(rosas(), 1),
            &[round("m3f2a1c.hours_mon", 4)],
        );
        let change = commit(
            &mut his,
            opening_of(juans(), 2),
            &[round("m3f2a1c.hours_mon", 6)],
        );
        hers.apply(&change.bytes).unwrap();
        commit(
            &mut hers,
            opening_of(rosas(), 3),
            &[round("m3f2a1c.hours_mon", settled)],
        );
        let view = hers.read(SURVEY);
        assert_eq!(view.round["m3f2a1c.hours_mon"].len(), 1);
        let kept = &view.round["m3f2a1c.hours_mon"][0];
        assert_eq!(kept.scalar, settled);
        assert_eq!(
            kept.actor,
            opening_of(rosas(), 3),
            "it is known who settled"
        );
    }
}

#[test]
fn the_same_answer_given_twice_apart_is_no_discrepancy() {
    let mut hers = HouseholdRecord::new(household(1));
    let mut his = HouseholdRecord::new(household(1));
    commit(
        &mut hers,
        opening_of(rosas(), 1),
        &[round("m3f2a1c.worked", true)],
    );
    let change = commit(
        &mut his,
        opening_of(juans(), 2),
        &[round("m3f2a1c.worked", true)],
    );
    hers.apply(&change.bytes).unwrap();
    assert_eq!(hers.read(SURVEY).discrepancies().count(), 0);
    assert_eq!(hers.read(SURVEY).round["m3f2a1c.worked"].len(), 1);
}

#[test]
fn clearing_an_answer_apart_from_a_correction_keeps_both() {
    let mut hers = HouseholdRecord::new(household(1));
    let first = commit(&mut hers, opening_of(rosas(), 1), &[round("floor", "soil")]);
    let mut his = HouseholdRecord::new(household(1));
    his.open_round(SURVEY).unwrap();
    his.apply(&first.bytes).unwrap();
    let cleared = commit(
        &mut hers,
        opening_of(rosas(), 1),
        &[round("floor", Scalar::Cleared)],
    );
    commit(
        &mut his,
        opening_of(juans(), 2),
        &[round("floor", "cement")],
    );
    assert!(
        hers.read(SURVEY).round.is_empty(),
        "cleared and not contradicted: no answer"
    );
    his.apply(&cleared.bytes).unwrap();
    let view = his.read(SURVEY);
    let values: Vec<_> = view.round["floor"]
        .iter()
        .map(|v| v.scalar.clone())
        .collect();
    assert!(values.contains(&serde_json::Value::Null) && values.contains(&"cement".into()));
}

#[test]
fn a_change_cannot_be_replayed_into_another_household() {
    let mut hers = HouseholdRecord::new(household(1));
    let change = commit(&mut hers, opening_of(rosas(), 1), &[round("consent", true)]);
    let mut other = HouseholdRecord::new(household(2));
    other.open_round(SURVEY).unwrap();
    let before = other.heads();
    assert!(matches!(
        other.apply(&change.bytes),
        Err(ApplyError::UnknownDependencies(_))
    ));
    assert_eq!(other.heads(), before);
}

#[test]
fn a_follow_up_round_keeps_the_roster_and_leaves_the_baseline_alone() {
    let mut record = HouseholdRecord::new(household(1));
    let actor = opening_of(rosas(), 1);
    let baseline = [
        roster("m3f2a1c.given_names", "Lucía"),
        round("m3f2a1c.worked", true),
    ];
    commit(&mut record, actor, &baseline);
    let before = record.read(SURVEY);
    let follow_up = [round("m3f2a1c.worked", false)];
    record
        .commit(actor, MORNING, "Seguimiento", "2027-1", &follow_up)
        .unwrap();
    assert_eq!(record.read(SURVEY), before);
    let later = record.read("2027-1");
    assert_eq!(later.members, before.members);
    assert_eq!(later.round["m3f2a1c.worked"][0].scalar, false);
    assert_eq!(record.surveys().collect::<Vec<_>>(), ["2026-1", "2027-1"]);
}

#[test]
fn a_snapshot_and_the_log_give_the_same_record() {
    let mut record = HouseholdRecord::new(household(1));
    let writes = interview(&mut Seeded(5));
    commit(&mut record, opening_of(rosas(), 1), &writes);
    commit(
        &mut record,
        opening_of(rosas(), 2),
        &[round("floor", "wood")],
    );
    let loaded = HouseholdRecord::load(household(1), &record.save()).unwrap();
    let changes = record.changes();
    assert_eq!(changes.len(), 2, "genesis and openings do not travel");
    let backwards = changes.iter().rev().map(|change| change.bytes.as_slice());
    let rebuilt = HouseholdRecord::from_changes(household(1), &[SURVEY], backwards).unwrap();
    for copy in [&loaded, &rebuilt] {
        assert_eq!(copy.heads(), record.heads());
        assert_eq!(copy.read(SURVEY), record.read(SURVEY));
        assert_eq!(copy.changes(), changes);
    }
    assert!(matches!(
        HouseholdRecord::load(household(2), &record.save()),
        Err(LoadError::AnotherHousehold)
    ));
}

#[test]
fn changes_without_their_causes_are_reported_not_left_out() {
    let mut record = HouseholdRecord::new(household(1));
    commit(
        &mut record,
        opening_of(rosas(), 1),
        &[round("consent", true)],
    );
    let second = commit(
        &mut record,
        opening_of(rosas(), 1),
        &[round("floor", "wood")],
    );
    let alone = HouseholdRecord::from_changes(household(1), &[SURVEY], [second.bytes.as_slice()]);
    assert!(matches!(
        alone,
        Err(LoadError::Change(ApplyError::UnknownDependencies(_)))
    ));
}

#[test]
fn answers_that_already_stand_there_make_no_change() {
    let mut record = HouseholdRecord::new(household(1));
    let actor = opening_of(rosas(), 1);
    commit(&mut record, actor, &[round("floor", "wood")]);
    let again = [
        round("floor", "wood"),
        round("never_asked", Scalar::Cleared),
    ];
    assert_eq!(
        record.commit(actor, MORNING, "Entrevista", SURVEY, &again),
        Ok(vec![])
    );
}

#[test]
fn an_unsound_write_leaves_the_record_as_it_was() {
    let mut record = HouseholdRecord::new(household(1));
    let actor = opening_of(rosas(), 1);
    let before = record.heads();
    let long = "x".repeat(9_000);
    for unsound in [
        vec![round("floor", "wood"), round("Floor!", "wood")],
        vec![round("floor", long.as_str())],
        vec![roster("given_names", "Lucía")],
        vec![round("floor", Scalar::Number(f64::NAN))],
    ] {
        assert!(
            record
                .commit(actor, MORNING, "Entrevista", SURVEY, &unsound)
                .is_err()
        );
    }
    assert!(
        record
            .commit(actor, MORNING, "línea\notra", SURVEY, &[])
            .is_err()
    );
    assert!(
        record
            .commit(actor, MORNING, "Entrevista", "../2026", &[])
            .is_err()
    );
    assert_eq!(record.heads(), before);
}

#[test]
fn the_debug_form_of_a_read_value_holds_no_answer() {
    let mut record = HouseholdRecord::new(household(1));
    commit(
        &mut record,
        opening_of(rosas(), 1),
        &[roster("m3f2a1c.given_names", "Lucía")],
    );
    let shown = format!("{:?} {:?}", record.read(SURVEY), record);
    assert!(!shown.contains("Lucía"));
}
