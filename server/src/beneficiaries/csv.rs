//! A list as CSV: UTF-8 with its mark (so that spreadsheets read the accents), every cell quoted.

use super::columns::{COLUMNS, Cell, row};
use super::{Line, List};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The file's bytes. The same list gives the same bytes.
///
/// # Errors
/// Only when memory cannot be written.
pub fn write(list: &List, programme: &str, lines: &[Line]) -> Result<Vec<u8>, ::csv::Error> {
    table(
        &COLUMNS,
        lines.iter().map(|line| row(list, programme, line).into()),
    )
}

/// Any table's bytes: named columns, harmless cells.
///
/// # Errors
/// Only when memory cannot be written.
pub fn table(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new()
        .quote_style(::csv::QuoteStyle::Always)
        .terminator(::csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(in_csv))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn in_csv(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Blank => String::new(),
    }
}
