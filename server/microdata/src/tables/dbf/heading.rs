//! *Encabezado* of a DBF: how many records, how long, and which fields.
//!
//! Start at [`read`]. Every number in it is doubted: a heading that contradicts itself is
//! refused. What this module does not know: the records.

use std::io::{self, Read};

use crate::{mapping::written::Encoding, row, tables::fault::CannotOpen};

/// What stands before the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub records: u64,
    /// With the byte that says whether it was deleted.
    pub record_bytes: usize,
    /// Where the records begin.
    pub bytes: u64,
    pub code_page: u8,
    pub fields: Vec<Field>,
}

/// One field of every record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub name: String,
    pub kind: u8,
    /// Its place in the record.
    pub start: usize,
    pub end: usize,
}

const FIXED_BYTES: usize = 32;
const FIELD_BYTES: usize = 32;
const FIELDS_END: u8 = 0x0d;

/// dBASE III to 5, FoxBase+, FoxPro and Visual FoxPro; dBASE II and 7 keep fields otherwise.
const VERSIONS: [u8; 13] = [
    0x03, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x87, 0x8b, 0xcb, 0xf5, 0xfb,
];

/// Every letter a field's type may be; those that cannot be read may still be passed over.
const KINDS: &[u8] = b"CNFDLIBYOMGPTVQW@+0";

/// Reads up to the first record.
pub(crate) fn read(input: &mut dyn Read) -> Result<Heading, CannotOpen> {
    let mut bytes = Vec::new();
    take(input, FIXED_BYTES, &mut bytes)?;
    let version = *bytes.first().ok_or(CannotOpen::Empty)?;
    if !VERSIONS.contains(&version) {
        return Err(CannotOpen::NotDbf { version });
    }
    let fixed: [u8; FIXED_BYTES] = bytes
        .as_slice()
        .try_into()
        .map_err(|_| cut(FIXED_BYTES, &bytes))?;
    let whole = usize::from(u16::from_le_bytes([fixed[8], fixed[9]]));
    if whole <= FIXED_BYTES {
        return Err(CannotOpen::Contradiction {
            said: whole,
            found: FIXED_BYTES,
        });
    }
    take(input, whole - FIXED_BYTES, &mut bytes)?;
    if bytes.len() < whole {
        return Err(cut(whole, &bytes));
    }
    let described = bytes.get(FIXED_BYTES..).unwrap_or_default();
    let fields = described
        .chunks(FIELD_BYTES)
        .take_while(|field| field.first() != Some(&FIELDS_END));
    let fields: Vec<&[u8]> = fields.filter(|field| field.len() == FIELD_BYTES).collect();
    let record_bytes = usize::from(u16::from_le_bytes([fixed[10], fixed[11]]));
    Ok(Heading {
        records: u64::from(u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]])),
        record_bytes,
        bytes: whole as u64,
        code_page: fixed[29],
        fields: laid_out(&fields, record_bytes)?,
    })
}

impl Heading {
    /// The encoding its code page byte stands for; none said is CP1252, as INEGI writes.
    pub fn encoding(&self) -> Result<Encoding, CannotOpen> {
        match self.code_page {
            0x00 | 0x03 | 0x57..=0x59 => Ok(Encoding::Cp1252),
            0xf0 => Ok(Encoding::Utf8),
            byte => Err(CannotOpen::CodePage(byte)),
        }
    }
}

/// The fields one after the other; their lengths must fill the record. FoxPro and Clipper write
/// long character fields with the high byte where others have decimals.
fn laid_out(described: &[&[u8]], record_bytes: usize) -> Result<Vec<Field>, CannotOpen> {
    let short = |field: &[u8]| usize::from(field[16]);
    let long = |field: &[u8]| match field[11] {
        b'C' => usize::from(u16::from_le_bytes([field[16], field[17]])),
        _ => short(field),
    };
    let filled = |length: &dyn Fn(&[u8]) -> usize| -> usize {
        1 + described.iter().map(|field| length(field)).sum::<usize>()
    };
    let length: &dyn Fn(&[u8]) -> usize = if filled(&short) == record_bytes {
        &short
    } else if filled(&long) == record_bytes {
        &long
    } else {
        return Err(CannotOpen::Contradiction {
            said: record_bytes,
            found: filled(&short),
        });
    };
    let (mut fields, mut start) = (Vec::new(), 1);
    for field in described {
        let name = field[..11].split(|byte| *byte == 0).next();
        let name = row::trimmed(name.unwrap_or_default());
        let name = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(name)
            .0;
        if !KINDS.contains(&field[11]) {
            return Err(CannotOpen::FieldType {
                column: name.escape_debug().to_string(),
                kind: char::from(field[11]).escape_debug().to_string(),
            });
        }
        let end = start + length(field);
        fields.push(Field {
            name: name.into_owned(),
            kind: field[11],
            start,
            end,
        });
        start = end;
    }
    Ok(fields)
}

fn take(input: &mut dyn Read, bytes: usize, to: &mut Vec<u8>) -> Result<(), CannotOpen> {
    let read: io::Result<usize> = input.take(bytes as u64).read_to_end(to);
    read.map(|_| ()).map_err(CannotOpen::Io)
}

fn cut(promised: usize, found: &[u8]) -> CannotOpen {
    CannotOpen::HeadingCut {
        promised,
        found: found.len(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;
    use crate::tables::fault::CannotOpen;

    /// A heading with the fields AGE (N, 2) and NAME (C, 5), and three records promised.
    fn good() -> Vec<u8> {
        let mut bytes = vec![0x03, 126, 1, 1, 3, 0, 0, 0, 97, 0, 8, 0];
        bytes.resize(32, 0);
        for (name, kind, length) in [("AGE", b'N', 2), ("NAME", b'C', 5)] {
            let mut field = name.as_bytes().to_vec();
            field.resize(32, 0);
            (field[11], field[16]) = (kind, length);
            bytes.extend(field);
        }
        bytes.push(0x0d);
        bytes
    }

    #[test]
    fn the_fields_stand_one_after_the_other() {
        let heading = read(&mut good().as_slice()).unwrap();
        let places: Vec<_> = heading
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.start, field.end))
            .collect();
        assert_eq!(places, [("AGE", 1, 3), ("NAME", 3, 8)]);
        assert_eq!(
            (heading.records, heading.record_bytes, heading.bytes),
            (3, 8, 97)
        );
    }

    #[test]
    fn a_heading_that_contradicts_itself_is_refused() {
        let mut bytes = good();
        bytes[10] = 9;
        let refused = read(&mut bytes.as_slice()).unwrap_err();
        assert!(matches!(
            refused,
            CannotOpen::Contradiction { said: 9, found: 8 }
        ));
    }

    #[test]
    fn a_field_of_an_unknown_type_is_refused_by_name() {
        let mut bytes = good();
        bytes[32 + 11] = b'?';
        assert!(matches!(
            read(&mut bytes.as_slice()).unwrap_err(),
            CannotOpen::FieldType { column, kind } if column == "AGE" && kind == "?"
        ));
    }

    #[test]
    fn an_empty_file_and_another_kind_of_file_are_refused() {
        assert!(matches!(read(&mut &b""[..]), Err(CannotOpen::Empty)));
        assert!(matches!(
            read(&mut &b"PK\x03\x04 and more"[..]),
            Err(CannotOpen::NotDbf { version: b'P' })
        ));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&mut bytes.as_slice());
        }

        #[test]
        fn no_changed_or_cut_heading_makes_the_reader_panic(
            place in 0..97_usize, byte: u8, cut in 0..98_usize,
        ) {
            let mut bytes = good();
            bytes[place] = byte;
            bytes.truncate(cut);
            if let Ok(heading) = read(&mut bytes.as_slice()) {
                prop_assert!(heading.fields.iter().all(|field| field.end <= heading.record_bytes));
            }
        }
    }
}
