//! *Personas propuestas*: lists drawn up for a programme over a snapshot of the survey.
//!
//! Start at [`draw_up`]: every child of 5 to 17 stands in the list, included, excluded or not to
//! be told, always with the reason. What may leave in a file stands in `columns.rs` and nowhere
//! else. A list knows the programme's rule and the answers it asks about; it never reads a class,
//! a ground or a case.

pub(crate) mod columns;
mod command;
pub(crate) mod csv;
mod draw_up;
mod http;
mod line;
mod store;
pub(crate) mod xlsx;

pub use command::{ListCommand, write_files};
pub use draw_up::{DrawUpError, Drawn, draw_up, keep};
pub use http::router;
pub use line::{Line, Person};
pub use microdata::write::harmless::harmless;
pub(crate) use store::answers_of;

use std::collections::BTreeMap;

use crate::programmes::Standing;

/// Which lines of a list a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them, for the office.
    Whole,
    /// Only those proposed: the least a programme's office needs.
    Proposed,
}

impl Part {
    /// Whether a line belongs to it.
    pub fn holds(self, standing: Standing) -> bool {
        self == Part::Whole || standing == Standing::Included
    }
}

/// *Lista de beneficiarios*, as drawn.
#[derive(Clone, Debug)]
pub struct List {
    /// Its id.
    pub id: String,
    /// The programme's id.
    pub programme: String,
    /// The day whose rule was applied.
    pub as_of: String,
    /// When.
    pub drawn_at: String,
    /// The name of who drew it up.
    pub drawn_by: String,
    /// The last receipt of the log that it takes into account.
    pub receipt: i64,
    /// SHA-256 of its lines, in hex.
    pub hash: String,
    /// Lines by standing.
    pub counts: BTreeMap<String, i64>,
}

impl List {
    /// Lines of a standing.
    pub fn count(&self, standing: Standing) -> i64 {
        self.counts.get(standing.code()).copied().unwrap_or(0)
    }

    /// Short form that people compare: on the page and in each row of a file.
    pub fn mark(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }
}
