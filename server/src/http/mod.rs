//! What may be asked of the server: one router, merged from the nouns' own, inside the walls
//! everyone needs (security headers, body limit, time limit, panics become problems).
//! Errors are problems of RFC 9457 (`problem.rs`). Start at `app`.

pub mod headers;
pub mod problem;
pub mod serve;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::office::AppState;

pub use problem::Problem;

/// Bytes of a request body, unless a route asks for more (hand-over does).
pub const BODY_MAX: usize = 256 * 1024;
const REQUEST_TIME_MAX: Duration = Duration::from_secs(120);

/// The whole server as one service.
pub fn app(state: AppState) -> Router {
    let tls = state.tls;
    let routes = Router::new()
        .merge(crate::devices::http::router())
        .merge(crate::households::http::router())
        .merge(crate::assignments::http::router())
        .merge(crate::accounts::router())
        .merge(crate::coverage::router())
        .merge(crate::cases::router())
        .merge(crate::beneficiaries::router())
        .merge(crate::pages::router())
        .fallback(crate::pages::not_found)
        .with_state(state);
    headers::secure(
        routes
            .layer(DefaultBodyLimit::max(BODY_MAX))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                REQUEST_TIME_MAX,
            ))
            .layer(CatchPanicLayer::custom(
                |_panic: Box<dyn std::any::Any + Send>| {
                    tracing::error!("a handler panicked");
                    Problem::new(&problem::INTERNAL).into_response()
                },
            )),
        tls,
    )
}
