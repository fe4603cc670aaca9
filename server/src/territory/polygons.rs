//! Polygons of areas from GeoJSON: INEGI's *Marco Geoestadístico* layers or the municipality's own.
//!
//! Start at [`read_polygons`]. A shape says which area it is by `CVEGEO` or by its `CVE_` columns.
//! Only longitude and latitude are taken (EPSG:4326, or EPSG:6365 of Mexico, which differ by less
//! than a metre); a projected layer is refused with what to do. Coordinates are kept to six
//! decimals, 0.1 m. It does not know which areas exist.

use geojson::{Feature, GeoJson, Geometry, GeometryValue, JsonObject, JsonValue};
use survey_forms::area::{AreaKey, AreaKind};

use super::refusal::{ImportError, shown};

/// A polygon with the area that it claims to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its place in the file, from 1.
    pub feature: usize,
    pub claim: Claim,
    pub name: Option<String>,
    /// A GeoJSON geometry, always a MultiPolygon.
    pub geometry: String,
}

/// What a shape says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    Area(AreaKey),
    /// Nine characters without more: only the areas already known can tell which of the two.
    LocalityOrRuralAgeb(AreaKey, AreaKey),
}

impl Claim {
    /// The key, for a person to look up.
    pub fn key(&self) -> &str {
        match self {
            Claim::Area(area) | Claim::LocalityOrRuralAgeb(area, _) => area.key(),
        }
    }
}

/// What a file of polygons holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolygonsRead {
    pub shapes: Vec<Shape>,
    /// Features that are points or lines, or have no shape.
    pub not_polygons: u64,
    /// Polygons without `CVEGEO` and `CVE_` columns.
    pub without_key: u64,
}

/// Reads a GeoJSON file whole.
pub fn read_polygons(file: &str, text: &str) -> Result<PolygonsRead, ImportError> {
    let not_geojson = |reason: String| ImportError::NotGeoJson {
        file: file.to_owned(),
        reason: shown(&reason),
    };
    let parsed: GeoJson = text
        .trim_start_matches('\u{feff}')
        .parse()
        .map_err(|error: geojson::Error| not_geojson(error.to_string()))?;
    let GeoJson::FeatureCollection(collection) = parsed else {
        return Err(not_geojson("sin/without FeatureCollection".to_owned()));
    };
    check_crs(file, collection.foreign_members.as_ref())?;
    let mut read = PolygonsRead::default();
    for (place, feature) in collection.features.into_iter().enumerate() {
        take(file, place + 1, feature, &mut read)?;
    }
    Ok(read)
}

fn take(
    file: &str,
    number: usize,
    feature: Feature,
    read: &mut PolygonsRead,
) -> Result<(), ImportError> {
    check_crs(file, feature.foreign_members.as_ref())?;
    let Some(geometry) = &feature.geometry else {
        read.not_polygons += 1;
        return Ok(());
    };
    check_crs(file, geometry.foreign_members.as_ref())?;
    let Some(parts) = rings_of(geometry) else {
        read.not_polygons += 1;
        return Ok(());
    };
    let columns = Attributes {
        file,
        number,
        of: feature.properties.as_ref(),
    };
    let Some(claim) = columns.claim()? else {
        read.without_key += 1;
        return Ok(());
    };
    let geometry = multi_polygon(file, number, parts)?;
    let name = columns.name(&claim);
    read.shapes.push(Shape {
        feature: number,
        claim,
        name,
        geometry,
    });
    Ok(())
}

/// Refuses what is not longitude and latitude.
fn check_crs(file: &str, members: Option<&JsonObject>) -> Result<(), ImportError> {
    let Some(crs) = members
        .and_then(|members| members.get("crs"))
        .filter(|crs| !crs.is_null())
    else {
        return Ok(());
    };
    let name = crs["properties"]["name"]
        .as_str()
        .unwrap_or("sin nombre/unnamed");
    match name.rsplit(':').next() {
        Some("4326" | "6365" | "CRS84") => Ok(()),
        _ => Err(ImportError::Projected {
            file: file.to_owned(),
            crs: shown(name),
        }),
    }
}

type Ring = Vec<geojson::Position>;

fn rings_of(geometry: &Geometry) -> Option<Vec<Vec<Ring>>> {
    match &geometry.value {
        GeometryValue::Polygon { coordinates } => Some(vec![coordinates.clone()]),
        GeometryValue::MultiPolygon { coordinates } => Some(coordinates.clone()),
        _ => None,
    }
}

fn multi_polygon(file: &str, number: usize, parts: Vec<Vec<Ring>>) -> Result<String, ImportError> {
    let bad = |reason: &str| ImportError::BadShape {
        file: file.to_owned(),
        feature: number,
        reason: reason.to_owned(),
    };
    let mut coordinates = Vec::new();
    for part in parts {
        if part.is_empty() {
            return Err(bad("no tiene contorno/it has no outline"));
        }
        let mut rings = Vec::new();
        for ring in part {
            let mut line: Vec<[f64; 2]> = Vec::with_capacity(ring.len());
            for position in &ring {
                let &[x, y, ..] = position.as_slice() else {
                    return Err(bad(
                        "un punto no tiene dos coordenadas/a point lacks coordinates",
                    ));
                };
                if !(x.abs() <= 180.0 && y.abs() <= 90.0) {
                    let crs = format!("x = {x:.1}, y = {y:.1}");
                    return Err(ImportError::Projected {
                        file: file.to_owned(),
                        crs,
                    });
                }
                let point = [x, y].map(|degrees| (degrees * 1e6).round() / 1e6);
                if line.last() != Some(&point) {
                    line.push(point);
                }
            }
            if line.first() != line.last() {
                return Err(bad("su contorno no cierra/its outline does not close"));
            }
            if line.len() < 4 {
                return Err(bad(
                    "tiene menos de tres esquinas/it has fewer than three corners",
                ));
            }
            rings.push(line);
        }
        coordinates.push(rings);
    }
    Ok(serde_json::json!({"type": "MultiPolygon", "coordinates": coordinates}).to_string())
}

/// The columns of one shape; their names count without regard to case.
struct Attributes<'a> {
    file: &'a str,
    number: usize,
    of: Option<&'a JsonObject>,
}

impl Attributes<'_> {
    /// A key column as text; a whole number stands for its digits.
    fn text(&self, names: &[&str]) -> Option<String> {
        let found = self
            .of?
            .iter()
            .find(|(name, _)| names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)))?;
        match found.1 {
            JsonValue::String(text) => Some(text.trim().to_ascii_uppercase()),
            JsonValue::Number(number) => Some(number.to_string()),
            _ => None,
        }
        .filter(|text| !text.is_empty())
    }

    fn part(&self, names: &[&str], width: usize) -> Option<String> {
        let text = self.text(names)?;
        let given = text.bytes().any(|c| c != b'0');
        given.then(|| format!("{text:0>width$}"))
    }

    fn claim(&self) -> Result<Option<Claim>, ImportError> {
        let parts = [
            self.part(&["CVE_ENT", "CVE_AGEE"], 2),
            self.part(&["CVE_MUN", "CVE_AGEM"], 3),
            self.part(&["CVE_LOC"], 4),
            self.part(&["CVE_AGEB"], 4),
            self.part(&["CVE_MZA"], 3),
        ];
        let kind = match &parts {
            [Some(_), Some(_), Some(_), Some(_), Some(_)] => Some(AreaKind::Block),
            [Some(_), Some(_), Some(_), Some(_), None] => Some(AreaKind::Ageb),
            [Some(_), Some(_), None, Some(_), None] => Some(AreaKind::RuralAgeb),
            [Some(_), Some(_), Some(_), None, None] => Some(AreaKind::Locality),
            [Some(_), Some(_), None, None, None] => Some(AreaKind::Municipality),
            [Some(_), None, None, None, None] => Some(AreaKind::State),
            _ => None,
        };
        let joined = parts.into_iter().flatten().collect::<String>();
        match (self.text(&["CVEGEO"]), kind) {
            (None, None) => Ok(None),
            (None, Some(kind)) => Ok(Some(Claim::Area(self.key(kind, &joined)?))),
            (Some(cvegeo), kind) => self.claim_of(&cvegeo, kind, &joined).map(Some),
        }
    }

    fn claim_of(
        &self,
        cvegeo: &str,
        kind: Option<AreaKind>,
        joined: &str,
    ) -> Result<Claim, ImportError> {
        if let Some(kind) = kind {
            let by_parts = self.key(kind, joined)?;
            return match AreaKey::new(kind, cvegeo) {
                Ok(by_cvegeo) if by_cvegeo == by_parts => Ok(Claim::Area(by_parts)),
                _ => Err(ImportError::KeysDisagree {
                    file: self.file.to_owned(),
                    feature: self.number,
                    cvegeo: shown(cvegeo),
                    parts: shown(joined),
                }),
            };
        }
        let kind = match cvegeo.len() {
            1 | 2 => AreaKind::State,
            4 | 5 => AreaKind::Municipality,
            8 | 9 => AreaKind::RuralAgeb,
            12 | 13 => AreaKind::Ageb,
            _ => AreaKind::Block,
        };
        let area = self.key(kind, cvegeo)?;
        if kind != AreaKind::RuralAgeb {
            return Ok(Claim::Area(area));
        }
        Ok(match AreaKey::new(AreaKind::Locality, area.key()) {
            Ok(locality) => Claim::LocalityOrRuralAgeb(locality, area),
            Err(_) => Claim::Area(area),
        })
    }

    fn key(&self, kind: AreaKind, text: &str) -> Result<AreaKey, ImportError> {
        AreaKey::new(kind, text).map_err(|error| ImportError::BadShape {
            file: self.file.to_owned(),
            feature: self.number,
            reason: format!("su clave no es de un área/its key is not of an area: {error}"),
        })
    }

    fn name(&self, claim: &Claim) -> Option<String> {
        let Claim::Area(area) = claim else {
            return None;
        };
        let names: &[&str] = match area.kind() {
            AreaKind::State => &["NOMGEO", "NOM_ENT", "NOM_AGEE"],
            AreaKind::Municipality => &["NOMGEO", "NOM_MUN", "NOM_AGEM"],
            AreaKind::Locality => &["NOMGEO", "NOM_LOC"],
            AreaKind::RuralAgeb | AreaKind::Ageb | AreaKind::Block => return None,
        };
        let wanted = |name: &String| names.iter().any(|one| name.eq_ignore_ascii_case(one));
        let found = self
            .of?
            .iter()
            .find(|(name, _)| wanted(name))?
            .1
            .as_str()?
            .trim();
        (!found.is_empty()).then(|| found.to_owned())
    }
}
