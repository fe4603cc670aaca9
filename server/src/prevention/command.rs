//! `rayuela risk …`: shows the weights and cuts in force, and sets those of the municipality.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::rules;
use crate::clock::Clock;
use crate::office::At;

/// No file of weights is longer.
const LONGEST_BYTES: u64 = 256 * 1024;

/// Arguments of `rayuela risk`.
#[derive(Debug, Args)]
pub struct RiskCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Escribe los pesos y cortes en vigor, para partir de ellos | Writes those in force
    Show {
        /// La propuesta incluida, aunque haya otros en vigor | The proposal, whatever is in force
        #[arg(long)]
        proposal: bool,
        #[command(flatten)]
        at: At,
    },
    /// Fija los pesos y cortes del municipio; pesa de nuevo a todas las personas | Sets them
    Set {
        /// Archivo TOML, como el de `rayuela risk show` | A TOML file like that of `rayuela risk show`
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        at: At,
    },
}

impl RiskCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Show { proposal: true, .. } => print!("{}", classify::at_risk::AT_RISK_1),
            Verb::Show { at, .. } => print!("{}", at.open()?.db.read(rules::now)?),
            Verb::Set { file, at } => set(&file, &at)?,
        }
        Ok(())
    }
}

fn set(file: &std::path::Path, at: &At) -> anyhow::Result<()> {
    let named = || file.display().to_string();
    let length = std::fs::metadata(file).with_context(named)?.len();
    anyhow::ensure!(
        length <= LONGEST_BYTES,
        "{}: es demasiado grande para ser pesos y cortes | too large to be weights and cuts",
        named()
    );
    let text = std::fs::read_to_string(file).with_context(named)?;
    let office = at.open()?;
    let now = office.clock.now();
    let done = office
        .db
        .write_as(move |tx| rules::set(tx, now, &text))
        .with_context(named)?;
    let (id, mark) = (&done.id, &done.hash[..12]);
    if done.same {
        println!("{id} ({mark}): ya estaba en vigor | was in force already");
    } else {
        println!(
            "{id} ({mark}): en vigor; {0} pesadas de nuevo | in force; {0} weighed anew",
            done.weighed
        );
    }
    Ok(())
}
