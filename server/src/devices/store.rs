//! SQL of people, enrolment codes and devices.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::clock::stamp;

/// One enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// 16 hexadecimal digits.
    pub id: String,
    /// Person id of who carries it.
    pub person: String,
    pub survey: String,
    /// Ed25519.
    pub public_key: Vec<u8>,
    pub revoked: bool,
    pub last_batch: i64,
    pub have_list_due: bool,
}

/// An enrolment code about to be stored.
pub struct NewCode<'a> {
    pub label: &'a str,
    pub secret_hash: [u8; 32],
    pub person: &'a str,
    pub survey: &'a str,
    pub made_by: &'a str,
}

/// An enrolment code as stored.
pub(super) struct OpenCode {
    pub id: i64,
    pub secret_hash: Vec<u8>,
    pub person: String,
    pub survey: String,
    pub wrong_tries: i64,
}

/// Adds a person, or renames the one of this id.
pub fn put_person(conn: &Connection, id: &str, name: &str, role: &str) -> rusqlite::Result<()> {
    conn.execute(
        "insert into person (id, name, role) values (?1, ?2, ?3)
         on conflict (id) do update set name = excluded.name, role = excluded.role",
        [id, name, role],
    )?;
    Ok(())
}

/// A person's name.
pub fn person_name(conn: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("select name from person where id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

pub(super) fn person_exists(conn: &Connection, id: &str) -> rusqlite::Result<bool> {
    Ok(person_name(conn, id)?.is_some())
}

pub(super) fn label_is_open(
    conn: &Connection,
    label: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    Ok(open_code(conn, label, now)?.is_some())
}

pub(super) fn open_code(
    conn: &Connection,
    label: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<OpenCode>> {
    conn.prepare_cached(
        "select id, secret_hash, person, survey, wrong_tries from enrolment_code
         where label = ?1 and used_at is null and expires_at > ?2",
    )?
    .query_row([label, &stamp(now)], |row| {
        Ok(OpenCode {
            id: row.get(0)?,
            secret_hash: row.get(1)?,
            person: row.get(2)?,
            survey: row.get(3)?,
            wrong_tries: row.get(4)?,
        })
    })
    .optional()
}

pub(super) fn put_code(
    conn: &Connection,
    code: &NewCode<'_>,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> rusqlite::Result<i64> {
    conn.execute(
        "insert into enrolment_code (label, secret_hash, person, survey, made_by, made_at, expires_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            code.label,
            code.secret_hash,
            code.person,
            code.survey,
            code.made_by,
            stamp(now),
            stamp(expires)
        ],
    )?;
    Ok(conn.last_insert_rowid())
}

pub(super) fn count_wrong_try(conn: &Connection, code: i64) -> rusqlite::Result<()> {
    conn.execute(
        "update enrolment_code set wrong_tries = wrong_tries + 1 where id = ?1",
        [code],
    )?;
    Ok(())
}

pub(super) fn use_up(conn: &Connection, code: i64, now: DateTime<Utc>) -> rusqlite::Result<()> {
    conn.execute(
        "update enrolment_code set used_at = ?2 where id = ?1",
        params![code, stamp(now)],
    )?;
    Ok(())
}

/// A device about to be enrolled.
pub(super) struct NewDevice<'a> {
    pub id: &'a str,
    pub person: &'a str,
    pub survey: &'a str,
    pub label: &'a str,
    pub public_key: &'a [u8; 32],
    pub token_hash: [u8; 32],
}

pub(super) fn put_device(
    conn: &Connection,
    device: &NewDevice<'_>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    conn.execute(
        "insert into device (id, person, survey, label, public_key, token_hash, enrolled_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            device.id,
            device.person,
            device.survey,
            device.label,
            device.public_key,
            device.token_hash,
            stamp(now)
        ],
    )?;
    Ok(())
}

/// Device id → person id, of every device there ever was.
pub fn people_of_devices(conn: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    conn.prepare_cached("select id, person from device")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

const COLUMNS: &str =
    "id, person, survey, public_key, revoked_at is not null, last_batch, have_list_due";

/// The device of this token's hash.
pub(super) fn device_of_token(
    conn: &Connection,
    token_hash: &[u8; 32],
) -> rusqlite::Result<Option<Device>> {
    conn.prepare_cached(&format!(
        "select {COLUMNS} from device where token_hash = ?1"
    ))?
    .query_row([token_hash], of_row)
    .optional()
}

/// The device of this id.
pub fn device(conn: &Connection, id: &str) -> rusqlite::Result<Option<Device>> {
    conn.prepare_cached(&format!("select {COLUMNS} from device where id = ?1"))?
        .query_row([id], of_row)
        .optional()
}

/// Marks the device revoked. False: it was not there, or revoked already.
pub(super) fn revoke(conn: &Connection, id: &str, now: DateTime<Utc>) -> rusqlite::Result<bool> {
    let rows = conn.execute(
        "update device set revoked_at = ?2 where id = ?1 and revoked_at is null",
        params![id, stamp(now)],
    )?;
    Ok(rows == 1)
}

/// What a hand-over leaves on the device's row.
pub fn note_hand_over(
    conn: &Connection,
    id: &str,
    last_batch: i64,
    rolled_back: bool,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "update device set last_batch = max(last_batch, ?2), last_seen_at = ?3,
             rolled_back_at = case when ?4 then ?3 else rolled_back_at end
         where id = ?1",
    )?
    .execute(params![id, last_batch, stamp(now), rolled_back])?;
    Ok(())
}

/// The devices of these people and this round must say once what they hold.
pub fn ask_for_have_list(conn: &Connection, person: &str, survey: &str) -> rusqlite::Result<()> {
    conn.execute(
        "update device set have_list_due = 1 where person = ?1 and survey = ?2",
        [person, survey],
    )?;
    Ok(())
}

/// The device has said it.
pub fn have_list_came(conn: &Connection, id: &str) -> rusqlite::Result<()> {
    conn.execute("update device set have_list_due = 0 where id = ?1", [id])?;
    Ok(())
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        id: row.get(0)?,
        person: row.get(1)?,
        survey: row.get(2)?,
        public_key: row.get(3)?,
        revoked: row.get(4)?,
        last_batch: row.get(5)?,
        have_list_due: row.get(6)?,
    })
}
