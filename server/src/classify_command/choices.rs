//! What the arguments of `rayuela classify` ask for, once they fit each other.
//!
//! Start at [`Choices::of`]. What this module does not know: how a run goes.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File},
    io::Read,
    num::NonZero,
    path::{Path, PathBuf},
    sync::Arc,
    thread::available_parallelism,
};

use anyhow::Context;
use microdata::{
    Files, Mapping, MappingFault, OpenFault,
    run::{classifying::Classifying, editions::Editions},
    write::{
        Form, Output, WriteFault,
        row::Columns,
        whole::{WholeFile, WholeFileFault},
    },
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
    /// Con --against: texto para leer | With --against: a text to read
    Text,
    /// Con --against: un objeto JSON | With --against: one JSON object
    Json,
}

/// Arguments that do not fit each other.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Misfit {
    #[error(
        "Parquet no cabe en la salida estándar: agregue --to ARCHIVO.parquet | \
             Parquet does not fit standard output: add --to FILE.parquet"
    )]
    ParquetNeedsFile,
    #[error(
        "--as {form} no va con --to {to}: cambie uno de los dos | \
             --as {form} does not go with --to {to}: change one of them"
    )]
    OtherEnding { form: &'static str, to: String },
    #[error(
        "no se sabe el formato de --to {to}: agregue --as jsonl, csv o parquet | \
             the format of --to {to} is not known: add --as jsonl, csv or parquet"
    )]
    UnknownEnding { to: String },
    #[error(
        "un DBF se lee con --mapping: enti-2022 o un archivo TOML | \
             a DBF is read with --mapping: enti-2022 or a TOML file"
    )]
    NeedsMapping,
    #[error(
        "--mapping {name}: no hay tal archivo, ni es de las incluidas: {known} | \
             no such file, and none of the shipped ones: {known}"
    )]
    NoSuchMapping { name: String, known: String },
    #[error(
        "el mapeo no tiene la tabla {name}; tiene: {tables} | \
             the mapping has no table {name}; it has: {tables}"
    )]
    NoSuchTable { name: String, tables: String },
    #[error(
        "la tabla {name} tiene dos archivos: deje uno | \
             the table {name} was given two files: leave one"
    )]
    TableTwice { name: String },
    #[error(
        "--as text y --as json son de --against: aquí van jsonl, csv o parquet | \
             --as text and --as json belong to --against: here jsonl, csv or parquet fit"
    )]
    OnlyAgainst,
    #[error(
        "con --against sólo van --as text o --as json, y --to con .txt o .json | \
             with --against only --as text or --as json fit, and --to with .txt or .json"
    )]
    ReportForm,
    #[error(
        "el mapeo {id} no tiene [published]: no hay con qué comparar | \
             the mapping {id} has no [published]: there is nothing to compare with"
    )]
    NothingPublished { id: String },
    #[error(
        "--to y --refused nombran el mismo archivo: cambie uno | \
             --to and --refused name the same file: change one"
    )]
    SamePlace,
}

/// Where children come from.
#[derive(Debug)]
pub enum From {
    /// JSON Lines of this file, or of standard input.
    Lines(Option<PathBuf>),
    /// Tables, read through a mapping.
    Tables(Arc<Mapping>, Files),
}

/// What to make of the children.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// A row of results for each.
    Classify(Classifying),
    /// A comparison with what the survey published.
    Compare(Report),
}

/// The form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    Text,
    Json,
}

/// What to do, settled.
#[derive(Debug)]
pub struct Choices {
    pub from: From,
    /// A file, or standard output.
    pub to: Option<PathBuf>,
    pub what: What,
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
        let what = what(&asked)?;
        let threads = asked.threads.map_or_else(
            || available_parallelism().map_or(1, NonZero::get),
            usize::from,
        );
        if asked.to.is_some() && asked.to == asked.refused {
            return Err(Misfit::SamePlace.into());
        }
        let from = from(asked.file, asked.mapping, asked.tables, asked.named)?;
        if let (What::Compare(_), From::Tables(mapping, _)) = (what, &from)
            && !mapping.has_published()
        {
            let id = mapping.id().to_owned();
            return Err(Misfit::NothingPublished { id }.into());
        }
        Ok(Choices {
            from,
            to: asked.to,
            what,
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
            From::Tables(mapping, files) => files.paths(mapping),
        }
    }

    /// What a reader of the results should know, where a format has room for it.
    fn notes(&self) -> Vec<(String, String)> {
        let From::Tables(mapping, _) = &self.from else {
            return Vec::new();
        };
        let verified = mapping.verified().to_string();
        vec![
            ("rayuela.mapping".to_owned(), mapping.id().to_owned()),
            ("rayuela.mapping_verified".to_owned(), verified),
        ]
    }

    /// The file that results go to, begun; `None` for standard output.
    ///
    /// # Errors
    /// It cannot stand there.
    pub fn begin(&self) -> Result<Option<WholeFile>, WholeFileFault> {
        let to = self.to.as_deref();
        to.map(|path| WholeFile::begin(path, &self.inputs()))
            .transpose()
    }

    /// The output that writes rows to an open file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn output_to(&self, job: Classifying, file: File) -> Result<Output, WriteFault> {
        match job.form {
            Form::Parquet => Output::parquet(job.columns, file, &self.notes()),
            form => Output::text(form, job.columns, Box::new(file)),
        }
    }
}

fn what(asked: &ClassifyCommand) -> Result<What, Misfit> {
    if asked.against {
        return report(asked.form, asked.to.as_deref()).map(What::Compare);
    }
    let columns = match asked.columns {
        _ if asked.explain => Columns::Explained,
        None | Some(ColumnsAsked::All) => Columns::All,
        Some(ColumnsAsked::Bits) => Columns::Bits,
        Some(ColumnsAsked::Verdict) => Columns::Verdict,
        Some(ColumnsAsked::Explained) => Columns::Explained,
    };
    let form = form(asked.form, asked.to.as_deref())?;
    Ok(What::Classify(Classifying { columns, form }))
}

/// A comparison is a text, unless JSON is asked for by name or by the ending of the file.
fn report(asked: Option<FormAsked>, to: Option<&Path>) -> Result<Report, Misfit> {
    match (asked, to.and_then(ending).as_deref()) {
        (Some(FormAsked::Text), _) | (None, None | Some("txt")) => Ok(Report::Text),
        (Some(FormAsked::Json), _) | (None, Some("json")) => Ok(Report::Json),
        _ => Err(Misfit::ReportForm),
    }
}

/// JSON Lines, unless a mapping or the ending of the file says otherwise.
fn from(
    file: Option<PathBuf>,
    mapping: Option<String>,
    tables: Option<PathBuf>,
    named: Vec<(String, PathBuf)>,
) -> anyhow::Result<From> {
    let ending = file.as_deref().and_then(ending);
    let mapping = match (mapping, ending.as_deref()) {
        (Some(mapping), _) => mapping,
        (None, Some("csv")) => "facts".to_owned(),
        (None, Some("dbf")) => return Err(Misfit::NeedsMapping.into()),
        (None, _) => {
            return Ok(From::Lines(file.filter(|path| path.as_os_str() != "-")));
        }
    };
    let mapping = mapping_of(&mapping)?;
    let mut files = Files {
        folder: tables,
        named: BTreeMap::new(),
    };
    let first = mapping.tables().next().unwrap_or_default().to_owned();
    let whole = file.map(|file| (first, file));
    for (name, file) in named.into_iter().chain(whole) {
        if !mapping.tables().any(|table| table == name) {
            let tables: Vec<&str> = mapping.tables().collect();
            let tables = tables.join(", ");
            return Err(Misfit::NoSuchTable { name, tables }.into());
        }
        if files.named.contains_key(&name) {
            return Err(Misfit::TableTwice { name }.into());
        }
        files.named.insert(name, file);
    }
    Ok(From::Tables(Arc::new(mapping), files))
}

fn mapping_of(name: &str) -> anyhow::Result<Mapping> {
    if let Some(shipped) = Mapping::shipped(name) {
        return shipped.map_err(both);
    }
    if !Path::new(name).is_file() {
        let known: Vec<&str> = Mapping::shipped_ids().collect();
        return Err(Misfit::NoSuchMapping {
            name: name.to_owned(),
            known: known.join(", "),
        }
        .into());
    }
    let sentence = "no se pudo leer | it could not be read";
    let text = fs::read_to_string(name).with_context(|| format!("{name}: {sentence}"))?;
    Mapping::read(name, &text).map_err(both)
}

/// A fault that says itself in Spanish too.
pub trait Bilingual: fmt::Display {
    /// The sentence in Spanish.
    fn es(&self) -> String;
}

impl Bilingual for MappingFault {
    fn es(&self) -> String {
        MappingFault::es(self)
    }
}

impl Bilingual for OpenFault {
    fn es(&self) -> String {
        OpenFault::es(self)
    }
}

/// A fault in Spanish and in English.
pub fn both(fault: impl Bilingual) -> anyhow::Error {
    anyhow::Error::msg(format!("{} | {fault}", fault.es()))
}

/// `NAME=FILE`.
pub fn named(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.to_owned(), PathBuf::from(file)))
        }
        _ => Err("se esperaba NOMBRE=ARCHIVO | expected NAME=FILE".to_owned()),
    }
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
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
    let asked = match asked {
        None => None,
        Some(FormAsked::Jsonl) => Some(Form::JsonLines),
        Some(FormAsked::Csv) => Some(Form::Csv),
        Some(FormAsked::Parquet) => Some(Form::Parquet),
        Some(FormAsked::Text | FormAsked::Json) => return Err(Misfit::OnlyAgainst),
    };
    let Some(to) = to else {
        return match asked {
            Some(Form::Parquet) => Err(Misfit::ParquetNeedsFile),
            form => Ok(form.unwrap_or(Form::JsonLines)),
        };
    };
    let by_ending = match ending(to).as_deref() {
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
    let Some(path) = path else {
        return Ok((input, None));
    };
    let sentence = "no se pudo abrir el archivo | the file could not be opened";
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (about, file) = opened.with_context(|| format!("{}: {sentence}", path.display()))?;
    let size = about.is_file().then_some(about.len());
    Ok((Box::new(file), size))
}
