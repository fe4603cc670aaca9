//! Opening a case: a case officer's decision, never the server's.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde_json::json;

use super::store::{self, Case, CaseState};
use crate::clock::stamp;
use crate::database::DatabaseError;
use crate::events;

/// Why a case was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenCaseError {
    #[error("No existe ese caso. Vuelva a la lista. | There is no such case. Go back to the list.")]
    NoCase,
    #[error("El caso ya está abierto. | The case is open already.")]
    OpenAlready,
    #[error("El caso fue descartado. | The case was dismissed.")]
    Dismissed,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for OpenCaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Opens a proposed case in the name of `person`.
pub fn open(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    person: &str,
    case: &str,
) -> Result<Case, OpenCaseError> {
    let mut case = store::case(tx, case)?.ok_or(OpenCaseError::NoCase)?;
    match case.state {
        CaseState::Proposed => {}
        CaseState::Open => return Err(OpenCaseError::OpenAlready),
        CaseState::Dismissed => return Err(OpenCaseError::Dismissed),
    }
    case.state = CaseState::Open;
    case.opened_by = Some(person.to_owned());
    case.opened_at = Some(stamp(now));
    case.changed = false;
    store::put(tx, &case)?;
    events::note(tx, now, person, "case.opened", &case.id, &json!({}))?;
    Ok(case)
}
