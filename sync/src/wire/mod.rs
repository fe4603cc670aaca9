//! The messages between a device and the hub, and their bytes.
//!
//! Start at [`Batch`] and [`Reply`] (what is said), then [`Envelope`] (how a batch is signed and
//! opened). `docs/sync.md` has the format byte by byte. Nothing here decides anything: that is
//! [`crate::device`] and [`crate::hub`].

mod batch;
mod codec;
mod envelope;
mod reply;

pub use batch::{Batch, HaveList, HouseholdChanges};
pub use codec::{BODY_MAX, INFLATED_MAX, WireError};
pub use ed25519_dalek::{SigningKey, VerifyingKey};
pub use envelope::{
    Envelope, HEADER_BATCH, HEADER_CURSOR, HEADER_DEVICE, HEADER_SIGNATURE, METHOD, NotSigned,
    PATH, sign, signing_bytes, verify,
};
pub use reply::{HouseholdOutcomes, Message, Outcome, Reply};
