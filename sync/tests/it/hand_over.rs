//! Hand-overs between tablets and hub: whatever happens on the way, nothing is lost.

use std::collections::BTreeSet;

use crate::support::*;
use crate::town::{Hub, Tablet};
use sync::guard::{GuardContext, Refusal};
use sync::hub::{Intake, PARKED_MAX, Parked, Verdict};
use sync::wire::{Batch, Envelope, Outcome, Reply, SigningKey};
use sync::{DeviceId, Hash, HouseholdRecord};

fn town(seeded: &mut Seeded, tablets: usize) -> (Hub, Vec<Tablet>) {
    let mut hub = Hub::default();
    let tablets: Vec<Tablet> = (0..tablets)
        .map(|_| Tablet::new(DeviceId(seeded.bytes()), seeded))
        .collect();
    for tablet in &tablets {
        hub.enrol(tablet);
    }
    (hub, tablets)
}

fn write_something(seeded: &mut Seeded, tablet: &mut Tablet, at: i64) {
    let key = format!("m00000{}.hours_mon", seeded.below(3));
    let hours = seeded.below(24) as i64;
    let mut writes = vec![
        round(&key, hours),
        round("floor", ["soil", "wood"][seeded.below(2)]),
    ];
    if seeded.chance(30) {
        writes.push(roster(&key.replace("hours_mon", "given_names"), "Lucía"));
    }
    tablet.answer(household(seeded.below(4) as u64), at, &writes);
}

/// After the faults stop, every queue is empty within three rounds and all copies are equal.
fn check_quiet(seed: u64, hub: &mut Hub, tablets: &mut [Tablet]) {
    for _ in 0..3 {
        for tablet in tablets.iter_mut() {
            tablet.hands_over(hub);
        }
    }
    for tablet in tablets.iter() {
        assert!(
            tablet.waiting.is_empty(),
            "seed {seed}: a queue did not drain"
        );
        for (id, record) in &hub.records {
            let copy = &tablet.records[id];
            assert_eq!(copy.heads(), record.heads(), "seed {seed}: a copy differs");
            assert_eq!(
                copy.read(SURVEY),
                record.read(SURVEY),
                "seed {seed}: a reading differs"
            );
        }
        let logged: BTreeSet<Hash> = hub.log.iter().map(|line| line.change.hash).collect();
        assert!(
            tablet.acknowledged.is_subset(&logged),
            "seed {seed}: acknowledged and lost"
        );
    }
    assert!(
        hub.set_aside.is_empty(),
        "seed {seed}: an honest change was set aside"
    );
}

/// One schedule of answers, drops, duplicates, late copies, crashes and restored tablets.
fn check_schedule(seed: u64, steps: usize) {
    let mut seeded = Seeded(seed);
    let (mut hub, mut tablets) = town(&mut seeded, 3);
    let mut old_copies: Vec<Tablet> = tablets.clone();
    let mut late: Vec<Envelope> = Vec::new();
    for step in 0..steps {
        let who = seeded.below(3);
        match seeded.below(100) {
            0..45 => write_something(&mut seeded, &mut tablets[who], step as i64),
            45..85 => {
                let envelope = tablets[who].begin();
                if seeded.chance(30) {
                    late.push(envelope.clone());
                }
                if seeded.chance(75) {
                    let answer = hub.receive(&envelope);
                    if seeded.chance(75) {
                        tablets[who].hear(&answer);
                    }
                }
            }
            85..93 if !late.is_empty() => {
                let copy = late.swap_remove(seeded.below(late.len()));
                hub.receive(&copy);
            }
            93..96 => old_copies[who] = tablets[who].clone(),
            96..97 => {
                let heard_before = tablets[who].acknowledged.clone();
                tablets[who] = old_copies[who].clone();
                tablets[who].acknowledged.extend(heard_before);
                tablets[who].open_store(&mut seeded);
            }
            _ => tablets[who].open_store(&mut seeded),
        }
    }
    check_quiet(seed, &mut hub, &mut tablets);
}

#[test]
fn tablets_and_hub_agree_after_any_schedule_of_faults() {
    for seed in 0..6 {
        check_schedule(seed, 120);
    }
}

#[test]
fn a_long_schedule_of_faults_ends_in_agreement() {
    check_schedule(2026, 400);
}

#[test]
fn a_hub_that_is_put_back_is_made_whole_by_its_tablets() {
    for seed in 0..4 {
        let mut seeded = Seeded(seed);
        let (mut hub, mut tablets) = town(&mut seeded, 3);
        let mut backup = hub.clone();
        for step in 0..60 {
            let who = seeded.below(3);
            write_something(&mut seeded, &mut tablets[who], step);
            if seeded.chance(60) {
                tablets[who].hands_over(&mut hub);
            }
            if step == 20 {
                backup = hub.clone();
            }
        }
        let acknowledged: usize = tablets.iter().map(|tablet| tablet.acknowledged.len()).sum();
        hub = backup;
        assert!(
            hub.log.len() < acknowledged,
            "the copy is older than what was acknowledged"
        );
        check_quiet(seed, &mut hub, &mut tablets);
    }
}

#[test]
fn a_restored_tablet_gets_back_its_own_later_answers_and_is_marked() {
    let mut seeded = Seeded(3);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    tablets[0].answer(household(1), 0, &[round("floor", "soil")]);
    tablets[0].hands_over(&mut hub);
    let copy = tablets[0].clone();
    tablets[0].answer(household(1), 1, &[round("floor", "wood")]);
    tablets[0].hands_over(&mut hub);

    tablets[0] = copy;
    tablets[0].open_store(&mut seeded);
    tablets[0].answer(household(1), 2, &[round("water", "piped")]);
    assert!(tablets[0].hands_over(&mut hub) <= 2, "at most two requests");
    assert!(hub.marked_as_rolled_back(tablets[0].device));
    let read = tablets[0].records[&household(1)].read(SURVEY);
    assert_eq!(
        read.round["floor"][0].scalar, "wood",
        "its own later answer came back"
    );
    assert_eq!(read, hub.records[&household(1)].read(SURVEY));
}

#[test]
fn handing_over_twice_gives_the_same_answer_and_changes_nothing() {
    let mut seeded = Seeded(4);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    tablets[0].answer(household(1), 0, &[round("floor", "soil")]);
    let envelope = tablets[0].begin();
    let first = hub.receive(&envelope);
    let log = hub.log.clone();
    assert_eq!(
        tablets[0].begin(),
        envelope,
        "an unanswered batch goes again byte for byte"
    );
    for _ in 0..100 {
        assert_eq!(hub.receive(&envelope), first);
    }
    assert_eq!(hub.log, log);
}

#[test]
fn one_bad_change_never_costs_the_good_ones_of_its_batch() {
    let mut seeded = Seeded(5);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    tablets[0].answer(household(1), 0, &[round("floor", "soil")]);
    tablets[0].answer(household(2), 1, &[round("floor", "wood")]);
    let mut broken = tablets[0].waiting[0].clone();
    broken.change.bytes[20] ^= 1;
    broken.change = sync::RawChange::new(broken.change.bytes);
    tablets[0].waiting.insert(0, broken);
    tablets[0].hands_over(&mut hub);
    assert_eq!(hub.log.len(), 2);
    assert_eq!(hub.set_aside.len(), 1);
    assert_eq!(hub.set_aside[0].2, Refusal::Checksum);
    assert!(
        tablets[0].waiting.is_empty(),
        "the bad one is kept by the hub, not sent for ever"
    );
}

#[test]
fn what_builds_on_a_change_that_was_set_aside_is_set_aside_too() {
    let mut seeded = Seeded(8);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    for at in 0..3 {
        tablets[0].answer(household(1), at, &[round("hours", at)]);
    }
    let first = tablets[0].waiting[0].change.hash;
    hub.set_aside.push((
        household(1),
        tablets[0].waiting[0].change.clone(),
        Refusal::Crashes,
    ));
    tablets[0].hands_over(&mut hub);
    assert!(hub.log.is_empty());
    let why: Vec<_> = hub
        .set_aside
        .iter()
        .map(|(_, change, why)| (change.hash, *why))
        .collect();
    assert_eq!(why.len(), 3);
    assert!(
        why.iter()
            .all(|(hash, why)| *hash == first || *why == Refusal::BuildsOnSetAside)
    );
    assert!(
        tablets[0].waiting.is_empty(),
        "all of it is kept by the hub"
    );
}

#[test]
fn a_broken_or_stolen_copy_never_stands_in_the_place_of_the_writers_own() {
    let mut record = HouseholdRecord::new(household(1));
    let actor = opening_of(rosas(), 1);
    let hers = commit(&mut record, actor, &[round("floor", "soil")]);
    let later = commit(&mut record, actor, &[round("water", "well")]);
    let mut broken = hers.bytes.clone();
    broken[5] ^= 1;
    let broken = sync::RawChange::new(broken);
    assert_eq!(
        broken.hash, hers.hash,
        "the checksum is not covered by the hash"
    );
    let context = GuardContext::new(household(1), rosas(), &[SURVEY]);
    let batch = [broken, hers.clone(), later.clone()];
    let judged = Intake::new(context, []).judge(SURVEY, &batch);
    let expected = [
        Verdict::SetAside(Refusal::Checksum),
        Verdict::Take,
        Verdict::Take,
    ];
    assert_eq!(judged.verdicts, expected);

    // Juan's tablet hands over Rosa's change before hers does; revoked or not, it costs nothing.
    for revoked in [false, true] {
        let context = GuardContext::new(household(1), juans(), &[SURVEY]);
        let waits = Parked {
            device: rosas(),
            survey: SURVEY.into(),
            change: hers.clone(),
        };
        let mut intake = Intake::new(context, []).with_parked(vec![waits]);
        if revoked {
            intake = intake.from_revoked_device();
        }
        let judged = intake.judge(SURVEY, std::slice::from_ref(&hers));
        assert_eq!(judged.verdicts, [Verdict::SetAside(Refusal::OtherDevice)]);
        assert!(
            judged
                .to_log
                .iter()
                .any(|entry| entry.judged.is_ok() && entry.device == rosas())
        );
    }
}

#[test]
fn a_revoked_tablet_hands_over_to_quarantine_and_wipes_itself() {
    let mut seeded = Seeded(6);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    tablets[0].answer(household(1), 0, &[round("floor", "soil")]);
    hub.revoke(tablets[0].device);
    tablets[0].hands_over(&mut hub);
    assert!(tablets[0].wiped, "it wipes itself after the receipt");
    assert_eq!(hub.set_aside[0].2, Refusal::RevokedDevice);
    assert!(
        hub.log.is_empty(),
        "nothing of it counts before a supervisor looked"
    );
    assert_eq!(hub.set_aside.len(), 1, "and nothing of it is thrown away");
}

#[test]
fn a_change_whose_causes_are_missing_waits_and_is_released_in_the_right_order() {
    let mut seeded = Seeded(7);
    let (mut hub, mut tablets) = town(&mut seeded, 1);
    tablets[0].answer(household(1), 0, &[round("floor", "soil")]);
    tablets[0].answer(household(1), 1, &[round("floor", "wood")]);
    let first = tablets[0].waiting.remove(0);
    let answer = Reply::decode(&hub.receive(&tablets[0].begin())).unwrap();
    assert_eq!(answer.outcomes[0].outcomes, [Outcome::Waiting]);
    assert!(hub.log.is_empty() && hub.set_aside.is_empty());
    tablets[0].hear(&answer.encode());
    assert_eq!(
        tablets[0].waiting.len(),
        1,
        "waiting is not acknowledged: the tablet keeps it"
    );
    tablets[0].waiting.push(first.clone());
    tablets[0].hands_over(&mut hub);
    assert_eq!(hub.log.len(), 2);
    assert_eq!(hub.log[0].change, first.change, "causes first in the log");
}

#[test]
fn what_waits_on_the_hub_never_grows_beyond_its_bound() {
    let mut record = HouseholdRecord::new(household(1));
    let actor = opening_of(rosas(), 1);
    let mut changes: Vec<_> = (0..200)
        .map(|i| commit(&mut record, actor, &[round("hours", i)]))
        .collect();
    let cause = changes.remove(0);
    let context = GuardContext::new(household(1), rosas(), &[SURVEY]);
    let waiting = Intake::new(context.clone(), []).judge(SURVEY, &changes);
    assert_eq!(waiting.parked.len(), PARKED_MAX);
    assert!(waiting.to_log.is_empty());
    assert!(
        waiting
            .verdicts
            .iter()
            .all(|verdict| *verdict == Verdict::Wait)
    );

    let released = Intake::new(context, [])
        .with_parked(waiting.parked)
        .judge(SURVEY, &[cause]);
    assert_eq!(released.to_log.len(), 1 + PARKED_MAX);
    assert!(released.parked.is_empty());
}

#[test]
fn a_signature_covers_number_cursor_and_body() {
    let key = SigningKey::from_bytes(&[9; 32]);
    let batch = Batch {
        device: [1; 8],
        number: 3,
        cursor: 12,
        ..Batch::default()
    };
    let sound = Envelope::seal(&batch, &key);
    assert_eq!(sound.open(&key.verifying_key()), Ok(batch));
    let altered = [
        Envelope {
            number: 4,
            ..sound.clone()
        },
        Envelope {
            cursor: 13,
            ..sound.clone()
        },
        Envelope {
            device: DeviceId([2; 8]),
            ..sound.clone()
        },
        Envelope {
            body: Batch::default().encode(),
            ..sound.clone()
        },
    ];
    for envelope in altered {
        assert!(envelope.open(&key.verifying_key()).is_err());
    }
    let other = SigningKey::from_bytes(&[8; 32]);
    assert!(sound.open(&other.verifying_key()).is_err());
}
