//! Reads and writes the sheets that a questionnaire is written in: an XLSX workbook, or the same
//! tables as Markdown.
//!
//! Start with [`read`], [`read_xlsx`] and [`Workbook`]. A workbook here is text in cells and nothing
//! else: no formulas, no merged cells, no formats. Workbooks come from anybody, so everything that
//! could grow is bounded ([`limits`]) and what can't be read is refused with its place
//! ([`SheetFault`]). This module doesn't know what a column means: it takes any sheet of any name.
//!
//! Two things change in reading, because people can't see them: a non-breaking space becomes a
//! space (as pyxform, the reference converter, does), and a line break is always `\n`. Other
//! typographic characters stay as written, and so do blanks around a text. A cell of nothing but
//! blanks holds nothing.

mod fault;
pub mod limits;
mod markdown;
mod package;
mod read_xlsx;
mod refusal;
mod take;
mod value;
mod vet;
mod write_xlsx;

pub use fault::{Fault, Place};
pub use markdown::{read_markdown, write_markdown};
pub use read_xlsx::{read_xlsx, read_xlsx_sheets};
pub use refusal::{Refusal, SheetFault};
pub use write_xlsx::write_xlsx;

/// A workbook: its sheets in the order of their tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
}

/// One sheet, with the rows that hold something, from the top down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
}

/// One row, with the cells that hold something, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From 1, as the spreadsheet shows it. In Markdown: counted from the top of the table,
    /// blank rows included.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// One cell that holds something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// From 0; [`column_letter`] gives what the spreadsheet shows.
    pub column: u32,
    pub text: String,
}

impl Workbook {
    /// The sheet of this name; capitals and blanks around either name make no difference.
    ///
    /// ```
    /// use survey_forms::sheets::read_markdown;
    /// let book = read_markdown("| Survey |\n| | type | name |\n").unwrap();
    /// assert_eq!(book.sheet("survey").unwrap().rows[0].text(1), Some("name"));
    /// ```
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let wanted = plain_name(name);
        self.sheets
            .iter()
            .find(|sheet| plain_name(&sheet.name) == wanted)
    }
}

impl Row {
    /// The text in a column (from 0), if the cell holds one.
    pub fn text(&self, column: u32) -> Option<&str> {
        self.cells
            .iter()
            .find(|cell| cell.column == column)
            .map(|cell| cell.text.as_str())
    }
}

/// The letters over a column, from 0: `A`, …, `Z`, `AA`, ….
///
/// ```
/// use survey_forms::sheets::column_letter;
/// assert_eq!(column_letter(2), "C");
/// assert_eq!(column_letter(27), "AB");
/// ```
pub fn column_letter(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Reads a workbook of either form: XLSX by its content, Markdown otherwise.
///
/// `file_name` only makes the refusal clearer (`encuesta.csv`: save it as `.xlsx`).
///
/// # Errors
/// [`SheetFault`] names the place, what is wrong there and what to do.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, SheetFault> {
    let ending = file_name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default();
    let is_workbook_name = matches!(
        ending.as_str(),
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "csv" | "tsv"
    );
    if is_workbook_name || package::looks_like_zip(bytes) || package::looks_like_ole(bytes) {
        return read_xlsx(bytes);
    }
    read_markdown(markdown::utf8(bytes)?)
}

/// What makes two sheet names the same name.
fn plain_name(name: &str) -> String {
    name.trim().to_lowercase()
}
