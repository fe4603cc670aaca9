//! The shell of every staff page: language, layout, faults, the look's files.
//!
//! Start at [`Shell`] (what every page is drawn in) and [`staff_routes`] (the fences around
//! them). A page is an askama template; it gets what its role may see and nothing else. This
//! folder knows no child and no household.

mod fault;
mod lang;
mod look;
mod pager;
mod shell;
mod words;

use askama::Template;
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};

use crate::office::AppState;

pub use fault::{Fault, broken, fault_page, not_found, signed_fault_page};
pub use lang::Lang;
pub use pager::{Pager, ROWS};
pub use shell::{Place, Shell};
pub use words::{day, hour, number};

/// The routes of this noun: the look's files and the pages of children, found or at risk.
pub fn router() -> Router<AppState> {
    look::router()
        .merge(crate::children::router())
        .merge(crate::prevention::router())
}

/// Puts a noun's pages behind the fences of the staff interface: nothing is changed on behalf
/// of another site, and the language chosen with `?lang=` is remembered.
pub fn staff_routes(routes: Router<AppState>) -> Router<AppState> {
    routes
        .layer(middleware::from_fn(crate::accounts::refuse_other_sites))
        .layer(middleware::from_fn(lang::remember))
}

/// Draws a page; a template that fails is told without its contents.
pub fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Where somebody without a session is sent; a page asked for is remembered, an act is not.
pub fn way_in(method: &Method, address: &str) -> String {
    if *method != Method::GET || address == "/" {
        return "/entrar".to_owned();
    }
    format!("/entrar?a={}", words::in_query(address))
}
