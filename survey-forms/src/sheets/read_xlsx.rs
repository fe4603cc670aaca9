//! Reads an XLSX workbook into text. Start with [`read_xlsx`].
//!
//! The file is first looked through (`package.rs`); only then does the spreadsheet library open it.
//! Cells are taken as they come, never as the area that a sheet claims: a sheet that says it
//! reaches to XFD1048576 costs nothing.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, Xlsx};

use super::fault::Place;
use super::package;
use super::refusal::{Refusal, SheetFault};
use super::take::Taking;
use super::{Workbook, column_letter, plain_name, value};

/// A workbook as the library holds it.
type Open<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads every sheet of a workbook.
///
/// # Errors
/// [`SheetFault`] names the place: files that are no XLSX, workbooks past the limits of
/// [`limits`](super::limits), and cells that hold no plain value (formulas, merged cells, errors).
///
/// ```
/// use survey_forms::sheets::{read_markdown, read_xlsx, write_xlsx};
/// let book = read_markdown("| survey |\n| | type | name |\n| | integer | age |\n").unwrap();
/// assert_eq!(read_xlsx(&write_xlsx(&book).unwrap()).unwrap(), book);
/// ```
pub fn read_xlsx(bytes: &[u8]) -> Result<Workbook, SheetFault> {
    read_where(bytes, &|_| true)
}

/// Reads the sheets of these names, in the order of the workbook; capitals and blanks around a
/// name make no difference. Other sheets may hold what they like: authors keep notes beside a form.
///
/// # Errors
/// As [`read_xlsx`]; also [`Refusal::NoSheet`] where the workbook has none of them.
pub fn read_xlsx_sheets(bytes: &[u8], names: &[&str]) -> Result<Workbook, SheetFault> {
    read_where(bytes, &|name| {
        names
            .iter()
            .any(|wanted| plain_name(wanted) == plain_name(name))
    })
}

fn read_where(bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Result<Workbook, SheetFault> {
    // The last line of defence: a slip in a library's arithmetic must cost the file, not the
    // program. Nothing outlives the panic: all that it touched is dropped here.
    catch_unwind(AssertUnwindSafe(|| {
        let merged = package::check(bytes)?;
        read_checked(bytes, merged, wanted)
    }))
    .unwrap_or_else(|_| Err(damaged("").at(Place::file())))
}

fn read_checked(
    bytes: &[u8],
    merged: bool,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Workbook, SheetFault> {
    let mut open: Open =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged("").at(Place::file()))?;
    let names: Vec<String> = open
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && wanted(&sheet.name))
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut taking = Taking::default();
    for name in &names {
        taking.sheet(name)?;
        if merged {
            refuse_merged(&mut open, name)?;
        }
        read_cells(&mut open, name, &mut taking)?;
    }
    taking.done()
}

fn read_cells(open: &mut Open, name: &str, taking: &mut Taking) -> Result<(), SheetFault> {
    let broken = || damaged(name).at(Place::sheet(name));
    let counts_from_1904 = open.has_1904_epoch();
    let mut cells = open.worksheet_cells_reader(name).map_err(|_| broken())?;
    while let Some(found) = cells
        .next_cell_with_formula_metadata()
        .map_err(|_| broken())?
    {
        let (row, column) = (found.pos.0.saturating_add(1), found.pos.1);
        let here = || Place::cell(name, row, column_letter(column));
        if found.formula.is_some() {
            return Err(Refusal::Formula.at(here()));
        }
        let text =
            value::text(&found.value, counts_from_1904).map_err(|refusal| refusal.at(here()))?;
        let Some(text) = text else { continue };
        taking.cell(row, column, &text).map_err(|fault| {
            // Nobody orders the cells of a workbook by hand.
            if fault.refusal == Refusal::OutOfOrder {
                broken()
            } else {
                fault
            }
        })?;
    }
    Ok(())
}

fn refuse_merged(open: &mut Open, name: &str) -> Result<(), SheetFault> {
    let regions = open
        .merge_cells_by_sheet_name(name)
        .map_err(|_| damaged(name).at(Place::sheet(name)))?;
    let Some(region) = regions.first() else {
        return Ok(());
    };
    let ((top, left), (bottom, right)) = (region.start, region.end);
    let (top, bottom) = (top.saturating_add(1), bottom.saturating_add(1));
    let letter = column_letter(left);
    let range = format!("{letter}{top}:{}{bottom}", column_letter(right));
    Err(Refusal::Merged { range }.at(Place::cell(name, top, letter)))
}

fn damaged(part: &str) -> Refusal {
    Refusal::Damaged {
        part: part.chars().take(80).collect(),
    }
}
