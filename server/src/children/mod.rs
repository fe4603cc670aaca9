//! *Niñas, niños y adolescentes identificados*, as case work sees them: a table of who was
//! found, and one child's proposed case with its reasons, doubts and the record behind it.
//!
//! Start at `http.rs` (the pages), then `find.rs` (the table), `one.rs` (one child) and `why.rs`
//! (the grounds, other readings and gaps, on the page and in `take_grounds.rs`'s files). Nothing
//! here classifies and nothing here decides: verdicts come from the `classification` rows, and
//! what becomes of a case from `crate::cases`.

mod doubts;
mod find;
mod http;
mod one;
mod record;
mod store;
mod tabs;
mod take_grounds;
mod why;
pub(crate) mod words;

pub use http::router;
pub(crate) use store::{Survey, latest_survey};
pub(crate) use tabs::{ListTabs, list_tabs};
