//! *Prevención*: children at risk of child labour who are not in it, the list beside the one of
//! restitution.
//!
//! Start at `weigh` (facts become rows, in the transaction of the classification), then `rules`
//! (which weights hold: the municipality's, else the proposal) and `http` (the page and its file).
//! Nothing here changes a class or a case, and no row of this table is counted as child labour.

mod command;
mod file;
mod find;
mod http;
pub mod rules;
mod store;
pub mod weigh;

pub use command::RiskCommand;
pub(crate) use find::{GROUNDS, STANDINGS};
pub use http::router;
pub use store::{Counted, counted};
