//! Where an answer lies in the record: the roster or a round, and a flat key.
//!
//! Start at [`Place`]. The questionnaire's meaning of a key (`m3f2a1c.worked`) is
//! `survey-forms`' business; here only its form is held.

/// Longest key in bytes: three parts of a questionnaire code and room to spare.
pub const KEY_MAX: usize = 96;
/// Longest survey id in bytes.
pub const SURVEY_MAX: usize = 32;

/// The two containers of a record that answers may lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// *Lista de integrantes*: who lives here; carried over from round to round.
    Roster,
    /// The answers of one survey round.
    Round,
}

/// A key or survey id that the record format does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not `code` or `subject.code` in lower-case letters, digits, `_`, at most [`KEY_MAX`] bytes.
    #[error("write the key as `code` or `subject.code`: lower-case letters, digits and `_`")]
    Key,
    /// A roster key says which member it is about: `m3f2a1c.given_names`.
    #[error("write a roster key as `member.code`")]
    RosterKeyWithoutMember,
    /// Not 1 to [`SURVEY_MAX`] letters, digits, `-`, `_` or `.`.
    #[error("write the survey id in letters, digits, `-`, `_` and `.`, at most 32")]
    Survey,
}

/// Whether `key` may be written in `place`.
///
/// ```
/// use sync::key::{check_key, Place};
/// assert!(check_key(Place::Roster, "m3f2a1c.given_names").is_ok());
/// assert!(check_key(Place::Round, "consent").is_ok());
/// assert!(check_key(Place::Round, "../other").is_err());
/// assert!(check_key(Place::Roster, "consent").is_err());
/// ```
pub fn check_key(place: Place, key: &str) -> Result<(), KeyError> {
    let part_is_sound = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    if key.len() > KEY_MAX || key.split('.').count() > 4 || !key.split('.').all(part_is_sound) {
        return Err(KeyError::Key);
    }
    if place == Place::Roster && !key.contains('.') {
        return Err(KeyError::RosterKeyWithoutMember);
    }
    Ok(())
}

/// Whether `survey` can name a round.
///
/// ```
/// assert!(sync::key::check_survey("2026-1").is_ok());
/// assert!(sync::key::check_survey("").is_err());
/// ```
pub fn check_survey(survey: &str) -> Result<(), KeyError> {
    let sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    if survey.is_empty() || survey.len() > SURVEY_MAX || !survey.bytes().all(sound) {
        return Err(KeyError::Survey);
    }
    Ok(())
}
