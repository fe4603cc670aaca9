//! *Microdatos*: tables of a survey read as child facts through a mapping.
//!
//! What this crate does not know: the rules, households, and the server's database.
