//! The key of one household, made at its first change, kept wrapped by the server's key. Erasing
//! a household means destroying this row: nobody can then read its bytes in the log.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use zeroize::Zeroizing;

use super::seal::{self, NotOpened};
use crate::data_folder::Keys;
use crate::entropy::{self, Entropy};

/// 32 bytes that open one household's part of the log.
pub type HouseholdKey = Zeroizing<[u8; 32]>;

/// The household's key, if it has one. `Err` inside: it is there but does not open.
pub fn household_key(
    conn: &Connection,
    keys: &Keys,
    household: &str,
) -> rusqlite::Result<Option<Result<HouseholdKey, NotOpened>>> {
    let wrapped: Option<Vec<u8>> = conn
        .prepare_cached("select wrapped from household_key where household = ?1")?
        .query_row([household], |row| row.get(0))
        .optional()?;
    Ok(wrapped.map(|wrapped| {
        let key = Zeroizing::new(seal::open(&keys.log_wrap, household.as_bytes(), &wrapped)?);
        Ok(Zeroizing::new(
            key.as_slice().try_into().map_err(|_| NotOpened)?,
        ))
    }))
}

/// The household's key; made when it has none.
pub(super) fn make_or_get(
    tx: &Transaction<'_>,
    keys: &Keys,
    entropy: &dyn Entropy,
    household: &str,
) -> rusqlite::Result<Result<HouseholdKey, NotOpened>> {
    if let Some(key) = household_key(tx, keys, household)? {
        return Ok(key);
    }
    let key: HouseholdKey = Zeroizing::new(entropy::bytes(entropy));
    let wrapped = seal::seal(&keys.log_wrap, household.as_bytes(), key.as_ref(), entropy);
    tx.prepare_cached("insert into household_key (household, wrapped) values (?1, ?2)")?
        .execute(params![household, wrapped])?;
    Ok(Ok(key))
}
