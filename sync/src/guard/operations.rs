//! The operations of a change: each must set a key of a map to a scalar, and nothing else.
//!
//! Start at [`operations`]. Because a record holds only flat maps of scalars, the columns can
//! be read whole here, before Automerge sees a byte.

use std::collections::BTreeSet;

use super::chunk::{Chunk, Columns};
use super::limits::{OP_COUNTER_MAX, OPS_MAX, PREDS_MAX};
use super::reader::Reader;
use super::refusal::Refusal;
use super::runs::{present, values};
use crate::identity::Actor;
use crate::scalar::Scalar;

const SET: u64 = 1;

/// One operation: `key` of the object (`counter`, `actor`) becomes `scalar`.
pub(super) struct Operation<'a> {
    pub(super) object: (u64, Actor),
    pub(super) key: &'a str,
    pub(super) scalar: Scalar,
}

/// Every operation of the chunk, in order.
pub(super) fn operations<'a>(chunk: &Chunk<'a>) -> Result<Vec<Operation<'a>>, Refusal> {
    let columns = &chunk.columns;
    let actions = values(columns.action, OPS_MAX, |reader| reader.unsigned())?;
    let count = actions.len();
    if count == 0 || actions.iter().any(|action| *action != Some(SET)) {
        return Err(Refusal::ForbiddenAction);
    }
    if chunk
        .start_op
        .checked_add(count as u64)
        .is_none_or(|end| end > OP_COUNTER_MAX)
    {
        return Err(Refusal::Counter);
    }
    inserts_nothing(columns.insert, count)?;
    let keys = present(columns.key, count, |reader| reader.text())?;
    let objects = objects(chunk, count)?;
    let scalars = scalars(columns, count)?;
    replaced(chunk, count)?;
    let rows = keys.into_iter().zip(objects).zip(scalars);
    Ok(rows
        .map(|((key, object), scalar)| Operation {
            object,
            key,
            scalar,
        })
        .collect())
}

/// Booleans are counts of no and yes in turn: here one count, all of them no.
fn inserts_nothing(column: &[u8], count: usize) -> Result<(), Refusal> {
    let mut reader = Reader::new(column);
    if reader.unsigned()? != count as u64 || !reader.is_empty() {
        return Err(Refusal::ForbiddenAction);
    }
    Ok(())
}

fn objects(chunk: &Chunk<'_>, count: usize) -> Result<Vec<(u64, Actor)>, Refusal> {
    let place = |refusal| match refusal {
        // The root has no id: writing there is forbidden, not malformed.
        Refusal::ForbiddenAction | Refusal::Malformed => Refusal::ForbiddenPlace,
        other => other,
    };
    let actors = present(chunk.columns.object_actor, count, |reader| {
        reader.unsigned()
    })
    .map_err(place)?;
    let counters = present(chunk.columns.object_counter, count, |reader| {
        reader.unsigned()
    })
    .map_err(place)?;
    counters
        .into_iter()
        .zip(actors)
        .map(|(counter, index)| Ok((counter, chunk.actor_at(index)?)))
        .collect()
}

fn scalars(columns: &Columns<'_>, count: usize) -> Result<Vec<Scalar>, Refusal> {
    let kinds = present(columns.value_kind, count, |reader| reader.unsigned())?;
    let mut data = Reader::new(columns.value);
    let mut scalars = Vec::with_capacity(count);
    for kind in kinds {
        scalars.push(scalar(kind & 0x0f, data.take(kind >> 4)?)?);
    }
    if data.is_empty() {
        Ok(scalars)
    } else {
        Err(Refusal::TrailingBytes)
    }
}

fn scalar(kind: u64, bytes: &[u8]) -> Result<Scalar, Refusal> {
    let scalar = match (kind, bytes.len()) {
        (0, 0) => Scalar::Cleared,
        (1, 0) => Scalar::YesNo(false),
        (2, 0) => Scalar::YesNo(true),
        (4, 1..) => {
            let mut reader = Reader::new(bytes);
            let number = reader.signed()?;
            if !reader.is_empty() {
                return Err(Refusal::Malformed);
            }
            Scalar::Int(number)
        }
        (5, 8) => Scalar::Number(f64::from_le_bytes(
            bytes.try_into().map_err(|_| Refusal::Malformed)?,
        )),
        (6, _) => Scalar::Text(
            std::str::from_utf8(bytes)
                .map_err(|_| Refusal::Malformed)?
                .to_owned(),
        ),
        // Unsigned numbers, bytes, counters, timestamps and what later versions may add.
        _ => return Err(Refusal::ForbiddenValue),
    };
    match scalar.clone().checked() {
        Ok(checked) if checked == scalar => Ok(scalar),
        _ => Err(Refusal::ForbiddenValue),
    }
}

/// The values that the operations replace: earlier ones, by actors that the change names.
fn replaced(chunk: &Chunk<'_>, count: usize) -> Result<(), Refusal> {
    let columns = &chunk.columns;
    let groups = present(columns.replaced, count, |reader| reader.unsigned())?;
    let total = groups
        .iter()
        .try_fold(0u64, |sum, group| sum.checked_add(*group))
        .filter(|total| *total <= PREDS_MAX)
        .ok_or(Refusal::TooManyOperations)? as usize;
    let actors = present(columns.replaced_actor, total, |reader| reader.unsigned())?;
    let steps = present(columns.replaced_counter, total, |reader| reader.signed())?;
    let mut counter = 0i64;
    let mut seen = BTreeSet::new();
    let mut rows = actors.into_iter().zip(steps);
    for (own, group) in (chunk.start_op..).zip(groups) {
        let mut before = None;
        for (actor, step) in rows.by_ref().take(group as usize) {
            counter = counter.checked_add(step).ok_or(Refusal::Malformed)?;
            let value = (counter, chunk.actor_at(actor)?);
            if !u64::try_from(counter).is_ok_and(|earlier| earlier > 0 && earlier < own) {
                return Err(Refusal::Counter);
            }
            // Each value is replaced once, and listed in order.
            if before.is_some_and(|before| before >= value) || !seen.insert(value) {
                return Err(Refusal::NotCanonical);
            }
            before = Some(value);
        }
    }
    Ok(())
}

impl Chunk<'_> {
    /// Actor 0 is the writer, the others follow in the order of the header.
    fn actor_at(&self, index: u64) -> Result<Actor, Refusal> {
        match usize::try_from(index) {
            Ok(0) => Ok(self.actor),
            Ok(other) => self
                .other_actors
                .get(other - 1)
                .copied()
                .ok_or(Refusal::UnknownActor),
            Err(_) => Err(Refusal::UnknownActor),
        }
    }
}
