//! Devices.
pub mod command;
pub mod http;
