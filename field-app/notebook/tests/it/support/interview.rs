//! Interviews of invented households, answered like a person does: tile by tile, whatever is due.

use notebook::ListDwelling;
use notebook::Notebook;
use notebook::views::{QuestionType, QuestionView, StepState};
use serde_json::{Value, json};
use uuid::Uuid;

use super::AREA;

/// Lists a dwelling in the tests' area.
pub fn list(notebook: &mut Notebook, number: &str) -> Uuid {
    let listed = ListDwelling {
        area: AREA.into(),
        block: "0710100010363001".into(),
        number: number.into(),
        address: format!("Calle del Jobo {number}"),
        another_household: false,
    };
    notebook.list_dwelling(&listed).unwrap().household
}

/// Opens the interview, gets consent and adds the members with a name and a birth date. Returns
/// their subjects.
pub fn begin(notebook: &mut Notebook, household: Uuid, people: &[(&str, &str)]) -> Vec<String> {
    notebook.open_interview(household).unwrap();
    answer(notebook, household, "", "consent", json!(true));
    people
        .iter()
        .enumerate()
        .map(|(place, (name, born))| {
            let subject = notebook.add_member(household).unwrap().subject;
            answer(notebook, household, &subject, "given_names", json!(name));
            answer(notebook, household, &subject, "birth_date", json!(born));
            let kinship = if place == 0 { "head" } else { "child" };
            answer(notebook, household, &subject, "kinship", json!(kinship));
            subject
        })
        .collect()
}

pub fn answer(notebook: &mut Notebook, household: Uuid, subject: &str, code: &str, value: Value) {
    notebook
        .answer(household, subject, code, &value)
        .unwrap_or_else(|error| panic!("{code}: {error}"));
}

/// Answers everything that is due and required and has no answer yet, until the path is done.
pub fn answer_the_rest(notebook: &mut Notebook, household: Uuid) {
    loop {
        let path = notebook.open_interview(household).unwrap();
        let Some(step) = path.steps.iter().find(|step| step.state != StepState::Done) else {
            return;
        };
        let (section, subject) = (step.section.clone(), step.subject.clone());
        let view = notebook.section(household, &section, &subject).unwrap();
        let question = view
            .questions
            .iter()
            .find(|question| question.answer.is_none() && question.required)
            .or_else(|| {
                view.questions
                    .iter()
                    .find(|question| question.answer.is_none())
            })
            .unwrap();
        let value = plain_answer(question);
        answer(notebook, household, &subject, &question.code.clone(), value);
    }
}

fn plain_answer(question: &QuestionView) -> Value {
    match question.kind.kind {
        QuestionType::Text if question.code == "telephone" => json!("9611234567"),
        QuestionType::Text if question.code == "curp" => json!("!refused"),
        QuestionType::Text => json!("Pérez"),
        QuestionType::Number => json!(question.kind.min.unwrap_or(0.0).max(1.0) as i64),
        QuestionType::YesNo => json!(false),
        QuestionType::Choice => json!(question.kind.options[0].code),
        QuestionType::Choices if question.kind.none_of_these => json!(""),
        QuestionType::Choices => json!(question.kind.options[0].code),
        QuestionType::Date => json!("2014-05-06"),
        QuestionType::Note => unreachable!("a note takes no answer"),
    }
}
