//! Looks at one XML file of a workbook before the spreadsheet library does. Start with [`vet`].
//!
//! The library takes a file at its word: it reserves memory for as many texts as a file claims,
//! copies a font into every cell format, and reckons with references of any length. Here the
//! elements that it does so with are counted and their attributes checked. The rules hold in every
//! file inside, whatever its name, because a workbook says itself which file plays which part.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::limits;
use super::refusal::Refusal;

/// The most elements of a name in a whole workbook, where the library keeps something for each.
const KEPT_MAX: [(&str, u64); 9] = [
    ("border", 20_000),
    ("definedName", 10_000),
    ("fill", 20_000),
    ("font", 20_000),
    ("mergeCell", 10_000),
    ("numFmt", 20_000),
    ("Relationship", 10_000),
    ("si", limits::CELLS_MAX as u64),
    ("xf", 20_000),
];

/// A font name, a number format or a sheet name, in bytes with its tag: what is repeated in cell
/// formats and messages. Spreadsheets allow 255 characters at most.
const COPIED_BYTES_MAX: usize = 1_024;

/// What has been counted in the files of one workbook so far.
#[derive(Debug, Default)]
pub(super) struct Counted {
    elements: usize,
    kept: BTreeMap<&'static str, u64>,
    /// Files that sheets are read from, and the ids they go by.
    sheet_files: BTreeSet<String>,
    /// Ranges of merged cells.
    pub merged: u64,
    /// Whether a file says that it is a workbook.
    pub is_workbook: bool,
}

/// Reads the XML to its end. `false`: it is no XML, or broken.
///
/// # Errors
/// Document types, nesting past [`limits::DEPTH_MAX`], more elements than a workbook has, and
/// attributes that no spreadsheet writes.
pub(super) fn vet(reader: impl BufRead, counted: &mut Counted) -> Result<bool, Refusal> {
    let mut xml = Reader::from_reader(reader);
    // As the spreadsheet library reads: it must see what we saw.
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut depth: usize = 0;
    let mut buffer = Vec::with_capacity(1024);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > limits::DEPTH_MAX {
                    return Err(too_far());
                }
                vet_element(&element, counted)?;
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // Entities are declared here, and no spreadsheet declares any.
            Ok(Event::DocType(_)) => return Err(unsound()),
            Ok(Event::Eof) => return Ok(depth == 0),
            Ok(_) => {}
            Err(_) => return Ok(false),
        }
    }
}

fn vet_element(element: &BytesStart<'_>, counted: &mut Counted) -> Result<(), Refusal> {
    let name = element.local_name();
    let name = name.as_ref();
    count(name, counted)?;
    if matches!(name, "name" | "numFmt" | "sheet") && element.len() > COPIED_BYTES_MAX {
        return Err(unsound());
    }
    match name {
        "workbook" => counted.is_workbook = true,
        "sheet" | "Relationship" => claim_file(element, counted)?,
        "sst" => each(element, "uniqueCount", claims_sound_count)?,
        "row" | "c" => each(element, "r", is_cell_or_row)?,
        "dimension" | "mergeCell" | "f" => each(element, "ref", is_range)?,
        _ => {}
    }
    Ok(())
}

fn count(name: &str, counted: &mut Counted) -> Result<(), Refusal> {
    counted.elements += 1;
    if counted.elements > limits::ELEMENTS_MAX {
        return Err(too_far());
    }
    let Some((known, most)) = KEPT_MAX.iter().find(|(known, _)| *known == name) else {
        return Ok(());
    };
    let seen = counted.kept.entry(known).or_default();
    *seen += 1;
    if *seen > *most {
        return Err(too_far());
    }
    if *known == "mergeCell" {
        counted.merged += 1;
    }
    Ok(())
}

/// No two sheets may be one file: it would be read for each of them.
fn claim_file(element: &BytesStart<'_>, counted: &mut Counted) -> Result<(), Refusal> {
    let (mut file, mut role) = (None, None);
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| unsound())?;
        let value = &attribute.value;
        let last = value.rsplit('/').next().unwrap_or_default();
        let before = match attribute.key.local_name().as_ref() {
            "Type" => role.replace(last.to_owned()),
            "Target" => file.replace(last.to_ascii_lowercase()),
            "id" => file
                .replace(format!("id {value}"))
                .or_else(|| role.replace("worksheet".to_owned())),
            _ => None,
        };
        // Said twice, and the library may hear the other.
        if before.is_some() {
            return Err(unsound());
        }
    }
    let is_new = file
        .filter(|_| role.as_deref() == Some("worksheet"))
        .is_none_or(|file| counted.sheet_files.insert(file));
    if is_new { Ok(()) } else { Err(unsound()) }
}

/// Every attribute of this name must be sound, and the whole list readable.
fn each(element: &BytesStart<'_>, key: &str, sound: fn(&str) -> bool) -> Result<(), Refusal> {
    // Unchecked: the check for doubles compares each attribute with all before it.
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| unsound())?;
        if attribute.key.as_ref() == key && !sound(&attribute.value) {
            return Err(unsound());
        }
    }
    Ok(())
}

/// Memory is reserved for as many texts as the file claims to have.
fn claims_sound_count(count: &str) -> bool {
    count
        .parse()
        .is_ok_and(|count: usize| count <= limits::CELLS_MAX)
}

fn is_cell_or_row(reference: &str) -> bool {
    corner(reference).is_some()
}

/// `A1`, or `A1:C9` with the end not before the start.
fn is_range(range: &str) -> bool {
    let Some((start, end)) = range.split_once(':') else {
        return corner(range).is_some();
    };
    match (corner(start), corner(end)) {
        (Some(start), Some(end)) => start.0 <= end.0 && start.1 <= end.1,
        _ => false,
    }
}

/// Column and row, both from 1; column 0 where there are no letters.
fn corner(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &reference[..reference.len() - digits.len()];
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = digits.parse().ok().filter(|row| *row > 0)?;
    Some((column, row))
}

fn unsound() -> Refusal {
    Refusal::Damaged {
        part: String::new(),
    }
}

fn too_far() -> Refusal {
    // Whoever inflates the file knows how far it went.
    Refusal::InflatesTooFar { bytes: 0 }
}
