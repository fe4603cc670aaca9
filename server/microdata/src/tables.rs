//! *Tablas*: the files of a survey, read in blocks of raw rows.
//!
//! Start at [`Source`]. `lines.rs` reads CSV and JSON Lines, `part.rs` parts a row into cells,
//! `rows.rs` is one block. What this module does not know: what a cell means.

pub(crate) mod fault;
pub(crate) mod header;
pub(crate) mod lines;
pub(crate) mod part;
pub(crate) mod rows;
pub(crate) mod source;
