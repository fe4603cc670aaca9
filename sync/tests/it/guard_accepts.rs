//! The guard lets through whatever a device of ours writes.

use crate::support::*;
use sync::guard::{self, GuardContext};
use sync::{HouseholdRecord, Scalar};

#[test]
fn a_whole_interview_passes_the_guard_and_the_copy() {
    let mut seeded = Seeded(7);
    let mut hers = HouseholdRecord::new(household(1));
    let writes = interview(&mut seeded);
    let sent = commit(&mut hers, opening_of(rosas(), 1), &writes);
    println!(
        "an interview of {} answers: {} bytes raw",
        writes.len(),
        sent.bytes.len()
    );

    let mut hub = HouseholdRecord::new(household(1));
    hub.open_round(SURVEY).unwrap();
    let context = GuardContext::of(&hub, rosas());
    let (taken, change) = guard::try_apply(&hub, &sent.bytes, &context).unwrap();
    assert_eq!(taken.heads(), hers.heads());
    assert_eq!(change.writes.len(), writes.len());
    assert_eq!(change.hash, sent.hash);
    assert_eq!(taken.read(SURVEY), hers.read(SURVEY));
}

/// One random schedule of two devices and a hub that hears all; every change must pass.
fn check_schedule(seed: u64) {
    let mut seeded = Seeded(seed);
    let id = household(seed);
    let mut copies = [HouseholdRecord::new(id), HouseholdRecord::new(id)];
    let devices = [rosas(), juans()];
    let mut hub = HouseholdRecord::new(id);
    hub.open_round(SURVEY).unwrap();
    hub.open_round("2027-1").unwrap();
    let keys: Vec<String> = (0..6).map(|_| subject(&mut seeded)).collect();
    for step in 0..12 {
        let who = seeded.below(2);
        let writes: Vec<_> = (0..=seeded.below(40))
            .map(|_| {
                let code = ["worked", "hours_mon", "why_works", "job.x"][seeded.below(4)];
                let key = format!("{}.{code}", keys[seeded.below(6)]);
                let value = random_scalar(&mut seeded);
                if seeded.chance(20) {
                    roster(&key, value)
                } else {
                    round(&key, value)
                }
            })
            .collect();
        let survey = if seeded.chance(80) { SURVEY } else { "2027-1" };
        let actor = opening_of(devices[who], seed ^ (seeded.below(3) as u64));
        let made = copies[who]
            .commit(actor, MORNING + step, "Corrección", survey, &writes)
            .unwrap();
        for change in made {
            let context = GuardContext::of(&hub, devices[who]);
            let (taken, _) = guard::try_apply(&hub, &change.bytes, &context)
                .unwrap_or_else(|refusal| panic!("seed {seed}: {refusal:?}"));
            hub = taken;
        }
        if seeded.chance(40) {
            copies[who].open_round(SURVEY).unwrap();
            copies[who].open_round("2027-1").unwrap();
            for change in hub.changes() {
                copies[who].apply(&change.bytes).unwrap();
            }
        }
    }
}

fn random_scalar(seeded: &mut Seeded) -> Scalar {
    match seeded.below(7) {
        0 => Scalar::Cleared,
        1 => seeded.chance(50).into(),
        2 => (seeded.below(30) as i64 - 10).into(),
        3 => Scalar::Int(seeded.next() as i64 >> 12),
        4 => Scalar::Number(seeded.below(100) as f64 + 0.5),
        5 => "ñandú 🐦\nsegunda línea".into(),
        _ => "x".repeat(seeded.below(300)).as_str().into(),
    }
}

#[test]
fn every_change_of_random_schedules_passes_the_guard() {
    for seed in 0..20 {
        check_schedule(seed);
    }
}

#[test]
fn a_very_long_interview_is_cut_into_changes_that_all_pass() {
    let mut hers = HouseholdRecord::new(household(2));
    let writes: Vec<_> = (0..40)
        .map(|i| {
            round(
                &format!("v{i:06}.visit_note"),
                "largo ".repeat(600).as_str(),
            )
        })
        .chain((0..5_000).map(|i| round(&format!("m{i:06}.hours_mon"), i % 24)))
        .collect();
    let sent = hers
        .commit(
            opening_of(rosas(), 1),
            MORNING,
            "Entrevista",
            SURVEY,
            &writes,
        )
        .unwrap();
    assert!(sent.len() > 3);
    let mut hub = HouseholdRecord::new(household(2));
    hub.open_round(SURVEY).unwrap();
    for change in sent {
        assert!(change.bytes.len() <= guard::limits::CHANGE_MAX);
        let context = GuardContext::of(&hub, rosas());
        hub = guard::try_apply(&hub, &change.bytes, &context).unwrap().0;
    }
    assert_eq!(hub.read(SURVEY), hers.read(SURVEY));
}

#[test]
fn a_context_made_from_rows_judges_like_one_made_from_the_record() {
    let mut hers = HouseholdRecord::new(household(3));
    let first = commit(&mut hers, opening_of(rosas(), 1), &[round("consent", true)]);
    let second = commit(&mut hers, opening_of(rosas(), 1), &[round("floor", "soil")]);

    let mut rows = GuardContext::new(household(3), rosas(), &[SURVEY]);
    assert_eq!(
        guard::check(&second.bytes, &rows).unwrap().missing,
        [first.hash]
    );
    let change = guard::check(&first.bytes, &rows).unwrap();
    rows.note_row(change.hash, change.actor, change.seq);
    assert!(
        guard::check(&second.bytes, &rows)
            .unwrap()
            .missing
            .is_empty()
    );
}
