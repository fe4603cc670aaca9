//! *Fuente*: the opened tables of a survey, one row a child.
//!
//! Start at [`Source::open`], then [`Source::next`] until it says false. What this module does
//! not know: what a row means; that is the [`Decoder`]'s.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    decode::Decoder,
    mapping::{Mapping, written::Encoding},
    tables::{
        fault::{CannotRead, OpenFault, ReadFault},
        join::{Joined, Joins},
        open::{Table, WantedColumn},
        part::Parter,
        rows::Rows,
    },
};

/// Where the tables are.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The folder in which the mapping's file names are looked for.
    pub folder: Option<PathBuf>,
    /// A table's own file; `-` is the standard input, for CSV and JSON Lines.
    pub named: BTreeMap<String, PathBuf>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadSoFar {
    /// Rows of the first table.
    pub rows: u64,
    /// Bytes of the first table.
    pub bytes: u64,
    /// All bytes of the first table; `None` for a pipe.
    pub bytes_total: Option<u64>,
}

/// The opened tables of a survey.
pub struct Source {
    decoder: Arc<Decoder>,
    first: Table,
    joins: Joins,
    rows: u64,
    /// The first table broke off; told once, after the rows before it.
    broken: Option<ReadFault>,
}

/// What is to be said of the tables when all is read.
#[derive(Debug)]
pub struct About<'s> {
    /// Deleted records of the first table, passed over.
    pub deleted: u64,
    /// Each joined table, and how many of its rows no child asked for; `None` if that cannot be
    /// counted.
    pub joined: Vec<(&'s Joined, Option<u64>)>,
}

impl Source {
    /// Opens all tables, looks for the mapping's columns in them, and puts the joined ones aside
    /// by key. `on_progress` hears the table and how many of its rows were put aside.
    pub fn open(
        mapping: Arc<Mapping>,
        files: &Files,
        mut on_progress: impl FnMut(&str, u64),
    ) -> Result<Source, OpenFault> {
        let wanted: Vec<WantedColumn<'_>> = mapping
            .columns_of(0)
            .map(|(slot, name, at)| WantedColumn { slot, name, at })
            .collect();
        let first = Table::open(&mapping.written.tables[0], files, &wanted)?;
        let (joins, joined) = Joins::open(&mapping, files, &mut on_progress)?;
        let mut encodings: Vec<Encoding> = vec![first.encoding; mapping.plan.columns.len()];
        for (slot, encoding) in joined {
            encodings[usize::from(slot)] = encoding;
        }
        let decoder = Decoder {
            mapping: mapping.clone(),
            shape: first.shape.clone(),
            encodings,
            joined: joins.slots.clone(),
        };
        Ok(Source {
            decoder: Arc::new(decoder),
            first,
            joins,
            rows: 0,
            broken: None,
        })
    }

    /// What reads the rows; shared by as many threads as one likes.
    pub fn decoder(&self) -> Arc<Decoder> {
        self.decoder.clone()
    }

    /// Fills a block with the next rows, up to 4,096; false when there are no more. A table that
    /// breaks off gives the rows before the break first, and is then refused once.
    pub fn next(&mut self, rows: &mut Rows) -> Result<bool, ReadFault> {
        if let Some(fault) = self.broken.take() {
            rows.clear();
            return Err(fault);
        }
        if let Err(fault) = self.first.fill(rows) {
            if rows.is_empty() {
                return Err(fault);
            }
            self.broken = Some(fault);
        }
        if !self.joins.is_empty() {
            let slots = self.decoder.mapping.plan.columns.len();
            let mut parter = Parter::new(&self.decoder.shape, slots);
            let joined = self.joins.join(&self.decoder.mapping, &mut parter, rows);
            joined.map_err(|fault| ReadFault {
                table: self.first.name.clone(),
                wrong: CannotRead::Spool(fault),
            })?;
        }
        self.rows += rows.len() as u64;
        Ok(!rows.is_empty())
    }

    /// How far reading has come.
    pub fn read_so_far(&self) -> ReadSoFar {
        ReadSoFar {
            rows: self.rows,
            bytes: self.first.bytes(),
            bytes_total: self.first.bytes_total,
        }
    }

    /// What is to be said of the tables; whole once all is read.
    pub fn about(&self) -> About<'_> {
        About {
            deleted: self.first.deleted(),
            joined: self.joins.about().collect(),
        }
    }
}
