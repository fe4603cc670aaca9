//! The household record as a CRDT, and how two copies of it meet again.
//!
//! Start reading at [`record::HouseholdRecord`] (what an interview becomes), then
//! [`device`] and [`hub`] (who sends what, when), then [`wire`] (the bytes between them)
//! and [`guard`] (what is checked before the CRDT library sees a byte from outside).
//! `docs/sync.md` holds the format exactly.
//!
//! This crate does no input or output, reads no clock, makes no randomness and does not know
//! what a question means: keys are text, answers are scalars.

pub mod device;
pub mod guard;
pub mod hub;
pub mod identity;
pub mod key;
pub mod record;
pub mod scalar;
pub mod wire;

pub use identity::{Actor, ActorParseError, DeviceId, Hash};
pub use key::{KeyError, Place};
pub use record::{
    Applied, ApplyError, CommitError, HouseholdRecord, KeptValue, LoadError, RawChange, RecordView,
    Write,
};
pub use scalar::{NotAScalar, Scalar};
