//! The hub's side of a hand-over: decisions only, over rows that the server hands in.
//!
//! Start at [`judge_number`] (is this batch new?), then [`Intake`] (which of its changes are
//! taken in), then [`page_since`] and [`compare`] (what the device hears). The server writes
//! what was decided in one transaction, and answers only after it is durable.

mod intake;

use uuid::Uuid;

use crate::identity::{DeviceId, Hash};
use crate::record::RawChange;
use crate::wire::{HaveList, HouseholdChanges};

pub use intake::{Intake, Judged, PARKED_BYTES_MAX, PARKED_MAX, Parked, ToLog, Verdict};

/// Raw bytes at which an answer is full; the rest goes with the next one.
pub const PAGE_MAX: usize = 8 * 1024 * 1024;
/// What a batch number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberJudgement {
    /// New: take it in.
    TakeIn,
    /// The same batch as before: give the stored answer again.
    AnswerAgain,
    /// Another content under a used number: the device was put back from a copy. Take it in
    /// change by change, mark the device, ask for a have-list.
    RolledBack,
}

/// Judges a batch by its number. `last` is the highest number that the device used, `stored`
/// the body hash kept under `number`. A number never locks a device out.
///
/// ```
/// use sync::hub::{judge_number, NumberJudgement};
/// assert_eq!(judge_number(4, 5, None, &[1; 32]), NumberJudgement::TakeIn);
/// assert_eq!(judge_number(4, 4, Some(&[1; 32]), &[1; 32]), NumberJudgement::AnswerAgain);
/// assert_eq!(judge_number(4, 2, Some(&[9; 32]), &[1; 32]), NumberJudgement::RolledBack);
/// ```
pub fn judge_number(last: u64, number: u64, stored: Option<&Hash>, body: &Hash) -> NumberJudgement {
    if number > last {
        return NumberJudgement::TakeIn;
    }
    match stored {
        Some(hash) if hash == body => NumberJudgement::AnswerAgain,
        _ => NumberJudgement::RolledBack,
    }
}

/// The number that the device's next batch carries.
///
/// ```
/// assert_eq!(sync::hub::next_number(9, 5), 10);
/// ```
pub fn next_number(last: u64, number: u64) -> u64 {
    last.max(number).saturating_add(1)
}

/// One taken change as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Its receipt number, ascending.
    pub receipt: u64,
    /// The household.
    pub household: Uuid,
    /// The round.
    pub survey: String,
    /// The device that handed it over.
    pub device: DeviceId,
    /// The change.
    pub change: RawChange,
}

/// What a device hears in one answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Changes, causes first.
    pub changes: Vec<HouseholdChanges>,
    /// The device has then heard everything through this receipt.
    pub cursor: u64,
    /// There is more than fits.
    pub more: bool,
    /// Changes that the device has and the hub lacks; from [`compare`] only.
    pub wanted: HaveList,
}

/// Whether the device's cursor stands in this log: the chain there begins with its witness.
/// A log that was put back from a backup is found out here.
///
/// ```
/// use sync::hub::cursor_stands;
/// let chain = |receipt| (receipt == 7).then_some([3; 32]);
/// assert!(cursor_stands(7, &[3; 8], chain));
/// assert!(!cursor_stands(7, &[4; 8], chain));
/// assert!(!cursor_stands(8, &[3; 8], chain));
/// assert!(cursor_stands(0, &[0; 8], chain));
/// ```
pub fn cursor_stands(
    cursor: u64,
    witness: &[u8; 8],
    chain_at: impl FnOnce(u64) -> Option<Hash>,
) -> bool {
    cursor == 0 || chain_at(cursor).is_some_and(|chain| chain[..8] == *witness)
}

/// What others changed. `lines`: taken changes of the device's scope with receipts above its
/// cursor, ascending. `last`: the highest receipt of the whole log.
///
/// ```
/// use sync::{hub, DeviceId};
/// let page = hub::page_since([], DeviceId([1; 8]), 12);
/// assert_eq!((page.cursor, page.more), (12, false));
/// ```
pub fn page_since(lines: impl IntoIterator<Item = LogLine>, device: DeviceId, last: u64) -> Page {
    let mut page = Page {
        cursor: last,
        ..Page::default()
    };
    let mut bytes = 0;
    let mut through = 0;
    for line in lines {
        if line.device != device {
            bytes += line.change.bytes.len();
            if bytes > PAGE_MAX && !page.changes.is_empty() {
                page.more = true;
                page.cursor = through;
                break;
            }
            add(&mut page.changes, line.household, line.survey, line.change);
        }
        through = line.receipt;
    }
    page
}

/// What a device lacks, and what it has that the hub lacks, by its have-list. `lines`: every
/// taken change of the device's scope, ascending; `holds`: whether the log has a change of this
/// prefix in any state or scope. With `more`, ask for another list.
///
/// ```
/// use sync::{hub, wire::HaveList};
/// let page = hub::compare(&HaveList::of([[5; 32]]), [], |_| false, 12);
/// assert_eq!(page.wanted, HaveList::of([[5; 32]]));
/// ```
pub fn compare(
    have: &HaveList,
    lines: impl IntoIterator<Item = LogLine>,
    holds: impl Fn(&[u8; 8]) -> bool,
    last: u64,
) -> Page {
    let mut page = Page {
        cursor: last,
        ..Page::default()
    };
    let mut bytes = 0;
    for line in lines {
        if have.holds(&line.change.hash) {
            continue;
        }
        bytes += line.change.bytes.len();
        if bytes > PAGE_MAX && !page.changes.is_empty() {
            page.more = true;
            break;
        }
        add(&mut page.changes, line.household, line.survey, line.change);
    }
    page.wanted = HaveList::of_prefixes(have.prefixes().filter(|prefix| !holds(prefix)));
    page
}

fn add(changes: &mut Vec<HouseholdChanges>, household: Uuid, survey: String, change: RawChange) {
    match changes.last_mut() {
        Some(last) if last.household == household && last.survey == survey => {
            last.changes.push(change);
        }
        _ => changes.push(HouseholdChanges {
            household,
            survey,
            changes: vec![change],
        }),
    }
}
