//! Assignments.
pub mod command;
pub mod http;
