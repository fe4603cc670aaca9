//! What a device hears back: what others changed in its scope since its cursor, and what the
//! server lacks of what it has. Read after the commit, so that it never holds up the writer.

use rusqlite::Connection;
use sync::wire::{Batch, HaveList, HouseholdChanges, Reply};
use sync::{Hash, RawChange};

use super::store;
use super::take_in::TakenIn;
use crate::assignments;
use crate::data_folder::Keys;
use crate::devices::{Device, store::device};
use crate::keep;
use crate::log::{self, Logged};

/// Bytes of others' changes in one answer; the rest follows when the device asks again.
const REPLY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Rows looked at for one answer.
const REPLY_ROWS_MAX: i64 = 4_000;

/// Completes the reply of an active device.
pub fn complete(
    conn: &Connection,
    keys: &Keys,
    batch: &Batch,
    of: &Device,
    taken: TakenIn,
) -> rusqlite::Result<Reply> {
    let mut reply = taken.reply;
    let scope = assignments::scope(conn, &of.person, &of.survey)?;
    reply.assignments_version = scope.version();
    reply.backed_up_through = u64::try_from(keep::backed_up_through(conn)?).unwrap_or_default();
    let have_list_due = device(conn, &of.id)?.is_some_and(|device| device.have_list_due);
    let (cursor, placed) = place(conn, batch)?;
    let lost = have_list_due || reply.rolled_back || reply.send_have_list || !placed;
    if batch.have.is_none() && lost {
        reply.send_have_list = true;
        (reply.cursor, reply.witness) = (batch.cursor, batch.witness);
        return Ok(reply);
    }
    if let Some(have) = &batch.have {
        reply.wanted = lacking(conn, have)?;
    }
    let from = if batch.have.is_some() { 0 } else { cursor };
    // Only what is projected: before, the server does not know which area a household is in.
    // And as it was when the batch was taken in, so that a fast projector changes no answer.
    let through = taken.projected;
    let found = store::in_scope(conn, of, from, through, REPLY_ROWS_MAX)?;
    let all_seen = i64::try_from(found.len()).unwrap_or(i64::MAX) < REPLY_ROWS_MAX;
    let (changes, last, fits) = open_up_to_the_cap(conn, keys, batch, of, found)?;
    reply.changes = changes;
    reply.more = !(all_seen && fits);
    let heard = if reply.more {
        last
    } else {
        through.max(cursor)
    };
    reply.cursor = u64::try_from(heard).unwrap_or_default();
    reply.witness = witness(&log::chain_at(conn, heard)?.unwrap_or_default());
    Ok(reply)
}

/// The device's cursor, and whether this log is the one in which it was given.
fn place(conn: &Connection, batch: &Batch) -> rusqlite::Result<(i64, bool)> {
    let cursor = i64::try_from(batch.cursor).unwrap_or(i64::MAX);
    match log::chain_at(conn, cursor)? {
        Some(_) if cursor == 0 => Ok((0, true)),
        Some(chain) => Ok((cursor, witness(&chain) == batch.witness)),
        None => Ok((0, false)),
    }
}

fn witness(chain: &log::Chain) -> [u8; 8] {
    let mut witness = [0; 8];
    witness.copy_from_slice(&chain[..8]);
    witness
}

/// Changes that the device has and the log does not.
fn lacking(conn: &Connection, have: &HaveList) -> rusqlite::Result<Option<HaveList>> {
    let mut lacking: Vec<Hash> = Vec::new();
    for prefix in have.prefixes() {
        if !store::prefix_is_logged(conn, prefix)? {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&prefix);
            lacking.push(hash);
        }
    }
    Ok((!lacking.is_empty()).then(|| HaveList::of(lacking)))
}

/// The changes by household and round, the last receipt among them, and whether all fitted.
fn open_up_to_the_cap(
    conn: &Connection,
    keys: &Keys,
    batch: &Batch,
    of: &Device,
    found: Vec<Logged>,
) -> rusqlite::Result<(Vec<HouseholdChanges>, i64, bool)> {
    let (mut bytes, mut last) = (0, 0);
    let mut changes: Vec<HouseholdChanges> = Vec::new();
    for logged in found {
        let known = match &batch.have {
            Some(have) => have.holds(&logged.hash),
            None => logged.device == of.id,
        };
        if known {
            last = logged.receipt;
            continue;
        }
        bytes += logged.ciphertext.len();
        if bytes > REPLY_BYTES_MAX && !changes.is_empty() {
            return Ok((changes, last, false));
        }
        last = logged.receipt;
        if let Some(change) = read(conn, keys, &logged)? {
            put(&mut changes, &logged, change);
        }
    }
    Ok((changes, last, true))
}

/// `None`: the household was erased, or its key does not open; the doctor tells which.
fn read(conn: &Connection, keys: &Keys, logged: &Logged) -> rusqlite::Result<Option<RawChange>> {
    let key = log::household_key(conn, keys, &logged.household)?;
    let bytes = key
        .and_then(Result::ok)
        .and_then(|key| logged.bytes(&key).ok());
    Ok(bytes.map(|bytes| RawChange {
        hash: logged.hash,
        bytes,
    }))
}

fn put(changes: &mut Vec<HouseholdChanges>, logged: &Logged, change: RawChange) {
    let Ok(household) = logged.household.parse() else {
        return;
    };
    let place = changes
        .iter_mut()
        .find(|there| there.household == household && there.survey == logged.survey);
    match place {
        Some(there) => there.changes.push(change),
        None => changes.push(HouseholdChanges {
            household,
            survey: logged.survey.clone(),
            changes: vec![change],
        }),
    }
}
