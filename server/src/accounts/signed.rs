//! What a page asks for before it shows anything: [`Signed`], a live session in the right role.
//!
//! A handler that takes `Signed<CaseOfficer>` cannot be reached by anyone else. Nobody signed
//! in: on to the sign-in page. The wrong role: a page that says so, and nothing more.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

use super::session::{self, Token};
use super::{Account, Role};
use crate::office::AppState;
use crate::pages::{Fault, Lang, signed_fault_page};

/// Which roles may pass.
pub trait Gate: Send + Sync + 'static {
    /// Whether this role may.
    fn lets(role: Role) -> bool;
}

/// Only supervision.
#[derive(Clone, Copy, Debug)]
pub struct Supervisor;

/// Only case work.
#[derive(Clone, Copy, Debug)]
pub struct CaseOfficer;

/// Anyone with a role.
#[derive(Clone, Copy, Debug)]
pub struct AnyRole;

impl Gate for Supervisor {
    fn lets(role: Role) -> bool {
        role == Role::Supervisor
    }
}

impl Gate for CaseOfficer {
    fn lets(role: Role) -> bool {
        role == Role::CaseOfficer
    }
}

impl Gate for AnyRole {
    fn lets(_: Role) -> bool {
        true
    }
}

/// A person signed in, in a role that the gate lets through.
#[derive(Clone, Debug)]
pub struct Signed<G: Gate> {
    /// Who it is.
    pub account: Account,
    /// The language of the page.
    pub lang: Lang,
    /// The address asked for, with its query.
    pub address: String,
    gate: PhantomData<G>,
}

impl<G: Gate> FromRequestParts<AppState> for Signed<G> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let lang = Lang::of(parts);
        let address = address(parts);
        let Some(account) = account(parts, state).await else {
            return Err(to_the_way_in(parts, &address));
        };
        if !G::lets(account.role) {
            return Err(signed_fault_page(
                Fault::OtherRole,
                lang,
                &account,
                &address,
            ));
        }
        Ok(Signed {
            account,
            lang,
            address,
            gate: PhantomData,
        })
    }
}

/// A page leads to the sign-in page; a part of a page that htmx asked for tells it to go there
/// whole, or the sign-in page would land inside a table.
fn to_the_way_in(parts: &Parts, address: &str) -> Response {
    let way_in = crate::pages::way_in(&parts.method, address);
    if parts.headers.contains_key("hx-request") {
        return (StatusCode::UNAUTHORIZED, [("hx-redirect", way_in)]).into_response();
    }
    Redirect::to(&way_in).into_response()
}

fn address(parts: &Parts) -> String {
    let original = parts.extensions.get::<OriginalUri>().map(|it| &it.0);
    let uri = original.unwrap_or(&parts.uri);
    uri.path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// The session's account, noting that it was seen. A database that refuses signs nobody in.
async fn account(parts: &Parts, state: &AppState) -> Option<Account> {
    let jar = CookieJar::from_headers(&parts.headers);
    let token = Token::of_cookie(jar.get(session::session_cookie(state.tls))?.value())?;
    let now = state.clock.now();
    let asked = token.clone();
    let found = state
        .db
        .read_async(move |conn| session::whose(conn, &asked, now))
        .await;
    let (account, note) = found.ok().flatten()?;
    if note {
        state
            .db
            .write_async(move |tx| session::seen(tx, &token, now))
            .await
            .ok()?;
    }
    Some(account)
}

/// The browser's tokens, if it has any: (session, browser).
pub fn tokens(jar: &CookieJar, tls: bool) -> (Option<Token>, Option<Token>) {
    let token = |name| {
        jar.get(name)
            .and_then(|cookie| Token::of_cookie(cookie.value()))
    };
    (
        token(session::session_cookie(tls)),
        token(session::browser_cookie(tls)),
    )
}
