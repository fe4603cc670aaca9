//! *Territorio*: where the survey works. Areas of INEGI's frame with what the census counted in
//! them, their polygons, the zones made of them and the colonias that people call them by.
//!
//! Start at [`import::import`] (census and polygons become areas) and [`zone::make_zone`]. Figures
//! that INEGI masks stay intervals ([`masked::Span`]) from the file to the screen. What a device is
//! told of its areas is [`areas_for_device`]. It does not know households, people or verdicts.

pub mod assigned;
pub mod census;
pub mod columns;
pub mod command;
pub mod encoding;
pub mod import;
pub mod keys;
pub mod masked;
pub mod naming;
pub mod polygons;
pub mod refusal;
pub mod risk;
pub mod store;
pub mod summary;
pub mod zone;

pub use assigned::{DeviceArea, areas_for_device};
pub use command::TerritoryCommand;

#[cfg(test)]
mod tests;
