//! What is wrong with a sheet, for the person who wrote it. Start with [`Fault`].
//!
//! Everything that reads sheets reports with it: this module for what is no workbook, the importer
//! for what is no questionnaire. Knows nothing of either.

use std::fmt;

use crate::Words;

/// Where in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet; empty for the whole file.
    pub sheet: String,
    /// The row from 1; 0 for the whole sheet.
    pub row: u32,
    /// The header of the column, or its letter; empty for the whole row.
    pub column: String,
}

/// One thing that is wrong: where, what, and what to do, in Spanish and in English.
///
/// ```
/// use survey_forms::sheets::{Fault, Place};
/// let fault = Fault {
///     place: Place::cell("survey", 12, "relevant"),
///     es: "falta un paréntesis: ciérrelo".into(),
///     en: "a parenthesis is missing: close it".into(),
/// };
/// assert_eq!(
///     fault.to_string(),
///     "survey, fila 12, columna relevant: falta un paréntesis: ciérrelo\n\
///      survey, row 12, column relevant: a parenthesis is missing: close it"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub es: String,
    pub en: String,
}

impl Place {
    /// The whole file.
    pub fn file() -> Place {
        Place::default()
    }

    /// A whole sheet.
    pub fn sheet(sheet: impl Into<String>) -> Place {
        Place {
            sheet: sheet.into(),
            ..Place::default()
        }
    }

    /// A whole row, from 1.
    pub fn row(sheet: impl Into<String>, row: u32) -> Place {
        Place {
            sheet: sheet.into(),
            row,
            ..Place::default()
        }
    }

    /// One cell: its row from 1, and the header or the letter of its column.
    pub fn cell(sheet: impl Into<String>, row: u32, column: impl Into<String>) -> Place {
        Place {
            sheet: sheet.into(),
            row,
            column: column.into(),
        }
    }

    /// The place in both languages: `survey, fila 12, columna relevant`.
    pub fn words(&self) -> Words {
        if self.sheet.is_empty() {
            return Words::new("el archivo", "the file");
        }
        let mut words = Words::new(self.sheet.as_str(), self.sheet.as_str());
        if self.row > 0 {
            words.es += &format!(", fila {}", self.row);
            words.en += &format!(", row {}", self.row);
        }
        if !self.column.is_empty() {
            words.es += &format!(", columna {}", self.column);
            words.en += &format!(", column {}", self.column);
        }
        words
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.words();
        write!(f, "{}: {}\n{}: {}", place.es, self.es, place.en, self.en)
    }
}

impl std::error::Error for Fault {}
