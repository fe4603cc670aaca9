//! Spanish first, English for who asks: `?lang=en` is remembered in a cookie.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;

const COOKIE: &str = "rayuela-lang";

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Spanish of Mexico.
    #[default]
    Es,
    /// English.
    En,
}

impl Lang {
    /// The one of two texts that is in this language.
    pub fn t<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Es => es,
            Lang::En => en,
        }
    }

    /// The same for a pair.
    pub fn of_pair<'a>(self, pair: (&'a str, &'a str)) -> &'a str {
        self.t(pair.0, pair.1)
    }

    /// For `<html lang>` and the address.
    pub fn code(self) -> &'static str {
        self.t("es", "en")
    }

    /// The one not shown.
    pub fn other(self) -> Lang {
        match self {
            Lang::Es => Lang::En,
            Lang::En => Lang::Es,
        }
    }

    /// What the address asks for, or else the cookie, or else Spanish.
    pub fn of(parts: &Parts) -> Lang {
        let asked = parts.uri.query().and_then(asked_for);
        let jar = CookieJar::from_headers(&parts.headers);
        let remembered = jar.get(COOKIE).and_then(|cookie| of_code(cookie.value()));
        asked.or(remembered).unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Lang, Infallible> {
        Ok(Lang::of(parts))
    }
}

/// Middleware: keeps what the address asked for.
pub async fn remember(request: Request, next: Next) -> Response {
    let asked = request.uri().query().and_then(asked_for);
    let mut response = next.run(request).await;
    if let Some(lang) = asked {
        let cookie = match lang {
            Lang::Es => "rayuela-lang=es; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly",
            Lang::En => "rayuela-lang=en; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly",
        };
        response
            .headers_mut()
            .append(header::SET_COOKIE, HeaderValue::from_static(cookie));
    }
    response
}

fn asked_for(query: &str) -> Option<Lang> {
    query
        .split('&')
        .find_map(|pair| of_code(pair.strip_prefix("lang=")?))
}

fn of_code(code: &str) -> Option<Lang> {
    [Lang::Es, Lang::En]
        .into_iter()
        .find(|lang| lang.code() == code)
}
