//! Classifications: what the definition says about each child of a household, with its grounds.
//!
//! Start at `classify_members`. `risk_facts` makes the facts of another rule set, at risk, which
//! `crate::prevention` weighs. `child_facts` is the one place where questions become facts,
//! `edition` the one that parses the dated numbers, `classify` (the crate) the one that decides.

pub mod child_facts;
pub mod classify_members;
pub mod edition;
pub mod risk_facts;
pub mod sector;
pub mod store;

pub use classify_members::{Classified, classify_members};
pub use risk_facts::risk_facts;
