//! One row with its fields parted: the cells that the mapping reads.
//!
//! Start at [`Row::cell`]. Cells stand without blanks around them and are still in the table's
//! own encoding. What this module does not know: what a cell means.

use std::borrow::Cow;

use crate::{mapping::written::Encoding, plan::rule::Slot, refusal::Wanted};

/// Where a cell stands: in the row's own bytes, or in the scratch space where quoted and binary
/// cells are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    start: u32,
    end: u32,
}

const IN_SCRATCH: u32 = 1 << 31;

impl At {
    /// There is no such row, so there is no such cell.
    pub const ABSENT: At = At {
        start: u32::MAX,
        end: u32::MAX,
    };

    /// A cell with nothing in it.
    pub const EMPTY: At = At { start: 0, end: 0 };

    /// A cell of the rows' bytes. Rows are read in blocks far under 2 GiB.
    #[inline]
    pub fn bytes(start: usize, end: usize) -> At {
        let place = |place| u32::try_from(place).unwrap_or(u32::MAX);
        At {
            start: place(start),
            end: place(end),
        }
    }

    /// A cell of the scratch space.
    pub fn scratch(start: usize, end: usize) -> At {
        let at = At::bytes(start, end);
        At {
            start: at.start | IN_SCRATCH,
            end: at.end,
        }
    }
}

/// The cells of one row, by slot.
pub(crate) struct Row<'r> {
    /// The bytes of all rows of the block.
    pub bytes: &'r [u8],
    pub scratch: &'r [u8],
    pub cells: &'r [At],
    /// How the slots' tables are encoded.
    pub encodings: &'r [Encoding],
}

impl<'r> Row<'r> {
    /// The cell without blanks around it; `None` when its table has no row for this child.
    #[inline]
    pub fn cell(&self, slot: Slot) -> Option<&'r [u8]> {
        let at = *self.cells.get(usize::from(slot))?;
        if at == At::ABSENT {
            return None;
        }
        let from = if at.start & IN_SCRATCH == 0 {
            self.bytes
        } else {
            self.scratch
        };
        let start = at.start & !IN_SCRATCH;
        Some(trimmed(from.get(start as usize..at.end as usize)?))
    }

    /// The cell as text.
    pub fn text<'c>(&self, slot: Slot, cell: &'c [u8]) -> Result<Cow<'c, str>, Wanted> {
        match self.encodings.get(usize::from(slot)) {
            Some(Encoding::Cp1252) => Ok(encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(cell)
                .0),
            _ => str::from_utf8(cell)
                .map(Cow::Borrowed)
                .map_err(|_| Wanted::Text("UTF-8")),
        }
    }
}

/// Without blanks, tabs, line ends and zero bytes around it.
#[inline]
pub(crate) fn trimmed(mut cell: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = cell
        && is_blank(*first)
    {
        cell = rest;
    }
    while let [rest @ .., last] = cell
        && is_blank(*last)
    {
        cell = rest;
    }
    cell
}

#[inline]
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0)
}

#[cfg(test)]
mod tests {
    use super::{At, Row, trimmed};
    use crate::mapping::written::Encoding;

    #[test]
    fn a_cell_stands_without_blanks_around_it() {
        assert_eq!(trimmed(b"  1 2\t\0"), b"1 2");
        assert_eq!(trimmed(b" \0 "), b"");
    }

    #[test]
    fn an_absent_cell_is_not_an_empty_one() {
        let row = Row {
            bytes: b"a,,b",
            scratch: b"c",
            cells: &[At::bytes(2, 2), At::ABSENT, At::scratch(0, 1)],
            encodings: &[Encoding::Utf8; 3],
        };
        assert_eq!(row.cell(0), Some(&b""[..]));
        assert_eq!(row.cell(1), None);
        assert_eq!(row.cell(2), Some(&b"c"[..]));
        assert_eq!(row.cell(3), None);
    }

    #[test]
    fn text_is_read_in_the_encoding_of_its_table() {
        let row = Row {
            bytes: b"",
            scratch: b"",
            cells: &[],
            encodings: &[Encoding::Cp1252, Encoding::Utf8],
        };
        assert_eq!(row.text(0, b"ni\xf1o").unwrap(), "niño");
        assert!(row.text(1, b"ni\xf1o").is_err());
    }
}
