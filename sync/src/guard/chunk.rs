//! The header of a change chunk and the directory of its columns.
//!
//! Start at [`Chunk::parse`]. The format is Automerge's storage format for an uncompressed
//! change (chunk type 1); every length is checked against the bytes that are there.

use sha2::{Digest, Sha256};

use super::limits::{CHANGE_MAX, DEPS_MAX, MESSAGE_MAX, OP_COUNTER_MAX};
use super::reader::Reader;
use super::refusal::Refusal;
use crate::identity::{Actor, Hash};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;
/// Most other actors that a change may refer to: one a value that it replaces, in practice few.
const OTHER_ACTORS_MAX: u64 = 256;
/// 9999-12-31: the last day that a calendar here can show.
const TIME_MAX: i64 = 253_402_300_799;

/// The columns that a change of this format may have, by their specification number.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub(super) object_actor: &'a [u8],
    pub(super) object_counter: &'a [u8],
    pub(super) key: &'a [u8],
    pub(super) insert: &'a [u8],
    pub(super) action: &'a [u8],
    pub(super) value_kind: &'a [u8],
    pub(super) value: &'a [u8],
    pub(super) replaced: &'a [u8],
    pub(super) replaced_actor: &'a [u8],
    pub(super) replaced_counter: &'a [u8],
}

/// A change chunk whose header was read; its columns are bytes still.
pub(super) struct Chunk<'a> {
    pub(super) hash: Hash,
    pub(super) deps: Vec<Hash>,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    pub(super) start_op: u64,
    pub(super) seconds: i64,
    pub(super) message: &'a str,
    pub(super) other_actors: Vec<Actor>,
    pub(super) columns: Columns<'a>,
}

impl<'a> Chunk<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let (hash, mut body) = open(bytes)?;
        let deps = dependencies(&mut body)?;
        let actor = actor(&mut body)?;
        let seq = body.unsigned()?;
        let start_op = body.unsigned()?;
        if start_op == 0 || start_op > OP_COUNTER_MAX {
            return Err(Refusal::Counter);
        }
        let seconds = body.signed()?;
        if !(0..=TIME_MAX).contains(&seconds) {
            return Err(Refusal::Time);
        }
        let message = body.text()?;
        if !message_is_sound(message) {
            return Err(Refusal::Message);
        }
        let other_actors = other_actors(&mut body, actor)?;
        let columns = columns(body)?;
        Ok(Self {
            hash,
            deps,
            actor,
            seq,
            start_op,
            seconds,
            message,
            other_actors,
            columns,
        })
    }
}

/// Whether a change may carry this message.
pub(crate) fn message_is_sound(message: &str) -> bool {
    message.len() <= MESSAGE_MAX && !message.chars().any(char::is_control)
}

fn open(bytes: &[u8]) -> Result<(Hash, Reader<'_>), Refusal> {
    if bytes.len() > CHANGE_MAX {
        return Err(Refusal::TooLong);
    }
    let mut reader = Reader::new(bytes);
    if reader.array().map_err(|_| Refusal::NotAChange)? != MAGIC {
        return Err(Refusal::NotAChange);
    }
    let checksum: [u8; 4] = reader.array()?;
    let hashed = reader.rest();
    if reader.byte()? != CHANGE {
        return Err(Refusal::NotAChange);
    }
    let body = reader.prefixed()?;
    if !reader.is_empty() {
        return Err(Refusal::TrailingBytes);
    }
    let hash: Hash = Sha256::digest(hashed).into();
    if hash[..4] != checksum {
        return Err(Refusal::Checksum);
    }
    Ok((hash, Reader::new(body)))
}

fn dependencies(body: &mut Reader<'_>) -> Result<Vec<Hash>, Refusal> {
    let count = body.unsigned()?;
    if count == 0 || count > DEPS_MAX {
        return Err(Refusal::Dependencies);
    }
    let mut deps: Vec<Hash> = Vec::new();
    for _ in 0..count {
        let dep = body.array()?;
        if deps.contains(&dep) {
            return Err(Refusal::Dependencies);
        }
        deps.push(dep);
    }
    Ok(deps)
}

fn actor(body: &mut Reader<'_>) -> Result<Actor, Refusal> {
    Actor::from_slice(body.prefixed()?).ok_or(Refusal::UnknownActor)
}

fn other_actors(body: &mut Reader<'_>, own: Actor) -> Result<Vec<Actor>, Refusal> {
    let count = body.unsigned()?;
    if count > OTHER_ACTORS_MAX {
        return Err(Refusal::UnknownActor);
    }
    let mut others: Vec<Actor> = Vec::new();
    for _ in 0..count {
        let other = actor(body)?;
        if other == own || others.last().is_some_and(|last| *last >= other) {
            return Err(Refusal::NotCanonical);
        }
        others.push(other);
    }
    Ok(others)
}

fn columns(mut body: Reader<'_>) -> Result<Columns<'_>, Refusal> {
    let count = body.unsigned()?;
    if count > 16 {
        return Err(Refusal::ForbiddenAction);
    }
    let mut directory = Vec::new();
    for _ in 0..count {
        let (specification, length) = (body.unsigned()?, body.unsigned()?);
        if directory
            .last()
            .is_some_and(|(last, _)| *last >= specification)
            || length == 0
        {
            return Err(Refusal::NotCanonical);
        }
        directory.push((specification, length));
    }
    let mut columns = Columns::default();
    for (specification, length) in directory {
        let data = body.take(length)?;
        match specification {
            0x01 => columns.object_actor = data,
            0x02 => columns.object_counter = data,
            0x15 => columns.key = data,
            0x34 => columns.insert = data,
            0x42 => columns.action = data,
            0x56 => columns.value_kind = data,
            0x57 => columns.value = data,
            0x70 => columns.replaced = data,
            0x71 => columns.replaced_actor = data,
            0x73 => columns.replaced_counter = data,
            // List positions, marks, text, compressed and unknown columns.
            _ => return Err(Refusal::ForbiddenAction),
        }
    }
    if body.is_empty() {
        Ok(columns)
    } else {
        Err(Refusal::TrailingBytes)
    }
}
