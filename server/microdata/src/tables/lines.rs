//! Reads the records of a text table: CSV, where a record may hold quoted line ends, or one
//! JSON object a line.
//!
//! Start at [`Lines::fill`]. Memory is bounded by the block and by [`RECORD_BYTES_MAX`],
//! whatever the input's length. What this module does not know: fields.

use std::io::{self, Read};

use crate::tables::rows::{ROWS_MAX, RawRow, Rows};

/// A longer record is refused: most often a quotation mark that is never closed.
pub(crate) const RECORD_BYTES_MAX: usize = 1 << 20;

const READ_BYTES: usize = 1 << 18;

/// The records of one text table.
pub(crate) struct Lines {
    input: Box<dyn Read + Send>,
    /// What parts the fields where quotation marks count; `None` where they do not.
    quoting: Option<u8>,
    /// Was any quotation mark seen yet?
    quotes: bool,
    /// What was read beyond the last block.
    tail: Vec<u8>,
    ended: bool,
    /// The number of the next record.
    next: u64,
    bytes: u64,
}

/// Why records cannot be read further.
#[derive(Debug)]
pub(crate) enum Broken {
    Io(io::Error),
    TooLong { row: u64 },
}

impl Lines {
    pub fn new(input: Box<dyn Read + Send>, quoting: Option<u8>) -> Lines {
        Lines {
            input,
            quoting,
            quotes: false,
            tail: Vec::new(),
            ended: false,
            next: 0,
            bytes: 0,
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Counts the records from here on from 1.
    pub fn count_from_one(&mut self) {
        self.next = 1;
    }

    /// Takes back a block that was only looked at.
    pub fn again(&mut self, rows: Rows) {
        self.tail = rows.bytes;
        self.count_from_one();
    }

    /// Passes over these bytes if the input begins with them.
    pub fn pass_over(&mut self, start: &[u8]) -> io::Result<()> {
        if self.tail.len() < start.len() && !self.ended {
            let mut tail = std::mem::take(&mut self.tail);
            let read = self.read(&mut tail);
            self.tail = tail;
            read?;
        }
        if self.tail.starts_with(start) {
            self.tail.drain(..start.len());
        }
        Ok(())
    }

    /// Fills a cleared block with up to `most` records; blank lines are none.
    pub fn fill(&mut self, rows: &mut Rows, most: usize) -> Result<(), Broken> {
        rows.bytes.append(&mut self.tail);
        self.quotes |= self.quoting.is_some() && memchr::memchr(b'"', &rows.bytes).is_some();
        let (mut start, mut searched) = (0, 0);
        while rows.raw.len() < most.min(ROWS_MAX) {
            match self.record_end(&rows.bytes, start, searched) {
                Some(end) => {
                    self.push(rows, start, end);
                    start = end + 1;
                    searched = start;
                }
                None if self.ended => {
                    let end = rows.bytes.len();
                    self.push(rows, start, end);
                    start = end;
                    break;
                }
                None if rows.bytes.len() - start > RECORD_BYTES_MAX => {
                    rows.quoted = self.quotes;
                    return Err(Broken::TooLong { row: self.next });
                }
                None => {
                    // With quotation marks the record is looked through again from its start.
                    searched = rows.bytes.len();
                    rows.quoted = self.quotes;
                    self.read(&mut rows.bytes).map_err(Broken::Io)?;
                    if self.quoting.is_some() && !self.quotes {
                        self.quotes = memchr::memchr(b'"', &rows.bytes[searched..]).is_some();
                    }
                }
            }
        }
        self.tail.extend_from_slice(&rows.bytes[start..]);
        rows.quoted = self.quotes;
        Ok(())
    }

    fn read(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        let before = to.len();
        let limit = READ_BYTES as u64;
        self.input.by_ref().take(limit).read_to_end(to)?;
        let read = to.len() - before;
        self.ended = read < READ_BYTES;
        self.bytes += read as u64;
        Ok(())
    }

    fn push(&mut self, rows: &mut Rows, start: usize, end: usize) {
        let record = &rows.bytes[start..end];
        let record = record.strip_suffix(b"\r").unwrap_or(record);
        if record.is_empty() {
            return;
        }
        rows.raw.push(RawRow {
            number: self.next,
            start,
            end: start + record.len(),
        });
        self.next += 1;
    }

    /// The line end that ends the record which begins at `start`.
    fn record_end(&self, bytes: &[u8], start: usize, searched: usize) -> Option<usize> {
        match self.quoting {
            Some(delimiter) if self.quotes => quoted_end(bytes, start, delimiter),
            _ => memchr::memchr(b'\n', &bytes[searched..]).map(|end| searched + end),
        }
    }
}

/// A quotation mark opens only where a field begins; within it a doubled one stands for one.
fn quoted_end(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let mut within = false;
    let mut passed = start;
    for found in memchr::memchr2_iter(b'"', b'\n', &bytes[start..]) {
        let place = start + found;
        if place < passed {
            continue;
        }
        match (bytes[place], within) {
            (b'\n', false) => return Some(place),
            (b'\n', true) => {}
            (_, true) if bytes.get(place + 1) == Some(&b'"') => passed = place + 2,
            (_, true) => within = false,
            (_, false) => within = place == start || bytes[place - 1] == delimiter,
        }
    }
    None
}
