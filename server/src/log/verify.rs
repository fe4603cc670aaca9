//! Walking the chain: every entry follows from the one before, and every signed request that the
//! log rests on still carries its device's signature.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::link;

/// Where the chain breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The receipt that is missing or does not follow.
    pub receipt: i64,
}

/// Walks the whole log. `Ok(Ok(n))`: sound, with `n` entries.
pub fn verify(conn: &Connection) -> rusqlite::Result<Result<i64, Broken>> {
    let mut statement = conn.prepare(
        "select l.receipt, l.household, l.hash, l.ciphertext, l.chain, e.signature
         from change_log l join envelope e on e.id = l.envelope order by l.receipt",
    )?;
    let mut rows = statement.query([])?;
    let (mut expected, mut before) = (1_i64, [0_u8; 32]);
    while let Some(row) = rows.next()? {
        let receipt: i64 = row.get(0)?;
        let household: String = row.get(1)?;
        let (hash, ciphertext): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
        let (chain, signature): ([u8; 32], Vec<u8>) = (row.get(4)?, row.get(5)?);
        let follows = link(
            &before,
            receipt,
            &household,
            &hash,
            &Sha256::digest(&ciphertext),
            &signature,
        );
        if receipt != expected || follows != chain {
            return Ok(Err(Broken { receipt: expected }));
        }
        (expected, before) = (receipt + 1, chain);
    }
    Ok(Ok(expected - 1))
}
