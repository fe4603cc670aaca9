//! What a person reads when something cannot be done.
//!
//! Each sentence says what happened, what it means for the work and what to do, in Spanish and
//! English. No sentence holds a name, an address or an answer. Codes are never reused. The table
//! is in `words.rs`.

mod words;

use serde::Serialize;
use ts_rs::TS;

/// A refusal with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// Stable code, e.g. `no_network`.
    pub code: String,
    /// The sentence in Spanish.
    pub es: String,
    /// The sentence in English.
    pub en: String,
}

impl Problem {
    pub(crate) fn new(code: &str, es: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            es: es.into(),
            en: en.into(),
        }
    }

    /// The screen asked for a command that does not exist.
    pub(crate) fn unknown_command() -> Self {
        Self::new(
            "unknown_command",
            "La aplicación pidió algo que no existe. Su trabajo está a salvo. Actualice la aplicación.",
            "The app asked for something that does not exist. Your work is safe. Update the app.",
        )
    }

    /// The screen sent arguments of another form.
    pub(crate) fn bad_arguments() -> Self {
        Self::new(
            "bad_arguments",
            "La aplicación envió datos incompletos. No se guardó nada nuevo. Vuelva a intentarlo.",
            "The app sent incomplete data. Nothing new was kept. Try again.",
        )
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.en)
    }
}

impl std::error::Error for Problem {}
