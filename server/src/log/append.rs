//! Appending one change to the log, in the caller's transaction.

use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};
use sha2::{Digest, Sha256};

use super::household_key::make_or_get;
use super::link;
use super::seal::{NotOpened, seal};
use super::store::{State, head};
use crate::clock::stamp;
use crate::data_folder::Keys;
use crate::entropy::Entropy;

/// One change as it is kept.
pub struct Entry<'a> {
    pub household: &'a str,
    pub survey: &'a str,
    /// Its hash as the change format defines it.
    pub hash: &'a [u8; 32],
    /// The bytes as the device sent them.
    pub bytes: &'a [u8],
    pub device: &'a str,
    pub batch: i64,
    /// Row of the signed request it came in, and that request's signature.
    pub envelope: i64,
    pub signature: &'a [u8],
    /// As the guard read them; `None` where the bytes were not readable.
    pub actor: Option<String>,
    pub seq: Option<i64>,
    pub state: State,
    /// Of a refused change: the hash that its bytes claim.
    pub claims: Option<&'a [u8; 32]>,
}

/// Why a change could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Key(#[from] NotOpened),
}

/// Appends, and gives the receipt number.
pub fn append(
    tx: &Transaction<'_>,
    keys: &Keys,
    entropy: &dyn Entropy,
    now: DateTime<Utc>,
    entry: &Entry<'_>,
) -> Result<i64, AppendError> {
    let key = make_or_get(tx, keys, entropy, entry.household)??;
    let ciphertext = seal(&key, entry.hash, entry.bytes, entropy);
    let (last, before) = head(tx)?;
    let receipt = last + 1;
    let ciphertext_hash = Sha256::digest(&ciphertext);
    let chain = link(
        &before,
        receipt,
        entry.household,
        entry.hash,
        &ciphertext_hash,
        entry.signature,
    );
    tx.prepare_cached(
        "insert into change_log (receipt, household, survey, hash, device, batch, envelope, actor,
             seq, ciphertext, chain, state, reason, claims, received_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        receipt,
        entry.household,
        entry.survey,
        entry.hash,
        entry.device,
        entry.batch,
        entry.envelope,
        entry.actor,
        entry.seq,
        ciphertext,
        chain,
        entry.state.name(),
        entry.state.reason(),
        entry.claims,
        stamp(now)
    ])?;
    Ok(receipt)
}
