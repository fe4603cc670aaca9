//! One block of raw rows, read at once and used again for the next.
//!
//! Start at [`Rows`]. What this module does not know: how a row is parted.

use crate::row::At;

/// A block holds at most this many rows.
pub const ROWS_MAX: usize = 4096;

/// A block of raw rows. Its memory is used again, so hand the same one back to
/// [`Source::next`](crate::Source::next).
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows' bytes, and after them those of the rows joined to them.
    pub(crate) bytes: Vec<u8>,
    pub(crate) raw: Vec<RawRow>,
    /// The joined cells of all rows, so many a row.
    pub(crate) joined: Vec<At>,
    pub(crate) joined_a_row: usize,
    /// Rows without a partner that is required: their place, and the table's name.
    pub(crate) missing: Vec<(usize, String)>,
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

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.raw.clear();
        self.joined.clear();
        self.missing.clear();
    }

    pub(crate) fn joined_of(&self, place: usize) -> &[At] {
        let start = place * self.joined_a_row;
        self.joined
            .get(start..start + self.joined_a_row)
            .unwrap_or_default()
    }

    /// The required table in which a row has no partner.
    pub(crate) fn missing_of(&self, place: usize) -> Option<&str> {
        let found = self
            .missing
            .binary_search_by_key(&place, |(place, _)| *place);
        found.ok().map(|found| self.missing[found].1.as_str())
    }
}
