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
use crate::{events, log};

pub(super) fn write(
    tx: &Transaction<'_>,
    keys: &Keys,
    now: DateTime<Utc>,
    projected: &Projected,
) -> rusqlite::Result<()> {
    for (receipt, device, reason) in &projected.set_aside {
        log::store::quarantine(tx, *receipt, reason)?;
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
    if let Some(sealed) = &projected.snapshot {
        store::put_snapshot(tx, &projected.household, projected.receipt, sealed)?;
    }
    for round in &projected.rounds {
        write_round(tx, keys, now, &projected.household, round)?;
    }
    Ok(())
}

fn write_round(
    tx: &Transaction<'_>,
    keys: &Keys,
    now: DateTime<Utc>,
    household: &str,
    round: &ProjectedRound,
) -> rusqlite::Result<()> {
    let row = &round.row;
    store::put_household(tx, row, &round.answers)?;
    let of = Of {
        household,
        survey: &row.survey,
        now,
    };
    propose(tx, keys, &of, &round.classified)?;
    let made = Made {
        household,
        survey: &row.survey,
        area: &row.area,
        receipt: row.receipt,
        at: &row.updated_at,
    };
    replace(tx, &made, &round.classified)?;
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
