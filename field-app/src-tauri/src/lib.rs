//! The shell of the field app: one window, the notebook behind it, a command for each verb.
//!
//! Start at [`run`]. The shell knows neither questions nor households: `notebook` does, and is
//! tested without a window. `RAYUELA_NOTEBOOK` names another data folder, for journeys.

pub mod commands;
pub mod desk;
pub mod verbs;

use desk::Desk;
use std::path::PathBuf;
use tauri::{App, Manager};

/// Names the data folder when it is not the platform's own.
const FOLDER: &str = "RAYUELA_NOTEBOOK";

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`tauri::Error`] when there is no display or the data folder cannot be used.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            let folder = data_folder(app)?;
            app.manage(Desk::open(&folder)?);
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::add_member,
            commands::answer,
            commands::areas,
            commands::clear_answer,
            commands::close_interview,
            commands::correct,
            commands::dwellings,
            commands::enrol,
            commands::hand_over,
            commands::hand_over_progress,
            commands::list_dwelling,
            commands::lock,
            commands::notice,
            commands::open_interview,
            commands::record_visit,
            commands::remove_member,
            commands::review,
            commands::section,
            commands::status,
            commands::unlock,
            commands::visit_results,
        ])
        .run(tauri::generate_context!())
}

fn data_folder(app: &App) -> tauri::Result<PathBuf> {
    match std::env::var_os(FOLDER) {
        Some(folder) => Ok(folder.into()),
        None => app.path().app_data_dir(),
    }
}
