//! Whole questionnaires, there and back; and workbooks that nobody meant.

use std::fmt::Write;

use proptest::prelude::*;
use survey_forms::Questionnaire;
use survey_forms::sheets::{read_markdown, read_xlsx, write_markdown, write_xlsx};
use survey_forms::xlsform::{export, import, supported};

use super::told;

fn check(questionnaire: &Questionnaire) {
    let book = export(questionnaire);
    let through_xlsx = read_xlsx(&write_xlsx(&book).unwrap()).unwrap();
    let through_text = read_markdown(&write_markdown(&book)).unwrap();
    for book in [book, through_xlsx, through_text] {
        let imported = import(&book).unwrap_or_else(|faults| panic!("{}", told(&faults)));
        for (there, back) in questionnaire
            .sections
            .iter()
            .zip(&imported.questionnaire.sections)
        {
            for (there, back) in there.questions.iter().zip(&back.questions) {
                assert_eq!(there, back);
            }
            assert_eq!(there, back);
        }
        assert_eq!(*questionnaire, imported.questionnaire);
        assert_eq!(
            questionnaire.content_id(),
            imported.questionnaire.content_id()
        );
        assert_eq!(told(&imported.findings), "");
    }
}

#[test]
fn the_shipped_questionnaire_comes_back_equal() {
    check(&Questionnaire::shipped());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Words of forms in any order: either a questionnaire that parses, or faults in both languages.
    #[test]
    fn no_workbook_makes_it_panic(rows in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..7), 0..12)) {
        let mut text = String::from("| survey |\n| | type | name | label | relevant | calculation | rayuela |\n");
        for row in rows {
            if row.first().is_some_and(|word| word % 9 == 0) {
                let _ = writeln!(text, "| {} |", WORDS[row[0]]);
            }
            let cells: Vec<&str> = row.iter().map(|word| WORDS[*word]).collect();
            let _ = writeln!(text, "| | {} |", cells.join(" | "));
        }
        let Ok(book) = read_markdown(&text) else { return Ok(()); };
        match import(&book) {
            Ok(imported) => {
                let json = serde_json::to_string(&imported.questionnaire).unwrap();
                prop_assert!(Questionnaire::parse(&json).is_ok());
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| !fault.es.is_empty() && !fault.en.is_empty()));
            }
        }
    }
}

const WORDS: [&str; 30] = [
    "settings",
    "choices",
    "survey",
    "form_id",
    "version",
    "list_name",
    "name",
    "label",
    "text",
    "integer",
    "select_one a",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "member",
    "job",
    "visit",
    "calculate",
    "${a} = 'b'",
    "(${age_max} >= 5 and ${age_min} <= 17)",
    "a",
    "b",
    "age_min",
    "1 + ",
    "derived",
    "notice intro",
    "order=a max=\"",
    "label::en",
    "é |",
];

/// `docs/xlsform.md` names every column, type, appearance and function of the tables.
#[test]
fn the_page_for_people_names_everything_in_the_tables() {
    let page = include_str!("../../../../docs/xlsform.md");
    let columns = [
        &supported::SURVEY[..],
        &supported::CHOICES[..],
        &supported::SETTINGS[..],
    ];
    let columns = columns.into_iter().flatten().map(|column| column.name);
    let types = supported::TYPES.iter().map(|(name, ..)| *name);
    let appearances = supported::APPEARANCES.into_iter();
    let refused = supported::APPEARANCES_REFUSED
        .into_iter()
        .chain(supported::FUNCTIONS_REFUSED);
    let names = columns
        .chain(types)
        .chain(appearances)
        .chain(refused.map(|(name, ..)| name));
    let spelled = |name: &str| {
        [
            name.to_owned(),
            name.replace(' ', "_"),
            format!("{name}…"),
            format!("{name}()"),
        ]
    };
    let missing: Vec<&str> = names
        .filter(|name| {
            !spelled(name)
                .iter()
                .any(|name| page.contains(&format!("`{name}`")))
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
