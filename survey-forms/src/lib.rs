//! stub
pub mod area;
