//! *Pesos y cortes en vigor*: those that the municipality set last, else the shipped proposal.
//!
//! Start at [`for_day`] and [`set`]. A rule set that was set is kept with its hash and is never
//! removed. What this module does not know: what a weight means.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use classify::Date;
use classify::at_risk::{AT_RISK_1, RiskFault, RiskRules};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{store, weigh};
use crate::database::DatabaseError;
use crate::events;

/// Why a rule set was not taken; nothing of it is kept. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum SetRiskError {
    /// Not TOML of this form.
    #[error(
        "el archivo no se puede leer como pesos y cortes: {0}. Parta de `rayuela risk show`. \
         | the file cannot be read as weights and cuts: {0}. Begin with `rayuela risk show`."
    )]
    Unreadable(String),
    /// A value that cannot be, by its field.
    #[error("{0}")]
    Fault(#[from] RiskFault),
    /// The id has another content already.
    #[error(
        "la clave {0} ya es de otros pesos; los que se usaron no se cambian. Ponga otra en `id`. \
         | the id {0} belongs to other weights; those once used are never changed. Give another `id`."
    )]
    Taken(String),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for SetRiskError {
    fn from(error: rusqlite::Error) -> Self {
        SetRiskError::Database(error.into())
    }
}

/// A rule set with the text it was read from.
#[derive(Clone, Debug)]
pub struct Held {
    /// The rules.
    pub rules: Arc<RiskRules>,
    /// SHA-256 of the text, in hex.
    pub hash: String,
}

/// What came of setting weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The rule set's id.
    pub id: String,
    /// SHA-256 of its text, in hex.
    pub hash: String,
    /// Children weighed anew.
    pub weighed: u64,
    /// They were in force already.
    pub same: bool,
}

/// The rules in force on a reference date: of those that the municipality set, the newest that
/// holds then; else the proposal; `None` before it.
pub fn for_day(conn: &Connection, on: NaiveDate) -> rusqlite::Result<Option<Held>> {
    let Some(day) = Date::read(&on.to_string()) else {
        return Ok(None);
    };
    let kept = store::kept_rules(conn)?;
    let texts = kept.iter().rev().map(String::as_str).chain([AT_RISK_1]);
    let held = texts
        .filter_map(read_once)
        .find(|held| held.rules.in_force(day));
    Ok(held)
}

/// The rules in force today, with their text.
pub fn now(conn: &Connection) -> rusqlite::Result<String> {
    let kept = store::kept_rules(conn)?.pop();
    Ok(kept.unwrap_or_else(|| AT_RISK_1.to_owned()))
}

/// Reads and checks a rule set.
///
/// # Errors
/// What is wrong, by line or by field.
pub fn parse(text: &str) -> Result<RiskRules, SetRiskError> {
    let rules: RiskRules =
        toml::from_str(text).map_err(|fault| SetRiskError::Unreadable(told(&fault)))?;
    rules.check()?;
    Ok(rules)
}

/// Keeps a rule set as the one in force, weighs every child anew, and notes it; all or nothing.
///
/// # Errors
/// [`SetRiskError`]; nothing is kept then.
pub fn set(tx: &Transaction<'_>, now: DateTime<Utc>, text: &str) -> Result<Set, SetRiskError> {
    let rules = parse(text)?;
    let (id, hash) = (rules.id.to_string(), hash(text));
    let kept = store::kept_rules(tx)?;
    let mut known = kept.iter().map(String::as_str).chain([AT_RISK_1]);
    // Weights once used may come back as they were; another content needs another id.
    let clashes =
        |other: &str| self::hash(other) != hash && parse(other).is_ok_and(|it| *it.id == *id);
    let in_force = kept.last().map_or(AT_RISK_1, String::as_str);
    if self::hash(in_force) == hash {
        return Ok(Set {
            id,
            hash,
            weighed: 0,
            same: true,
        });
    }
    if known.any(clashes) {
        return Err(SetRiskError::Taken(id));
    }
    store::keep_rules(tx, &id, text, &hash, now)?;
    let weighed = weigh::again(tx)?;
    let detail = json!({ "hash": hash, "proposal": rules.proposal, "weighed": weighed });
    events::note(tx, now, "server", "risk.rules_set", &id, &detail)?;
    Ok(Set {
        id,
        hash,
        weighed,
        same: false,
    })
}

/// SHA-256 in hex.
pub fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// Each text is parsed once while the program runs. One that this program cannot read (kept by
/// another version) is passed over.
fn read_once(text: &str) -> Option<Held> {
    static READ: OnceLock<Mutex<BTreeMap<String, Option<Held>>>> = OnceLock::new();
    let read = READ.get_or_init(Mutex::default);
    let hash = hash(text);
    let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
    let held = read
        .entry(hash.clone())
        .or_insert_with(|| match parse(text) {
            Ok(rules) => Some(Held {
                rules: Arc::new(rules),
                hash,
            }),
            Err(error) => {
                tracing::error!(%error, "kept risk rules cannot be read");
                None
            }
        });
    held.clone()
}

/// The place in the text and what was expected, in one line.
fn told(fault: &toml::de::Error) -> String {
    let text = fault.to_string();
    let lines = text
        .lines()
        .filter(|line| !line.contains('|') || line.contains('='));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}
