//! The built screens as static files, with the same content policy as the Tauri window.

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Where the built screens lie.
#[derive(Clone)]
pub struct Screens(Option<Arc<PathBuf>>);

impl Screens {
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(folder.map(Arc::new))
    }
}

const POLICY: &str = "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; \
    media-src 'self' blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:";

/// The file of a path; `/` is `index.html`.
pub async fn screen(State(screens): State<Screens>, uri: Uri) -> Response {
    let Some(folder) = screens.0 else {
        return (
            StatusCode::NOT_FOUND,
            "no screens were given: start with --screens",
        )
            .into_response();
    };
    let Some(file) = file_of(&folder, uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::task::spawn_blocking(move || std::fs::read(&file).map(|bytes| (file, bytes))).await
    {
        Ok(Ok((file, bytes))) => (
            [
                (header::CONTENT_TYPE, kind_of(&file)),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::CACHE_CONTROL, "no-store"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ],
            bytes,
        )
            .into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Only plain names below the folder.
fn file_of(folder: &Path, path: &str) -> Option<PathBuf> {
    let asked = match path.trim_start_matches('/') {
        "" => Path::new("index.html"),
        asked => Path::new(asked),
    };
    let plain = asked
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| folder.join(asked))
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("wav") => "audio/wav",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::file_of;
    use std::path::Path;

    #[test]
    fn no_path_leads_out_of_the_screens_folder() {
        let folder = Path::new("/screens");
        for path in ["/../secret", "/a/../../secret", "//etc/../passwd"] {
            let file = file_of(folder, path);
            assert!(file.is_none_or(
                |file| file.starts_with(folder) && !file.to_string_lossy().contains("..")
            ));
        }
        assert_eq!(
            file_of(folder, "/").unwrap(),
            Path::new("/screens/index.html")
        );
        assert_eq!(
            file_of(folder, "/assets/app.js").unwrap(),
            Path::new("/screens/assets/app.js")
        );
    }
}
