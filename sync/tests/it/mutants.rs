//! Mutated changes with repaired checksums: none may pass and leave a record that cannot load.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::support::*;
use sync::guard::{self, GuardContext};
use sync::hub::Intake;
use sync::wire::{Batch, Reply};
use sync::{HouseholdRecord, RawChange};

const MUTANTS: usize = 20_000;
/// What an attacker writes where a number stands.
const SPICES: [&[u8]; 6] = [
    &[0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0x80, 0x00],
    &[0],
    &[1],
    &[0x7f],
    &[0xff; 10],
];

fn mutate(sound: &[u8], seeded: &mut Seeded) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=seeded.below(3) {
        let at = 8 + seeded.below(bytes.len() - 8);
        match seeded.below(5) {
            0 => bytes[at] ^= 1 << seeded.below(8),
            1 => bytes[at] = seeded.next() as u8,
            2 => {
                bytes.remove(at);
            }
            3 => bytes.insert(at, seeded.next() as u8),
            _ => {
                let spice = SPICES[seeded.below(SPICES.len())];
                let end = (at + spice.len()).min(bytes.len());
                bytes.splice(at..end, spice.iter().copied());
            }
        }
    }
    with_checksum(repair_length(bytes))
}

/// Most mutants should reach the parser: the chunk's length is made to fit again.
fn repair_length(mut bytes: Vec<u8>) -> Vec<u8> {
    let header = 9
        + bytes[9..]
            .iter()
            .position(|byte| byte & 0x80 == 0)
            .unwrap_or(0)
        + 1;
    if header < bytes.len() && bytes.len() - header < 16_384 {
        let mut length = Vec::new();
        crate::forge::uleb(&mut length, (bytes.len() - header) as u64);
        bytes.splice(9..header, length);
    }
    bytes
}

/// A record with two authors and a correction, and the sound change that is mutated.
fn ground() -> (HouseholdRecord, Vec<RawChange>) {
    let mut seeded = Seeded(77);
    let mut hub = HouseholdRecord::new(household(1));
    let mut hers = HouseholdRecord::new(household(1));
    commit(
        &mut hub,
        opening_of(juans(), 2),
        &interview(&mut seeded)[..20],
    );
    hers.open_round(SURVEY).unwrap();
    for change in hub.changes() {
        hers.apply(&change.bytes).unwrap();
    }
    let correction = [
        round("floor", "wood"),
        round("consent", false),
        round("income_band", 2),
    ];
    let small = commit(&mut hers.clone(), opening_of(rosas(), 1), &correction);
    let large = commit(
        &mut hers,
        opening_of(rosas(), 1),
        &interview(&mut seeded)[..60],
    );
    (hub, vec![small, large])
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// The library's panics are expected here and caught; their traces would hide the figures.
fn without_traces_of_this_thread() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !QUIET.get() {
            usual(panic);
        }
    }));
    QUIET.set(true);
}

#[test]
fn twenty_thousand_mutants_leave_no_record_that_cannot_be_loaded() {
    let (hub, sound) = ground();
    let context = GuardContext::of(&hub, rosas());
    let mut seeded = Seeded(2026);
    without_traces_of_this_thread();
    let mut figures: BTreeMap<&str, usize> = BTreeMap::new();
    for i in 0..MUTANTS {
        let mutant = mutate(&sound[i % 2].bytes, &mut seeded);
        let word = match guard::check(&mutant, &context) {
            Err(refusal) => refusal.code(),
            Ok(_) => match guard::try_apply(&hub, &mutant, &context) {
                Err(refusal) => refusal.code(),
                Ok((taken, change)) => {
                    let again = HouseholdRecord::load(household(1), &taken.save()).unwrap();
                    assert_eq!(again.heads(), taken.heads(), "mutant {i}");
                    assert_eq!(
                        taken.change(&change.hash).unwrap().bytes,
                        mutant,
                        "mutant {i}"
                    );
                    "taken in, loads"
                }
            },
        };
        *figures.entry(word).or_default() += 1;
    }
    QUIET.set(false);
    println!("{figures:#?}");
    assert!(
        figures["taken in, loads"] > 100,
        "the mutator reaches the library"
    );
    assert!(figures.len() > 10, "and every part of the guard");
}

#[test]
fn a_batch_of_mutants_never_costs_the_sound_change_among_them() {
    let (hub, sound) = ground();
    let mut seeded = Seeded(3);
    for _ in 0..40 {
        let mut batch: Vec<RawChange> = (0..20)
            .map(|i| RawChange::new(mutate(&sound[i % 2].bytes, &mut seeded)))
            .filter(|mutant| mutant.bytes != sound[0].bytes)
            .collect();
        // A mutant that is itself sound may take the sequence number; then it is first.
        let context = GuardContext::of(&hub, rosas());
        batch.retain(|mutant| guard::check(&mutant.bytes, &context).is_err());
        batch.insert(seeded.below(batch.len()), sound[0].clone());
        let judged = Intake::new(context, []).judge(SURVEY, &batch);
        let taken: Vec<_> = judged
            .to_log
            .iter()
            .filter(|entry| entry.judged.is_ok())
            .collect();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].change, sound[0]);
    }
}

#[test]
fn mutated_bodies_are_read_or_refused_and_nothing_else() {
    let (_, sound) = ground();
    let batch = Batch {
        number: 3,
        households: vec![sync::wire::HouseholdChanges {
            household: household(1),
            survey: SURVEY.into(),
            changes: sound,
        }],
        ..Batch::default()
    };
    let mut seeded = Seeded(5);
    for body in [batch.encode(), Reply::default().encode()] {
        for _ in 0..2_000 {
            let mut mutant = body.clone();
            let at = seeded.below(mutant.len());
            mutant[at] = seeded.next() as u8;
            let _ = Batch::decode(&mutant);
            let _ = Reply::decode(&mutant);
        }
    }
}
