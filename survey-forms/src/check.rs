//! *Revisión del cuestionario*: what would go wrong at the door, found before it is published.
//! Start with [`check`]. A questionnaire that parses holds together; this finds the question nobody
//! can reach, the constraint nothing fulfils, the text nobody translated. What the facts of a child
//! need is the server's to say.

mod reach;
mod wording;

use crate::expr::{Expr, Type};
use crate::questionnaire::{About, Kind, Question, Questionnaire, Section, TextForm};
use crate::words::Words;

/// One thing to put right, or to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Grade,
    /// Stable name of the check, such as `unreachable`.
    pub code: &'static str,
    /// The question, section or option (`question/option`) at fault.
    pub place: String,
    pub words: Words,
}

/// Whether a questionnaire can be published with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It can't be published so.
    Wrong,
    /// It may be meant.
    Look,
}

/// Longest name that every program of the field takes (Stata's limit).
pub const NAME_MAX: usize = 32;

/// Everything found, worst first, then in the order of the questions.
///
/// ```
/// let shipped = survey_forms::Questionnaire::shipped();
/// assert_eq!(survey_forms::check(&shipped), []);
/// ```
pub fn check(questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    for section in &questionnaire.sections {
        findings.extend(wording::of_section(section));
        for question in &section.questions {
            findings.extend(name(question));
            findings.extend(wording::of_question(question));
            findings.extend(seen_from(questionnaire, section, question));
            findings.extend(types(questionnaire, question));
            findings.extend(reach::of_question(questionnaire, section, question));
        }
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

fn name(question: &Question) -> Option<Finding> {
    (question.code.len() > NAME_MAX).then(|| {
        wrong(
            "long_name",
            &question.code,
            format!("El nombre pasa de {NAME_MAX} letras: los programas de análisis lo cortarían. Acórtelo."),
            format!("The name has more than {NAME_MAX} letters: programs of analysis would cut it. Shorten it."),
        )
    })
}

/// An expression about the household can't know which member's answer is meant.
fn seen_from(all: &Questionnaire, section: &Section, question: &Question) -> Vec<Finding> {
    let own = question.expressions().map(|expr| (expr, &question.code));
    let shared = section.relevant.iter().map(|expr| (expr, &section.code));
    let mut findings = Vec::new();
    for (expr, place) in own.chain(shared.filter(|_| is_first(section, question))) {
        for name in expr.names_alone() {
            let Some((other, _)) = all.graph().question_of(all, name) else {
                continue;
            };
            if !is_seen(other.about, section.about) {
                findings.push(wrong(
                    "not_seen_from_here",
                    place,
                    format!("Desde aquí no se sabe de quién es `${{{name}}}`. Súmela o cuéntela (`sum`, `count`), o pregúntela aquí."),
                    format!("From here it is not clear whose `${{{name}}}` is meant. Sum or count it (`sum`, `count`), or ask it here."),
                ));
            }
        }
    }
    findings
}

/// Whether one question of a section about `what` is meant, seen from one about `from`.
fn is_seen(what: About, from: About) -> bool {
    match what {
        About::Household => true,
        About::EachMember | About::EachChild => {
            matches!(from, About::EachMember | About::EachChild | About::EachJob)
        }
        About::EachJob => from == About::EachJob,
        About::EachVisit => from == About::EachVisit,
    }
}

fn is_first(section: &Section, question: &Question) -> bool {
    section
        .questions
        .first()
        .is_some_and(|first| first.code == question.code)
}

/// Comparing what can't be equal, and other expressions that can't be meant so.
fn types(all: &Questionnaire, question: &Question) -> Vec<Finding> {
    let type_of = |name: &str| {
        if name == "." {
            return Some(type_of(question, &question.code));
        }
        let (_, other) = all.graph().question_of(all, name)?;
        Some(type_of(other, name))
    };
    let fault = |expr: &Expr| expr.type_of(&type_of).err();
    question
        .expressions()
        .filter_map(fault)
        .map(|fault| {
            let words = fault.words();
            wrong("types", &question.code, words.es, words.en)
        })
        .collect()
}

/// What an expression sees in a question, or in what accompanies it.
pub(crate) fn type_of(question: &Question, name: &str) -> Type {
    match &question.kind {
        _ if name.ends_with("_unknown") && name != question.code => Type::Text,
        Kind::Number { .. } => Type::Number,
        Kind::Date { .. } => Type::Date,
        Kind::Choices { .. } => Type::Codes,
        Kind::Text {
            form: TextForm::DateTime,
            ..
        } => Type::DateTime,
        Kind::Text {
            form: TextForm::TimeOfDay,
            ..
        } => Type::Time,
        Kind::Text { .. } | Kind::YesNo | Kind::Choice { .. } | Kind::Note => Type::Text,
        Kind::Calculated { .. } => Type::Any,
    }
}

fn wrong(code: &'static str, place: &str, es: impl Into<String>, en: impl Into<String>) -> Finding {
    finding(Grade::Wrong, code, place, es, en)
}

fn look(code: &'static str, place: &str, es: impl Into<String>, en: impl Into<String>) -> Finding {
    finding(Grade::Look, code, place, es, en)
}

fn finding(
    severity: Grade,
    code: &'static str,
    place: &str,
    es: impl Into<String>,
    en: impl Into<String>,
) -> Finding {
    Finding {
        severity,
        code,
        place: place.to_owned(),
        words: Words::new(es, en),
    }
}
