//! Why a file was not imported, and what to do: each sentence in Spanish, then in English.
//!
//! Start at [`ImportError`]. When one of these is returned nothing of the import is stored. Census
//! figures and keys are public, so what was found is quoted; it is cut at 40 characters.

use std::fmt;

use super::encoding::NotText;

/// Where in a file something stands. Rows count from 1, the header included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    pub file: String,
    pub row: u64,
    pub column: &'static str,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, fila/row {}, columna/column {}",
            self.file, self.row, self.column
        )
    }
}

/// Why nothing of the files was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(
        "{file}: no se puede leer ({source}). Revise la ruta y los permisos. \
         | {file}: cannot be read ({source}). Check the path and its permissions."
    )]
    Unreadable {
        file: String,
        source: std::io::Error,
    },

    #[error("{}", unreadable_letters(file, *row, *reason))]
    NotText {
        file: String,
        row: u64,
        reason: NotText,
    },

    #[error(
        "{file}: está vacío o solo tiene encabezado. Descárguelo de nuevo. \
         | {file}: it is empty or has only its header. Download it again."
    )]
    Empty { file: String },

    #[error(
        "{file}, fila 1: las columnas están separadas por {found}; se esperan comas. Guárdelo como \
         \"CSV (delimitado por comas)\". \
         | {file}, row 1: its columns are separated by {found}; commas are expected. Save it as \
         \"CSV (comma delimited)\"."
    )]
    OtherSeparator { file: String, found: &'static str },

    #[error(
        "{file}, fila 1: faltan las columnas {}. Use el archivo completo del Censo 2020 de INEGI \
         (por AGEB y manzana, o ITER), sin borrar columnas. \
         | {file}, row 1: columns are missing: {0}. Use INEGI's whole 2020 census file (by AGEB and \
         block, or ITER), with no column removed.",
        columns.join(", ")
    )]
    MissingColumns {
        file: String,
        columns: Vec<&'static str>,
    },

    #[error(
        "{file}, fila 1: la columna {column} está dos veces; no se sabe cuál vale. Borre una. \
         | {file}, row 1: column {column} stands twice; which one holds is unknown. Remove one."
    )]
    RepeatedColumn { file: String, column: String },

    #[error(
        "{file}, fila {row}: tiene {found} columnas y se esperan {expected}, como en el \
         encabezado. El archivo está cortado o sobra una coma; descárguelo de nuevo. \
         | {file}, row {row}: it has {found} columns where {expected} are expected, as in the \
         header. The file is cut off or has a comma too many; download it again."
    )]
    Ragged {
        file: String,
        row: u64,
        expected: usize,
        found: usize,
    },

    #[error(
        "{at}: aquí va una clave como texto ({expected}) y hay un número: \"{found}\". Una hoja de \
         cálculo cambió la columna; impórtela como texto, o use el archivo original. \
         | {at}: a key as text belongs here ({expected}), not the number \"{found}\". A spreadsheet \
         changed the column; import it as text there, or use the original file."
    )]
    NumberWhereKeyStands {
        at: At,
        found: String,
        expected: &'static str,
    },

    #[error(
        "{at}: \"{found}\" no es una clave; se espera {expected}. Compare la fila con el archivo \
         original de INEGI. \
         | {at}: \"{found}\" is not a key; {expected} is expected. Compare the row with INEGI's \
         original file."
    )]
    NotAKey {
        at: At,
        found: String,
        expected: &'static str,
    },

    #[error(
        "{at}: la fila es el total de un nivel más amplio, así que aquí van solo ceros y hay \
         \"{found}\". Compare la fila con el archivo original de INEGI. \
         | {at}: the row is the total of a wider level, so only zeros belong here, not \"{found}\". \
         Compare the row with INEGI's original file."
    )]
    MixedLevels { at: At, found: String },

    #[error(
        "{at}: \"{found}\" no es una cifra; se espera un entero sin comas, o * si INEGI la \
         reserva. Compare la fila con el archivo original. \
         | {at}: \"{found}\" is not a figure; a whole number without commas is expected, or * where \
         INEGI masks it. Compare the row with the original file."
    )]
    NotAFigure { at: At, found: String },

    #[error(
        "{file}, fila {row}: la clave {area} ya está en la fila {first_row}; no se sabe cuál vale. \
         Deje una sola y vuelva a importar. \
         | {file}, row {row}: key {area} already stands in row {first_row}; which one holds is \
         unknown. Keep one and import again."
    )]
    RepeatedKey {
        file: String,
        row: u64,
        area: String,
        first_row: u64,
    },

    #[error(
        "{file}: no es GeoJSON de polígonos ({reason}). Exporte la capa como GeoJSON \
         (FeatureCollection). \
         | {file}: it is not GeoJSON with polygons ({reason}). Export the layer as GeoJSON \
         (FeatureCollection)."
    )]
    NotGeoJson { file: String, reason: String },

    #[error(
        "{file}: sus coordenadas no son longitud y latitud ({crs}). Conviértalo primero: \
         ogr2ogr -t_srs EPSG:4326 nuevo.geojson {file} \
         | {file}: its coordinates are not longitude and latitude ({crs}). Convert it first: \
         ogr2ogr -t_srs EPSG:4326 new.geojson {file}"
    )]
    Projected { file: String, crs: String },

    #[error(
        "{file}, polígono {feature}: {reason}. Corrija esa figura en la capa y expórtela de nuevo. \
         | {file}, polygon {feature}: {reason}. Mend that shape in the layer and export it again."
    )]
    BadShape {
        file: String,
        feature: usize,
        reason: String,
    },

    #[error(
        "{file}, polígono {feature}: CVEGEO dice {cvegeo} y sus columnas CVE_ dicen {parts}. \
         Corrija la capa y expórtela de nuevo. \
         | {file}, polygon {feature}: CVEGEO says {cvegeo} and its CVE_ columns say {parts}. \
         Mend the layer and export it again."
    )]
    KeysDisagree {
        file: String,
        feature: usize,
        cvegeo: String,
        parts: String,
    },

    #[error(
        "{file}: ninguno de sus {polygons} polígonos es de un área conocida (el primero: {first}). \
         Importe antes el censo del mismo municipio. \
         | {file}: none of its {polygons} polygons belongs to a known area (the first: {first}). \
         Import the census of the same municipality first."
    )]
    NoKnownPolygon {
        file: String,
        polygons: usize,
        first: String,
    },

    #[error("No se pudo guardar el territorio: {0} | The territory could not be stored: {0}")]
    NotStored(#[from] rusqlite::Error),
}

/// What was found, short enough for a sentence.
pub fn shown(found: &str) -> String {
    let mut text: String = found.chars().take(40).collect();
    if text.len() < found.len() {
        text.push('…');
    }
    text
}

fn unreadable_letters(file: &str, row: u64, reason: NotText) -> String {
    let (es, en) = match reason {
        NotText::Binary => (
            "no es un archivo de texto en UTF-8 ni Windows-1252 (¿un .zip, un Excel o UTF-16?). \
             Ábralo y guárdelo como \"CSV UTF-8\"",
            "it is not text in UTF-8 or Windows-1252 (a .zip, a spreadsheet, UTF-16?). Open it \
             and save it as \"CSV UTF-8\"",
        ),
        NotText::NotTheUtf8ItClaims => (
            "el archivo dice ser UTF-8 y esta fila no lo es. Descárguelo de nuevo, o guárdelo como \
             \"CSV UTF-8\"",
            "the file says that it is UTF-8 and this row is not. Download it again, or save it as \
             \"CSV UTF-8\"",
        ),
        NotText::Mixed => (
            "el archivo mezcla letras en UTF-8 y en Windows-1252. Importe los originales por \
             separado",
            "the file mixes letters in UTF-8 and in Windows-1252. Import the originals one by one",
        ),
        NotText::Neither => (
            "la codificación no es UTF-8 ni Windows-1252. Guárdelo como \"CSV UTF-8\"",
            "its encoding is neither UTF-8 nor Windows-1252. Save it as \"CSV UTF-8\"",
        ),
    };
    format!("{file}, fila {row}: {es}. | {file}, row {row}: {en}.")
}
