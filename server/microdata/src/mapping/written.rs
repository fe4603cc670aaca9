//! The mapping as its author writes it: serde types of the TOML, nothing checked yet.
//!
//! Start at [`Written`]; `docs/mapping.md` is its reference. Each fact is read on its own, so
//! that a fault names it. What this module does not know: facts, codes, and any file.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    pub id: String,
    /// Were the columns and codes checked against the survey's own descriptor?
    pub verified: bool,
    /// Sentences shown whenever the mapping is used.
    pub note_es: Option<String>,
    pub note_en: Option<String>,
    pub ref_date: RefDate,
    #[serde(default)]
    pub leading_zeros: LeadingZeros,
    /// *Llave de la niña o el niño*: columns of the first table, joined with "-".
    pub child: Option<Columns>,
    pub tables: Vec<WrittenTable>,
    #[serde(default)]
    pub only: Vec<Only>,
    pub facts: toml::Table,
    pub design: Option<WrittenDesign>,
    #[serde(default)]
    pub by: toml::Table,
    pub published: Option<toml::Table>,
    #[serde(default)]
    pub wage: toml::Table,
}

/// One day for all rows, or a column.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(crate) enum RefDate {
    Day(String),
    Column { column: String },
}

/// Is "01" the code "1"?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LeadingZeros {
    #[default]
    Matter,
    Ignore,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Columns {
    One(String),
    Several(Vec<String>),
}

impl Columns {
    pub fn names(&self) -> &[String] {
        match self {
            Columns::One(name) => std::slice::from_ref(name),
            Columns::Several(names) => names,
        }
    }
}

/// A table: the first has one row a child, the others are joined by key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenTable {
    pub name: String,
    /// Its file within the folder of tables.
    pub file: Option<String>,
    pub format: Format,
    pub encoding: Option<Encoding>,
    /// CSV: what parts the fields; a comma if left out.
    pub delimiter: Option<char>,
    #[serde(default)]
    pub decimal: Decimal,
    /// The columns by which this table is joined, in the order of the first table's key.
    #[serde(default)]
    pub key: Vec<String>,
    /// A child without a row here is refused; if left out its facts are not known.
    #[serde(default)]
    pub required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Csv,
    Dbf,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "cp1252")]
    Cp1252,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Decimal {
    #[default]
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

/// Rows to read: those whose cell is one of the codes, or a number from … to ….
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Only {
    pub column: String,
    #[serde(default)]
    pub codes: Vec<String>,
    pub from: Option<f64>,
    pub to: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenDesign {
    #[serde(default)]
    pub census: bool,
    pub weight: Option<String>,
    pub stratum: Option<String>,
    pub psu: Option<String>,
}

/// How one cell is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cell {
    pub column: Option<String>,
    /// Code → what it means.
    pub codes: Option<toml::Table>,
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Codes that mean "not known".
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Codes that send on to the next of `first`.
    #[serde(default)]
    pub pass: Vec<String>,
    /// Cells that are not among the codes are numbers.
    #[serde(default)]
    pub number: bool,
    /// Cells hold the rule set's own words; 1 and 0 for yes and no.
    #[serde(default)]
    pub words: bool,
    /// Word for "asked, none" where a cell holds a list parted by blanks.
    pub none: Option<String>,
    /// The column with the upper end of an interval; exact where it is empty.
    pub up_to: Option<String>,
}

/// A numeric cell from … to …, both included, means `is`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Band {
    pub from: f64,
    pub to: f64,
    pub is: toml::Value,
}

/// Yes-no columns that make up a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Each {
    pub each: Vec<Item>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    #[serde(default)]
    pub unknown: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    pub column: String,
    pub is: toml::Value,
}
