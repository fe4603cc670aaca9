//! Workbooks as Markdown tables, to read in a review and to compare line by line. Start with
//! [`read_markdown`] and [`write_markdown`].
//!
//! The form is that of pyxform's tests: the name of a sheet stands alone in the first column, the
//! rows of the sheet follow with that column blank. Lines that are no table are left alone; a line
//! of nothing but `|` and `-` is the rule under a heading. A blank row is counted, not kept.
//!
//! ```text
//! | survey |      |      |                     |
//! |        | type | name | label::Español (es) |
//! |        | text | who  | ¿Quién responde?    |
//! ```
//!
//! Pyxform has one escape, `\|` for `|` in a cell. Others are needed so that any text survives:
//! `\n` is a line break; `&#32;` and the like are blanks at either end of a cell (which the table
//! would lose) and control characters; and a backslash is doubled where it would make an escape
//! (before `\`, `|` and `n`). Any other backslash is itself: `regex(., '^\d+$')` needs nothing.

use super::fault::Place;
use super::limits;
use super::refusal::{Refusal, SheetFault};
use super::take::Taking;
use super::{Row, Sheet, Workbook};

/// The text of a file, without the mark that some editors put first.
///
/// # Errors
/// [`Refusal::NotUtf8`] names the first line that is not UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, SheetFault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            Err(Refusal::NotUtf8 { line }.at(Place::file()))
        }
    }
}

/// Reads the tables of a Markdown text.
///
/// # Errors
/// [`SheetFault`] names the line: a row without its last `|`, a row before any sheet name; or the
/// cell past a limit of [`limits`].
///
/// ```
/// use survey_forms::sheets::read_markdown;
/// let book = read_markdown("| choices |\n| | name | label |\n| | si | Sí \\| Yes |\n").unwrap();
/// assert_eq!(book.sheets[0].rows[1].text(1), Some("Sí | Yes"));
/// ```
pub fn read_markdown(text: &str) -> Result<Workbook, SheetFault> {
    if text.len() > limits::FILE_BYTES_MAX {
        return Err(Refusal::FileTooLarge.at(Place::file()));
    }
    let mut taking = Taking::default();
    // The row of the sheet around; none before the first sheet.
    let mut number: Option<u32> = None;
    for (line, written) in (1..).zip(text.split('\n')) {
        let written = written.trim();
        let Some(inner) = written.strip_prefix('|') else {
            continue;
        };
        let (cells, closed) = split(inner);
        if !closed {
            return Err(Refusal::RowNotClosed { line }.at(Place::file()));
        }
        if is_rule(inner, &cells) {
            continue;
        }
        let Some((first, rest)) = cells.split_first() else {
            continue;
        };
        let is_blank = rest.iter().all(|cell| cell.is_empty());
        if !first.is_empty() {
            taking.sheet(&unescape(first))?;
            number = Some(0);
            if is_blank {
                continue;
            }
        }
        let Some(number) = &mut number else {
            if is_blank {
                continue;
            }
            return Err(Refusal::RowWithoutSheet { line }.at(Place::file()));
        };
        *number = number.saturating_add(1);
        for (column, cell) in (0..).zip(rest) {
            taking.cell(*number, column, &unescape(cell))?;
        }
    }
    if number.is_none() {
        return Err(Refusal::NoTable.at(Place::file()));
    }
    taking.done()
}

/// The workbook as Markdown. Rows past [`limits::ROWS_MAX`] and cells past
/// [`limits::COLUMNS_MAX`] are left out, as no reader would take them.
pub fn write_markdown(book: &Workbook) -> String {
    let mut out = String::new();
    for sheet in &book.sheets {
        if !out.is_empty() {
            out.push('\n');
        }
        write_sheet(&mut out, sheet);
    }
    out
}

fn write_sheet(out: &mut String, sheet: &Sheet) {
    let mut name = escape(&sheet.name);
    if name.chars().all(|c| matches!(c, '-' | ':')) {
        // A name of dashes would be taken for the rule under a heading.
        name = name.replace('-', "&#45;");
    }
    let margin = " ".repeat(name.chars().count());
    out.push_str(&format!("| {name} |\n"));
    let columns = sheet
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.column.saturating_add(1))
        .max()
        .unwrap_or(0)
        .min(limits::COLUMNS_MAX);
    let mut next = 1;
    for row in &sheet.rows {
        if row.number > limits::ROWS_MAX {
            break;
        }
        for _ in next..row.number {
            out.push_str(&format!("| {margin} |\n"));
        }
        next = row.number.saturating_add(1);
        write_row(out, &margin, row, columns);
    }
}

fn write_row(out: &mut String, margin: &str, row: &Row, columns: u32) {
    out.push_str(&format!("| {margin} |"));
    let mut cells = row.cells.iter().peekable();
    for column in 0..columns {
        let here = cells.next_if(|cell| cell.column == column);
        let text = here.map(|cell| escape(&cell.text)).unwrap_or_default();
        out.push_str(&format!(" {text} |"));
    }
    out.push('\n');
}

/// The cells of a row after its first `|`, trimmed, and whether a `|` closes it. Of the cells past
/// [`limits::COLUMNS_MAX`] only the first that holds something: enough to refuse it.
fn split(inner: &str) -> (Vec<&str>, bool) {
    const COLUMNS: usize = limits::COLUMNS_MAX as usize;
    let mut cells = Vec::new();
    let mut from = 0;
    let mut chars = inner.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            // The next character is escaped, if it is one that can be.
            chars.next_if(|(_, next)| matches!(next, '\\' | '|'));
        } else if c == '|' {
            let cell = inner[from..at].trim();
            let room = cells.len() <= COLUMNS || (cells.len() == COLUMNS + 1 && !cell.is_empty());
            if room {
                cells.push(cell);
            }
            from = at + 1;
        }
    }
    (cells, from == inner.len())
}

/// The rule under a heading: only `|` and `-`, or every cell three dashes and more.
fn is_rule(inner: &str, cells: &[&str]) -> bool {
    let is_dashes = |cell: &&str| {
        let dashes = cell.trim_matches(':');
        dashes.len() >= 3 && dashes.chars().all(|c| c == '-')
    };
    inner.contains('-') && inner.chars().all(|c| matches!(c, '|' | '-'))
        || cells.iter().all(is_dashes)
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let inside = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + inside.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let outside = at < start || at >= end;
        let next = chars.peek().map(|(_, next)| *next);
        match c {
            _ if outside => out.push_str(&reference(c)),
            '\n' => out.push_str("\\n"),
            '|' => out.push_str("\\|"),
            '\\' if next.is_some_and(|next| matches!(next, '\\' | '|' | 'n' | '\n')) => {
                out.push_str("\\\\");
            }
            '&' if decode_reference(&text[at..]).is_some() => out.push_str(&reference('&')),
            c if c.is_control() => out.push_str(&reference(c)),
            c => out.push(c),
        }
    }
    out
}

fn unescape(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut left = cell;
    while let Some(c) = left.chars().next() {
        let (text, taken) = match (c, left[c.len_utf8()..].chars().next()) {
            ('\\', Some(escaped @ ('\\' | '|'))) => (escaped, 2),
            ('\\', Some('n')) => ('\n', 2),
            ('&', Some('#')) => decode_reference(left).unwrap_or((c, 1)),
            _ => (c, c.len_utf8()),
        };
        out.push(text);
        left = &left[taken..];
    }
    out
}

fn reference(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// The character that a reference such as `&#32;` at the start stands for, and its length in
/// bytes; only for the characters that are written so.
fn decode_reference(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix("&#")?;
    let length = rest.bytes().take(7).position(|b| !b.is_ascii_digit())?;
    let (digits, end) = rest.split_at(length);
    if digits.is_empty() || !end.starts_with(';') {
        return None;
    }
    let c = char::from_u32(digits.parse().ok()?)?;
    (c.is_whitespace() || c.is_control() || matches!(c, '&' | '-')).then_some((c, digits.len() + 3))
}
