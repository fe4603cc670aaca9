//! The two routes: a command, and the screens.

use crate::screens::{Screens, screen};
use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use notebook::{Notebook, Progress, dispatch};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// One notebook for everyone who asks: there is one person at one tablet.
#[derive(Clone)]
struct Tablet {
    notebook: Arc<Mutex<Notebook>>,
    progress: Progress,
}

/// Commands at `/rpc/{name}`, screens at every other path.
pub fn router(notebook: Notebook, screens: Option<PathBuf>) -> Router {
    let tablet = Tablet {
        progress: notebook.progress(),
        notebook: Arc::new(Mutex::new(notebook)),
    };
    Router::new()
        .route("/rpc/{name}", post(command))
        .with_state(tablet)
        .fallback_service(
            Router::new()
                .fallback(screen)
                .with_state(Screens::new(screens)),
        )
}

/// 200 with the view, or 422 with the problem. Only same-origin pages of this machine may call:
/// a page elsewhere must not drive a notebook.
async fn command(
    State(tablet): State<Tablet>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    if !is_local(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    // A hand-over holds the notebook; how far it is can be asked all the same.
    if name == "hand_over_progress" {
        return Json(json!(tablet.progress.now())).into_response();
    }
    let args: Value = serde_json::from_str(&body).unwrap_or(Value::Null);
    let done = tokio::task::spawn_blocking(move || {
        let mut notebook = tablet
            .notebook
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        dispatch(&mut notebook, &name, args)
    });
    match done.await {
        Ok(Ok(view)) => Json(view).into_response(),
        Ok(Err(problem)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!(problem))).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn is_local(headers: &HeaderMap) -> bool {
    let host_of = |text: &str| {
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        rest.rsplit_once(':')
            .map_or(rest, |(host, _)| host)
            .to_owned()
    };
    let local = |name: header::HeaderName| {
        headers.get(name).is_none_or(|value| {
            let host = value.to_str().map(host_of).unwrap_or_default();
            matches!(host.as_str(), "127.0.0.1" | "localhost")
        })
    };
    local(header::HOST) && local(header::ORIGIN)
}

#[cfg(test)]
mod tests {
    use super::is_local;
    use axum::http::{HeaderMap, HeaderValue, header};

    fn headers(host: &'static str, origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        headers
    }

    #[test]
    fn a_page_of_another_site_cannot_drive_the_notebook() {
        assert!(is_local(&headers("127.0.0.1:4000", None)));
        assert!(is_local(&headers(
            "127.0.0.1:4000",
            Some("http://127.0.0.1:4000")
        )));
        assert!(!is_local(&headers(
            "127.0.0.1:4000",
            Some("https://evil.example")
        )));
        assert!(!is_local(&headers("rebound.example:4000", None)));
    }
}
