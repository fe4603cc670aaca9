//! Classifications: what the definition says about each child of a household, with its grounds.
//!
//! Start at `classify_members`. `child_facts` is the one place where questions become facts,
//! `edition` the one that parses the dated numbers, `classify` (the crate) the one that decides.

pub mod child_facts;
pub mod classify_members;
pub mod edition;
pub mod sector;
pub mod store;

pub use classify_members::{Classified, classify_members};
