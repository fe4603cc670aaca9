//! Why tables cannot be opened, or not read to their end.
//!
//! Start at [`OpenFault`] and [`ReadFault`]. No value of a row is ever in them. What this module
//! does not know: single rows; those are refused by [`RowRefusal`](crate::RowRefusal).

use std::{error::Error, fmt, io, path::PathBuf};

/// A table that cannot be used at all.
#[derive(Debug)]
pub struct OpenFault {
    pub table: String,
    /// Where it was looked for; empty where no file was given.
    pub file: PathBuf,
    pub wrong: CannotOpen,
}

/// What keeps a table from being opened.
#[derive(Debug)]
pub enum CannotOpen {
    /// Neither a folder nor a file was given for it.
    NoFile,
    Io(io::Error),
    /// No heading: the file is empty.
    Empty,
    /// Written in UTF-16, or not a table of this format at all.
    NotText,
    /// The mapping's column is not there; these are near.
    NoSuchColumn {
        column: String,
        /// Where in the mapping it is named.
        at: String,
        near: Vec<String>,
    },
    /// The mapping's column is there twice.
    ColumnTwice(String),
    /// It broke off before its heading ended.
    Broken(ReadFault),
}

/// A table that breaks off while it is read; the rows before are good.
#[derive(Debug)]
pub struct ReadFault {
    pub table: String,
    pub wrong: CannotRead,
}

/// What breaks a table off.
#[derive(Debug)]
pub enum CannotRead {
    Io(io::Error),
    /// A record over the limit: a quotation mark that is never closed, most often.
    TooLong {
        row: u64,
        most: usize,
    },
}

impl OpenFault {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        let place = self.place("tabla", "archivo");
        let wrong = match &self.wrong {
            CannotOpen::NoFile => "falta decir su archivo".to_owned(),
            CannotOpen::Io(fault) => format!("no se pudo leer: {fault}"),
            CannotOpen::Empty => "está vacío; se esperaba un encabezado".to_owned(),
            CannotOpen::NotText => "no es una tabla de texto en UTF-8 o CP1252".to_owned(),
            CannotOpen::NoSuchColumn { column, at, near } => format!(
                "no tiene la columna {column}, que pide {at}; parecidas: {}",
                near.join(", ")
            ),
            CannotOpen::ColumnTwice(column) => format!("la columna {column} está dos veces"),
            CannotOpen::Broken(fault) => fault.es(),
        };
        format!("{place}: {wrong}")
    }

    fn place(&self, table: &str, file: &str) -> String {
        if self.file.as_os_str().is_empty() {
            format!("{table} {}", self.table)
        } else {
            format!("{table} {}, {file} {}", self.table, self.file.display())
        }
    }
}

impl fmt::Display for OpenFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: ", self.place("table", "file"))?;
        match &self.wrong {
            CannotOpen::NoFile => to.write_str("its file must be given"),
            CannotOpen::Io(fault) => write!(to, "it could not be read: {fault}"),
            CannotOpen::Empty => to.write_str("it is empty; expected a heading"),
            CannotOpen::NotText => to.write_str("it is no table of text in UTF-8 or CP1252"),
            CannotOpen::NoSuchColumn { column, at, near } => write!(
                to,
                "it has no column {column}, which {at} asks for; near: {}",
                near.join(", ")
            ),
            CannotOpen::ColumnTwice(column) => write!(to, "the column {column} is there twice"),
            CannotOpen::Broken(fault) => write!(to, "{fault}"),
        }
    }
}

impl Error for OpenFault {}

impl ReadFault {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        let wrong = match &self.wrong {
            CannotRead::Io(fault) => format!("la lectura se interrumpió: {fault}"),
            CannotRead::TooLong { row, most } => {
                format!("la fila {row} pasa de {most} bytes: tal vez una comilla que no se cierra")
            }
        };
        format!("tabla {}: {wrong}", self.table)
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "table {}: ", self.table)?;
        match &self.wrong {
            CannotRead::Io(fault) => write!(to, "reading broke off: {fault}"),
            CannotRead::TooLong { row, most } => write!(
                to,
                "row {row} is over {most} bytes: perhaps a quotation mark that is never closed"
            ),
        }
    }
}

impl Error for ReadFault {}
