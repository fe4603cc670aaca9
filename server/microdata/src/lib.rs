//! *Microdatos*: tables of a survey read as child facts through a mapping.
//!
//! Start at [`Mapping`] (which column and code is which fact), then [`Source`] (the opened
//! tables, in blocks of raw rows) and [`Decoder`] (rows to children, on as many threads as one
//! likes). [`run`](mod@run) takes a whole survey through the rules, [`write`](mod@write) writes results.
//!
//! Unknown is never "no": an empty cell, a code listed as unknown and a missing row of a joined
//! table leave the fact open. A row that cannot be read is refused by table, row and column.
//!
//! What this crate does not know: the rules, households, and the server's database.

pub mod against;
mod child;
mod decode;
mod key;
mod mapping;
mod near;
mod plan;
mod refusal;
mod row;
pub mod run;
mod tables;
pub mod write;

pub use crate::{
    child::{By, Child, Design, Published, Sex, Wage},
    decode::Decoder,
    key::{KEY_BYTES_MAX, Key},
    mapping::{
        Mapping, Sampling,
        fault::{MappingFault, Wrong},
    },
    refusal::{RowRefusal, SHOWN_CHARACTERS_MAX, Wanted},
    tables::{
        fault::{CannotOpen, CannotRead, OpenFault, ReadFault, SpoolFault},
        join::Joined,
        rows::{ROWS_MAX, Rows},
        source::{About, Files, ReadSoFar, Source},
    },
};
