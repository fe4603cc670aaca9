//! The notebook's verbs by name, as the screens call them: JSON in, JSON or a [`Problem`] out.
//!
//! Start at [`dispatch`]; [`COMMANDS`] lists the names. The Tauri shell and the loopback host
//! both call this one function, so what is tested over HTTP is what runs on the tablet.

use crate::dwellings::{ListDwelling, visit_result_choices};
use crate::enrol::Enrol;
use crate::notebook::Notebook;
use crate::problem::Problem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// All names that [`dispatch`] understands.
pub const COMMANDS: [&str; 21] = [
    "add_member",
    "answer",
    "areas",
    "clear_answer",
    "close_interview",
    "correct",
    "dwellings",
    "enrol",
    "hand_over",
    "hand_over_progress",
    "list_dwelling",
    "lock",
    "notice",
    "open_interview",
    "record_visit",
    "remove_member",
    "review",
    "section",
    "status",
    "unlock",
    "visit_results",
];

/// Does one command.
///
/// # Errors
/// [`Problem`] with words for the person; nothing in it tells an answer.
pub fn dispatch(notebook: &mut Notebook, name: &str, args: Value) -> Result<Value, Problem> {
    match name {
        "status" => shown(notebook.status()),
        "enrol" => {
            let enrol: Enrol = read(args)?;
            shown(notebook.enrol(&enrol))
        }
        "unlock" => {
            let Passphrase { passphrase } = read(args)?;
            shown(notebook.unlock(&passphrase))
        }
        "lock" => {
            notebook.lock();
            shown(notebook.status())
        }
        "areas" => shown(notebook.areas()),
        "dwellings" => {
            let InArea { area } = read(args)?;
            shown(notebook.dwellings(&area))
        }
        "list_dwelling" => {
            let listed: ListDwelling = read(args)?;
            shown(notebook.list_dwelling(&listed))
        }
        "record_visit" => {
            let visit: Visit = read(args)?;
            shown(notebook.record_visit(visit.household, &visit.result, &visit.note))
        }
        "visit_results" => shown(Ok::<_, Problem>(visit_result_choices())),
        "notice" => shown(notebook.notice()),
        "hand_over" => shown(notebook.hand_over()),
        "hand_over_progress" => shown(Ok::<_, Problem>(notebook.progress().now())),
        _ => interview(notebook, name, args),
    }
}

/// The commands about one household's interview.
fn interview(notebook: &mut Notebook, name: &str, args: Value) -> Result<Value, Problem> {
    match name {
        "open_interview" => {
            let Household { household } = read(args)?;
            shown(notebook.open_interview(household))
        }
        "section" => {
            let place: Place = read(args)?;
            shown(notebook.section(place.household, &place.section, &place.subject))
        }
        "add_member" => {
            let Household { household } = read(args)?;
            shown(notebook.add_member(household))
        }
        "remove_member" => {
            let member: Member = read(args)?;
            shown(notebook.remove_member(member.household, &member.subject))
        }
        "answer" => {
            let given: Answered = read(args)?;
            shown(notebook.answer(given.household, &given.subject, &given.code, &given.value))
        }
        "clear_answer" => {
            let place: Asked = read(args)?;
            shown(notebook.clear_answer(place.household, &place.subject, &place.code))
        }
        "review" => {
            let Household { household } = read(args)?;
            shown(notebook.review(household))
        }
        "close_interview" => {
            let Household { household } = read(args)?;
            shown(notebook.close_interview(household))
        }
        "correct" => {
            let given: Corrected = read(args)?;
            shown(notebook.correct(
                given.household,
                &given.subject,
                &given.code,
                &given.value,
                &given.reason,
            ))
        }
        _ => Err(Problem::unknown_command()),
    }
}

#[derive(Deserialize)]
struct Passphrase {
    passphrase: String,
}

#[derive(Deserialize)]
struct InArea {
    area: String,
}

#[derive(Deserialize)]
struct Household {
    household: Uuid,
}

#[derive(Deserialize)]
struct Visit {
    household: Uuid,
    result: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
struct Place {
    household: Uuid,
    section: String,
    #[serde(default)]
    subject: String,
}

#[derive(Deserialize)]
struct Member {
    household: Uuid,
    subject: String,
}

#[derive(Deserialize)]
struct Asked {
    household: Uuid,
    #[serde(default)]
    subject: String,
    code: String,
}

#[derive(Deserialize)]
struct Answered {
    household: Uuid,
    #[serde(default)]
    subject: String,
    code: String,
    value: Value,
}

#[derive(Deserialize)]
struct Corrected {
    household: Uuid,
    #[serde(default)]
    subject: String,
    code: String,
    value: Value,
    reason: String,
}

fn read<T: DeserializeOwned>(args: Value) -> Result<T, Problem> {
    // The parser's own words could repeat an answer, so they are left out.
    serde_json::from_value(args).map_err(|_| Problem::bad_arguments())
}

fn shown<T: Serialize, E: Into<Problem>>(done: Result<T, E>) -> Result<Value, Problem> {
    let view = done.map_err(Into::into)?;
    serde_json::to_value(view).map_err(|_| Problem::bad_arguments())
}
