//! Who is asking: the bearer token of a device, looked up by its SHA-256.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use rusqlite::Connection;

use super::enrol::token_hash;
use super::store::{Device, device_of_token};
use crate::http::problem::{DEVICE_REVOKED, DEVICE_UNKNOWN, Problem};

/// A device that this server enrolled; it may have been revoked since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    Active(Device),
    Revoked(Device),
}

impl Known {
    /// The device, if it may ask for things.
    pub fn active(self) -> Result<Device, Problem> {
        match self {
            Self::Active(device) => Ok(device),
            Self::Revoked(_) => Err(Problem::new(&DEVICE_REVOKED)),
        }
    }
}

/// The token of a request, if it carries one in the form this server gives out.
pub fn token(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let token = value.strip_prefix("Bearer ")?;
    (token.len() == 64).then(|| token.to_owned())
}

/// The device of a token.
pub fn authenticate(conn: &Connection, token: Option<&str>) -> Result<Known, Problem> {
    let token = token.ok_or(Problem::new(&DEVICE_UNKNOWN))?;
    match device_of_token(conn, &token_hash(token))? {
        None => Err(Problem::new(&DEVICE_UNKNOWN)),
        Some(device) if device.revoked => Ok(Known::Revoked(device)),
        Some(device) => Ok(Known::Active(device)),
    }
}
