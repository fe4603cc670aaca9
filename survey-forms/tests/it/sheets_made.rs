//! Makes XLSX files part by part, good and bad, for the examples about sheets. Start with
//! [`Parts`]. Writes what it is told; knows nothing of what should be refused.

use std::io::{Cursor, Write};

use survey_forms::sheets::{Cell, Row, Sheet, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The files inside a workbook, by path.
#[derive(Clone)]
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook of one sheet, `survey`, with this between the tags of its sheet.
    pub fn with_sheet(inside: &str) -> Parts {
        Parts::with_sheets(&[("survey", inside)])
    }

    /// A workbook of these sheets: name and what stands between the tags.
    pub fn with_sheets(sheets: &[(&str, &str)]) -> Parts {
        let mut listed = String::new();
        let mut related = String::new();
        let mut parts = Parts(Vec::new());
        for (number, (name, inside)) in (1..).zip(sheets) {
            listed += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
            related += &format!(
                r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
            parts = parts.and(
                &format!("xl/worksheets/sheet{number}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}">{inside}</worksheet>"#),
            );
        }
        parts
            .and("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#)
            .and("_rels/.rels", format!(r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#))
            .and("xl/workbook.xml", format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#))
            .and("xl/_rels/workbook.xml.rels", format!(r#"<Relationships xmlns="{PACKAGE}">{related}</Relationships>"#))
    }

    /// The same with one more file, or with this one instead of the old.
    pub fn and(mut self, path: &str, content: impl Into<Vec<u8>>) -> Parts {
        self.0.retain(|(known, _)| known != path);
        self.0.push((path.to_owned(), content.into()));
        self
    }

    /// The same with shared strings, each between the tags of a string item.
    pub fn and_strings(self, items: &str) -> Parts {
        self.and(
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}">{items}</sst>"#),
        )
    }

    /// The same with cell formats: `14` is a date, `164` is `[h]:mm`, `165` a date of ours.
    pub fn and_formats(self, ids: &[u32]) -> Parts {
        let xfs: String = ids
            .iter()
            .map(|id| format!(r#"<xf numFmtId="{id}"/>"#))
            .collect();
        self.and(
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs>{xfs}</cellXfs></styleSheet>"#
            ),
        )
    }

    /// The bytes of the file.
    pub fn zip(&self) -> Vec<u8> {
        self.packed(CompressionMethod::Deflated)
    }

    /// The bytes of the file, not compressed: quicker where many are made.
    pub fn stored(&self) -> Vec<u8> {
        self.packed(CompressionMethod::Stored)
    }

    fn packed(&self, method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in &self.0 {
            let options = SimpleFileOptions::default().compression_method(method);
            zip.start_file(path.as_str(), options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// The data of a sheet whose first row holds these cells, as XML.
pub fn row_of(cells: &str) -> String {
    format!(r#"<sheetData><row r="1">{cells}</row></sheetData>"#)
}

/// A cell of text, as XML.
pub fn text_cell(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// A workbook from rows of texts; an empty text is no cell, a row without any is left out.
pub fn book(sheets: &[(&str, &[&[&str]])]) -> Workbook {
    let sheets = sheets
        .iter()
        .map(|(name, rows)| Sheet {
            name: (*name).to_owned(),
            rows: (1..)
                .zip(rows.iter())
                .map(|(number, texts)| row(number, texts))
                .filter(|row| !row.cells.is_empty())
                .collect(),
        })
        .collect();
    Workbook { sheets }
}

fn row(number: u32, texts: &[&str]) -> Row {
    let cells = (0..)
        .zip(texts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| Cell {
            column,
            text: (*text).to_owned(),
        })
        .collect();
    Row { number, cells }
}

/// A small questionnaire, as the examples about good workbooks use it.
pub fn questionnaire() -> Workbook {
    book(&[
        (
            "survey",
            &[
                &["type", "name", "label::Español (es)", "relevant"],
                &["select_one yes_no", "sold", "¿Vendió algo?"],
                &[],
                &["integer", "hours", "¿Cuántas horas?", "${sold} = 'yes'"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::Español (es)"],
                &["yes_no", "yes", "Sí"],
                &["yes_no", "no", "No"],
            ],
        ),
        ("settings", &[&["form_title"], &["Hogar"]]),
    ])
}
