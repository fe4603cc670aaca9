//! Where an answer stands: whose it is ([`Subject`]) and which question ([`AnswerKey`]).
//! Knows nothing of what the answer says, nor which questions exist.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::folio::base32;

/// The place of one answer: the subject's text form and the question's code.
///
/// Text form: `code` for the household itself, else `subject.code`; the code is the last part.
///
/// ```
/// use survey_forms::{AnswerKey, Subject};
/// let key = AnswerKey::parse("m3f2a1c.j1.job_place").unwrap();
/// assert_eq!((key.subject.as_str(), key.code.as_str()), ("m3f2a1c.j1", "job_place"));
/// assert_eq!(key.to_string(), "m3f2a1c.j1.job_place");
/// assert_eq!(key.about(), Subject::Job("m3f2a1c", 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnswerKey {
    /// `""` household, `m3f2a1c` member, `m3f2a1c.j1` that child's first job, `v9k2m4q` visit.
    pub subject: String,
    pub code: String,
}

/// Whom or what an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    Household,
    /// *Integrante del hogar*, by id.
    Member(&'a str),
    /// A child's job: the member's id and 1, 2 or 3.
    Job(&'a str, u8),
    /// *Visita*: one attempt at the door, by id.
    Visit(&'a str),
    /// No subject has this form.
    Unreadable,
}

/// Most jobs that are asked about for one child.
pub const JOBS_MAX: u8 = 3;

/// Characters of a subject's id after its letter.
const ID_CHARS: usize = 6;

impl AnswerKey {
    /// A key from its two parts, unchecked.
    pub fn new(subject: impl Into<String>, code: impl Into<String>) -> AnswerKey {
        AnswerKey {
            subject: subject.into(),
            code: code.into(),
        }
    }

    /// The place of a household-level answer.
    pub fn household(code: impl Into<String>) -> AnswerKey {
        AnswerKey::new("", code)
    }

    /// Reads the text form; `None` when the subject or the code has no readable form.
    pub fn parse(text: &str) -> Option<AnswerKey> {
        let (subject, code) = text.rsplit_once('.').unwrap_or(("", text));
        let key = AnswerKey::new(subject, code);
        let readable = is_code(code) && key.about() != Subject::Unreadable;
        (readable && (!subject.is_empty() || !text.starts_with('.'))).then_some(key)
    }

    /// Whom the answer is about.
    pub fn about(&self) -> Subject<'_> {
        subject(&self.subject)
    }
}

impl fmt::Display for AnswerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.subject.is_empty() {
            f.write_str(&self.code)
        } else {
            write!(f, "{}.{}", self.subject, self.code)
        }
    }
}

/// Reads a subject's text form.
pub fn subject(text: &str) -> Subject<'_> {
    if text.is_empty() {
        return Subject::Household;
    }
    if is_id(text, 'v') {
        return Subject::Visit(text);
    }
    if is_id(text, 'm') {
        return Subject::Member(text);
    }
    match text.split_once(".j") {
        Some((member, "1")) if is_id(member, 'm') => Subject::Job(member, 1),
        Some((member, "2")) if is_id(member, 'm') => Subject::Job(member, 2),
        Some((member, "3")) if is_id(member, 'm') => Subject::Job(member, 3),
        _ => Subject::Unreadable,
    }
}

/// The member a subject belongs to: itself, or the child whose job it is.
pub fn member_of(text: &str) -> Option<&str> {
    match subject(text) {
        Subject::Member(member) | Subject::Job(member, _) => Some(member),
        _ => None,
    }
}

/// A new member's id: `m`, one character for its place on the roster (so members keep the order
/// in which they were named), five from the 25 lowest bits of `random`.
///
/// ```
/// let first = survey_forms::new_member_id(0, [1, 2, 3, 4]);
/// let second = survey_forms::new_member_id(1, [0, 0, 0, 0]);
/// assert!(first.starts_with("m0") && first < second && second.len() == 7);
/// ```
pub fn new_member_id(already_there: usize, random: [u8; 4]) -> String {
    new_id('m', already_there, random)
}

/// A new visit's id: `v`, one character for which visit it is, five from `random`.
///
/// ```
/// assert!(survey_forms::new_visit_id(2, [9, 9, 9, 9]).starts_with("v2"));
/// ```
pub fn new_visit_id(already_there: usize, random: [u8; 4]) -> String {
    new_id('v', already_there, random)
}

fn new_id(letter: char, already_there: usize, random: [u8; 4]) -> String {
    let place = already_there.min(31) as u64;
    let bits = (place << 25) | u64::from(u32::from_be_bytes(random) & 0x01ff_ffff);
    format!("{letter}{}", base32(bits, 6).to_lowercase())
}

fn is_id(text: &str, letter: char) -> bool {
    text.len() == ID_CHARS + 1
        && text.starts_with(letter)
        && text
            .bytes()
            .skip(1)
            .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
}

/// Whether a text can be an option's code: as a question's, or with capitals (`C0`).
pub(crate) fn is_option_code(text: &str) -> bool {
    is_code(&text.to_ascii_lowercase())
}

/// Whether a text can be a question's code: lower-case letters, digits, `_`.
pub(crate) fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
