//! What must be known about bytes before the CRDT library sees them.
//!
//! Start at [`check`] (bytes and rows only, microseconds) and then [`try_apply`] (a throw-away
//! copy of the record). Measured: automerge 0.12 is not a safe parser of hostile bytes; 57 bytes
//! cost it 3.9 GB, 42 bytes make a document that can never be loaded again. Because a record
//! holds only flat maps of scalars, this guard can read a change whole by itself.
//!
//! Whether an answer fits its question is judged later, against the questionnaire.

mod apply;
mod chunk;
mod context;
pub mod limits;
mod operations;
mod reader;
mod refusal;
mod runs;

pub use apply::try_apply;
pub(crate) use chunk::message_is_sound;
pub use context::GuardContext;
pub use refusal::Refusal;

use crate::identity::{Actor, Hash};
use crate::key::{Place, check_key};
use crate::record::{MEMBERS_OP, ROUND_OP};
use crate::scalar::Scalar;
use chunk::Chunk;
use operations::Operation;

/// A change that the guard let through.
#[derive(Clone, PartialEq)]
pub struct GuardedChange {
    /// Its hash.
    pub hash: Hash,
    /// Who wrote it: begins with the device's id.
    pub actor: Actor,
    /// The actor's how-manieth change of this household, from 1.
    pub seq: u64,
    /// Counter of its first operation.
    pub start_op: u64,
    /// The changes that it builds on.
    pub deps: Vec<Hash>,
    /// Those of `deps` that the context does not hold. Not empty: it must wait, and its
    /// sequence number, counters and actors are judged when it is checked again.
    pub missing: Vec<Hash>,
    /// The device's clock, seconds since 1970.
    pub time: i64,
    /// Why it was made, in domain words.
    pub message: String,
    /// What it writes.
    pub writes: Vec<GuardedWrite>,
}

/// One answer that a guarded change writes.
#[derive(Clone, PartialEq)]
pub struct GuardedWrite {
    /// Roster or round.
    pub place: Place,
    /// The round's survey; None for the roster.
    pub survey: Option<String>,
    /// The key.
    pub key: String,
    /// The answer.
    pub scalar: Scalar,
}

impl GuardedChange {
    /// Counter of its last operation.
    pub fn max_op(&self) -> u64 {
        self.start_op + self.writes.len() as u64 - 1
    }
}

impl std::fmt::Debug for GuardedChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GuardedChange")
            .field("actor", &self.actor)
            .field("seq", &self.seq)
            .field("writes", &self.writes.len())
            .field("missing", &self.missing.len())
            .finish_non_exhaustive()
    }
}

/// Reads a change from outside by itself, within limits, and judges it by what is known of its
/// household. Costs at most a few times the change's own bytes.
///
/// # Errors
/// The [`Refusal`] that sets it aside. A change whose dependencies are not here is no error: it
/// comes back with `missing`.
///
/// ```
/// use sync::{guard, Actor, DeviceId, HouseholdRecord, Place, Write};
/// let rosas_tablet = DeviceId([1; 8]);
/// let mut hers = HouseholdRecord::new(uuid::Uuid::from_u128(42));
/// let write = [Write::new(Place::Round, "m3f2a1c.worked", true)];
/// let sent = hers
///     .commit(Actor::new(rosas_tablet, [7; 8]), 1_790_000_000, "Entrevista", "2026-1", &write)?
///     .remove(0);
///
/// let context = guard::GuardContext::new(hers.household(), rosas_tablet, &["2026-1"]);
/// let change = guard::check(&sent.bytes, &context)?;
/// assert_eq!(change.writes[0].key, "m3f2a1c.worked");
///
/// let juans = guard::GuardContext::new(hers.household(), DeviceId([2; 8]), &["2026-1"]);
/// assert_eq!(guard::check(&sent.bytes, &juans), Err(guard::Refusal::OtherDevice));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(bytes: &[u8], context: &GuardContext) -> Result<GuardedChange, Refusal> {
    let chunk = Chunk::parse(bytes)?;
    if context.is_beginning(&chunk.hash) {
        return Err(Refusal::Beginning);
    }
    if chunk.actor.device() != context.device {
        return Err(Refusal::OtherDevice);
    }
    let operations = operations::operations(&chunk)?;
    let writes = operations
        .into_iter()
        .map(|operation| permitted(operation, context))
        .collect::<Result<Vec<_>, _>>()?;
    let missing: Vec<Hash> = chunk
        .deps
        .iter()
        .filter(|dep| !context.holds(dep))
        .copied()
        .collect();
    if missing.is_empty() {
        fits(&chunk, context)?;
    }
    Ok(GuardedChange {
        hash: chunk.hash,
        actor: chunk.actor,
        seq: chunk.seq,
        start_op: chunk.start_op,
        deps: chunk.deps,
        missing,
        time: chunk.seconds,
        message: chunk.message.to_owned(),
        writes,
    })
}

/// The write, if it lies in the roster or in a round that may be written.
fn permitted(operation: Operation<'_>, context: &GuardContext) -> Result<GuardedWrite, Refusal> {
    let (counter, actor) = operation.object;
    let (place, survey) = if counter == MEMBERS_OP && actor == context.genesis.0 {
        (Place::Roster, None)
    } else {
        let round = context
            .rounds
            .iter()
            .find(|(_, (opening, _))| *opening == actor);
        let (survey, _) = round
            .filter(|_| counter == ROUND_OP)
            .ok_or(Refusal::ForbiddenPlace)?;
        if context.only.as_ref().is_some_and(|only| only != survey) {
            return Err(Refusal::ForbiddenPlace);
        }
        (Place::Round, Some(survey.clone()))
    };
    check_key(place, operation.key).map_err(|_| Refusal::ForbiddenPlace)?;
    Ok(GuardedWrite {
        place,
        survey,
        key: operation.key.to_owned(),
        scalar: operation.scalar,
    })
}

/// Whether a change whose dependencies are all here continues what is here.
fn fits(chunk: &Chunk<'_>, context: &GuardContext) -> Result<(), Refusal> {
    if !chunk
        .other_actors
        .iter()
        .all(|other| context.knows_actor(*other))
    {
        return Err(Refusal::UnknownActor);
    }
    let last = context.actors.get(&chunk.actor).copied().unwrap_or(0);
    if last.checked_add(1) != Some(chunk.seq) {
        return Err(Refusal::Sequence);
    }
    if context
        .max_op
        .is_some_and(|highest| chunk.start_op > highest + 1)
    {
        return Err(Refusal::Counter);
    }
    Ok(())
}
