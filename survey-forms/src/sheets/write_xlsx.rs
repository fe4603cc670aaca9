//! Writes a workbook as XLSX. Start with [`write_xlsx`].
//!
//! Every cell is text, also `5` and `=1+1`: what was written is what will be read. The same
//! workbook always makes the same bytes, so that two exports can be compared.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::fault::Place;
use super::refusal::{Refusal, SheetFault};
use super::take::Taking;
use super::{Sheet, Workbook};

/// Widths of columns, in characters: a code is never squeezed, a long label wraps.
const WIDTH_MIN: usize = 10;
const WIDTH_MAX: usize = 60;

/// The sheets as XLSX, their first row bold and kept in sight.
///
/// # Errors
/// [`SheetFault`] where a workbook could not be read back: past a limit, out of order, or with a
/// sheet name that spreadsheets don't allow.
pub fn write_xlsx(book: &Workbook) -> Result<Vec<u8>, SheetFault> {
    let mut taking = Taking::default();
    for sheet in &book.sheets {
        taking.sheet(&sheet.name)?;
        for row in &sheet.rows {
            for cell in &row.cells {
                taking.cell(row.number, cell.column, &cell.text)?;
            }
        }
    }
    let book = taking.done()?;
    let mut file = rust_xlsxwriter::Workbook::new();
    let unwritable = |_: XlsxError| Refusal::SheetName.at(Place::file());
    // A date of its own would make every export another file.
    let written_on = ExcelDateTime::from_ymd(2000, 1, 1).map_err(unwritable)?;
    file.set_properties(&DocProperties::new().set_creation_datetime(&written_on));
    for sheet in &book.sheets {
        let mut page = Worksheet::new();
        page.set_name(&sheet.name)
            .map_err(|_| Refusal::SheetName.at(Place::sheet(&sheet.name)))?;
        fill(&mut page, sheet).map_err(unwritable)?;
        file.push_worksheet(page);
    }
    file.save_to_buffer().map_err(unwritable)
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let header = wrapped.clone().set_bold();
    let first = sheet.rows.first().map(|row| row.number);
    let mut widths: Vec<usize> = Vec::new();
    for row in &sheet.rows {
        let format = if Some(row.number) == first {
            &header
        } else {
            &wrapped
        };
        for cell in &row.cells {
            let column = u16::try_from(cell.column).unwrap_or(u16::MAX);
            page.write_string_with_format(row.number - 1, column, &cell.text, format)?;
            let width = cell
                .text
                .lines()
                .map(|line| line.chars().count())
                .max()
                .unwrap_or(0);
            let place = usize::from(column);
            if widths.len() <= place {
                widths.resize(place + 1, WIDTH_MIN);
            }
            widths[place] = widths[place].max(width.min(WIDTH_MAX));
        }
    }
    for (column, width) in (0..).zip(&widths) {
        let width = u32::try_from(*width).unwrap_or(0);
        page.set_column_width(column, f64::from(width) + 2.0)?;
    }
    if let Some(first) = first {
        page.set_freeze_panes(first, 0)?;
    }
    Ok(())
}
