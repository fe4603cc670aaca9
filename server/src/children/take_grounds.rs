//! *Descargar fundamentos*: one child's grounds as a file, for the file of the case or a lawyer.
//!
//! Start at [`as_json`] and [`as_text`]. The child is named by the case's folio and its id in the
//! record, never by name; nothing of where the family lives is in it. What is written is what
//! the page shows (`why.rs`).

use std::fmt::Write as _;

use serde_json::{Value, json};
use survey_forms::Questionnaire;

use super::store::{KeptValue, OneChild};
use super::why::{Told, Why, as_answers};
use super::words;
use crate::beneficiaries::harmless;
use crate::classifications::child_facts::asked;
use crate::pages::Lang;

/// The kind of a file and how its name ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For machines: both languages, all keys of the verdict.
    Json,
    /// To read and print, in the page's language; safe to open in a spreadsheet.
    Text,
}

impl Form {
    /// How a file's name ends.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Json => "json",
            Form::Text => "txt",
        }
    }

    /// For `Content-Type`.
    pub fn kind(self) -> &'static str {
        match self {
            Form::Json => "application/json",
            Form::Text => "text/plain; charset=utf-8",
        }
    }

    /// `fundamentos-C-XXXX-XXXX.json`.
    pub fn file_name(self, folio: &str) -> String {
        format!("fundamentos-{folio}.{}", self.ending())
    }
}

/// The verdict with grounds, readings and gaps as `rayuela classify --explain` writes them, the
/// questions that settle each gap, and the words of the choices it rests on.
pub fn as_json(child: &OneChild, kept: &[KeptValue], questionnaire: &Questionnaire) -> String {
    let mut file = json!({
        "case": child.folio,
        "member": child.member,
        "classified_at": child.classified_at,
        "edition": child.edition,
    });
    if let Some(told) = Told::of(child) {
        let pair = |es: &str, en: &str| json!({ "es": es, "en": en });
        let answers = as_answers(questionnaire, kept);
        let questions = told.explained.missing.iter().map(|gap| {
            let places = asked::settling(questionnaire, &answers, &child.member, &gap.fact);
            let texts = places
                .iter()
                .filter_map(|place| questionnaire.question(&place.code))
                .map(|(_, question)| pair(&question.text.es, &question.text.en));
            (gap.fact.clone(), texts.collect())
        });
        let questions: serde_json::Map<String, Value> = questions.collect();
        let said = |name: &str| {
            let words = told.edition.sentences.get(name);
            words.map_or(Value::Null, |words| pair(&words.es, &words.en))
        };
        let named = |list: &std::collections::BTreeMap<String, classify::Words>| {
            let pairs = list.iter();
            let pairs = pairs.map(|(id, words)| (id.clone(), pair(&words.es, &words.en)));
            Value::Object(pairs.collect())
        };
        file["title"] = pair(&told.edition.title.es, &told.edition.title.en);
        file["result"] = json!(told.explained);
        file["questions"] = Value::Object(questions);
        file["choices"] = named(&told.edition.choices);
        file["no_alert"] = said("no_alert");
        let points = told.edition.undecided.points.iter();
        file["undecided"] = points
            .map(|it| json!({ "article": it.article, "es": it.es, "en": it.en }))
            .collect();
    } else {
        file["result"] = Value::Null;
    }
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The page's explanation as plain text, one statement a line.
pub fn as_text(
    child: &OneChild,
    kept: &[KeptValue],
    questionnaire: &Questionnaire,
    lang: Lang,
) -> String {
    let why = Why::of(child, kept, questionnaire, lang);
    let class = words::class(
        child.found.occupation.as_deref(),
        child.found.chores.as_deref(),
        lang,
    );
    let mut file = Lines(String::new());
    file.line(
        0,
        lang.t(
            "Fundamentos de la clasificación",
            "Grounds of the classification",
        ),
    );
    file.line(0, &format!("{} {}", lang.t("Caso", "Case"), child.folio));
    file.line(
        0,
        &format!("{} {}", lang.t("Integrante", "Member"), child.member),
    );
    file.line(0, &format!("{}: {class}", lang.t("Clase", "Class")));
    file.line(
        0,
        &format!("{}: {}", lang.t("Definición", "Definition"), why.definition),
    );
    file.line(
        0,
        lang.t(
            "Información confidencial. No lleva nombre ni domicilio.",
            "Confidential information. It holds no name and no address.",
        ),
    );
    if why.refused {
        let words = lang.t(
            "Las respuestas no se pudieron clasificar.",
            "The answers could not be classified.",
        );
        file.line(0, words);
    }
    let from = lang.t("Fuente", "Source");
    let grounds = [&why.grounds[..], &why.also[..]].concat();
    file.part(lang.t("Por qué", "Why"));
    for ground in &grounds {
        file.line(1, &ground.words);
        file.line(2, &format!("{from}: {}", ground.source));
    }
    file.part(lang.t("Con otra lectura de la definición", "Under another reading"));
    for other in &why.readings {
        file.line(1, &other.words);
        file.line(2, &format!("{from}: {}", other.source));
    }
    if why.readings.is_empty() {
        file.line(
            1,
            lang.t("Ninguna cambia el resultado.", "None changes the result."),
        );
    }
    missing(&mut file, &why, lang);
    law(&mut file, &why, lang);
    file.0
}

fn missing(file: &mut Lines, why: &Why, lang: Lang) {
    file.part(lang.t("Qué falta por saber", "What is missing"));
    for open in &why.missing {
        file.line(1, &open.what);
        for question in &open.questions {
            file.line(
                2,
                &format!("{}: {question}", lang.t("Pregunta", "Question")),
            );
        }
        if let Some((more, section)) = &open.more {
            let words = lang.t(
                "preguntas más de la sección",
                "more questions of the section",
            );
            file.line(
                2,
                &format!("{} {more} {words} «{section}»", lang.t("Y", "And")),
            );
        }
    }
    if why.missing.is_empty() {
        let words = lang.t(
            "Ninguna respuesta que falte cambiaría la clase.",
            "No missing answer would change the class.",
        );
        file.line(1, words);
    }
}

fn law(file: &mut Lines, why: &Why, lang: Lang) {
    file.part(lang.t("Alertas legales", "Legal alerts"));
    for alert in &why.alerts {
        file.line(1, &alert.words);
        file.line(
            2,
            &format!("{}: {}", lang.t("Fuente", "Source"), alert.source),
        );
    }
    let no_alert = lang.t(
        "La ausencia de alertas no significa que el trabajo sea legal.",
        "The absence of alerts does not mean that the work is legal.",
    );
    file.line(1, no_alert);
    if !why.undecided.is_empty() {
        let words = lang.t(
            "Estas respuestas no alcanzan para decidir otros puntos de la ley:",
            "These answers are not enough to decide other points of the law:",
        );
        file.line(1, words);
    }
    for (article, about) in &why.undecided {
        file.line(2, &format!("{article}: {about}"));
    }
}

/// A text of lines, none of which a spreadsheet would run.
struct Lines(String);

impl Lines {
    fn part(&mut self, title: &str) {
        self.0.push('\n');
        self.line(0, title);
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.0, "{:depth$}{}", "", harmless(text), depth = depth * 2);
    }
}
