//! The device's side of a hand-over: what to send, and what an answer means.
//!
//! Start at [`Outbox`]. It does no sending and no storing: the notebook keeps the changes that
//! wait, saves [`Outbox::to_bytes`] before it sends and again with what it heard, in one
//! transaction. A crash in between sends the same bytes once more, which changes nothing.

use minicbor::{Decode, Encode};
use uuid::Uuid;

use crate::identity::{DeviceId, Hash};
use crate::record::RawChange;
use crate::wire::{
    Batch, Envelope, HaveList, HouseholdChanges, Message, Outcome, Reply, SigningKey, WireError,
};

/// Raw bytes at which a batch is full; the rest goes with the next one.
pub const PACK_MAX: usize = 8 * 1024 * 1024;

/// A change that the hub has not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The household.
    pub household: Uuid,
    /// The round that it was written in.
    pub survey: String,
    /// The change.
    pub change: RawChange,
}

/// What a device must remember between hand-overs.
///
/// ```
/// use sync::device::{Outbox, Waiting};
/// use sync::wire::{HouseholdOutcomes, Outcome, Reply, SigningKey};
/// use sync::{Actor, DeviceId, HouseholdRecord, Place, Write};
/// let tablet = DeviceId([1; 8]);
/// let mut record = HouseholdRecord::new(uuid::Uuid::from_u128(42));
/// let write = [Write::new(Place::Round, "consent", true)];
/// let change = record.commit(Actor::new(tablet, [7; 8]), 0, "Entrevista", "2026-1", &write)?.remove(0);
/// let waiting = Waiting { household: record.household(), survey: "2026-1".into(), change };
///
/// let mut outbox = Outbox::new(tablet);
/// let sent = outbox.begin([waiting.clone()], Vec::new, &SigningKey::from_bytes(&[9; 32]));
/// // … the envelope travels, the hub answers …
/// let answer = Reply {
///     number: sent.number,
///     next_batch: 2,
///     outcomes: vec![HouseholdOutcomes {
///         household: waiting.household,
///         outcomes: vec![Outcome::Taken],
///     }],
///     ..Reply::default()
/// };
/// let heard = outbox.hear(&answer)?;
/// assert!(heard.outcomes[0].outcome.is_acknowledged());
/// assert_eq!(heard.outcomes[0].hash, waiting.change.hash);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Outbox {
    #[cbor(n(0), with = "minicbor::bytes")]
    device: [u8; 8],
    #[n(1)]
    next_number: u64,
    #[n(2)]
    cursor: u64,
    #[cbor(n(3), with = "minicbor::bytes")]
    witness: [u8; 8],
    #[n(4)]
    list_is_due: bool,
    #[n(5)]
    assignments_version: u64,
    #[n(6)]
    in_flight: Option<InFlight>,
}

/// A batch that was sent and not answered: the very bytes, to send again.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct InFlight {
    #[n(0)]
    number: u64,
    #[n(1)]
    cursor: u64,
    #[cbor(n(2), with = "minicbor::bytes")]
    body: Vec<u8>,
}

/// What an answer means for the device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// What became of each change that was sent. Those that are not acknowledged keep waiting.
    pub outcomes: Vec<Told>,
    /// What others changed: apply to the records.
    pub changes: Vec<HouseholdChanges>,
    /// Own changes of these prefixes go back among the waiting: the hub has lost them.
    pub wanted: HaveList,
    /// Hand over again at once.
    pub again: bool,
    /// The assignments changed: fetch them.
    pub fetch_assignments: bool,
    /// Highest receipt of this batch; a record may be dropped from the device when a later
    /// answer's `backed_up_through` reaches it and the set days are over.
    pub receipt: u64,
    /// Receipts up to this one are in a verified backup.
    pub backed_up_through: u64,
    /// The device was revoked: wipe it.
    pub wipe: bool,
    /// Words from the supervisor.
    pub messages: Vec<Message>,
}

/// What became of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The household.
    pub household: Uuid,
    /// The change.
    pub hash: Hash,
    /// What the hub did with it.
    pub outcome: Outcome,
}

/// An answer that does not belong to what was sent; nothing was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HearError {
    /// Nothing was sent.
    #[error("nothing was handed over: begin first")]
    NothingSent,
    /// Its outcomes are not those of the batch that was sent.
    #[error("the answer does not fit the batch: hand over again")]
    DoesNotFit,
    /// The kept state cannot be read.
    #[error(transparent)]
    State(#[from] WireError),
}

impl Outbox {
    /// The outbox of a device that has handed over nothing yet.
    pub fn new(device: DeviceId) -> Self {
        Self {
            device: device.0,
            next_number: 1,
            cursor: 0,
            witness: [0; 8],
            list_is_due: false,
            assignments_version: 0,
            in_flight: None,
        }
    }

    /// The envelope to send now. What was sent and not answered goes again, byte for byte;
    /// otherwise a new batch is packed from `waiting`, oldest causes first. `held` gives the
    /// hashes of all changes on the device and is asked only when a have-list is due.
    ///
    /// Save the outbox before sending.
    pub fn begin(
        &mut self,
        waiting: impl IntoIterator<Item = Waiting>,
        held: impl FnOnce() -> Vec<Hash>,
        key: &SigningKey,
    ) -> Envelope {
        let flight = match self.in_flight.take() {
            Some(again) => again,
            None => self.pack(waiting, held),
        };
        let device = DeviceId(self.device);
        let envelope = Envelope::sign_body(device, flight.number, flight.cursor, &flight.body, key);
        self.in_flight = Some(flight);
        envelope
    }

    fn pack(
        &mut self,
        waiting: impl IntoIterator<Item = Waiting>,
        held: impl FnOnce() -> Vec<Hash>,
    ) -> InFlight {
        let batch = Batch {
            device: self.device,
            number: self.next_number,
            cursor: self.cursor,
            witness: self.witness,
            households: pack_households(waiting),
            have: self.list_is_due.then(|| HaveList::of(held())),
        };
        // Spent even when the answer is lost: another content never travels under this number.
        self.next_number += 1;
        InFlight {
            number: batch.number,
            cursor: batch.cursor,
            body: batch.encode(),
        }
    }

    /// Takes the answer to what was sent. Save the outbox together with what was heard.
    ///
    /// # Errors
    /// [`HearError`]; the outbox is then as it was.
    pub fn hear(&mut self, reply: &Reply) -> Result<Heard, HearError> {
        let flight = self.in_flight.as_ref().ok_or(HearError::NothingSent)?;
        if reply.number != flight.number {
            return Err(HearError::DoesNotFit);
        }
        let outcomes = told(&Batch::decode(&flight.body)?, reply).ok_or(HearError::DoesNotFit)?;
        let first_answer = self.cursor == 0 && self.assignments_version == 0;
        let fetch_assignments = reply.assignments_version != self.assignments_version;
        // A wider scope reaches back before the cursor.
        self.list_is_due = reply.send_have_list || (fetch_assignments && !first_answer);
        self.assignments_version = reply.assignments_version;
        self.next_number = self.next_number.max(reply.next_batch);
        self.cursor = reply.cursor;
        self.witness = reply.witness;
        self.in_flight = None;
        let wanted = reply.wanted.clone().unwrap_or_default();
        Ok(Heard {
            outcomes,
            changes: reply.changes.clone(),
            again: reply.more || reply.send_have_list || !wanted.is_empty(),
            wanted,
            fetch_assignments,
            receipt: reply.receipt,
            backed_up_through: reply.backed_up_through,
            wipe: reply.wipe,
            messages: reply.messages.clone(),
        })
    }

    /// Forgets a batch that the hub cannot read (an answer of 400, 413 or 422); its changes wait
    /// still and go under the next number.
    pub fn abandon(&mut self) {
        self.in_flight = None;
    }

    /// Sends a have-list with the next batch, for instance after the store was restored.
    pub fn ask_for_everything(&mut self) {
        self.list_is_due = true;
    }

    /// Whether a batch was sent and not answered.
    pub fn is_waiting_for_an_answer(&self) -> bool {
        self.in_flight.is_some()
    }

    /// The number of the next batch.
    pub fn next_number(&self) -> u64 {
        self.next_number
    }

    /// Everything through this receipt was heard.
    pub fn cursor(&self) -> u64 {
        self.cursor
    }

    /// The state to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing into memory cannot fail")
    }

    /// The state as it was stored.
    ///
    /// # Errors
    /// [`WireError::NotThisFormat`]
    ///
    /// ```
    /// use sync::{device::Outbox, DeviceId};
    /// let outbox = Outbox::new(DeviceId([1; 8]));
    /// assert_eq!(Outbox::from_bytes(&outbox.to_bytes()), Ok(outbox));
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        minicbor::decode(bytes).map_err(|_| WireError::NotThisFormat)
    }
}

fn pack_households(waiting: impl IntoIterator<Item = Waiting>) -> Vec<HouseholdChanges> {
    let mut households: Vec<HouseholdChanges> = Vec::new();
    let mut bytes = 0;
    for item in waiting {
        bytes += item.change.bytes.len();
        if bytes > PACK_MAX && !households.is_empty() {
            break;
        }
        match households.last_mut() {
            Some(last) if last.household == item.household && last.survey == item.survey => {
                last.changes.push(item.change);
            }
            _ => households.push(HouseholdChanges {
                household: item.household,
                survey: item.survey,
                changes: vec![item.change],
            }),
        }
    }
    households
}

/// Pairs the outcomes with the batch; None when their shapes differ.
fn told(batch: &Batch, reply: &Reply) -> Option<Vec<Told>> {
    if batch.households.len() != reply.outcomes.len() {
        return None;
    }
    let mut told = Vec::new();
    for (sent, answered) in batch.households.iter().zip(&reply.outcomes) {
        let fits =
            sent.household == answered.household && sent.changes.len() == answered.outcomes.len();
        if !fits {
            return None;
        }
        for (change, outcome) in sent.changes.iter().zip(&answered.outcomes) {
            told.push(Told {
                household: sent.household,
                hash: change.hash,
                outcome: outcome.clone(),
            });
        }
    }
    Some(told)
}
