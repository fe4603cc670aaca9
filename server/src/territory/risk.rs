//! *Riesgo del área*: what the municipality says of its areas, from a file to the table.
//!
//! `rayuela territory risk FILE.csv`. Start at [`read_risks`]. The file replaces all that was said
//! before, so that one source holds at a time; areas it does not name have no known risk. Where the
//! class comes from (a risk model, a committee) is the municipality's to say, in the file. It does
//! not know what a class weighs.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Transaction, params};
use serde_json::json;
use sha2::{Digest, Sha256};
use survey_forms::area::AreaKey;

use super::encoding::{Decoded, recognise};
use crate::database::DatabaseError;
use crate::{events, prevention};

/// The columns, in any order.
const COLUMNS: [&str; 4] = ["cvegeo", "class", "source", "date"];
/// No municipality's file is larger.
const LONGEST_BYTES: u64 = 16 * 1024 * 1024;

/// Why nothing of the file was taken. Rows count from 1, the header included; what was found is
/// public (keys, classes, sources) and cut at 40 characters.
#[derive(Debug, thiserror::Error)]
pub enum RiskFileError {
    #[error(
        "{file}: no se puede leer ({source}). Revise la ruta y los permisos. | {file}: cannot be read ({source}). Check the path and its permissions."
    )]
    Unreadable {
        file: String,
        source: std::io::Error,
    },
    #[error(
        "{file}, fila/row {row}: no es texto en UTF-8 ni Windows-1252. Guárdelo como CSV. | it is not text in UTF-8 or Windows-1252. Save it as CSV."
    )]
    NotText { file: String, row: u64 },
    #[error(
        "{file}, fila/row 1: se esperan las columnas cvegeo;class;source;date, separadas por punto y coma, cada una una vez; hay: {found}. | the columns cvegeo;class;source;date are expected, separated by semicolons, each once; found: {found}."
    )]
    Columns { file: String, found: String },
    #[error(
        "{file}, fila/row {row}: tiene {found} columnas y se esperan 4. | it has {found} columns where 4 are expected."
    )]
    Ragged {
        file: String,
        row: u64,
        found: usize,
    },
    #[error(
        "{file}, fila/row {row}, columna/column {column}: \"{found}\"; se esperaba {es}. | expected {en}."
    )]
    Value {
        file: String,
        row: u64,
        column: &'static str,
        found: String,
        es: &'static str,
        en: &'static str,
    },
    #[error(
        "{file}, fila/row {row}: el área {area} ya está en la fila {first}; deje una sola. | area {area} already stands in row {first}; keep one."
    )]
    Twice {
        file: String,
        row: u64,
        area: String,
        first: u64,
    },
    #[error(
        "{file}, fila/row {row}: el área {area} no es de este territorio. Importe antes su censo con `rayuela territory import`, o quite la fila. | area {area} is not of this territory. Import its census first with `rayuela territory import`, or take the row out."
    )]
    UnknownArea {
        file: String,
        row: u64,
        area: String,
    },
    #[error("{file}: no tiene ninguna fila de datos. | it has no row of data.")]
    Empty { file: String },
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for RiskFileError {
    fn from(error: rusqlite::Error) -> Self {
        RiskFileError::Database(error.into())
    }
}

/// What a file says of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaSaid {
    pub row: u64,
    pub area: AreaKey,
    /// `high`, `medium`, `low`.
    pub risk: &'static str,
    pub source: String,
    pub stated_on: NaiveDate,
}

/// What was read, with the hash of the file's bytes.
#[derive(Clone, Debug)]
pub struct RisksRead {
    pub file: String,
    pub hash: String,
    pub areas: Vec<AreaSaid>,
}

/// Reads a file whole.
///
/// # Errors
/// The first fault, by row and column.
pub fn read_risks(path: &Path) -> Result<RisksRead, RiskFileError> {
    let file = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let unreadable = |source| RiskFileError::Unreadable {
        file: file.clone(),
        source,
    };
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).map_err(unreadable)?;
    opened
        .take(LONGEST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    read_bytes(file, &bytes)
}

fn read_bytes(file: String, bytes: &[u8]) -> Result<RisksRead, RiskFileError> {
    let unreadable = |source| RiskFileError::Unreadable {
        file: file.clone(),
        source,
    };
    let encoding = recognise(BufReader::new(Cursor::new(bytes))).map_err(unreadable)?;
    let encoding = encoding.map_err(|(row, _)| RiskFileError::NotText {
        file: file.clone(),
        row,
    })?;
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(Decoded::new(Cursor::new(bytes), encoding));
    let mut records = rows.records().zip(1_u64..);
    let header = records
        .next()
        .and_then(|(record, _)| record.ok())
        .unwrap_or_default();
    let places = places(&file, &header)?;
    let (mut areas, mut seen) = (Vec::new(), BTreeMap::new());
    for (record, row) in records {
        let record = record.map_err(|error| unreadable(std::io::Error::other(error)))?;
        if record.len() != COLUMNS.len() {
            return Err(RiskFileError::Ragged {
                file,
                row,
                found: record.len(),
            });
        }
        let said = said(&file, row, places.map(|place| &record[place]))?;
        if let Some(first) = seen.insert(said.area.to_string(), row) {
            return Err(RiskFileError::Twice {
                file,
                row,
                area: said.area.to_string(),
                first,
            });
        }
        areas.push(said);
    }
    if areas.is_empty() {
        return Err(RiskFileError::Empty { file });
    }
    let hash = hex::encode(Sha256::digest(bytes));
    Ok(RisksRead { file, hash, areas })
}

/// Where each of [`COLUMNS`] stands.
fn places(file: &str, header: &csv::StringRecord) -> Result<[usize; 4], RiskFileError> {
    let place = |name: &str| header.iter().position(|it| it.eq_ignore_ascii_case(name));
    let found = COLUMNS.map(place);
    match found {
        [Some(a), Some(b), Some(c), Some(d)] if header.len() == COLUMNS.len() => Ok([a, b, c, d]),
        _ => Err(RiskFileError::Columns {
            file: file.to_owned(),
            found: cut(&header.iter().collect::<Vec<_>>().join(";")),
        }),
    }
}

fn said(
    file: &str,
    row: u64,
    [key, class, source, date]: [&str; 4],
) -> Result<AreaSaid, RiskFileError> {
    let wrong = |column, found: &str, es, en| RiskFileError::Value {
        file: file.to_owned(),
        row,
        column,
        found: cut(found),
        es,
        en,
    };
    let area = area(key).ok_or_else(|| {
        wrong(
            "cvegeo",
            key,
            "una clave de AGEB de 13 caracteres, o su tipo y clave, como locality:071010086",
            "an AGEB key of 13 characters, or kind and key, such as locality:071010086",
        )
    })?;
    let risk = match class.to_lowercase().as_str() {
        "high" | "alto" => "high",
        "medium" | "medio" => "medium",
        "low" | "bajo" => "low",
        _ => {
            return Err(wrong(
                "class",
                class,
                "alto, medio o bajo",
                "high, medium or low",
            ));
        }
    };
    if source.is_empty() || source.chars().count() > 200 {
        return Err(wrong(
            "source",
            source,
            "de dónde viene la clase, hasta 200 letras",
            "where the class comes from, up to 200 letters",
        ));
    }
    let stated_on = date
        .parse()
        .map_err(|_| wrong("date", date, "una fecha AAAA-MM-DD", "a date YYYY-MM-DD"))?;
    Ok(AreaSaid {
        row,
        area,
        risk,
        source: source.to_owned(),
        stated_on,
    })
}

/// `0710100010363` or `ageb:0710100010363`; nine digits alone may be a rural AGEB or a locality.
fn area(key: &str) -> Option<AreaKey> {
    if key.contains(':') {
        return key.parse().ok();
    }
    (key.len() == 13)
        .then(|| format!("ageb:{}", key.to_uppercase()))?
        .parse()
        .ok()
}

fn cut(found: &str) -> String {
    found.chars().take(40).collect()
}

/// Keeps what a file says in place of all that was said before, weighs every child anew and notes
/// it; gives how many children were weighed.
///
/// # Errors
/// An area that the territory does not know; nothing is kept then.
pub fn set_risks(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    read: &RisksRead,
) -> Result<u64, RiskFileError> {
    for said in &read.areas {
        let known: bool = tx
            .prepare_cached("select exists (select 1 from area where kind = ?1 and key = ?2)")?
            .query_row([said.area.kind().as_str(), said.area.key()], |row| {
                row.get(0)
            })?;
        if !known {
            let (file, area) = (read.file.clone(), said.area.to_string());
            return Err(RiskFileError::UnknownArea {
                file,
                row: said.row,
                area,
            });
        }
    }
    tx.execute("delete from area_risk", [])?;
    let mut insert = tx.prepare_cached(
        "insert into area_risk (area, risk, source, stated_on) values (?1, ?2, ?3, ?4)",
    )?;
    for said in &read.areas {
        let area = said.area.to_string();
        insert.execute(params![
            area,
            said.risk,
            said.source,
            said.stated_on.to_string()
        ])?;
    }
    let weighed = prevention::weigh::again(tx)?;
    let detail = json!({ "areas": read.areas.len(), "hash": read.hash, "weighed": weighed });
    events::note(tx, now, "server", "territory.risk_set", "", &detail)?;
    Ok(weighed)
}

#[cfg(test)]
mod tests;
