//! A list as XLSX: texts only as string cells, numbers and days as such, no formula, no link.

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::columns::{COLUMNS, Cell, MARK, row};
use super::{Line, List};

/// Above the header: what the file is.
const TITLE_ROWS: u32 = 2;

/// The file's bytes. The same list gives the same bytes.
///
/// # Errors
/// When the list has more lines than a sheet has rows (1,048,576).
pub fn write(list: &List, programme: &str, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let said = format!(
        "Lista {}. Nadie en ella recibe todavía un apoyo.",
        list.mark()
    );
    let head = Head {
        name: "Personas propuestas",
        said: &said,
        drawn_at: &list.drawn_at,
    };
    let rows = lines.iter().map(|line| row(list, programme, line).into());
    table(&head, &COLUMNS, rows)
}

/// What a sheet says above its rows.
pub struct Head<'a> {
    /// The sheet's name, also behind the mark.
    pub name: &'a str,
    /// One sentence.
    pub said: &'a str,
    /// A moment; its day is the file's date.
    pub drawn_at: &'a str,
}

/// Any table's bytes: named columns, harmless cells.
///
/// # Errors
/// When the table has more rows than a sheet (1,048,576).
pub fn table(
    head: &Head<'_>,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let drawn = day_of(head.drawn_at)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(MARK)
            .set_creation_datetime(&drawn),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name(head.name)?;
    sheet.set_header(format!("&C{MARK}"));
    let strong = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, format!("{MARK} · {}", head.name), &strong)?;
    sheet.write_string(1, 0, head.said)?;
    for (column, name) in (0..).zip(columns) {
        sheet.write_string_with_format(TITLE_ROWS, column, *name, &strong)?;
    }
    sheet.set_freeze_panes(TITLE_ROWS + 1, 0)?;
    let days = Format::new().set_num_format("yyyy-mm-dd");
    for (n, row) in (TITLE_ROWS + 1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            put(sheet, n, column, &cell, &days)?;
        }
    }
    workbook.save_to_buffer()
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    days: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string(row, column, text.as_str())?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        // Spreadsheets count days from 1900; an older one stays text.
        Cell::Day(day) if day.year() < 1900 => sheet.write_string(row, column, day.to_string())?,
        Cell::Day(day) => {
            let date = ExcelDateTime::from_ymd(year(day), month(day), month_day(day))?;
            sheet.write_datetime_with_format(row, column, &date, days)?
        }
        Cell::Blank => return Ok(()),
    };
    Ok(())
}

fn day_of(moment: &str) -> Result<ExcelDateTime, XlsxError> {
    let day: chrono::NaiveDate = moment
        .get(..10)
        .and_then(|day| day.parse().ok())
        .unwrap_or_default();
    ExcelDateTime::from_ymd(year(&day), month(&day), month_day(&day))
}

fn year(day: &chrono::NaiveDate) -> u16 {
    u16::try_from(day.year()).unwrap_or(1900)
}

fn month(day: &chrono::NaiveDate) -> u8 {
    u8::try_from(day.month()).unwrap_or(1)
}

fn month_day(day: &chrono::NaiveDate) -> u8 {
    u8::try_from(day.day()).unwrap_or(1)
}
