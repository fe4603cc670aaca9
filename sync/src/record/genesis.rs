//! The first bytes of a record and of each round: pure functions that every device repeats.
//!
//! Start at [`genesis`]. Measured: two devices that each begin a household's document with
//! bytes of their own keep only one side's answers after merging. These changes never travel,
//! and the guard refuses them from outside.

use automerge::{ActorId, Automerge, Change, ObjId, ReadDoc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::identity::{Actor, Hash};
use crate::key::SURVEY_MAX;

/// The record format that [`genesis`] writes under `format`.
pub const FORMAT: i64 = 1;
/// Operation counters of the two containers; the guard knows the objects by them.
pub(crate) const MEMBERS_OP: u64 = 3;
pub(crate) const ROUND_OP: u64 = 5;

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
    doc.apply_changes([readable(genesis_chunk(household))])
        .expect(SOUND);
    doc
}

/// The change that opens `survey`'s round of `household`; it depends on the genesis only.
pub(crate) fn opening(household: Uuid, survey: &str) -> Change {
    readable(opening_chunk(household, survey))
}

const SOUND: &str = "the bytes of a beginning are a change that builds on nothing unknown";

fn readable(chunk: Vec<u8>) -> Change {
    Change::from_bytes(chunk).expect(SOUND)
}

/// The bytes themselves, not what a library makes of them: a later version of Automerge that
/// encodes otherwise must not part old records from new ones. Tests pin the hashes.
fn genesis_chunk(household: Uuid) -> Vec<u8> {
    let mut body = vec![0, 16];
    body.extend(genesis_actor(household).0);
    // Sequence 1, counter 1, time 0, no message, no other actors; six columns and their lengths.
    body.extend([
        1, 1, 0, 0, 0, 6, 0x15, 33, 0x34, 1, 0x42, 4, 0x56, 6, 0x57, 37, 0x70, 2,
    ]);
    body.push(0x7c);
    for key in ["household", "format", "members", "rounds"] {
        prefixed(&mut body, key.as_bytes());
    }
    // No inserts; set, set, make map, make map; text of 36 bytes, integer, nothing, nothing.
    body.extend([4, 2, 1, 2, 0, 0x7e, 0xc6, 4, 0x14, 2, 0]);
    body.extend(household.to_string().bytes());
    body.extend([1, 4, 0]);
    chunk(&body)
}

fn opening_chunk(household: Uuid, survey: &str) -> Vec<u8> {
    let mut body = vec![1];
    body.extend(genesis_hash(household));
    prefixed(&mut body, &opening_actor(household, survey).0);
    // Sequence 1, counter 5, time 0, no message, one other actor: the genesis's.
    body.extend([1, ROUND_OP as u8, 0, 0, 1]);
    prefixed(&mut body, &genesis_actor(household).0);
    let key = survey.len().min(SURVEY_MAX) as u8 + 2;
    body.extend([7, 1, 2, 2, 2, 0x15, key, 0x34, 1, 0x42, 2, 0x56, 2, 0x70, 2]);
    // In the map that the genesis's fourth operation made; a map, nothing replaced.
    body.extend([0x7f, 1, 0x7f, 4, 0x7f]);
    prefixed(&mut body, survey.as_bytes());
    body.extend([1, 0x7f, 0, 0x7f, 0, 0x7f, 0]);
    chunk(&body)
}

/// An uncompressed change chunk around `body` of at most 16,383 bytes.
fn chunk(body: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    match body.len() {
        short @ ..128 => hashed.push(short as u8),
        long => hashed.extend([(long & 0x7f) as u8 | 0x80, (long >> 7) as u8]),
    }
    hashed.extend(body);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83];
    chunk.extend(&Sha256::digest(&hashed)[..4]);
    chunk.extend(hashed);
    chunk
}

/// `bytes`, at most 127, behind their length.
fn prefixed(body: &mut Vec<u8>, bytes: &[u8]) {
    body.push(bytes.len() as u8);
    body.extend(bytes);
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
    Sha256::digest(&opening_chunk(household, survey)[8..]).into()
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
