//! `rayuela classify`: children in, from JSON Lines or from the tables of a survey; results out.
//!
//! Start at [`ClassifyCommand::run`]. `choices.rs` settles what the arguments ask for, `told.rs`
//! says on standard error what was refused and how far it is, `compare.rs` compares with the
//! classes that a survey published. What this module does not know: the rules, and how tables
//! become facts.

mod choices;
mod compare;
mod summary;
mod told;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_docs;
#[cfg(test)]
mod tests_of_tables;

use std::{
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

use microdata::{
    Source,
    run::{Done, Plan, RunFault, classifying::Classifying, feed::Feed, lines::Lines, run},
    write::{Output, WriteFault, whole::WholeFile},
};

use self::{
    choices::{Choices, From, What},
    compare::compare,
    summary::Summary,
    told::Told,
};
use crate::clock::{Clock, SystemClock};

/// Arguments of the command.
#[derive(Debug, Default, clap::Args)]
pub struct ClassifyCommand {
    /// Hechos: un objeto JSON por línea, o CSV; sin él, la entrada estándar | Facts: JSON Lines
    /// or CSV; without it, standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Cómo se leen las tablas: una de las incluidas (facts, enti-2022) o un archivo TOML | How
    /// the tables are read: one that is shipped, or a TOML file
    #[arg(long, value_name = "MAPPING")]
    mapping: Option<String>,
    /// Carpeta con las tablas que nombra --mapping | Folder of the tables that --mapping names
    #[arg(long, value_name = "DIR", requires = "mapping")]
    tables: Option<PathBuf>,
    /// Archivo de una tabla; se puede repetir | The file of one table; may be repeated
    #[arg(long = "table", value_name = "NAME=FILE", requires = "mapping", value_parser = choices::named)]
    named: Vec<(String, PathBuf)>,
    /// Usa esta edición y no la de la fecha | Uses this edition, not the one of the date
    #[arg(long, value_name = "ID")]
    edition: Option<String>,
    /// Agrega los fundamentos; igual que --columns explained | Adds the grounds
    #[arg(long, conflicts_with = "columns")]
    explain: bool,
    /// Qué columnas escribe | Which columns to write
    #[arg(long, value_enum, value_name = "COLUMNS")]
    columns: Option<choices::ColumnsAsked>,
    /// Compara con las clases que la encuesta publicó, en vez de escribir resultados | Compares
    /// with the classes that the survey published, instead of writing results
    #[arg(long, requires = "mapping", conflicts_with_all = ["columns", "explain"])]
    against: bool,
    /// Formato; sin él, el de la terminación de --to, o jsonl (con --against, text) | Format;
    /// without it, by the ending of --to, or jsonl (with --against, text)
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    form: Option<choices::FormAsked>,
    /// Escribe aquí, completo o nada; sin él, en la salida estándar | Writes here, whole or not
    /// at all; without it, to standard output
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Se detiene en la primera fila rechazada | Stops at the first refused row
    #[arg(long)]
    strict: bool,
    /// Escribe aquí, en CSV, todas las filas rechazadas | Writes all refused rows here, as CSV
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// Hilos que clasifican; sin él, los del equipo | Threads that classify; without it, as many
    /// as the machine has
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// What surrounds a run of the command: the three streams and the clock.
struct Around<'a> {
    input: Box<dyn Read + Send>,
    output: Box<dyn Write>,
    told: Box<dyn Write>,
    /// Standard error is a terminal on which a bar may be drawn.
    bar: bool,
    clock: &'a dyn Clock,
}

impl ClassifyCommand {
    /// Classifies every row; status 1 when one was refused.
    ///
    /// # Errors
    /// Arguments that do not fit each other, files that cannot be read or written; the sentence
    /// says which and what to do.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let to_screen = self.to.is_none() && io::stdout().is_terminal();
        self.run_within(Around {
            input: Box::new(io::stdin()),
            output: Box::new(io::stdout()),
            told: Box::new(io::stderr()),
            bar: io::stderr().is_terminal() && !to_screen,
            clock: &SystemClock,
        })
    }

    fn run_within(self, around: Around<'_>) -> anyhow::Result<ExitCode> {
        let choices = Choices::of(self)?;
        let Around {
            input,
            output,
            told,
            bar,
            clock,
        } = around;
        let mut told = Told::new(told, bar, clock, &choices)?;
        match &choices.from {
            From::Lines(path) => {
                let (input, size) = choices::open(path.as_deref(), input)?;
                go(Lines::new(input, size), &choices, output, told)
            }
            From::Tables(mapping, files) => {
                let aside = |table: &str, rows| told.put_aside(table, rows);
                let source = Source::open(Arc::clone(mapping), files, aside);
                go(source.map_err(choices::both)?, &choices, output, told)
            }
        }
    }
}

/// Takes what the feed gives through the rules, tells of refused rows and sums up.
fn go(
    feed: impl Feed,
    choices: &Choices,
    output: Box<dyn Write>,
    mut told: Told<'_>,
) -> anyhow::Result<ExitCode> {
    let plan = Plan {
        editions: choices.editions.clone(),
        strict: choices.strict,
        workers: choices.threads,
    };
    let done = match choices.what {
        What::Classify(job) => classify(feed, job, &plan, choices, output, &mut told),
        What::Compare(form) => compare(feed, form, &plan, choices, output, &mut told),
    };
    match done {
        Ok(done) => {
            told.finish(&Summary::of(&done, choices))?;
            Ok(status(&done))
        }
        Err(fault) => {
            told.stop()?;
            stopped(fault)
        }
    }
}

/// Writes a row of results for each child.
fn classify(
    feed: impl Feed,
    job: Classifying,
    plan: &Plan,
    choices: &Choices,
    output: Box<dyn Write>,
    told: &mut Told<'_>,
) -> anyhow::Result<Done> {
    let (mut output, whole) = match choices.begin()? {
        None => (Output::text(job.form, job.columns, output)?, None),
        Some(whole) => (choices.output_to(job, whole.file()?)?, Some(whole)),
    };
    let done = run(feed, job, plan, &mut output, told)?;
    output.finish()?;
    whole.map_or(Ok(()), WholeFile::keep)?;
    Ok(done)
}

fn status(done: &Done) -> ExitCode {
    if done.refusals.total() == 0 && done.notes.broken.is_empty() && done.broken_off.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn stopped(fault: anyhow::Error) -> anyhow::Result<ExitCode> {
    let written = |fault: &WriteFault| matches!(fault, WriteFault::Io(one) if one.kind() == io::ErrorKind::BrokenPipe);
    let shut = match (fault.downcast_ref(), fault.downcast_ref()) {
        (Some(RunFault::Write(fault)), _) | (_, Some(fault)) => written(fault),
        _ => false,
    };
    match fault.downcast_ref() {
        // Whoever read the results has seen enough.
        _ if shut => Ok(ExitCode::FAILURE),
        // The row was named already.
        Some(RunFault::Refused(_)) => anyhow::bail!(
            "--strict: se detuvo en la primera fila rechazada; con --to no queda archivo | \
             stopped at the first refused row; with --to no file is left"
        ),
        _ => Err(fault),
    }
}
