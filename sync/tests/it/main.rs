//! What must hold of records, guard, wire and hand-over; one binary for the crate.

mod forge;
mod guard_accepts;
mod guard_refuses;
mod hand_over;
mod hostile_files;
mod mutants;
mod record;
mod sizes;
mod support;
mod town;
