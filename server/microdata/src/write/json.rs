//! Cells as JSON Lines: all keys always there, unknown is `null`, a list is a list.
//!
//! Start at [`JsonCells`]. What this module does not know: what the cells mean.

use super::{cells::Cells, csv::push_whole};

/// Appends objects to bytes that are used again.
pub struct JsonCells<'a> {
    to: &'a mut Vec<u8>,
    begun: bool,
}

impl<'a> JsonCells<'a> {
    /// Appends to `to`.
    pub fn new(to: &'a mut Vec<u8>) -> JsonCells<'a> {
        JsonCells { to, begun: false }
    }

    fn key(&mut self, name: &str) {
        self.to.push(if self.begun { b',' } else { b'{' });
        self.begun = true;
        self.to.push(b'"');
        self.to.extend_from_slice(name.as_bytes());
        self.to.extend_from_slice(b"\":");
    }

    fn string(&mut self, text: &str) {
        let plain = |byte: &u8| (b' '..=b'~').contains(byte) && !matches!(byte, b'"' | b'\\');
        if text.as_bytes().iter().all(plain) {
            self.to.push(b'"');
            self.to.extend_from_slice(text.as_bytes());
            self.to.push(b'"');
        } else {
            // A Vec takes every byte, and a text is always valid JSON.
            let _ = serde_json::to_writer(&mut *self.to, text);
        }
    }
}

impl Cells for JsonCells<'_> {
    fn text(&mut self, name: &'static str, text: Option<&str>) {
        self.key(name);
        match text {
            Some(text) => self.string(text),
            None => self.to.extend_from_slice(b"null"),
        }
    }

    fn word(&mut self, name: &'static str, word: Option<&'static str>) {
        self.text(name, word);
    }

    fn yes(&mut self, name: &'static str, yes: Option<bool>) {
        self.key(name);
        self.to.extend_from_slice(match yes {
            None => b"null",
            Some(true) => b"true",
            Some(false) => b"false",
        });
    }

    fn whole(&mut self, name: &'static str, number: Option<u32>) {
        self.key(name);
        match number {
            Some(number) => push_whole(self.to, number),
            None => self.to.extend_from_slice(b"null"),
        }
    }

    fn list<'a>(&mut self, name: &'static str, codes: impl Iterator<Item = &'a str>) {
        self.key(name);
        self.to.push(b'[');
        for (place, code) in codes.enumerate() {
            if place > 0 {
                self.to.push(b',');
            }
            self.string(code);
        }
        self.to.push(b']');
    }

    fn end_row(&mut self) {
        self.to.extend_from_slice(b"}\n");
        self.begun = false;
    }
}
