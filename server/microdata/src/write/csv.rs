//! Cells as CSV: commas, `\n`, quotes only where needed; unknown is an empty cell, yes and no
//! are 1 and 0, codes of a list are separated by blanks. No cell begins a formula.
//!
//! Start at [`CsvCells`]. What this module does not know: what the cells mean.

use super::{
    cells::{Cells, Kind, Names},
    harmless::harmless,
};

/// Appends rows to bytes that are used again.
pub struct CsvCells<'a>(pub &'a mut Vec<u8>);

impl CsvCells<'_> {
    /// The first line: the names of the columns.
    pub fn header(&mut self, names: &[(&'static str, Kind)]) {
        for (name, _) in names {
            self.plain(name);
        }
        self.end_row();
    }

    fn plain(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b',');
    }

    /// A text of anyone's: made harmless, then quoted where CSV wants it.
    fn free(&mut self, text: &str) {
        let safe = harmless(text);
        if safe.contains(['"', ',', '\n', '\r']) || safe.starts_with(' ') || safe.ends_with(' ') {
            self.0.push(b'"');
            for part in safe.split_inclusive('"') {
                self.0.extend_from_slice(part.as_bytes());
                if part.ends_with('"') {
                    self.0.push(b'"');
                }
            }
            self.0.extend_from_slice(b"\",");
        } else {
            self.plain(&safe);
        }
    }
}

/// Letters, digits, and within the text `-`, `_`, `.`, `:`: nothing to escape, no formula.
fn is_plain(text: &str) -> bool {
    let within =
        |byte: &u8| matches!(byte, b'-' | b'_' | b'.' | b':') || byte.is_ascii_alphanumeric();
    match text.as_bytes() {
        [] => true,
        [first, rest @ ..] => first.is_ascii_alphanumeric() && rest.iter().all(within),
    }
}

impl Cells for CsvCells<'_> {
    fn text(&mut self, _: &'static str, text: Option<&str>) {
        match text {
            None => self.0.push(b','),
            Some(text) if is_plain(text) => self.plain(text),
            Some(text) => self.free(text),
        }
    }

    fn word(&mut self, _: &'static str, word: Option<&'static str>) {
        self.plain(word.unwrap_or_default());
    }

    fn yes(&mut self, _: &'static str, yes: Option<bool>) {
        self.plain(match yes {
            None => "",
            Some(true) => "1",
            Some(false) => "0",
        });
    }

    fn whole(&mut self, _: &'static str, number: Option<u32>) {
        if let Some(number) = number {
            push_whole(self.0, number);
        }
        self.0.push(b',');
    }

    fn list<'a>(&mut self, _: &'static str, codes: impl Iterator<Item = &'a str>) {
        for (place, code) in codes.enumerate() {
            if place > 0 {
                self.0.push(b' ');
            }
            self.0.extend_from_slice(code.as_bytes());
        }
        self.0.push(b',');
    }

    fn end_row(&mut self) {
        if let Some(last) = self.0.last_mut() {
            *last = b'\n';
        }
    }
}

/// A whole number in decimal digits, without the machinery of `format!`.
pub(super) fn push_whole(to: &mut Vec<u8>, number: u32) {
    if let Ok(digit @ 0..=9) = u8::try_from(number) {
        to.push(b'0' + digit);
        return;
    }
    let mut digits = [0; 10];
    let mut start = digits.len();
    let mut rest = number;
    while rest > 0 {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    to.extend_from_slice(&digits[start..]);
}

/// The first line for these columns.
pub fn header(names: &Names) -> Vec<u8> {
    let mut bytes = Vec::new();
    CsvCells(&mut bytes).header(&names.0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut cells = CsvCells(&mut bytes);
        cells.text("id", Some(text));
        cells.yes("x", None);
        cells.end_row();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn plain_keys_stand_as_they_are() {
        for key in ["a", "0709-12.3_b:4", "7", ""] {
            assert_eq!(written(key), format!("{key},\n"));
        }
    }

    #[test]
    fn a_key_that_would_run_as_a_formula_gets_an_apostrophe() {
        for payload in crate::write::harmless::PAYLOADS {
            let cell = written(payload);
            let read = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(cell.as_bytes())
                .into_records()
                .next()
                .unwrap()
                .unwrap();
            assert!(read[0].starts_with('\''), "{payload:?} became {cell:?}");
        }
    }

    #[test]
    fn any_key_is_read_back_as_it_was_by_another_reader() {
        for key in [
            "a,b",
            "say \"yes\"",
            "\"",
            "ñandú, \"x\"",
            " led",
            "é",
            "a b",
        ] {
            let cell = written(key);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(cell.as_bytes());
            let read = reader.records().next().unwrap().unwrap();
            assert_eq!((&read[0], read.len()), (key, 2));
        }
    }

    #[test]
    fn whole_numbers_are_written_in_decimal_digits() {
        for number in [0, 1, 9, 10, 99, 127, 128, 255, 256, 4_294_967_295] {
            let mut bytes = Vec::new();
            push_whole(&mut bytes, number);
            assert_eq!(String::from_utf8(bytes).unwrap(), number.to_string());
        }
    }
}
