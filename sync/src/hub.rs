//! The hub's side of a hand-over: decisions only, over rows that the server hands in.
//!
//! Start at [`judge_number`] (is this batch new?), then [`Intake`] (which of its changes are
//! taken in), then [`page_since`] and [`compare`] (what the device hears). The server writes
//! what was decided in one transaction, and answers only after it is durable.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::guard::{self, GuardContext, GuardedChange, Refusal};
use crate::identity::{DeviceId, Hash};
use crate::record::RawChange;
use crate::wire::{HaveList, HouseholdChanges, Outcome};

/// Raw bytes at which an answer is full; the rest goes with the next one.
pub const PAGE_MAX: usize = 8 * 1024 * 1024;
/// Times that the changes of one household in one batch are looked at again because others of
/// the batch were taken in. Devices send causes first, so once is the rule.
const PASSES_MAX: usize = 4;

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

/// What the hub does with one change.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Write it to the log as taken.
    Take(GuardedChange),
    /// The log holds it.
    Known,
    /// Its causes are not here: the device keeps it and sends it again. Nothing is stored, so
    /// nothing can pile up.
    Wait,
    /// Write it to the log as set aside.
    SetAside(Refusal),
}

impl Verdict {
    /// What the device is told, once the log is durable.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Take(_) => Outcome::Taken,
            Self::Known => Outcome::Known,
            Self::Wait => Outcome::Waiting,
            Self::SetAside(refusal) => Outcome::Quarantined(refusal.code().to_owned()),
        }
    }
}

/// One household while a device's changes for it are judged.
#[derive(Debug, Clone)]
pub struct Intake {
    context: GuardContext,
    set_aside: BTreeSet<Hash>,
    revoked: bool,
}

impl Intake {
    /// `context`: what was taken in before; `set_aside`: hashes that lie in the log quarantined.
    pub fn new(context: GuardContext, set_aside: impl IntoIterator<Item = Hash>) -> Self {
        Self {
            context,
            set_aside: set_aside.into_iter().collect(),
            revoked: false,
        }
    }

    /// The device was revoked: everything it hands over is kept, and set aside.
    #[must_use]
    pub fn from_revoked_device(mut self) -> Self {
        self.revoked = true;
        self
    }

    /// Judges the changes of one household in a batch, in whatever order they stand. One bad
    /// change never costs a good one, except those that build on it.
    ///
    /// ```
    /// use sync::guard::GuardContext;
    /// use sync::hub::{Intake, Verdict};
    /// use sync::{Actor, DeviceId, HouseholdRecord, Place, RawChange, Write};
    /// let tablet = DeviceId([1; 8]);
    /// let mut record = HouseholdRecord::new(uuid::Uuid::from_u128(42));
    /// let write = [Write::new(Place::Round, "consent", true)];
    /// let good = record.commit(Actor::new(tablet, [7; 8]), 0, "Entrevista", "2026-1", &write)?.remove(0);
    /// let bad = RawChange::new(vec![0; 60]);
    ///
    /// let context = GuardContext::new(record.household(), tablet, &["2026-1"]);
    /// let verdicts = Intake::new(context, []).judge(&[bad, good.clone(), good]);
    /// assert!(matches!(verdicts[..], [Verdict::SetAside(_), Verdict::Take(_), Verdict::Known]));
    /// # Ok::<(), sync::CommitError>(())
    /// ```
    pub fn judge(&mut self, changes: &[RawChange]) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(changes.len());
        for change in changes {
            verdicts.push(self.judge_one(change));
        }
        for _ in 1..PASSES_MAX {
            let mut progress = false;
            for (verdict, change) in verdicts.iter_mut().zip(changes) {
                if *verdict == Verdict::Wait {
                    *verdict = self.judge_one(change);
                    progress |= *verdict != Verdict::Wait;
                }
            }
            if !progress {
                break;
            }
        }
        verdicts
    }

    fn judge_one(&mut self, change: &RawChange) -> Verdict {
        if self.context.holds(&change.hash) && !self.context.is_beginning(&change.hash)
            || self.set_aside.contains(&change.hash)
        {
            return Verdict::Known;
        }
        if self.revoked {
            return self.set_aside(change, Refusal::RevokedDevice);
        }
        match guard::check(&change.bytes, &self.context) {
            Err(refusal) => self.set_aside(change, refusal),
            Ok(guarded) if guarded.missing.is_empty() => {
                self.context.note(&guarded);
                Verdict::Take(guarded)
            }
            Ok(guarded)
                if guarded
                    .missing
                    .iter()
                    .any(|dep| self.set_aside.contains(dep)) =>
            {
                self.set_aside(change, Refusal::BuildsOnSetAside)
            }
            Ok(_) => Verdict::Wait,
        }
    }

    fn set_aside(&mut self, change: &RawChange, refusal: Refusal) -> Verdict {
        self.set_aside.insert(change.hash);
        Verdict::SetAside(refusal)
    }
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
