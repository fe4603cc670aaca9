//! Parts a raw row into the cells that the mapping reads.
//!
//! Start at [`Parter::part`]. A CSV row without a quotation mark, which is nearly every one, is
//! parted in place; quoting is the `csv-core` crate's. What this module does not know: what is
//! asked of a cell.

mod binary;
mod json;

pub(crate) use self::{binary::READABLE, json::names};
use crate::{
    mapping::written::Encoding,
    plan::rule::Slot,
    refusal::Wanted,
    row::{At, Row},
    tables::{dbf::heading::Field, rows::RawRow},
};

/// How the rows of one table are parted.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Csv {
        delimiter: u8,
        /// The slot each column fills, if any.
        slots: Vec<Option<Slot>>,
    },
    /// The fields that are read, each with its slot.
    Dbf { fields: Vec<(Field, Slot)> },
    /// The names that are read, each with its slot.
    Jsonl { names: Vec<(String, Slot)> },
}

/// Parts rows one after the other; its memory is used again.
pub(crate) struct Parter<'s> {
    shape: &'s Shape,
    pub(crate) cells: Vec<At>,
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
        let mut builder = csv_core::ReaderBuilder::new();
        if let Shape::Csv { delimiter, .. } = shape {
            builder.delimiter(*delimiter);
        }
        Parter {
            shape,
            cells: vec![At::ABSENT; slots],
            scratch: Vec::new(),
            quoted: Quoted {
                reader: builder.build(),
                ends: Vec::new(),
            },
        }
    }

    /// Finds the row's cells; a row of another shape is refused as a whole. Where no row of the
    /// table is `quoted`, none is looked at for quotation marks.
    #[inline]
    pub fn part(&mut self, bytes: &[u8], raw: &RawRow, quoted: bool) -> Result<(), Wanted> {
        let row = bytes.get(raw.start..raw.end).unwrap_or_default();
        match self.shape {
            Shape::Csv { delimiter, slots } => {
                if quoted && memchr::memchr(b'"', row).is_some() {
                    return self.part_quoted(row, slots);
                }
                let mut column = 0;
                let mut start = raw.start;
                let mut field = |end: usize| {
                    if let Some(Some(slot)) = slots.get(column) {
                        self.cells[usize::from(*slot)] = At::bytes(start, end);
                    }
                    column += 1;
                    start = end + 1;
                };
                each_delimiter(row, *delimiter, |place| field(raw.start + place));
                field(raw.end);
                fields(slots.len(), column)
            }
            Shape::Dbf { fields } => self.part_dbf(row, raw.start, fields),
            Shape::Jsonl { names } => {
                self.scratch.clear();
                for (_, slot) in names {
                    self.cells[usize::from(*slot)] = At::EMPTY;
                }
                json::part(row, names, &mut self.cells, &mut self.scratch)
            }
        }
    }

    fn part_quoted(&mut self, row: &[u8], slots: &[Option<Slot>]) -> Result<(), Wanted> {
        self.scratch.clear();
        self.scratch.resize(row.len() + 1, 0);
        let Quoted { reader, ends } = &mut self.quoted;
        ends.clear();
        ends.resize(row.len() + 2, 0);
        reader.reset();
        let (_, _, written, mut found) = reader.read_record(row, &mut self.scratch, ends);
        // The row has no line end: an empty input tells the reader that it is over.
        let rest = &mut self.scratch[written..];
        let (_, _, _, more) = reader.read_record(&[], rest, &mut ends[found..]);
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

    fn part_dbf(
        &mut self,
        row: &[u8],
        start: usize,
        fields: &[(Field, Slot)],
    ) -> Result<(), Wanted> {
        // Deleted records never come here.
        if row.first() != Some(&b' ') {
            return Err(Wanted::RecordMark);
        }
        self.scratch.clear();
        for (field, slot) in fields {
            let cell = row.get(field.start..field.end).unwrap_or_default();
            self.cells[usize::from(*slot)] = match binary::written(field.kind, cell) {
                None => At::bytes(start + field.start, start + field.end),
                Some(text) => {
                    let before = self.scratch.len();
                    self.scratch.extend_from_slice(text.as_bytes());
                    At::scratch(before, self.scratch.len())
                }
            };
        }
        Ok(())
    }

    /// Puts the cells of joined tables in their slots.
    pub fn join(&mut self, slots: &[Slot], joined: &[At]) {
        for (slot, at) in slots.iter().zip(joined) {
            self.cells[usize::from(*slot)] = *at;
        }
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

/// Calls `each` with the place of every delimiter. Fields are a few bytes long, so eight bytes
/// are looked at in one step instead of starting a search for each.
#[inline]
fn each_delimiter(row: &[u8], delimiter: u8, mut each: impl FnMut(usize)) {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let all = u64::from_ne_bytes([delimiter; 8]);
    let (eights, rest) = row.as_chunks::<8>();
    let mut base = 0;
    for eight in eights {
        let differs = u64::from_le_bytes(*eight) ^ all;
        // The high bit of each byte that is zero, and of no other.
        let mut found = !(((differs & LOW) + LOW) | differs | LOW);
        while found != 0 {
            each(base + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
        base += 8;
    }
    for (place, byte) in rest.iter().enumerate() {
        if *byte == delimiter {
            each(base + place);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::each_delimiter;

    proptest! {
        #[test]
        fn every_delimiter_is_found_and_nothing_else(row in prop::collection::vec(40..48_u8, 0..60)) {
            let mut found = Vec::new();
            each_delimiter(&row, b',', |place| found.push(place));
            let expected: Vec<usize> = (0..row.len()).filter(|place| row[*place] == b',').collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn bytes_of_any_value_are_told_from_the_delimiter(row: Vec<u8>, delimiter: u8) {
            let mut found = Vec::new();
            each_delimiter(&row, delimiter, |place| found.push(place));
            let is = |place: &usize| row[*place] == delimiter;
            let expected: Vec<usize> = (0..row.len()).filter(is).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
