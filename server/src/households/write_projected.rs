//! Writing what was projected of one household, in the projector's transaction: rows, verdicts,
//! cases and events together or not at all.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde_json::json;

use super::project::{Projected, ProjectedRound};
use super::store;
use crate::cases::propose::{Of, propose};
use crate::classifications::store::{Made, replace};
use crate::data_folder::Keys;
use crate::prevention::weigh;
use crate::{events, log};

/// Everything that follows from the household's new changes.
pub(super) fn write(
    tx: &Transaction<'_>,
    keys: &Keys,
    now: DateTime<Utc>,
    projected: &Projected,
) -> rusqlite::Result<()> {
    for (receipt, device, reason) in &projected.set_aside {
        let detail = json!({ "receipt": receipt, "reason": reason, "device": device });
        events::note(
            tx,
            now,
            "server",
            "change.set_aside",
            &projected.household,
            &detail,
        )?;
    }
    for round in &projected.rounds {
        // Before the new verdicts replace the old ones: it compares the two.
        let of = Of {
            household: &projected.household,
            survey: &round.row.survey,
            now,
        };
        propose(tx, keys, &of, &round.classified)?;
        note(tx, now, &projected.household, round)?;
    }
    write_rows(tx, projected)
}

/// Only what the log decides: rows and verdicts.
pub(super) fn write_rows(tx: &Transaction<'_>, projected: &Projected) -> rusqlite::Result<()> {
    for (receipt, _, reason) in &projected.set_aside {
        log::store::quarantine(tx, *receipt, reason)?;
    }
    if let Some(sealed) = &projected.snapshot {
        store::put_snapshot(tx, &projected.household, projected.receipt, sealed)?;
    }
    for round in &projected.rounds {
        let row = &round.row;
        store::put_household(tx, row, &round.answers)?;
        let made = Made {
            household: &projected.household,
            survey: &row.survey,
            area: &row.area,
            receipt: row.receipt,
            at: &row.updated_at,
        };
        replace(tx, &made, &round.classified)?;
        weigh::replace(tx, &made, &round.classified, &round.risk)?;
    }
    Ok(())
}

fn note(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    household: &str,
    round: &ProjectedRound,
) -> rusqlite::Result<()> {
    let row = &round.row;
    let detail = json!({ "survey": row.survey, "receipt": row.receipt, "state": row.state });
    events::note(
        tx,
        now,
        &round.last_device,
        "household.changed",
        household,
        &detail,
    )?;
    if row.discrepancies > round.discrepancies_before {
        let detail = json!({ "survey": row.survey, "discrepancies": row.discrepancies });
        events::note(
            tx,
            now,
            &round.last_device,
            "household.discrepancy",
            household,
            &detail,
        )?;
    }
    Ok(())
}
