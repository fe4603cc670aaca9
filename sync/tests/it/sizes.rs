//! Bytes on the wire, measured and held (figures to reach: `docs/sync.md`).

use crate::support::*;
use crate::town::{Hub, Tablet};
use sync::wire::{
    BODY_MAX, Batch, HaveList, HouseholdChanges, HouseholdOutcomes, INFLATED_MAX, Outcome, Reply,
    WireError,
};
use sync::{DeviceId, HouseholdRecord, RawChange};

fn tablet_after(households: u64) -> (Hub, Tablet) {
    let mut seeded = Seeded(12);
    let mut hub = Hub::default();
    let mut tablet = Tablet::new(DeviceId(seeded.bytes()), &mut seeded);
    hub.enrol(&tablet);
    for n in 0..households {
        let writes = interview(&mut seeded);
        tablet.answer(household(n), n as i64 * 2_400, &writes);
    }
    tablet.open_store(&mut seeded);
    (hub, tablet)
}

#[test]
fn two_hundred_new_households_five_edits_and_nothing_new_stay_small() {
    let (mut hub, mut tablet) = tablet_after(200);
    let new = tablet.begin().body.len();
    println!(
        "200 new households: {new} bytes of body, {} each",
        new / 200
    );
    assert!(new / 200 <= 700);
    assert_eq!(tablet.hands_over(&mut hub), 1, "one request");

    for n in [3, 50, 77, 120, 199] {
        let corrections = [
            round("floor", "wood"),
            round("income_band", "b4"),
            round("water", "well"),
        ];
        tablet.answer(household(n), 500_000 + n as i64, &corrections);
    }
    let edits = tablet.begin();
    println!(
        "5 of 200 edited, 3 answers each: {} bytes of body",
        edits.body.len()
    );
    assert!(edits.body.len() <= 600);
    let answer = hub.receive(&edits);
    println!("  and {} bytes of answer", answer.len());
    tablet.hear(&answer);

    let nothing = tablet.begin();
    let answer = hub.receive(&nothing);
    println!(
        "nothing new: {} bytes of body, {} of answer",
        nothing.body.len(),
        answer.len()
    );
    assert!(nothing.body.len() <= 64 && answer.len() <= 64);
}

#[test]
fn one_change_an_interview_costs_less_than_its_answers_in_json() {
    let mut seeded = Seeded(8);
    let mut record = HouseholdRecord::new(household(1));
    let writes = interview(&mut seeded);
    let change = commit(&mut record, opening_of(rosas(), 1), &writes);
    let json: serde_json::Map<String, serde_json::Value> = writes
        .iter()
        .map(|w| (w.key.clone(), w.scalar.clone().into_json()))
        .collect();
    let json = serde_json::Value::Object(json).to_string();
    println!(
        "one interview: change {} bytes, JSON {} bytes",
        change.bytes.len(),
        json.len()
    );
    assert!(change.bytes.len() < json.len() * 12 / 10);
}

#[test]
fn a_have_list_of_two_thousand_changes_stays_under_twenty_kilobytes() {
    let mut seeded = Seeded(9);
    let have = HaveList::of((0..2_000).map(|_| seeded.bytes()));
    let body = Batch {
        number: 1,
        have: Some(have),
        ..Batch::default()
    }
    .encode();
    println!("have-list of 2,000 changes: {} bytes of body", body.len());
    assert!(body.len() <= 20_000);
}

#[test]
fn bodies_that_inflate_beyond_the_cap_are_refused_without_the_memory() {
    let bomb = zstd::bulk::compress(&vec![0; INFLATED_MAX + 1], 3).unwrap();
    println!("a bomb of {} bytes", bomb.len());
    assert_eq!(Batch::decode(&bomb), Err(WireError::TooLong));
    assert_eq!(
        Reply::decode(&vec![0; BODY_MAX + 1]),
        Err(WireError::TooLong)
    );
    assert_eq!(Batch::decode(b"not zstd"), Err(WireError::NotCompressed));
    let window_of_1_gib = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 20 << 3, 0x01, 0, 0];
    assert_eq!(
        Batch::decode(&window_of_1_gib),
        Err(WireError::NotCompressed)
    );
}

#[test]
fn a_body_with_bytes_after_it_or_changes_too_short_is_refused() {
    let batch = Batch {
        number: 1,
        ..Batch::default()
    };
    let mut cbor = zstd::bulk::decompress(&batch.encode(), 1_000).unwrap();
    cbor.push(0);
    let longer = zstd::bulk::compress(&cbor, 3).unwrap();
    assert_eq!(Batch::decode(&longer), Err(WireError::NotThisFormat));

    let household = household(1);
    let tiny = RawChange::new(vec![0; 10]);
    let households = vec![HouseholdChanges {
        household,
        survey: SURVEY.into(),
        changes: vec![tiny],
    }];
    let short = Batch {
        number: 1,
        households,
        ..Batch::default()
    }
    .encode();
    assert_eq!(Batch::decode(&short), Err(WireError::NotThisFormat));
}

#[test]
fn a_survey_id_that_cannot_name_a_round_is_refused_on_the_wire() {
    let households = vec![HouseholdChanges {
        household: household(1),
        survey: "../x".into(),
        changes: vec![],
    }];
    let body = Batch {
        number: 1,
        households,
        ..Batch::default()
    }
    .encode();
    assert_eq!(Batch::decode(&body), Err(WireError::NotThisFormat));
}

#[test]
fn a_batch_is_written_byte_for_byte_as_the_format_page_shows() {
    let batch = Batch {
        device: [1; 8],
        number: 7,
        cursor: 12_345,
        ..Batch::default()
    };
    let cbor = zstd::bulk::decompress(&batch.encode(), 1_000).unwrap();
    let hex: String = cbor.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "8548010101010101010107193039480000000000000000".to_owned() + "80"
    );
}

#[test]
fn an_answer_is_written_byte_for_byte_as_the_format_page_shows() {
    let outcomes = vec![HouseholdOutcomes {
        household: uuid::Uuid::from_bytes([2; 16]),
        outcomes: vec![Outcome::Taken, Outcome::Quarantined("checksum".into())],
    }];
    let reply = Reply {
        number: 7,
        outcomes,
        next_batch: 8,
        ..Reply::default()
    };
    let cbor = zstd::bulk::decompress(&reply.encode(), 1_000).unwrap();
    let hex: String = cbor.iter().map(|byte| format!("{byte:02x}")).collect();
    let outcomes = "818250".to_owned() + &"02".repeat(16) + "828100820368636865636b73756d";
    let rest = "0800480000000000000000".to_owned() + "80f4000000f4f6f4f480";
    assert_eq!(hex, "8f07".to_owned() + &outcomes + &rest);
}
