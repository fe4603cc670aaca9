//! Batches that are cut off, replayed, forged, or sent for the wrong household: nothing good is
//! lost, nothing bad counts.

use serde_json::json;
use server::devices;
use sync::device::Waiting;
use sync::wire::{Batch, Envelope, HouseholdChanges, Outcome, Reply, SigningKey};
use sync::{HouseholdRecord, RawChange};

use crate::scenario::{SURVEY, Scenario, Tablet, at_school, household, outcomes, selling};

fn log_length(office: &Scenario) -> i64 {
    office.value("select count(*) from change_log")
}

fn send(office: &Scenario, tablet: &mut Tablet, changes: Vec<HouseholdChanges>) -> Reply {
    let number = tablet.outbox.next_number();
    let batch = Batch {
        device: tablet.device.0,
        number,
        households: changes,
        ..Batch::default()
    };
    let envelope = Envelope::seal(&batch, &tablet.key);
    let (status, body) = office.asks(tablet.request(&envelope));
    assert_eq!(status, 200);
    office.until_projected();
    Reply::decode(&body).unwrap()
}

fn of(waiting: &Waiting) -> HouseholdChanges {
    HouseholdChanges {
        household: waiting.household,
        survey: waiting.survey.clone(),
        changes: vec![waiting.change.clone()],
    }
}

#[test]
fn a_batch_handed_over_twice_gets_the_same_answer_and_changes_nothing() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let envelope = rosas.packs();
    let (_, first) = office.asks(rosas.request(&envelope));
    office.until_projected();
    let before = (
        log_length(&office),
        office.value::<i64>("select count(*) from event"),
    );
    for _ in 0..20 {
        let (status, again) = office.asks(rosas.request(&envelope));
        assert_eq!(status, 200);
        let (first, again) = (
            Reply::decode(&first).unwrap(),
            Reply::decode(&again).unwrap(),
        );
        assert_eq!(first.outcomes, again.outcomes);
        assert_eq!(
            (first.next_batch, first.receipt),
            (again.next_batch, again.receipt)
        );
    }
    office.until_projected();
    let after = (
        log_length(&office),
        office.value::<i64>("select count(*) from event"),
    );
    assert_eq!(before, after);
}

#[test]
fn a_known_change_in_a_new_batch_is_known_and_not_taken_twice() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let kept = rosas.waiting.clone();
    office.hands_over(&mut rosas);
    rosas.waiting = kept;
    let heard = office.hands_over(&mut rosas);
    assert_eq!(outcomes(&heard), [Outcome::Known]);
    assert_eq!(log_length(&office), 1);
}

#[test]
fn a_batch_cut_off_in_the_middle_keeps_nothing_and_can_be_sent_again() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let whole = rosas.packs();
    for part in [0, 1, whole.body.len() / 2, whole.body.len() - 1] {
        let cut = Envelope {
            body: whole.body[..part].to_vec(),
            ..whole.clone()
        };
        assert_eq!(
            office.problem(rosas.request(&cut)),
            (400, "signature_wrong".into())
        );
    }
    assert_eq!(log_length(&office), 0);
    assert_eq!(outcomes(&office.hands_over(&mut rosas)), [Outcome::Taken]);
}

#[test]
fn a_signed_body_that_is_no_batch_is_refused_with_a_sentence() {
    let office = Scenario::tuxtla();
    let rosas = office.enrols("rosa");
    let body = b"not a batch at all".to_vec();
    let signed = sync::wire::signing_bytes("POST", sync::wire::PATH, rosas.device, 1, 0, &body);
    let signature = sync::wire::sign(&rosas.key, &signed);
    let envelope = Envelope {
        device: rosas.device,
        number: 1,
        cursor: 0,
        signature,
        body,
    };
    assert_eq!(
        office.problem(rosas.request(&envelope)),
        (400, "batch_unreadable".into())
    );
}

#[test]
fn a_batch_signed_by_another_device_is_refused() {
    let office = Scenario::tuxtla();
    let (mut rosas, juans) = (office.enrols("rosa"), office.enrols("juan"));
    rosas.answers(household(1), &selling());
    let envelope = rosas.packs();
    let forged = Envelope {
        signature: sync::wire::sign(
            &juans.key,
            &sync::wire::signing_bytes(
                "POST",
                sync::wire::PATH,
                rosas.device,
                envelope.number,
                envelope.cursor,
                &envelope.body,
            ),
        ),
        ..envelope.clone()
    };
    assert_eq!(
        office.problem(rosas.request(&forged)),
        (400, "signature_wrong".into())
    );
    // Juan's token with Rosa's signed batch: he is not she.
    assert_eq!(
        office.problem(juans.request(&envelope)),
        (400, "signature_wrong".into())
    );
    assert_eq!(log_length(&office), 0);
}

#[test]
fn a_change_sent_for_another_household_is_set_aside_and_others_are_taken() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.answers(household(2), &at_school());
    let mut stray = of(&rosas.waiting[0]);
    stray.household = household(3);
    let good = of(&rosas.waiting[1]);
    let reply = send(&office, &mut rosas, vec![stray, good]);
    assert!(matches!(
        reply.outcomes[0].outcomes[..],
        [Outcome::Quarantined(_)]
    ));
    assert_eq!(reply.outcomes[1].outcomes, [Outcome::Taken]);
    assert_eq!(
        office.column::<String>("select id from household"),
        [household(2).to_string()]
    );
}

#[test]
fn a_change_in_another_devices_name_is_set_aside_and_its_writer_can_still_hand_it_over() {
    let office = Scenario::tuxtla();
    let (mut rosas, mut juans) = (office.enrols("rosa"), office.enrols("juan"));
    rosas.answers(household(1), &selling());
    let hers = of(&rosas.waiting[0]);
    let reply = send(&office, &mut juans, vec![hers]);
    assert_eq!(
        reply.outcomes[0].outcomes,
        [Outcome::Quarantined("other_device".into())]
    );
    assert_eq!(outcomes(&office.hands_over(&mut rosas)), [Outcome::Taken]);
    assert_eq!(office.value::<i64>("select count(*) from household"), 1);
}

#[test]
fn bytes_with_a_broken_checksum_never_stand_in_the_place_of_the_good_change() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let mut both = of(&rosas.waiting[0]);
    let mut broken = both.changes[0].bytes.clone();
    broken[5] ^= 1;
    both.changes.insert(0, RawChange::new(broken));
    let reply = send(&office, &mut rosas, vec![both]);
    assert_eq!(
        reply.outcomes[0].outcomes,
        [Outcome::Quarantined("checksum".into()), Outcome::Taken]
    );
}

#[test]
fn garbage_in_a_batch_is_kept_for_a_supervisor_and_costs_no_good_change() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let mut mixed = of(&rosas.waiting[0]);
    mixed.changes.insert(0, RawChange::new(vec![0; 80]));
    mixed.changes.push(RawChange::new(vec![7; 500]));
    let reply = send(&office, &mut rosas, vec![mixed]);
    let told = &reply.outcomes[0].outcomes;
    assert!(matches!(
        &told[..],
        [
            Outcome::Quarantined(_),
            Outcome::Taken,
            Outcome::Quarantined(_)
        ]
    ));
    assert_eq!(
        office.value::<i64>("select count(*) from change_log where state = 'quarantined'"),
        2
    );
    assert_eq!(office.value::<i64>("select count(*) from child_case"), 1);
}

#[test]
fn answers_that_break_the_schema_are_set_aside_and_others_kept() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.answers(household(2), &[("consent", json!("perhaps"))]);
    rosas.answers(household(3), &[("no_such_question", json!(1))]);
    rosas.answers(household(4), &at_school());
    office.hands_over(&mut rosas);
    let aside: Vec<String> = office.column(
        "select household || ' ' || reason from change_log where state = 'quarantined'
         order by receipt",
    );
    let expect = |n| format!("{} answers_break_schema", household(n));
    assert_eq!(aside, [expect(2), expect(3)]);
    assert_eq!(office.value::<i64>("select count(*) from household"), 2);
    let events: i64 = office.value("select count(*) from event where what = 'change.set_aside'");
    assert_eq!(events, 2);
}

#[test]
fn a_correction_that_breaks_the_schema_leaves_the_record_as_it_was() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);
    rosas.answers(household(1), &[("m1luis1.hours_mon", json!(400))]);
    office.hands_over(&mut rosas);
    let hours: String = office.value("select value from answer where code = 'hours_mon'");
    assert_eq!(hours, "4");
}

#[test]
fn a_revoked_tablet_is_heard_into_quarantine_and_told_only_to_wipe() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    let (now, device) = (
        server::clock::Clock::now(office.clock.as_ref()),
        rosas.device.to_string(),
    );
    assert!(office.write(move |tx| devices::revoke::revoke(tx, now, "elena", &device)));
    let refused = office.problem(rosas.asks_for_assignments());
    assert_eq!(refused, (401, "device_revoked".into()));
    let heard = office.hands_over(&mut rosas);
    assert!(heard.wipe && heard.changes.is_empty());
    assert_eq!(heard.cursor_free(), (0, 0));
    let kept: String = office.value("select state || ' ' || reason from change_log");
    assert_eq!(kept, "quarantined revoked_device");
    assert_eq!(office.value::<i64>("select count(*) from household"), 0);
}

#[test]
fn a_revoked_tablet_learns_nothing_by_sending_an_old_batch_again() {
    let office = Scenario::tuxtla();
    let (mut rosas, mut juans) = (office.enrols("rosa"), office.enrols("juan"));
    juans.answers(household(2), &selling());
    office.hands_over(&mut juans);
    rosas.answers(household(1), &selling());
    let old = rosas.packs();
    office.asks(rosas.request(&old));
    office.until_projected();
    let now = server::clock::Clock::now(office.clock.as_ref());
    let device = rosas.device.to_string();
    office.write(move |tx| devices::revoke::revoke(tx, now, "elena", &device));
    let (_, body) = office.asks(rosas.request(&old));
    let reply = Reply::decode(&body).unwrap();
    assert!(reply.wipe && reply.changes.is_empty() && reply.cursor == 0);
    assert_eq!(reply.outcomes[0].outcomes, [Outcome::Taken]);
}

trait Silent {
    fn cursor_free(&self) -> (u64, u64);
}

impl Silent for sync::device::Heard {
    /// Receipt and backup mark: a revoked device learns neither.
    fn cursor_free(&self) -> (u64, u64) {
        (self.receipt, self.backed_up_through)
    }
}

#[test]
fn a_tablet_put_back_from_a_copy_is_noticed_and_never_locked_out() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let copy = rosas.outbox.clone();
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);
    // The copy knows nothing of the first hand-over; a new opening brings a new actor.
    rosas.outbox = copy;
    rosas.records.clear();
    rosas.actor = sync::Actor::new(rosas.device, [99; 8]);
    rosas.answers(household(2), &at_school());
    let heard = office.hands_over(&mut rosas);
    assert_eq!(outcomes(&heard), [Outcome::Taken]);
    assert!(heard.again, "it is asked what it has");
    let heard = office.hands_over(&mut rosas);
    assert_eq!(heard.changes.len(), 1, "and gets back what it had lost");
    assert!(
        office
            .value::<Option<String>>("select rolled_back_at from device")
            .is_some()
    );
}

#[test]
fn a_tablet_hears_only_of_households_in_its_areas() {
    let office = Scenario::tuxtla();
    let (mut rosas, mut juans) = (office.enrols("rosa"), office.enrols("juan"));
    office.assigns("rosa", "ageb:0710100010378");
    rosas.answers(household(1), &selling());
    let mut elsewhere = at_school();
    elsewhere[0].1 = json!("ageb:0710100010378");
    rosas.answers(household(2), &elsewhere);
    office.hands_over(&mut rosas);
    office.hands_over(&mut rosas);
    office.hands_over(&mut juans);
    let heard: Vec<_> = juans.records.keys().copied().collect();
    assert_eq!(heard, [household(1)]);
}

#[test]
fn nothing_to_say_and_nothing_to_hear_costs_one_small_request() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    office.hands_over(&mut rosas);
    office.hands_over(&mut rosas);
    let envelope = rosas.packs();
    let (_, answer) = office.asks(rosas.request(&envelope));
    assert!(
        envelope.body.len() <= 64,
        "{} bytes up",
        envelope.body.len()
    );
    assert!(answer.len() <= 64, "{} bytes down", answer.len());
    assert!(!rosas.hears(&answer).again);
}

#[test]
fn a_change_whose_cause_is_missing_waits_on_the_tablet_and_goes_later() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.answers(household(1), &[("m1luis1.hours_mon", json!(5))]);
    let cause = rosas.waiting.remove(0);
    assert_eq!(outcomes(&office.hands_over(&mut rosas)), [Outcome::Waiting]);
    rosas.waiting.insert(0, cause);
    assert_eq!(
        outcomes(&office.hands_over(&mut rosas)),
        [Outcome::Taken, Outcome::Taken]
    );
    assert_eq!(
        office.value::<String>("select value from answer where code = 'hours_mon'"),
        "5"
    );
}

#[test]
fn a_round_that_was_never_opened_takes_nothing_in() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    let mut record = HouseholdRecord::new(household(1));
    let write = [sync::Write::new(sync::Place::Round, "consent", true)];
    let change = record
        .commit(rosas.actor, 0, "Entrevista", "1999-1", &write)
        .unwrap()
        .remove(0);
    let sent = HouseholdChanges {
        household: household(1),
        survey: "1999-1".into(),
        changes: vec![change],
    };
    let reply = send(&office, &mut rosas, vec![sent]);
    assert!(!matches!(
        reply.outcomes[0].outcomes[0],
        Outcome::Taken | Outcome::Known
    ));
    assert_ne!(SURVEY, "1999-1");
}

#[test]
fn a_stranger_without_a_key_cannot_sign() {
    let office = Scenario::tuxtla();
    let mut rosas = office.enrols("rosa");
    rosas.answers(household(1), &selling());
    rosas.key = SigningKey::from_bytes(&[77; 32]);
    let envelope = rosas.packs();
    assert_eq!(
        office.problem(rosas.request(&envelope)),
        (400, "signature_wrong".into())
    );
}
