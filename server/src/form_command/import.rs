//! `rayuela form import`: an XLSForm becomes a questionnaire.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};

use super::read;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// El XLSForm: .xlsx, o sus tablas como Markdown (.md) | The XLSForm: .xlsx or .md
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Dónde se escribe; no se reemplaza lo que ya está | Where it is written; nothing is replaced
    #[arg(long, value_name = "FILE.json")]
    to: PathBuf,
}

impl Import {
    /// Writes the questionnaire and says what stood out.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if self.to.exists() {
            bail!(
                "{}: ya existe y no se reemplaza | it exists and is not replaced",
                self.to.display()
            );
        }
        let read = read::read(&self.file)?;
        for finding in &read.findings {
            eprintln!("{finding}");
        }
        let text = serde_json::to_string_pretty(&read.questionnaire)?;
        fs::write(&self.to, text + "\n").with_context(|| format!("{}", self.to.display()))?;
        let questions = read.questionnaire.questions().count();
        println!(
            "{}: {questions} preguntas | questions. Ahora | now: rayuela form check {}",
            self.to.display(),
            self.to.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
