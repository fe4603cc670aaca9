//! What leaves of the list of prevention in a file: whom to visit and where.
//!
//! Start at [`row`]. No class, no ground, no points, no school and no work stand in it, and the
//! file does not say what it is a list of: whoever finds it learns an address, not a condition. It
//! is never narrowed to one ground, so being in it tells none. For a programme, its own list is
//! drawn up instead (`crate::beneficiaries`).

use crate::beneficiaries::Person;
use crate::beneficiaries::columns::{Cell, MARK, SEXES, coded, number, text};

/// What the file is called, in it and outside.
pub const NAME: &str = "Familias por visitar";

/// The columns' names, in order.
pub const COLUMNS: [&str; 17] = [
    "aviso",
    "folio",
    "primer apellido",
    "segundo apellido",
    "nombre",
    "sexo",
    "edad desde",
    "edad hasta",
    "jefa o jefe del hogar",
    "domicilio",
    "colonia",
    "AGEB",
    "manzana",
    "vivienda",
    "teléfono",
    "horario seguro para llamar",
    "visita",
];

/// The questions whose answers the file needs.
pub const QUESTIONS: [&str; 11] = [
    "given_names",
    "first_surname",
    "second_surname",
    "sex",
    "kinship",
    "address",
    "neighbourhood",
    "block",
    "dwelling_number",
    "telephone",
    "telephone_safe_time",
];

/// One person's cells, in the order of [`COLUMNS`]; the last is left free for the visit's note.
pub fn row(folio: &str, area: &str, person: &Person) -> Vec<Cell> {
    vec![
        text(MARK),
        text(folio),
        text(&person.first_surname),
        text(&person.second_surname),
        text(&person.given_names),
        text(&coded(&person.sex, &SEXES)),
        number(person.age_min),
        number(person.age_max),
        text(&person.contact),
        text(&person.address),
        text(&person.neighbourhood),
        text(area.split_once(':').map_or(area, |(_, key)| key)),
        text(&person.block),
        text(&person.dwelling),
        text(&person.telephone),
        text(&person.safe_time),
        Cell::Blank,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_tells_a_class_a_ground_or_points() {
        for column in COLUMNS {
            for word in [
                "clase",
                "trabajo",
                "riesgo",
                "motivo",
                "puntos",
                "escuela",
                "quehaceres",
                "apoyo",
                "prevención",
            ] {
                assert!(!column.contains(word), "{column}");
            }
        }
        assert!(!NAME.to_lowercase().contains("riesgo"));
    }

    #[test]
    fn no_question_about_work_school_or_chores_enters_the_file() {
        for question in QUESTIONS {
            for word in ["work", "job", "chores", "hours", "school", "programmes"] {
                assert!(!question.contains(word), "{question}");
            }
        }
    }

    #[test]
    fn a_row_has_a_cell_for_each_column_and_its_texts_are_harmless() {
        let person = Person {
            given_names: "=1+1".into(),
            ..Person::default()
        };
        let row = row("R-0000-0000-A", "ageb:0710100010363", &person);
        assert_eq!(row.len(), COLUMNS.len());
        assert_eq!(row[4], Cell::Text("'=1+1".into()));
        assert_eq!(row[11], Cell::Text("0710100010363".into()));
    }
}
