//! Classifications: what the definition says about each child of a household, with its grounds.
//! `child_facts` is the one place where questions become facts; `edition` the one that parses
//! the dated numbers.
pub mod child_facts;
pub mod edition;
