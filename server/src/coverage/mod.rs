//! Coverage (see the contract for its owner).

/// The routes of this noun.
pub fn router() -> axum::Router<crate::http::AppState> {
    axum::Router::new()
}
