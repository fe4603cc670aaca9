//! `rayuela indicators`: the indicators of child labour, of a survey's microdata or of a round of
//! this municipality's own.
//!
//! Start at [`IndicatorsCommand`]. `sample` reads microdata, `local` the server's database: two
//! kinds of source that never meet in one rate, so that naming both is refused. `page`, `csv` and
//! `json` write. What this module does not know: the rules, and how rates are estimated.

mod ask;
mod choice;
mod csv;
mod figures;
mod json;
mod local;
mod one;
mod page;
mod preamble;
mod sample;
mod source;
mod store;
mod words;

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use microdata::Files;

use self::{
    ask::{Asked, Format},
    sample::Tables,
    source::Report,
};
use crate::office::At;

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct IndicatorsCommand {
    /// Mapeo de los microdatos: un archivo, o uno incluido (enti-2022, facts) | Mapping of the microdata
    #[arg(long, value_name = "MAPPING")]
    mapping: Option<String>,
    /// Carpeta de las tablas | Folder of the tables
    #[arg(long, value_name = "DIR", requires = "mapping")]
    tables: Option<PathBuf>,
    /// Archivo de una tabla | File of one table
    #[arg(long = "table", value_name = "NAME=FILE", requires = "mapping", value_parser = sample::named)]
    named: Vec<(String, PathBuf)>,
    /// Ronda de la encuesta propia, censo local: 2026-1 | Round of the municipality's own survey
    #[arg(long, value_name = "ROUND")]
    survey: Option<String>,
    /// Carpeta de datos (si no se indica: rayuela-data) | Data folder
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Archivo de la llave, modo 0600 (si no se indica: DIR.key) | Key file, mode 0600
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Usa esta edición y no la de la fecha | Uses this edition, not the one of the date
    #[arg(long, value_name = "ID")]
    edition: Option<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Where a data folder lies unless told otherwise.
const DATA: &str = "rayuela-data";

impl IndicatorsCommand {
    /// Writes the table; status 1 when a record was refused.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let report = self.report()?;
        self.write(&report)?;
        report.refused.tell();
        Ok(if report.refused.rows == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn report(&self) -> anyhow::Result<Report> {
        let of_census = self.survey.is_some() || self.data.is_some() || self.key_file.is_some();
        match (&self.mapping, of_census) {
            (Some(_), true) => bail!(
                "una muestra con factores de expansión y un censo local no se mezclan en una tasa: \
                 indique --mapping con --tables, o --survey con --data, y haga dos tablas | a \
                 weighted sample and a local census are never mixed in one rate: give --mapping \
                 with --tables, or --survey with --data, and make two tables"
            ),
            (Some(mapping), false) => {
                let tables = Tables {
                    mapping: mapping.clone(),
                    files: Files {
                        folder: self.tables.clone(),
                        named: self.named.iter().cloned().collect(),
                    },
                    edition: self.edition.clone(),
                };
                sample::read(&tables, &self.asked)
            }
            (None, true) => {
                let Some(survey) = &self.survey else {
                    bail!(
                        "falta la ronda: --survey 2026-1 | the round is missing: --survey 2026-1"
                    );
                };
                let at = At {
                    data: self.data.clone().unwrap_or_else(|| DATA.into()),
                    key_file: self.key_file.clone(),
                };
                local::read(&at.open()?, survey, self.edition.as_deref(), &self.asked)
            }
            (None, false) => bail!(
                "indique de dónde salen las cifras: --mapping y --tables (microdatos) o --survey \
                 (censo local) | say where the figures come from: --mapping and --tables \
                 (microdata) or --survey (local census)"
            ),
        }
    }

    fn write(&self, report: &Report) -> anyhow::Result<()> {
        let Some(file) = &self.asked.to else {
            let mut to = BufWriter::new(io::stdout().lock());
            let written = write(report, self.asked.format(), &mut to);
            return match written.and_then(|()| Ok(to.flush()?)) {
                // Whoever read the table has seen enough.
                Err(fault) if is_broken_pipe(&fault) => Ok(()),
                other => other,
            };
        };
        write_whole(report, self.asked.format(), file).with_context(|| {
            format!(
                "{}: no se pudo escribir | could not be written",
                file.display()
            )
        })
    }
}

fn write(report: &Report, format: Format, to: &mut dyn Write) -> anyhow::Result<()> {
    match format {
        Format::Table => Ok(page::write(report, to)?),
        Format::Csv => csv::write(report, to),
        Format::Json => json::write(report, to),
    }
}

/// Beside the file first, so that nobody finds half a table.
fn write_whole(report: &Report, format: Format, file: &Path) -> anyhow::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut to = BufWriter::new(File::create(&beside)?);
    write(report, format, &mut to)?;
    to.into_inner()
        .map_err(|fault| fault.into_error())?
        .sync_all()?;
    std::fs::rename(&beside, file)?;
    Ok(())
}

fn is_broken_pipe(fault: &anyhow::Error) -> bool {
    let kind = |fault: &io::Error| fault.kind() == io::ErrorKind::BrokenPipe;
    fault.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(kind)
            || matches!(cause.downcast_ref::<::csv::Error>().map(::csv::Error::kind), Some(::csv::ErrorKind::Io(io)) if kind(io))
    })
}
