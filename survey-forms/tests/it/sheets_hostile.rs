//! Files that are no workbook, or that would eat the machine: each is refused, or read for what
//! it really holds. The bombs are made here, small as files and large when inflated.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use survey_forms::sheets::{Place, Refusal, limits, read_xlsx};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sheets_made::{Parts, row_of, text_cell};

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Forty megabytes of blanks: more than one file inside may hold.
static BLANKS: LazyLock<Vec<u8>> = LazyLock::new(|| vec![b' '; 40 * 1024 * 1024]);

fn refusal(bytes: &[u8]) -> Refusal {
    read_xlsx(bytes).unwrap_err().refusal
}

fn is_damaged(bytes: &[u8]) -> bool {
    matches!(refusal(bytes), Refusal::Damaged { .. })
}

/// How many bytes had come out when the reading stopped.
fn stopped_after(bytes: &[u8]) -> u64 {
    match refusal(bytes) {
        Refusal::InflatesTooFar { bytes } => bytes,
        other => panic!("refused as {other:?}"),
    }
}

fn good() -> Parts {
    Parts::with_sheet(&row_of(&text_cell("A1", "type")))
}

fn is_read(parts: &Parts) -> bool {
    read_xlsx(&parts.zip()).is_ok_and(|book| book.sheets[0].rows[0].text(0) == Some("type"))
}

#[test]
fn what_is_no_workbook_is_told_what_it_is() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"<document/>").unwrap();
    let other_zip = zip.finish().unwrap().into_inner();
    let document = Parts(Vec::new())
        .and("[Content_Types].xml", "<Types/>")
        .and("word/document.xml", "<document/>")
        .zip();
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let old = [ole.clone(), vec![0; 4096]].concat();
    let stream: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let encrypted = [ole, vec![0; 513], stream, vec![0; 512]].concat();
    let noise: Vec<u8> = (0..5_000_u32)
        .map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap())
        .collect();
    let cases = [
        (Vec::new(), Refusal::NotAWorkbook),
        (noise, Refusal::NotAWorkbook),
        (b"type,name\n".to_vec(), Refusal::NotAWorkbook),
        (other_zip, Refusal::NotAWorkbook),
        (document, Refusal::NotAWorkbook),
        (old, Refusal::OldWorkbook),
        (encrypted, Refusal::Encrypted),
    ];
    for (bytes, expect) in cases {
        assert_eq!(refusal(&bytes), expect);
    }
    assert!(is_damaged(b"PK\x03\x04 and no more"));
    assert!(is_damaged(b"PK"));
}

#[test]
fn a_file_past_ten_megabytes_is_refused_before_it_is_opened() {
    let mut bytes = good().zip();
    bytes.resize(limits::FILE_BYTES_MAX + 1, 0);
    assert_eq!(refusal(&bytes), Refusal::FileTooLarge);
}

#[test]
fn a_bomb_is_inflated_to_the_cap_and_no_further() {
    // One buffer is in the hands of the reader when the cap is passed.
    let slack = 64 * 1024;
    for path in [SHEET, "xl/sharedStrings.xml", "xl/media/image1.png"] {
        let bytes = good().and(path, BLANKS.clone()).zip();
        assert!(bytes.len() < 100_000, "{path}: {}", bytes.len());
        let stopped = stopped_after(&bytes);
        assert!(stopped > limits::ENTRY_BYTES_MAX, "{path}: {stopped}");
        let most = limits::ENTRY_BYTES_MAX + slack;
        assert!(stopped <= most, "{path}: {stopped}");
    }
}

#[test]
fn many_small_bombs_are_one_bomb() {
    let piece = &BLANKS[..30 * 1024 * 1024];
    let mut parts = good();
    for number in 0..3 {
        parts = parts.and(&format!("xl/media/{number}.bin"), piece);
    }
    let stopped = stopped_after(&parts.zip());
    assert!(stopped > limits::INFLATED_BYTES_MAX);
    assert!(stopped <= limits::INFLATED_BYTES_MAX + 64 * 1024);
}

#[test]
fn entries_that_share_their_bytes_are_counted_each() {
    // One compressed piece, listed many times under other names.
    let single = Parts(Vec::new())
        .and("xl/workbook.xml", &BLANKS[..30 * 1024 * 1024])
        .zip();
    let listing = find(&single, b"PK\x01\x02").unwrap();
    let end = find(&single, b"PK\x05\x06").unwrap();
    let record = &single[listing..end];
    let mut bytes = single[..listing].to_vec();
    for number in 0..200_u32 {
        let mut copy = record.to_vec();
        let name = find(&copy, b"xl/workbook.xml").unwrap();
        if number > 0 {
            copy[name..name + 3].copy_from_slice(format!("{number:03}").as_bytes());
        }
        bytes.extend(copy);
    }
    let size = u32::try_from(bytes.len() - listing).unwrap();
    let mut tail = single[end..].to_vec();
    tail[8..10].copy_from_slice(&200_u16.to_le_bytes());
    tail[10..12].copy_from_slice(&200_u16.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(tail);
    match refusal(&bytes) {
        Refusal::InflatesTooFar { bytes } => {
            assert!(bytes <= limits::INFLATED_BYTES_MAX + 64 * 1024);
        }
        // A zip reader may refuse entries that overlap: just as well.
        other => assert!(matches!(other, Refusal::Damaged { .. }), "{other:?}"),
    }
}

#[test]
fn the_sizes_that_a_zip_claims_are_not_believed() {
    let honest = good().and(SHEET, BLANKS.clone()).zip();
    let real = u32::try_from(BLANKS.len()).unwrap().to_le_bytes();
    for claim in [0_u32, 100, u32::MAX - 1] {
        let mut lying = honest.clone();
        while let Some(at) = find(&lying, &real) {
            lying[at..at + 4].copy_from_slice(&claim.to_le_bytes());
        }
        assert_ne!(lying, honest);
        match refusal(&lying) {
            Refusal::InflatesTooFar { bytes } => {
                assert!(bytes <= limits::ENTRY_BYTES_MAX + 64 * 1024);
            }
            other => assert!(matches!(other, Refusal::Damaged { .. }), "{other:?}"),
        }
    }
}

#[test]
fn a_bomb_inside_a_file_inside_stays_packed() {
    let bomb = good().and(SHEET, BLANKS.clone()).zip();
    assert!(is_read(&good().and("xl/embeddings/book.xlsx", bomb)));
}

#[test]
fn more_files_than_a_workbook_has_are_refused_unopened() {
    let mut parts = good();
    for number in 0..limits::ENTRIES_MAX {
        parts.0.push((format!("xl/media/{number}"), Vec::new()));
    }
    assert_eq!(stopped_after(&parts.zip()), 0);
}

#[test]
fn a_claimed_million_rows_costs_nothing() {
    for dimension in ["A1:XFD1048576", "A1:ZZZ9999999"] {
        let sheet = format!(
            r#"<dimension ref="{dimension}"/>{}"#,
            row_of(&text_cell("A1", "type"))
        );
        assert!(is_read(&Parts::with_sheet(&sheet)), "{dimension}");
    }
}

#[test]
fn a_cell_at_the_far_end_is_refused_by_name() {
    let cases = [
        (
            "A1048576",
            Place::cell("survey", 1_048_576, "A"),
            Refusal::TooManyRows,
        ),
        (
            "A20001",
            Place::cell("survey", 20_001, "A"),
            Refusal::TooManyRows,
        ),
        (
            "XFD1",
            Place::cell("survey", 1, "XFD"),
            Refusal::TooManyColumns,
        ),
        (
            "GS1",
            Place::cell("survey", 1, "GS"),
            Refusal::TooManyColumns,
        ),
    ];
    for (cell, place, expect) in cases {
        let fault = read_xlsx(&Parts::with_sheet(&row_of(&text_cell(cell, "x"))).zip());
        let fault = fault.unwrap_err();
        assert_eq!((fault.place, fault.refusal), (place, expect));
    }
    assert!(read_xlsx(&Parts::with_sheet(&row_of(&text_cell("GR1", "x"))).zip()).is_ok());
}

#[test]
fn rows_past_the_last_are_refused_and_empty_ones_are_nothing() {
    let rows = |row: &dyn Fn(u32) -> String, count: u32| {
        let rows: String = (1..=count).map(row).collect();
        Parts::with_sheet(&format!("<sheetData>{rows}</sheetData>")).zip()
    };
    let full = |n| format!(r#"<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>"#);
    assert_eq!(refusal(&rows(&full, 20_001)), Refusal::TooManyRows);
    let empty = rows(&|_| "<row/>".to_owned(), 100_000);
    assert_eq!(read_xlsx(&empty).unwrap().sheets[0].rows, []);
}

#[test]
fn a_text_that_many_cells_share_counts_once_a_cell() {
    let cells = |count: u32, text: &str| {
        let rows: String = (1..=count)
            .map(|n| format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#))
            .collect();
        Parts::with_sheet(&format!("<sheetData>{rows}</sheetData>"))
            .and_strings(&format!("<si><t xml:space=\"preserve\">{text}</t></si>"))
            .zip()
    };
    for piece in ["x", " "] {
        let text = piece.repeat(10_000);
        assert!(read_xlsx(&cells(1_600, &text)).is_ok());
        assert_eq!(refusal(&cells(1_700, &text)), Refusal::TooManyCells);
    }
}

#[test]
fn a_text_longer_than_a_cell_is_refused_wherever_it_stands() {
    let long = "x".repeat(limits::CELL_CHARS_MAX + 1);
    let inline = Parts::with_sheet(&row_of(&text_cell("B1", &long)));
    let shared = Parts::with_sheet(&row_of(r#"<c r="B1" t="s"><v>0</v></c>"#))
        .and_strings(&format!("<si><t>{long}</t></si>"));
    let blank = " ".repeat(limits::CELL_CHARS_MAX * 5);
    let blank = Parts::with_sheet(&row_of(&text_cell("B1", &blank)));
    for parts in [inline, shared, blank] {
        let fault = read_xlsx(&parts.zip()).unwrap_err();
        assert_eq!(fault.refusal, Refusal::TextTooLong);
        assert_eq!(fault.place, Place::cell("survey", 1, "B"));
    }
}

#[test]
fn entities_are_neither_declared_nor_expanded() {
    let laughs: String = (1..10)
        .map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10)))
        .collect();
    let declared = format!(r#"<!DOCTYPE x [<!ENTITY l0 "ja">{laughs}]>"#);
    let outside = r#"<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>"#;
    for prolog in [declared.as_str(), outside, ""] {
        let sheet = format!(
            "{prolog}<worksheet>{}</worksheet>",
            row_of(&text_cell("A1", "&l9;"))
        );
        assert!(is_damaged(&good().and(SHEET, sheet).zip()), "{prolog}");
        let strings = format!("{prolog}<sst><si><t>&l9;</t></si></sst>");
        let parts = good().and("xl/sharedStrings.xml", strings);
        assert!(is_damaged(&parts.zip()), "{prolog}");
    }
}

#[test]
fn xml_as_deep_as_a_well_is_refused() {
    let deep = "<a>".repeat(2_000_000);
    let stopped = stopped_after(&good().and(SHEET, deep).zip());
    assert!(stopped < 100_000, "{stopped}");
    let deep = format!("<x>{}{}</x>", "<a>".repeat(63), "</a>".repeat(63));
    assert!(is_read(&good().and("docProps/custom.xml", deep)));
}

#[test]
fn claims_that_memory_would_be_reserved_for_are_refused() {
    for count in ["400001", "1000000000000", "18446744073709551615", "-1", "x"] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        let parts = good().and("xl/sharedStrings.xml", strings);
        assert!(is_damaged(&parts.zip()), "{count}");
    }
}

#[test]
fn more_elements_than_a_workbook_has_are_refused() {
    let formats = format!("<styleSheet><cellXfs>{}", "<xf/>".repeat(20_001));
    stopped_after(&good().and("xl/styles.xml", formats).zip());
    let strings = format!("<sst>{}", "<si/>".repeat(400_001));
    stopped_after(&good().and("xl/sharedStrings.xml", strings).zip());
    let many = format!("<x>{}</x>", "<a/>".repeat(limits::ELEMENTS_MAX));
    stopped_after(&good().and("docProps/custom.xml", many).zip());
    let font = "x".repeat(2_000);
    for copied in [
        format!(r#"<fonts><font><name val="{font}"/></font></fonts>"#),
        format!(r#"<numFmts><numFmt numFmtId="200" formatCode="{font}"/></numFmts>"#),
    ] {
        let styles = format!("<styleSheet>{copied}</styleSheet>");
        assert!(is_damaged(&good().and("xl/styles.xml", styles).zip()));
    }
}

#[test]
fn an_element_of_many_attributes_is_read_once() {
    let many: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
    let sheet = format!(
        "<sheetData><row{many}>{}</row></sheetData>",
        text_cell("A1", "type")
    );
    assert!(is_read(&Parts::with_sheet(&sheet)));
}

#[test]
fn references_that_are_none_are_refused() {
    for sheet in [
        r#"<dimension ref="C9:A1"/><sheetData/>"#,
        r#"<dimension ref="A1:B"/><sheetData/>"#,
        r#"<dimension ref="A99999999999"/><sheetData/>"#,
        r#"<dimension ref="ZZZZZZZZZ1"/><sheetData/>"#,
        r#"<sheetData><row r="0"/></sheetData>"#,
        r#"<sheetData><row r="99999999999"/></sheetData>"#,
        r#"<sheetData><row r="1"><c r="AAAAAAAA1"/></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A0"/></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="Ñ1"/></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r=A1/></row></sheetData>"#,
        r#"<sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells>"#,
    ] {
        assert!(is_damaged(&Parts::with_sheet(sheet).zip()), "{sheet}");
    }
}

#[test]
fn a_workbook_whose_parts_do_not_fit_is_damaged() {
    let sheet = |inside: &str| Parts::with_sheet(inside);
    let twice = format!("{}{}", text_cell("A1", "a"), text_cell("A1", "b"));
    let back = format!("{}{}", text_cell("B1", "a"), text_cell("A1", "b"));
    let without = |path: &str| {
        let mut parts = good();
        parts.0.retain(|(known, _)| known != path);
        parts
    };
    let one_file_twice = Parts::with_sheets(&[("survey", &row_of("")), ("choices", "")]);
    let related = r#"<Relationships><Relationship Id="rId1" Type="o/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="o/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>"#;
    for parts in [
        sheet(&row_of(&twice)),
        sheet(&row_of(&back)),
        sheet(&row_of(r#"<c r="A1" t="s"><v>7</v></c>"#)),
        sheet(&row_of(r#"<c r="A1" t="zz"><v>7</v></c>"#)),
        sheet(&row_of("<c r=\"A1\"><v>1</v>")),
        sheet("<rows/>"),
        good().and(SHEET, "<worksheet><sheetData>"),
        good().and(SHEET, "no xml at all"),
        good().and(SHEET, b"<worksheet>\xff\xfe</worksheet>".as_slice()),
        good().and("xl/workbook.xml", "<workbook/>".repeat(2) + "<"),
        without(SHEET),
        without("_rels/.rels"),
        without("xl/_rels/workbook.xml.rels"),
        one_file_twice.and("xl/_rels/workbook.xml.rels", related),
    ] {
        assert!(is_damaged(&parts.zip()));
    }
    let many: Vec<(String, String)> = (0..21).map(|n| (format!("s{n}"), row_of(""))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(n, s)| (n.as_str(), s.as_str())).collect();
    let bytes = Parts::with_sheets(&many).zip();
    assert_eq!(refusal(&bytes), Refusal::TooManySheets);
    let none = good().and("xl/workbook.xml", "<workbook><sheets/></workbook>");
    assert_eq!(refusal(&none.zip()), Refusal::NoSheet);
}

fn find(bytes: &[u8], piece: &[u8]) -> Option<usize> {
    bytes.windows(piece.len()).position(|at| at == piece)
}
