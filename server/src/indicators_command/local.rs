//! *Censo local*: a round of this municipality's own survey, counted child by child.
//!
//! Start at [`read`]. Nobody was drawn, so there is no sampling error; what the round has not
//! reached is stated beside, as coverage. What this module does not know: names, addresses,
//! answers beyond the facts of a class.

use std::collections::BTreeMap;

use anyhow::bail;
use classify::{ChildFacts, FactError, Given, verdict};
use indicators::{Census, CensusChild, Child, Sex};
use rusqlite::Connection;
use survey_forms::area::AreaKey;

use super::{
    ask::Asked,
    choice::Choice,
    figures::figures,
    one::told,
    source::{Covered, Refused, Report, Source},
    store::{StoredChild, each_child},
};
use crate::{
    coverage::{Counts, store as coverage},
    office::Office,
    surveys::{self, Survey},
    territory::{assigned, masked::Span},
};

/// Counts every child of the round.
pub fn read(
    office: &Office,
    survey: &str,
    edition: Option<&str>,
    asked: &Asked,
) -> anyhow::Result<Report> {
    let choice = Choice::new(edition)?;
    let rounds = |conn: &Connection| Ok((surveys::survey(conn, survey)?, surveys::ids(conn)?));
    let (round, known) = office.db.read(rounds)?;
    let Some(round) = round else {
        bail!(
            "no hay una ronda {survey}; hay: {known} | there is no round {survey}; there are: {known}",
            known = known.join(", ")
        );
    };
    let report = office.db.read(|conn| count(conn, &round, &choice, asked))?;
    Ok(report)
}

fn count(
    conn: &Connection,
    round: &Survey,
    choice: &Choice,
    asked: &Asked,
) -> rusqlite::Result<Report> {
    let mut census = Census::new(asked.breakdowns());
    let mut refused = Refused::default();
    let mut editions = BTreeMap::new();
    let mut areas = BTreeMap::new();
    let mut children = 0;
    each_child(conn, &round.id, |stored| {
        children += 1;
        match add(&stored, choice, &mut census) {
            Ok(edition) => *editions.entry(edition).or_default() += 1,
            Err(reason) => refused.add(reason.clone(), &reason),
        }
        if !areas.contains_key(stored.area) {
            areas.insert(stored.area.to_owned(), String::new());
        }
    })?;
    for (area, name) in &mut areas {
        if let Ok(key) = area.parse::<AreaKey>() {
            *name = assigned::name_of(conn, &key)?;
        }
    }
    Ok(Report {
        source: Source::LocalCensus {
            survey: round.id.clone(),
            name: round.name.clone(),
            children,
            coverage: covered(conn, &round.id)?,
        },
        editions,
        lines: figures(&census.finish(), asked),
        territories: areas,
        at_least: asked.at_least,
        refused,
    })
}

/// Counts the child and tells under which edition, or why it cannot be counted.
fn add(stored: &StoredChild<'_>, choice: &Choice, census: &mut Census) -> Result<String, String> {
    let both = |fault: FactError| format!("{} | {fault}", fault.es());
    let given: Given = serde_json::from_str(stored.facts).map_err(|fault| fault.to_string())?;
    let facts = ChildFacts::try_from(given).map_err(both)?;
    let edition = choice.edition(&facts);
    let verdict = verdict(edition, &facts).map_err(both)?;
    let child = Child {
        sex: match stored.sex {
            Some("woman") => Some(Sex::Woman),
            Some("man") => Some(Sex::Man),
            Some("x") => Some(Sex::Other),
            _ => None,
        },
        territory: Some(stored.area),
        ..told(&facts, &verdict)
    };
    let added = census.add(&CensusChild { child });
    added.map_err(|fault| fault.to_string())?;
    Ok(edition.id.to_string())
}

fn covered(conn: &Connection, survey: &str) -> rusqlite::Result<Covered> {
    let areas = coverage::by_area(conn, survey, coverage::Scope::Work)?;
    let counts: Counts = areas.iter().map(|area| area.counts).sum();
    let expected: Option<Vec<Span>> = areas.iter().map(|area| area.expected).collect();
    let expected = expected.map(|spans| spans.into_iter().sum::<Span>());
    let outcomes = coverage::outcomes(conn, survey)?;
    Ok(Covered {
        areas: areas.len() as u64,
        expected_households: expected.map(|span| [span.min, span.max]),
        listed: counts.listed,
        visited: counts.visited,
        complete: counts.complete,
        refused: counts.refused,
        not_a_home: counts.not_a_home,
        pending: counts.pending(),
        response_rate_1: outcomes.response_rate_1(),
        response_rate_5: outcomes.response_rate_5(),
    })
}
