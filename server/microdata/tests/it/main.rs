//! Tables as people hand them in, good and bad; one binary for all tests of this crate.

#![expect(
    clippy::unwrap_used,
    reason = "a panic of a test's helper is the test's failure"
)]

mod bounded;
mod csv;
mod dbf;
mod examples;
mod forms;
mod joins;
mod jsonl;
mod mapping;
mod reference;
mod refused;
mod round_trip;
mod with;

/// The generator of the examples, as the example runs it.
#[path = "../../examples/invent_enti/main.rs"]
mod invent;
