//! Revoking: a lost or returned device. From then on it gets 401 everywhere; what it still hands
//! over, signed, is set aside for a supervisor, and it is told to wipe itself.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::store;
use crate::events;

/// Revokes the device. False: there is no such device, or it was revoked before.
pub fn revoke(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    who: &str,
    device: &str,
) -> rusqlite::Result<bool> {
    let revoked = store::revoke(tx, device, now)?;
    if revoked {
        events::note(
            tx,
            now,
            who,
            "device.revoked",
            device,
            &serde_json::json!({}),
        )?;
    }
    Ok(revoked)
}
