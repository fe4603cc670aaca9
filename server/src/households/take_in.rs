//! Taking in one batch, in one transaction: every change is guarded by itself and appended to
//! the log, taken or set aside. A bad change never keeps a good one out, a batch handed over
//! twice changes nothing, and what a revoked device signs is kept for a supervisor.

use std::collections::BTreeMap;
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
        Self { device, envelope, batch, contexts }
    }
}

/// What was made of a batch. The pulled part of the reply is added after the commit.
pub struct TakenIn {
    pub reply: Reply,
    /// Receipt of the last change appended; 0 when none was.
    pub last_receipt: i64,
}

/// Takes the batch in. The same bytes again get the same answer again.
pub fn take_in(tx: &Transaction<'_>, desk: &Desk, opened: Opened) -> Result<TakenIn, TakeInError> {
    let device = devices::store::device(tx, &opened.device.id)?.unwrap_or(opened.device.clone());
    let number = i64::try_from(opened.batch.number.min(BATCH_MAX)).unwrap_or_default();
    let body = opened.envelope.body_hash();
    if let Some(reply) = store::reply_to(tx, &device.id, number, &body)? {
        return Ok(TakenIn { reply, last_receipt: 0 });
    }
    let rolled_back = number <= device.last_batch;
    let envelope =
        store::put_envelope(tx, &device.id, number, &body, &opened.envelope.signature, desk.now)?;
    let mut taking = Taking { tx, desk, device: &device, number, envelope, opened: &opened, last: 0 };
    let mut outcomes = Vec::with_capacity(opened.batch.households.len());
    for (household, context) in opened.batch.households.iter().zip(&opened.contexts) {
        outcomes.push(HouseholdOutcomes {
            household: household.household,
            outcomes: taking.household(household, context.clone())?,
        });
    }
    let last_receipt = taking.last;
    let reply = if device.revoked {
        Reply { wipe: true, ..Reply::default() }
    } else {
        Reply {
            outcomes,
            next_batch: next_number(
                u64::try_from(device.last_batch).unwrap_or_default(),
                opened.batch.number,
            ),
            receipt: u64::try_from(last_receipt).unwrap_or_default(),
            rolled_back,
            ..Reply::default()
        }
    };
    store::put_reply(tx, envelope, &reply)?;
    devices::store::note_hand_over(tx, &device.id, number, rolled_back, desk.now)?;
    note_event(tx, desk, &device, number, rolled_back, &opened.batch)?;
    Ok(TakenIn { reply, last_receipt })
}

struct Taking<'a> {
    tx: &'a Transaction<'a>,
    desk: &'a Desk,
    device: &'a Device,
    number: i64,
    envelope: i64,
    opened: &'a Opened,
    last: i64,
}

impl Taking<'_> {
    fn household(
        &mut self,
        sent: &HouseholdChanges,
        mut context: GuardContext,
    ) -> Result<Vec<Outcome>, TakeInError> {
        let household = sent.household.to_string();
        for (hash, actor, seq) in store::taken_marks(self.tx, &household)? {
            context.note_row(hash, actor, seq);
        }
        let aside = store::set_aside(self.tx, &household, &self.device.id)?;
        let verdicts = self.judge(sent, context, &aside)?;
        let mut outcomes = Vec::with_capacity(sent.changes.len());
        for (change, verdict) in sent.changes.iter().zip(verdicts) {
            let known = aside.get(&change.hash).filter(|_| verdict == Verdict::Known);
            outcomes.push(match known {
                Some(reason) => Outcome::Quarantined(reason.clone()),
                None => self.keep(sent, &household, change, verdict)?,
            });
        }
        Ok(outcomes)
    }

    /// A verdict for each change, in the batch's order.
    fn judge(
        &self,
        sent: &HouseholdChanges,
        context: GuardContext,
        aside: &BTreeMap<Hash, String>,
    ) -> Result<Vec<Verdict>, TakeInError> {
        if surveys::survey(self.tx, &sent.survey)?.is_none() {
            return Ok(vec![Verdict::SetAside(Refusal::ForbiddenPlace); sent.changes.len()]);
        }
        let mut intake = Intake::new(context.clone(), aside.keys().copied());
        if self.device.revoked {
            intake = intake.from_revoked_device();
        }
        // Bytes with a broken checksum claim the hash of the good change; they are judged apart,
        // so that they never stand in its place.
        let sound: Vec<RawChange> = sent.changes.iter().filter(|c| is_named_rightly(c)).cloned().collect();
        let mut of_sound = intake.judge(&sound).into_iter();
        let verdicts = sent.changes.iter().map(|change| {
            if is_named_rightly(change) {
                return of_sound.next().unwrap_or(Verdict::Wait);
            }
            let refusal = guard::check(&change.bytes, &context).err();
            Verdict::SetAside(refusal.unwrap_or(Refusal::Checksum))
        });
        Ok(verdicts.collect())
    }

    fn keep(
        &mut self,
        sent: &HouseholdChanges,
        household: &str,
        change: &RawChange,
        verdict: Verdict,
    ) -> Result<Outcome, TakeInError> {
        let outcome = verdict.outcome();
        match verdict {
            Verdict::Known | Verdict::Wait => {}
            Verdict::Take(guarded) => {
                self.append(sent, household, change, &change.hash, State::Taken, Some(&guarded))?;
            }
            Verdict::SetAside(refusal) => {
                let hash = refused_hash(&self.device.id, &change.bytes);
                if log::store::state_of(self.tx, household, &hash)?.is_none() {
                    let state = State::Quarantined(refusal.code().to_owned());
                    self.append(sent, household, change, &hash, state, None)?;
                }
            }
        }
        Ok(outcome)
    }

    fn append(
        &mut self,
        sent: &HouseholdChanges,
        household: &str,
        change: &RawChange,
        hash: &Hash,
        state: State,
        guarded: Option<&GuardedChange>,
    ) -> Result<(), TakeInError> {
        let entry = Entry {
            household,
            survey: &sent.survey,
            hash,
            bytes: &change.bytes,
            device: &self.device.id,
            batch: self.number,
            envelope: self.envelope,
            signature: &self.opened.envelope.signature,
            actor: guarded.map(|guarded| guarded.actor.to_string()),
            seq: guarded.and_then(|guarded| i64::try_from(guarded.seq).ok()),
            claims: (state != State::Taken).then_some(&change.hash),
            state,
        };
        let desk = self.desk;
        self.last = log::append(self.tx, &desk.keys, desk.entropy.as_ref(), desk.now, &entry)?;
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
    Sha256::new().chain_update(b"rayuela refused 1").chain_update(device).chain_update(bytes).finalize().into()
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
    let what = if device.revoked { "hand_over.of_revoked" } else { "hand_over.taken_in" };
    let detail = serde_json::json!({
        "batch": number,
        "households": batch.households.len(),
        "changes": batch.households.iter().map(|h| h.changes.len()).sum::<usize>(),
        "rolled_back": rolled_back,
    });
    events::note(tx, desk.now, &device.id, what, &device.id, &detail)
}
