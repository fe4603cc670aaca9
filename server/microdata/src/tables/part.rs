//! Parts a raw row into the cells that the mapping reads.
//!
//! Start at [`Parter::part`]. Quoting is the `csv-core` crate's; a row without a quotation mark,
//! which is nearly every one, is parted in place. What this module does not know: what is asked
//! of a cell.

use crate::{
    mapping::written::Encoding,
    plan::rule::Slot,
    refusal::Wanted,
    row::{At, Row},
    tables::rows::RawRow,
};

/// How the rows of one table are parted.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Csv {
        delimiter: u8,
        /// The slot each column fills, if any.
        slots: Vec<Option<Slot>>,
    },
}

/// Parts rows one after the other; its memory is used again.
pub(crate) struct Parter<'s> {
    shape: &'s Shape,
    cells: Vec<At>,
    scratch: Vec<u8>,
    quoted: Quoted,
}

/// What parting a quoted row needs.
struct Quoted {
    reader: csv_core::Reader,
    ends: Vec<usize>,
}

impl<'s> Parter<'s> {
    pub fn new(shape: &'s Shape, slots: usize) -> Parter<'s> {
        let Shape::Csv { delimiter, .. } = shape;
        let mut builder = csv_core::ReaderBuilder::new();
        Parter {
            shape,
            cells: vec![At::ABSENT; slots],
            scratch: Vec::new(),
            quoted: Quoted {
                reader: builder.delimiter(*delimiter).build(),
                ends: Vec::new(),
            },
        }
    }

    /// Finds the row's cells; a row of another shape is refused as a whole.
    pub fn part(&mut self, bytes: &[u8], raw: &RawRow) -> Result<(), Wanted> {
        let row = bytes.get(raw.start..raw.end).unwrap_or_default();
        let Shape::Csv { delimiter, slots } = self.shape;
        if memchr::memchr(b'"', row).is_some() {
            return self.part_quoted(row, slots);
        }
        let (mut column, mut start) = (0, 0);
        for end in memchr::memchr_iter(*delimiter, row).chain([row.len()]) {
            if let Some(Some(slot)) = slots.get(column) {
                self.cells[usize::from(*slot)] = At::bytes(raw.start + start, raw.start + end);
            }
            column += 1;
            start = end + 1;
        }
        fields(slots.len(), column)
    }

    fn part_quoted(&mut self, row: &[u8], slots: &[Option<Slot>]) -> Result<(), Wanted> {
        self.scratch.clear();
        self.scratch.resize(row.len() + 1, 0);
        let Quoted { reader, ends } = &mut self.quoted;
        ends.clear();
        ends.resize(row.len() + 2, 0);
        reader.reset();
        let (_, _, _, mut found) = reader.read_record(row, &mut self.scratch, ends);
        // The row has no line end: an empty input tells the reader that it is over.
        let (_, _, _, more) = reader.read_record(&[], &mut [0; 1], &mut ends[found..]);
        found += more;
        let mut start = 0;
        for (column, end) in ends[..found].iter().enumerate() {
            if let Some(Some(slot)) = slots.get(column) {
                self.cells[usize::from(*slot)] = At::scratch(start, *end);
            }
            start = *end;
        }
        fields(slots.len(), found)
    }

    /// Puts the cells of joined tables in the slots after the first table's.
    pub fn join(&mut self, joined: &[At]) {
        let from = self.cells.len() - joined.len();
        self.cells[from..].copy_from_slice(joined);
    }

    /// The row that was parted last.
    pub fn row<'r>(&'r self, bytes: &'r [u8], encodings: &'r [Encoding]) -> Row<'r> {
        Row {
            bytes,
            scratch: &self.scratch,
            cells: &self.cells,
            encodings,
        }
    }
}

fn fields(expected: usize, found: usize) -> Result<(), Wanted> {
    if expected == found {
        Ok(())
    } else {
        Err(Wanted::Fields { expected, found })
    }
}
