//! XLSForm: the sheets that analysts know, as a way in and out of the questionnaire; and the XForm
//! that ODK Collect reads, as a way out. Start with [`import()`], [`export()`] and [`xform()`].
//!
//! Both are written from the same rows (`rows.rs`, made by `layout.rs`), so they ask alike. What
//! XLSForm has no column for stands in the column `rayuela`, which other programs pass over: what
//! was exported can be read again and is the same questionnaire. This module doesn't know how a
//! workbook is packed: that is [`crate::sheets`].

mod age_at;
mod export;
mod import;
mod layout;
mod limits;
pub(crate) mod rows;
pub mod supported;
mod xform;

pub use export::export;
pub use import::{Imported, import};
pub use xform::xform;
