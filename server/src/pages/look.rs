//! The look's files, embedded: tokens, type, icons, the two scripts. Nothing comes from another
//! site, and each file is known by its hash.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::office::AppState;

/// One embedded file.
struct File {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

macro_rules! look {
    ($($name:literal $kind:literal)*) => {
        [$(File { name: $name, kind: $kind, bytes: include_bytes!(concat!("../../look/", $name)) }),*]
    };
}

const FILES: [File; 12] = look! {
    "tokens.css" "text/css; charset=utf-8"
    "fonts.css" "text/css; charset=utf-8"
    "office.css" "text/css; charset=utf-8"
    "coverage.css" "text/css; charset=utf-8"
    "rayuela.svg" "image/svg+xml"
    "fonts/atkinson-hyperlegible-next-latin-400-normal.woff2" "font/woff2"
    "fonts/atkinson-hyperlegible-next-latin-700-normal.woff2" "font/woff2"
    "fonts/atkinson-hyperlegible-next-latin-ext-400-normal.woff2" "font/woff2"
    "fonts/atkinson-hyperlegible-next-latin-ext-700-normal.woff2" "font/woff2"
    "script/htmx-2.0.11.min.js" "text/javascript; charset=utf-8"
    "script/trusted.js" "text/javascript; charset=utf-8"
    "script/rows.mjs" "text/javascript; charset=utf-8"
};

/// The routes: `/look/…`.
pub fn router() -> Router<AppState> {
    Router::new().route("/look/{*name}", get(file))
}

async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = FILES.iter().find(|file| file.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(file.bytes)[..12]));
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let kept = [
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=3600"),
        ),
        (
            header::ETAG,
            HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
        ),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, file.kind)], file.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendored_files_are_byte_for_byte_those_that_were_taken() {
        let list = include_str!("../../look/vendored.sha256");
        for line in list.lines() {
            let (hash, name) = line.split_once("  ").unwrap();
            let file = FILES.iter().find(|file| file.name == name).unwrap();
            assert_eq!(hex::encode(Sha256::digest(file.bytes)), hash, "{name}");
        }
        assert_eq!(list.lines().count(), 5);
    }

    #[test]
    fn no_stylesheet_or_script_of_ours_reaches_another_site() {
        for file in FILES
            .iter()
            .filter(|file| !file.name.contains("htmx") && file.kind.starts_with("text/"))
        {
            let text = std::str::from_utf8(file.bytes).unwrap();
            assert!(
                !text.contains("http://") && !text.contains("https://"),
                "{}",
                file.name
            );
            assert!(
                !text.contains("innerHTML") && !text.contains("eval("),
                "{}",
                file.name
            );
        }
    }
}
