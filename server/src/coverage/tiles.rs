//! Areas as squares, side by side in the order of their keys, where polygons are missing.
//!
//! Start at [`lay`]. The page says that they are no map: neighbours here need not be neighbours on
//! the ground.

use std::collections::BTreeSet;

use super::drawing::{Drawing, short};
use super::progress::{AreaCoverage, Class};

/// One square.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// `kind:KEY`.
    pub area: String,
    pub name: String,
    /// A few letters that fit into the square.
    pub short: String,
    pub class: Class,
}

/// A row of squares with what they have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct TileGroup {
    /// Name of the zone; empty for areas of no zone.
    pub zone: String,
    pub tiles: Vec<Tile>,
}

/// The areas that are not drawn on the map as squares, by zone; those of no zone come last.
pub fn lay(areas: &[AreaCoverage], map: &Drawing) -> Vec<TileGroup> {
    let drawn: BTreeSet<&str> = map.shapes.iter().map(|shape| shape.area.as_str()).collect();
    let mut without: Vec<&AreaCoverage> = areas
        .iter()
        .filter(|area| !drawn.contains(area.area.to_string().as_str()))
        .collect();
    without.sort_by_key(|area| (area.zone.is_none(), area.zone.clone(), area.area.clone()));
    let mut groups: Vec<TileGroup> = Vec::new();
    for area in without {
        let zone = area.zone.clone().unwrap_or_default();
        if groups.last().is_none_or(|group| group.zone != zone) {
            groups.push(TileGroup {
                zone,
                tiles: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.tiles.push(Tile {
                area: area.area.to_string(),
                name: area.name.clone(),
                short: short(area),
                class: area.class(),
            });
        }
    }
    groups
}
