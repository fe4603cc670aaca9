//! One child's proposed case: who it is, what was found and why, what is in doubt, what the law
//! says, and the record behind it. Here, and on the lists, a name is needed; nowhere else.

use serde_json::Value;
use survey_forms::Questionnaire;

use super::doubts::flags;
use super::record::Record;
use super::store::{self, KeptValue, OneChild};
use super::why::Why;
use super::words;
use crate::pages::{Lang, day, hour};

/// Everything the page shows. `Debug` is left out on purpose: it holds a name.
pub struct ChildCase {
    /// The case's id.
    pub id: String,
    /// `C-XXXX-XXXX`.
    pub folio: String,
    /// The case's state's code.
    pub state: String,
    /// The way so far: words, date, whether it is done.
    pub way: Vec<(String, String, bool)>,
    /// Why it was dismissed.
    pub closed_reason: Option<String>,
    /// The classification changed after a person decided.
    pub changed: bool,
    /// Given names and surnames.
    pub name: String,
    /// Facts for finding the family: label, value.
    pub contact: Vec<(&'static str, String)>,
    /// The class in words.
    pub class: String,
    /// The grounds, the alerts, and what could change the class.
    pub why: Why,
    /// Protection flags.
    pub flags: Vec<String>,
    /// The answers.
    pub record: Record,
}

impl ChildCase {
    /// Puts one child's rows into words.
    pub fn of(
        id: &str,
        child: &OneChild,
        kept: &[KeptValue],
        questionnaire: &Questionnaire,
        lang: Lang,
    ) -> ChildCase {
        let facts: Value = serde_json::from_str(&child.facts).unwrap_or_default();
        ChildCase {
            id: id.to_owned(),
            folio: child.folio.clone(),
            state: child.state.clone(),
            way: way(child, lang),
            closed_reason: child
                .closed_reason
                .as_deref()
                .map(|reason| closed(reason, lang)),
            changed: child.found.changed,
            name: name(kept, &child.member, lang),
            contact: contact(child, kept, lang),
            class: words::class(
                child.found.occupation.as_deref(),
                child.found.chores.as_deref(),
                lang,
            ),
            why: Why::of(child, kept, questionnaire, lang),
            flags: flags(&facts, lang),
            record: Record::of(questionnaire, kept, lang),
        }
    }
}

/// A person's reason stands as written; the server's own are codes.
fn closed(reason: &str, lang: Lang) -> String {
    let words = match reason {
        "no_longer_identified" => lang.t(
            "El servidor retiró la propuesta: con las respuestas nuevas ya no se identifica trabajo infantil.",
            "The server took the proposal back: with the new answers child labour is no longer identified.",
        ),
        "in_doubt" => lang.t(
            "El servidor retiró la propuesta: hay respuestas distintas y ya no se puede decidir.",
            "The server took the proposal back: answers differ and it can no longer be decided.",
        ),
        reason => reason,
    };
    words.to_owned()
}

/// The path from the interview to an open case, as tiles.
fn way(child: &OneChild, lang: Lang) -> Vec<(String, String, bool)> {
    let tile = |es, en, at: Option<&str>| {
        let when = at.map_or_else(String::new, |at| day(at, lang));
        (lang.t(es, en).to_owned(), when, at.is_some())
    };
    let mut way = vec![
        tile(
            "Entrevista recibida",
            "Interview received",
            Some(&child.home.updated_at),
        ),
        tile(
            "Clasificación",
            "Classification",
            Some(&child.classified_at),
        ),
        tile("Caso propuesto", "Case proposed", Some(&child.proposed_at)),
    ];
    way.push(match child.state.as_str() {
        "dismissed" => tile(
            "Caso descartado",
            "Case dismissed",
            child.opened_at.as_deref().or(Some("")),
        ),
        _ => tile("Caso abierto", "Case opened", child.opened_at.as_deref()),
    });
    if let (Some(who), Some(last)) = (&child.opened_by, way.last_mut()) {
        last.1 = format!("{} · {who}", last.1);
    }
    way
}

/// The values kept for one place, each once.
fn values(kept: &[KeptValue], subject: &str, code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in kept
        .iter()
        .filter(|value| value.subject == subject && value.code == code)
    {
        let scalar: Value = serde_json::from_str(&value.value).unwrap_or_default();
        let text = match scalar {
            Value::String(text) if text.starts_with('!') && !text.starts_with("!!") => continue,
            Value::String(text) => text.strip_prefix('!').unwrap_or(&text).to_owned(),
            other => other.to_string(),
        };
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn name(kept: &[KeptValue], member: &str, lang: Lang) -> String {
    let part = |code| values(kept, member, code).join(" / ");
    let parts = [
        part("given_names"),
        part("first_surname"),
        part("second_surname"),
    ];
    let name = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if name.is_empty() {
        lang.t("Nombre no conocido", "Name not known").to_owned()
    } else {
        name
    }
}

fn contact(child: &OneChild, kept: &[KeptValue], lang: Lang) -> Vec<(&'static str, String)> {
    let household = |code| values(kept, "", code).join(" / ");
    let own = |code| values(kept, &child.member, code);
    let birth: Vec<String> = own("birth_date")
        .iter()
        .map(|date| day(date, lang))
        .collect();
    let mut contact = vec![
        (
            lang.t("Sexo", "Sex"),
            words::of(&words::SEXES, child.found.sex.as_deref(), lang).to_owned(),
        ),
        (
            lang.t("Edad", "Age"),
            words::age(child.found.age_min, child.found.age_max, lang),
        ),
        (
            lang.t("Fecha de nacimiento", "Birth date"),
            birth.join(" / "),
        ),
        ("CURP", own("curp").join(" / ")),
        (
            lang.t("Folio del hogar", "Household's folio"),
            child.home.folio.clone(),
        ),
        (lang.t("Domicilio", "Address"), household("address")),
        (
            lang.t("Colonia", "Neighbourhood"),
            household("neighbourhood"),
        ),
        (
            lang.t("AGEB", "BGA"),
            words::area(&child.found.area).to_owned(),
        ),
        (
            lang.t("Manzana", "Block"),
            child.home.block.clone().unwrap_or_default(),
        ),
        (
            lang.t("Vivienda", "Dwelling"),
            child.home.dwelling_number.clone().unwrap_or_default(),
        ),
        (lang.t("Teléfono", "Telephone"), household("telephone")),
        (
            lang.t("Horario seguro para llamar", "Safe time to call"),
            household("telephone_safe_time"),
        ),
    ];
    if let Some(asker) = &child.home.last_by {
        let when = format!(
            "{} {}",
            day(&child.home.updated_at, lang),
            hour(&child.home.updated_at)
        );
        contact.push((
            lang.t("Entrevistó", "Interviewed by"),
            format!("{asker}, {when}"),
        ));
    }
    contact.retain(|(_, value)| !value.is_empty());
    contact
}

/// The questionnaire a household was asked with, or the one this program ships.
pub fn questionnaire(
    conn: &rusqlite::Connection,
    child: &OneChild,
) -> rusqlite::Result<Questionnaire> {
    let text = match &child.home.content_id {
        Some(id) => store::questionnaire(conn, id)?,
        None => None,
    };
    let parsed = text.and_then(|text| Questionnaire::parse(&text).ok());
    Ok(parsed.unwrap_or_else(Questionnaire::shipped))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(code: &str, value: &str) -> KeptValue {
        KeptValue {
            subject: "m3f2a1c".into(),
            code: code.into(),
            value: value.into(),
            person: None,
            given_at: String::new(),
        }
    }

    #[test]
    fn a_name_kept_twice_is_shown_both_ways_until_settled() {
        let values = [
            kept("given_names", "\"Ximena\""),
            kept("given_names", "\"Jimena\""),
            kept("first_surname", "\"Pérez\""),
            kept("second_surname", "\"!dont_know\""),
        ];
        assert_eq!(name(&values, "m3f2a1c", Lang::Es), "Ximena / Jimena Pérez");
        assert_eq!(name(&[], "m3f2a1c", Lang::Es), "Nombre no conocido");
    }
}
