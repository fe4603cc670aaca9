//! `rayuela form`: questionnaires looked at before they are published, brought in from an XLSForm
//! and given out as one.
//!
//! Start at [`FormCommand`]. `read` opens a questionnaire of any of the forms, `check` adds to the
//! checks of `survey-forms` what the server knows: facts and programmes that nobody would ask for.
//! What this module does not know: how an XLSForm is read, and what a questionnaire may hold.

mod check;
mod export;
mod import;
mod read;

use std::process::ExitCode;

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct FormCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Revisa un cuestionario antes de publicarlo | Checks a questionnaire before it is published
    Check(check::Check),
    /// Lee un XLSForm (.xlsx, .md) y lo escribe como cuestionario | Reads an XLSForm and writes it
    /// as a questionnaire
    Import(import::Import),
    /// Escribe cuestionarios como XLSForm y XForm | Writes questionnaires as XLSForm and XForm
    Export(export::Export),
}

impl FormCommand {
    /// Does it; status 1 when something is to be put right.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Check(verb) => verb.run(),
            Verb::Import(verb) => verb.run(),
            Verb::Export(verb) => verb.run(),
        }
    }
}
