//! Tables as people hand them in, good and bad; one binary for all tests of this crate.

mod csv;
mod with;
