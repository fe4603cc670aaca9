//! `rayuela survey`: opens a round.

use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveDate;

use super::open::{Opening, open};
use crate::clock::Clock;
use crate::office::At;

/// Arguments of `rayuela survey`.
#[derive(Debug, clap::Args)]
pub struct SurveyCommand {
    #[command(flatten)]
    at: At,
    /// Clave de la ronda, como 2026-1 | The round's id
    id: String,
    /// Nombre | Name
    #[arg(long)]
    name: String,
    /// Primer día, AAAA-MM-DD | First day
    #[arg(long)]
    starts: NaiveDate,
    /// Último día, AAAA-MM-DD | Last day
    #[arg(long)]
    ends: NaiveDate,
    /// Cuestionario en JSON (si no se indica, el de Rayuela) | Questionnaire
    #[arg(long, value_name = "FILE")]
    questionnaire: Option<PathBuf>,
}

impl SurveyCommand {
    /// Opens the round.
    pub fn run(self) -> anyhow::Result<()> {
        let questionnaire = match &self.questionnaire {
            None => survey_forms::SHIPPED.to_owned(),
            Some(file) => std::fs::read_to_string(file).with_context(|| {
                format!("No se pudo leer {0} | Could not read {0}", file.display())
            })?,
        };
        let office = self.at.open()?;
        let opening = Opening {
            id: self.id.clone(),
            name: self.name,
            starts: self.starts,
            ends: self.ends,
            questionnaire,
        };
        let (keys, now) = (office.folder.keys().again(), office.clock.now());
        office
            .db
            .write_as(move |tx| open(tx, &keys, now, "office", &opening))?;
        println!("Ronda {0} abierta | Round {0} opened", self.id);
        Ok(())
    }
}
