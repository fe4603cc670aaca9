//! The guard sets aside what a forger, a fault or a later version may send, each by its name.

use crate::forge::{Forge, id, literal, run};
use crate::support::*;
use sync::guard::{self, GuardContext, Refusal, limits};
use sync::record::{genesis_hash, opening_hash};
use sync::{HouseholdRecord, RawChange};

fn hub_record() -> HouseholdRecord {
    let mut record = HouseholdRecord::new(id());
    record.open_round(SURVEY).unwrap();
    record
}

fn check(bytes: &[u8], expect: Refusal) {
    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    assert_eq!(guard::check(bytes, &context).err(), Some(expect));
    assert_eq!(
        guard::try_apply(&record, bytes, &context).err(),
        Some(expect)
    );
}

fn forged(change: impl FnOnce(&mut Forge)) -> Vec<u8> {
    let mut forge = Forge::sound();
    change(&mut forge);
    forge.bytes()
}

fn with_column(specification: u64, data: Vec<u8>) -> Vec<u8> {
    Forge::sound().column(specification, data).bytes()
}

#[test]
fn the_forger_writes_a_sound_change_byte_for_byte_as_the_library_does() {
    let mut hers = HouseholdRecord::new(id());
    let hers = commit(&mut hers, opening_of(rosas(), 1), &[round("floor", "soil")]);
    assert_eq!(Forge::sound().bytes(), hers.bytes);
    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    assert!(guard::try_apply(&record, &hers.bytes, &context).is_ok());
    let roster = Forge {
        start_op: 5,
        ..Forge::in_the_roster(b"m3f2a1c.given_names")
    };
    assert!(guard::try_apply(&record, &roster.bytes(), &context).is_ok());
}

#[test]
fn only_whole_uncompressed_change_chunks_are_read() {
    for kind in [0, 2, 3, 4, 255] {
        check(&forged(|f| f.kind = kind), Refusal::NotAChange);
    }
    check(b"", Refusal::NotAChange);
    check(&[0; 60], Refusal::NotAChange);
    check(&forged(|f| f.after_chunk = vec![0]), Refusal::TrailingBytes);
    check(
        &forged(|f| f.after_columns = vec![0]),
        Refusal::TrailingBytes,
    );
    let sound = Forge::sound().bytes();
    for length in 9..sound.len() {
        check(&sound[..length], Refusal::Malformed);
    }
    let mut flipped = sound;
    flipped[40] ^= 1;
    check(&flipped, Refusal::Checksum);
}

#[test]
fn a_change_longer_than_the_cap_is_refused_unread() {
    let long = vec![0; limits::CHANGE_MAX + 1];
    check(&long, Refusal::TooLong);
}

#[test]
fn fifty_bytes_that_claim_a_hundred_million_operations_cost_nothing() {
    for count in [20_001, 10_000_000, 100_000_000, i64::MAX] {
        check(
            &with_column(0x42, run(count, &[1])),
            Refusal::TooManyOperations,
        );
        check(
            &with_column(0x42, run(-count, &[1])),
            Refusal::TooManyOperations,
        );
    }
    check(
        &with_column(0x70, run(1_000_000, &[40])),
        Refusal::TooManyOperations,
    );
    let groups = with_column(0x70, [&[0x7f][..], &[0xff, 0xff, 0xff, 0x7f]].concat());
    check(&groups, Refusal::TooManyOperations);
}

#[test]
fn a_run_of_one_written_as_a_repeat_is_refused_though_the_library_takes_it() {
    let poison = with_column(0x42, run(1, &[1]));
    check(&poison, Refusal::NotCanonical);
    check(&with_column(0x56, run(1, &[0x46])), Refusal::NotCanonical);
}

#[test]
fn a_change_in_another_devices_name_is_refused() {
    check(
        &forged(|f| f.actor = opening_of(juans(), 2).0.to_vec()),
        Refusal::OtherDevice,
    );
    check(&forged(|f| f.actor = vec![7]), Refusal::UnknownActor);
    check(&forged(|f| f.actor = vec![7; 200]), Refusal::UnknownActor);
    let opening = Forge::sound().others[0].clone();
    let mut others = vec![opening_of(juans(), 2).0.to_vec(), opening.clone()];
    others.sort();
    let index = 1 + others.iter().position(|other| *other == opening).unwrap() as u8;
    let names_juan = Forge {
        others,
        ..Forge::sound()
    }
    .column(0x01, vec![0x7f, index]);
    check(&names_juan.bytes(), Refusal::UnknownActor);
}

#[test]
fn a_sequence_number_that_is_replayed_or_skipped_is_refused() {
    check(&forged(|f| f.seq = 0), Refusal::Sequence);
    check(&forged(|f| f.seq = 2), Refusal::Sequence);
    check(&forged(|f| f.seq = u64::MAX), Refusal::Sequence);

    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    let (taken, _) = guard::try_apply(&record, &Forge::sound().bytes(), &context).unwrap();
    let again = forged(|f| f.message = b"otra cosa".to_vec());
    let refused = guard::try_apply(&taken, &again, &GuardContext::of(&taken, rosas()));
    assert_eq!(refused.err(), Some(Refusal::Sequence));
}

#[test]
fn a_counter_that_leaps_would_lock_the_household_and_is_refused() {
    check(&forged(|f| f.start_op = 7), Refusal::Counter);
    check(&forged(|f| f.start_op = 9_999_999), Refusal::Counter);
    check(&forged(|f| f.start_op = 0), Refusal::Counter);
    check(&forged(|f| f.start_op = u64::MAX), Refusal::Counter);
}

#[test]
fn dependencies_are_few_known_and_of_this_household() {
    check(&forged(|f| f.deps.clear()), Refusal::Dependencies);
    check(&forged(|f| f.deps.push(f.deps[0])), Refusal::Dependencies);
    check(
        &forged(|f| f.deps = (0..65).map(|n| [n; 32]).collect()),
        Refusal::Dependencies,
    );

    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    let other = forged(|f| f.deps = vec![opening_hash(household(2), SURVEY)]);
    let waits = guard::check(&other, &context).unwrap();
    assert_eq!(waits.missing, [opening_hash(household(2), SURVEY)]);
    let tried = guard::try_apply(&record, &other, &context);
    assert_eq!(tried.err(), Some(Refusal::UnknownDependencies));
}

#[test]
fn a_beginning_is_never_taken_from_outside() {
    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    for hash in [genesis_hash(id()), opening_hash(id(), SURVEY)] {
        let beginning = record.change(&hash).unwrap();
        assert!(guard::check(&beginning.bytes, &context).is_err());
    }
    let opening = record.change(&opening_hash(id(), SURVEY)).unwrap();
    assert_eq!(
        guard::check(&opening.bytes, &context),
        Err(Refusal::Beginning)
    );
}

#[test]
fn writing_outside_the_roster_and_the_round_is_refused() {
    check(
        &Forge::sound()
            .column(0x01, vec![])
            .column(0x02, vec![])
            .bytes(),
        Refusal::ForbiddenPlace,
    );
    for counter in [1, 2, 4, 6] {
        check(
            &with_column(0x02, vec![0x7f, counter]),
            Refusal::ForbiddenPlace,
        );
    }
    for key in [&b""[..], b"Case", b"a..b", b"case/1", &[b'a'; 97]] {
        check(&with_column(0x15, literal(key)), Refusal::ForbiddenPlace);
    }
    let roster = Forge {
        start_op: 5,
        ..Forge::in_the_roster(b"case")
    };
    check(&roster.bytes(), Refusal::ForbiddenPlace);
    check(&with_column(0x01, vec![0x7f, 9]), Refusal::UnknownActor);

    let record = hub_record();
    let follow_up = GuardContext::of(&record, rosas()).only_round("2027-1");
    let baseline = guard::check(&Forge::sound().bytes(), &follow_up);
    assert_eq!(
        baseline,
        Err(Refusal::ForbiddenPlace),
        "a follow-up never changes a baseline"
    );
}

#[test]
fn anything_but_setting_a_key_is_refused() {
    // Making maps, lists, text and tables; deleting; counting; marking; unknown actions.
    for action in [0, 2, 3, 4, 5, 6, 7, 8, 100] {
        check(
            &with_column(0x42, vec![0x7f, action]),
            Refusal::ForbiddenAction,
        );
    }
    check(&with_column(0x34, vec![0, 1]), Refusal::ForbiddenAction);
    check(&with_column(0x13, vec![0x7f, 1]), Refusal::ForbiddenAction);
    check(&with_column(0x94, vec![1]), Refusal::ForbiddenAction);
    check(
        &with_column(0xa5, literal(b"bold")),
        Refusal::ForbiddenAction,
    );
    check(&with_column(0x5e, vec![1]), Refusal::ForbiddenAction);
}

#[test]
fn values_that_are_no_answers_are_refused() {
    let value = |kind: u8, data: &[u8]| {
        let mut kinds = vec![0x7f];
        crate::forge::uleb(&mut kinds, (data.len() as u64) << 4 | u64::from(kind));
        Forge::sound()
            .column(0x56, kinds)
            .column(0x57, data.to_vec())
            .bytes()
    };
    for kind in [3, 7, 8, 9, 10, 15] {
        check(&value(kind, &[1]), Refusal::ForbiddenValue);
    }
    check(&value(5, &f64::NAN.to_le_bytes()), Refusal::ForbiddenValue);
    check(&value(5, &2.0f64.to_le_bytes()), Refusal::ForbiddenValue);
    check(&value(6, &[b'x'; 8_001]), Refusal::ForbiddenValue);
    check(&value(6, &[0xff]), Refusal::Malformed);
    check(&value(4, &[1, 1]), Refusal::Malformed);
    check(&value(0, &[1]), Refusal::ForbiddenValue);
    check(
        &with_column(0x57, b"soil and more".to_vec()),
        Refusal::TrailingBytes,
    );
    check(&with_column(0x57, b"so".to_vec()), Refusal::Malformed);
}

#[test]
fn times_and_messages_have_bounds() {
    check(&forged(|f| f.time = -1), Refusal::Time);
    check(&forged(|f| f.time = i64::MAX), Refusal::Time);
    check(&forged(|f| f.message = vec![b'x'; 501]), Refusal::Message);
    check(
        &forged(|f| f.message = b"uno\ndos".to_vec()),
        Refusal::Message,
    );
    check(&forged(|f| f.message = vec![0xff]), Refusal::Malformed);
}

#[test]
fn replacing_a_value_that_comes_later_or_never_was_is_refused() {
    let replaces = |counter: u8, actor: u8| {
        Forge::sound()
            .column(0x70, vec![0x7f, 1])
            .column(0x71, vec![0x7f, actor])
            .column(0x73, vec![0x7f, counter])
            .bytes()
    };
    check(&replaces(6, 0), Refusal::Counter);
    check(&replaces(0, 0), Refusal::Counter);
    check(&replaces(5, 7), Refusal::UnknownActor);
    let twice = Forge::sound()
        .column(0x70, vec![0x7f, 2])
        .column(0x71, run(2, &[1]))
        .column(0x73, vec![0x7e, 5, 0]);
    check(&twice.bytes(), Refusal::NotCanonical);
    // Well formed, but the value that it replaces does not exist: the second wall sees it.
    let record = hub_record();
    let context = GuardContext::of(&record, rosas());
    assert!(guard::check(&replaces(2, 1), &context).is_ok());
    assert!(guard::try_apply(&record, &replaces(2, 1), &context).is_err());
}

#[test]
fn the_honest_tablet_keeps_handing_over_after_every_forgery() {
    let mut record = hub_record();
    let context = GuardContext::of(&record, rosas());
    let forgery = RawChange::new(forged(|f| f.seq = 9));
    assert!(guard::try_apply(&record, &forgery.bytes, &context).is_err());
    let mut hers = HouseholdRecord::new(id());
    let change = commit(&mut hers, opening_of(rosas(), 1), &[round("floor", "wood")]);
    record = guard::try_apply(&record, &change.bytes, &context)
        .unwrap()
        .0;
    assert_eq!(record.read(SURVEY).round["floor"][0].scalar, "wood");
}
