//! The way in: a username and a password become a session, or the same answer whatever was wrong.
//!
//! Start at [`sign_in`]. An unknown name costs the same time, the same wait and the same words
//! as a wrong password.

use std::sync::Arc;

use chrono::Duration;
use tokio::sync::Semaphore;

use super::session::{self, Token};
use super::{Account, delay, password, store};
use crate::database::DatabaseError;
use crate::events;
use crate::office::AppState;

/// Hashing takes 46 MiB each; more at once would let strangers fill the memory.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A new session and the token of the browser it belongs to.
#[derive(Debug)]
pub struct SignedIn {
    /// Who it is.
    pub account: Account,
    /// For the session's cookie.
    pub session: Token,
    /// For the browser's cookie.
    pub browser: Token,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Name or password wrong, account disabled: not told apart.
    #[error("the name or the password is not right; write both again")]
    NotRight,
    /// Too many wrong tries; the password was not looked at.
    #[error("too many wrong tries; wait {} seconds", .0.num_seconds() + 1)]
    Wait(Duration),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Signs in. `before` is the browser's old session, which ends.
///
/// # Errors
/// `NotRight` and `Wait` do not tell whether the account exists.
pub async fn sign_in(
    state: &AppState,
    username: &str,
    password: String,
    browser: Option<Token>,
    before: Option<Token>,
) -> Result<SignedIn, NotSignedIn> {
    let username = username.trim().to_lowercase();
    let now = state.clock.now();
    let (key, kept) = look_up(state, &username, browser.clone()).await?;
    let _hashing = HASHING.acquire().await;
    let hash = kept.as_ref().map(|kept| kept.password_hash.clone());
    let checking =
        tokio::task::spawn_blocking(move || password::matches(&password, hash.as_deref()));
    let right = checking.await.unwrap_or(false);
    let Some(kept) = kept.filter(|_| right) else {
        state
            .db
            .write_async(move |tx| delay::failed(tx, &key, now))
            .await?;
        return Err(NotSignedIn::NotRight);
    };
    let session = Token::fresh(&*state.entropy);
    let browser = browser.unwrap_or_else(|| Token::fresh(&*state.entropy));
    let account = Arc::new(kept.account);
    let (noted, made, known) = (Arc::clone(&account), session.clone(), browser.clone());
    state
        .db
        .write_async(move |tx| {
            delay::succeeded(tx, &key)?;
            if let Some(before) = before {
                session::end(tx, &before)?;
            }
            session::begin(tx, &made, &noted.username, now)?;
            session::know_browser(tx, &known, &noted.username, now)?;
            events::note(
                tx,
                now,
                &noted.person,
                "account.signed_in",
                &noted.person,
                &serde_json::json!({}),
            )
        })
        .await?;
    Ok(SignedIn {
        account: Account::clone(&account),
        session,
        browser,
    })
}

/// The delay's key and the account, unless it must wait.
async fn look_up(
    state: &AppState,
    username: &str,
    browser: Option<Token>,
) -> Result<(String, Option<store::Kept>), NotSignedIn> {
    let (now, username) = (state.clock.now(), username.to_owned());
    let found = state.db.read_async(move |conn| {
        let known = match &browser {
            Some(token) if session::knows_browser(conn, token, &username)? => {
                Some(hex::encode(token.hash()))
            }
            _ => None,
        };
        let key = known.map_or_else(|| format!("a:{username}"), |hash| format!("b:{hash}"));
        let wait = delay::wait(conn, &key, now)?;
        Ok((key, wait, store::find(conn, &username)?))
    });
    let (key, wait, kept) = found.await?;
    match wait {
        Some(wait) => Err(NotSignedIn::Wait(wait)),
        None => Ok((key, kept)),
    }
}
