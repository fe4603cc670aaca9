//! Taking in one batch, in one transaction: every change is guarded by itself and appended to
//! the log, taken or set aside. A bad change never keeps a good one out, a batch handed over
//! twice changes nothing, and what a revoked device signs is kept for a supervisor.

use std::cell::Cell;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use sync::guard::{self, GuardContext, GuardedChange, Refusal};
use sync::hub::{Intake, Verdict, next_number};
use sync::wire::{Batch, Envelope, HouseholdChanges, HouseholdOutcomes, Outcome, Reply};
use sync::{DeviceId, Hash, RawChange};

use super::store;
use crate::data_folder::Keys;
use crate::database::DatabaseError;
use crate::devices::{self, Device};
use crate::entropy::Entropy;
use crate::log::{self, Entry, State};
use crate::{events, surveys};

/// Highest batch number that is believed: far beyond any device's life.
pub const BATCH_MAX: u64 = 1 << 40;

/// Why a whole batch was not taken in (nothing of it was kept).
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Log(#[from] log::AppendError),
}

impl From<rusqlite::Error> for TakeInError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// What the writer needs beside the transaction.
#[derive(Clone)]
pub struct Desk {
    pub keys: Arc<Keys>,
    pub entropy: Arc<dyn Entropy>,
    pub now: DateTime<Utc>,
}

/// A signed batch whose signature held, with what could be prepared before the transaction.
pub struct Opened {
    pub device: Device,
    pub envelope: Envelope,
    pub batch: Batch,
    /// One for each household of the batch, in its order: genesis and openings, no rows yet.
    contexts: Vec<GuardContext>,
}

impl Opened {
    /// Prepares what costs time and needs no lock: the beginnings of the households' records.
    pub fn new(device: Device, envelope: Envelope, batch: Batch, rounds: &[String]) -> Self {
        let rounds: Vec<&str> = rounds.iter().map(String::as_str).collect();
        let contexts = batch.households.iter().map(|h| {
            GuardContext::new(h.household, DeviceId(batch.device), &rounds).only_round(&h.survey)
        });
        let contexts = contexts.collect();
        Self {
            device,
            envelope,
            batch,
            contexts,
        }
    }
}

/// What was made of a batch. The pulled part of the reply is added after the commit.
pub struct TakenIn {
    pub reply: Reply,
    /// Receipt of the last change appended; 0 when none was.
    pub last_receipt: i64,
    /// How far the projection had come when the batch was taken in: what the device can hear of.
    pub projected: i64,
}

/// Takes the batch in. The same bytes again get the same answer again.
pub fn take_in(tx: &Transaction<'_>, desk: &Desk, opened: Opened) -> Result<TakenIn, TakeInError> {
    let device = devices::store::device(tx, &opened.device.id)?.unwrap_or(opened.device.clone());
    let number = i64::try_from(opened.batch.number.min(BATCH_MAX)).unwrap_or_default();
    let body = opened.envelope.body_hash();
    let projected = store::projected(tx)?;
    if let Some(reply) = store::reply_to(tx, &device.id, number, &body)? {
        let reply = if device.revoked {
            only_wipe(reply)
        } else {
            reply
        };
        return Ok(TakenIn {
            reply,
            last_receipt: 0,
            projected,
        });
    }
    let rolled_back = number <= device.last_batch;
    // Numbers between were used: this server was put back to before them, or the device gave up
    // on one. Either way, let it say what it has.
    let gap = number > device.last_batch + 1;
    let envelope = store::put_envelope(
        tx,
        &device.id,
        number,
        &body,
        &opened.envelope.signature,
        desk.now,
    )?;
    let taking = Taking {
        tx,
        desk,
        device: &device,
        number,
        envelope,
        opened: &opened,
        last: Cell::new(0),
    };
    let mut outcomes = Vec::with_capacity(opened.batch.households.len());
    for (household, context) in opened.batch.households.iter().zip(&opened.contexts) {
        outcomes.push(HouseholdOutcomes {
            household: household.household,
            outcomes: taking.household(household, context.clone())?,
        });
    }
    let last_receipt = taking.last.get();
    let last = u64::try_from(device.last_batch).unwrap_or_default();
    let mut reply = Reply {
        number: opened.batch.number,
        outcomes,
        next_batch: next_number(last, opened.batch.number),
        receipt: u64::try_from(last_receipt).unwrap_or_default(),
        rolled_back,
        send_have_list: gap && opened.batch.have.is_none(),
        ..Reply::default()
    };
    if device.revoked {
        reply = only_wipe(reply);
    }
    store::put_reply(tx, envelope, &reply)?;
    devices::store::note_hand_over(tx, &device.id, number, rolled_back, desk.now)?;
    note_event(tx, desk, &device, number, rolled_back, &opened.batch)?;
    Ok(TakenIn {
        reply,
        last_receipt,
        projected,
    })
}

/// All that a revoked device is told: that its changes are kept, and that it is to wipe itself.
fn only_wipe(reply: Reply) -> Reply {
    Reply {
        number: reply.number,
        outcomes: reply.outcomes,
        wipe: true,
        ..Reply::default()
    }
}

struct Taking<'a> {
    tx: &'a Transaction<'a>,
    desk: &'a Desk,
    device: &'a Device,
    number: i64,
    envelope: i64,
    opened: &'a Opened,
    last: Cell<i64>,
}

impl Taking<'_> {
    /// One household's changes: an outcome for each, in the batch's order.
    fn household(
        &self,
        sent: &HouseholdChanges,
        mut context: GuardContext,
    ) -> Result<Vec<Outcome>, TakeInError> {
        let household = sent.household.to_string();
        for (hash, actor, seq) in store::taken_marks(self.tx, &household)? {
            context.note_row(hash, actor, seq);
        }
        let aside = store::set_aside(self.tx, &household, &self.device.id)?;
        // Bytes with a broken checksum claim the hash of the good change; they are judged apart,
        // so that they never stand in its place.
        let (sound, broken): (Vec<_>, Vec<_>) =
            sent.changes.iter().cloned().partition(is_named_rightly);
        for change in &broken {
            let refusal = guard::check(&change.bytes, &context).err();
            self.set_aside(
                sent,
                &household,
                change,
                refusal.unwrap_or(Refusal::Checksum),
            )?;
        }
        let known_round = surveys::survey(self.tx, &sent.survey)?.is_some();
        let mut intake = Intake::new(context, aside.keys().copied());
        if self.device.revoked {
            intake = intake.from_revoked_device();
        }
        let judged = intake.judge(&sent.survey, &sound);
        for entry in &judged.to_log {
            match &entry.judged {
                Ok(guarded) if known_round => {
                    self.take(sent, &household, &entry.change, guarded)?;
                }
                Ok(_) => {
                    self.set_aside(sent, &household, &entry.change, Refusal::ForbiddenPlace)?;
                }
                Err(refusal) => self.set_aside(sent, &household, &entry.change, *refusal)?,
            }
        }
        let mut verdicts = judged.verdicts.into_iter();
        let outcomes = sent.changes.iter().map(|change| {
            let verdict = match is_named_rightly(change) {
                true => verdicts.next().unwrap_or(Verdict::Wait),
                false => Verdict::SetAside(Refusal::Checksum),
            };
            match (verdict, aside.get(&change.hash)) {
                (Verdict::Known, Some(reason)) => Outcome::Quarantined(reason.clone()),
                (Verdict::Take, _) if !known_round => {
                    Verdict::SetAside(Refusal::ForbiddenPlace).outcome()
                }
                (verdict, _) => verdict.outcome(),
            }
        });
        Ok(outcomes.collect())
    }

    fn take(
        &self,
        sent: &HouseholdChanges,
        household: &str,
        change: &RawChange,
        guarded: &GuardedChange,
    ) -> Result<(), TakeInError> {
        self.append(&Entry {
            hash: &change.hash,
            actor: Some(guarded.actor.to_string()),
            seq: i64::try_from(guarded.seq).ok(),
            ..self.entry(sent, household, change)
        })
    }

    /// Kept for a supervisor, once, however often it is handed over.
    fn set_aside(
        &self,
        sent: &HouseholdChanges,
        household: &str,
        change: &RawChange,
        refusal: Refusal,
    ) -> Result<(), TakeInError> {
        let hash = refused_hash(&self.device.id, &change.bytes);
        if log::store::state_of(self.tx, household, &hash)?.is_some() {
            return Ok(());
        }
        self.append(&Entry {
            hash: &hash,
            claims: Some(&change.hash),
            state: State::Quarantined(refusal.code().to_owned()),
            ..self.entry(sent, household, change)
        })
    }

    fn entry<'e>(
        &'e self,
        sent: &'e HouseholdChanges,
        household: &'e str,
        change: &'e RawChange,
    ) -> Entry<'e> {
        Entry {
            household,
            survey: &sent.survey,
            hash: &change.hash,
            bytes: &change.bytes,
            device: &self.device.id,
            batch: self.number,
            envelope: self.envelope,
            signature: &self.opened.envelope.signature,
            actor: None,
            seq: None,
            state: State::Taken,
            claims: None,
        }
    }

    fn append(&self, entry: &Entry<'_>) -> Result<(), TakeInError> {
        let desk = self.desk;
        let receipt = log::append(self.tx, &desk.keys, desk.entropy.as_ref(), desk.now, entry)?;
        self.last.set(receipt);
        Ok(())
    }
}

/// Whether these are the bytes that the hash names: it covers all but the first eight, which are
/// the format's mark and the beginning of the hash itself.
fn is_named_rightly(change: &RawChange) -> bool {
    const MARK: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
    change.bytes.get(..4) == Some(&MARK) && change.bytes.get(4..8) == Some(&change.hash[..4])
}

/// What a refused change is known by. Not the hash its bytes claim: bytes with a broken checksum
/// claim the hash of the good change, and must not stand in its place; nor may another device's
/// refused copy stand in the place of the writer's own.
fn refused_hash(device: &str, bytes: &[u8]) -> Hash {
    Sha256::new()
        .chain_update(b"rayuela refused 1")
        .chain_update(device)
        .chain_update(bytes)
        .finalize()
        .into()
}

fn note_event(
    tx: &Transaction<'_>,
    desk: &Desk,
    device: &Device,
    number: i64,
    rolled_back: bool,
    batch: &Batch,
) -> rusqlite::Result<()> {
    if batch.households.is_empty() && !rolled_back && !device.revoked {
        return Ok(());
    }
    let what = if device.revoked {
        "hand_over.of_revoked"
    } else {
        "hand_over.taken_in"
    };
    let detail = serde_json::json!({
        "batch": number,
        "households": batch.households.len(),
        "changes": batch.households.iter().map(|h| h.changes.len()).sum::<usize>(),
        "rolled_back": rolled_back,
    });
    events::note(tx, desk.now, &device.id, what, &device.id, &detail)
}
