//! *Caso*: what the municipality does about a child. The server only proposes one, for each
//! child whom the definition finds in child labour; a person opens it or dismisses it. Once
//! opened, no new classification closes it: it is marked changed and shows old and new.
//!
//! Start at `propose`, then `open` and `dismiss`. The case is never the child nor the verdict.

pub mod dismiss;
pub mod open;
pub mod propose;
pub mod store;

pub use dismiss::{DismissCaseError, dismiss};
pub use open::{OpenCaseError, open};
pub use store::{Case, CaseState};

/// The routes of this noun; the pages of cases are the staff pages' own.
pub fn router() -> axum::Router<crate::office::AppState> {
    axum::Router::new()
}
