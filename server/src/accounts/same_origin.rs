//! A page of another site cannot act in a signed-in person's name.
//!
//! Beside `SameSite=Strict` cookies, every request that may change something must come from our
//! own pages: the browser says so in `Sec-Fetch-Site`, or else in `Origin`. One that says
//! neither is refused.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::pages::{Fault, Lang, fault_page};

/// Middleware for the staff pages.
pub async fn refuse_other_sites(lang: Lang, request: Request, next: Next) -> Response {
    if changes_something(request.method()) && !from_our_pages(request.headers()) {
        return fault_page(Fault::OtherSite, lang);
    }
    next.run(request).await
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn from_our_pages(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &header::HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://"));
    match (origin, text(header::HOST)) {
        (Some((_, origin)), Some(host)) => origin == host,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &'static str)], ours: bool) {
        let headers = headers.iter().map(|(name, value)| {
            (
                header::HeaderName::from_static(name),
                header::HeaderValue::from_static(value),
            )
        });
        assert_eq!(from_our_pages(&headers.collect()), ours);
    }

    #[test]
    fn only_what_our_own_pages_send_may_change_something() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "none")], false);
        check(
            &[
                ("origin", "http://127.0.0.1:8080"),
                ("host", "127.0.0.1:8080"),
            ],
            true,
        );
        check(
            &[
                ("origin", "http://evil.example"),
                ("host", "127.0.0.1:8080"),
            ],
            false,
        );
        check(&[("origin", "null"), ("host", "127.0.0.1:8080")], false);
        check(&[("host", "127.0.0.1:8080")], false);
    }
}
