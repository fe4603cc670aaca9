//! *Revisión*: what is missing or does not agree, before an interview is closed.
//! Start with [`review`]. `people.rs` looks at the roster, `school.rs` at schooling, `week.rs` at
//! the week's hours and jobs. It changes nothing and blames nobody: a remark says what to ask.

mod people;
mod school;
mod week;

use chrono::{DateTime, NaiveDate};

use crate::answer::Answer;
use crate::answers::Answers;
use crate::key::AnswerKey;
use crate::logic::Logic;
use crate::questionnaire::Questionnaire;
use crate::steps::{due_in, steps};
use crate::words::Words;

/// One thing to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub severity: Severity,
    /// The answer to go to.
    pub key: AnswerKey,
    /// Stable name of the check, such as `missing` or `two_heads`.
    pub code: &'static str,
    pub words: Words,
}

/// Whether the interview can be closed with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The interview can't be closed so.
    MustFix,
    /// Unusual: ask again, it may be true.
    Check,
}

/// Everything to look at before closing: what is missing first, then what does not agree, in the
/// order of the roster. The sentences never repeat an answer.
///
/// ```
/// use survey_forms::{Answers, Questionnaire, Severity, review};
/// let remarks = review(&Questionnaire::shipped(), &Answers::default());
/// assert!(remarks.iter().any(|r| r.severity == Severity::MustFix && r.key.code == "consent"));
/// ```
pub fn review(q: &Questionnaire, answers: &Answers) -> Vec<Remark> {
    let reference = answers.ref_date().unwrap_or_default();
    let mut remarks = unanswered(q, answers, reference);
    if answers.is_yes("", "consent") {
        remarks.extend(reference_week(answers));
        remarks.extend(interpreter(answers));
        remarks.extend(people::look(answers, reference));
        for member in answers.members() {
            remarks.extend(school::look(answers, member, reference));
        }
        for child in answers.children(reference) {
            remarks.extend(week::look(answers, child));
        }
    }
    remarks
}

/// Required questions that are due and have no answer; those that were left unasked on purpose.
fn unanswered(q: &Questionnaire, answers: &Answers, reference: NaiveDate) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let logic = Logic::new(q, answers, Some(reference));
    for step in steps(q, answers, reference) {
        let Some(section) = q.section(&step.section) else {
            continue;
        };
        for question in due_in(&logic, section, &step.subject) {
            let (subject, code) = (step.subject.as_str(), question.code.as_str());
            match answers.get(subject, code) {
                None if question.required => remarks.push(must_fix(
                    "missing",
                    subject,
                    code,
                    "Falta esta respuesta.",
                    "This answer is missing.",
                )),
                Some(Answer::NotAsked) => remarks.push(check(
                    "not_asked",
                    subject,
                    code,
                    "Esta pregunta no se hizo. ¿Puede hacerla ahora?",
                    "This question was not asked. Can you ask it now?",
                )),
                _ => {}
            }
        }
    }
    remarks
}

/// The reference week ends on the Sunday before the interview.
fn reference_week(answers: &Answers) -> Option<Remark> {
    let (es, en) = match answers.ref_date() {
        None => (
            "Falta la semana de referencia. Abra otra vez la entrevista.",
            "The reference week is missing. Open the interview again.",
        ),
        Some(reference) => {
            let Some(Answer::Text(begun)) = answers.get("", "interview_started") else {
                return None;
            };
            let begun = DateTime::parse_from_rfc3339(begun).ok()?.date_naive();
            if (0..=7).contains(&(begun - reference).num_days()) {
                return None;
            }
            (
                "La entrevista debe ser a más tardar una semana después de la semana de referencia.",
                "The interview must be at most one week after the reference week.",
            )
        }
    };
    Some(must_fix("reference_week", "", "ref_date", es, en))
}

/// A child who interprets hears what should not be heard, and carries what is not a child's.
fn interpreter(answers: &Answers) -> Option<Remark> {
    let child = answers.chosen("", "interpreter") == Some("child");
    let (es, en) = (
        "Interpreta una niña, un niño o adolescente. ¿Puede hacerlo una persona adulta?",
        "A child or adolescent interprets. Can an adult do it?",
    );
    child.then(|| check("child_interpreter", "", "interpreter", es, en))
}

fn must_fix(code: &'static str, subject: &str, question: &str, es: &str, en: &str) -> Remark {
    remark(Severity::MustFix, code, subject, question, es, en)
}

fn check(code: &'static str, subject: &str, question: &str, es: &str, en: &str) -> Remark {
    remark(Severity::Check, code, subject, question, es, en)
}

fn remark(
    severity: Severity,
    code: &'static str,
    subject: &str,
    question: &str,
    es: &str,
    en: &str,
) -> Remark {
    Remark {
        severity,
        key: AnswerKey::new(subject, question),
        code,
        words: Words::new(es, en),
    }
}
