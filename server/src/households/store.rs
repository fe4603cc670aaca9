//! SQL of hand-over and projection.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use sync::wire::Reply;
use sync::{Actor, Hash};

use super::rows::{AnswerRow, HouseholdRow};
use crate::clock::stamp;
use crate::devices::Device;
use crate::log::{Logged, store::of_row};

/// The answer that these very bytes got before.
pub(super) fn reply_to(
    conn: &Connection,
    device: &str,
    batch: i64,
    body: &Hash,
) -> rusqlite::Result<Option<Reply>> {
    let stored: Option<Vec<u8>> = conn
        .prepare_cached(
            "select reply from envelope where device = ?1 and batch = ?2 and hash = ?3",
        )?
        .query_row(params![device, batch, body], |row| row.get(0))
        .optional()?;
    Ok(stored.and_then(|bytes| Reply::decode(&bytes).ok()))
}

pub(super) fn put_envelope(
    tx: &Transaction<'_>,
    device: &str,
    batch: i64,
    body: &Hash,
    signature: &[u8; 64],
    now: DateTime<Utc>,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "insert into envelope (device, batch, hash, signature, reply, received_at)
         values (?1, ?2, ?3, ?4, x'', ?5)",
    )?
    .execute(params![device, batch, body, signature, stamp(now)])?;
    Ok(tx.last_insert_rowid())
}

pub(super) fn put_reply(
    tx: &Transaction<'_>,
    envelope: i64,
    reply: &Reply,
) -> rusqlite::Result<()> {
    tx.prepare_cached("update envelope set reply = ?2 where id = ?1")?
        .execute(params![envelope, reply.encode()])?;
    Ok(())
}

/// Hash, actor and sequence number of each taken change of a household.
pub(super) fn taken_marks(
    conn: &Connection,
    household: &str,
) -> rusqlite::Result<Vec<(Hash, Actor, u64)>> {
    let mut statement = conn.prepare_cached(
        "select hash, actor, seq from change_log where household = ?1 and state = 'taken'",
    )?;
    let rows = statement.query_map([household], |row| {
        let (hash, actor, seq): (Hash, Option<String>, Option<i64>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let actor = actor.and_then(|text| text.parse::<Actor>().ok());
        Ok(actor
            .zip(seq)
            .map(|(actor, seq)| (hash, actor, u64::try_from(seq).unwrap_or_default())))
    })?;
    rows.filter_map(Result::transpose).collect()
}

/// What of a household is set aside, by the hash that others would build on, with the reason:
/// what this device sent and was refused, and what anyone's projection found wrong.
pub(super) fn set_aside(
    conn: &Connection,
    household: &str,
    device: &str,
) -> rusqlite::Result<BTreeMap<Hash, String>> {
    let mut statement = conn.prepare_cached(
        "select coalesce(claims, hash), coalesce(reason, '') from change_log
         where household = ?1 and state = 'quarantined' and (claims is null or device = ?2)",
    )?;
    statement
        .query_map([household, device], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The last receipt whose rows are committed.
pub fn projected(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("select receipt from projection")?
        .query_row([], |row| row.get(0))
}

pub(super) fn put_projected(tx: &Transaction<'_>, receipt: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("update projection set receipt = ?1")?
        .execute([receipt])?;
    Ok(())
}

/// Taken changes of households in the device's areas, after `from` and through `through`.
pub(super) fn in_scope(
    conn: &Connection,
    device: &Device,
    from: i64,
    through: i64,
    limit: i64,
) -> rusqlite::Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(
        "select l.receipt, l.household, l.survey, l.hash, l.device, l.ciphertext, l.received_at
         from change_log l
         join household h on h.id = l.household and h.survey = l.survey
         where l.receipt > ?1 and l.receipt <= ?2 and l.state = 'taken' and l.survey = ?4
           and h.area in (select area from assignment where person = ?3 and survey = ?4)
         order by l.receipt limit ?5",
    )?;
    statement
        .query_map(
            params![from, through, device.person, device.survey, limit],
            of_row,
        )?
        .collect()
}

/// Whether some change's hash begins so.
pub(super) fn prefix_is_logged(conn: &Connection, prefix: [u8; 8]) -> rusqlite::Result<bool> {
    let (mut low, mut high) = ([0; 32], [0xff; 32]);
    low[..8].copy_from_slice(&prefix);
    high[..8].copy_from_slice(&prefix);
    conn.prepare_cached("select exists (select 1 from change_log where hash between ?1 and ?2)")?
        .query_row(params![low, high], |row| row.get(0))
}

/// A record as last projected, sealed with its household's key.
pub(super) fn snapshot(
    conn: &Connection,
    household: &str,
) -> rusqlite::Result<Option<(i64, Vec<u8>)>> {
    conn.prepare_cached("select receipt, ciphertext from snapshot where household = ?1")?
        .query_row([household], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

pub(super) fn put_snapshot(
    tx: &Transaction<'_>,
    household: &str,
    receipt: i64,
    sealed: &[u8],
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "insert into snapshot (household, receipt, ciphertext) values (?1, ?2, ?3)
         on conflict (household) do update
         set receipt = excluded.receipt, ciphertext = excluded.ciphertext",
    )?
    .execute(params![household, receipt, sealed])?;
    Ok(())
}

/// Puts a household's row and all its answers in place of what stood there.
pub(super) fn put_household(
    tx: &Transaction<'_>,
    row: &HouseholdRow,
    answers: &[AnswerRow],
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "insert or replace into household (id, survey, folio, area, block, dwelling_number, state,
             visit_result, visits, members, children, discrepancies, receipt, content_id, last_by,
             updated_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        row.id,
        row.survey,
        row.folio,
        row.area,
        row.block,
        row.dwelling_number,
        row.state,
        row.visit_result,
        row.visits,
        row.members,
        row.children,
        row.discrepancies,
        row.receipt,
        row.content_id,
        row.last_by,
        row.updated_at
    ])?;
    tx.prepare_cached("delete from answer where household = ?1 and survey = ?2")?
        .execute([&row.id, &row.survey])?;
    let mut insert = tx.prepare_cached(
        "insert into answer (household, survey, subject, code, n, value, person, device, given_at,
             change_hash)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for answer in answers {
        insert.execute(params![
            row.id,
            row.survey,
            answer.subject,
            answer.code,
            answer.n,
            answer.value,
            answer.person,
            answer.device,
            answer.given_at,
            answer.change
        ])?;
    }
    Ok(())
}

/// Discrepancies as they stand in the household's row; `None` when it has none yet.
pub(super) fn discrepancies(
    conn: &Connection,
    household: &str,
    survey: &str,
) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("select discrepancies from household where id = ?1 and survey = ?2")?
        .query_row([household, survey], |row| row.get(0))
        .optional()
}

/// Forgets the projection, and lets every change that only the projector set aside be judged
/// again. Cases and events stay: they are what people and the server did.
pub(super) fn forget_projection(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute_batch(
        "delete from household; delete from answer; delete from classification;
         delete from at_risk;
         delete from snapshot; update projection set receipt = 0;
         update change_log set state = 'taken', reason = null
             where state = 'quarantined' and claims is null;",
    )
}

/// A hash over every derived row that the log decides: equal before and after a rebuild.
pub fn projection_digest(conn: &Connection) -> rusqlite::Result<Hash> {
    let mut digest = Sha256::new();
    for sql in [
        "select * from household order by id, survey",
        "select * from answer order by household, survey, subject, code, n",
        "select * from classification order by household, survey, member, edition",
        "select * from at_risk order by household, survey, member",
        "select receipt, state, reason from change_log order by receipt",
    ] {
        let mut statement = conn.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                digest.update(format!("{:?}\u{1f}", row.get_ref(column)?));
            }
        }
        digest.update("\u{1e}");
    }
    Ok(digest.finalize().into())
}
