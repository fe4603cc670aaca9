//! *Resultados*: how results are written, as JSON Lines, CSV or Parquet.
//!
//! Start at [`row`] for what a row holds, at [`Output`] for where rows go. Workers gather rows in
//! [`Gathered`]; one writer puts them out in order. What this module does not know: the rules,
//! and where children come from.

pub mod cells;
pub mod csv;
pub mod harmless;
pub mod json;
pub mod parquet;
pub mod row;
pub mod whole;

use std::{
    fs::File,
    io::{self, Write},
};

use self::{
    parquet::{ParquetCells, ParquetFile},
    row::Columns,
};

/// The format of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    JsonLines,
    Csv,
    Parquet,
}

/// The rows of one load; its memory is used again.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Of a text format.
    pub bytes: Vec<u8>,
    pub cells: ParquetCells,
}

impl Gathered {
    /// Forgets the rows and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.cells.clear();
    }
}

/// Where rows go.
pub enum Output {
    Text(Box<dyn Write>),
    Parquet(Box<ParquetFile>),
}

/// Results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    #[error("se interrumpió la escritura | writing was cut off: {0}")]
    Io(#[from] io::Error),
    #[error("no se pudo escribir el archivo Parquet | the Parquet file could not be written: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

impl Output {
    /// Text that begins with the names of the columns, where the format has such a line.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn text(
        form: Form,
        columns: Columns,
        mut to: Box<dyn Write>,
    ) -> Result<Output, WriteFault> {
        if form == Form::Csv {
            to.write_all(&csv::header(&columns.names()))?;
        }
        Ok(Output::Text(to))
    }

    /// A Parquet file; `notes` stand in its footer.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn parquet(
        columns: Columns,
        to: File,
        notes: &[(String, String)],
    ) -> Result<Output, WriteFault> {
        let file = ParquetFile::new(to, &columns.names(), notes)?;
        Ok(Output::Parquet(Box::new(file)))
    }

    /// Writes the rows of one load.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn add(&mut self, rows: &Gathered) -> Result<(), WriteFault> {
        match self {
            Output::Text(to) => to.write_all(&rows.bytes)?,
            Output::Parquet(file) => file.add(&rows.cells)?,
        }
        Ok(())
    }

    /// Lets out what was written so far; a Parquet file waits for its row group.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn flush(&mut self) -> Result<(), WriteFault> {
        match self {
            Output::Text(to) => Ok(to.flush()?),
            Output::Parquet(_) => Ok(()),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<(), WriteFault> {
        match self {
            Output::Text(mut to) => to.flush()?,
            Output::Parquet(file) => drop(file.finish()?),
        }
        Ok(())
    }
}
