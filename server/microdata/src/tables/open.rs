//! One table opened: its format's reader, and where the wanted columns stand.
//!
//! Start at [`Table::open`]. What this module does not know: whether it is the first table or a
//! joined one.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    mapping::written::{Encoding, Format, WrittenTable},
    near::near,
    plan::rule::Slot,
    row,
    tables::{
        dbf::{self, Dbf, heading},
        fault::{CannotOpen, CannotRead, OpenFault, ReadFault},
        lines::{self, Lines, RECORD_BYTES_MAX},
        part::{READABLE, Shape, names},
        rows::{ROWS_MAX, Rows},
        source::Files,
    },
};

/// An opened table.
pub(crate) struct Table {
    pub name: String,
    pub shape: Shape,
    pub encoding: Encoding,
    pub bytes_total: Option<u64>,
    records: Records,
    /// It broke off, and that was told.
    over: bool,
}

enum Records {
    Lines(Lines),
    Dbf(Dbf),
}

/// A column that is looked for.
pub(crate) struct WantedColumn<'w> {
    pub slot: Slot,
    pub name: &'w str,
    /// Where in the mapping it is named.
    pub at: &'w str,
}

impl Table {
    /// Opens a table and looks for its columns.
    pub fn open(
        table: &WrittenTable,
        files: &Files,
        wanted: &[WantedColumn<'_>],
    ) -> Result<Table, OpenFault> {
        let file = files.of(table);
        let faulty = |wrong| OpenFault {
            table: table.name.clone(),
            file: file.clone().unwrap_or_default(),
            wrong,
        };
        let path = file.as_ref().ok_or_else(|| faulty(CannotOpen::NoFile))?;
        let (input, bytes_total) =
            open(path, table.format).map_err(|fault| faulty(CannotOpen::Io(fault)))?;
        let (records, shape, encoding) = match table.format {
            Format::Csv => csv(table, input, wanted),
            Format::Jsonl => jsonl(input, wanted),
            Format::Dbf => dbf(table, input, wanted),
        }
        .map_err(faulty)?;
        Ok(Table {
            name: table.name.clone(),
            shape,
            encoding,
            bytes_total,
            records,
            over: false,
        })
    }

    /// Fills a block with the next rows; an empty one means the end. A table that breaks off
    /// leaves the rows before the break in the block and is refused once.
    pub fn fill(&mut self, rows: &mut Rows) -> Result<(), ReadFault> {
        rows.clear();
        if self.over {
            return Ok(());
        }
        let wrong = match &mut self.records {
            Records::Lines(lines) => lines.fill(rows, ROWS_MAX).map_err(|broken| match broken {
                lines::Broken::Io(fault) => CannotRead::Io(fault),
                lines::Broken::TooLong { row } => CannotRead::TooLong {
                    row,
                    most: RECORD_BYTES_MAX,
                },
            }),
            Records::Dbf(dbf) => dbf.fill(rows).map_err(|broken| match broken {
                dbf::Broken::Io(fault) => CannotRead::Io(fault),
                dbf::Broken::Cut {
                    rows_promised,
                    rows_found,
                    bytes_promised,
                    bytes_found,
                } => CannotRead::Cut {
                    rows_promised,
                    rows_found,
                    bytes_promised,
                    bytes_found,
                },
                dbf::Broken::More { rows_promised } => CannotRead::More { rows_promised },
            }),
        };
        wrong.map_err(|wrong| {
            self.over = true;
            ReadFault {
                table: self.name.clone(),
                wrong,
            }
        })
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        match &self.records {
            Records::Lines(lines) => lines.bytes(),
            Records::Dbf(dbf) => dbf.bytes(),
        }
    }

    /// Deleted records passed over so far.
    pub fn deleted(&self) -> u64 {
        match &self.records {
            Records::Lines(_) => 0,
            Records::Dbf(dbf) => dbf.deleted(),
        }
    }
}

impl Files {
    /// Where a table is: its own file, or the mapping's file name in the folder, whatever the
    /// case of its letters.
    fn of(&self, table: &WrittenTable) -> Option<PathBuf> {
        if let Some(named) = self.named.get(&table.name) {
            return Some(named.clone());
        }
        let folder = self.folder.as_ref()?;
        let file = table.file.as_ref()?;
        let exact = folder.join(file);
        if exact.exists() {
            return Some(exact);
        }
        let same = |name: &str| name.eq_ignore_ascii_case(file);
        let entries = fs::read_dir(folder).ok()?.flatten();
        let mut found: Vec<PathBuf> = entries
            .filter(|entry| entry.file_name().to_str().is_some_and(same))
            .map(|entry| entry.path())
            .collect();
        found.sort();
        Some(found.into_iter().next().unwrap_or(exact))
    }
}

type Input = Box<dyn Read + Send>;
type Opened = Result<(Records, Shape, Encoding), CannotOpen>;

fn open(file: &Path, format: Format) -> io::Result<(Input, Option<u64>)> {
    if file.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let file = File::open(file)?;
    let length = file.metadata().ok().map(|about| about.len());
    Ok(match format {
        // Its heading is read in small pieces.
        Format::Dbf => (Box::new(io::BufReader::new(file)), length),
        Format::Csv | Format::Jsonl => (Box::new(file), length),
    })
}

fn csv(table: &WrittenTable, input: Input, wanted: &[WantedColumn<'_>]) -> Opened {
    let delimiter = table.delimiter.and_then(|sign| u8::try_from(sign).ok());
    let delimiter = delimiter.unwrap_or(b',');
    let encoding = table.encoding.unwrap_or(Encoding::Utf8);
    let mut lines = Lines::new(input, Some(delimiter));
    let names = csv_names(&mut lines, delimiter, encoding)?;
    let mut slots = vec![None; names.len()];
    for column in wanted {
        slots[place(column, &names)?] = Some(column.slot);
    }
    let shape = Shape::Csv { delimiter, slots };
    Ok((Records::Lines(lines), shape, encoding))
}

/// The column names of a CSV.
fn csv_names(
    lines: &mut Lines,
    delimiter: u8,
    encoding: Encoding,
) -> Result<Vec<String>, CannotOpen> {
    lines.pass_over(b"\xef\xbb\xbf").map_err(CannotOpen::Io)?;
    let mut rows = Rows::new();
    lines.fill(&mut rows, 1).map_err(not_text)?;
    lines.count_from_one();
    let first = rows.raw.first().ok_or(CannotOpen::Empty)?;
    let heading = &rows.bytes[first.start..first.end];
    // UTF-16 and binary files have zero bytes in their first line.
    if heading.contains(&0) {
        return Err(CannotOpen::NotText);
    }
    let mut names = csv::ByteRecord::new();
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(heading)
        .read_byte_record(&mut names)
        .map_err(|_| CannotOpen::NotText)?;
    let text = |name: &[u8]| match encoding {
        Encoding::Utf8 => str::from_utf8(row::trimmed(name)).ok().map(str::to_owned),
        Encoding::Cp1252 => {
            let name = row::trimmed(name);
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(name);
            Some(text.into_owned())
        }
    };
    let names: Option<Vec<String>> = names.iter().map(text).collect();
    names.ok_or(CannotOpen::NotText)
}

fn not_text(broken: lines::Broken) -> CannotOpen {
    match broken {
        lines::Broken::Io(fault) => CannotOpen::Io(fault),
        lines::Broken::TooLong { .. } => CannotOpen::NotText,
    }
}

/// The names are those of the first block's rows: a name none of them has is not there.
fn jsonl(input: Input, wanted: &[WantedColumn<'_>]) -> Opened {
    let mut lines = Lines::new(input, None);
    lines.pass_over(b"\xef\xbb\xbf").map_err(CannotOpen::Io)?;
    let mut rows = Rows::new();
    lines.count_from_one();
    lines.fill(&mut rows, ROWS_MAX).map_err(not_text)?;
    let mut found: Vec<String> = Vec::new();
    for raw in &rows.raw {
        let row = &rows.bytes[raw.start..raw.end];
        for name in names(row).unwrap_or_default() {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    if rows.is_empty() {
        return Err(CannotOpen::Empty);
    }
    let mut slots = Vec::new();
    for column in wanted {
        slots.push((found[place(column, &found)?].clone(), column.slot));
    }
    lines.again(rows);
    Ok((
        Records::Lines(lines),
        Shape::Jsonl { names: slots },
        Encoding::Utf8,
    ))
}

fn dbf(table: &WrittenTable, mut input: Input, wanted: &[WantedColumn<'_>]) -> Opened {
    let heading = heading::read(&mut input)?;
    let encoding = table.encoding.map_or_else(|| heading.encoding(), Ok)?;
    let names: Vec<String> = heading
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let mut fields = Vec::new();
    for column in wanted {
        let field = heading.fields[place(column, &names)?].clone();
        if !READABLE.contains(&field.kind) {
            return Err(CannotOpen::Unreadable {
                column: field.name,
                kind: char::from(field.kind),
                at: column.at.to_owned(),
            });
        }
        fields.push((field, column.slot));
    }
    let records = Records::Dbf(Dbf::new(input, &heading));
    Ok((records, Shape::Dbf { fields }, encoding))
}

/// Where a column stands among a table's.
fn place(column: &WantedColumn<'_>, names: &[String]) -> Result<usize, CannotOpen> {
    let mut places = (0..names.len()).filter(|place| names[*place] == column.name);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(CannotOpen::ColumnTwice(column.name.to_owned())),
        (None, _) => {
            let near = near(column.name, names.iter().map(String::as_str));
            Err(CannotOpen::NoSuchColumn {
                column: column.name.to_owned(),
                at: column.at.to_owned(),
                near: near.into_iter().map(str::to_owned).collect(),
            })
        }
    }
}
