//! Cells as Parquet: every column optional but lists, which are never absent; Snappy, texts as a
//! dictionary, row groups of bounded size.
//!
//! Start at [`ParquetFile`]. Workers gather cells in [`ParquetCells`], column by column; the
//! writer joins them into row groups. What this module does not know: what the cells mean.

use std::{fs::File, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};

use super::cells::{Cells, Kind, Names};

/// Rows after which a row group is written out, so that memory stays bounded.
const ROW_GROUP_ROWS: usize = 1 << 16;

/// Rows gathered column by column.
#[derive(Debug, Default)]
pub struct ParquetCells {
    columns: Vec<Column>,
    /// The column of the next cell.
    at: usize,
    rows: usize,
}

/// The values of one column that are known, and at which level each cell stands.
#[derive(Debug, Default)]
struct Column {
    texts: Texts,
    yes: Vec<bool>,
    wholes: Vec<i32>,
    /// 1 where there is a value.
    definition: Vec<i16>,
    /// Of a list: 0 at its first code, 1 at the others.
    repetition: Vec<i16>,
}

/// Texts one after the other.
#[derive(Debug, Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    /// All of them, sharing one allocation.
    fn take(&mut self) -> Vec<ByteArray> {
        let whole = ByteArray::from(std::mem::take(&mut self.bytes));
        let mut start = 0;
        let cut = |end: usize| {
            let text = whole.slice(start, end - start);
            start = end;
            text
        };
        self.ends.drain(..).map(cut).collect()
    }
}

impl ParquetCells {
    /// Forgets the rows and keeps the memory.
    pub fn clear(&mut self) {
        for column in &mut self.columns {
            column.clear();
        }
        (self.at, self.rows) = (0, 0);
    }

    fn next(&mut self) -> &mut Column {
        if self.at == self.columns.len() {
            self.columns.push(Column::default());
        }
        self.at += 1;
        &mut self.columns[self.at - 1]
    }

    fn append(&mut self, other: &ParquetCells) {
        self.columns
            .resize_with(other.columns.len().max(self.columns.len()), Column::default);
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            column.append(more);
        }
        self.rows += other.rows;
    }
}

impl Column {
    fn clear(&mut self) {
        self.texts.bytes.clear();
        self.texts.ends.clear();
        self.yes.clear();
        self.wholes.clear();
        self.definition.clear();
        self.repetition.clear();
    }

    fn append(&mut self, more: &Column) {
        let before = self.texts.bytes.len();
        self.texts.bytes.extend_from_slice(&more.texts.bytes);
        self.texts
            .ends
            .extend(more.texts.ends.iter().map(|end| before + end));
        self.yes.extend_from_slice(&more.yes);
        self.wholes.extend_from_slice(&more.wholes);
        self.definition.extend_from_slice(&more.definition);
        self.repetition.extend_from_slice(&more.repetition);
    }
}

impl Cells for ParquetCells {
    fn text(&mut self, _: &'static str, text: Option<&str>) {
        let column = self.next();
        column.definition.push(i16::from(text.is_some()));
        if let Some(text) = text {
            column.texts.push(text);
        }
    }

    fn word(&mut self, name: &'static str, word: Option<&'static str>) {
        self.text(name, word);
    }

    fn yes(&mut self, _: &'static str, yes: Option<bool>) {
        let column = self.next();
        column.definition.push(i16::from(yes.is_some()));
        column.yes.extend(yes);
    }

    fn whole(&mut self, _: &'static str, number: Option<u32>) {
        let column = self.next();
        // Sets of bits are of at most 32 words; the last bit is kept as the sign.
        let number = number.map(u32::cast_signed);
        column.definition.push(i16::from(number.is_some()));
        column.wholes.extend(number);
    }

    fn list<'a>(&mut self, _: &'static str, codes: impl Iterator<Item = &'a str>) {
        let column = self.next();
        let before = column.definition.len();
        for code in codes {
            column
                .repetition
                .push(i16::from(column.definition.len() > before));
            column.definition.push(1);
            column.texts.push(code);
        }
        if column.definition.len() == before {
            column.repetition.push(0);
            column.definition.push(0);
        }
    }

    fn end_row(&mut self) {
        self.at = 0;
        self.rows += 1;
    }
}

/// A Parquet file being written.
pub struct ParquetFile {
    writer: SerializedFileWriter<File>,
    kinds: Vec<Kind>,
    group: ParquetCells,
}

impl ParquetFile {
    /// Begins the file; `notes` are keys and values that stand in its footer.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn new(
        file: File,
        names: &Names,
        notes: &[(String, String)],
    ) -> Result<Self, ParquetError> {
        let note = |(key, value): &(String, String)| KeyValue::new(key.clone(), value.clone());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("rayuela".to_owned())
            .set_key_value_metadata(Some(notes.iter().map(note).collect()))
            .build();
        Ok(ParquetFile {
            writer: SerializedFileWriter::new(file, schema(names)?, Arc::new(properties))?,
            kinds: names.0.iter().map(|(_, kind)| *kind).collect(),
            group: ParquetCells::default(),
        })
    }

    /// Adds rows; a full row group is written out.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, rows: &ParquetCells) -> Result<(), ParquetError> {
        self.group.append(rows);
        if self.group.rows >= ROW_GROUP_ROWS {
            self.write_group()?;
        }
        Ok(())
    }

    /// Writes what is left and the footer, and gives the file back.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<File, ParquetError> {
        if self.group.rows > 0 {
            self.write_group()?;
        }
        self.writer.into_inner()
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for (column, kind) in self.group.columns.iter_mut().zip(&self.kinds) {
            let lists = (*kind == Kind::List).then_some(&column.repetition);
            let levels = (&column.definition, lists);
            match kind {
                Kind::Text | Kind::List => {
                    write::<ByteArrayType>(&mut group, &column.texts.take(), levels)?;
                }
                Kind::Yes => write::<BoolType>(&mut group, &column.yes, levels)?,
                Kind::Whole => write::<Int32Type>(&mut group, &column.wholes, levels)?,
            }
        }
        group.close()?;
        self.group.clear();
        Ok(())
    }
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    values: &[T::T],
    (definition, repetition): (&Vec<i16>, Option<&Vec<i16>>),
) -> Result<(), ParquetError> {
    let none = || ParquetError::General("fewer columns than the schema has".to_owned());
    let mut column: SerializedColumnWriter<'_> = group.next_column()?.ok_or_else(none)?;
    column
        .typed::<T>()
        .write_batch(values, Some(definition), repetition.map(Vec::as_slice))?;
    column.close()
}

fn schema(names: &Names) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> = names
        .0
        .iter()
        .map(|(name, kind)| field(name, *kind).map(Arc::new))
        .collect();
    let whole = Type::group_type_builder("children")
        .with_fields(fields?)
        .build()?;
    Ok(Arc::new(whole))
}

fn field(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let text = |name, repetition| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_repetition(repetition)
            .build()
    };
    let plain = |physical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .build()
    };
    match kind {
        Kind::Text => text(name, Repetition::OPTIONAL),
        Kind::Yes => plain(Physical::BOOLEAN),
        Kind::Whole => plain(Physical::INT32),
        Kind::List => {
            let code = Arc::new(text("element", Repetition::REQUIRED)?);
            let codes = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![code])
                .build()?;
            Type::group_type_builder(name)
                .with_logical_type(Some(LogicalType::List))
                .with_repetition(Repetition::REQUIRED)
                .with_fields(vec![Arc::new(codes)])
                .build()
        }
    }
}

#[cfg(test)]
mod tests;
