//! What cells of a good workbook read as, and which cells are refused with their place.

use survey_forms::sheets::{
    Fault, Place, Refusal, Sheet, column_letter, read, read_xlsx, read_xlsx_sheets, write_xlsx,
};

use crate::sheets_made::{Parts, book, questionnaire, row_of, text_cell};

/// The text of A1 in a workbook with this one cell, formats at hand.
fn reads_as(cell: &str) -> Result<String, Refusal> {
    let parts = Parts::with_sheet(&row_of(cell)).and_formats(&[0, 14, 22, 164, 165, 20]);
    read_xlsx(&parts.zip())
        .map(|book| book.sheets[0].rows[0].text(0).unwrap().to_owned())
        .map_err(|fault| fault.refusal)
}

#[test]
fn every_kind_of_cell_reads_as_the_text_that_pyxform_reads() {
    let cases = [
        (r#"<c r="A1"><v>5</v></c>"#, "5"),
        (r#"<c r="A1"><v>5.0</v></c>"#, "5"),
        (r#"<c r="A1"><v>0.1</v></c>"#, "0.1"),
        (r#"<c r="A1"><v>-0</v></c>"#, "0"),
        (
            r#"<c r="A1"><v>0.30000000000000004</v></c>"#,
            "0.30000000000000004",
        ),
        (r#"<c r="A1"><v>1e21</v></c>"#, "1000000000000000000000"),
        (r#"<c r="A1" t="b"><v>1</v></c>"#, "TRUE"),
        (r#"<c r="A1" t="b"><v>0</v></c>"#, "FALSE"),
        (r#"<c r="A1" s="1"><v>46348</v></c>"#, "2026-11-22"),
        (r#"<c r="A1" s="4"><v>46348</v></c>"#, "2026-11-22"),
        (
            r#"<c r="A1" s="2"><v>46348.395833333336</v></c>"#,
            "2026-11-22T09:30:00",
        ),
        (
            r#"<c r="A1" s="5"><v>0.395833333333333</v></c>"#,
            "09:30:00",
        ),
        (r#"<c r="A1" s="3"><v>1.5</v></c>"#, "36:00:00"),
        (r#"<c r="A1" s="1"><v>1</v></c>"#, "1900-01-01"),
        (r#"<c r="A1" s="1"><v>59</v></c>"#, "1900-02-28"),
        (r#"<c r="A1" s="1"><v>61</v></c>"#, "1900-03-01"),
        (
            r#"<c r="A1" t="d"><v>2026-11-22T00:00:00</v></c>"#,
            "2026-11-22",
        ),
        (r#"<c r="A1" t="str"><v>&lt;a&gt;</v></c>"#, "<a>"),
        (
            r#"<c r="A1" t="inlineStr"><is><r><t>¿Quién </t></r><r><rPr><b/></rPr><t xml:space="preserve"> es?</t></r></is></c>"#,
            "¿Quién es?",
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><t>a_x000D__x000A_b</t></is></c>"#,
            "a\nb",
        ),
    ];
    for (cell, expect) in cases {
        assert_eq!(reads_as(cell).as_deref(), Ok(expect), "{cell}");
    }
}

#[test]
fn a_workbook_that_counts_from_1904_has_its_own_calendar() {
    let parts = Parts::with_sheet(&row_of(r#"<c r="A1" s="1"><v>44886</v></c>"#))
        .and_formats(&[0, 14])
        .and(
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        );
    let book = read_xlsx(&parts.zip()).unwrap();
    assert_eq!(book.sheets[0].rows[0].text(0), Some("2026-11-22"));
}

#[test]
fn a_cell_without_a_plain_value_is_refused() {
    let cases = [
        (r##"<c r="A1" t="e"><v>#REF!</v></c>"##, "#REF!"),
        (r##"<c r="A1" t="e"><v>#N/A</v></c>"##, "#N/A"),
        (r#"<c r="A1"><v>1e999</v></c>"#, "#NUM!"),
        (r#"<c r="A1"><v>nan</v></c>"#, "#NUM!"),
        (r#"<c r="A1" s="1"><v>-1</v></c>"#, "####"),
        (r#"<c r="A1" s="1"><v>9999999</v></c>"#, "####"),
    ];
    for (cell, shown) in cases {
        let shown = shown.to_owned();
        assert_eq!(reads_as(cell), Err(Refusal::ErrorValue { shown }), "{cell}");
    }
}

#[test]
fn non_breaking_spaces_become_spaces_and_typography_stays() {
    let cell = text_cell("A1", "\u{a0}“Sí”,\u{a0}dijo…\u{2003}");
    assert_eq!(reads_as(&cell).as_deref(), Ok(" “Sí”, dijo…\u{2003}"));
}

#[test]
fn cells_and_rows_that_hold_nothing_are_left_out_and_numbers_stay() {
    let inside = format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="2"><c r="A2"/><c r="B2" s="0"/>{}</row><row r="3"><c r="A3"/></row><row r="9">{}</row></sheetData>"#,
        text_cell("C2", "type"),
        text_cell("B9", " \n\u{a0}"),
    );
    let read = read_xlsx(&Parts::with_sheet(&inside).zip()).unwrap();
    let expect = book(&[("survey", &[&[], &["", "", "type"]])]);
    assert_eq!(read, expect);
}

#[test]
fn a_formula_is_refused_with_its_cell_in_both_languages() {
    for formula in [
        "<f>A1+1</f><v>2</v>",
        "<f/>",
        r#"<f t="shared" ref="C2:C9" si="4294967295">A1</f><v>1</v>"#,
        r#"<f t="shared" si="0"/><v>1</v>"#,
    ] {
        let inside = format!(r#"<sheetData><row r="2"><c r="C2">{formula}</c></row></sheetData>"#);
        let fault = read_xlsx(&Parts::with_sheet(&inside).zip()).unwrap_err();
        assert_eq!(fault.place, Place::cell("survey", 2, "C"));
        assert_eq!(fault.refusal, Refusal::Formula, "{formula}");
        assert_eq!(
            fault.to_string(),
            "survey, fila 2, columna C: la celda tiene una fórmula: escriba el valor, no una fórmula\n\
             survey, row 2, column C: the cell holds a formula: write the value, not a formula"
        );
    }
}

#[test]
fn a_text_that_begins_with_an_equals_sign_is_no_formula() {
    let cell = text_cell("A1", "=1+1");
    assert_eq!(reads_as(&cell).as_deref(), Ok("=1+1"));
}

#[test]
fn merged_cells_are_refused_with_their_range() {
    let inside = format!(
        r#"{}<mergeCells count="1"><mergeCell ref="B3:D4"/></mergeCells>"#,
        row_of("")
    );
    let fault = read_xlsx(&Parts::with_sheet(&inside).zip()).unwrap_err();
    let range = "B3:D4".to_owned();
    assert_eq!(fault.refusal, Refusal::Merged { range });
    assert_eq!(fault.place, Place::cell("survey", 3, "B"));
}

#[test]
fn sheets_that_were_not_asked_for_may_hold_what_they_like() {
    let notes = format!(
        r#"{}<mergeCells><mergeCell ref="A1:D1"/></mergeCells>"#,
        row_of(r#"<c r="A1"><f>NOW()</f></c>"#)
    );
    let survey = row_of(&text_cell("A1", "type"));
    let file = Parts::with_sheets(&[("Notas", notes.as_str()), (" Survey", survey.as_str())]).zip();
    let book = read_xlsx_sheets(&file, &["survey", "choices"]).unwrap();
    assert_eq!(book.sheets.len(), 1);
    assert_eq!(book.sheet("SURVEY ").unwrap().name, " Survey");
    assert_eq!(book.sheet("choices"), None);
    let fault = read_xlsx_sheets(&file, &["choices"]).unwrap_err();
    assert_eq!(fault.refusal, Refusal::NoSheet);
    let fault = read_xlsx(&file).unwrap_err();
    assert_eq!(fault.place.sheet, "Notas");
}

#[test]
fn two_sheets_of_one_name_are_refused() {
    let file = Parts::with_sheets(&[("survey", &row_of("")), ("SURVEY ", &row_of(""))]).zip();
    let fault = read_xlsx(&file).unwrap_err();
    assert_eq!(fault.refusal, Refusal::SheetTwice);
}

#[test]
fn a_sheet_without_cells_is_a_sheet() {
    let read = read_xlsx(&Parts::with_sheet("<sheetData/>").zip()).unwrap();
    let name = "survey".to_owned();
    let rows = Vec::new();
    assert_eq!(read.sheets, [Sheet { name, rows }]);
}

#[test]
fn a_chart_beside_the_sheets_is_no_sheet() {
    let file = Parts::with_sheets(&[("survey", &row_of("")), ("Gráfica", "")]);
    let rels = "xl/_rels/workbook.xml.rels";
    let (_, content) = file.0.iter().find(|(path, _)| path == rels).unwrap();
    let chart = String::from_utf8(content.clone()).unwrap().replace(
        r#"worksheet" Target="worksheets/sheet2.xml"#,
        r#"chartsheet" Target="chartsheets/sheet2.xml"#,
    );
    let book = read_xlsx(&file.and(rels, chart).zip()).unwrap();
    assert_eq!(book.sheets.len(), 1);
}

#[test]
fn what_the_file_holds_decides_how_it_is_read() {
    let book = questionnaire();
    let xlsx = write_xlsx(&book).unwrap();
    for name in ["hogar.xlsx", "HOGAR.XLSX", "hogar.md", "hogar", ""] {
        assert_eq!(read(&xlsx, name).unwrap(), book, "{name}");
    }
    let markdown = "\u{feff}| survey |\r\n| | type |\r\n";
    for name in ["hogar.md", "hogar.txt", ""] {
        let read = read(markdown.as_bytes(), name).unwrap();
        assert_eq!(read.sheets[0].rows[0].text(0), Some("type"), "{name}");
    }
    for name in ["hogar.csv", "hogar.xlsx", "hogar.ods"] {
        let fault = read(markdown.as_bytes(), name).unwrap_err();
        assert_eq!(fault.refusal, Refusal::NotAWorkbook, "{name}");
    }
}

#[test]
fn a_text_in_windows_1252_is_refused_with_its_line() {
    let fault = read(b"| survey |\n| | type |\n| | a\xf1o |\n", "hogar.md").unwrap_err();
    assert_eq!(fault.refusal, Refusal::NotUtf8 { line: 3 });
    assert_eq!(
        Fault::from(fault).es,
        "la línea 3 no está en UTF-8: guarde el archivo con la codificación UTF-8"
    );
}

#[test]
fn columns_have_the_letters_that_the_spreadsheet_shows() {
    let cases = [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16_383, "XFD"),
    ];
    for (column, letters) in cases {
        assert_eq!(column_letter(column), letters);
    }
    assert_eq!(column_letter(u32::MAX), "MWLQKWV");
}
