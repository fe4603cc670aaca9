//! Cases: what the municipality does about a child. Never the child itself, never the verdict.

/// The routes of this noun.
pub fn router() -> axum::Router<crate::http::AppState> {
    axum::Router::new()
}
