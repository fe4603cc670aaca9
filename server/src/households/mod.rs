//! Households.
pub mod http;
pub mod projector;
pub mod rebuild;
