//! The other tables of a survey, joined to the first by key.
//!
//! Start at [`Joins::open`], which puts their rows aside, and [`Joins::join`], which looks for
//! the partners of a block. What this module does not know: what a cell means.

use crate::{
    mapping::{
        Mapping,
        written::{Encoding, LeadingZeros},
    },
    plan::{codes::without_leading_zeros, rule::Slot},
    refusal::{RowRefusal, Wanted},
    row::{At, Row},
    tables::{
        fault::{CannotOpen, OpenFault, ReadFault},
        open::{Table, WantedColumn},
        part::Parter,
        rows::{Rows, Unjoined},
        source::Files,
        spool::{Found, Spool, SpoolFault},
    },
};

/// Refused rows of a joined table are kept up to this many; the rest are counted.
const REFUSALS_MAX: usize = 100;

/// The joined tables and what is looked up in them.
pub(crate) struct Joins {
    tables: Vec<Join>,
    /// The first table's key columns.
    key: Vec<Slot>,
    /// The slots of all joined cells, in the order in which they are kept.
    pub slots: Vec<Slot>,
    zeros_ignored: bool,
}

struct Join {
    spool: Spool,
    /// How many of the joined cells are this table's.
    cells: usize,
    required: bool,
    about: Joined,
}

/// What became of one joined table.
#[derive(Debug)]
pub struct Joined {
    pub table: String,
    /// Rows put aside, all but the refused ones.
    pub rows: u64,
    /// Deleted records of a DBF, passed over.
    pub deleted: u64,
    /// Rows that cannot be joined; the first hundred are in `refusals`.
    pub refused: u64,
    pub refusals: Vec<RowRefusal>,
    /// It broke off after these rows.
    pub broken: Option<ReadFault>,
}

impl Joins {
    /// Opens every table but the first and puts its rows aside. Also gives each slot's encoding.
    pub fn open(
        mapping: &Mapping,
        files: &Files,
        on_progress: &mut dyn FnMut(&str, u64),
    ) -> Result<(Joins, Vec<(Slot, Encoding)>), OpenFault> {
        let (mut tables, mut slots, mut encodings) = (Vec::new(), Vec::new(), Vec::new());
        let zeros_ignored = mapping.written.leading_zeros == LeadingZeros::Ignore;
        for (place, table) in mapping.written.tables.iter().enumerate().skip(1) {
            let columns: Vec<(Slot, &str, &str)> = mapping.columns_of(place).collect();
            let mut wanted = Vec::new();
            let mut local = |name, at| {
                let slot = slot(wanted.len());
                wanted.push(WantedColumn { slot, name, at });
                slot
            };
            let cells: Vec<Slot> = columns
                .iter()
                .map(|(_, name, at)| local(*name, *at))
                .collect();
            let key = table.key.iter();
            let key: Vec<Slot> = key
                .map(
                    |name| match columns.iter().position(|(_, known, _)| known == name) {
                        Some(place) => cells[place],
                        None => local(name, "tables.key"),
                    },
                )
                .collect();
            let opened = Table::open(table, files, &wanted)?;
            let aside = Aside {
                width: wanted.len(),
                cells: &cells,
                key: &key,
                key_names: &table.key,
                zeros_ignored,
            };
            slots.extend(columns.iter().map(|(slot, _, _)| *slot));
            encodings.extend(columns.iter().map(|(slot, _, _)| (*slot, opened.encoding)));
            let (spool, about) = aside.put(opened, on_progress).map_err(|fault| OpenFault {
                table: table.name.clone(),
                file: std::path::PathBuf::new(),
                wrong: CannotOpen::Spool(fault),
            })?;
            tables.push(Join {
                spool,
                cells: cells.len(),
                required: table.required,
                about,
            });
        }
        let joins = Joins {
            tables,
            key: mapping.key(),
            slots,
            zeros_ignored,
        };
        Ok((joins, encodings))
    }

    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Looks for the partners of every row of a block and appends their cells to it. Rows that
    /// `[[only]]` passes over anyway ask for none.
    pub fn join(
        &mut self,
        mapping: &Mapping,
        parter: &mut Parter<'_>,
        rows: &mut Rows,
    ) -> Result<(), SpoolFault> {
        rows.joined_a_row = self.slots.len();
        rows.partners_a_row = self.tables.len();
        let mut key = Vec::new();
        for place in 0..rows.raw.len() {
            let raw = rows.raw[place];
            let parted = parter.part(&rows.bytes, &raw, rows.quoted);
            let row = parter.row(&rows.bytes, &[]);
            let asks = parted.is_ok() && mapping.plan.may_take(&row);
            let empty = key_of(&row, &self.key, self.zeros_ignored, &mut key);
            if let (true, Some(slot)) = (asks, empty) {
                rows.unjoined.push(Unjoined {
                    place,
                    wanted: Wanted::NotEmpty,
                    slots: vec![slot],
                });
            }
            for join in &mut self.tables {
                let found = if asks && empty.is_none() {
                    join.spool.take(&key, raw.number)?
                } else {
                    Found::Nothing
                };
                let cells = join.cells;
                let wanted = match found {
                    Found::Cells(number, found) => {
                        append(rows, &found, cells);
                        rows.partners.push(number);
                        continue;
                    }
                    Found::Nothing if join.required && asks && empty.is_none() => {
                        Some(Wanted::Partner(join.about.table.clone()))
                    }
                    Found::Nothing => None,
                    Found::Twice { rows } => Some(Wanted::OnePartner {
                        table: join.about.table.clone(),
                        rows: Box::new(rows),
                    }),
                    Found::Taken { by } => Some(Wanted::KeyOnce { row: by }),
                };
                rows.joined.extend(std::iter::repeat_n(At::ABSENT, cells));
                rows.partners.push(0);
                let told = rows.unjoined.last().is_some_and(|last| last.place == place);
                if let (Some(wanted), false) = (wanted, told) {
                    let slots = self.key.clone();
                    rows.unjoined.push(Unjoined {
                        place,
                        wanted,
                        slots,
                    });
                }
            }
        }
        Ok(())
    }

    /// What became of each table, and how many of its rows nobody asked for.
    pub fn about(&self) -> impl Iterator<Item = (&Joined, Option<u64>)> {
        self.tables
            .iter()
            .map(|join| (&join.about, join.spool.left().ok()))
    }
}

/// How the rows of one table are put aside.
struct Aside<'t> {
    width: usize,
    cells: &'t [Slot],
    key: &'t [Slot],
    key_names: &'t [String],
    zeros_ignored: bool,
}

impl Aside<'_> {
    fn put(
        &self,
        mut table: Table,
        on_progress: &mut dyn FnMut(&str, u64),
    ) -> Result<(Spool, Joined), SpoolFault> {
        let mut spool = Spool::new()?;
        let mut about = Joined {
            table: table.name.clone(),
            rows: 0,
            deleted: 0,
            refused: 0,
            refusals: Vec::new(),
            broken: None,
        };
        let shape = table.shape.clone();
        let mut parter = Parter::new(&shape, self.width);
        let (mut rows, mut key, mut cells) = (Rows::new(), Vec::new(), Vec::new());
        loop {
            let filled = table.fill(&mut rows);
            for raw in &rows.raw {
                let parted = parter.part(&rows.bytes, raw, rows.quoted);
                let row = parter.row(&rows.bytes, &[]);
                let empty = key_of(&row, self.key, self.zeros_ignored, &mut key);
                let refused = match (parted, empty) {
                    (Ok(()), None) => None,
                    (Err(wanted), _) => Some((String::new(), wanted)),
                    (Ok(()), Some(_)) => Some((self.key_names.join("+"), Wanted::NotEmpty)),
                };
                if let Some((column, wanted)) = refused {
                    about.refuse(raw.number, column, wanted);
                    continue;
                }
                pack(&row, self.cells, &mut cells);
                spool.put(&key, raw.number, &cells)?;
                about.rows += 1;
            }
            on_progress(&about.table, about.rows);
            match filled {
                Ok(()) if rows.is_empty() => break,
                Ok(()) => {}
                Err(fault) => {
                    about.broken = Some(fault);
                    break;
                }
            }
        }
        about.deleted = table.deleted();
        Ok((spool, about))
    }
}

impl Joined {
    fn refuse(&mut self, row: u64, column: String, wanted: Wanted) {
        self.refused += 1;
        if self.refusals.len() < REFUSALS_MAX {
            self.refusals.push(RowRefusal {
                table: self.table.clone(),
                row,
                column,
                value: None,
                wanted,
            });
        }
    }
}

/// Writes the row's key; returns the column that is empty, if one is.
fn key_of(row: &Row<'_>, slots: &[Slot], zeros_ignored: bool, key: &mut Vec<u8>) -> Option<Slot> {
    key.clear();
    for slot in slots {
        let mut cell = row.cell(*slot).unwrap_or_default();
        if cell.is_empty() {
            return Some(*slot);
        }
        if zeros_ignored {
            cell = without_leading_zeros(cell);
        }
        length(cell.len(), key);
        key.extend_from_slice(cell);
    }
    None
}

/// Writes the cells that are wanted later, each after its length.
fn pack(row: &Row<'_>, slots: &[Slot], cells: &mut Vec<u8>) {
    cells.clear();
    for slot in slots {
        let cell = row.cell(*slot).unwrap_or_default();
        length(cell.len(), cells);
        cells.extend_from_slice(cell);
    }
}

/// Appends packed cells to a block, and where each of them stands.
fn append(rows: &mut Rows, mut packed: &[u8], cells: usize) {
    for _ in 0..cells {
        let Some((length, rest)) = packed.split_first_chunk() else {
            rows.joined.push(At::EMPTY);
            continue;
        };
        let length = u32::from_le_bytes(*length) as usize;
        let (cell, rest) = rest.split_at(length.min(rest.len()));
        let start = rows.bytes.len();
        rows.bytes.extend_from_slice(cell);
        rows.joined.push(At::bytes(start, rows.bytes.len()));
        packed = rest;
    }
}

/// Records are at most 1 MiB long, so a cell's length fits.
fn length(length: usize, to: &mut Vec<u8>) {
    to.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn slot(place: usize) -> Slot {
    Slot::try_from(place).unwrap_or(Slot::MAX)
}
