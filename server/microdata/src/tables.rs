//! *Tablas*: the files of a survey, read in blocks of raw rows.
//!
//! Start at [`source`]. `open.rs` opens one table, `lines.rs` reads CSV and JSON Lines, `dbf.rs`
//! DBF; `rows.rs` is a block of raw rows and `part.rs` parts a row into cells; `join.rs` joins
//! the other tables to the first through `spool.rs`. What this module does not know: what a cell
//! means.

pub(crate) mod dbf;
pub(crate) mod fault;
pub(crate) mod join;
pub(crate) mod lines;
pub(crate) mod open;
pub(crate) mod part;
pub(crate) mod rows;
pub(crate) mod source;
pub(crate) mod spool;
