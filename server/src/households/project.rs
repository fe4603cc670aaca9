//! Projecting one household: its new changes are tried one by one on a throw-away copy of its
//! record, checked against the questionnaire, and what stands is read into rows and classified.
//! Nothing is written here. Start at `project`.

use std::collections::{BTreeMap, BTreeSet};

use classify::at_risk::RiskFacts;
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use survey_forms::{Questionnaire, Validator};
use sync::guard::{GuardContext, GuardedChange, try_apply};
use sync::{DeviceId, HouseholdRecord, Place};
use uuid::Uuid;

use super::rows::{AnswerRow, HouseholdRow, Origin, answer_rows, household_row, read};
use super::store;
use crate::classifications::{Classified, classify_members, risk_facts};
use crate::data_folder::Keys;
use crate::entropy::Entropy;
use crate::log::{self, HouseholdKey, Logged, seal};
use crate::surveys;

/// The change's answers do not fit their questions.
pub const BREAKS_SCHEMA: &str = "answers_break_schema";
/// The stored bytes do not open with the household's key.
pub const UNREADABLE: &str = "unreadable";

/// A round's questionnaire, ready for use.
pub struct Form {
    pub content_id: String,
    pub questionnaire: Questionnaire,
    pub validator: Validator,
}

/// What projecting needs beside the household.
pub struct Tools<'a> {
    pub keys: &'a Keys,
    pub entropy: &'a dyn Entropy,
    /// Every round.
    pub forms: &'a BTreeMap<String, Form>,
    /// Device id → person id.
    pub people: &'a BTreeMap<String, String>,
}

/// What became of a household's new changes.
pub struct Projected {
    pub household: String,
    pub receipt: i64,
    /// The record, sealed; `None` when nothing of it changed.
    pub snapshot: Option<Vec<u8>>,
    pub rounds: Vec<ProjectedRound>,
    /// Receipt, device and reason of each change that is set aside after all.
    pub set_aside: Vec<(i64, String, String)>,
}

/// One round's rows.
pub struct ProjectedRound {
    pub row: HouseholdRow,
    pub answers: Vec<AnswerRow>,
    pub classified: Vec<Classified>,
    /// The risk facts of each classified child, in the same order.
    pub risk: Vec<RiskFacts>,
    pub last_device: String,
    pub discrepancies_before: i64,
}

/// Reads the rounds' questionnaires.
pub fn forms(conn: &Connection) -> rusqlite::Result<BTreeMap<String, Form>> {
    let mut forms = BTreeMap::new();
    for id in surveys::ids(conn)? {
        let Some(survey) = surveys::survey(conn, &id)? else {
            continue;
        };
        let Some(issued) = surveys::issued_questionnaire(conn, &survey.questionnaire)? else {
            continue;
        };
        let Ok(questionnaire) = Questionnaire::parse(&issued.json) else {
            tracing::error!(survey = id, "a stored questionnaire cannot be read");
            continue;
        };
        let validator = questionnaire.validator();
        forms.insert(
            id,
            Form {
                content_id: issued.content_id,
                questionnaire,
                validator,
            },
        );
    }
    Ok(forms)
}

/// Projects one household's new changes, in the order of their receipts. `None`: it was erased.
pub fn project(
    conn: &Connection,
    tools: &Tools<'_>,
    lines: &[Logged],
) -> rusqlite::Result<Option<Projected>> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Ok(None);
    };
    let mut projected = Projected {
        household: first.household.clone(),
        receipt: last.receipt,
        snapshot: None,
        rounds: Vec::new(),
        set_aside: Vec::new(),
    };
    let id: Result<Uuid, _> = first.household.parse();
    let (Some(key), Ok(id)) = (log::household_key(conn, tools.keys, &first.household)?, id) else {
        return Ok(None);
    };
    let Ok(key) = key else {
        projected
            .set_aside
            .extend(lines.iter().map(|line| aside(line, UNREADABLE)));
        return Ok(Some(projected));
    };
    let mut record = record_before(conn, tools, id, first, &key)?;
    let mut touched: BTreeMap<&str, &Logged> = BTreeMap::new();
    for line in lines {
        match try_one(tools, &record, line, &key) {
            Ok(next) => {
                record = next;
                touched.insert(&line.survey, line);
            }
            Err(reason) => projected.set_aside.push(aside(line, &reason)),
        }
    }
    for line in touched.into_values() {
        let Some(form) = tools.forms.get(&line.survey) else {
            continue;
        };
        projected
            .rounds
            .push(round(conn, tools, &record, form, line)?);
    }
    if !projected.rounds.is_empty() {
        let about = first.household.as_bytes();
        projected.snapshot = Some(seal::seal(&key, about, &record.save(), tools.entropy));
    }
    Ok(Some(projected))
}

fn aside(line: &Logged, reason: &str) -> (i64, String, String) {
    (line.receipt, line.device.clone(), reason.to_owned())
}

/// The record as it stood before the first of the new changes: from its snapshot, else from the
/// log.
fn record_before(
    conn: &Connection,
    tools: &Tools<'_>,
    id: Uuid,
    first: &Logged,
    key: &HouseholdKey,
) -> rusqlite::Result<HouseholdRecord> {
    let kept = store::snapshot(conn, &first.household)?;
    let opened = kept
        .filter(|(receipt, _)| *receipt < first.receipt)
        .and_then(|(_, sealed)| seal::open(key, first.household.as_bytes(), &sealed).ok())
        .and_then(|snapshot| HouseholdRecord::load(id, &snapshot).ok());
    let from_snapshot = opened.is_some();
    let mut record = opened.unwrap_or_else(|| HouseholdRecord::new(id));
    for survey in tools.forms.keys() {
        // A round's id was checked when the round was opened.
        let _ = record.open_round(survey);
    }
    if !from_snapshot {
        for line in log::store::taken_of(conn, &first.household)? {
            if line.receipt >= first.receipt {
                break;
            }
            if let Ok(next) = try_one(tools, &record, &line, key) {
                record = next;
            }
        }
    }
    Ok(record)
}

/// The record with this change, or why it is set aside.
fn try_one(
    tools: &Tools<'_>,
    record: &HouseholdRecord,
    line: &Logged,
    key: &HouseholdKey,
) -> Result<HouseholdRecord, String> {
    let bytes = line.bytes(key).map_err(|_| UNREADABLE.to_owned())?;
    let device: DeviceId = line.device.parse().map_err(|_| UNREADABLE.to_owned())?;
    let context = GuardContext::new(record.household(), device, &[]).only_round(&line.survey);
    let (next, change) =
        try_apply(record, &bytes, &context).map_err(|refusal| refusal.code().to_owned())?;
    let form = tools.forms.get(&line.survey).ok_or(BREAKS_SCHEMA)?;
    let faults = form.validator.check(&as_record_view(&change));
    if !faults.is_empty() {
        let keys: BTreeSet<&str> = faults.iter().map(|fault| fault.code).collect();
        tracing::info!(
            receipt = line.receipt,
            faults = faults.len(),
            ?keys,
            "breaks the schema"
        );
        return Err(BREAKS_SCHEMA.to_owned());
    }
    Ok(next)
}

/// What the change writes, in the shape that the questionnaire's schema judges. Taking an answer
/// back writes nothing that could break it.
fn as_record_view(change: &GuardedChange) -> Value {
    let (mut members, mut round) = (Map::new(), Map::new());
    for write in &change.writes {
        let place = match write.place {
            Place::Roster => &mut members,
            Place::Round => &mut round,
        };
        let scalar = write.scalar.clone().into_json();
        if !scalar.is_null() {
            place.insert(write.key.clone(), scalar);
        }
    }
    json!({ "members": members, "round": round })
}

fn round(
    conn: &Connection,
    tools: &Tools<'_>,
    record: &HouseholdRecord,
    form: &Form,
    line: &Logged,
) -> rusqlite::Result<ProjectedRound> {
    let reading = read(&form.questionnaire, record, &line.survey);
    let origin = Origin {
        survey: &line.survey,
        receipt: line.receipt,
        content_id: &form.content_id,
        people: tools.people,
        last_device: &line.device,
        received_at: &line.received_at,
    };
    let classified = classify_members(&form.questionnaire, &reading);
    let members = reading.answers.members();
    let before = store::discrepancies(conn, &line.household, &line.survey)?;
    Ok(ProjectedRound {
        row: household_row(record, &reading, &origin),
        answers: answer_rows(&reading, tools.people),
        risk: risk_facts(&reading.kept, &members, &classified),
        classified,
        last_device: line.device.clone(),
        discrepancies_before: before.unwrap_or_default(),
    })
}
