//! Why a row is not read: table, row, column, the code that stood there, and what was expected.
//!
//! Start at [`RowRefusal`]. The value is kept out where a column holds keys, so that no refusal
//! can name a person. What this module does not know: how often it happened.

use std::{borrow::Cow, error::Error, fmt};

use classify::Expected;

/// Values are shown up to this many characters.
pub const SHOWN_CHARACTERS_MAX: usize = 20;

/// A row that gives no child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRefusal {
    pub table: String,
    /// Of this table, counted from 1 after the heading (DBF: the record number).
    pub row: u64,
    /// Empty for the row as a whole.
    pub column: String,
    /// What stood there, cut short; never of a column that the mapping uses as a key or id.
    pub value: Option<String>,
    pub wanted: Wanted,
}

/// What should have stood in a refused cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these codes, which the mapping lists.
    Codes(Vec<String>),
    /// Digits, with a decimal point if need be.
    Number,
    /// Digits with a decimal comma if need be.
    NumberWithComma,
    /// One to so many digits.
    Digits(usize),
    /// `YYYY-MM-DD` or `YYYYMMDD`.
    Day,
    /// Text in the table's encoding.
    Text(&'static str),
    /// A code of at most so many bytes.
    Short(usize),
    /// A weight over 0.
    Weight,
    /// The cell must not be empty.
    NotEmpty,
    /// So many fields; there were others.
    Fields { expected: usize, found: usize },
    /// A flat JSON object.
    FlatObject,
    /// A DBF record begins with a blank or an asterisk.
    RecordMark,
    /// A row with the same key in this table.
    Partner(String),
    /// One row with this key in this table; these two have it.
    OnePartner {
        table: String,
        rows: Box<(u64, u64)>,
    },
    /// A key that no row before has; this one has.
    KeyOnce { row: u64 },
    /// What the rule set demands of the fact.
    Fact(Expected),
}

impl RowRefusal {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        let mut text = format!("tabla {}, fila {}", self.table, self.row);
        if !self.column.is_empty() {
            text += &format!(", columna {}", self.column);
        }
        if let Some(value) = &self.value {
            text += &format!(", valor «{value}»");
        }
        text + ": se esperaba " + &self.wanted.es()
    }

    /// Refusals of the same kind have the same table, column and reason, whatever the value.
    pub fn kind(&self) -> (&str, &str, &'static str) {
        (&self.table, &self.column, self.wanted.code())
    }
}

impl fmt::Display for RowRefusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "table {}, row {}", self.table, self.row)?;
        if !self.column.is_empty() {
            write!(to, ", column {}", self.column)?;
        }
        if let Some(value) = &self.value {
            write!(to, ", value \"{value}\"")?;
        }
        write!(to, ": expected {}", self.wanted.en())
    }
}

impl Error for RowRefusal {}

impl Wanted {
    /// A short name for the reason, to count refusals by.
    pub fn code(&self) -> &'static str {
        match self {
            Wanted::Codes(_) => "codes",
            Wanted::Number | Wanted::NumberWithComma => "number",
            Wanted::Digits(_) => "digits",
            Wanted::Day => "day",
            Wanted::Text(_) => "text",
            Wanted::Short(_) => "too_long",
            Wanted::Weight => "weight",
            Wanted::NotEmpty => "empty",
            Wanted::Fields { .. } => "fields",
            Wanted::FlatObject => "object",
            Wanted::RecordMark => "record_mark",
            Wanted::Partner(_) => "no_partner",
            Wanted::OnePartner { .. } => "two_partners",
            Wanted::KeyOnce { .. } => "key_twice",
            Wanted::Fact(_) => "range",
        }
    }

    /// In Spanish, to follow "se esperaba".
    pub fn es(&self) -> Cow<'static, str> {
        match self {
            Wanted::Codes(codes) => format!("uno de estos códigos: {}", codes.join(", ")).into(),
            Wanted::Number => "un número sin signo, con punto decimal si lo lleva".into(),
            Wanted::NumberWithComma => "un número sin signo, con coma decimal si la lleva".into(),
            Wanted::Digits(longest) => format!("de 1 a {longest} dígitos").into(),
            Wanted::Day => "una fecha que exista, escrita AAAA-MM-DD o AAAAMMDD".into(),
            Wanted::Text(encoding) => format!("texto en {encoding}").into(),
            Wanted::Short(longest) => format!("un código de a lo más {longest} bytes").into(),
            Wanted::Weight => "un factor de expansión mayor que 0".into(),
            Wanted::NotEmpty => "que la celda no esté vacía".into(),
            Wanted::Fields { expected, found } => {
                format!("una fila de {expected} campos; tiene {found}").into()
            }
            Wanted::FlatObject => "un objeto JSON sin objetos ni listas dentro".into(),
            Wanted::RecordMark => "un registro que empiece con un espacio o un asterisco".into(),
            Wanted::Partner(table) => format!("una fila con la misma llave en {table}").into(),
            Wanted::OnePartner { table, rows } => format!(
                "una sola fila con esta llave en {table}; la tienen las filas {} y {}",
                rows.0, rows.1
            )
            .into(),
            Wanted::KeyOnce { row } => {
                format!("una llave que no se repita; ya la tiene la fila {row}").into()
            }
            Wanted::Fact(expected) => expected.es(),
        }
    }

    /// In English, to follow "expected".
    pub fn en(&self) -> Cow<'static, str> {
        match self {
            Wanted::Codes(codes) => format!("one of these codes: {}", codes.join(", ")).into(),
            Wanted::Number => "a number without sign, with a decimal point if any".into(),
            Wanted::NumberWithComma => "a number without sign, with a decimal comma if any".into(),
            Wanted::Digits(longest) => format!("1 to {longest} digits").into(),
            Wanted::Day => "a date that exists, written YYYY-MM-DD or YYYYMMDD".into(),
            Wanted::Text(encoding) => format!("text in {encoding}").into(),
            Wanted::Short(longest) => format!("a code of at most {longest} bytes").into(),
            Wanted::Weight => "a weight over 0".into(),
            Wanted::NotEmpty => "the cell not to be empty".into(),
            Wanted::Fields { expected, found } => {
                format!("a row of {expected} fields; it has {found}").into()
            }
            Wanted::FlatObject => "a JSON object without objects or lists in it".into(),
            Wanted::RecordMark => "a record that begins with a blank or an asterisk".into(),
            Wanted::Partner(table) => format!("a row with the same key in {table}").into(),
            Wanted::OnePartner { table, rows } => format!(
                "one row with this key in {table}; rows {} and {} have it",
                rows.0, rows.1
            )
            .into(),
            Wanted::KeyOnce { row } => {
                format!("a key that is not repeated; row {row} has it already").into()
            }
            Wanted::Fact(expected) => expected.en(),
        }
    }
}
