//! From rows and the fleet's report to the summary: counts only, and the comparison of every
//! class with what the generator meant.

use std::collections::BTreeMap;

use super::DemoCommand;
use super::plan::{ChildTruth, Report};
use super::stage::{SURVEY, Stage};
use super::store::{self, Verdict};
use super::summary::{AreaCoverage, Children, Counts, Households, Summary, Transfer};
use crate::coverage::store::{Scope, by_area};
use crate::database::DatabaseError;

/// Age groups as INEGI publishes them.
const AGE_GROUPS: [(i64, i64, &str); 3] = [(5, 9, "5-9"), (10, 14, "10-14"), (15, 17, "15-17")];

/// Reads everything back from the server's rows.
///
/// # Errors
/// When the database cannot be read.
pub fn summarise(
    command: &DemoCommand,
    stage: &Stage,
    report: &Report,
    list: Counts,
) -> Result<Summary, DatabaseError> {
    stage.state.db.read(|conn| {
        let by_state = store::by_state(conn, SURVEY)?;
        let verdicts = store::verdicts(conn, SURVEY)?;
        let coverage = by_area(conn, SURVEY, Scope::Work)?;
        Ok(Summary {
            seed: command.seed,
            municipality: crate::assignments::store::municipality(conn)?,
            devices: report.tablets,
            households: Households {
                visited_by_fleet: report.doors,
                listed: by_state.values().sum(),
                changes_acknowledged: report.acknowledged,
                quarantined: report.quarantined,
                complete: by_state.get("complete").copied().unwrap_or_default(),
                by_result: store::by_result(conn, SURVEY)?,
            },
            children: count(&verdicts, &report.children),
            coverage: coverage
                .into_iter()
                .map(|area| AreaCoverage {
                    area: area.area.to_string(),
                    expected: area.expected.map_or((0, 0), |span| (span.min, span.max)),
                    listed: area.counts.listed,
                    visited: area.counts.visited,
                    complete: area.counts.complete,
                    refused: area.counts.refused,
                    pending: area.counts.pending(),
                })
                .collect(),
            discrepancies: store::discrepancies(conn, SURVEY)?,
            corrected_apart: report.corrected_apart,
            cases_proposed: store::cases(conn, SURVEY)?
                .get("proposed")
                .copied()
                .unwrap_or_default(),
            list,
            transfer: Transfer {
                requests: report.requests,
                bytes_up: report.bytes_up,
                bytes_down: report.bytes_down,
            },
        })
    })
}

fn count(verdicts: &BTreeMap<(String, String), Verdict>, truths: &[ChildTruth]) -> Children {
    let mut children = Children::default();
    for verdict in verdicts.values() {
        if verdict.in_scope == Some(false) {
            continue;
        }
        children.classified += 1;
        add(&mut children.by_class, verdict.cti.as_deref());
        add(&mut children.by_occupation, verdict.occupation.as_deref());
        add(&mut children.by_chores, verdict.chores.as_deref());
        match verdict.child_labour {
            None => children.cannot_tell += 1,
            Some(false) => {}
            Some(true) => {
                children.child_labour += 1;
                add(&mut children.in_by_sex, verdict.sex.as_deref());
                add(
                    &mut children.in_by_age_group,
                    verdict.age.and_then(age_group),
                );
            }
        }
    }
    children.differ_from_truth = differences(verdicts, truths);
    children
}

/// Children whose verdict is not what was meant, who have none, or whom nobody meant.
fn differences(verdicts: &BTreeMap<(String, String), Verdict>, truths: &[ChildTruth]) -> u64 {
    let differ = truths.iter().filter(|truth| {
        let found = verdicts.get(&(truth.household.clone(), truth.member.clone()));
        !found.is_some_and(|found| {
            found.occupation == truth.occupation
                && found.chores == truth.chores
                && found.child_labour == truth.child_labour
        })
    });
    let meant = truths.len();
    let found = verdicts
        .values()
        .filter(|verdict| verdict.in_scope != Some(false))
        .count();
    (differ.count() + found.saturating_sub(meant)) as u64
}

fn age_group((min, max): (i64, i64)) -> Option<&'static str> {
    AGE_GROUPS
        .iter()
        .find(|(from, to, _)| *from <= min && max <= *to)
        .map(|(_, _, name)| *name)
}

fn add(counts: &mut Counts, code: Option<&str>) {
    *counts
        .entry(code.unwrap_or("cannot_tell").to_owned())
        .or_default() += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(occupation: &str) -> Verdict {
        Verdict {
            in_scope: Some(true),
            child_labour: Some(true),
            occupation: Some(occupation.to_owned()),
            chores: None,
            cti: None,
            sex: Some("woman".to_owned()),
            age: Some((14, 15)),
        }
    }

    fn truth(occupation: &str) -> ChildTruth {
        ChildTruth {
            household: "h".to_owned(),
            member: "m".to_owned(),
            occupation: Some(occupation.to_owned()),
            chores: None,
            child_labour: Some(true),
        }
    }

    #[test]
    fn a_class_that_differs_from_the_truth_is_counted_and_so_is_a_missing_one() {
        let found = BTreeMap::from([(("h".to_owned(), "m".to_owned()), verdict("hazardous"))]);
        assert_eq!(differences(&found, &[truth("hazardous")]), 0);
        assert_eq!(differences(&found, &[truth("permitted")]), 1);
        assert_eq!(differences(&BTreeMap::new(), &[truth("permitted")]), 1);
        assert_eq!(differences(&found, &[]), 1);
    }

    #[test]
    fn an_age_that_lies_in_two_groups_is_counted_as_not_known() {
        assert_eq!(age_group((14, 15)), None);
        assert_eq!(age_group((15, 17)), Some("15-17"));
        assert_eq!(age_group((18, 18)), None);
    }
}
