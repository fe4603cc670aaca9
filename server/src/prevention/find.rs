//! The list of prevention: its filters, kept in the address, and its rows in words. A row holds
//! what a case officer needs to choose whom to see next, and no name.

use serde::Deserialize;
use serde_json::Value;

use crate::children::words;
use crate::pages::Lang;

/// What the address asks for; an unknown value finds nothing rather than everything.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Filters {
    /// One of [`STANDINGS`]; empty is the first.
    #[serde(default)]
    pub situacion: String,
    /// `ageb:…`, as it stands in the rows.
    #[serde(default)]
    pub area: String,
    /// A ground's code.
    #[serde(default)]
    pub motivo: String,
    /// From 1.
    pub pagina: Option<u64>,
}

/// The standings a list can be asked for: code, Spanish, English.
pub const STANDINGS: [(&str, &str, &str); 3] = [
    ("at_risk", "En riesgo", "At risk"),
    (
        "not_decided",
        "No se puede decir todavía",
        "Cannot be told yet",
    ),
    (
        "class_not_known",
        "Falta saber la clase",
        "The class is not known yet",
    ),
];

/// The grounds in a few words, in the order of results: code, Spanish, English.
pub const GROUNDS: [(&str, &str, &str); 10] = [
    ("out_of_school", "No va a la escuela", "Out of school"),
    ("school_lag", "Grados de atraso", "Grades behind"),
    (
        "sibling_in_child_labour",
        "Otra persona del hogar en trabajo infantil",
        "Another child of the home in child labour",
    ),
    (
        "head_without_primary",
        "Jefa o jefe sin primaria",
        "Head without primary",
    ),
    (
        "permitted_work",
        "Trabajo permitido a su edad",
        "Permitted work",
    ),
    (
        "worked_before",
        "Trabajó en los últimos 12 meses",
        "Worked in the last 12 months",
    ),
    (
        "near_work_limit",
        "Horas de trabajo cerca del límite",
        "Hours of work near the limit",
    ),
    (
        "near_chores_limit",
        "Quehaceres cerca del límite",
        "Chores near the limit",
    ),
    (
        "no_support",
        "Sin apoyos en el hogar",
        "No support in the home",
    ),
    ("area_high_risk", "Área de riesgo alto", "Area of high risk"),
];

impl Filters {
    /// Name and value of each, for the pager.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        [
            ("situacion", &self.situacion),
            ("area", &self.area),
            ("motivo", &self.motivo),
        ]
    }

    /// Whether the rows are fewer than all of the standing.
    pub fn any(&self) -> bool {
        !self.area.is_empty() || !self.motivo.is_empty()
    }

    /// The standing asked for; one that is not offered finds nobody.
    pub fn standing(&self) -> &str {
        match self.situacion.as_str() {
            "" => STANDINGS[0].0,
            asked => STANDINGS
                .iter()
                .find(|row| row.0 == asked)
                .map_or("", |row| row.0),
        }
    }
}

/// A row as the tables hold it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The household's folio.
    pub household: String,
    pub age_min: Option<i64>,
    pub age_max: Option<i64>,
    /// `ageb:…`.
    pub area: String,
    /// The list of grounds, as JSON.
    pub grounds: String,
    /// The list of gaps, as JSON.
    pub gaps: String,
    pub points_min: Option<i64>,
    pub points_max: Option<i64>,
}

/// A row in words.
#[derive(Clone, Debug)]
pub struct RiskRow {
    /// The household's folio.
    pub folio: String,
    pub age: String,
    /// The AGEB's key.
    pub area: String,
    pub grounds: Vec<String>,
    /// What is missing, as the question that would settle it.
    pub missing: Vec<String>,
    /// `3`, or `3 a 5`.
    pub points: String,
}

impl RiskRow {
    /// Puts a row into words.
    pub fn of(found: &Found, lang: Lang) -> RiskRow {
        RiskRow {
            folio: found.household.clone(),
            age: words::age(found.age_min, found.age_max, lang),
            area: words::area(&found.area).to_owned(),
            grounds: sentences(&found.grounds, lang),
            missing: sentences(&found.gaps, lang),
            points: points(found.points_min, found.points_max, lang),
        }
    }
}

fn sentences(list: &str, lang: Lang) -> Vec<String> {
    let list: Vec<Value> = serde_json::from_str(list).unwrap_or_default();
    let said = list.iter().filter_map(|one| one[lang.code()].as_str());
    said.map(str::to_owned).collect()
}

fn points(min: Option<i64>, max: Option<i64>, lang: Lang) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} {} {max}", lang.t("a", "to")),
        _ => "—".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use classify::at_risk::RiskCode;

    use super::*;

    #[test]
    fn a_standing_that_is_not_offered_finds_nobody() {
        let asked = |situacion: &str| Filters {
            situacion: situacion.into(),
            ..Filters::default()
        };
        assert_eq!(asked("").standing(), "at_risk");
        assert_eq!(asked("not_decided").standing(), "not_decided");
        assert_eq!(asked("in_child_labour").standing(), "");
    }

    #[test]
    fn every_ground_of_the_rules_can_be_asked_for_in_words() {
        let codes: Vec<&str> = RiskCode::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(GROUNDS.map(|row| row.0).to_vec(), codes);
    }

    #[test]
    fn points_are_one_number_or_an_interval_and_never_a_guess() {
        assert_eq!(points(Some(3), Some(3), Lang::Es), "3");
        assert_eq!(points(Some(2), Some(5), Lang::Es), "2 a 5");
        assert_eq!(points(None, None, Lang::En), "—");
    }
}
