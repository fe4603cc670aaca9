//! From the key columns of a census row to an [`AreaKey`] with its kind.
//!
//! Start at [`read_key`]. One file mixes the levels: `MUN` 000 is the state's total, `LOC` 0000 the
//! municipality's, `AGEB` 0000 the locality's, `MZA` 000 the AGEB's; anything else is a block.
//! Keys are text: lost zeros come back, letters become upper case, but a number such as `363.0` or
//! `1E+05` is refused, for what it was before the spreadsheet can no longer be known.

use survey_forms::area::{AreaKey, AreaKind};

use super::refusal::{At, ImportError, shown};

/// The key columns of one row, as they stand in the file. A file by locality has no AGEB or block.
pub struct KeyColumns<'a> {
    pub file: &'a str,
    pub row: u64,
    pub state: &'a str,
    pub municipality: &'a str,
    pub locality: &'a str,
    pub ageb: Option<&'a str>,
    pub block: Option<&'a str>,
}

/// The area that a row speaks about.
pub fn read_key(columns: &KeyColumns<'_>) -> Result<AreaKey, ImportError> {
    let parts = [
        columns.part(
            "ENTIDAD",
            columns.state,
            "2 dígitos/digits, 01-32",
            digits::<2>,
        )?,
        columns.part("MUN", columns.municipality, "3 dígitos/digits", digits::<3>)?,
        columns.part("LOC", columns.locality, "4 dígitos/digits", digits::<4>)?,
        match columns.ageb {
            Some(ageb) => columns.part("AGEB", ageb, AGEB_EXPECTED, ageb_code)?,
            None => "0000".to_owned(),
        },
        match columns.block {
            Some(block) => columns.part("MZA", block, "3 dígitos/digits", digits::<3>)?,
            None => "000".to_owned(),
        },
    ];
    if !(1..=32).contains(&parts[0].parse::<u8>().unwrap_or(0)) {
        let expected = "01-32";
        return Err(columns.not_a_key("ENTIDAD", columns.state, expected));
    }
    const KINDS: [AreaKind; 5] = [
        AreaKind::State,
        AreaKind::Municipality,
        AreaKind::Locality,
        AreaKind::Ageb,
        AreaKind::Block,
    ];
    const COLUMNS: [&str; 5] = ["ENTIDAD", "MUN", "LOC", "AGEB", "MZA"];
    let is_total = |part: &String| part.bytes().all(|digit| digit == b'0');
    let level = parts
        .iter()
        .position(is_total)
        .unwrap_or(parts.len())
        .max(1);
    if let Some(stray) = (level..parts.len()).find(|place| !is_total(&parts[*place])) {
        let at = columns.at(COLUMNS[stray]);
        return Err(ImportError::MixedLevels {
            at,
            found: parts[stray].clone(),
        });
    }
    AreaKey::new(KINDS[level - 1], &parts[..level].concat())
        .map_err(|_| columns.not_a_key(COLUMNS[level - 1], &parts[..level].concat(), "CVEGEO"))
}

const AGEB_EXPECTED: &str =
    "3 dígitos y un dígito o letra A-P / 3 digits and a digit or letter A-P";

impl KeyColumns<'_> {
    fn at(&self, column: &'static str) -> At {
        At {
            file: self.file.to_owned(),
            row: self.row,
            column,
        }
    }

    fn not_a_key(&self, column: &'static str, found: &str, expected: &'static str) -> ImportError {
        ImportError::NotAKey {
            at: self.at(column),
            found: shown(found),
            expected,
        }
    }

    fn part(
        &self,
        column: &'static str,
        found: &str,
        expected: &'static str,
        read: fn(&str) -> Option<String>,
    ) -> Result<String, ImportError> {
        let text = found.trim().to_ascii_uppercase();
        if let Some(key) = read(&text) {
            return Ok(key);
        }
        if text.parse::<f64>().is_ok() && text.contains(['.', 'E', '+', '-']) {
            let (at, found) = (self.at(column), shown(found));
            return Err(ImportError::NumberWhereKeyStands {
                at,
                found,
                expected,
            });
        }
        Err(self.not_a_key(column, found, expected))
    }
}

/// Up to `N` digits, with the zeros that a spreadsheet took.
fn digits<const N: usize>(text: &str) -> Option<String> {
    let fits = (1..=N).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    fits.then(|| format!("{text:0>N$}"))
}

/// The four characters of an AGEB: three digits, then a digit or A to P.
fn ageb_code(text: &str) -> Option<String> {
    if !(1..=4).contains(&text.len()) || !text.is_ascii() {
        return None;
    }
    let (number, verifier) = text.split_at(text.len() - 1);
    let fits = number.bytes().all(|c| c.is_ascii_digit())
        && verifier
            .bytes()
            .all(|c| c.is_ascii_digit() || (b'A'..=b'P').contains(&c));
    fits.then(|| format!("{text:0>4}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(columns: [&str; 5], expect: &str) {
        let [state, municipality, locality, ageb, block] = columns;
        let (ageb, block) = (Some(ageb), Some(block));
        let columns = KeyColumns {
            file: "censo.csv",
            row: 7,
            state,
            municipality,
            locality,
            ageb,
            block,
        };
        match read_key(&columns) {
            Ok(area) => assert_eq!(area.to_string(), expect),
            Err(error) => assert!(error.to_string().contains(expect), "{error}"),
        }
    }

    #[test]
    fn each_level_of_one_mixed_file_gets_its_kind() {
        check(["07", "000", "0000", "0000", "000"], "state:07");
        check(["07", "101", "0000", "0000", "000"], "municipality:07101");
        check(["07", "101", "0001", "0000", "000"], "locality:071010001");
        check(["07", "101", "0001", "058A", "000"], "ageb:071010001058A");
        check(
            ["07", "101", "0001", "0363", "012"],
            "block:0710100010363012",
        );
    }

    #[test]
    fn lost_zeros_come_back_and_letters_become_upper_case() {
        check(["7", "101", "1", "58a", "0"], "ageb:071010001058A");
        check([" 07 ", "1", "37", "363", "12"], "block:0700100370363012");
    }

    #[test]
    fn a_number_where_a_key_stands_is_named_with_its_place() {
        check(
            ["07", "101", "0001", "363.0", "000"],
            "fila/row 7, columna/column AGEB",
        );
        check(
            ["07", "101", "0001", "363.0", "000"],
            "hay un número: \"363.0\"",
        );
        check(["07", "101", "1.0", "0363", "000"], "columna/column LOC");
        check(["07", "101", "0001", "1E+05", "000"], "hay un número");
        check(["07", "101", "0001", "3E10", "000"], "hay un número");
    }

    #[test]
    fn a_text_that_is_no_key_says_what_was_expected() {
        check(
            ["07", "101", "0001", "03A3", "000"],
            "3 dígitos y un dígito o letra A-P",
        );
        check(["07", "101", "0001", "036Z", "000"], "no es una clave");
        check(["07", "101", "00001", "0363", "000"], "columna/column LOC");
        check(["33", "101", "0001", "0363", "000"], "01-32");
        check(["", "101", "0001", "0363", "000"], "columna/column ENTIDAD");
    }

    #[test]
    fn a_total_row_with_a_narrower_key_is_refused() {
        check(
            ["07", "101", "0000", "0363", "000"],
            "columna/column AGEB: la fila es el total",
        );
        check(["07", "000", "0001", "0000", "000"], "columna/column LOC");
        check(["07", "101", "0001", "0000", "001"], "columna/column MZA");
    }
}
