//! Why a file is not taken as a workbook. Start with [`SheetFault`]. Knows nothing of how a file
//! is read, only what to say about it.

use thiserror::Error;

use super::fault::{Fault, Place};
use super::limits;
use crate::Words;

/// A refusal with its place. Displays as the [`Fault`] it turns into.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.fault())]
pub struct SheetFault {
    pub place: Place,
    pub refusal: Refusal,
}

/// What is wrong with a file, a sheet or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither a workbook nor another file that we know.
    NotAWorkbook,
    /// `.xls`, the format before 2007.
    OldWorkbook,
    /// Protected with a password, so encrypted.
    Encrypted,
    /// The parts don't fit together; `part` is the file inside, where known.
    Damaged { part: String },
    /// More bytes than [`limits::FILE_BYTES_MAX`].
    FileTooLarge,
    /// More inside than the file should hold: a zip bomb, or a workbook with films in it.
    /// `bytes`: how many had come out when the reading stopped.
    InflatesTooFar { bytes: u64 },
    /// The workbook has no sheet, or none of those asked for.
    NoSheet,
    /// Two sheets have one name.
    SheetTwice,
    /// A sheet name that spreadsheets don't allow.
    SheetName,
    /// More sheets than [`limits::SHEETS_MAX`].
    TooManySheets,
    /// Something stands below [`limits::ROWS_MAX`].
    TooManyRows,
    /// Something stands to the right of [`limits::COLUMNS_MAX`].
    TooManyColumns,
    /// More cells than [`limits::CELLS_MAX`], or more text than [`limits::TEXT_BYTES_MAX`].
    TooManyCells,
    /// A text longer than [`limits::CELL_CHARS_MAX`].
    TextTooLong,
    /// The cell computes its value.
    Formula,
    /// The cells of `range` are one.
    Merged { range: String },
    /// The cell shows an error, such as `#REF!`.
    ErrorValue { shown: String },
    /// Rows or cells to write that don't go from the top down and from left to right.
    OutOfOrder,
    /// The text is not UTF-8, from this line of the file on.
    NotUtf8 { line: usize },
    /// A row of a Markdown table lacks its last `|`.
    RowNotClosed { line: usize },
    /// A row of a Markdown table stands before any sheet name.
    RowWithoutSheet { line: usize },
    /// The text holds no table.
    NoTable,
}

impl SheetFault {
    /// The same, in the words of a person.
    pub fn fault(&self) -> Fault {
        let Words { es, en } = self.refusal.words();
        Fault {
            place: self.place.clone(),
            es,
            en,
        }
    }
}

impl From<SheetFault> for Fault {
    fn from(fault: SheetFault) -> Fault {
        fault.fault()
    }
}

impl Refusal {
    /// Puts the refusal in its place.
    pub(super) fn at(self, place: Place) -> SheetFault {
        SheetFault {
            place,
            refusal: self,
        }
    }

    /// What is wrong and what to do instead.
    pub fn words(&self) -> Words {
        self.words_of_file()
            .or_else(|| self.words_of_size())
            .unwrap_or_else(|| self.words_of_cell())
    }

    fn words_of_file(&self) -> Option<Words> {
        Some(match self {
            Refusal::NotAWorkbook => Words::new(
                "no es un libro de Excel (.xlsx): ábralo en su hoja de cálculo y elija Guardar como, formato .xlsx",
                "this is no Excel workbook (.xlsx): open it in your spreadsheet and choose Save as, format .xlsx",
            ),
            Refusal::OldWorkbook => Words::new(
                "es un libro en el formato antiguo (.xls): ábralo y guárdelo como .xlsx",
                "this is a workbook in the old format (.xls): open it and save it as .xlsx",
            ),
            Refusal::Encrypted => Words::new(
                "el libro tiene contraseña: quítesela y guárdelo de nuevo como .xlsx",
                "the workbook has a password: remove it and save it again as .xlsx",
            ),
            Refusal::Damaged { part } if part.is_empty() => Words::new(
                "el libro está dañado: ábralo en su hoja de cálculo y guárdelo de nuevo como .xlsx",
                "the workbook is damaged: open it in your spreadsheet and save it again as .xlsx",
            ),
            Refusal::Damaged { part } => Words::new(
                format!(
                    "el libro está dañado en {part}: ábralo en su hoja de cálculo y guárdelo de nuevo como .xlsx"
                ),
                format!(
                    "the workbook is damaged in {part}: open it in your spreadsheet and save it again as .xlsx"
                ),
            ),
            Refusal::NoSheet => Words::new(
                "el libro no tiene ninguna hoja que leer: agregue la hoja survey",
                "the workbook has no sheet to read: add the sheet survey",
            ),
            Refusal::NotUtf8 { line } => Words::new(
                format!(
                    "la línea {line} no está en UTF-8: guarde el archivo con la codificación UTF-8"
                ),
                format!("line {line} is not UTF-8: save the file with the encoding UTF-8"),
            ),
            Refusal::RowNotClosed { line } => Words::new(
                format!(
                    "la línea {line} empieza una fila con | y no la termina: escriba | al final de la línea; dentro de una celda, escriba \\|"
                ),
                format!(
                    "line {line} begins a row with | and does not end it: write | at the end of the line; inside a cell, write \\|"
                ),
            ),
            Refusal::RowWithoutSheet { line } => Words::new(
                format!(
                    "la línea {line} no dice de qué hoja es: escriba antes una línea como | survey |"
                ),
                format!(
                    "line {line} does not say which sheet it belongs to: write a line such as | survey | before it"
                ),
            ),
            Refusal::NoTable => Words::new(
                "el texto no tiene ninguna tabla: escriba | survey | y debajo sus filas, o use un libro .xlsx",
                "the text holds no table: write | survey | and its rows below, or use an .xlsx workbook",
            ),
            _ => return None,
        })
    }

    fn words_of_size(&self) -> Option<Words> {
        Some(match self {
            Refusal::FileTooLarge => Words::new(
                "el archivo pasa de 10 MB: quite imágenes y hojas que no son del cuestionario",
                "the file is larger than 10 MB: remove pictures and sheets that are not of the questionnaire",
            ),
            Refusal::InflatesTooFar { .. } => Words::new(
                "el archivo contiene mucho más de lo que cabe en un cuestionario: copie sus hojas a un libro nuevo y guárdelo como .xlsx",
                "the file holds far more than a questionnaire can: copy its sheets to a new workbook and save it as .xlsx",
            ),
            Refusal::TooManySheets => Words::new(
                format!(
                    "el libro tiene más de {} hojas: quite las que no son del cuestionario",
                    limits::SHEETS_MAX
                ),
                format!(
                    "the workbook has more than {} sheets: remove those that are not of the questionnaire",
                    limits::SHEETS_MAX
                ),
            ),
            Refusal::TooManyRows => Words::new(
                format!(
                    "se leen las primeras {} filas y aquí hay algo escrito: bórrelo o súbalo",
                    limits::ROWS_MAX
                ),
                format!(
                    "the first {} rows are read and something stands here: delete it or move it up",
                    limits::ROWS_MAX
                ),
            ),
            Refusal::TooManyColumns => Words::new(
                format!(
                    "se leen las primeras {} columnas y aquí hay algo escrito: bórrelo o muévalo a la izquierda",
                    limits::COLUMNS_MAX
                ),
                format!(
                    "the first {} columns are read and something stands here: delete it or move it to the left",
                    limits::COLUMNS_MAX
                ),
            ),
            Refusal::TooManyCells => Words::new(
                format!(
                    "el libro tiene más de {} celdas o más de {} MB de texto: divida el cuestionario o acorte sus listas",
                    limits::CELLS_MAX,
                    limits::TEXT_BYTES_MAX / (1024 * 1024)
                ),
                format!(
                    "the workbook has more than {} cells or more than {} MB of text: divide the questionnaire or shorten its lists",
                    limits::CELLS_MAX,
                    limits::TEXT_BYTES_MAX / (1024 * 1024)
                ),
            ),
            Refusal::TextTooLong => Words::new(
                format!(
                    "el texto pasa de {} caracteres: acórtelo",
                    limits::CELL_CHARS_MAX
                ),
                format!(
                    "the text is longer than {} characters: shorten it",
                    limits::CELL_CHARS_MAX
                ),
            ),
            _ => return None,
        })
    }

    fn words_of_cell(&self) -> Words {
        match self {
            Refusal::Formula => Words::new(
                "la celda tiene una fórmula: escriba el valor, no una fórmula",
                "the cell holds a formula: write the value, not a formula",
            ),
            Refusal::Merged { range } => Words::new(
                format!(
                    "las celdas {range} están combinadas: sepárelas y escriba el valor en cada una"
                ),
                format!("the cells {range} are merged: unmerge them and write the value in each"),
            ),
            Refusal::ErrorValue { shown } => Words::new(
                format!("la celda muestra el error {shown}: escriba el valor que debe tener"),
                format!("the cell shows the error {shown}: write the value it should have"),
            ),
            Refusal::SheetTwice => Words::new(
                "hay dos hojas con este nombre: cambie el nombre de una",
                "two sheets have this name: rename one of them",
            ),
            Refusal::SheetName => Words::new(
                "este nombre no sirve para una hoja: use de 1 a 31 caracteres, sin [ ] : * ? / \\ ni apóstrofo al principio o al final",
                "this name will not do for a sheet: use 1 to 31 characters, without [ ] : * ? / \\ and no apostrophe at either end",
            ),
            _ => Words::new(
                "las filas y celdas no están en orden: escríbalas de arriba abajo y de izquierda a derecha, cada una una vez",
                "the rows and cells are not in order: write them from the top down and from left to right, each once",
            ),
        }
    }
}
