//! What the hub answers: what became of each change, and what others changed.
//!
//! Start at [`Reply`].

use minicbor::{Decode, Encode};
use uuid::Uuid;

use super::batch::{HaveList, HouseholdChanges};
use super::codec::{self, WireError};

/// The answer to one [`super::Batch`]. CBOR array of its fields in this order.
///
/// ```
/// use sync::wire::Reply;
/// let reply = Reply { number: 7, next_batch: 8, cursor: 12_345, ..Reply::default() };
/// assert_eq!(Reply::decode(&reply.encode()), Ok(reply));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Reply {
    /// The number of the batch that this answers.
    #[n(0)]
    pub number: u64,
    /// What became of the batch's changes, household by household, in the batch's order.
    #[n(1)]
    pub outcomes: Vec<HouseholdOutcomes>,
    /// The number that the device's next batch carries.
    #[n(2)]
    pub next_batch: u64,
    /// The device has now heard everything in its scope through this receipt.
    #[n(3)]
    pub cursor: u64,
    /// First 8 bytes of the log's chain at `cursor`.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub witness: [u8; 8],
    /// What others changed in the device's scope since its cursor, causes first.
    #[n(5)]
    pub changes: Vec<HouseholdChanges>,
    /// There is more to hear: hand over again at once.
    #[n(6)]
    pub more: bool,
    /// Highest receipt among this batch's changes; 0 when none was new.
    #[n(7)]
    pub receipt: u64,
    /// Receipts up to this one are in a verified backup.
    #[n(8)]
    pub backed_up_through: u64,
    /// Changes when the device's assignments do: fetch them then.
    #[n(9)]
    pub assignments_version: u64,
    /// The hub cannot place the device's cursor: send a have-list with the next batch.
    #[n(10)]
    pub send_have_list: bool,
    /// Changes of the device's have-list that the hub lacks: hand them over again.
    #[n(11)]
    pub wanted: Option<HaveList>,
    /// The hub had a batch of this number with other contents: it was taken in change by
    /// change, and the device is marked as put back from a copy.
    #[n(12)]
    pub rolled_back: bool,
    /// The device was revoked; what it handed over is kept for a supervisor. It wipes itself.
    #[n(13)]
    pub wipe: bool,
    /// Words from the supervisor.
    #[n(14)]
    pub messages: Vec<Message>,
}

/// What became of one household's changes, in the batch's order.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HouseholdOutcomes {
    /// The household.
    #[cbor(n(0), with = "codec::uuid_bytes")]
    pub household: Uuid,
    /// One for each change.
    #[n(1)]
    pub outcomes: Vec<Outcome>,
}

/// What became of one change.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(flat)]
pub enum Outcome {
    /// It is in the log, durably.
    #[n(0)]
    Taken,
    /// It was in the log already.
    #[n(1)]
    Known,
    /// It builds on changes that are not there yet. Not durable: keep it and send it again.
    #[n(2)]
    Waiting,
    /// It is kept, set aside for a supervisor. The text is a [`crate::guard::Refusal`] code, or
    /// the hub's own reason.
    #[n(3)]
    Quarantined(#[n(0)] String),
}

impl Outcome {
    /// Whether the hub holds the change from now on, so that the device need not send it again.
    pub fn is_acknowledged(&self) -> bool {
        !matches!(self, Self::Waiting)
    }
}

/// A few words to the enumerator, in both languages, about a household or about none.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Message {
    /// The household it is about.
    #[cbor(n(0), with = "codec::uuid_or_null")]
    pub household: Option<Uuid>,
    /// Spanish.
    #[n(1)]
    pub es: String,
    /// English.
    #[n(2)]
    pub en: String,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message")
            .field("household", &self.household)
            .finish_non_exhaustive()
    }
}

impl Reply {
    /// The body: CBOR in one zstd frame.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads the hub's answer.
    ///
    /// # Errors
    /// [`WireError`]
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        codec::decode(body)
    }
}
