//! What a Parquet reader finds in a file of results.

use classify::{Chores, Criterion, Gap, Occupation, Verdict};
use parquet::{
    basic::Encoding,
    file::reader::{FileReader, SerializedFileReader},
    schema::printer::print_schema,
};

use super::*;
use crate::write::row::{self, Columns};

fn verdict() -> Verdict {
    Verdict {
        in_scope: Some(true),
        occupied: Some(true),
        occupation: Some(Occupation::Hazardous),
        hazards: [Criterion::Sector, Criterion::Prolonged]
            .into_iter()
            .collect(),
        chores: Some(Chores::None),
        chores_prolonged: Some(false),
        child_labour: Some(true),
        gaps: [Gap::Age].into_iter().collect(),
        ..Verdict::default()
    }
}

/// A file of these pieces of rows, opened again.
fn written(columns: Columns, pieces: &[ParquetCells]) -> SerializedFileReader<File> {
    let notes = [("rayuela.mapping".to_owned(), "made-up".to_owned())];
    let file = tempfile::tempfile().unwrap();
    let mut parquet = ParquetFile::new(file, &columns.names(), &notes).unwrap();
    for piece in pieces {
        parquet.add(piece).unwrap();
    }
    SerializedFileReader::new(parquet.finish().unwrap()).unwrap()
}

fn rows(reader: &SerializedFileReader<File>) -> Vec<String> {
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().to_string()).collect()
}

#[test]
fn words_are_read_back_with_null_for_what_is_not_known_and_lists_as_lists() {
    let mut cells = ParquetCells::default();
    row::words(&mut cells, Some("ñ,1"), "mx", &verdict());
    row::words(&mut cells, None, "mx", &Verdict::default());
    let reader = written(Columns::Verdict, &[cells]);
    assert_eq!(
        rows(&reader),
        [
            r#"{id: "ñ,1", definition: "mx", in_scope: true, occupied: true, occupation: "hazardous", hazards: ["sector", "prolonged"], chores: "none", chores_prolonged: false, chores_dangerous: null, child_labour: true, cti: null, gaps: ["age"]}"#,
            r#"{id: null, definition: "mx", in_scope: null, occupied: null, occupation: null, hazards: [], chores: null, chores_prolonged: null, chores_dangerous: null, child_labour: null, cti: null, gaps: []}"#,
        ]
    );
}

#[test]
fn bits_are_whole_numbers_and_the_schema_says_what_may_be_absent() {
    let mut cells = ParquetCells::default();
    row::bits(&mut cells, Some("a"), &verdict());
    let reader = written(Columns::Bits, &[cells]);
    assert_eq!(
        rows(&reader),
        [
            r#"{id: "a", occupation: 3, chores: 0, child_labour: 1, cti: null, hazards: 65, gaps: 1}"#
        ]
    );
    let mut schema = Vec::new();
    print_schema(&mut schema, reader.metadata().file_metadata().schema());
    let schema = String::from_utf8(schema).unwrap();
    for column in [
        "OPTIONAL BYTE_ARRAY id (STRING);",
        "OPTIONAL INT32 occupation;",
    ] {
        assert!(schema.contains(column), "{schema}");
    }
    let notes = reader
        .metadata()
        .file_metadata()
        .key_value_metadata()
        .unwrap();
    assert!(
        notes
            .iter()
            .any(|note| note.value.as_deref() == Some("made-up"))
    );
}

#[test]
fn row_groups_stay_bounded_and_words_are_kept_once_in_a_dictionary() {
    let pieces: Vec<ParquetCells> = (0..40)
        .map(|_| {
            let mut cells = ParquetCells::default();
            for _ in 0..4_000 {
                row::words(&mut cells, Some("a"), "mx", &verdict());
            }
            cells
        })
        .collect();
    let reader = written(Columns::Verdict, &pieces);
    let groups = reader.metadata().row_groups();
    let rows: i64 = groups.iter().map(|group| group.num_rows()).sum();
    assert_eq!((groups.len(), rows), (3, 160_000));
    for group in groups {
        assert!(group.num_rows() < (ROW_GROUP_ROWS + 4_096) as i64);
        let occupation = group.column(4);
        assert_eq!(occupation.compression(), Compression::SNAPPY);
        assert!(
            occupation
                .encodings()
                .any(|one| one == Encoding::RLE_DICTIONARY)
        );
    }
}
