//! Adding and disabling accounts. There are no default accounts: somebody adds each one.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::password::{self, PasswordError};
use super::{Account, Role, store};
use crate::clock::stamp;
use crate::database::{Database, DatabaseError};
use crate::entropy::{self, Entropy};
use crate::events;

const USERNAME_MAX: usize = 40;

/// An account to be added.
pub struct NewAccount {
    /// Lower-case letters, digits, dots and hyphens.
    pub username: String,
    /// The staff member's name.
    pub name: String,
    /// What it may see.
    pub role: Role,
    /// In clear, for the moment of hashing.
    pub password: String,
}

/// Why an account was not added or disabled.
#[derive(Debug, thiserror::Error)]
pub enum AddAccountError {
    /// The name would be mistyped.
    #[error(
        "El nombre de usuario lleva de 3 a 40 letras sin acento, números, puntos o guiones. \
         | A username has 3 to 40 plain letters, digits, dots or hyphens."
    )]
    Username,
    /// Taken already.
    #[error(
        "Ya existe la cuenta {0}. Elija otro nombre. | There is an account {0} already. Choose another name."
    )]
    Taken(String),
    /// Nothing to disable.
    #[error(
        "No hay una cuenta activa {0}. Vea `rayuela account list`. | There is no active account {0}. See `rayuela account list`."
    )]
    NoSuchAccount(String),
    /// The password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<rusqlite::Error> for AddAccountError {
    fn from(error: rusqlite::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

/// Adds an account; `who` is the person's id that asked, or `server`.
///
/// # Errors
/// Says what to choose instead.
pub fn add(
    db: &Database,
    new: NewAccount,
    who: &str,
    now: DateTime<Utc>,
    entropy: &dyn Entropy,
) -> Result<(), AddAccountError> {
    let username = new.username.trim().to_lowercase();
    let plain = |sign: char| {
        sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '.' || sign == '-'
    };
    if !(3..=USERNAME_MAX).contains(&username.len()) || !username.chars().all(plain) {
        return Err(AddAccountError::Username);
    }
    password::acceptable(&new.password, &username)?;
    let hash = password::hash(&new.password, entropy)?;
    let person = entropy::uuid(entropy).to_string();
    let (account, who) = (
        Account {
            username,
            person,
            name: new.name,
            role: new.role,
        },
        who.to_owned(),
    );
    db.write_as(move |tx| {
        if store::exists(tx, &account.username)? {
            return Err(AddAccountError::Taken(account.username.clone()));
        }
        store::insert(tx, &account, &hash, &stamp(now))?;
        let detail = serde_json::json!({ "role": account.role.code() });
        Ok(events::note(
            tx,
            now,
            &who,
            "account.added",
            &account.person,
            &detail,
        )?)
    })
}

/// Disables an account: its sessions end at once.
///
/// # Errors
/// When there is no such active account.
pub fn disable(
    db: &Database,
    username: &str,
    who: &str,
    now: DateTime<Utc>,
) -> Result<(), AddAccountError> {
    let (username, who) = (username.trim().to_lowercase(), who.to_owned());
    db.write_as(move |tx: &Transaction<'_>| {
        if !store::disable(tx, &username, &stamp(now))? {
            return Err(AddAccountError::NoSuchAccount(username));
        }
        Ok(events::note(
            tx,
            now,
            &who,
            "account.disabled",
            &username,
            &serde_json::json!({}),
        )?)
    })
}
