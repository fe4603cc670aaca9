//! *Cobertura*: how far the survey has come in each area, against what the census counted there.
//!
//! Start at [`Counts`] (what is counted) and [`store::by_area`] (where it comes from). A supervisor
//! sees it as a map, a table and the folios of an area. It knows no person, no answer and no
//! verdict: nothing here reads `answer` or `classification`.

pub mod drawing;
pub mod http;
mod page;
pub mod progress;
pub mod rates;
pub mod store;
pub mod tiles;

pub use http::router;
pub use progress::{AreaCoverage, Class, Counts, ListingFlag};

#[cfg(test)]
mod tests;
