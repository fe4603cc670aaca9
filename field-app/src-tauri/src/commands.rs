//! The commands of the window: one for each verb of the notebook, passed on as it is.
//!
//! Start at [`desk::Desk::ask`](crate::desk::Desk::ask). Nothing here knows what a verb does.

use crate::desk::{Answer, Desk};
use notebook::views::HandOverProgress;
use serde_json::Value;
use tauri::State;

/// Puts one more person on the roster.
#[tauri::command]
pub async fn add_member(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("add_member", args).await
}

/// Stores one answer, durable when it returns.
#[tauri::command]
pub async fn answer(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("answer", args).await
}

/// *Mis AGEB*: the assigned areas and how far each is.
#[tauri::command]
pub async fn areas(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("areas", args).await
}

/// Takes an answer back: not asked.
#[tauri::command]
pub async fn clear_answer(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("clear_answer", args).await
}

/// Closes an interview: one change of the household's record.
#[tauri::command]
pub async fn close_interview(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("close_interview", args).await
}

/// Changes an answer of a closed interview, with a reason.
#[tauri::command]
pub async fn correct(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("correct", args).await
}

/// The doors of an area.
#[tauri::command]
pub async fn dwellings(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("dwellings", args).await
}

/// Makes this folder one person's notebook.
#[tauri::command]
pub async fn enrol(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("enrol", args).await
}

/// *Enviar entrevistas*: to the server and its receipt back.
#[tauri::command]
pub async fn hand_over(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("hand_over", args).await
}

/// How far a hand-over is. Does not wait for the notebook, which is busy with it.
#[tauri::command]
pub fn hand_over_progress(desk: State<'_, Desk>) -> HandOverProgress {
    desk.progress()
}

/// Lists a door.
#[tauri::command]
pub async fn list_dwelling(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("list_dwelling", args).await
}

/// Closes the store and forgets the key.
#[tauri::command]
pub async fn lock(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("lock", args).await
}

/// *Aviso de privacidad*, to be read aloud.
#[tauri::command]
pub async fn notice(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("notice", args).await
}

/// The interview as a path of tiles.
#[tauri::command]
pub async fn open_interview(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("open_interview", args).await
}

/// Notes a visit with its result code.
#[tauri::command]
pub async fn record_visit(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("record_visit", args).await
}

/// Takes a person off the roster.
#[tauri::command]
pub async fn remove_member(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("remove_member", args).await
}

/// What is missing or does not agree.
#[tauri::command]
pub async fn review(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("review", args).await
}

/// One part of the interview with its questions.
#[tauri::command]
pub async fn section(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("section", args).await
}

/// How the notebook stands.
#[tauri::command]
pub async fn status(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("status", args).await
}

/// Opens the store with the passphrase.
#[tauri::command]
pub async fn unlock(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("unlock", args).await
}

/// The result codes of a visit in words.
#[tauri::command]
pub async fn visit_results(desk: State<'_, Desk>, args: Value) -> Answer {
    desk.ask("visit_results", args).await
}
