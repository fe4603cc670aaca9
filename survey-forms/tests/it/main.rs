//! What the questionnaire asks and how it judges answers, one binary. `home.rs` is the household
//! that the examples share.

#![expect(
    clippy::unwrap_used,
    reason = "what cannot be unwrapped here is a failed test"
)]

mod accepting;
mod asking;
mod conditions;
mod home;
mod properties;
mod questionnaire;
mod reviewing;
mod scalars;
mod schema;
mod visits;
