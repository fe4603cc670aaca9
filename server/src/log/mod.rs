//! *Bitácora*: the log of change bytes, the truth from which all else is derived.
//!
//! Append-only, hash-chained, encrypted with a key of each household so that it can forget one
//! household and still verify. Start at `append`; `verify` walks the chain; `seal` is the
//! encryption. It does not know what a change says.

mod append;
pub mod household_key;
pub mod seal;
pub mod store;
mod verify;

pub use append::{AppendError, Entry, append};
pub use household_key::{HouseholdKey, household_key};
pub use store::{Logged, State, chain_at, head};
pub use verify::{Broken, verify};

use sha2::{Digest, Sha256};

/// The chain's value at one receipt: 32 bytes.
pub type Chain = [u8; 32];

/// What ties an entry to all before it.
fn link(
    before: &[u8],
    receipt: i64,
    household: &str,
    change: &[u8],
    ciphertext_hash: &[u8],
    signature: &[u8],
) -> Chain {
    Sha256::new()
        .chain_update(b"rayuela log 1")
        .chain_update(before)
        .chain_update(receipt.to_be_bytes())
        .chain_update((household.len() as u64).to_be_bytes())
        .chain_update(household)
        .chain_update(change)
        .chain_update(ciphertext_hash)
        .chain_update(signature)
        .finalize()
        .into()
}
