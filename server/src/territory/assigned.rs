//! What a device is told of the areas that it is to survey.
//!
//! Start at [`areas_for_device`]. It carries places and what to expect there, never a person.

use rusqlite::Connection;
use serde::Serialize;
use survey_forms::area::{AreaKey, AreaKind};

use super::naming::area_name;
use super::store;

/// An area as an enumerator's device gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeviceArea {
    /// `kind:KEY`.
    pub area: String,
    /// Such as "AGEB 036-3, Copoya".
    pub name: String,
    pub zone: Option<String>,
    /// *Colonias* beside it, in the order of the alphabet.
    pub neighbourhoods: Vec<String>,
    /// *Hogares censales*, the upper bound where INEGI masks; none when the census is not imported.
    pub expected_households: Option<u64>,
    /// The three digits of each block; empty where blocks are not known.
    pub blocks: Vec<String>,
}

/// The named areas, in the order given. An area that is not known comes with its key alone, so
/// that an assignment made before the census still reaches the device.
pub fn areas_for_device(conn: &Connection, areas: &[AreaKey]) -> rusqlite::Result<Vec<DeviceArea>> {
    areas.iter().map(|area| device_area(conn, area)).collect()
}

fn device_area(conn: &Connection, area: &AreaKey) -> rusqlite::Result<DeviceArea> {
    Ok(DeviceArea {
        area: area.to_string(),
        name: name_of(conn, area)?,
        zone: store::zones_of(conn, area)?.into_iter().next(),
        neighbourhoods: store::neighbourhoods(conn, area)?,
        expected_households: store::area(conn, area)?
            .and_then(|known| known.households)
            .map(|span| span.max),
        blocks: match area.kind() {
            AreaKind::Ageb => store::blocks(conn, area)?,
            _ => Vec::new(),
        },
    })
}

/// What an area is called, with the place around it.
pub fn name_of(conn: &Connection, area: &AreaKey) -> rusqlite::Result<String> {
    let named = |key: &AreaKey| -> rusqlite::Result<String> {
        Ok(store::area(conn, key)?
            .map(|known| known.name)
            .unwrap_or_default())
    };
    let place = match area.parent() {
        Some(parent) if parent.kind() != AreaKind::State => {
            let name = named(&parent)?;
            match parent.parent() {
                // A locality without a name is of no help; its municipality is.
                Some(municipality) if name.is_empty() => named(&municipality)?,
                _ => name,
            }
        }
        _ => String::new(),
    };
    Ok(area_name(area, &named(area)?, &place))
}
