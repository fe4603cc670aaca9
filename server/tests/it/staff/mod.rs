//! The staff pages as two people use them: Elena supervises, Carmen follows cases.
//!
//! Start at `office.rs`: a data folder, a router, two accounts and a few invented households.

mod commands;
mod exports;
mod fields;
mod grounds;
mod lists;
mod office;
mod prevention;
mod sessions;
