//! What is wrong with a mapping: its file, the place in it, and what to write instead.
//!
//! Start at [`MappingFault`]. What this module does not know: the tables' files; what is wrong
//! with those is an [`OpenFault`](crate::OpenFault).

use std::{error::Error, fmt};

/// A mapping that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingFault {
    /// The mapping's file or id.
    pub mapping: String,
    /// Where in it, such as `facts."work.status"`; empty for the whole.
    pub at: String,
    pub wrong: Wrong,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not TOML, or not of this shape; the line, counted from 1, and the parser's own words.
    Toml {
        line: usize,
        message: String,
    },
    /// A value of another shape than this place takes.
    Shape(String),
    NoTables,
    TableTwice(String),
    /// No table of this name; these are there.
    NoSuchTable {
        named: String,
        known: Vec<String>,
    },
    /// The first table and a joined one need keys of the same number of columns.
    KeyLength {
        table: String,
        columns: usize,
        first: usize,
    },
    /// Only CSV has a delimiter of one ASCII character, only CSV and DBF an encoding.
    NotOfFormat(&'static str),
    /// No fact of this name; these are near.
    NoSuchFact(Vec<&'static str>),
    /// A code that is given two meanings.
    TwoMeanings(String),
    /// What the fact takes, in words of both languages.
    WrongValue {
        es: String,
        en: String,
    },
    /// A fact needs exactly one of `column`, `first`, `sum`, `longest`, `each`.
    HowManyForms,
    /// This form is for numbers, or for lists.
    NotForThis(&'static str),
    /// Codes must be listed for a fact that is a word or yes-no.
    CodesMissing,
    /// A band that runs backwards.
    Backwards,
    BadDay(String),
    /// `census = true`, or all of weight, stratum and psu.
    Design,
    /// A job after the first needs `exists`, and no number may be left out.
    Jobs(usize),
}

impl MappingFault {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        let place = if self.at.is_empty() {
            String::new()
        } else {
            format!(", {}", self.at)
        };
        format!("mapeo {}{place}: {}", self.mapping, self.wrong.es())
    }
}

impl fmt::Display for MappingFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "mapping {}", self.mapping)?;
        if !self.at.is_empty() {
            write!(to, ", {}", self.at)?;
        }
        write!(to, ": {}", self.wrong.en())
    }
}

impl Error for MappingFault {}

impl Wrong {
    fn es(&self) -> String {
        match self {
            Wrong::Toml { line, message } => format!("línea {line}: no se entiende: {message}"),
            Wrong::Shape(message) => format!("no se entiende: {message}"),
            Wrong::NoTables => "falta al menos una tabla en [[tables]]".into(),
            Wrong::TableTwice(name) => format!("la tabla {name} aparece dos veces"),
            Wrong::NoSuchTable { named, known } => {
                format!("no hay tabla {named}; hay: {}", known.join(", "))
            }
            Wrong::KeyLength {
                table,
                columns,
                first,
            } => format!(
                "la llave de {table} tiene {columns} columnas y la de la primera tabla {first}; deben ser las mismas y al menos una"
            ),
            Wrong::NotOfFormat(what) => format!("{what} no es de este formato de tabla"),
            Wrong::NoSuchFact(near) => {
                format!("no existe ese hecho; parecidos: {}", near.join(", "))
            }
            Wrong::TwoMeanings(code) => {
                format!("el código «{code}» tiene dos significados; deje uno")
            }
            Wrong::WrongValue { es, .. } => format!("se esperaba {es}"),
            Wrong::HowManyForms => {
                "se esperaba exactamente una de column, first, sum, longest, each".into()
            }
            Wrong::NotForThis(what) => format!("{what} no sirve para este hecho"),
            Wrong::CodesMissing => {
                "faltan codes: diga qué significa cada código, o words = true".into()
            }
            Wrong::Backwards => "el intervalo va al revés: from pasa de to".into(),
            Wrong::BadDay(day) => {
                format!("«{day}» no es una fecha que exista, escrita AAAA-MM-DD")
            }
            Wrong::Design => "escriba census = true, o bien weight, stratum y psu, los tres".into(),
            Wrong::Jobs(job) => format!(
                "para work.jobs[{job}] hacen falta work.jobs[{job}].exists y los trabajos anteriores"
            ),
        }
    }

    fn en(&self) -> String {
        match self {
            Wrong::Toml { line, message } => format!("line {line}: not understood: {message}"),
            Wrong::Shape(message) => format!("not understood: {message}"),
            Wrong::NoTables => "at least one table is needed in [[tables]]".into(),
            Wrong::TableTwice(name) => format!("the table {name} is there twice"),
            Wrong::NoSuchTable { named, known } => {
                format!("there is no table {named}; there are: {}", known.join(", "))
            }
            Wrong::KeyLength {
                table,
                columns,
                first,
            } => format!(
                "the key of {table} has {columns} columns and the first table's {first}; they must be as many, and at least one"
            ),
            Wrong::NotOfFormat(what) => format!("{what} does not belong to this table format"),
            Wrong::NoSuchFact(near) => format!("there is no such fact; near: {}", near.join(", ")),
            Wrong::TwoMeanings(code) => {
                format!("the code \"{code}\" has two meanings; leave one")
            }
            Wrong::WrongValue { en, .. } => format!("expected {en}"),
            Wrong::HowManyForms => {
                "expected exactly one of column, first, sum, longest, each".into()
            }
            Wrong::NotForThis(what) => format!("{what} is of no use for this fact"),
            Wrong::CodesMissing => {
                "codes are missing: say what each code means, or words = true".into()
            }
            Wrong::Backwards => "the interval runs backwards: from is over to".into(),
            Wrong::BadDay(day) => {
                format!("\"{day}\" is not a date that exists, written YYYY-MM-DD")
            }
            Wrong::Design => {
                "write census = true, or else weight, stratum and psu, all three".into()
            }
            Wrong::Jobs(job) => {
                format!("work.jobs[{job}] needs work.jobs[{job}].exists and the jobs before it")
            }
        }
    }
}
