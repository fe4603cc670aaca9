//! An invented municipality for the demo: Villa Rayuela, with what INEGI would publish of it.
//!
//! Start at [`invent`]: from a seed it draws localities, AGEBs with valid check digits, blocks,
//! colonias, census counts and polygons, and writes them as the very files that the import reads.
//! So the demo goes through the real import and no second way into the tables exists.
//! [`survey_places`] then reads back where enumerators go, invented or real (`--census`).
//!
//! It cannot be taken for a real place: municipality 901 of state 07 does not exist (Chiapas has
//! 124), and its polygons lie in the sea off the coast. 999 was not taken, since some of INEGI's
//! tables use it for "municipality not stated".

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::{Value, json};
use survey_forms::area::{AreaKey, AreaKind};

use super::chance::Chance;
use super::colonias::COLONIAS;
use super::outline::{Lattice, SIDE, blob};
use crate::territory::zone::{MakeZoneError, Neighbourhood, ZonePlan, make_zone};
use crate::territory::{assigned, import, refusal::ImportError, store, summary::FileSummary};

/// State and municipality of the invented place.
pub const MUNICIPALITY: &str = "07901";
const NAME: &str = "Villa Rayuela";
/// In the Pacific, south of Chiapas.
const SOUTH_WEST: [f64; 2] = [-93.5, 14.15];
/// Children of 5 to 17 a household, as in Tuxtla (docs/definition.md).
const CHILDREN_PER_HOUSEHOLD: f64 = 0.76;
const PEOPLE_PER_HOUSEHOLD: f64 = 3.6;
const HEADER: &str = "ENTIDAD,NOM_ENT,MUN,NOM_MUN,LOC,NOM_LOC,AGEB,MZA,\
                      POBTOT,P_5YMAS,P_18YMAS,TOTHOG,VIVTOT\n";

/// The invented municipality, as files.
#[derive(Clone, Debug, PartialEq)]
pub struct Geography {
    /// *Principales resultados por AGEB y manzana*, CSV.
    pub by_ageb: String,
    /// *ITER*, CSV.
    pub by_locality: String,
    /// Polygons of AGEBs and rural localities, GeoJSON.
    pub polygons: String,
    pub zones: Vec<ZonePlan>,
}

/// Why the demo has no territory.
#[derive(Debug, thiserror::Error)]
pub enum BringInError {
    #[error(
        "No se pudieron escribir los archivos del municipio inventado: {0} | The invented municipality could not be written: {0}"
    )]
    Write(#[from] std::io::Error),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Zone(#[from] MakeZoneError),
    #[error(transparent)]
    Database(#[from] crate::database::DatabaseError),
}

/// Draws the municipality. The same seed and size give the same bytes.
///
/// `households` is what its census counts in all; at least 100 are drawn.
pub fn invent(seed: u64, households: u32) -> Geography {
    let mut chance = Chance::new(seed);
    let places = draw_places(&mut chance, households.max(100));
    let mut polygons = Vec::new();
    let mut zones: Vec<ZonePlan> = Vec::new();
    let mut colonias = chance.shuffled(COLONIAS);
    for place in &places {
        polygons.push(feature(place));
        let name = place.zone.to_owned();
        if zones.last().is_none_or(|zone| zone.name != name) {
            let phase = Some(zones.len() as u32 / 2 + 1);
            zones.push(ZonePlan {
                name,
                phase,
                ..ZonePlan::default()
            });
        }
        let many = 1 + chance.below(2);
        if let Some(zone) = zones.last_mut() {
            zone.areas.push(place.area.clone());
            for _ in 0..many {
                let name = colonias.next_name();
                zone.neighbourhoods.push(Neighbourhood {
                    name,
                    areas: vec![place.area.clone()],
                });
            }
        }
    }
    Geography {
        by_ageb: by_ageb(&places),
        by_locality: by_locality(&places),
        polygons: json!({"type": "FeatureCollection", "features": polygons}).to_string(),
        zones,
    }
}

/// Writes the files into a folder, imports them and makes the zones. Call it in a transaction.
pub fn bring_in(
    conn: &Connection,
    geography: &Geography,
    folder: &Path,
) -> Result<Vec<FileSummary>, BringInError> {
    let files: [(&str, &str); 3] = [
        ("villa_rayuela_por_ageb.csv", &geography.by_ageb),
        ("villa_rayuela_iter.csv", &geography.by_locality),
        ("villa_rayuela_poligonos.geojson", &geography.polygons),
    ];
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text)?;
        paths.push(path);
    }
    let summaries = import::import(conn, &paths)?;
    for zone in &geography.zones {
        make_zone(conn, zone)?;
    }
    Ok(summaries)
}

/// Where enumerators go: an urban AGEB, or a locality without AGEBs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyPlace {
    pub area: AreaKey,
    pub name: String,
    pub zone: Option<String>,
    pub neighbourhoods: Vec<String>,
    /// *Hogares censales*, the upper bound where INEGI masks.
    pub households: u64,
    /// Three digits each; empty where the census has no blocks.
    pub blocks: Vec<String>,
}

/// Every place of an imported territory in which the census counted households, by key.
pub fn survey_places(conn: &Connection) -> rusqlite::Result<Vec<SurveyPlace>> {
    let mut areas = store::areas(conn, AreaKind::Ageb)?;
    let urban: std::collections::BTreeSet<String> = areas
        .iter()
        .filter_map(|known| known.area.locality().map(str::to_owned))
        .collect();
    let localities = store::areas(conn, AreaKind::Locality)?;
    areas.extend(
        localities
            .into_iter()
            .filter(|known| !urban.contains(known.area.key())),
    );
    let counted = areas.into_iter().filter_map(|known| {
        let households = known.households?.max;
        (households > 0).then_some((known.area, households))
    });
    counted
        .map(|(area, households)| {
            let told = assigned::areas_for_device(conn, std::slice::from_ref(&area))?;
            let told = told.into_iter().next();
            Ok(SurveyPlace {
                name: assigned::name_of(conn, &area)?,
                zone: told.as_ref().and_then(|told| told.zone.clone()),
                neighbourhoods: store::neighbourhoods(conn, &area)?,
                blocks: told.map(|told| told.blocks).unwrap_or_default(),
                area,
                households,
            })
        })
        .collect()
}

/// A place as it was drawn.
struct Place {
    area: AreaKey,
    locality_name: &'static str,
    zone: &'static str,
    /// Households of each block; one entry for a rural locality.
    blocks: Vec<u32>,
    ring: Vec<[f64; 2]>,
}

impl Place {
    fn is_urban(&self) -> bool {
        self.area.kind() == AreaKind::Ageb
    }

    fn counts(&self) -> Counts {
        self.blocks
            .iter()
            .map(|households| Counts::of(*households))
            .sum()
    }
}

/// What the census says of some households, before anything is masked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    people: u32,
    from_5: u32,
    from_18: u32,
    households: u32,
    dwellings: u32,
}

impl Counts {
    fn of(households: u32) -> Counts {
        let people = (f64::from(households) * PEOPLE_PER_HOUSEHOLD).round() as u32;
        let children = (f64::from(households) * CHILDREN_PER_HOUSEHOLD).round() as u32;
        let from_5 = (f64::from(people) * 0.93).round() as u32;
        // About 15 doors of 100 are vacant (docs/definition.md).
        let dwellings = (f64::from(households) * 1.17).round() as u32;
        Counts {
            people,
            from_5,
            from_18: from_5 - children,
            households,
            dwellings,
        }
    }

    /// The last columns of a census row; a place of one or two households is withheld.
    fn columns(&self) -> String {
        let withheld = (1..=2).contains(&self.households);
        let cell = |count: u32| match count {
            _ if withheld => "*".to_owned(),
            1 | 2 => "*".to_owned(),
            _ => count.to_string(),
        };
        let (people, dwellings) = (self.people, self.dwellings);
        let [from_5, from_18, households] = [self.from_5, self.from_18, self.households].map(cell);
        format!("{people},{from_5},{from_18},{households},{dwellings}")
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(all: I) -> Counts {
        all.fold(Counts::default(), |sum, one| Counts {
            people: sum.people + one.people,
            from_5: sum.from_5 + one.from_5,
            from_18: sum.from_18 + one.from_18,
            households: sum.households + one.households,
            dwellings: sum.dwellings + one.dwellings,
        })
    }
}

/// An urban locality and the share of AGEBs that it has, or a rural one.
const VILLA: (&str, &str) = ("0001", "Villa Rayuela");
const PORT: (&str, &str) = ("0012", "Puerto Jacaranda");
const RURAL: [(&str, &str); 2] = [("0023", "Los Tulipanes"), ("0031", "Arroyo Quieto")];

fn draw_places(chance: &mut Chance, households: u32) -> Vec<Place> {
    let agebs = (households / 350).clamp(9, 48) as usize;
    let in_villa = agebs * 2 / 3;
    let villa = Lattice::draw(chance, in_villa, SOUTH_WEST);
    let [east, _] = villa.north_east();
    let port_corner = [east + SIDE, SOUTH_WEST[1] + SIDE / 2.0];
    let port = Lattice::draw(chance, agebs - in_villa, port_corner);
    let rings = villa
        .rings(in_villa)
        .into_iter()
        .chain(port.rings(agebs - in_villa));
    let mut number = 0;
    let mut places = Vec::new();
    for (place, ring) in rings.enumerate() {
        number += 1 + chance.below(9) as u32;
        let (locality, locality_name) = if place < in_villa { VILLA } else { PORT };
        let zone = match place {
            _ if place >= in_villa => "Zona C",
            _ if place < in_villa.div_ceil(2) => "Zona A",
            _ => "Zona B",
        };
        let area = ageb_key(locality, number);
        places.push(Place {
            area,
            locality_name,
            zone,
            blocks: Vec::new(),
            ring,
        });
    }
    for (place, (locality, locality_name)) in RURAL.into_iter().enumerate() {
        let east = SIDE * (0.8 + 2.4 * place as f64);
        let middle = [SOUTH_WEST[0] + east, SOUTH_WEST[1] - SIDE];
        let ring = blob(chance, middle, 0.4 * SIDE);
        let area = key(AreaKind::Locality, &format!("{MUNICIPALITY}{locality}"));
        let zone = "Zona D";
        places.push(Place {
            area,
            locality_name,
            zone,
            blocks: Vec::new(),
            ring,
        });
    }
    settle(chance, &mut places, households);
    places
}

/// Shares the households out: AGEBs of very different size, one almost empty, two small hamlets.
fn settle(chance: &mut Chance, places: &mut [Place], households: u32) {
    let hamlet = (households / 40).max(12);
    let almost_empty = places.iter().rposition(Place::is_urban).unwrap_or(0);
    let mut left = households.saturating_sub(2 + hamlet * RURAL.len() as u32);
    let urban = places.iter().filter(|place| place.is_urban()).count() - 1;
    let weights: Vec<u32> = (0..urban).map(|_| 40 + chance.below(160) as u32).collect();
    let mut weight_left: u32 = weights.iter().sum();
    let mut weights = weights.into_iter();
    for (place, drawn) in places.iter_mut().enumerate() {
        let here = match (drawn.is_urban(), place == almost_empty) {
            (false, _) => hamlet,
            (true, true) => 2,
            (true, false) => {
                let weight = weights.next().unwrap_or(1);
                let share = u64::from(left) * u64::from(weight) / u64::from(weight_left.max(1));
                weight_left -= weight;
                left -= share as u32;
                share as u32
            }
        };
        let blocks = if drawn.is_urban() {
            (here / 30).clamp(1, 40)
        } else {
            1
        };
        drawn.blocks = (0..blocks)
            .map(|block| here / blocks + u32::from(block < here % blocks))
            .collect();
    }
}

fn key(kind: AreaKind, text: &str) -> AreaKey {
    AreaKey::new(kind, text).expect("invented keys have the length of their kind")
}

fn ageb_key(locality: &str, number: u32) -> AreaKey {
    let digits = format!("{MUNICIPALITY}{number:03}");
    let verifier = survey_forms::area::check_digit(&digits).unwrap_or('0');
    key(
        AreaKind::Ageb,
        &format!("{MUNICIPALITY}{locality}{number:03}{verifier}"),
    )
}

fn feature(place: &Place) -> Value {
    let key = place.area.key();
    let mut properties = json!({"CVEGEO": key, "CVE_ENT": &key[..2], "CVE_MUN": &key[2..5]});
    properties["CVE_LOC"] = json!(&key[5..9]);
    if let Some(ageb) = place.area.ageb() {
        properties["CVE_AGEB"] = json!(ageb);
    }
    json!({
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [place.ring]},
    })
}

fn by_ageb(places: &[Place]) -> String {
    let mut text = HEADER.to_owned();
    let mut row = |locality: &str, name: &str, ageb: &str, block: &str, counts: Counts| {
        let (state, municipality) = MUNICIPALITY.split_at(2);
        let figures = counts.columns();
        let _ = writeln!(
            text,
            "{state},Chiapas,{municipality},{NAME},{locality},{name},{ageb},{block},{figures}"
        );
    };
    let all = places.iter().map(Place::counts).sum();
    row("0000", "Total del municipio", "0000", "000", all);
    for (locality, name) in [VILLA, PORT] {
        let here = || {
            places
                .iter()
                .filter(|place| place.is_urban() && place.locality_name == name)
        };
        row(
            locality,
            "Total de la localidad urbana",
            "0000",
            "000",
            here().map(Place::counts).sum(),
        );
        for place in here() {
            let ageb = place.area.ageb().unwrap_or_default();
            row(locality, "Total AGEB urbana", ageb, "000", place.counts());
            for (block, households) in place.blocks.iter().enumerate() {
                row(
                    locality,
                    name,
                    ageb,
                    &format!("{:03}", block + 1),
                    Counts::of(*households),
                );
            }
        }
    }
    text
}

fn by_locality(places: &[Place]) -> String {
    let mut text = HEADER.replace(",AGEB,MZA", "");
    let (state, municipality) = MUNICIPALITY.split_at(2);
    for (locality, name) in [VILLA, PORT].into_iter().chain(RURAL) {
        let here = places.iter().filter(|place| place.locality_name == name);
        let figures = here.map(Place::counts).sum::<Counts>().columns();
        let _ = writeln!(
            text,
            "{state},Chiapas,{municipality},{NAME},{locality},{name},{figures}"
        );
    }
    text
}
