//! The second wall: a guarded change is tried on a throw-away copy of the record.
//!
//! Start at [`try_apply`].

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{GuardContext, GuardedChange, Refusal, check};
use crate::record::{Applied, ApplyError, HouseholdRecord, RawChange};

/// Checks `raw`, applies it to a copy of `record`, saves the copy, loads it again and compares.
/// Gives back the loaded copy, or leaves everything as it was.
///
/// A panic inside Automerge is caught (`panic = "unwind"` in every profile); the process's panic
/// hook still sees it, so a server should install one that logs the place and not the message.
/// `context` may be made from rows; what this copy of the record knows is added.
///
/// # Errors
/// The [`Refusal`] that sets the change aside.
///
/// ```
/// use sync::{guard, Actor, DeviceId, HouseholdRecord, Place, Write};
/// let tablet = DeviceId([1; 8]);
/// let mut hers = HouseholdRecord::new(uuid::Uuid::from_u128(42));
/// let write = [Write::new(Place::Round, "consent", true)];
/// let sent = hers.commit(Actor::new(tablet, [7; 8]), 0, "Entrevista", "2026-1", &write)?.remove(0);
///
/// let mut on_the_hub = HouseholdRecord::new(hers.household());
/// on_the_hub.open_round("2026-1")?;
/// let context = guard::GuardContext::of(&on_the_hub, tablet);
/// let (taken_in, _) = guard::try_apply(&on_the_hub, &sent.bytes, &context)?;
/// assert_eq!(taken_in.heads(), hers.heads());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn try_apply(
    record: &HouseholdRecord,
    raw: &[u8],
    context: &GuardContext,
) -> Result<(HouseholdRecord, GuardedChange), Refusal> {
    let here = GuardContext {
        only: context.only.clone(),
        ..GuardContext::of(record, context.device)
    };
    let guarded = check(raw, &here)?;
    if !guarded.missing.is_empty() {
        return Err(Refusal::UnknownDependencies);
    }
    let tried = catch_unwind(AssertUnwindSafe(|| on_a_copy(record, raw, &guarded)));
    let tried = tried.unwrap_or(Err(Refusal::Crashes))?;
    Ok((tried, guarded))
}

fn on_a_copy(
    record: &HouseholdRecord,
    raw: &[u8],
    guarded: &GuardedChange,
) -> Result<HouseholdRecord, Refusal> {
    let mut copy = record.clone();
    match copy.apply(raw) {
        Ok(Applied::New) => {}
        Ok(Applied::Known) => return Err(Refusal::Sequence),
        Err(ApplyError::Unreadable) => return Err(Refusal::Malformed),
        Err(ApplyError::UnknownDependencies(_)) => return Err(Refusal::UnknownDependencies),
        Err(ApplyError::Contradiction) => return Err(Refusal::Sequence),
    }
    let loaded = HouseholdRecord::load(copy.household(), &copy.save_for_a_moment())
        .map_err(|_| Refusal::DoesNotReload)?;
    let same = RawChange {
        hash: guarded.hash,
        bytes: raw.to_vec(),
    };
    let unchanged = loaded.heads() == copy.heads() && loaded.change(&guarded.hash) == Some(same);
    if unchanged {
        Ok(loaded)
    } else {
        Err(Refusal::DoesNotReload)
    }
}
