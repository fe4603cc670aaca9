//! Plain Spanish (and English) for the codes of a classification. No code stands on a screen
//! without its words.

use classify::Words;

use crate::classifications::edition;
use crate::pages::Lang;

/// A class that the table can be filtered by: code in the address, Spanish, English.
pub const CLASSES: [(&str, &str, &str); 6] = [
    (
        "below_minimum_age",
        "Trabaja por debajo de la edad mínima",
        "Works below the minimum age",
    ),
    ("hazardous", "Ocupación peligrosa", "Hazardous occupation"),
    (
        "prolonged",
        "Quehaceres en horarios prolongados",
        "Chores for long hours",
    ),
    (
        "dangerous",
        "Quehaceres en condiciones peligrosas",
        "Chores in dangerous conditions",
    ),
    ("both", "Ocupación y quehaceres", "Occupation and chores"),
    ("unclear", "Falta información", "Information is missing"),
];

/// Age groups of the official tables: code, least and greatest age.
pub const AGE_GROUPS: [(&str, i64, i64); 3] =
    [("5-11", 5, 11), ("12-14", 12, 14), ("15-17", 15, 17)];

/// The states of a case: code, Spanish, English.
pub const STATES: [(&str, &str, &str); 3] = [
    ("proposed", "Propuesto", "Proposed"),
    ("open", "Abierto", "Open"),
    ("dismissed", "Descartado", "Dismissed"),
];

/// Answers to the question of sex: code, Spanish, English.
pub const SEXES: [(&str, &str, &str); 3] = [
    ("woman", "Mujer", "Female"),
    ("man", "Hombre", "Male"),
    ("x", "Otro", "Other"),
];

/// The words of a code in a table of three columns; an unknown code is said to be unknown.
pub fn of(
    table: &[(&'static str, &'static str, &'static str)],
    code: Option<&str>,
    lang: Lang,
) -> &'static str {
    let found = table.iter().find(|row| Some(row.0) == code);
    found.map_or(lang.t("No se sabe", "Not known"), |row| {
        lang.t(row.1, row.2)
    })
}

/// The class in a sentence's worth of words: occupation and chores, whichever apply.
pub fn class(occupation: Option<&str>, chores: Option<&str>, lang: Lang) -> String {
    let found = [occupation, chores].into_iter().flatten();
    let decisive = found.filter(|code| CLASSES.iter().take(4).any(|row| row.0 == *code));
    let said: Vec<&str> = decisive
        .map(|code| of(&CLASSES, Some(code), lang))
        .collect();
    if said.is_empty() {
        of(&CLASSES, Some("unclear"), lang).to_owned()
    } else {
        said.join(" · ")
    }
}

/// The source of a rule as people read it: the law and the choice made, in words, without the
/// numbers of the research behind them (docs/definition.md).
pub fn source(tags: &str, lang: Lang) -> String {
    let numbered = |tag: &str| {
        tag.strip_prefix('S')
            .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    tags.split("; ")
        .filter(|tag| !numbered(tag))
        .map(|tag| match choice(tag) {
            Some(about) => format!(
                "{} {tag}: {}",
                lang.t("decisión documentada", "documented choice"),
                lang.t(&about.es, &about.en)
            ),
            None => tag.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What a documented choice is about.
pub fn choice(id: &str) -> Option<&'static Words> {
    let editions = edition::editions().unwrap_or_default();
    editions.iter().find_map(|edition| edition.choices.get(id))
}

/// «12 a 14 años», or the range that is known.
pub fn age_group(min: Option<i64>, max: Option<i64>, lang: Lang) -> String {
    let (Some(min), Some(max)) = (min, max) else {
        return lang.t("Edad no conocida", "Age not known").to_owned();
    };
    let group = AGE_GROUPS
        .iter()
        .find(|(_, from, to)| (*from..=*to).contains(&min) && (*from..=*to).contains(&max));
    let (from, to) = group.map_or((min, max), |(_, from, to)| (*from, *to));
    format!(
        "{from} {} {to} {}",
        lang.t("a", "to"),
        lang.t("años", "years")
    )
}

/// «13 años», or «12 a 13 años».
pub fn age(min: Option<i64>, max: Option<i64>, lang: Lang) -> String {
    let years = lang.t("años", "years");
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("{min} {years}"),
        (Some(min), Some(max)) => format!("{min} {} {max} {years}", lang.t("a", "to")),
        _ => lang.t("Edad no conocida", "Age not known").to_owned(),
    }
}

/// `ageb:0710100010363` as people write it: the key alone.
pub fn area(area: &str) -> &str {
    area.split_once(':').map_or(area, |(_, key)| key)
}

/// The sectors that tables count by: code, Spanish, English.
pub const SECTORS: [(&str, &str, &str); 5] = [
    ("agriculture", "Campo", "Farming"),
    ("industry", "Industria", "Industry"),
    ("construction", "Construcción", "Construction"),
    ("commerce", "Comercio", "Trade"),
    ("services", "Servicios", "Services"),
];

/// The sector in words; a dash for a child without a coded job.
pub fn sector(code: Option<&str>, lang: Lang) -> &'static str {
    let known = SECTORS.iter().find(|row| Some(row.0) == code);
    known.map_or("—", |row| lang.t(row.1, row.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_the_law_and_the_choice_but_no_research_number() {
        let tags = "INEGI; LFT 175, 176; S8; S6b; CH-05";
        assert_eq!(
            source(tags, Lang::Es),
            "INEGI; LFT 175, 176; decisión documentada CH-05: qué actividades, ocupaciones, \
             lugares y riesgos son peligrosos"
        );
        assert_eq!(source("SCIAN; S23", Lang::En), "SCIAN");
    }

    #[test]
    fn a_class_is_said_in_words_and_never_in_codes() {
        assert_eq!(
            class(Some("hazardous"), Some("adequate"), Lang::Es),
            "Ocupación peligrosa"
        );
        let both = class(Some("below_minimum_age"), Some("dangerous"), Lang::Es);
        assert_eq!(
            both,
            "Trabaja por debajo de la edad mínima · Quehaceres en condiciones peligrosas"
        );
        assert_eq!(
            class(None, Some("none"), Lang::En),
            "Information is missing"
        );
    }

    #[test]
    fn an_age_range_within_a_group_is_that_group() {
        assert_eq!(age_group(Some(12), Some(13), Lang::Es), "12 a 14 años");
        assert_eq!(age_group(Some(14), Some(15), Lang::Es), "14 a 15 años");
        assert_eq!(age_group(None, None, Lang::En), "Age not known");
        assert_eq!(age(Some(13), Some(13), Lang::Es), "13 años");
    }

    #[test]
    fn a_sector_is_said_in_words_or_not_at_all() {
        assert_eq!(sector(Some("commerce"), Lang::Es), "Comercio");
        assert_eq!(sector(None, Lang::Es), "—");
    }
}
