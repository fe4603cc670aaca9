//! The table of children found: its filters, kept in the address, and its rows. A row holds
//! what a case officer needs to choose the next case, and no name.

use serde::Deserialize;
use serde_json::Value;

use super::words;
use crate::pages::Lang;

/// What the address asks for; an unknown value finds nothing rather than everything.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Filters {
    /// One of `words::CLASSES`.
    #[serde(default)]
    pub clase: String,
    /// `ageb:…`, as it stands in the rows.
    #[serde(default)]
    pub area: String,
    /// One of `words::SEXES`.
    #[serde(default)]
    pub sexo: String,
    /// One of `words::AGE_GROUPS`.
    #[serde(default)]
    pub edad: String,
    /// One of `words::STATES`.
    #[serde(default)]
    pub estado: String,
    /// From 1.
    pub pagina: Option<u64>,
}

impl Filters {
    /// Name and value of each, for the pager.
    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("clase", &self.clase),
            ("area", &self.area),
            ("sexo", &self.sexo),
            ("edad", &self.edad),
            ("estado", &self.estado),
        ]
    }

    /// Whether any is set.
    pub fn any(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }

    /// Least and greatest age asked for, if any are; none can be in an unknown group.
    pub fn ages(&self) -> Option<(i64, i64)> {
        let group = words::AGE_GROUPS.iter().find(|group| group.0 == self.edad);
        match group {
            Some((_, min, max)) => Some((*min, *max)),
            None if self.edad.is_empty() => None,
            None => Some((1, 0)),
        }
    }
}

/// A row as the tables hold it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The case's id and folio, if a case was proposed.
    pub case: Option<(String, String)>,
    /// The household's folio.
    pub household: String,
    /// The case's state.
    pub state: Option<String>,
    /// The classification changed after the case was opened.
    pub changed: bool,
    /// Occupation's class.
    pub occupation: Option<String>,
    /// Chores' class.
    pub chores: Option<String>,
    /// SCIAN's beginning.
    pub sector: Option<String>,
    /// Sex as answered.
    pub sex: Option<String>,
    /// Least age.
    pub age_min: Option<i64>,
    /// Greatest age.
    pub age_max: Option<i64>,
    /// `ageb:…`.
    pub area: String,
    /// The list of grounds, as JSON.
    pub grounds: String,
    /// The verdict, as JSON.
    pub verdict: String,
}

/// A row in words.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it leads, if a case was proposed.
    pub href: Option<String>,
    /// The case's folio, or the household's.
    pub folio: String,
    /// The class in words.
    pub class: String,
    /// The first ground in words.
    pub ground: String,
    /// How many more grounds there are.
    pub more: usize,
    /// The sector in words.
    pub sector: &'static str,
    /// In words.
    pub sex: &'static str,
    /// The age group in words.
    pub age: String,
    /// The AGEB's key.
    pub area: String,
    /// The case's state in words.
    pub state: &'static str,
    /// The state's code, for its look.
    pub state_code: String,
    /// The classification changed after the case was opened.
    pub changed: bool,
}

impl Row {
    /// Puts a row into words.
    pub fn of(found: &Found, lang: Lang) -> Row {
        let reasons = reasons(found, lang);
        let (href, folio) = match &found.case {
            Some((id, folio)) => (Some(format!("/casos/{id}")), folio.clone()),
            None => (None, found.household.clone()),
        };
        Row {
            href,
            folio,
            class: class(found, lang),
            more: reasons.len().saturating_sub(1),
            ground: reasons.into_iter().next().unwrap_or_default(),
            sector: words::sector(found.sector.as_deref(), lang),
            sex: words::of(&words::SEXES, found.sex.as_deref(), lang),
            age: words::age_group(found.age_min, found.age_max, lang),
            area: words::area(&found.area).to_owned(),
            state: match &found.state {
                Some(state) => words::of(&words::STATES, Some(state), lang),
                None => lang.t("Sin caso", "No case"),
            },
            state_code: found.state.clone().unwrap_or_default(),
            changed: found.changed,
        }
    }
}

/// The class; a child who is in child labour whichever answer holds is said to be so.
fn class(found: &Found, lang: Lang) -> String {
    let decided = words::class(found.occupation.as_deref(), found.chores.as_deref(), lang);
    let unclear = decided == words::of(&words::CLASSES, Some("unclear"), lang);
    let verdict: Value = serde_json::from_str(&found.verdict).unwrap_or_default();
    if unclear && verdict["child_labour"] == true {
        return lang
            .t(
                "Identificado; falta un dato para la clase",
                "Identified; a fact is missing for the class",
            )
            .to_owned();
    }
    decided
}

/// The grounds of the class, without those that only say that the child worked; for a child
/// whose class is not known, what is missing.
fn reasons(found: &Found, lang: Lang) -> Vec<String> {
    let decided = words::class(found.occupation.as_deref(), found.chores.as_deref(), lang);
    if decided == words::of(&words::CLASSES, Some("unclear"), lang) {
        let verdict: Value = serde_json::from_str(&found.verdict).unwrap_or_default();
        if verdict.get("refused").is_some() {
            let words = lang.t(
                "Las respuestas no se pudieron clasificar",
                "The answers could not be classified",
            );
            return vec![words.to_owned()];
        }
        return super::doubts::open_facts(&verdict, lang);
    }
    let grounds: Vec<Value> = serde_json::from_str(&found.grounds).unwrap_or_default();
    let decisive = grounds
        .iter()
        .filter(|ground| decides(ground["code"].as_str().unwrap_or_default()));
    decisive
        .filter_map(|ground| ground[lang.code()].as_str().map(str::to_owned))
        .collect()
}

/// Grounds that are said on the child's page but make no class.
const UNDECISIVE: [&str; 7] = [
    "out_of_scope",
    "not_occupied",
    "worked",
    "absent",
    "permitted",
    "chores_adequate",
    "chores_none",
];

/// Whether a ground of this code is one of the class: not a legal alert, not the bare fact of working.
pub fn decides(code: &str) -> bool {
    !code.starts_with("LFT-") && !UNDECISIVE.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_age_group_finds_nobody_rather_than_everybody() {
        let filters = Filters {
            edad: "0-99".into(),
            ..Filters::default()
        };
        assert_eq!(filters.ages(), Some((1, 0)));
        assert_eq!(Filters::default().ages(), None);
    }
}
