//! *Hogar*: people who share a dwelling and one food budget, as devices hand their records over.
//!
//! A batch's way: `http` (who is it, is the signature theirs) → `take_in` (guard each change,
//! append to the log, one transaction) → the answer leaves → `projector` (apply, check against
//! the questionnaire, rows, classification, case) in its own thread. `reply` finds what others
//! changed. Rows are derived: `rebuild` makes them anew from the log. `characterise` tells a
//! household in the categories of the local guide, and is no part of that way.

pub mod characterise;
pub mod http;
pub mod project;
pub mod projector;
pub mod rebuild;
pub mod reply;
pub mod rows;
pub mod standing;
pub mod store;
pub mod take_in;
mod worker;
mod write_projected;
