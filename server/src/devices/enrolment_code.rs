//! Enrolment codes: ten characters that a supervisor gives to one person for one device. The
//! first two are a label, the other eight 40 secret bits; good for 15 minutes, 5 tries, one use.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};

use super::store;
use crate::database::DatabaseError;
use crate::entropy::{self, Entropy};
use crate::{events, surveys};

/// Minutes a code is good for.
pub const GOOD_FOR_MINUTES: i64 = 15;
/// Wrong tries after which a code is dead.
pub const TRIES_MAX: i64 = 5;

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LABEL: usize = 2;
const SECRET: usize = 8;

/// Why no code was made.
#[derive(Debug, thiserror::Error)]
pub enum MakeCodeError {
    #[error(
        "No existe la persona {0}. Regístrela primero. | There is no person {0}: add them first."
    )]
    NoPerson(String),
    #[error(
        "No existe la ronda {0}. Ábrala con `rayuela survey`. | There is no round {0}: open it with `rayuela survey`."
    )]
    NoSurvey(String),
    #[error(
        "Hay demasiados códigos abiertos. Espere 15 minutos. | Too many codes are open: wait 15 minutes."
    )]
    TooManyOpen,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for MakeCodeError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Makes a code in the caller's transaction. It is shown once: only its hash is kept.
///
/// ```text
/// 7K-2M4QX-9TB   two characters of label, eight secret ones; read without the dashes
/// ```
pub fn make_code(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    entropy: &dyn Entropy,
    person: &str,
    survey: &str,
    made_by: &str,
) -> Result<String, MakeCodeError> {
    if !store::person_exists(tx, person)? {
        return Err(MakeCodeError::NoPerson(person.into()));
    }
    if surveys::survey(tx, survey)?.is_none() {
        return Err(MakeCodeError::NoSurvey(survey.into()));
    }
    let code = fresh(tx, now, entropy)?.ok_or(MakeCodeError::TooManyOpen)?;
    let expires = now + TimeDelta::minutes(GOOD_FOR_MINUTES);
    let (label, secret) = code.split_at(LABEL);
    let row = store::NewCode {
        label,
        secret_hash: hash(secret),
        person,
        survey,
        made_by,
    };
    let id = store::put_code(tx, &row, now, expires)?;
    let detail = serde_json::json!({ "person": person, "survey": survey });
    events::note(
        tx,
        now,
        made_by,
        "enrolment_code.made",
        &id.to_string(),
        &detail,
    )?;
    Ok(format!("{label}-{}-{}", &secret[..5], &secret[5..]))
}

/// The label and the secret's hash of what someone typed; blanks, dashes and look-alike letters
/// do not matter. `None`: no code has this form.
pub(super) fn read(typed: &str) -> Option<(String, [u8; 32])> {
    let mut code = String::with_capacity(LABEL + SECRET);
    for letter in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(letter).is_ok_and(|byte| DIGITS.contains(&byte));
        if !known || code.len() == LABEL + SECRET {
            return None;
        }
        code.push(letter);
    }
    (code.len() == LABEL + SECRET).then(|| (code[..LABEL].to_owned(), hash(&code[LABEL..])))
}

/// A code whose label no open code bears.
fn fresh(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    entropy: &dyn Entropy,
) -> rusqlite::Result<Option<String>> {
    // 1,024 labels: with fewer than 500 open, 64 draws miss once in 10^19.
    for _ in 0..64 {
        let bytes: [u8; LABEL + SECRET] = entropy::bytes(entropy);
        let code: String = bytes
            .iter()
            .map(|byte| char::from(DIGITS[usize::from(byte % 32)]))
            .collect();
        if !store::label_is_open(tx, &code[..LABEL], now)? {
            return Ok(Some(code));
        }
    }
    Ok(None)
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"rayuela enrolment code 1")
        .chain_update(secret)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let read_plainly = read("7K2M4QX9T1").unwrap();
        for typed in ["7k-2m4qx-9tl", " 7K 2M4QX 9TI ", "7K-2M4QX-9T1"] {
            assert_eq!(read(typed).unwrap(), read_plainly, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_not_looked_up() {
        for typed in [
            "",
            "7K",
            "7K-2M4QX-9TBB",
            "7K-2M4QX-9T!",
            "ñK-2M4QX-9TB",
            "7K2M4QX9TU",
        ] {
            assert!(read(typed).is_none(), "{typed}");
        }
    }
}
