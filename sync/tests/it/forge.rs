//! A writer of change chunks, sound or forged, that shares no code with the guard.

use crate::support::{SURVEY, household, opening_of, rosas, with_checksum};
use sync::record::{genesis_actor, genesis_hash, opening_actor, opening_hash};
use uuid::Uuid;

/// The parts of a change chunk before they are bytes.
#[derive(Clone)]
pub struct Forge {
    pub kind: u8,
    pub deps: Vec<[u8; 32]>,
    pub actor: Vec<u8>,
    pub seq: u64,
    pub start_op: u64,
    pub time: i64,
    pub message: Vec<u8>,
    pub others: Vec<Vec<u8>>,
    pub columns: Vec<(u64, Vec<u8>)>,
    pub after_columns: Vec<u8>,
    pub after_chunk: Vec<u8>,
}

pub fn id() -> Uuid {
    household(1)
}

impl Forge {
    /// One answer, `floor` = `soil`, in the round: what Rosa's tablet would write.
    pub fn sound() -> Self {
        let opening = opening_actor(id(), SURVEY).0.to_vec();
        Self {
            kind: 1,
            deps: vec![opening_hash(id(), SURVEY)],
            actor: opening_of(rosas(), 1).0.to_vec(),
            seq: 1,
            start_op: 6,
            time: 1_790_000_000,
            message: b"Entrevista cerrada".to_vec(),
            others: vec![opening],
            columns: vec![
                (0x01, vec![0x7f, 1]),
                (0x02, vec![0x7f, 5]),
                (0x15, literal(b"floor")),
                (0x34, vec![1]),
                (0x42, vec![0x7f, 1]),
                (0x56, vec![0x7f, 0x46]),
                (0x57, b"soil".to_vec()),
                (0x70, vec![0x7f, 0]),
            ],
            after_columns: vec![],
            after_chunk: vec![],
        }
    }

    /// The same answer in the roster's map, which the genesis makes.
    pub fn in_the_roster(key: &[u8]) -> Self {
        Self {
            others: vec![genesis_actor(id()).0.to_vec()],
            deps: vec![genesis_hash(id())],
            ..Self::sound()
        }
        .column(0x02, vec![0x7f, 3])
        .column(0x15, literal(key))
    }

    /// Replaces, adds or (empty) takes away a column.
    pub fn column(mut self, specification: u64, data: Vec<u8>) -> Self {
        self.columns
            .retain(|(present, _)| *present != specification);
        if !data.is_empty() {
            self.columns.push((specification, data));
        }
        self.columns.sort();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        uleb(&mut body, self.deps.len() as u64);
        self.deps.iter().for_each(|dep| body.extend(dep));
        prefixed(&mut body, &self.actor);
        uleb(&mut body, self.seq);
        uleb(&mut body, self.start_op);
        sleb(&mut body, self.time);
        prefixed(&mut body, &self.message);
        uleb(&mut body, self.others.len() as u64);
        self.others
            .iter()
            .for_each(|other| prefixed(&mut body, other));
        uleb(&mut body, self.columns.len() as u64);
        for (specification, data) in &self.columns {
            uleb(&mut body, *specification);
            uleb(&mut body, data.len() as u64);
        }
        self.columns.iter().for_each(|(_, data)| body.extend(data));
        body.extend(&self.after_columns);
        let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, self.kind];
        prefixed(&mut chunk, &body);
        let mut chunk = with_checksum(chunk);
        chunk.extend(&self.after_chunk);
        chunk
    }
}

pub fn literal(text: &[u8]) -> Vec<u8> {
    let mut column = vec![0x7f];
    prefixed(&mut column, text);
    column
}

pub fn uleb(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

pub fn sleb(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// A run of `count` times the value that `value` encodes.
pub fn run(count: i64, value: &[u8]) -> Vec<u8> {
    let mut column = Vec::new();
    sleb(&mut column, count);
    column.extend(value);
    column
}

fn prefixed(out: &mut Vec<u8>, bytes: &[u8]) {
    uleb(out, bytes.len() as u64);
    out.extend(bytes);
}
