//! *Revisión*: what is missing or does not agree, before an interview is closed.
//! Start with [`review`].

use crate::answers::Answers;
use crate::key::AnswerKey;
use crate::questionnaire::Questionnaire;
use crate::steps::{due, steps};
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

/// Everything to look at before closing.
///
/// ```
/// use survey_forms::{Answers, Questionnaire, Severity, review};
/// let remarks = review(&Questionnaire::shipped(), &Answers::default());
/// assert!(remarks.iter().any(|r| r.severity == Severity::MustFix && r.key.code == "consent"));
/// ```
pub fn review(q: &Questionnaire, answers: &Answers) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let reference = answers.ref_date().unwrap_or_default();
    for step in steps(q, answers, reference) {
        for question in due(q, answers, &step.section, &step.subject) {
            if question.required && answers.get(&step.subject, &question.code).is_none() {
                remarks.push(Remark {
                    severity: Severity::MustFix,
                    key: AnswerKey::new(step.subject.as_str(), question.code.as_str()),
                    code: "missing",
                    words: Words::new("Falta esta respuesta.", "This answer is missing."),
                });
            }
        }
    }
    remarks
}
