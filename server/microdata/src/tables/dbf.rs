//! Reads the records of a DBF table, without memo files.
//!
//! Start at [`Dbf::fill`]; `heading.rs` reads what stands before the records. Records are of one
//! length, so reading them is counting; `docs/decisions/0008-own-dbf-reader.md` says why this is
//! not the `dbase` crate's, which the tests hold this against. What this module does not know:
//! what a field means.

pub(crate) mod heading;

use std::io::{self, Read};

use self::heading::Heading;
use crate::tables::rows::{ROWS_MAX, RawRow, Rows};

/// A block of records is at most this long, whatever a hostile heading says of their length.
const BLOCK_BYTES_MAX: usize = 1 << 20;

const DELETED: u8 = b'*';
const END_OF_FILE: u8 = 0x1a;

/// The records of one DBF table.
pub(crate) struct Dbf {
    input: Box<dyn Read + Send>,
    record_bytes: usize,
    heading_bytes: u64,
    /// Records that the heading promises, the deleted ones too.
    promised: u64,
    /// Records read, the deleted ones too.
    read: u64,
    deleted: u64,
    bytes: u64,
}

/// Why records cannot be read further.
#[derive(Debug)]
pub(crate) enum Broken {
    Io(io::Error),
    /// It ends before the last record that is promised.
    Cut {
        rows_promised: u64,
        rows_found: u64,
        bytes_promised: u64,
        bytes_found: u64,
    },
    /// There are records after the last that is promised.
    More {
        rows_promised: u64,
    },
}

impl Dbf {
    /// The records after a heading that was read.
    pub fn new(input: Box<dyn Read + Send>, heading: &Heading) -> Dbf {
        Dbf {
            input,
            record_bytes: heading.record_bytes,
            heading_bytes: heading.bytes,
            promised: heading.records,
            read: 0,
            deleted: 0,
            bytes: heading.bytes,
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Deleted records passed over so far.
    pub fn deleted(&self) -> u64 {
        self.deleted
    }

    /// Fills a cleared block. Of a table that breaks off, the records before are in the block.
    pub fn fill(&mut self, rows: &mut Rows) -> Result<(), Broken> {
        let most = ROWS_MAX.min((BLOCK_BYTES_MAX / self.record_bytes).max(1));
        // Deleted records take no place in the block; one that has only those is filled again.
        while rows.raw.is_empty() && self.read < self.promised {
            rows.bytes.clear();
            let left = usize::try_from(self.promised - self.read).unwrap_or(most);
            let wanted = most.min(left);
            let limit = (wanted * self.record_bytes) as u64;
            let read = self.input.by_ref().take(limit).read_to_end(&mut rows.bytes);
            self.bytes += rows.bytes.len() as u64;
            let whole = self.records(rows);
            read.map_err(Broken::Io)?;
            if whole < wanted {
                return Err(self.cut());
            }
            if self.read == self.promised {
                self.look_beyond()?;
            }
        }
        Ok(())
    }

    /// Notes the whole records of the block; returns how many there are, deleted ones too.
    fn records(&mut self, rows: &mut Rows) -> usize {
        let mut whole = 0;
        for (place, record) in rows.bytes.chunks_exact(self.record_bytes).enumerate() {
            if record.first() == Some(&END_OF_FILE) {
                break;
            }
            whole += 1;
            self.read += 1;
            if record.first() == Some(&DELETED) {
                self.deleted += 1;
                continue;
            }
            let start = place * self.record_bytes;
            rows.raw.push(RawRow {
                number: self.read,
                start,
                end: start + self.record_bytes,
            });
        }
        whole
    }

    /// A heading that was not brought up to date hides records; a few bytes more hide none.
    fn look_beyond(&mut self) -> Result<(), Broken> {
        let mut beyond = Vec::new();
        let limit = self.record_bytes as u64;
        let read = self.input.by_ref().take(limit).read_to_end(&mut beyond);
        read.map_err(Broken::Io)?;
        self.bytes += beyond.len() as u64;
        let is_record = matches!(beyond.first(), Some(b' ' | b'*'));
        if is_record && beyond.len() == self.record_bytes {
            return Err(Broken::More {
                rows_promised: self.promised,
            });
        }
        Ok(())
    }

    fn cut(&self) -> Broken {
        Broken::Cut {
            rows_promised: self.promised,
            rows_found: self.read,
            bytes_promised: self.heading_bytes + self.promised * self.record_bytes as u64,
            bytes_found: self.bytes,
        }
    }
}
