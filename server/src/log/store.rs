//! SQL of reading the log.

use rusqlite::{Connection, OptionalExtension, params};

use super::Chain;
use super::household_key::HouseholdKey;
use super::seal::{self, NotOpened};

/// Whether a change counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is part of its household's record.
    Taken,
    /// It is kept, apart from the record, for a supervisor; the reason is a code.
    Quarantined(String),
}

impl State {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Quarantined(_) => "quarantined",
        }
    }

    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Taken => None,
            Self::Quarantined(reason) => Some(reason),
        }
    }
}

/// One change read back from the log.
#[derive(Clone)]
pub struct Logged {
    pub receipt: i64,
    pub household: String,
    pub survey: String,
    pub hash: [u8; 32],
    pub device: String,
    pub ciphertext: Vec<u8>,
    pub received_at: String,
}

impl Logged {
    /// The bytes as the device sent them.
    pub fn bytes(&self, key: &HouseholdKey) -> Result<Vec<u8>, NotOpened> {
        seal::open(key, &self.hash, &self.ciphertext)
    }
}

/// The last receipt and the chain's value there; (0, zeros) for an empty log.
pub fn head(conn: &Connection) -> rusqlite::Result<(i64, Chain)> {
    let last = conn
        .prepare_cached("select receipt, chain from change_log order by receipt desc limit 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.unwrap_or((0, [0; 32])))
}

/// The chain's value at a receipt; zeros at 0. `None`: the log does not reach so far.
pub fn chain_at(conn: &Connection, receipt: i64) -> rusqlite::Result<Option<Chain>> {
    if receipt == 0 {
        return Ok(Some([0; 32]));
    }
    conn.prepare_cached("select chain from change_log where receipt = ?1")?
        .query_row([receipt], |row| row.get(0))
        .optional()
}

/// Whether the log holds this change of this household, and in what state.
pub fn state_of(
    conn: &Connection,
    household: &str,
    hash: &[u8; 32],
) -> rusqlite::Result<Option<State>> {
    conn.prepare_cached("select state, reason from change_log where household = ?1 and hash = ?2")?
        .query_row(params![household, hash], |row| {
            let (state, reason): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok(match state.as_str() {
                "taken" => State::Taken,
                _ => State::Quarantined(reason.unwrap_or_default()),
            })
        })
        .optional()
}

const COLUMNS: &str = "receipt, household, survey, hash, device, ciphertext, received_at";

/// Taken changes after a receipt, at most `limit`, in the order of their receipts.
pub fn taken_after(conn: &Connection, receipt: i64, limit: i64) -> rusqlite::Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(&format!(
        "select {COLUMNS} from change_log where receipt > ?1 and state = 'taken'
         order by receipt limit ?2"
    ))?;
    statement.query_map([receipt, limit], of_row)?.collect()
}

/// All taken changes of one household, in the order of their receipts.
pub fn taken_of(conn: &Connection, household: &str) -> rusqlite::Result<Vec<Logged>> {
    let mut statement = conn.prepare_cached(&format!(
        "select {COLUMNS} from change_log where household = ?1 and state = 'taken'
         order by receipt"
    ))?;
    statement.query_map([household], of_row)?.collect()
}

/// Sets a change aside after all: its bytes passed the guard but not the projector.
pub fn quarantine(conn: &Connection, receipt: i64, reason: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "update change_log set state = 'quarantined', reason = ?2 where receipt = ?1",
    )?
    .execute(params![receipt, reason])?;
    Ok(())
}

/// A line from a row of its seven columns, in their order.
pub(crate) fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Logged> {
    Ok(Logged {
        receipt: row.get(0)?,
        household: row.get(1)?,
        survey: row.get(2)?,
        hash: row.get(3)?,
        device: row.get(4)?,
        ciphertext: row.get(5)?,
        received_at: row.get(6)?,
    })
}
