//! A questionnaire as an XLSForm: what each kind of question becomes. `sample.json` has one of
//! each, and names that meet.

mod files;
mod layout;
mod xform;

use survey_forms::sheets::{Sheet, Workbook};
use survey_forms::{ALL_SHIPPED, Questionnaire, xlsform};

/// A questionnaire with a question of each kind.
fn sample() -> Questionnaire {
    Questionnaire::parse(include_str!("xlsform_export/sample.json")).unwrap()
}

fn shipped_and_sample() -> Vec<(&'static str, Questionnaire)> {
    let shipped = ALL_SHIPPED.iter();
    let shipped = shipped.map(|(id, json)| (*id, Questionnaire::parse(json).unwrap()));
    shipped.chain([("sample", sample())]).collect()
}

/// The cell of a header in the row of a name; blank where there is none.
fn cell(sheet: &Sheet, name: &str, header: &str) -> String {
    let column = |header: &str| {
        let heads = &sheet.rows[0].cells;
        heads
            .iter()
            .find(|cell| cell.text == header)
            .unwrap()
            .column
    };
    let (names, wanted) = (column("name"), column(header));
    let mut rows = sheet.rows.iter().skip(1);
    let row = rows.find(|row| row.text(names) == Some(name));
    let row = row.unwrap_or_else(|| panic!("no row {name}"));
    row.text(wanted).unwrap_or_default().to_owned()
}

fn survey(book: &Workbook) -> &Sheet {
    book.sheet("survey").unwrap()
}

/// A sheet's names, each opening of a group or repeat with its end.
fn outline(sheet: &Sheet) -> String {
    let (mut depth, mut text) = (0, String::new());
    for row in sheet.rows.iter().skip(1) {
        let (kind, name) = (row.text(0).unwrap(), row.text(1).unwrap());
        if kind.starts_with("end_") {
            depth -= 1;
            continue;
        }
        let sign = match kind {
            "begin_group" => "/",
            "begin_repeat" => "*",
            _ => "",
        };
        text += &format!("{}{name}{sign}\n", "  ".repeat(depth));
        depth += usize::from(kind.starts_with("begin_"));
    }
    assert_eq!(depth, 0, "every group ends");
    text
}

#[test]
fn the_same_questionnaire_always_gives_the_same_sheets_and_xform() {
    for (_, q) in shipped_and_sample() {
        assert_eq!(xlsform::export(&q), xlsform::export(&q.clone()));
        assert_eq!(xlsform::xform(&q), xlsform::xform(&q.clone()));
    }
}
