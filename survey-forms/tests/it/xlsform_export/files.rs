//! The exported files, for the programs of ODK to judge: `CARGO_TARGET_TMPDIR/odk`.

use std::fs;
use std::path::Path;

use survey_forms::sheets::{read_markdown, read_xlsx, write_markdown, write_xlsx};
use survey_forms::xlsform;

use super::shipped_and_sample;

#[test]
fn a_workbook_and_its_table_hold_the_same_cells() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("odk");
    fs::create_dir_all(&folder).unwrap();
    for (name, q) in shipped_and_sample() {
        let book = xlsform::export(&q);
        let bytes = write_xlsx(&book).unwrap();
        assert_eq!(read_xlsx(&bytes).unwrap(), book, "{name}");
        assert_eq!(
            read_markdown(&write_markdown(&book)).unwrap(),
            book,
            "{name}"
        );
        fs::write(folder.join(format!("{name}.xlsx")), bytes).unwrap();
        fs::write(folder.join(format!("{name}.xml")), xlsform::xform(&q)).unwrap();
    }
}
