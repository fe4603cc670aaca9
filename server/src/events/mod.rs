//! Events: who did what to what, and when, noted in the same transaction as the change itself
//! and hash-chained, so that a removed or altered row is found (`verify`). Details are codes and
//! numbers; names, addresses and answers never stand here.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use crate::clock::stamp;

/// Notes one event. `who` is a person's or device's id or `server`; `what` a verb such as
/// `device.enrolled`; `subject` the id of what it happened to; `detail` codes and numbers.
pub fn note(
    tx: &Transaction<'_>,
    at: DateTime<Utc>,
    who: &str,
    what: &str,
    subject: &str,
    detail: &serde_json::Value,
) -> rusqlite::Result<()> {
    let before: Option<Vec<u8>> = tx
        .prepare_cached("select chain from event order by id desc limit 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let (at, detail) = (stamp(at), detail.to_string());
    let chain = link(
        before.as_deref().unwrap_or_default(),
        [&at, who, what, subject, &detail],
    );
    tx.prepare_cached(
        "insert into event (at, who, what, subject, detail, chain) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![at, who, what, subject, detail, chain.as_slice()])?;
    Ok(())
}

/// Walks the whole chain. `Some(id)`: the first event that does not follow from the one before.
pub fn verify(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    let mut statement =
        conn.prepare("select id, at, who, what, subject, detail, chain from event order by id")?;
    let mut rows = statement.query([])?;
    let mut before: Vec<u8> = Vec::new();
    let mut expected = 1;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let fields: [String; 5] = [
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ];
        let chain: Vec<u8> = row.get(6)?;
        if id != expected || link(&before, fields.each_ref().map(String::as_str)) != chain[..] {
            return Ok(Some(id));
        }
        (before, expected) = (chain, id + 1);
    }
    Ok(None)
}

fn link(before: &[u8], fields: [&str; 5]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"rayuela event 1");
    hash.update(before);
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;

    #[test]
    fn an_altered_event_breaks_the_chain_and_is_named() {
        let home = tempfile::tempdir().unwrap();
        let database = Database::open_file(&home.path().join("e.db"), &[1; 32]).unwrap();
        database
            .write(|tx| {
                for n in 0..5 {
                    let at = DateTime::<Utc>::UNIX_EPOCH;
                    note(
                        tx,
                        at,
                        "elena",
                        "case.opened",
                        &n.to_string(),
                        &serde_json::json!({}),
                    )?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(database.read(verify).unwrap(), None);
        database
            .write(|tx| tx.execute("update event set who = 'x' where id = 3", []))
            .unwrap();
        assert_eq!(database.read(verify).unwrap(), Some(3));
    }
}
