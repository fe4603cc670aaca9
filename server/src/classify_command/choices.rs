//! What the arguments of `rayuela classify` ask for, once they fit each other.
//!
//! Start at [`Choices::of`]. What this module does not know: how a run goes.

use std::{
    fs::File,
    io::Read,
    num::NonZero,
    path::{Path, PathBuf},
    thread::available_parallelism,
};

use anyhow::Context;
use microdata::{
    run::{classifying::Classifying, editions::Editions},
    write::{Form, Output, WriteFault, row::Columns},
};

use super::ClassifyCommand;
use crate::classifications::edition::{EditionError, editions, pinned};

/// `--columns`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ColumnsAsked {
    /// Clases y conjuntos como números enteros | Classes and sets as whole numbers
    Bits,
    /// El veredicto en claves | The verdict in codes
    Verdict,
    /// Todo el resultado (si no se pide otra cosa) | The whole result (the default)
    All,
    /// Además, los fundamentos en español e inglés | Also the grounds in Spanish and English
    Explained,
}

/// `--as`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FormAsked {
    /// Un objeto JSON por línea | One JSON object a line
    Jsonl,
    /// Valores separados por comas | Comma-separated values
    Csv,
    /// Parquet; pide --to | Parquet; asks for --to
    Parquet,
}

/// Arguments that do not fit each other.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Misfit {
    #[error("Parquet no cabe en la salida estándar: agregue --to ARCHIVO.parquet | \
             Parquet does not fit standard output: add --to FILE.parquet")]
    ParquetNeedsFile,
    #[error("--as {form} no va con --to {to}: cambie uno de los dos | \
             --as {form} does not go with --to {to}: change one of them")]
    OtherEnding { form: &'static str, to: String },
    #[error("no se sabe el formato de --to {to}: agregue --as jsonl, csv o parquet | \
             the format of --to {to} is not known: add --as jsonl, csv or parquet")]
    UnknownEnding { to: String },
}

/// Where children come from.
#[derive(Debug)]
pub enum From {
    /// JSON Lines of this file, or of standard input.
    Lines(Option<PathBuf>),
}

/// Where results go.
#[derive(Debug)]
pub enum Place {
    Output,
    File(PathBuf),
}

/// What to do, settled.
#[derive(Debug)]
pub struct Choices {
    pub from: From,
    pub to: Place,
    pub job: Classifying,
    pub editions: Editions,
    pub strict: bool,
    pub threads: usize,
    /// Where all refused rows go.
    pub refused: Option<PathBuf>,
}

impl Choices {
    /// Settles the arguments.
    ///
    /// # Errors
    /// [`Misfit`]; an edition that does not exist.
    pub fn of(asked: ClassifyCommand) -> anyhow::Result<Choices> {
        let columns = match asked.columns {
            _ if asked.explain => Columns::Explained,
            None | Some(ColumnsAsked::All) => Columns::All,
            Some(ColumnsAsked::Bits) => Columns::Bits,
            Some(ColumnsAsked::Verdict) => Columns::Verdict,
            Some(ColumnsAsked::Explained) => Columns::Explained,
        };
        let form = form(asked.form, asked.to.as_deref())?;
        let threads = asked.threads.map_or_else(
            || available_parallelism().map_or(1, NonZero::get),
            usize::from,
        );
        let file = asked.file.filter(|path| path.as_os_str() != "-");
        Ok(Choices {
            from: From::Lines(file),
            to: asked.to.map_or(Place::Output, Place::File),
            job: Classifying { columns, form },
            editions: chosen(asked.edition.as_deref())?,
            strict: asked.strict,
            threads,
            refused: asked.refused,
        })
    }

    /// The files that are read, none of which may be overwritten.
    pub fn inputs(&self) -> Vec<PathBuf> {
        match &self.from {
            From::Lines(path) => path.iter().cloned().collect(),
        }
    }

    /// The output that writes to an open file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn output_to(&self, file: File) -> Result<Output, WriteFault> {
        let Classifying { columns, form } = self.job;
        match form {
            Form::Parquet => Output::parquet(columns, file, &[]),
            form => Output::text(form, columns, Box::new(file)),
        }
    }
}

fn chosen(id: Option<&str>) -> Result<Editions, EditionError> {
    let by_date = || Editions::by_date(editions().unwrap_or_default());
    match id {
        Some(id) => Ok(Editions::pinned(pinned(id)?)),
        None => match (editions()?, by_date()) {
            (_, Some(editions)) => Ok(editions),
            // No edition may be chosen by date: the refusal names those there are.
            _ => Ok(Editions::pinned(pinned("")?)),
        },
    }
}

fn form(asked: Option<FormAsked>, to: Option<&Path>) -> Result<Form, Misfit> {
    let asked = asked.map(|form| match form {
        FormAsked::Jsonl => Form::JsonLines,
        FormAsked::Csv => Form::Csv,
        FormAsked::Parquet => Form::Parquet,
    });
    let Some(to) = to else {
        return match asked {
            Some(Form::Parquet) => Err(Misfit::ParquetNeedsFile),
            form => Ok(form.unwrap_or(Form::JsonLines)),
        };
    };
    let ending = to.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let by_ending = match ending.as_deref() {
        Some("jsonl" | "ndjson" | "json") => Some(Form::JsonLines),
        Some("csv") => Some(Form::Csv),
        Some("parquet") => Some(Form::Parquet),
        _ => None,
    };
    let named = || to.display().to_string();
    match (asked, by_ending) {
        (Some(asked), Some(ending)) if asked != ending => Err(Misfit::OtherEnding {
            form: word(asked),
            to: named(),
        }),
        (Some(form), _) | (None, Some(form)) => Ok(form),
        (None, None) => Err(Misfit::UnknownEnding { to: named() }),
    }
}

fn word(form: Form) -> &'static str {
    match form {
        Form::JsonLines => "jsonl",
        Form::Csv => "csv",
        Form::Parquet => "parquet",
    }
}

/// A file with its size where it has one, or standard input.
///
/// # Errors
/// The file cannot be opened.
pub fn open(
    path: Option<&Path>,
    input: Box<dyn Read + Send>,
) -> anyhow::Result<(Box<dyn Read + Send>, Option<u64>)> {
    let Some(path) = path else { return Ok((input, None)) };
    let sentence = "no se pudo abrir el archivo | the file could not be opened";
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = opened.with_context(|| format!("{}: {sentence}", path.display()))?;
    let size = about.is_file().then(|| about.len());
    Ok((Box::new(file), size))
}
