//! The questionnaire as an XLSForm's three sheets. Start with [`export()`]. Rows come from
//! `layout.rs`; here they become cells. Knows no expressions.

use std::collections::BTreeSet;

use super::layout::form;
use super::rows::{ENGLISH, Form, List, SPANISH, Settings, SurveyRow};
use crate::questionnaire::Questionnaire;
use crate::sheets::{Cell, Row, Sheet, Workbook};
use crate::words::Words;

/// A questionnaire as an XLSForm: the sheets `survey`, `choices` and `settings`.
///
/// Other programs read it as any XLSForm and pass over the columns `rayuela` and `notice_version`,
/// which hold what they know nothing of. The same questionnaire always gives the same sheets.
///
/// ```
/// use survey_forms::{Questionnaire, xlsform};
/// let book = xlsform::export(&Questionnaire::shipped());
/// let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
/// assert_eq!(names, ["survey", "choices", "settings"]);
/// assert_eq!(book.sheets[0].rows[0].text(0), Some("type"));
/// ```
pub fn export(questionnaire: &Questionnaire) -> Workbook {
    let Form {
        settings,
        survey,
        lists,
    } = form(questionnaire);
    Workbook {
        sheets: vec![
            sheet("survey", survey_table(&survey)),
            sheet("choices", choices_table(&lists)),
            sheet("settings", settings_table(&settings)),
        ],
    }
}

/// Rows of cells, the headers first.
type Table = Vec<Vec<String>>;

fn sheet(name: &str, table: Table) -> Sheet {
    let rows = table.into_iter().zip(1..).map(|(cells, number)| Row {
        number,
        cells: cells
            .into_iter()
            .zip(0..)
            .filter(|(text, _)| !text.trim().is_empty())
            .map(|(text, column)| Cell { column, text })
            .collect(),
    });
    Sheet {
        name: name.to_owned(),
        rows: rows.collect(),
    }
}

/// `label::Español (es)`, `label::English (en)`.
fn in_both(header: &str) -> [String; 2] {
    [SPANISH, ENGLISH].map(|language| format!("{header}::{language}"))
}

fn both(words: &Words) -> [String; 2] {
    [words.es.clone(), words.en.clone()]
}

fn survey_table(rows: &[SurveyRow]) -> Table {
    let mut headers = vec!["type".to_owned(), "name".to_owned()];
    headers.extend(in_both("label"));
    headers.extend(in_both("hint"));
    headers.extend(["required", "relevant", "constraint"].map(str::to_owned));
    headers.extend(in_both("constraint_message"));
    let rest = [
        "calculation",
        "choice_filter",
        "repeat_count",
        "appearance",
        "rayuela",
    ];
    headers.extend(rest.map(str::to_owned));
    let cells = rows.iter().map(|row| {
        let mut cells = vec![row.kind.cell(), row.name.clone()];
        cells.extend(both(&row.label));
        cells.extend(both(&row.hint));
        let required = if row.required { "yes" } else { "" };
        cells.extend([required, &row.relevant, &row.constraint].map(str::to_owned));
        cells.extend(both(&row.constraint_message));
        let rest = [
            &row.calculation,
            &row.choice_filter,
            &row.repeat_count,
            &row.appearance,
        ];
        cells.extend(rest.map(String::clone));
        cells.push(row.marks.to_string());
        cells
    });
    std::iter::once(headers).chain(cells).collect()
}

fn choices_table(lists: &[List]) -> Table {
    let all = || lists.iter().flat_map(|list| &list.choices);
    let columns: BTreeSet<&String> = all().flat_map(|choice| choice.columns.keys()).collect();
    let mut headers = vec!["list_name".to_owned(), "name".to_owned()];
    headers.extend(in_both("label"));
    headers.extend(columns.iter().map(|column| (*column).clone()));
    headers.push("rayuela".to_owned());
    let mut table = vec![headers];
    for list in lists {
        for choice in &list.choices {
            let mut cells = vec![list.name.clone(), choice.code.clone()];
            cells.extend(both(&choice.label));
            let behind = columns.iter().map(|column| choice.columns.get(*column));
            cells.extend(behind.map(|value| value.cloned().unwrap_or_default()));
            cells.push(choice.marks.to_string());
            table.push(cells);
        }
    }
    table
}

fn settings_table(settings: &Settings) -> Table {
    let cells = [
        ("form_title", settings.title.es.clone()),
        ("form_id", settings.form_id.clone()),
        ("version", settings.version.clone()),
        ("default_language", SPANISH.to_owned()),
        ("notice_version", settings.notice_version.clone()),
        ("rayuela", settings.marks.to_string()),
    ];
    let headers = cells.iter().map(|(header, _)| (*header).to_owned());
    vec![
        headers.collect(),
        cells.iter().map(|(_, text)| text.clone()).collect(),
    ]
}
