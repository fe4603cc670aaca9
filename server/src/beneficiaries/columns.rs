//! What may leave in a file, column by column: folio, identity, contact, eligibility facts.
//!
//! Start at [`row`]. The class of a child and its grounds are not among the columns, and no
//! [`Line`] holds them. Texts are made harmless here, once, for every format.

use chrono::NaiveDate;

use super::{Line, List};
use crate::programmes::Reason;
use microdata::write::harmless::harmless;

/// What stands at the head of each file and in each of its rows.
pub const MARK: &str = "Información confidencial";

/// One cell: text stays text, a number is a number, a date a date.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Harmless text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day.
    Day(NaiveDate),
    /// Not known.
    Blank,
}

/// The columns' names, in order.
pub const COLUMNS: [&str; 28] = [
    "aviso",
    "lista",
    "programa",
    "fecha de corte",
    "folio",
    "situación",
    "motivos",
    "documentos por reunir",
    "primer apellido",
    "segundo apellido",
    "nombre",
    "sexo",
    "fecha de nacimiento",
    "edad desde",
    "edad hasta",
    "CURP",
    "jefa o jefe del hogar",
    "domicilio",
    "colonia",
    "AGEB",
    "manzana",
    "vivienda",
    "teléfono",
    "horario seguro para llamar",
    "asiste a la escuela",
    "nivel escolar",
    "grado",
    "escuela pública",
];

/// One line's cells, in the order of [`COLUMNS`].
pub fn row(list: &List, programme: &str, line: &Line) -> [Cell; 28] {
    let person = &line.person;
    [
        text(MARK),
        text(list.mark()),
        text(programme),
        day(&list.as_of),
        text(&line.folio),
        text(line.standing.words().0),
        text(&sentences(&line.reasons)),
        text(&sentences(&line.to_gather)),
        text(&person.first_surname),
        text(&person.second_surname),
        text(&person.given_names),
        text(&coded(&person.sex, &SEXES)),
        day(&person.birth_date),
        number(person.age_min),
        number(person.age_max),
        text(&person.curp),
        text(&person.contact),
        text(&person.address),
        text(&person.neighbourhood),
        text(
            line.area
                .split_once(':')
                .map_or(line.area.as_str(), |(_, key)| key),
        ),
        text(&person.block),
        text(&person.dwelling),
        text(&person.telephone),
        text(&person.safe_time),
        text(&coded(&person.attends_school, &YES_NO)),
        text(&coded(&person.school_level, &LEVELS)),
        digits(&person.school_grade),
        text(&coded(&person.school_public, &YES_NO)),
    ]
}

/// Sexes by code.
pub const SEXES: [(&str, &str); 3] = [("woman", "Mujer"), ("man", "Hombre"), ("x", "Otro")];
const YES_NO: [(&str, &str); 2] = [("true", "Sí"), ("false", "No")];
const LEVELS: [(&str, &str); 7] = [
    ("none", "Ninguno"),
    ("preschool", "Preescolar"),
    ("primary", "Primaria"),
    ("secondary", "Secundaria"),
    ("upper_secondary", "Preparatoria"),
    ("technical", "Carrera técnica"),
    ("university", "Universidad"),
];

/// Codes become their words, also where two answers stand side by side.
pub fn coded(value: &str, words: &[(&str, &str)]) -> String {
    let parts = value.split(" / ").map(|code| {
        words
            .iter()
            .find(|row| row.0 == code)
            .map_or(code, |row| row.1)
    });
    parts.collect::<Vec<_>>().join(" / ")
}

fn sentences(reasons: &[Reason]) -> String {
    let said = reasons.iter().map(|reason| match reason.why {
        Some(why) => format!("{} {}", reason.words.es, why.words().0),
        None => reason.words.es.clone(),
    });
    said.collect::<Vec<_>>().join(" ")
}

/// Harmless text, or nothing.
pub fn text(value: &str) -> Cell {
    if value.is_empty() {
        Cell::Blank
    } else {
        Cell::Text(harmless(value))
    }
}

/// A whole number, or nothing.
pub fn number(value: Option<u32>) -> Cell {
    value.map_or(Cell::Blank, Cell::Number)
}

fn digits(value: &str) -> Cell {
    value.parse().map_or_else(|_| text(value), Cell::Number)
}

fn day(value: &str) -> Cell {
    value.parse().map_or_else(|_| text(value), Cell::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_stay_what_they_are_and_doubtful_ones_become_text() {
        assert_eq!(
            day("2015-03-02"),
            Cell::Day(NaiveDate::from_ymd_opt(2015, 3, 2).unwrap())
        );
        assert_eq!(
            day("2015-03-02 / 2015-03-20"),
            Cell::Text("2015-03-02 / 2015-03-20".into())
        );
        assert_eq!(digits("4"), Cell::Number(4));
        assert_eq!(digits("=4"), Cell::Text("'=4".into()));
        assert_eq!((day(""), number(None)), (Cell::Blank, Cell::Blank));
    }

    #[test]
    fn codes_become_words_also_where_two_answers_stand() {
        assert_eq!(coded("true / false", &YES_NO), "Sí / No");
        assert_eq!(coded("primary", &LEVELS), "Primaria");
    }

    #[test]
    fn no_column_is_named_after_a_class_or_its_grounds() {
        for column in COLUMNS {
            for word in [
                "clase",
                "trabajo",
                "ocupación",
                "quehaceres",
                "alerta",
                "peligro",
                "caso",
            ] {
                assert!(!column.contains(word), "{column}");
            }
        }
    }
}
