//! *Codificación*: census files as UTF-8 text, whatever they were saved in.
//!
//! INEGI publishes in UTF-8, spreadsheets save in Windows-1252. Start at [`recognise`], which
//! reads a file once and says which of the two it is or why it is neither; then read it again
//! through a [`Decoded`], piece by piece. Nothing is guessed silently: a file that mixes both, or
//! is in UTF-16 or in the old code page of MS-DOS, is refused by name.
//!
//! It does not know columns or keys.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1252};

/// Bytes that Windows-1252 leaves without a letter.
const NO_LETTER: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// Letters á é í ó ú ñ of the old MS-DOS page; between letters they are no word in Windows-1252.
const MS_DOS_LETTERS: [u8; 7] = [0x82, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5];

/// No census row is longer; a file without line ends is no table.
const LONGEST_ROW_BYTES: u64 = 1024 * 1024;

/// Why the letters of a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// UTF-16, or a spreadsheet or another binary file with a wrong name.
    Binary,
    /// It begins by saying UTF-8 and then is not.
    NotTheUtf8ItClaims,
    /// Some letters are UTF-8 and others Windows-1252: two files were glued together.
    Mixed,
    /// Neither UTF-8 nor Windows-1252.
    Neither,
}

/// The encoding of a file, read whole, or the row (first is 1) where it stops making sense.
pub fn recognise(mut file: impl BufRead) -> io::Result<Result<&'static Encoding, (u64, NotText)>> {
    let mut look = Look::default();
    let mut line = Vec::new();
    let mut row = 0;
    while file
        .by_ref()
        .take(LONGEST_ROW_BYTES)
        .read_until(b'\n', &mut line)?
        > 0
    {
        row += 1;
        if line.len() as u64 == LONGEST_ROW_BYTES {
            return Ok(Err((row, NotText::Binary)));
        }
        if let Err(reason) = look.at(&line, row) {
            return Ok(Err((row, reason)));
        }
        line.clear();
    }
    Ok(look.verdict())
}

/// What has been seen so far of a file.
#[derive(Default)]
struct Look {
    claims_utf8: bool,
    utf8_letters: Option<u64>,
    other_letters: Option<u64>,
}

impl Look {
    fn at(&mut self, line: &[u8], row: u64) -> Result<(), NotText> {
        if row == 1 {
            if line.starts_with(&[0xFF, 0xFE]) || line.starts_with(&[0xFE, 0xFF]) {
                return Err(NotText::Binary);
            }
            self.claims_utf8 = line.starts_with(&[0xEF, 0xBB, 0xBF]);
        }
        if line.contains(&0) {
            return Err(NotText::Binary);
        }
        if line.is_ascii() {
            return Ok(());
        }
        if std::str::from_utf8(line).is_ok() {
            self.utf8_letters.get_or_insert(row);
            return Ok(());
        }
        if self.claims_utf8 {
            return Err(NotText::NotTheUtf8ItClaims);
        }
        if has_utf8_pair(line) {
            return Err(NotText::Mixed);
        }
        if line.iter().any(|byte| NO_LETTER.contains(byte)) || has_ms_dos_letter(line) {
            return Err(NotText::Neither);
        }
        self.other_letters.get_or_insert(row);
        Ok(())
    }

    fn verdict(&self) -> Result<&'static Encoding, (u64, NotText)> {
        match (self.utf8_letters, self.other_letters) {
            (Some(utf8), Some(other)) => Err((utf8.max(other), NotText::Mixed)),
            (_, None) => Ok(UTF_8),
            (None, Some(_)) => Ok(WINDOWS_1252),
        }
    }
}

/// `Ã` followed by a sign: what a Spanish letter in UTF-8 looks like, and no word in Windows-1252.
fn has_utf8_pair(line: &[u8]) -> bool {
    line.windows(2)
        .any(|pair| matches!(pair, [0xC2 | 0xC3, 0x80..=0xBF]))
}

fn has_ms_dos_letter(line: &[u8]) -> bool {
    line.windows(3).any(|three| {
        three[0].is_ascii_alphabetic()
            && MS_DOS_LETTERS.contains(&three[1])
            && three[2].is_ascii_alphabetic()
    })
}

/// A file as UTF-8, decoded piece by piece; a byte order mark at its beginning goes.
pub struct Decoded<R> {
    source: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    at_end: bool,
}

impl<R: Read> Decoded<R> {
    const PIECE: usize = 16 * 1024;

    /// Reads `source`, which [`recognise`] found to be in `encoding`.
    pub fn new(source: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let (raw, text) = (vec![0; Self::PIECE], Vec::new());
        Decoded {
            source,
            decoder,
            raw,
            text,
            given: 0,
            at_end: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let read = self.source.read(&mut self.raw)?;
        self.at_end = read == 0;
        let room = self
            .decoder
            .max_utf8_buffer_length(read)
            .unwrap_or(3 * Self::PIECE);
        self.text.resize(room, 0);
        let piece = &self.raw[..read];
        let (_, _, written, _) = self
            .decoder
            .decode_to_utf8(piece, &mut self.text, self.at_end);
        self.text.truncate(written);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.at_end {
            self.refill()?;
        }
        let rest = &self.text[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, (u64, NotText)> {
        let encoding = recognise(bytes).unwrap()?;
        let mut text = String::new();
        Decoded::new(bytes, encoding)
            .read_to_string(&mut text)
            .unwrap();
        Ok(text)
    }

    #[test]
    fn both_encodings_of_one_name_read_the_same() {
        let name = "LOC,NOM_LOC\n0001,Tuxtla Gutiérrez Ñandú\n";
        let (old, _, _) = WINDOWS_1252.encode(name);
        assert_eq!(read(name.as_bytes()).unwrap(), name);
        assert_eq!(read(&old).unwrap(), name);
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_first_column() {
        let text = read("\u{feff}ENTIDAD,MUN\n".as_bytes()).unwrap();
        assert_eq!(text, "ENTIDAD,MUN\n");
    }

    #[test]
    fn a_letter_cut_by_the_edge_of_a_piece_survives() {
        let long = format!("{}é{}", "a".repeat(16 * 1024 - 1), "b".repeat(40_000));
        assert_eq!(read(long.as_bytes()).unwrap(), long);
    }

    #[test]
    fn a_file_that_is_neither_is_named_with_its_row() {
        let utf16: Vec<u8> = "ENTIDAD"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16), Err((1, NotText::Binary)));
        assert_eq!(
            read(b"\xEF\xBB\xBFa\nGuti\xE9rrez\n"),
            Err((2, NotText::NotTheUtf8ItClaims))
        );
        assert_eq!(read(b"a\nGuti\x82rrez\n"), Err((2, NotText::Neither)));
        assert_eq!(read(b"a\nb\n\x81\n"), Err((3, NotText::Neither)));
    }

    #[test]
    fn two_files_glued_together_are_not_read_as_one() {
        assert_eq!(
            read("é\nGuti\u{e9}rrez ".as_bytes()).unwrap(),
            "é\nGutiérrez "
        );
        assert_eq!(read(b"\xC3\xA9\nGuti\xE9rrez\n"), Err((2, NotText::Mixed)));
        assert_eq!(read(b"Guti\xE9rrez \xC3\xA9\n"), Err((1, NotText::Mixed)));
    }
}
