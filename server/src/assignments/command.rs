//! `rayuela assign`: areas for a person.

use crate::clock::Clock;
use crate::office::At;

use super::assign::{assign, take_back};

/// Arguments of `rayuela assign`.
#[derive(Debug, clap::Args)]
pub struct AssignCommand {
    #[command(flatten)]
    at: At,
    /// Clave de la persona | The person's id
    person: String,
    /// Ronda | Round
    survey: String,
    /// Áreas, como ageb:0710100010363 | Areas
    #[arg(required = true)]
    areas: Vec<String>,
    /// Retira en vez de asignar | Takes back instead
    #[arg(long)]
    take_back: bool,
}

impl AssignCommand {
    /// Assigns or takes back.
    pub fn run(self) -> anyhow::Result<()> {
        let office = self.at.open()?;
        let now = office.clock.now();
        let verb = if self.take_back { take_back } else { assign };
        let changed = office
            .db
            .write_as(move |tx| verb(tx, now, "office", &self.person, &self.survey, &self.areas))?;
        println!(
            "Áreas que cambiaron de manos: {changed} | Areas assigned or taken back: {changed}"
        );
        Ok(())
    }
}
