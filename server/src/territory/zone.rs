//! *Formar zonas*: named groups of AGEBs and localities, with the colonias that people know.
//!
//! Start at [`make_zone`]. Officials speak of colonias, the census of AGEBs; a zone holds both side
//! by side. Making a zone again adds to it and never takes away.

use std::fmt;

use rusqlite::Connection;
use survey_forms::area::{AreaKey, AreaKeyError, AreaKind};

use super::store;

/// A zone to make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZonePlan {
    pub name: String,
    pub phase: Option<u32>,
    pub areas: Vec<AreaKey>,
    pub neighbourhoods: Vec<Neighbourhood>,
}

/// *Colonia* beside some areas; beside all of the zone when none is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    pub name: String,
    pub areas: Vec<AreaKey>,
}

/// What a zone is after it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneMade {
    pub name: String,
    pub phase: Option<u32>,
    pub areas: usize,
    /// Areas that belong to another zone too, with that zone.
    pub shared: Vec<(AreaKey, String)>,
}

/// Why a zone was not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeZoneError {
    #[error(
        "La zona no tiene nombre. Escriba uno, por ejemplo: zone \"Zona B\" --area ageb:… \
         | The zone has no name. Write one, for example: zone \"Zone B\" --area ageb:…"
    )]
    NoName,
    #[error(
        "La zona \"{0}\" no tiene áreas. Agregue --area ageb:CLAVE o --locality CLAVE. \
         | Zone \"{0}\" has no areas. Add --area ageb:KEY or --locality KEY."
    )]
    NoAreas(String),
    #[error(
        "Estas áreas no están en el territorio: {}. Importe su censo con `rayuela territory \
         import`, o corrija la clave. | These areas are not in the territory: {0}. Import their \
         census with `rayuela territory import`, or correct the key.",
        Keys(areas)
    )]
    UnknownAreas { areas: Vec<AreaKey> },
    #[error(
        "{area}: una zona se forma con AGEB y localidades, no con {}. \
         | {area}: a zone is made of AGEBs and localities.",
        area.kind()
    )]
    WrongKind { area: AreaKey },
    #[error("La clave no se entiende: {0} | The key cannot be read: {0}")]
    Key(#[from] AreaKeyError),
    #[error("No se pudo guardar la zona: {0} | The zone could not be stored: {0}")]
    NotStored(#[from] rusqlite::Error),
}

struct Keys<'a>(&'a [AreaKey]);

impl fmt::Display for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, area) in self.0.iter().enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            write!(f, "{comma}{area}")?;
        }
        Ok(())
    }
}

impl Neighbourhood {
    /// Reads `Name` or `Name=ageb:KEY,ageb:KEY`.
    pub fn parse(text: &str) -> Result<Neighbourhood, MakeZoneError> {
        let (name, areas) = match text.split_once('=') {
            Some((name, areas)) => (name, areas.split(',').map(str::parse).collect()),
            None => (text, Ok(Vec::new())),
        };
        Ok(Neighbourhood {
            name: name.trim().to_owned(),
            areas: areas?,
        })
    }
}

/// Makes a zone or adds to it. Call it in a transaction, and undo that when it fails.
pub fn make_zone(conn: &Connection, plan: &ZonePlan) -> Result<ZoneMade, MakeZoneError> {
    let name = plan.name.trim();
    if name.is_empty() {
        return Err(MakeZoneError::NoName);
    }
    if plan.areas.is_empty() {
        return Err(MakeZoneError::NoAreas(name.to_owned()));
    }
    let mut unknown = Vec::new();
    let beside = plan
        .neighbourhoods
        .iter()
        .flat_map(|colonia| &colonia.areas);
    for area in plan.areas.iter().chain(beside) {
        if !matches!(
            area.kind(),
            AreaKind::Ageb | AreaKind::RuralAgeb | AreaKind::Locality
        ) {
            return Err(MakeZoneError::WrongKind { area: area.clone() });
        }
        if !unknown.contains(area) && !store::is_known(conn, area)? {
            unknown.push(area.clone());
        }
    }
    if !unknown.is_empty() {
        return Err(MakeZoneError::UnknownAreas { areas: unknown });
    }
    let zone = store::keep_zone(conn, name, plan.phase)?;
    for area in &plan.areas {
        store::keep_zone_area(conn, zone, area)?;
    }
    for colonia in &plan.neighbourhoods {
        let areas = if colonia.areas.is_empty() {
            &plan.areas
        } else {
            &colonia.areas
        };
        for area in areas {
            store::keep_neighbourhood(conn, &colonia.name, area)?;
        }
    }
    made(conn, name)
}

fn made(conn: &Connection, name: &str) -> Result<ZoneMade, MakeZoneError> {
    let zones = store::zones(conn)?;
    let mut made = ZoneMade {
        name: name.to_owned(),
        phase: None,
        areas: 0,
        shared: Vec::new(),
    };
    let own = zones.iter().find(|zone| zone.name == name);
    for area in own.into_iter().flat_map(|zone| &zone.areas) {
        made.areas += 1;
        let others = zones
            .iter()
            .filter(|zone| zone.name != name && zone.areas.contains(area));
        made.shared
            .extend(others.map(|zone| (area.clone(), zone.name.clone())));
    }
    made.phase = own.and_then(|zone| zone.phase);
    Ok(made)
}

impl fmt::Display for ZoneMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, areas) = (&self.name, self.areas);
        let phase = self
            .phase
            .map_or(String::new(), |phase| format!(", fase/phase {phase}"));
        write!(f, "{name}: {areas} áreas | {areas} areas{phase}")?;
        for (area, zone) in &self.shared {
            write!(
                f,
                "\n  Revise | Look: {area} está también en | is also in {zone}"
            )?;
        }
        Ok(())
    }
}
