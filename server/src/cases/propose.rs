//! After each classification: propose a case for each child found in child labour, take back
//! proposals that no longer hold, and mark the cases that people have decided on.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde_json::json;
use sha2::{Digest, Sha256};
use survey_forms::case_folio;
use uuid::Uuid;

use super::store::{self, Case, CaseState};
use crate::classifications::Classified;
use crate::classifications::store::{Before, before};
use crate::clock::stamp;
use crate::data_folder::Keys;
use crate::events;

/// Why the server took a proposal back.
pub const NO_LONGER_IDENTIFIED: &str = "no_longer_identified";
/// Why, when answers given apart now leave it open.
pub const IN_DOUBT: &str = "in_doubt";

/// Whose children these are.
pub struct Of<'a> {
    pub household: &'a str,
    pub survey: &'a str,
    pub now: DateTime<Utc>,
}

/// Brings a household's cases up to its new verdicts. Call it before the verdicts replace the
/// old ones: it compares the two.
pub fn propose(
    tx: &Transaction<'_>,
    keys: &Keys,
    of: &Of<'_>,
    classified: &[Classified],
) -> rusqlite::Result<()> {
    for child in classified {
        let known = store::case_of(tx, of.household, of.survey, &child.member)?;
        match known {
            Some(case) => follow(tx, of, case, Some(child))?,
            None if child.known("child_labour") == Some(true) => {
                let case = new_case(keys, of, &child.member);
                change(
                    tx,
                    of,
                    &case,
                    "case.proposed",
                    &json!({ "survey": of.survey }),
                )?;
            }
            None => {}
        }
    }
    for case in store::cases_of(tx, of.household, of.survey)? {
        if classified.iter().all(|child| child.member != case.member) {
            follow(tx, of, case, None)?;
        }
    }
    Ok(())
}

fn follow(
    tx: &Transaction<'_>,
    of: &Of<'_>,
    mut case: Case,
    child: Option<&Classified>,
) -> rusqlite::Result<()> {
    let child_labour = child.map_or(Some(false), |child| child.known("child_labour"));
    let by_server = matches!(
        case.closed_reason.as_deref(),
        Some(NO_LONGER_IDENTIFIED | IN_DOUBT)
    );
    match (case.state, child_labour) {
        (CaseState::Proposed, Some(true)) => {}
        (CaseState::Proposed, known) => {
            let reason = if known.is_some() {
                NO_LONGER_IDENTIFIED
            } else {
                IN_DOUBT
            };
            case.state = CaseState::Dismissed;
            case.closed_reason = Some(reason.to_owned());
            change(
                tx,
                of,
                &case,
                "case.withdrawn",
                &json!({ "reason": reason }),
            )?;
        }
        (CaseState::Dismissed, Some(true)) if by_server => {
            case.state = CaseState::Proposed;
            case.closed_reason = None;
            change(tx, of, &case, "case.proposed", &json!({ "again": true }))?;
        }
        (CaseState::Dismissed, _) if by_server => {}
        (CaseState::Open | CaseState::Dismissed, _) => {
            let now = child.map(|child| Before {
                child_labour,
                occupation: child.code("occupation").map(str::to_owned),
                chores: child.code("chores").map(str::to_owned),
            });
            if !case.changed && before(tx, of.household, of.survey, &case.member)? != now {
                case.changed = true;
                change(tx, of, &case, "case.classification_changed", &json!({}))?;
            }
        }
    }
    Ok(())
}

fn change(
    tx: &Transaction<'_>,
    of: &Of<'_>,
    case: &Case,
    what: &str,
    detail: &serde_json::Value,
) -> rusqlite::Result<()> {
    store::put(tx, case)?;
    events::note(tx, of.now, "server", what, &case.id, detail)
}

/// The id is made from the child with a key of the server: a rebuilt projection proposes the
/// same case, and nobody outside can tell a child's case from the child's id.
fn new_case(keys: &Keys, of: &Of<'_>, member: &str) -> Case {
    let mut digest = Sha256::new();
    digest.update(keys.case_ids.as_ref());
    for part in [of.household, of.survey, member] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    let id: Uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
    Case {
        id: id.to_string(),
        folio: case_folio(id),
        household: of.household.to_owned(),
        survey: of.survey.to_owned(),
        member: member.to_owned(),
        state: CaseState::Proposed,
        proposed_at: stamp(of.now),
        opened_by: None,
        opened_at: None,
        closed_reason: None,
        changed: false,
    }
}
