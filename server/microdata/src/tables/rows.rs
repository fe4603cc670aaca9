//! One block of raw rows, read at once and used again for the next.
//!
//! Start at [`Rows`]. What this module does not know: how a row is parted.

use crate::{plan::rule::Slot, refusal::Wanted, row::At};

/// A block holds at most this many rows.
pub const ROWS_MAX: usize = 4096;

/// A block of raw rows. Its memory is used again, so hand the same one back to
/// [`Source::next`](crate::Source::next).
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows' bytes, and after them those of the rows joined to them.
    pub(crate) bytes: Vec<u8>,
    pub(crate) raw: Vec<RawRow>,
    /// There may be quotation marks in it.
    pub(crate) quoted: bool,
    /// The joined cells of all rows, so many a row.
    pub(crate) joined: Vec<At>,
    pub(crate) joined_a_row: usize,
    /// The numbers of the joined rows in their own tables, so many a row; 0 where there is none.
    pub(crate) partners: Vec<u64>,
    pub(crate) partners_a_row: usize,
    /// Rows that could not be joined, in order.
    pub(crate) unjoined: Vec<Unjoined>,
}

/// A row that could not be joined.
#[derive(Debug)]
pub(crate) struct Unjoined {
    /// Its place in the block.
    pub place: usize,
    pub wanted: Wanted,
    /// The first table's columns that are to blame.
    pub slots: Vec<Slot>,
}

/// Where one row stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawRow {
    /// Counted from 1 after the heading.
    pub number: u64,
    pub start: usize,
    pub end: usize,
}

impl Rows {
    /// An empty block.
    pub fn new() -> Rows {
        Rows::default()
    }

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// True before the first row is read and after the last.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// Bytes of memory that the block holds on to.
    pub fn memory_bytes(&self) -> usize {
        self.bytes.capacity()
            + self.raw.capacity() * size_of::<RawRow>()
            + self.joined.capacity() * size_of::<At>()
            + self.partners.capacity() * size_of::<u64>()
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.raw.clear();
        self.joined.clear();
        self.partners.clear();
        self.unjoined.clear();
    }

    pub(crate) fn joined_of(&self, place: usize) -> &[At] {
        let start = place * self.joined_a_row;
        self.joined
            .get(start..start + self.joined_a_row)
            .unwrap_or_default()
    }

    /// The number of a row of the block in one of the mapping's tables.
    pub(crate) fn number_in(&self, place: usize, table: usize) -> u64 {
        let number = match table.checked_sub(1) {
            None => self.raw.get(place).map(|raw| raw.number),
            Some(joined) => self
                .partners
                .get(place * self.partners_a_row + joined)
                .copied(),
        };
        number.unwrap_or_default()
    }

    /// Why a row could not be joined, if so.
    pub(crate) fn unjoined_of(&self, place: usize) -> Option<&Unjoined> {
        let found = self.unjoined.binary_search_by_key(&place, |row| row.place);
        found.ok().map(|found| &self.unjoined[found])
    }
}
