//! *Dispositivo*: an enumerator's tablet as the server knows it: its public key, the hash of its
//! token, whose it is. Start at `enrolment_code` (a supervisor lets someone in), then `enrol`,
//! `authenticate`, `revoke`. It does not know what a device hands over.

pub mod authenticate;
pub mod command;
pub mod enrol;
pub mod enrolment_code;
pub mod http;
pub mod revoke;
pub mod store;

pub use authenticate::{Known, authenticate};
pub use store::Device;
