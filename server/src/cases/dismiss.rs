//! Dismissing a proposed case: a case officer's decision, with a reason in words.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde_json::json;

use super::store::{self, Case, CaseState};
use crate::database::DatabaseError;
use crate::events;

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// Why a case was not dismissed.
#[derive(Debug, thiserror::Error)]
pub enum DismissCaseError {
    #[error("No existe ese caso. Vuelva a la lista. | There is no such case. Go back to the list.")]
    NoCase,
    #[error(
        "Sólo se descarta un caso propuesto; éste ya tiene una decisión. \
         | Only a proposed case can be dismissed; this one has been decided."
    )]
    Decided,
    #[error("Escriba el motivo, hasta 500 letras. | Write the reason, at most 500 letters.")]
    NoReason,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for DismissCaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Dismisses a proposed case in the name of `person`. The reason stands in the case only, not in
/// the event: it may name people.
pub fn dismiss(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    person: &str,
    case: &str,
    reason: &str,
) -> Result<Case, DismissCaseError> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_MAX {
        return Err(DismissCaseError::NoReason);
    }
    let mut case = store::case(tx, case)?.ok_or(DismissCaseError::NoCase)?;
    if case.state != CaseState::Proposed {
        return Err(DismissCaseError::Decided);
    }
    case.state = CaseState::Dismissed;
    case.closed_reason = Some(reason.to_owned());
    case.changed = false;
    store::put(tx, &case)?;
    events::note(tx, now, person, "case.dismissed", &case.id, &json!({}))?;
    Ok(case)
}
