//! Reading questionnaires from workbooks. `reads.rs`: what each construct becomes; `refuses.rs`:
//! what is refused, with its place; `finds.rs`: what is left out; `whole.rs`: whole questionnaires
//! there and back.

mod finds;
mod reads;
mod refuses;
mod whole;

use survey_forms::Questionnaire;
use survey_forms::sheets::{Fault, Workbook, read_markdown};
use survey_forms::xlsform::{Imported, import};

const SETTINGS: &str = "| settings |\n\
    | | form_title | form_id | version | default_language |\n\
    | | Prueba | prueba | 1 | Español (es) |\n";

/// Sheets as Markdown; `settings` where the form has none.
pub fn book(form: &str) -> Workbook {
    let settings = if form.contains("| settings |") {
        ""
    } else {
        SETTINGS
    };
    let text: String = form
        .lines()
        .map(|line| line.trim().to_owned() + "\n")
        .collect();
    read_markdown(&(text + settings)).unwrap()
}

/// A sheet `survey` of these rows, under `type | name | label` and more columns.
pub fn survey(more: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("| | {row} |\n")).collect();
    format!("| survey |\n| | type | name | label {more} |\n{rows}")
}

/// The lists that the examples choose from.
pub const CHOICES: &str = "| choices |\n\
    | | list_name | name | label | region |\n\
    | | water | tap | La llave | north |\n\
    | | water | well | Un pozo | south |\n\
    | | yn | yes | Sí | |\n\
    | | yn | no | No | |\n\
    | | yn_dk | yes | Sí | |\n\
    | | yn_dk | no | No | |\n\
    | | yn_dk | dont_know | No sabe | |\n\
    | | goods | radio | Radio | |\n\
    | | goods | none | Ninguna de estas | |\n\
    | | goods | refused | Prefiere no responder | |\n";

pub fn read(form: &str) -> Imported {
    import(&book(form)).unwrap_or_else(|faults| panic!("{}", told(&faults)))
}

pub fn questionnaire(form: &str) -> Questionnaire {
    read(form).questionnaire
}

pub fn faults(form: &str) -> Vec<Fault> {
    match import(&book(form)) {
        Ok(_) => panic!("nothing was refused in\n{form}"),
        Err(faults) => faults,
    }
}

pub fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
