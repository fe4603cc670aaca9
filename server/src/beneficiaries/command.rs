//! `rayuela list`: draws up a programme's list and writes its files, CSV and XLSX.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDate;

use super::{Drawn, List, Part, csv, draw_up, keep, xlsx};
use crate::clock::Clock;
use crate::database::Database;
use crate::entropy;
use crate::office::At;
use crate::programmes::{self, Programme, Standing};

/// Arguments of `rayuela list`.
#[derive(Debug, clap::Args)]
pub struct ListCommand {
    #[command(flatten)]
    at: At,
    /// Programa | Programme
    #[arg(long, default_value = "beca-rita-cetina")]
    programme: String,
    /// Archivo TOML de un programa propio; se guarda y aparece en las páginas | A programme's own file
    #[arg(long, value_name = "FILE", conflicts_with = "programme")]
    rule: Option<PathBuf>,
    /// Carpeta de los archivos | Folder for the files
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Fecha de la regla, AAAA-MM-DD (si no se indica: hoy) | Date of the rule
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Sólo las personas propuestas, para enviar | Only those proposed, for sending
    #[arg(long)]
    only_proposed: bool,
}

impl ListCommand {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<()> {
        let office = self.at.open()?;
        let now = office.clock.now();
        let programme = match &self.rule {
            Some(file) => load_rule(&office.db, file)?,
            None => self.programme.clone(),
        };
        let as_of = self.as_of.unwrap_or_else(|| now.date_naive());
        let id = entropy::uuid(&office.entropy).to_string();
        let drawn = office
            .db
            .read_as(|conn| draw_up(conn, &programme, as_of, id, now))?;
        let kept = drawn.clone();
        office.db.write(move |tx| keep(tx, &kept, now, "server"))?;
        let part = if self.only_proposed {
            Part::Proposed
        } else {
            Part::Whole
        };
        let files = write_files(&drawn, part, &self.out)?;
        for standing in Standing::ALL {
            let (es, en) = standing.words();
            println!("{es} | {en}: {}", drawn.list.count(standing));
        }
        for file in files {
            println!("{}", file.display());
        }
        Ok(())
    }
}

/// Keeps a municipality's own programme; gives its id.
fn load_rule(db: &Database, file: &Path) -> anyhow::Result<String> {
    let named = || format!("{}", file.display());
    let text = std::fs::read_to_string(file).with_context(named)?;
    let programme = Programme::own(&text).with_context(named)?;
    let id = programme.id.clone();
    db.write(move |tx| programmes::load(tx, &programme, &text))?;
    Ok(id)
}

/// Writes both files, readable by their owner only; gives their paths.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_files(drawn: &Drawn, part: Part, out: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let lines: Vec<_> = drawn
        .lines
        .iter()
        .filter(|line| part.holds(line.standing))
        .cloned()
        .collect();
    let programme = &drawn.programme.name.es;
    std::fs::create_dir_all(out)
        .with_context(|| format!("No se pudo crear {0} | Could not make {0}", out.display()))?;
    let files = [
        (
            out.join(file_name(&drawn.list, part, "csv")),
            csv::write(&drawn.list, programme, &lines)?,
        ),
        (
            out.join(file_name(&drawn.list, part, "xlsx")),
            xlsx::write(&drawn.list, programme, &lines)?,
        ),
    ];
    for (path, bytes) in &files {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let written = options
            .open(path)
            .and_then(|mut file| file.write_all(bytes));
        written.with_context(|| {
            format!(
                "No se pudo escribir {0} | Could not write {0}",
                path.display()
            )
        })?;
    }
    Ok(files.map(|(path, _)| path).into())
}

/// `personas-propuestas-beca-rita-cetina-2026-11-21-1a2b3c4d5e6f.csv`: no name of anybody.
pub fn file_name(list: &List, part: Part, ending: &str) -> String {
    let part = match part {
        Part::Whole => "lista-completa",
        Part::Proposed => "personas-propuestas",
    };
    format!(
        "{part}-{}-{}-{}.{ending}",
        list.programme,
        list.as_of,
        list.mark()
    )
}
