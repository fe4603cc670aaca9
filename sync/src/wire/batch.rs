//! What a device says: the changes that the hub lacks, and how far it has heard.
//!
//! Start at [`Batch`].

use minicbor::{Decode, Encode};
use uuid::Uuid;

use super::codec::{self, WireError};
use crate::identity::Hash;
use crate::record::RawChange;

/// One hand-over. CBOR array of its fields in this order; trailing nulls are left out.
///
/// ```
/// use sync::wire::Batch;
/// let nothing_new = Batch { device: [1; 8], number: 7, cursor: 12_345, ..Batch::default() };
/// let body = nothing_new.encode();
/// assert!(body.len() <= 64);
/// assert_eq!(Batch::decode(&body), Ok(nothing_new));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Batch {
    /// The device that signs it; equal to the header.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: [u8; 8],
    /// One more than the last number that the device used; equal to the header.
    #[n(1)]
    pub number: u64,
    /// Receipt number through which the device has heard what others changed; equal to the
    /// header. 0: nothing yet.
    #[n(2)]
    pub cursor: u64,
    /// First 8 bytes of the log's chain at `cursor`, as the last answer gave it: devices are
    /// witnesses, so a log that was put back is found out.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub witness: [u8; 8],
    /// Changes by household and round.
    #[n(4)]
    pub households: Vec<HouseholdChanges>,
    /// Sent when the cursor is lost or the hub asked for it.
    #[n(5)]
    pub have: Option<HaveList>,
}

/// Changes of one household, causes first.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HouseholdChanges {
    /// The household.
    #[cbor(n(0), with = "codec::uuid_bytes")]
    pub household: Uuid,
    /// The round that the changes were written in.
    #[n(1)]
    pub survey: String,
    /// Uncompressed change chunks.
    #[cbor(n(2), with = "codec::changes")]
    pub changes: Vec<RawChange>,
}

/// Every change that a device holds, as 8-byte hash prefixes.
///
/// ```
/// use sync::wire::HaveList;
/// let have = HaveList::of([[1; 32], [2; 32]]);
/// assert!(have.holds(&[2; 32]));
/// assert!(!have.holds(&[3; 32]));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct HaveList {
    /// Sorted prefixes, one after the other: a multiple of 8 bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    prefixes: Vec<u8>,
}

impl Batch {
    /// The body: CBOR in one zstd frame.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads a body whose signature was verified.
    ///
    /// # Errors
    /// [`WireError`]
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let batch: Self = codec::decode(body)?;
        let have = batch
            .have
            .as_ref()
            .map_or(0, |have| have.prefixes.len() % 8);
        if have != 0
            || batch
                .households
                .iter()
                .any(|h| crate::key::check_survey(&h.survey).is_err())
        {
            return Err(WireError::NotThisFormat);
        }
        Ok(batch)
    }
}

impl HaveList {
    /// The list of these changes.
    pub fn of(hashes: impl IntoIterator<Item = Hash>) -> Self {
        Self::of_prefixes(hashes.into_iter().map(prefix))
    }

    pub(crate) fn of_prefixes(prefixes: impl IntoIterator<Item = [u8; 8]>) -> Self {
        let mut prefixes: Vec<[u8; 8]> = prefixes.into_iter().collect();
        prefixes.sort_unstable();
        prefixes.dedup();
        Self {
            prefixes: prefixes.concat(),
        }
    }

    /// Whether a change of this hash is in the list.
    pub fn holds(&self, hash: &Hash) -> bool {
        let wanted = prefix(*hash);
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            match self.prefixes[8 * middle..8 * middle + 8].cmp(&wanted) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// The prefixes, sorted.
    pub fn prefixes(&self) -> impl Iterator<Item = [u8; 8]> {
        self.prefixes.chunks_exact(8).map(|chunk| {
            let mut prefix = [0; 8];
            prefix.copy_from_slice(chunk);
            prefix
        })
    }

    /// How many changes it lists.
    pub fn len(&self) -> usize {
        self.prefixes.len() / 8
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.prefixes.is_empty()
    }
}

/// The 8 bytes that stand for a change in a have-list.
pub(crate) fn prefix(hash: Hash) -> [u8; 8] {
    let mut prefix = [0; 8];
    prefix.copy_from_slice(&hash[..8]);
    prefix
}
