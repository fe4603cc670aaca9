//! *Sesión*: a browser that has signed in. The browser holds 256 random bits; the table holds
//! only their SHA-256, so a stolen database opens no session.

use axum_extra::extract::cookie::{Cookie, SameSite};
use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{Account, Role};
use crate::clock::stamp;
use crate::entropy::{self, Entropy};

/// Without a request for this long, the session ends.
pub const IDLE_MINUTES: i64 = 15;
/// However busy, the session ends after this.
pub const ABSOLUTE_MINUTES: i64 = 8 * 60;
/// A request notes that it was seen at most this often, so that reading does not write.
const SEEN_EVERY_SECONDS: i64 = 60;
const BROWSER_DAYS: i64 = 90;

/// 256 random bits. `Debug` shows nothing; there is no `Display`.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(***)")
    }
}

impl Token {
    /// A new one.
    pub fn fresh(entropy: &dyn Entropy) -> Token {
        Token(hex::encode(entropy::bytes::<32>(entropy)))
    }

    /// What a cookie held; `None` for anything that is not one of ours.
    pub fn of_cookie(value: &str) -> Option<Token> {
        let ours = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        ours.then(|| Token(value.to_owned()))
    }

    /// What the table keeps.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The session's cookie: read by no script, sent to no other site.
    pub fn cookie(&self, tls: bool) -> Cookie<'static> {
        cookie(session_cookie(tls), self.0.clone(), tls)
    }

    /// The cookie by which a browser is known again; it signs nobody in.
    pub fn browser_cookie(&self, tls: bool) -> Cookie<'static> {
        let mut cookie = cookie(browser_cookie(tls), self.0.clone(), tls);
        cookie.make_permanent();
        cookie
    }
}

/// The cookie's name; `__Host-` needs TLS, so plain loopback goes without.
pub fn session_cookie(tls: bool) -> &'static str {
    if tls { "__Host-rayuela" } else { "rayuela" }
}

/// The name of the cookie by which a browser is known again.
pub fn browser_cookie(tls: bool) -> &'static str {
    if tls {
        "__Host-rayuela-browser"
    } else {
        "rayuela-browser"
    }
}

/// A cookie with every fence up.
pub fn cookie(name: &'static str, value: String, tls: bool) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(tls)
        .build()
}

/// Begins a session for an account.
pub fn begin(
    tx: &Transaction<'_>,
    token: &Token,
    username: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let now_text = stamp(now);
    let expires = stamp(now + Duration::minutes(ABSOLUTE_MINUTES));
    tx.prepare_cached("delete from session where expires_at <= ?1")?
        .execute([&now_text])?;
    tx.prepare_cached(
        "insert into session (token_hash, username, made_at, last_seen_at, expires_at)
         values (?1, ?2, ?3, ?3, ?4)",
    )?
    .execute(params![
        token.hash().as_slice(),
        username,
        now_text,
        expires
    ])?;
    Ok(())
}

/// Ends one session; ending one that is not there changes nothing.
pub fn end(tx: &Transaction<'_>, token: &Token) -> rusqlite::Result<()> {
    tx.prepare_cached("delete from session where token_hash = ?1")?
        .execute([token.hash().as_slice()])?;
    Ok(())
}

/// Whose session this is, if it still lives, and whether it should be noted as seen.
pub fn whose(
    conn: &Connection,
    token: &Token,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<(Account, bool)>> {
    let idle = stamp(now - Duration::minutes(IDLE_MINUTES));
    let seen_before = stamp(now - Duration::seconds(SEEN_EVERY_SECONDS));
    let mut statement = conn.prepare_cached(
        "select a.username, a.person, p.name, a.role, s.last_seen_at < ?4
         from session s join account a using (username) join person p on p.id = a.person
         where s.token_hash = ?1 and s.expires_at > ?2 and s.last_seen_at > ?3
           and a.disabled_at is null",
    )?;
    let found = statement.query_row(
        params![token.hash().as_slice(), stamp(now), idle, seen_before],
        |row| {
            let role: String = row.get(3)?;
            let account = (row.get(0)?, row.get(1)?, row.get(2)?, Role::of_code(&role));
            Ok((account, row.get(4)?))
        },
    );
    let found = found.optional()?;
    Ok(found.and_then(|((username, person, name, role), seen)| {
        let role = role?;
        Some((
            Account {
                username,
                person,
                name,
                role,
            },
            seen,
        ))
    }))
}

/// Notes that the session was used.
pub fn seen(tx: &Transaction<'_>, token: &Token, now: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.prepare_cached("update session set last_seen_at = ?2 where token_hash = ?1")?
        .execute(params![token.hash().as_slice(), stamp(now)])?;
    Ok(())
}

/// Remembers a browser that its owner signed in from.
pub fn know_browser(
    tx: &Transaction<'_>,
    token: &Token,
    username: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let forgotten = stamp(now - Duration::days(BROWSER_DAYS));
    tx.prepare_cached("delete from known_browser where last_used_at < ?1")?
        .execute([forgotten])?;
    tx.prepare_cached(
        "insert into known_browser (hash, username, last_used_at) values (?1, ?2, ?3)
         on conflict (hash) do update set username = ?2, last_used_at = ?3",
    )?
    .execute(params![token.hash().as_slice(), username, stamp(now)])?;
    Ok(())
}

/// Whether this browser is known to belong to that account.
pub fn knows_browser(conn: &Connection, token: &Token, username: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("select 1 from known_browser where hash = ?1 and username = ?2")?
        .exists(params![token.hash().as_slice(), username])
}
