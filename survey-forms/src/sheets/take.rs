//! Takes cells into a workbook and stops at the limits. Start with [`Taking`]. Both readers and
//! the writer go through it, so that what can be read can be written and the other way round.

use super::fault::Place;
use super::refusal::{Refusal, SheetFault};
use super::{Cell, Row, Sheet, Workbook, column_letter, limits, plain_name};

/// A workbook being filled, from its first cell to its last.
#[derive(Default)]
pub(super) struct Taking {
    book: Workbook,
    cells: usize,
    text_bytes: usize,
}

impl Taking {
    /// Begins the next sheet.
    pub(super) fn sheet(&mut self, name: &str) -> Result<(), SheetFault> {
        let taken = plain_name(name);
        if self
            .book
            .sheets
            .iter()
            .any(|sheet| plain_name(&sheet.name) == taken)
        {
            return Err(Refusal::SheetTwice.at(Place::sheet(name)));
        }
        if self.book.sheets.len() >= limits::SHEETS_MAX {
            return Err(Refusal::TooManySheets.at(Place::file()));
        }
        self.book.sheets.push(Sheet {
            name: name.to_owned(),
            rows: Vec::new(),
        });
        Ok(())
    }

    /// Takes one cell of the sheet begun last; blanks alone are no cell. `row` counts from 1,
    /// `column` from 0, and cells come from the top down and from left to right.
    pub(super) fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<(), SheetFault> {
        let Some(sheet) = self.book.sheets.last_mut() else {
            return Err(Refusal::NoSheet.at(Place::file()));
        };
        // Blanks weigh too: it costs time to look through them.
        self.text_bytes = self.text_bytes.saturating_add(text.len());
        let is_huge = text.len() > limits::CELL_CHARS_MAX * char::MAX.len_utf8();
        let is_past = self.text_bytes > limits::TEXT_BYTES_MAX;
        if !is_huge && !is_past && text.chars().all(char::is_whitespace) {
            return Ok(());
        }
        let refusal = if row > limits::ROWS_MAX {
            Some(Refusal::TooManyRows)
        } else if column >= limits::COLUMNS_MAX {
            Some(Refusal::TooManyColumns)
        } else if is_huge || text.chars().nth(limits::CELL_CHARS_MAX).is_some() {
            Some(Refusal::TextTooLong)
        } else if is_past || self.cells >= limits::CELLS_MAX {
            Some(Refusal::TooManyCells)
        } else if !follows(sheet, row, column) {
            Some(Refusal::OutOfOrder)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return Err(refusal.at(Place::cell(&sheet.name, row, column_letter(column))));
        }
        self.cells += 1;
        let cell = Cell {
            column,
            text: tidy(text),
        };
        match sheet.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push(cell),
            _ => sheet.rows.push(Row {
                number: row,
                cells: vec![cell],
            }),
        }
        Ok(())
    }

    /// The workbook, if it has a sheet.
    pub(super) fn done(self) -> Result<Workbook, SheetFault> {
        if self.book.sheets.is_empty() {
            return Err(Refusal::NoSheet.at(Place::file()));
        }
        Ok(self.book)
    }
}

/// Whether a cell comes after all the sheet has.
fn follows(sheet: &Sheet, row: u32, column: u32) -> bool {
    let last = sheet
        .rows
        .last()
        .and_then(|last| Some((last.number, last.cells.last()?.column)));
    row > 0 && last.is_none_or(|last| last < (row, column))
}

/// What nobody can see in a cell is made plain: non-breaking spaces and the kinds of line break.
fn tidy(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}
