//! *Fuente*: the opened tables of a survey, one row a child.
//!
//! Start at [`Source::open`], then [`Source::next`] until it says false. What this module does
//! not know: what a row means; that is the [`Decoder`]'s.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    decode::Decoder,
    mapping::{
        Mapping,
        written::{Encoding, Format},
    },
    row,
    tables::{
        fault::{CannotOpen, CannotRead, OpenFault, ReadFault},
        header,
        lines::{Broken, Lines, RECORD_BYTES_MAX},
        part::Shape,
        rows::{ROWS_MAX, Rows},
    },
};

/// Where the tables are.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The folder in which the mapping's file names are looked for.
    pub folder: Option<PathBuf>,
    /// A table's own file; `-` is the standard input, for CSV and JSON Lines.
    pub named: BTreeMap<String, PathBuf>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadSoFar {
    /// Rows of the first table.
    pub rows: u64,
    /// Bytes of the first table.
    pub bytes: u64,
    /// All bytes of the first table; `None` for a pipe.
    pub bytes_total: Option<u64>,
}

/// The opened tables of a survey.
pub struct Source {
    decoder: Arc<Decoder>,
    lines: Lines,
    bytes_total: Option<u64>,
    rows: u64,
    /// The first table broke off; told once, after the rows before it.
    broken: Option<ReadFault>,
}

impl Source {
    /// Opens all tables, looks for the mapping's columns in them, and puts the joined ones aside
    /// by key. `on_progress` hears the table and how many of its rows were put aside.
    pub fn open(
        mapping: Arc<Mapping>,
        files: &Files,
        mut on_progress: impl FnMut(&str, u64),
    ) -> Result<Source, OpenFault> {
        on_progress("", 0);
        let table = &mapping.written.tables[0];
        let file = files.of(&table.name, table.file.as_deref());
        let faulty = |wrong| OpenFault {
            table: table.name.clone(),
            file: file.clone().unwrap_or_default(),
            wrong,
        };
        let file = file.as_ref().ok_or_else(|| faulty(CannotOpen::NoFile))?;
        if table.format != Format::Csv || mapping.written.tables.len() > 1 {
            return Err(faulty(CannotOpen::NotText));
        }
        let (input, bytes_total) = open(file).map_err(|fault| faulty(CannotOpen::Io(fault)))?;
        let delimiter = table
            .delimiter
            .and_then(|delimiter| u8::try_from(delimiter).ok())
            .unwrap_or(b',');
        let mut lines = Lines::new(input, Some(delimiter));
        let names = heading(&mut lines, delimiter).map_err(faulty)?;
        let slots = header::slots(&mapping.plan.columns, 0, &names).map_err(faulty)?;
        let encoding = table.encoding.unwrap_or(Encoding::Utf8);
        let encodings = vec![encoding; mapping.plan.columns.len()];
        let shape = Shape::Csv { delimiter, slots };
        Ok(Source {
            decoder: Arc::new(Decoder {
                mapping: mapping.clone(),
                shape,
                encodings,
            }),
            lines,
            bytes_total,
            rows: 0,
            broken: None,
        })
    }

    /// What reads the rows; shared by as many threads as one likes.
    pub fn decoder(&self) -> Arc<Decoder> {
        self.decoder.clone()
    }

    /// Fills a block with the next rows, about 4,000; false when there are no more. A table that
    /// breaks off gives the rows before the break first, and is then refused once.
    #[expect(clippy::should_implement_trait, reason = "it fills what it is handed")]
    pub fn next(&mut self, rows: &mut Rows) -> Result<bool, ReadFault> {
        rows.clear();
        if let Some(fault) = self.broken.take() {
            return Err(fault);
        }
        if let Err(broken) = self.lines.fill(rows, ROWS_MAX) {
            let fault = self.fault(broken);
            if rows.is_empty() {
                return Err(fault);
            }
            self.broken = Some(fault);
        }
        self.rows += rows.len() as u64;
        Ok(!rows.is_empty())
    }

    /// How far reading has come.
    pub fn read_so_far(&self) -> ReadSoFar {
        ReadSoFar {
            rows: self.rows,
            bytes: self.lines.bytes(),
            bytes_total: self.bytes_total,
        }
    }

    fn fault(&self, broken: Broken) -> ReadFault {
        ReadFault {
            table: self.decoder.mapping.written.tables[0].name.clone(),
            wrong: match broken {
                Broken::Io(fault) => CannotRead::Io(fault),
                Broken::TooLong { row } => CannotRead::TooLong {
                    row,
                    most: RECORD_BYTES_MAX,
                },
            },
        }
    }
}

impl Files {
    fn of(&self, table: &str, file: Option<&str>) -> Option<PathBuf> {
        if let Some(named) = self.named.get(table) {
            return Some(named.clone());
        }
        Some(self.folder.as_ref()?.join(file?))
    }
}

fn open(file: &Path) -> io::Result<(Box<dyn Read + Send>, Option<u64>)> {
    if file.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let file = File::open(file)?;
    let length = file.metadata().ok().map(|about| about.len());
    Ok((Box::new(file), length))
}

/// The column names of a CSV.
fn heading(lines: &mut Lines, delimiter: u8) -> Result<Vec<String>, CannotOpen> {
    lines.pass_over(b"\xef\xbb\xbf").map_err(CannotOpen::Io)?;
    let mut rows = Rows::new();
    lines.fill(&mut rows, 1).map_err(|broken| match broken {
        Broken::Io(fault) => CannotOpen::Io(fault),
        Broken::TooLong { .. } => CannotOpen::NotText,
    })?;
    lines.count_from_one();
    let Some(first) = rows.raw.first() else {
        return Err(CannotOpen::Empty);
    };
    let heading = &rows.bytes[first.start..first.end];
    let mut names = csv::ByteRecord::new();
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(heading)
        .read_byte_record(&mut names)
        .map_err(|_| CannotOpen::NotText)?;
    let name = |name: &[u8]| str::from_utf8(row::trimmed(name)).ok().map(str::to_owned);
    names
        .iter()
        .map(name)
        .collect::<Option<_>>()
        .ok_or(CannotOpen::NotText)
}
