//! What must be known about bytes before the CRDT library sees them.

pub mod limits;
