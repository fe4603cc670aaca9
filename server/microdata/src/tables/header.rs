//! Looks for the mapping's columns among those of a table.
//!
//! Start at [`slots`]. What this module does not know: how the heading was read.

use crate::{
    near::near,
    plan::{Column, rule::Slot},
    tables::fault::CannotOpen,
};

/// The slot that each of a table's columns fills, if any.
pub(crate) fn slots(
    wanted: &[Column],
    table: usize,
    names: &[String],
) -> Result<Vec<Option<Slot>>, CannotOpen> {
    let mut slots = vec![None; names.len()];
    for (slot, column) in (0..).zip(wanted) {
        if column.table != table {
            continue;
        }
        let mut places = names
            .iter()
            .enumerate()
            .filter(|(_, name)| **name == column.name);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => slots[place] = Some(slot),
            (Some(_), Some(_)) => return Err(CannotOpen::ColumnTwice(column.name.clone())),
            (None, _) => {
                let near = near(&column.name, names.iter().map(String::as_str));
                return Err(CannotOpen::NoSuchColumn {
                    column: column.name.clone(),
                    at: column.at.clone(),
                    near: near.into_iter().map(str::to_owned).collect(),
                });
            }
        }
    }
    Ok(slots)
}
