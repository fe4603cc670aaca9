//! The first bytes of a record and of each round: pure functions that every device repeats.
//!
//! Start at [`genesis`]. Measured: two devices that each begin a household's document with
//! bytes of their own keep only one side's answers after merging. These changes never travel,
//! and the guard refuses them from outside.

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, Change, ObjId, ObjType, ROOT, ReadDoc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::identity::{Actor, Hash};

/// The record format that [`genesis`] writes under `format`.
pub const FORMAT: i64 = 1;
/// Operation counters of the two containers; the guard knows the objects by them.
pub(crate) const MEMBERS_OP: u64 = 3;
pub(crate) const ROUND_OP: u64 = 5;

const CANNOT_FAIL: &str = "puts into a new map of a new document cannot fail";

/// The actor that a household's genesis is written by:
/// the first 16 bytes of SHA-256 of `rayuela genesis` and the household's 16 bytes.
pub fn genesis_actor(household: Uuid) -> Actor {
    derived_actor(&[b"rayuela genesis", household.as_bytes()])
}

/// The actor that a household's round is opened by: the first 16 bytes of SHA-256 of
/// `rayuela round`, the household's 16 bytes and the survey id.
pub fn opening_actor(household: Uuid, survey: &str) -> Actor {
    derived_actor(&[b"rayuela round", household.as_bytes(), survey.as_bytes()])
}

/// A document that holds the genesis of `household` and nothing else:
/// `{household, format, members: {}, rounds: {}}`, operations 1 to 4, time 0, no message.
pub(crate) fn genesis(household: Uuid) -> Automerge {
    let mut doc = Automerge::new().with_actor(automerge_actor(genesis_actor(household)));
    let mut writing = doc.transaction();
    writing
        .put(ROOT, "household", household.to_string())
        .expect(CANNOT_FAIL);
    writing.put(ROOT, "format", FORMAT).expect(CANNOT_FAIL);
    writing
        .put_object(ROOT, "members", ObjType::Map)
        .expect(CANNOT_FAIL);
    writing
        .put_object(ROOT, "rounds", ObjType::Map)
        .expect(CANNOT_FAIL);
    writing.commit_with(CommitOptions::default().with_time(0));
    doc
}

/// The change that opens `survey`'s round of `household`; it depends on the genesis only.
pub(crate) fn opening(household: Uuid, survey: &str) -> Change {
    let mut doc = genesis(household);
    doc.set_actor(automerge_actor(opening_actor(household, survey)));
    let rounds = container(&doc, &ROOT, "rounds").expect("the genesis makes this map");
    let mut writing = doc.transaction();
    writing
        .put_object(&rounds, survey, ObjType::Map)
        .expect(CANNOT_FAIL);
    writing.commit_with(CommitOptions::default().with_time(0));
    doc.get_last_local_change()
        .expect("the transaction above wrote a map")
}

/// Hash of the genesis of `household`: every change of its record descends from it.
///
/// ```
/// let household = uuid::Uuid::from_u128(1);
/// assert_eq!(sync::record::genesis_hash(household), sync::record::genesis_hash(household));
/// assert_ne!(
///     sync::record::genesis_hash(household),
///     sync::record::genesis_hash(uuid::Uuid::from_u128(2)),
/// );
/// ```
pub fn genesis_hash(household: Uuid) -> Hash {
    genesis(household)
        .get_heads()
        .first()
        .map(|head| head.0)
        .unwrap_or_default()
}

/// Hash of the change that opens `survey`'s round of `household`.
///
/// ```
/// let household = uuid::Uuid::from_u128(1);
/// assert_ne!(
///     sync::record::opening_hash(household, "2026-1"),
///     sync::record::opening_hash(household, "2027-1"),
/// );
/// ```
pub fn opening_hash(household: Uuid, survey: &str) -> Hash {
    opening(household, survey).hash().0
}

/// The map called `name` in `parent`.
pub(crate) fn container(doc: &Automerge, parent: &ObjId, name: &str) -> Option<ObjId> {
    match doc.get(parent, name) {
        Ok(Some((value, id))) if value.is_object() => Some(id),
        _ => None,
    }
}

pub(crate) fn automerge_actor(actor: Actor) -> ActorId {
    ActorId::from(actor.0)
}

fn derived_actor(parts: &[&[u8]]) -> Actor {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    let digest = digest.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Actor(bytes)
}
