//! Assigning areas to people, and taking them back.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use survey_forms::area::{AreaKey, AreaKeyError, AreaKind};

use super::store;
use crate::database::DatabaseError;
use crate::devices::store::{ask_for_have_list, person_name};
use crate::{events, surveys};

/// Why an area was not assigned.
#[derive(Debug, thiserror::Error)]
pub enum AssignError {
    #[error("La clave del área no sirve: {0} | The area's key is no good: {0}")]
    Area(#[from] AreaKeyError),
    #[error(
        "Se asignan AGEB, AGEB rurales y localidades, no {0}. | Assign AGEBs, rural AGEBs or localities, not {0}."
    )]
    Kind(AreaKind),
    #[error(
        "No existe la persona {0}. Regístrela primero. | There is no person {0}: add them first."
    )]
    NoPerson(String),
    #[error(
        "No existe la ronda {0}. Ábrala con `rayuela survey`. | There is no round {0}: open it with `rayuela survey`."
    )]
    NoSurvey(String),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for AssignError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Assigns areas (`kind:KEY`) to a person; those they have already are left as they are. Gives
/// how many were new.
pub fn assign(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    who: &str,
    person: &str,
    survey: &str,
    areas: &[String],
) -> Result<usize, AssignError> {
    check(tx, person, survey)?;
    let mut made = 0;
    for area in areas {
        let area: AreaKey = area.parse()?;
        if !matches!(
            area.kind(),
            AreaKind::Ageb | AreaKind::RuralAgeb | AreaKind::Locality
        ) {
            return Err(AssignError::Kind(area.kind()));
        }
        made += usize::from(store::put(tx, person, survey, &area.to_string(), now)?);
    }
    changed(tx, now, who, person, survey, made, "assignment.made")?;
    Ok(made)
}

/// Takes areas back. Gives how many the person had.
pub fn take_back(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    who: &str,
    person: &str,
    survey: &str,
    areas: &[String],
) -> Result<usize, AssignError> {
    check(tx, person, survey)?;
    let mut taken = 0;
    for area in areas {
        let area: AreaKey = area.parse()?;
        taken += usize::from(store::remove(tx, person, survey, &area.to_string())?);
    }
    changed(tx, now, who, person, survey, taken, "assignment.taken_back")?;
    Ok(taken)
}

fn check(tx: &Transaction<'_>, person: &str, survey: &str) -> Result<(), AssignError> {
    if person_name(tx, person)?.is_none() {
        return Err(AssignError::NoPerson(person.into()));
    }
    if surveys::survey(tx, survey)?.is_none() {
        return Err(AssignError::NoSurvey(survey.into()));
    }
    Ok(())
}

fn changed(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    who: &str,
    person: &str,
    survey: &str,
    areas: usize,
    what: &str,
) -> rusqlite::Result<()> {
    if areas == 0 {
        return Ok(());
    }
    ask_for_have_list(tx, person, survey)?;
    let detail = serde_json::json!({ "survey": survey, "areas": areas });
    events::note(tx, now, who, what, person, &detail)
}
