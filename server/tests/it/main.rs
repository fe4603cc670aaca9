//! Journeys through the whole server in one process: real router, real database, real sync. The
//! devices are the sync crate's own records and outboxes. Start at `scenario.rs`; one module a
//! subject.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod at_risk;
mod durability;
mod enrolment;
mod hand_over;
mod indicators;
mod keeping;
mod scenario;
mod secrets;
mod serving;
mod staff;
mod verdicts;
