//! A whole town in one process: a hub with its log, tablets with their stores, both of which
//! can crash and be put back from copies. No clock, no network: the test moves every message.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{MORNING, SURVEY, Seeded};
use sha2::{Digest, Sha256};
use sync::device::{Heard, Outbox, Waiting};
use sync::guard::{GuardContext, try_apply};
use sync::hub::{self, Intake, LogLine, NumberJudgement, Parked, Verdict};
use sync::wire::{Batch, Envelope, HouseholdOutcomes, Outcome, Reply, SigningKey, VerifyingKey};
use sync::{Actor, DeviceId, Hash, HouseholdRecord, RawChange, Write};
use uuid::Uuid;

/// What the hub keeps of a device.
#[derive(Clone)]
struct Enrolled {
    key: VerifyingKey,
    last: u64,
    answers: BTreeMap<u64, (Hash, Vec<u8>)>,
    rolled_back: bool,
    revoked: bool,
}

/// The server, as far as this crate sees it.
#[derive(Clone, Default)]
pub struct Hub {
    devices: BTreeMap<DeviceId, Enrolled>,
    pub log: Vec<LogLine>,
    pub set_aside: Vec<(Uuid, RawChange, sync::guard::Refusal)>,
    chain: Vec<Hash>,
    pub records: BTreeMap<Uuid, HouseholdRecord>,
    pub parked: BTreeMap<Uuid, Vec<Parked>>,
}

impl Hub {
    pub fn enrol(&mut self, tablet: &Tablet) {
        let enrolled = Enrolled {
            key: tablet.key.verifying_key(),
            last: 0,
            answers: BTreeMap::new(),
            rolled_back: false,
            revoked: false,
        };
        self.devices.insert(tablet.device, enrolled);
    }

    pub fn revoke(&mut self, device: DeviceId) {
        self.devices.get_mut(&device).unwrap().revoked = true;
    }

    pub fn marked_as_rolled_back(&self, device: DeviceId) -> bool {
        self.devices[&device].rolled_back
    }

    fn last(&self) -> u64 {
        self.log.last().map_or(0, |line| line.receipt)
    }

    fn chain_at(&self, receipt: u64) -> Option<Hash> {
        self.chain
            .get(usize::try_from(receipt).ok()?.checked_sub(1)?)
            .copied()
    }

    /// One request, all at once: the server does the same in one transaction.
    pub fn receive(&mut self, envelope: &Envelope) -> Vec<u8> {
        let device = self.devices[&envelope.device].clone();
        let batch = envelope.open(&device.key).expect("signed by the device");
        let hash = envelope.body_hash();
        let stored = device.answers.get(&batch.number);
        let judged = hub::judge_number(
            device.last,
            batch.number,
            stored.map(|(hash, _)| hash),
            &hash,
        );
        if judged == NumberJudgement::AnswerAgain {
            return stored.unwrap().1.clone();
        }
        let rolled_back = judged == NumberJudgement::RolledBack;
        let reply = self.answer(&batch, &device, rolled_back).encode();
        let kept = self.devices.get_mut(&envelope.device).unwrap();
        kept.last = kept.last.max(batch.number);
        kept.rolled_back |= rolled_back;
        kept.answers.insert(batch.number, (hash, reply.clone()));
        reply
    }

    fn answer(&mut self, batch: &Batch, device: &Enrolled, rolled_back: bool) -> Reply {
        let id = DeviceId(batch.device);
        let before = self.last();
        // The witness is judged before this batch lengthens the log.
        let stands = hub::cursor_stands(batch.cursor, &batch.witness, |at| self.chain_at(at));
        let outcomes = batch
            .households
            .iter()
            .map(|part| HouseholdOutcomes {
                household: part.household,
                outcomes: self.take_in(id, device.revoked, part.household, &part.changes),
            })
            .collect();
        let last = self.last();
        let lost = (!stands || rolled_back) && batch.have.is_none();
        let page = match &batch.have {
            Some(have) => hub::compare(
                have,
                self.log.iter().cloned(),
                |prefix| self.holds(prefix),
                last,
            ),
            None if lost || device.revoked => hub::Page::default(),
            None => {
                let since = self
                    .log
                    .iter()
                    .filter(|line| line.receipt > batch.cursor)
                    .cloned();
                hub::page_since(since, id, last)
            }
        };
        Reply {
            number: batch.number,
            outcomes,
            next_batch: hub::next_number(device.last, batch.number),
            cursor: page.cursor,
            witness: self.chain_at(page.cursor).map_or([0; 8], |chain| {
                let mut witness = [0; 8];
                witness.copy_from_slice(&chain[..8]);
                witness
            }),
            changes: page.changes,
            more: page.more,
            receipt: if last > before { last } else { 0 },
            send_have_list: lost,
            wanted: (!page.wanted.is_empty()).then_some(page.wanted),
            rolled_back,
            wipe: device.revoked,
            ..Reply::default()
        }
    }

    fn holds(&self, prefix: &[u8; 8]) -> bool {
        self.log.iter().any(|line| line.change.hash[..8] == *prefix)
            || self
                .set_aside
                .iter()
                .any(|(_, change, _)| change.hash[..8] == *prefix)
    }

    fn take_in(
        &mut self,
        device: DeviceId,
        revoked: bool,
        household: Uuid,
        changes: &[RawChange],
    ) -> Vec<Outcome> {
        let record = self.records.entry(household).or_insert_with(|| {
            let mut record = HouseholdRecord::new(household);
            record.open_round(SURVEY).unwrap();
            record
        });
        let aside = self.set_aside.iter().filter(|(id, ..)| *id == household);
        let aside: Vec<Hash> = aside.map(|(_, change, _)| change.hash).collect();
        let context = GuardContext::of(record, device);
        let mut intake = Intake::new(context, aside);
        if revoked {
            intake = intake.from_revoked_device();
        }
        let parked = self.parked.remove(&household).unwrap_or_default();
        let judged = intake.with_parked(parked).judge(SURVEY, changes);
        for entry in judged.to_log {
            match entry.judged {
                Ok(_) => self.write(household, entry.device, entry.change),
                Err(why) => self.set_aside.push((household, entry.change, why)),
            }
        }
        if !judged.parked.is_empty() {
            self.parked.insert(household, judged.parked);
        }
        self.project(household);
        judged.verdicts.iter().map(Verdict::outcome).collect()
    }

    fn write(&mut self, household: Uuid, device: DeviceId, change: RawChange) {
        let receipt = self.last() + 1;
        let above = self.chain.last().copied().unwrap_or([0; 32]);
        let link = [above.as_slice(), &change.hash, &receipt.to_be_bytes()].concat();
        self.chain.push(Sha256::digest(link).into());
        self.log.push(LogLine {
            receipt,
            household,
            survey: SURVEY.into(),
            device,
            change,
        });
    }

    fn project(&mut self, household: Uuid) {
        let record = self.records.get_mut(&household).unwrap();
        for line in self.log.iter().filter(|line| line.household == household) {
            if !record.holds(&line.change.hash) {
                let context = GuardContext::of(record, line.device);
                *record = try_apply(record, &line.change.bytes, &context)
                    .expect("guarded")
                    .0;
            }
        }
    }
}

/// A tablet: what it stores, and the opening it is in.
#[derive(Clone)]
pub struct Tablet {
    pub device: DeviceId,
    key: SigningKey,
    actor: Actor,
    outbox: Vec<u8>,
    pub waiting: Vec<Waiting>,
    pub records: BTreeMap<Uuid, HouseholdRecord>,
    own: BTreeMap<Hash, Waiting>,
    pub acknowledged: BTreeSet<Hash>,
    pub wiped: bool,
}

impl Tablet {
    pub fn new(device: DeviceId, seeded: &mut Seeded) -> Self {
        let mut tablet = Self {
            device,
            key: SigningKey::from_bytes(&seeded.bytes()),
            actor: Actor::new(device, [0; 8]),
            outbox: Outbox::new(device).to_bytes(),
            waiting: Vec::new(),
            records: BTreeMap::new(),
            own: BTreeMap::new(),
            acknowledged: BTreeSet::new(),
            wiped: false,
        };
        tablet.open_store(seeded);
        tablet
    }

    /// A new actor for every opening, also after a crash or a restore.
    pub fn open_store(&mut self, seeded: &mut Seeded) {
        self.actor = Actor::new(self.device, seeded.bytes());
    }

    pub fn answer(&mut self, household: Uuid, at: i64, writes: &[Write]) {
        let record = self
            .records
            .entry(household)
            .or_insert_with(|| HouseholdRecord::new(household));
        let made = record
            .commit(self.actor, MORNING + at, "Respuestas", SURVEY, writes)
            .unwrap();
        for change in made {
            let waiting = Waiting {
                household,
                survey: SURVEY.into(),
                change,
            };
            self.own.insert(waiting.change.hash, waiting.clone());
            self.waiting.push(waiting);
        }
    }

    pub fn begin(&mut self) -> Envelope {
        let mut outbox = Outbox::from_bytes(&self.outbox).unwrap();
        let held = || {
            let all = self.records.values().flat_map(HouseholdRecord::changes);
            all.map(|change| change.hash).collect()
        };
        let envelope = outbox.begin(self.waiting.clone(), held, &self.key);
        self.outbox = outbox.to_bytes();
        envelope
    }

    /// Takes an answer and stores what it heard; true: hand over again at once.
    pub fn hear(&mut self, body: &[u8]) -> bool {
        let mut outbox = Outbox::from_bytes(&self.outbox).unwrap();
        let heard = outbox.hear(&Reply::decode(body).unwrap()).unwrap();
        self.outbox = outbox.to_bytes();
        self.note(&heard);
        heard.again
    }

    fn note(&mut self, heard: &Heard) {
        for told in heard
            .outcomes
            .iter()
            .filter(|told| told.outcome.is_acknowledged())
        {
            self.waiting
                .retain(|waiting| waiting.change.hash != told.hash);
            self.acknowledged.insert(told.hash);
        }
        for part in &heard.changes {
            let record = self
                .records
                .entry(part.household)
                .or_insert_with(|| HouseholdRecord::new(part.household));
            record.open_round(&part.survey).unwrap();
            for change in &part.changes {
                record
                    .apply(&change.bytes)
                    .expect("the hub sends causes first");
            }
        }
        for own in self.own.values() {
            let waits = self
                .waiting
                .iter()
                .any(|waiting| waiting.change.hash == own.change.hash);
            if heard.wanted.holds(&own.change.hash) && !waits {
                self.waiting.push(own.clone());
            }
        }
        // Causes first: a record lists its changes so.
        let order: Vec<Hash> = self
            .records
            .values()
            .flat_map(HouseholdRecord::changes)
            .map(|change| change.hash)
            .collect();
        self.waiting
            .sort_by_key(|waiting| order.iter().position(|h| *h == waiting.change.hash));
        self.wiped |= heard.wipe;
    }

    /// A hand-over on a good day, repeated while there is more; the number of requests.
    pub fn hands_over(&mut self, hub: &mut Hub) -> usize {
        for request in 1.. {
            let envelope = self.begin();
            if !self.hear(&hub.receive(&envelope)) {
                return request;
            }
            assert!(request < 5, "a hand-over must come to an end");
        }
        unreachable!()
    }
}
