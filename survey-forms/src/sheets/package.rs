//! Opens the zip that an XLSX is and measures what comes out of it. Start with [`check`].
//!
//! The sizes a zip claims are not believed: every entry is inflated once through a counting reader
//! that stops at the cap, and its XML is vetted on the way (`vet.rs`), so that the library that
//! reads it afterwards meets nothing that it could choke on. Memory: one XML event at a time.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::fault::Place;
use super::limits;
use super::refusal::{Refusal, SheetFault};
use super::vet::{Counted, vet};

/// Whether these are the first bytes of a zip.
pub(super) fn looks_like_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// Whether these are the first bytes of an OLE2 file: `.xls`, or an encrypted `.xlsx`.
pub(super) fn looks_like_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Looks through every file inside; `true` if any sheet has merged cells.
///
/// # Errors
/// What is no XLSX, inflates past [`limits::INFLATED_BYTES_MAX`], or holds XML that no spreadsheet
/// writes.
pub(super) fn check(bytes: &[u8]) -> Result<bool, SheetFault> {
    look_through(bytes).map_err(|refusal| refusal.at(Place::file()))
}

fn look_through(bytes: &[u8]) -> Result<bool, Refusal> {
    if looks_like_ole(bytes) {
        return Err(if names_encryption(bytes) {
            Refusal::Encrypted
        } else {
            Refusal::OldWorkbook
        });
    }
    if !looks_like_zip(bytes) {
        return Err(Refusal::NotAWorkbook);
    }
    if bytes.len() > limits::FILE_BYTES_MAX {
        return Err(Refusal::FileTooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(""))?;
    if archive.len() > limits::ENTRIES_MAX {
        return Err(Refusal::InflatesTooFar { bytes: 0 });
    }
    let is_workbook = archive.file_names().any(|name| {
        name.is_ok_and(|name| {
            name.replace('\\', "/")
                .eq_ignore_ascii_case("xl/workbook.xml")
        })
    });
    // Another path is allowed by the standard, so long as the package says so.
    if !is_workbook && archive.by_name("[Content_Types].xml").is_err() {
        return Err(Refusal::NotAWorkbook);
    }
    let total = Cell::new(0);
    let mut counted = Counted::default();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| damaged(""))?;
        let name = entry.name().map_err(|_| damaged(""))?.into_owned();
        look_at(&name, entry, &total, &mut counted)?;
    }
    if !is_workbook && !counted.is_workbook {
        return Err(Refusal::NotAWorkbook);
    }
    Ok(counted.merged > 0)
}

/// Inflates one entry to its end, or to the cap.
fn look_at(
    name: &str,
    entry: impl Read,
    total: &Cell<u64>,
    counted: &mut Counted,
) -> Result<(), Refusal> {
    let over = Cell::new(false);
    let too_far = || Refusal::InflatesTooFar { bytes: total.get() };
    let mut reader = BufReader::new(Metered {
        inner: entry,
        left: limits::ENTRY_BYTES_MAX,
        total,
        over: &over,
    });
    let vetted = vet(&mut reader, counted);
    if vetted == Err(Refusal::InflatesTooFar { bytes: 0 }) {
        return Err(too_far());
    }
    // What the XML reader left alone inflates all the same for whoever reads it next.
    let drained = if over.get() {
        Ok(())
    } else {
        drain(&mut reader)
    };
    if over.get() {
        return Err(too_far());
    }
    let lower = name.to_ascii_lowercase();
    let is_xml = lower.ends_with(".xml") || lower.ends_with(".rels");
    match vetted {
        Ok(true) => {}
        // Pictures and printer settings are no XML and nothing reads them.
        Ok(false) if !is_xml => {}
        Ok(false) => return Err(damaged(name)),
        Err(Refusal::Damaged { .. }) => return Err(damaged(name)),
        Err(refusal) => return Err(refusal),
    }
    drained.map_err(|_| damaged(name))
}

fn drain(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = reader.fill_buf()?.len();
        if held == 0 {
            return Ok(());
        }
        reader.consume(held);
    }
}

/// An encrypted XLSX is an OLE2 file with a stream of this name, in UTF-16.
fn names_encryption(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn damaged(part: &str) -> Refusal {
    // A name from a hostile file is repeated in a message: only as much as helps.
    let part = part.chars().filter(|c| !c.is_control()).take(80).collect();
    Refusal::Damaged { part }
}

/// Counts what passes and stops at the caps.
struct Metered<'a, R> {
    inner: R,
    left: u64,
    total: &'a Cell<u64>,
    over: &'a Cell<bool>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let passed = self.inner.read(buffer)?;
        let bytes = u64::try_from(passed).unwrap_or(u64::MAX);
        self.total.set(self.total.get().saturating_add(bytes));
        if bytes > self.left || self.total.get() > limits::INFLATED_BYTES_MAX {
            self.over.set(true);
            return Err(io::Error::other("inflates past the cap"));
        }
        self.left -= bytes;
        Ok(passed)
    }
}
