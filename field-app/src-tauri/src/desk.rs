//! The notebook on the desk: one, used by one verb at a time, away from the window's thread.
//!
//! Start at [`Desk::ask`]. It does not know what the verbs mean.

use notebook::errors::UnlockError;
use notebook::transport::http::HttpTransport;
use notebook::views::HandOverProgress;
use notebook::{Notebook, PassphraseKeys, Problem, Progress, SystemClock, SystemEntropy, dispatch};
use serde_json::Value;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A view, or a problem in words.
pub type Answer = Result<Value, Problem>;

/// The one notebook of this app.
pub struct Desk {
    notebook: Arc<Mutex<Notebook>>,
    progress: Progress,
}

impl Desk {
    /// Takes up the notebook of a folder, making the folder when it is missing.
    ///
    /// # Errors
    /// [`UnlockError`] when the folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, UnlockError> {
        let notebook = Notebook::open(
            folder,
            Arc::new(PassphraseKeys::strong()),
            Arc::new(SystemClock),
            Box::new(SystemEntropy),
            Box::new(HttpTransport::default()),
        )?;
        Ok(Self {
            progress: notebook.progress(),
            notebook: Arc::new(Mutex::new(notebook)),
        })
    }

    /// Has the notebook do one verb, on a thread that may wait for disk and network.
    ///
    /// # Errors
    /// The notebook's [`Problem`], for the person to read.
    pub async fn ask(&self, verb: &'static str, args: Value) -> Answer {
        let notebook = Arc::clone(&self.notebook);
        let done = tauri::async_runtime::spawn_blocking(move || {
            // A verb that panicked has stored nothing half: SQLite rolled its transaction back.
            let mut notebook = notebook.lock().unwrap_or_else(PoisonError::into_inner);
            dispatch(&mut notebook, verb, args)
        });
        done.await.unwrap_or_else(|_| Err(broke_off()))
    }

    /// How far a hand-over is, while it runs.
    pub fn progress(&self) -> HandOverProgress {
        self.progress.now()
    }
}

fn broke_off() -> Problem {
    Problem {
        code: "broke_off_inside".to_owned(),
        es: "La aplicación no pudo terminar. Lo ya guardado sigue en la tableta. \
             Ciérrela y vuelva a abrirla."
            .to_owned(),
        en: "The app could not finish. What was saved stays on the tablet. \
             Close it and open it again."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Desk;
    use crate::verbs::VERBS;
    use serde_json::json;
    use tauri::async_runtime::block_on;

    #[test]
    fn every_verb_of_the_notebook_is_a_command_of_the_window() {
        let mut verbs = notebook::COMMANDS.to_vec();
        verbs.sort_unstable();
        assert_eq!(VERBS.to_vec(), verbs);
    }

    #[test]
    fn every_verb_may_be_called_from_the_one_window_and_nothing_else_may() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/screens.json")).unwrap();
        let allowed: Vec<String> = VERBS
            .iter()
            .map(|verb| format!("allow-{}", verb.replace('_', "-")))
            .collect();
        assert_eq!(capability["permissions"], json!(allowed));
        assert_eq!(capability["windows"], json!(["main"]));
    }

    #[test]
    fn a_new_folder_is_a_notebook_that_wants_to_be_enrolled() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("cuaderno")).unwrap();
        let status = block_on(desk.ask("status", json!({}))).unwrap();
        assert_eq!(status["stage"], "new");
    }

    #[test]
    fn a_problem_reaches_the_screen_in_both_languages() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path()).unwrap();
        let problem = block_on(desk.ask("areas", json!({}))).unwrap_err();
        assert_eq!(problem.code, "locked");
        assert!(problem.es.contains("frase"));
        assert!(problem.en.contains("passphrase"));
    }
}
