//! Opening a round: its questionnaire is read, signed and stored, its dates noted.

use chrono::{DateTime, NaiveDate, Utc};
use ed25519_dalek::Signer;
use rusqlite::Transaction;
use survey_forms::{Questionnaire, QuestionnaireError};

use super::store;
use crate::data_folder::Keys;
use crate::database::DatabaseError;
use crate::events;

/// What a round needs to begin.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Such as "2026-1": letters, digits, `-`, `_`, `.`.
    pub id: String,
    /// What people call it.
    pub name: String,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    /// JSON of the questionnaire; `survey_forms::SHIPPED` is the one that comes with Rayuela.
    pub questionnaire: String,
}

/// Why a round was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenSurveyError {
    #[error(
        "La clave de la ronda lleva letras, números, '-', '_' y '.', hasta 32. \
         | Write the round's id in letters, digits, '-', '_' and '.', at most 32."
    )]
    Id,
    #[error("La ronda termina antes de empezar. | The round ends before it starts.")]
    Dates,
    #[error(
        "Ya existe la ronda {0}; elija otra clave. | The round {0} exists already; choose another id."
    )]
    Exists(String),
    #[error("El cuestionario no sirve: {0} | The questionnaire is no good: {0}")]
    Questionnaire(#[from] QuestionnaireError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for OpenSurveyError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Opens the round in the caller's transaction; `who` is noted in the event.
pub fn open(
    tx: &Transaction<'_>,
    keys: &Keys,
    now: DateTime<Utc>,
    who: &str,
    opening: &Opening,
) -> Result<(), OpenSurveyError> {
    sync::key::check_survey(&opening.id).map_err(|_| OpenSurveyError::Id)?;
    if opening.ends < opening.starts {
        return Err(OpenSurveyError::Dates);
    }
    if store::survey(tx, &opening.id)?.is_some() {
        return Err(OpenSurveyError::Exists(opening.id.clone()));
    }
    let content_id = Questionnaire::parse(&opening.questionnaire)?.content_id();
    let signature = keys.signing.sign(&signed_bytes(&content_id));
    store::put(tx, opening, &content_id, &signature.to_bytes())?;
    let detail = serde_json::json!({ "questionnaire": content_id });
    events::note(tx, now, who, "survey.opened", &opening.id, &detail)?;
    Ok(())
}

/// What the server signs for a questionnaire: a purpose and the content's hash, so that no other
/// signature of the server can stand in for this one.
pub fn signed_bytes(content_id: &str) -> Vec<u8> {
    [b"rayuela questionnaire\0", content_id.as_bytes()].concat()
}
