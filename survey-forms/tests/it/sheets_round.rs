//! Whatever text stands in a workbook, it survives being written and read; and whatever is done
//! to a file, reading it ends in a workbook or a refusal.

use std::collections::BTreeMap;

use proptest::prelude::*;
use survey_forms::sheets::{
    Cell, Place, Refusal, Row, Sheet, Workbook, read, read_markdown, read_xlsx, write_markdown,
    write_xlsx,
};

use crate::sheets_made::{Parts, book, questionnaire, row_of, text_cell};

/// Any text that a cell can hold, often with what the two formats escape.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zñáé ]{1,6}".prop_map(String::from),
        2 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            "|", "\\", "\n", "n", "&#32;", "&#", "&amp;", "<", "]]>", "\"", "_x000D_", "_x005F_",
            "_x", "\t", "\u{1}", "\u{0}", "\u{85}", "\u{2028}", "\u{feff}", "--", "=1+1", "“¿", "😀",
            "${a} = 'b'", "\\d", "\\|", "\\n", "'", "\u{fffe}", "\u{ffff}", "\u{7f}",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| {
        // What reading makes plain can't come back; a cell of blanks is no cell.
        let text = pieces.concat().replace('\u{a0}', " ").replace('\r', "\n");
        if text.trim().is_empty() {
            "x".into()
        } else {
            text
        }
    })
}

fn sheet_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-ZñÁ0-9 _|&;#<>.\"-]{1,31}".prop_map(|name| match name.trim() {
            "" => "survey".to_owned(),
            _ => name,
        }),
        prop::sample::select(vec!["survey", "---", "a'b", "&#45;", " choices "])
            .prop_map(str::to_owned),
    ]
}

/// Sheets of few cells, some far apart.
fn workbook() -> impl Strategy<Value = Workbook> {
    let row = prop_oneof![8 => 1..12_u32, 1 => 1..300_u32];
    let column = prop_oneof![8 => 0..6_u32, 1 => 0..200_u32];
    let cells = prop::collection::btree_map((row, column), text(), 0..20);
    let sheet = (sheet_name(), cells).prop_map(|(name, cells)| sheet(name, &cells));
    prop::collection::vec(sheet, 1..4).prop_map(|mut sheets| {
        let mut taken = Vec::new();
        sheets.retain(|sheet| {
            let name = sheet.name.trim().to_lowercase();
            let is_new = !taken.contains(&name);
            taken.push(name);
            is_new
        });
        Workbook { sheets }
    })
}

fn sheet(name: String, cells: &BTreeMap<(u32, u32), String>) -> Sheet {
    let mut rows: Vec<Row> = Vec::new();
    for ((number, column), text) in cells {
        let cell = Cell {
            column: *column,
            text: text.clone(),
        };
        match rows.last_mut() {
            Some(row) if row.number == *number => row.cells.push(cell),
            _ => rows.push(Row {
                number: *number,
                cells: vec![cell],
            }),
        }
    }
    Sheet { name, rows }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_text_survives_a_workbook(book in workbook()) {
        let written = write_xlsx(&book).unwrap();
        prop_assert_eq!(read_xlsx(&written).unwrap(), book);
    }

    #[test]
    fn any_text_survives_a_table(book in workbook()) {
        let written = write_markdown(&book);
        prop_assert_eq!(read_markdown(&written).unwrap(), book);
    }

    #[test]
    fn any_text_read_as_a_table_ends(text in "(\\| ?|a|s|\\\\|\n|-|&#32;|\\PC){0,60}") {
        if let Ok(book) = read_markdown(&text) {
            prop_assert_eq!(read_markdown(&write_markdown(&book)).unwrap(), book);
        }
    }
}

#[test]
fn the_same_workbook_always_makes_the_same_bytes() {
    let book = questionnaire();
    let written = write_xlsx(&book).unwrap();
    assert_eq!(written, write_xlsx(&book).unwrap());
    // No moment of writing stands in it, neither in the properties nor in the zip.
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&written)).unwrap();
    let mut core = String::new();
    std::io::Read::read_to_string(
        &mut archive.by_name("docProps/core.xml").unwrap(),
        &mut core,
    )
    .unwrap();
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        assert_eq!(entry.last_modified().map(|at| at.year()), Some(1980));
    }
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let one = |row, column, text: String| Workbook {
        sheets: vec![sheet("s".into(), &BTreeMap::from([((row, column), text)]))],
    };
    let cells = |places: &[(u32, u32)]| Workbook {
        sheets: vec![Sheet {
            name: "s".into(),
            rows: places
                .iter()
                .map(|(number, column)| Row {
                    number: *number,
                    cells: vec![Cell {
                        column: *column,
                        text: "x".into(),
                    }],
                })
                .collect(),
        }],
    };
    let cases = [
        (Workbook::default(), Refusal::NoSheet),
        (one(20_001, 0, "x".into()), Refusal::TooManyRows),
        (one(1, 200, "x".into()), Refusal::TooManyColumns),
        (one(1, 0, "ñ".repeat(10_001)), Refusal::TextTooLong),
        (one(0, 0, "x".into()), Refusal::OutOfOrder),
        (cells(&[(2, 0), (1, 0)]), Refusal::OutOfOrder),
        (cells(&[(1, 0), (1, 0)]), Refusal::OutOfOrder),
        (book(&[("a/b", &[])]), Refusal::SheetName),
        (book(&[("", &[])]), Refusal::SheetName),
        (book(&[("s", &[]), ("S ", &[])]), Refusal::SheetTwice),
    ];
    for (book, refusal) in cases {
        assert_eq!(write_xlsx(&book).unwrap_err().refusal, refusal);
    }
    let longest = one(20_000, 199, "ñ".repeat(10_000));
    assert_eq!(read_xlsx(&write_xlsx(&longest).unwrap()).unwrap(), longest);
    let fault = write_xlsx(&book(&[("a/b", &[])])).unwrap_err();
    assert_eq!(fault.place, Place::sheet("a/b"));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }

    /// Spoils one to four places: bytes changed, cut out, doubled, or something hostile put in.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        let hostile: [&[u8]; 12] = [
            b"99999999999",
            b"<",
            b">",
            b"\"",
            b"&#1;",
            b"ref=\"ZZZZZZZ9:A1\"",
            b"r=\"A0\"",
            b"<f>",
            b"<!DOCTYPE a>",
            b"\xff\xff\xff\xff",
            b"-1",
            b"<c r=\"B1\" t=\"s\"><v>9</v></c>",
        ];
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(5) {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                3 => {
                    let piece = hostile[self.below(hostile.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(self.below(256)).unwrap();
                    }
                }
            }
        }
    }
}

#[test]
fn a_spoiled_workbook_never_panics() {
    let sheet = format!(
        r#"<dimension ref="A1:C9"/>{}<mergeCells/>"#,
        row_of(&format!(
            r#"{}<c r="B1" t="s"><v>0</v></c><c r="C1" s="1"><v>46348.5</v></c><c r="D1" t="b"><v>1</v></c>"#,
            text_cell("A1", "type")
        ))
    );
    let parts = Parts::with_sheets(&[("survey", sheet.as_str()), ("choices", sheet.as_str())])
        .and_strings("<si><t>name</t></si><si><r><t>a</t></r></si>")
        .and_formats(&[0, 14, 164]);
    let whole = parts.zip();
    let good = read_xlsx(&whole).unwrap();
    assert_eq!(good.sheets[1].rows[0].cells.len(), 4);
    let mut dice = Dice(0x5EED);
    let (mut read_all, mut refused) = (0, 0);
    for round in 0..2_000 {
        let bytes = if round % 4 == 0 {
            // The zip itself.
            let mut bytes = whole.clone();
            dice.spoil(&mut bytes);
            bytes
        } else {
            // One file inside, in a sound zip.
            let mut parts = parts.clone();
            let chosen = dice.below(parts.0.len());
            dice.spoil(&mut parts.0[chosen].1);
            parts.stored()
        };
        match read(&bytes, "hogar.xlsx") {
            Ok(_) => read_all += 1,
            Err(fault) => {
                assert!(fault.to_string().lines().count() >= 2, "{fault}");
                refused += 1;
            }
        }
    }
    assert!(
        read_all > 50 && refused > 500,
        "{read_all} read, {refused} refused"
    );
}
