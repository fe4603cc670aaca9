//! What the sheet says of an answer's limits, for programs that know only its columns: ranges,
//! lengths, shapes, and options that stand alone. Start with [`limits`]. The wording is the one the
//! tablet shows ([`NotAccepted`]). Knows nothing of the author's own constraints but how to stand
//! before them ([`both`]).

use super::rows::{DONT_KNOW, NONE, REFUSED};
use crate::accept::NotAccepted;
use crate::questionnaire::{Kind, Question, TextForm};
use crate::words::Words;

/// Two tests, both to hold; either may be blank. The second stands in parentheses, so it can be
/// told apart again.
///
/// `both(". >= 0", ". != 3")` is `. >= 0 and (. != 3)`; the first binds as written.
pub(crate) fn both(first: &str, second: &str) -> String {
    match (first, second) {
        (only, "") | ("", only) => only.to_owned(),
        _ => format!("{first} and ({second})"),
    }
}

/// The test that follows from a question's kind, and what is said when it does not hold; None where
/// the type says it all.
pub(crate) fn limits(question: &Question) -> Option<(String, Words)> {
    match &question.kind {
        Kind::Number { min, max, .. } => {
            let words = NotAccepted::OutOfRange {
                min: *min,
                max: *max,
            };
            Some((format!(". >= {min} and . <= {max}"), words.words()))
        }
        Kind::Text { max, form } => of_text(*max, *form),
        Kind::Date { min, max } => {
            let early = min.map(|day| format!(". >= date('{day}')"));
            let late = max.map(|day| format!(". <= date('{day}')"));
            let tests: Vec<String> = early.into_iter().chain(late).collect();
            let words = NotAccepted::ImpossibleDay.words();
            (!tests.is_empty()).then(|| (tests.join(" and "), words))
        }
        Kind::Choices { .. } => alone(question),
        _ => None,
    }
}

/// Lengths and shapes. A CURP's check digit is left to the review: no pattern can say it.
fn of_text(max: usize, form: TextForm) -> Option<(String, Words)> {
    let pattern = match form {
        TextForm::Telephone => "^[0-9]{10}$",
        TextForm::Curp => "^[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9]$",
        TextForm::Free | TextForm::Area => {
            let words = NotAccepted::TooLong { max }.words();
            return Some((format!("string-length(.) <= {max}"), words));
        }
        // The type holds these.
        TextForm::DateTime | TextForm::TimeOfDay | TextForm::Point => return None,
    };
    let words = NotAccepted::WrongForm { form }.words();
    Some((format!("regex(., '{pattern}')"), words))
}

/// "None of these", *no sabe* and *prefiere no responder* go with no other option.
fn alone(question: &Question) -> Option<(String, Words)> {
    let tests: Vec<String> = special_codes(question)
        .iter()
        .map(|code| format!("selected(., '{code}')"))
        .collect();
    if tests.is_empty() {
        return None;
    }
    let test = format!("not(({}) and count-selected(.) > 1)", tests.join(" or "));
    let words = Words::new(
        "Esa opción va sola. Quite las demás.",
        "That option goes alone. Remove the others.",
    );
    Some((test, words))
}

/// Codes of the options that a choice has beyond its own, in the order in which they stand.
pub(crate) fn special_codes(question: &Question) -> Vec<&'static str> {
    let none = matches!(
        question.kind,
        Kind::Choices {
            none_of_these: true,
            ..
        }
    );
    let all = [
        (none, NONE),
        (question.may_not_know, DONT_KNOW),
        (question.may_refuse, REFUSED),
    ];
    all.iter()
        .filter(|(may, _)| *may)
        .map(|(_, code)| *code)
        .collect()
}

/// A choice filter that lets the special options pass, whatever stands behind the others.
pub(crate) fn filter(own: &str, question: &Question) -> String {
    let special = special_codes(question);
    if own.is_empty() || special.is_empty() {
        return own.to_owned();
    }
    format!("selected('{}', name) or ({own})", special.join(" "))
}
