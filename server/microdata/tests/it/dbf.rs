//! DBF tables: kinds of fields, code pages, deleted records, and files that are cut or changed.

use std::{path::Path, sync::OnceLock};

use dbase::FieldValue;
use microdata::Mapping;
use proptest::prelude::*;

use crate::with::{Outcome, Tables, one_table};

/// A DBF with text fields of these widths; the kind is the name's first letter, or C.
fn dbf(fields: &[(&str, u8, u8)], records: &[&[&str]]) -> Vec<u8> {
    let record_bytes: usize = 1 + fields
        .iter()
        .map(|field| usize::from(field.2))
        .sum::<usize>();
    let heading_bytes = 32 + 32 * fields.len() + 1;
    let mut bytes = vec![0x03, 122, 12, 31];
    bytes.extend(u32::try_from(records.len()).unwrap().to_le_bytes());
    bytes.extend(u16::try_from(heading_bytes).unwrap().to_le_bytes());
    bytes.extend(u16::try_from(record_bytes).unwrap().to_le_bytes());
    bytes.resize(32, 0);
    for (name, kind, width) in fields {
        let mut field = name.as_bytes().to_vec();
        field.resize(32, 0);
        (field[11], field[16]) = (*kind, *width);
        bytes.extend(field);
    }
    bytes.push(0x0d);
    for record in records {
        bytes.push(b' ');
        for ((_, kind, width), cell) in fields.iter().zip(*record) {
            let width = usize::from(*width);
            bytes.extend(match kind {
                b'N' => format!("{cell:>width$}").into_bytes(),
                _ => format!("{cell:<width$}").into_bytes(),
            });
        }
    }
    bytes.push(0x1a);
    bytes
}

const FIELDS: [(&str, u8, u8); 3] = [("ID", b'C', 4), ("EDAD", b'N', 3), ("T", b'C', 2)];
const REST: &str = "[facts]\nage = 'EDAD'\n'work.status' = { column = 'T', codes = { '01' = 'worked', '2' = 'none' } }";

/// Five children, a to e.
fn five() -> Vec<u8> {
    let rows: [&[&str]; 5] = [
        &["a", "11", "01"],
        &["b", "12", "2"],
        &["c", "13", "01"],
        &["d", "14", "2"],
        &["e", "15", "2"],
    ];
    dbf(&FIELDS, &rows)
}

fn read(bytes: &[u8]) -> Outcome {
    Tables::new(&[("t", bytes)]).read(one_table("format = 'dbf'", REST))
}

fn refused(bytes: &[u8]) -> String {
    let tables = Tables::new(&[("t", bytes)]);
    let refused = tables.open(one_table("format = 'dbf'", REST)).err();
    refused.expect("a refusal").to_string()
}

const RECORD: usize = 10;

#[test]
fn blanks_around_cells_are_cut_and_numbers_are_read_as_their_text() {
    let read = read(&five());
    assert_eq!(read.ids(), ["a", "b", "c", "d", "e"]);
    assert_eq!(read.said(), Vec::<String>::new());
    assert_eq!(read.children[1].facts.agreed(|child| child.age), Some(12));
}

#[test]
fn codes_with_and_without_leading_zeros_are_told_apart_unless_the_mapping_ignores_them() {
    let bytes = dbf(&FIELDS, &[&["a", "11", "1"], &["b", "011", "02"]]);
    assert_eq!(
        read(&bytes).said(),
        [
            "table t, row 1, column T, value \"1\": expected one of these codes: 01, 2",
            "table t, row 2, column T, value \"02\": expected one of these codes: 01, 2",
        ]
    );
    let ignored = format!("leading_zeros = 'ignore'\n{REST}");
    let read = Tables::new(&[("t", &bytes)]).read(one_table("format = 'dbf'", &ignored));
    assert_eq!(read.ids(), ["a", "b"]);
}

#[test]
fn deleted_records_are_passed_over_and_counted() {
    let mut bytes = five();
    let first = bytes.len() - 1 - 5 * RECORD;
    bytes[first + RECORD] = b'*';
    let tables = Tables::new(&[("t", &bytes)]);
    let mut source = tables.open(one_table("format = 'dbf'", REST)).unwrap();
    let read = crate::with::all(&mut source);
    assert_eq!(read.ids(), ["a", "c", "d", "e"]);
    assert_eq!(read.children[1].row, 3, "records keep their numbers");
    assert_eq!(source.about().deleted, 1);
}

#[test]
fn a_truncated_table_gives_its_good_rows_and_is_then_refused_by_name() {
    let mut bytes = five();
    bytes.truncate(bytes.len() - 1 - RECORD - 3);
    let read = read(&bytes);
    assert_eq!(read.ids(), ["a", "b", "c"]);
    assert_eq!(read.faults.len(), 1);
    assert_eq!(
        read.faults[0].to_string(),
        "table t: it is cut: the heading promises 5 records (179 bytes) and 3 whole ones are there (166 bytes); ask for the file again"
    );
    assert!(
        read.faults[0]
            .es()
            .contains("promete 5 registros (179 bytes) y hay 3 completos (166 bytes)")
    );
}

#[test]
fn a_heading_that_promises_more_than_there_is_says_so() {
    let mut bytes = five();
    bytes[4] = 200;
    let read = read(&bytes);
    assert_eq!(read.children.len(), 5);
    let fault = read.faults[0].to_string();
    assert!(
        fault.contains("promises 200 records") && fault.contains("5 whole ones"),
        "{fault}"
    );
}

#[test]
fn a_heading_that_promises_fewer_than_there_are_says_so() {
    let mut bytes = five();
    bytes[4] = 3;
    let read = read(&bytes);
    assert_eq!(read.ids(), ["a", "b", "c"]);
    assert_eq!(
        read.faults[0].to_string(),
        "table t: there are records after the 3 that the heading promises; ask for the file again"
    );
}

#[test]
fn files_that_are_no_dbf_are_refused_with_the_reason() {
    assert!(refused(b"").ends_with("it is empty; expected a heading"));
    assert!(refused(b"PK\x03\x04 a zip").contains("it begins with the byte 0x50"));
    assert!(refused(&[0; 400]).contains("it begins with the byte 0x00"));
    let cut = &five()[..40];
    assert!(
        refused(cut).contains("which promises 129 bytes: there are 40"),
        "{}",
        refused(cut)
    );
}

#[test]
fn an_unknown_field_type_is_refused_by_column() {
    let mut bytes = five();
    bytes[32 + 11] = b'!';
    assert!(refused(&bytes).ends_with("the column ID is of a type that does not exist: \"!\""));
}

#[test]
fn a_memo_is_refused_only_where_the_mapping_asks_for_it() {
    let rows: [&[&str]; 1] = [&["a", "11", "01"]];
    let mut bytes = dbf(&FIELDS, &rows);
    bytes[32 + 32 + 11] = b'M';
    assert!(
        refused(&bytes).contains("the column EDAD, which facts.\"age\" asks for, is of type M")
    );
    let fields = [
        ("ID", b'C', 4),
        ("EDAD", b'N', 3),
        ("T", b'C', 2),
        ("NOTE", b'M', 10),
    ];
    let rows: [&[&str]; 1] = [&["a", "11", "01", "7"]];
    assert_eq!(read(&dbf(&fields, &rows)).ids(), ["a"]);
}

#[test]
fn another_code_page_is_refused_unless_the_mapping_gives_the_encoding() {
    let mut bytes = five();
    bytes[29] = 0x02;
    assert!(refused(&bytes).contains("another code page (byte 0x02)"));
    let tables = Tables::new(&[("t", &bytes)]);
    let read = tables.read(one_table("format = 'dbf', encoding = 'cp1252'", REST));
    assert_eq!(read.children.len(), 5);
}

#[test]
fn a_record_that_begins_otherwise_is_refused_and_the_rest_read() {
    let mut bytes = five();
    let first = bytes.len() - 1 - 5 * RECORD;
    bytes[first] = b'x';
    let read = read(&bytes);
    assert_eq!(
        read.said(),
        ["table t, row 1: expected a record that begins with a blank or an asterisk"]
    );
    assert_eq!(read.children.len(), 4);
}

/// The example's tables hold text in CP1252.
fn sdem() -> &'static [u8] {
    static SDEM: OnceLock<Vec<u8>> = OnceLock::new();
    SDEM.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/enti-2022");
        std::fs::read(folder.join("ENTI2022_SDEM.DBF")).unwrap()
    })
}

const NAMES: [&str; 8] = [
    "UPM", "NOM_ENT", "EST_DIS", "FAC", "EDA", "N_ESC", "CTI", "N_REN",
];

/// Reads columns as they stand.
fn as_they_stand() -> Mapping {
    let by: String = NAMES
        .iter()
        .enumerate()
        .map(|(place, name)| format!("c{place} = '{name}'\n"))
        .collect();
    let text = format!(
        "id = 'own'\nverified = true\nref_date = '2026-03-01'\n\
         tables = [{{ name = 't', file = 't', format = 'dbf' }}]\n[facts]\n[by]\n{by}"
    );
    Mapping::read("own.toml", &text).unwrap()
}

#[test]
fn every_cell_is_what_the_dbase_crate_reads() {
    let ours = Tables::new(&[("t", sdem())]).read(as_they_stand());
    let mut reader = dbase::Reader::new(std::io::Cursor::new(sdem())).unwrap();
    let theirs = reader.read().unwrap();
    assert_eq!((ours.children.len(), ours.faults.len()), (theirs.len(), 0));
    assert!(theirs.len() > 500);
    for (child, record) in ours.children.iter().zip(&theirs) {
        for (name, key) in NAMES.iter().zip(&child.by.extra) {
            let theirs = match record.get(name).unwrap() {
                FieldValue::Character(text) => text.clone(),
                FieldValue::Numeric(number) => number.map(|number| number.to_string()),
                other => panic!("{other}"),
            };
            assert_eq!(key.map(|key| key.to_string()), theirs, "{name}");
        }
    }
    let named = |name: &str| {
        let named =
            |child: &&microdata::Child| child.by.extra[1].is_some_and(|key| key.as_str() == name);
        ours.children.iter().filter(named).count()
    };
    assert!(named("Michoacán") > 100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_and_cut_tables_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        in_heading in prop::collection::vec((0..32_usize, any::<u8>()), 0..3),
        cut in any::<prop::sample::Index>(),
        cuts: bool,
    ) {
        let mut bytes = sdem()[..4_000].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        for (place, byte) in in_heading {
            bytes[place] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let tables = Tables::new(&[("t", &bytes)]);
        match tables.open(as_they_stand()) {
            Ok(mut source) => {
                let read = crate::with::all(&mut source);
                prop_assert!(read.children.len() <= bytes.len());
                for fault in &read.faults {
                    prop_assert!(!fault.to_string().is_empty() && !fault.es().is_empty());
                }
            }
            Err(fault) => prop_assert!(!fault.to_string().is_empty() && !fault.es().is_empty()),
        }
    }
}
