//! The municipality's server: takes in households, classifies their children, proposes cases,
//! draws up lists. Start at `http` (what may be asked of it), then `households` (what becomes of
//! a batch). A folder is a noun of the glossary, its files are verbs; `store.rs` is the only SQL
//! of a noun and `http.rs` its only axum. It does not know the field app.

pub mod accounts;
pub mod assignments;
pub mod beneficiaries;
pub mod cases;
pub mod children;
pub mod classifications;
pub mod classify_command;
pub mod clock;
pub mod command;
pub mod coverage;
pub mod data_folder;
pub mod database;
pub mod demo;
pub mod devices;
pub mod entropy;
pub mod events;
pub mod form_command;
pub mod households;
pub mod http;
pub mod indicators_command;
pub mod keep;
pub mod log;
pub mod office;
pub mod pages;
pub mod prevention;
pub mod programmes;
pub mod surveys;
pub mod territory;
