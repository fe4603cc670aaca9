//! Texts: both languages, and really two. Start with [`of_question`].

use super::{Finding, look, wrong};
use crate::questionnaire::{Question, Section};
use crate::words::Words;

/// Words of this many letters or more that read alike in both languages were not translated.
const ALIKE_MIN: usize = 24;

pub(super) fn of_section(section: &Section) -> Vec<Finding> {
    let texts = [Some(&section.title), section.intro.as_ref()];
    texts
        .into_iter()
        .flatten()
        .filter_map(|words| of_words(&section.code, words))
        .collect()
}

pub(super) fn of_question(question: &Question) -> Vec<Finding> {
    let own = [
        Some(&question.text),
        question.help.as_ref(),
        question.constraint.as_ref().map(|c| &c.message),
    ];
    let mut findings: Vec<Finding> = own
        .into_iter()
        .flatten()
        .filter_map(|words| of_words(&question.code, words))
        .collect();
    for option in question.kind.options() {
        findings.extend(of_words(
            &format!("{}/{}", question.code, option.code),
            &option.text,
        ));
    }
    findings
}

fn of_words(place: &str, words: &Words) -> Option<Finding> {
    let (es, en) = (words.es.trim(), words.en.trim());
    if es.is_empty() || en.is_empty() {
        let (language, lengua) = if es.is_empty() {
            ("Spanish", "español")
        } else {
            ("English", "inglés")
        };
        return Some(wrong(
            "missing_translation",
            place,
            format!("Falta el texto en {lengua}."),
            format!("The text in {language} is missing."),
        ));
    }
    (es == en && es.chars().count() >= ALIKE_MIN).then(|| {
        look(
            "not_translated",
            place,
            "El texto es el mismo en español y en inglés.",
            "The text is the same in Spanish and in English.",
        )
    })
}
