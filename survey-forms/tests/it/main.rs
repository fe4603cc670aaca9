//! What the questionnaire asks and how it judges answers, one binary. `home.rs` is the household
//! that the examples share.

#![expect(
    clippy::unwrap_used,
    reason = "what cannot be unwrapped here is a failed test"
)]

mod accepting;
mod asking;
mod content;
mod expressions;
mod home;
mod logic;
mod properties;
mod questionnaire;
mod reviewing;
mod scalars;
mod schema;
mod sheets_hostile;
mod sheets_made;
mod sheets_markdown;
mod sheets_reading;
mod sheets_round;
mod visits;
mod xlsform_export;
mod xlsform_import;
