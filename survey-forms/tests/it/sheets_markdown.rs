//! The Markdown form: pyxform's tables are read, and what can't be a table is refused by line.

use survey_forms::sheets::{Refusal, read_markdown, write_markdown};

use crate::sheets_made::{book, questionnaire};

#[test]
fn a_table_as_pyxform_writes_it_is_read() {
    let text = r#"
        Some prose before.

        | survey  |                   |      |                    |
        |         | type              | name | label::English(en) |
        |---------|-------------------|------|--------------------|
        |         | select_one a      | q1   | Which \| what?     |
        |         |                   |      |                    |
        |         | text              | q2   | Code               |
        | choices | | |
        | | list_name | name | label::English(en) |
        | | a | 1 | C:\temp \d |
    "#;
    let expect = book(&[
        (
            "survey",
            &[
                &["type", "name", "label::English(en)"],
                &["select_one a", "q1", "Which | what?"],
                &[],
                &["text", "q2", "Code"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::English(en)"],
                &["a", "1", "C:\\temp \\d"],
            ],
        ),
    ]);
    assert_eq!(read_markdown(text).unwrap(), expect);
}

#[test]
fn a_row_may_stand_beside_the_name_of_its_sheet() {
    let read = read_markdown("| survey | type | name |\n| | text | q |").unwrap();
    assert_eq!(
        read,
        book(&[("survey", &[&["type", "name"], &["text", "q"]])])
    );
}

#[test]
fn a_questionnaire_is_written_as_a_table_people_can_read() {
    let expect = "\
| survey |
|        | type | name | label::Español (es) | relevant |
|        | select_one yes_no | sold | ¿Vendió algo? |  |
|        |
|        | integer | hours | ¿Cuántas horas? | ${sold} = 'yes' |

| choices |
|         | list_name | name | label::Español (es) |
|         | yes_no | yes | Sí |
|         | yes_no | no | No |

| settings |
|          | form_title |
|          | Hogar |
";
    assert_eq!(write_markdown(&questionnaire()), expect);
}

#[test]
fn each_escape_is_written_only_where_it_is_needed() {
    let cases = [
        ("a|b", "a\\|b"),
        ("a\nb", "a\\nb"),
        ("\\d+", "\\d+"),
        ("\\n", "\\\\n"),
        ("\\\nx", "\\\\\\nx"),
        ("x\n", "x&#10;"),
        ("\\|", "\\\\\\|"),
        ("\\\\", "\\\\\\"),
        (" a ", "&#32;a&#32;"),
        ("\ta\r", "&#9;a&#13;"),
        ("a\u{1}b", "a&#1;b"),
        ("&#32;", "&#38;#32;"),
        ("&#39; &amp; &#x20; &#;", "&#39; &amp; &#x20; &#;"),
        ("---", "---"),
    ];
    for (text, written) in cases {
        let book = book(&[("s", &[&[text]])]);
        let markdown = write_markdown(&book);
        assert_eq!(markdown, format!("| s |\n|   | {written} |\n"));
        let read = read_markdown(&markdown).unwrap();
        let expect = text.replace('\r', "\n");
        assert_eq!(read.sheets[0].rows[0].text(0), Some(expect.as_str()));
    }
}

#[test]
fn what_cannot_be_a_table_is_refused_with_its_line() {
    let long = format!("| s |\n| | {} |", "x".repeat(10_001));
    let wide = format!("| s |\n| |{} x |", " |".repeat(200));
    let tall = format!("| s |\n{}| | x |", "| |\n".repeat(20_000));
    let cases = [
        ("", Refusal::NoTable),
        ("\u{0}", Refusal::NoTable),
        ("type,name\ntext,q", Refusal::NoTable),
        ("| | type |", Refusal::RowWithoutSheet { line: 1 }),
        ("| s |\n| | type", Refusal::RowNotClosed { line: 2 }),
        ("| s |\n| | type \\|", Refusal::RowNotClosed { line: 2 }),
        ("| s |\n| S |", Refusal::SheetTwice),
        (long.as_str(), Refusal::TextTooLong),
        (wide.as_str(), Refusal::TooManyColumns),
        (tall.as_str(), Refusal::TooManyRows),
    ];
    for (text, refusal) in cases {
        assert_eq!(read_markdown(text).unwrap_err().refusal, refusal);
    }
    let blanks = format!("| s |\n| | x |{}", " |".repeat(100_000));
    assert_eq!(read_markdown(&blanks).unwrap(), book(&[("s", &[&["x"]])]));
    let references = format!("| s |\n| | {} |", "&#".repeat(1_000_000));
    let fault = read_markdown(&references).unwrap_err();
    assert_eq!(fault.refusal, Refusal::TextTooLong);
    let many: String = (0..21).map(|n| format!("| s{n} |\n")).collect();
    let fault = read_markdown(&many).unwrap_err();
    assert_eq!(fault.refusal, Refusal::TooManySheets);
    let huge = "| s |\n".to_owned() + &"\n".repeat(10 * 1024 * 1024);
    let fault = read_markdown(&huge).unwrap_err();
    assert_eq!(fault.refusal, Refusal::FileTooLarge);
}
