//! What the questionnaire asks and how it judges answers, one binary. `home.rs` is the household
//! that the examples share.

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
