//! Which changes of a batch are taken in, and in which order the log has them.
//!
//! Start at [`Intake::judge`]. It judges one household at a time, from rows; whether the taken
//! changes can be applied is tried later, by the projector ([`crate::guard::try_apply`]).

use std::collections::BTreeSet;

use crate::guard::{self, GuardContext, GuardedChange, Refusal};
use crate::identity::{DeviceId, Hash};
use crate::record::RawChange;
use crate::wire::Outcome;

/// Most changes of a household that wait on the hub for their causes.
pub const PARKED_MAX: usize = 64;
/// Most bytes of them.
pub const PARKED_BYTES_MAX: usize = 512 * 1024;

/// What the hub does with one change of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Taken in.
    Take,
    /// The log holds it.
    Known,
    /// Its causes are not here. The device keeps it and sends it again.
    Wait,
    /// Kept, and set aside for a supervisor.
    SetAside(Refusal),
}

impl Verdict {
    /// What the device is told, once the log is durable.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Take => Outcome::Taken,
            Self::Known => Outcome::Known,
            Self::Wait => Outcome::Waiting,
            Self::SetAside(refusal) => Outcome::Quarantined(refusal.code().to_owned()),
        }
    }
}

/// A change that waits on the hub for its causes. The device waits for them too and keeps it, so
/// the hub may forget what is parked, or not keep it at all: it then takes more hand-overs until
/// a hub that was put back is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The device that handed it over.
    pub device: DeviceId,
    /// The round.
    pub survey: String,
    /// The change.
    pub change: RawChange,
}

/// A change to write to the log.
#[derive(Debug, Clone, PartialEq)]
pub struct ToLog {
    /// The device that handed it over; another than the batch's where it was parked.
    pub device: DeviceId,
    /// The round.
    pub survey: String,
    /// The change.
    pub change: RawChange,
    /// Taken in, or set aside with a reason.
    pub judged: Result<GuardedChange, Refusal>,
}

/// What became of one household's changes in a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// One for each change of the batch, in its order.
    pub verdicts: Vec<Verdict>,
    /// What to write to the log, causes first: give receipts in this order.
    pub to_log: Vec<ToLog>,
    /// What waits from now on, in place of what waited before.
    pub parked: Vec<Parked>,
}

/// One household while a device's changes for it are judged.
#[derive(Debug, Clone)]
pub struct Intake {
    context: GuardContext,
    set_aside: BTreeSet<Hash>,
    parked: Vec<Parked>,
    revoked: bool,
}

/// A change without a verdict, and what it waits for.
struct Pending {
    /// Its place in the batch; None where it was parked.
    position: Option<usize>,
    parked: Parked,
    missing: Vec<Hash>,
}

impl Intake {
    /// `context`: what was taken in before; `set_aside`: hashes of changes that lie in the log
    /// quarantined, without those set aside as [`Refusal::Checksum`], [`Refusal::NotAChange`] or
    /// [`Refusal::OtherDevice`]: their bytes are not the change that the hash names.
    pub fn new(context: GuardContext, set_aside: impl IntoIterator<Item = Hash>) -> Self {
        let set_aside = set_aside.into_iter().collect();
        Self {
            context,
            set_aside,
            parked: Vec::new(),
            revoked: false,
        }
    }

    /// Hands in what was left parked the last time.
    #[must_use]
    pub fn with_parked(mut self, parked: Vec<Parked>) -> Self {
        self.parked = parked;
        self
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
    /// let judged = Intake::new(context, []).judge("2026-1", &[bad, good.clone(), good]);
    /// assert!(matches!(judged.verdicts[..], [Verdict::SetAside(_), Verdict::Take, Verdict::Known]));
    /// assert_eq!(judged.to_log.len(), 2, "what is set aside is kept too");
    /// # Ok::<(), sync::CommitError>(())
    /// ```
    pub fn judge(mut self, survey: &str, changes: &[RawChange]) -> Judged {
        let mut judged = Judged {
            verdicts: vec![Verdict::Wait; changes.len()],
            to_log: Vec::new(),
            parked: Vec::new(),
        };
        let before = std::mem::take(&mut self.parked).into_iter();
        let device = self.context.device();
        let mut pending = Vec::new();
        for (position, change) in changes.iter().enumerate() {
            let parked = Parked {
                device,
                survey: survey.to_owned(),
                change: change.clone(),
            };
            pending.push(Pending {
                position: Some(position),
                parked,
                missing: Vec::new(),
            });
        }
        let waited = |parked| Pending {
            position: None,
            parked,
            missing: Vec::new(),
        };
        pending.extend(before.map(waited));
        while let Some(still) = self.pass(&mut pending, &mut judged) {
            pending = still;
        }
        judged.parked = park(pending);
        judged
    }

    /// Looks at every pending change once; None when that changed nothing.
    fn pass(&mut self, pending: &mut Vec<Pending>, judged: &mut Judged) -> Option<Vec<Pending>> {
        let mut still = Vec::new();
        let mut progress = false;
        for mut item in pending.drain(..) {
            let verdict = self.judge_one(&mut item, &mut judged.to_log);
            if verdict == Verdict::Wait {
                still.push(item);
                continue;
            }
            progress = true;
            if let Some(position) = item.position {
                judged.verdicts[position] = verdict;
            }
        }
        if progress && !still.is_empty() {
            return Some(still);
        }
        *pending = still;
        None
    }

    fn judge_one(&mut self, item: &mut Pending, to_log: &mut Vec<ToLog>) -> Verdict {
        let hash = item.parked.change.hash;
        let held = self.context.holds(&hash) && !self.context.is_beginning(&hash);
        if held || self.set_aside.contains(&hash) {
            return Verdict::Known;
        }
        let arrived = |dep: &Hash| self.context.holds(dep) || self.set_aside.contains(dep);
        if !item.missing.is_empty() && !item.missing.iter().any(arrived) {
            return Verdict::Wait;
        }
        let judged = match self.check(&item.parked) {
            Ok(guarded) if guarded.missing.is_empty() => {
                self.context.note(&guarded);
                Ok(guarded)
            }
            Ok(guarded)
                if !guarded
                    .missing
                    .iter()
                    .any(|dep| self.set_aside.contains(dep)) =>
            {
                item.missing = guarded.missing;
                return Verdict::Wait;
            }
            Ok(_) => Err(Refusal::BuildsOnSetAside),
            Err(refusal) => Err(refusal),
        };
        let verdict = match &judged {
            Ok(_) => Verdict::Take,
            Err(refusal) => {
                if stands_for_its_hash(*refusal) {
                    self.set_aside.insert(hash);
                }
                Verdict::SetAside(*refusal)
            }
        };
        let Parked {
            device,
            survey,
            change,
        } = item.parked.clone();
        to_log.push(ToLog {
            device,
            survey,
            change,
            judged,
        });
        verdict
    }

    fn check(&mut self, parked: &Parked) -> Result<GuardedChange, Refusal> {
        let here = self.context.device();
        self.context.set_device(parked.device);
        let checked = guard::check(&parked.change.bytes, &self.context);
        self.context.set_device(here);
        match checked {
            Ok(_) if self.revoked && parked.device == here => Err(Refusal::RevokedDevice),
            judged => judged,
        }
    }
}

/// Whether bytes refused for this reason are the change that their hash names, from its writer.
/// Others must not stand in its place: a copy with a broken checksum claims the hash of the good
/// change, and a copy handed over by another device is not the writer's own.
fn stands_for_its_hash(refusal: Refusal) -> bool {
    !matches!(
        refusal,
        Refusal::NotAChange | Refusal::Checksum | Refusal::OtherDevice
    )
}

/// The first of what is pending, within the bounds.
fn park(pending: Vec<Pending>) -> Vec<Parked> {
    let mut bytes = 0;
    let fits = |parked: &Parked| {
        bytes += parked.change.bytes.len();
        bytes <= PARKED_BYTES_MAX
    };
    pending
        .into_iter()
        .map(|item| item.parked)
        .take(PARKED_MAX)
        .take_while(fits)
        .collect()
}
