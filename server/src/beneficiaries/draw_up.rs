//! Drawing up a list: every child of 5 to 17 of a round, judged by a programme's rule of a date.
//!
//! Start at [`draw_up`] (reads one consistent view) and [`keep`] (writes what came of it).
//! Nobody is enrolled: a list proposes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Line, List, Person, csv, store};
use crate::clock::stamp;
use crate::database::DatabaseError;
use crate::events;
use crate::programmes::{self, Family, Programme, ProgrammeError, Standing};

/// Why a list was not drawn up.
#[derive(Debug, thiserror::Error)]
pub enum DrawUpError {
    /// The programme's rule does not hold on the day.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// There is no such programme.
    #[error(
        "No hay un programa {0}; vea la página de programas. | There is no programme {0}; see the page of programmes."
    )]
    NoProgramme(String),
    /// Nothing to draw from.
    #[error(
        "No hay un levantamiento con entrevistas. Abra uno con `rayuela survey` y reciba entrevistas primero. \
         | There is no survey round with interviews. Open one with `rayuela survey` and take in interviews first."
    )]
    NoSurvey,
    /// A file could not be written.
    #[error("No se pudo escribir el archivo: {0}. | The file could not be written: {0}.")]
    Csv(#[from] ::csv::Error),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for DrawUpError {
    fn from(error: rusqlite::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

/// A list with all its lines, before it is kept.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its head.
    pub list: List,
    /// One line a child, by household's folio and child.
    pub lines: Vec<Line>,
    /// The programme whose rule was applied.
    pub programme: Programme,
    /// Its file.
    pub rule: String,
}

/// Draws up a programme's list over the latest round, as of a day. `id` is handed in.
///
/// # Errors
/// When the programme is unknown, its rule does not hold that day, or there is no round yet.
pub fn draw_up(
    conn: &Connection,
    programme: &str,
    as_of: NaiveDate,
    id: String,
    now: DateTime<Utc>,
) -> Result<Drawn, DrawUpError> {
    let known = programmes::known(conn)?;
    let known = known.into_iter().find(|(_, it)| it.id == programme);
    let (rule, programme) = known.ok_or_else(|| DrawUpError::NoProgramme(programme.to_owned()))?;
    programme.in_force(as_of)?;
    let survey = store::latest_survey(conn)?.ok_or(DrawUpError::NoSurvey)?;
    let mut homes: BTreeMap<(String, String), Vec<store::Child>> = BTreeMap::new();
    for child in store::children(conn, &survey)? {
        homes
            .entry((child.home_folio.clone(), child.household.clone()))
            .or_default()
            .push(child);
    }
    let mut lines = Vec::new();
    for ((_, household), children) in homes {
        let mut family = store::family(conn, &household, &survey, &programme)?;
        for child in &children {
            family.aged(&child.member, child.age_min, child.age_max);
        }
        lines.extend(
            children
                .into_iter()
                .map(|child| line(&programme, &family, child, &survey)),
        );
    }
    let mut list = List {
        id,
        programme: programme.id.clone(),
        as_of: as_of.to_string(),
        drawn_at: stamp(now),
        drawn_by: String::new(),
        receipt: store::receipt(conn)?,
        hash: String::new(),
        counts: counts(&lines),
    };
    // The mark is the hash of the lines as they would leave, without the mark itself.
    list.hash = hex::encode(Sha256::digest(csv::write(
        &list,
        &programme.name.es,
        &lines,
    )?));
    Ok(Drawn {
        list,
        lines,
        programme,
        rule,
    })
}

fn line(programme: &Programme, family: &Family, child: store::Child, survey: &str) -> Line {
    let judgement = programme.judge(family, &child.member);
    let place = child
        .member
        .strip_prefix('m')
        .unwrap_or(&child.member)
        .to_uppercase();
    Line {
        folio: format!("{}-{place}", child.home_folio),
        household: child.household,
        survey: survey.to_owned(),
        area: child.area,
        standing: judgement.standing,
        reasons: judgement.reasons,
        to_gather: judgement.to_gather,
        person: Person::of(family, &child.member),
        member: child.member,
    }
}

fn counts(lines: &[Line]) -> BTreeMap<String, i64> {
    let mut counts: BTreeMap<String, i64> =
        Standing::ALL.map(|it| (it.code().to_owned(), 0)).into();
    for line in lines {
        *counts.entry(line.standing.code().to_owned()).or_default() += 1;
    }
    counts
}

/// Keeps a list that was drawn up, in the name of `person`, and notes how many stand where.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    tx: &Transaction<'_>,
    drawn: &Drawn,
    now: DateTime<Utc>,
    person: &str,
) -> rusqlite::Result<()> {
    store::insert(tx, drawn, person)?;
    let detail = json!({ "programme": drawn.list.programme, "as_of": drawn.list.as_of, "lines": drawn.list.counts });
    events::note(tx, now, person, "list.drawn_up", &drawn.list.id, &detail)
}
