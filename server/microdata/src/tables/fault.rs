//! Why tables cannot be opened, or not read to their end.
//!
//! Start at [`OpenFault`] and [`ReadFault`]. No value of a row is ever in them. What this module
//! does not know: single rows; those are refused by [`RowRefusal`](crate::RowRefusal).

use std::{error::Error, fmt, io, path::PathBuf};

pub use crate::tables::spool::SpoolFault;

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
    /// A DBF whose first byte is no version we know.
    NotDbf {
        version: u8,
    },
    /// A DBF that ends within its heading: bytes promised and found.
    HeadingCut {
        promised: usize,
        found: usize,
    },
    /// A DBF whose heading says one length and adds up to another.
    Contradiction {
        said: usize,
        found: usize,
    },
    /// A DBF field of a type that does not exist.
    FieldType {
        column: String,
        kind: String,
    },
    /// A DBF field that is kept elsewhere or in a form that is not read.
    Unreadable {
        column: String,
        kind: char,
        at: String,
    },
    /// A DBF in a code page other than CP1252 and UTF-8.
    CodePage(u8),
    /// Rows cannot be put aside to be joined.
    Spool(SpoolFault),
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
    /// A DBF that ends before the last record its heading promises.
    Cut {
        rows_promised: u64,
        rows_found: u64,
        bytes_promised: u64,
        bytes_found: u64,
    },
    /// A DBF with records after the last its heading promises.
    More {
        rows_promised: u64,
    },
    /// Rows that were put aside cannot be had back.
    Spool(SpoolFault),
}

impl OpenFault {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        format!("{}: {}", self.place("tabla", "archivo"), self.wrong.es())
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
        write!(to, "{}: {}", self.place("table", "file"), self.wrong.en())
    }
}

impl Error for OpenFault {}

impl CannotOpen {
    fn es(&self) -> String {
        match self {
            CannotOpen::NoFile => "falta decir su archivo".into(),
            CannotOpen::Io(fault) => format!("no se pudo leer: {fault}"),
            CannotOpen::Empty => "está vacío; se esperaba un encabezado".into(),
            CannotOpen::NotText => {
                "no es una tabla de texto en la codificación del mapeo (UTF-8 o CP1252)".into()
            }
            CannotOpen::NoSuchColumn { column, at, near } => format!(
                "no tiene la columna {column}, que pide {at}; parecidas: {}",
                near.join(", ")
            ),
            CannotOpen::ColumnTwice(column) => format!("la columna {column} está dos veces"),
            CannotOpen::NotDbf { version } => format!(
                "no es un DBF que se pueda leer (dBASE III a V o FoxPro): empieza con el byte {version:#04x}"
            ),
            CannotOpen::HeadingCut { promised, found } => format!(
                "está cortado dentro del encabezado, que promete {promised} bytes: hay {found}"
            ),
            CannotOpen::Contradiction { said, found } => {
                format!("el encabezado se contradice: dice {said} bytes y suma {found}")
            }
            CannotOpen::FieldType { column, kind } => {
                format!("la columna {column} es de un tipo que no existe: «{kind}»")
            }
            CannotOpen::Unreadable { column, kind, at } => format!(
                "la columna {column}, que pide {at}, es de tipo {kind}, que no se lee; cámbiela a C o N"
            ),
            CannotOpen::CodePage(byte) => format!(
                "está en otra página de códigos (byte {byte:#04x}); si es CP1252 o UTF-8, dígalo en encoding"
            ),
            CannotOpen::Spool(fault) => fault.es(),
        }
    }

    fn en(&self) -> String {
        match self {
            CannotOpen::NoFile => "its file must be given".into(),
            CannotOpen::Io(fault) => format!("it could not be read: {fault}"),
            CannotOpen::Empty => "it is empty; expected a heading".into(),
            CannotOpen::NotText => {
                "it is no table of text in the mapping's encoding (UTF-8 or CP1252)".into()
            }
            CannotOpen::NoSuchColumn { column, at, near } => format!(
                "it has no column {column}, which {at} asks for; near: {}",
                near.join(", ")
            ),
            CannotOpen::ColumnTwice(column) => format!("the column {column} is there twice"),
            CannotOpen::NotDbf { version } => format!(
                "it is no DBF that can be read (dBASE III to V or FoxPro): it begins with the byte {version:#04x}"
            ),
            CannotOpen::HeadingCut { promised, found } => {
                format!(
                    "it is cut within its heading, which promises {promised} bytes: there are {found}"
                )
            }
            CannotOpen::Contradiction { said, found } => {
                format!(
                    "the heading contradicts itself: it says {said} bytes and adds up to {found}"
                )
            }
            CannotOpen::FieldType { column, kind } => {
                format!("the column {column} is of a type that does not exist: \"{kind}\"")
            }
            CannotOpen::Unreadable { column, kind, at } => format!(
                "the column {column}, which {at} asks for, is of type {kind}, which is not read; make it C or N"
            ),
            CannotOpen::CodePage(byte) => format!(
                "it is in another code page (byte {byte:#04x}); if it is CP1252 or UTF-8, say so in encoding"
            ),
            CannotOpen::Spool(fault) => fault.en(),
        }
    }
}

impl ReadFault {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        let wrong = match &self.wrong {
            CannotRead::Io(fault) => format!("la lectura se interrumpió: {fault}"),
            CannotRead::TooLong { row, most } => {
                format!("la fila {row} pasa de {most} bytes: tal vez una comilla que no se cierra")
            }
            CannotRead::Cut {
                rows_promised,
                rows_found,
                bytes_promised,
                bytes_found,
            } => format!(
                "está cortada: el encabezado promete {rows_promised} registros ({bytes_promised} bytes) y hay {rows_found} completos ({bytes_found} bytes); pida el archivo de nuevo"
            ),
            CannotRead::More { rows_promised } => format!(
                "hay registros después de los {rows_promised} que promete el encabezado; pida el archivo de nuevo"
            ),
            CannotRead::Spool(fault) => fault.es(),
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
            CannotRead::Cut {
                rows_promised,
                rows_found,
                bytes_promised,
                bytes_found,
            } => write!(
                to,
                "it is cut: the heading promises {rows_promised} records ({bytes_promised} bytes) and {rows_found} whole ones are there ({bytes_found} bytes); ask for the file again"
            ),
            CannotRead::More { rows_promised } => write!(
                to,
                "there are records after the {rows_promised} that the heading promises; ask for the file again"
            ),
            CannotRead::Spool(fault) => to.write_str(&fault.en()),
        }
    }
}

impl Error for ReadFault {}

impl SpoolFault {
    fn es(&self) -> String {
        match self {
            SpoolFault::Folder(fault) => format!("no se pudo usar la carpeta temporal: {fault}"),
            SpoolFault::Random => "el sistema no dio una llave al azar".into(),
            SpoolFault::File(fault) => {
                format!("no se pudo usar el archivo temporal; revise el espacio en disco: {fault}")
            }
        }
    }

    fn en(&self) -> String {
        match self {
            SpoolFault::Folder(fault) => format!("the temporary folder cannot be used: {fault}"),
            SpoolFault::Random => "the system gave no random key".into(),
            SpoolFault::File(fault) => {
                format!("the temporary file cannot be used; look at the disk's space: {fault}")
            }
        }
    }
}
