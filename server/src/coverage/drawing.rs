//! A choropleth map as SVG paths: polygons in degrees become points on a sheet.
//!
//! Start at [`draw`]. It gives numbers and path texts, a template draws them, so that every name
//! goes through the template's escaping. Longitude is narrowed by the cosine of the latitude, which
//! is true to shape within a municipality. It does not know households.

use super::progress::{AreaCoverage, Class};

/// A sheet with shapes, in its own units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    pub width: u32,
    pub height: u32,
    pub shapes: Vec<Shape>,
}

/// One area on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// `kind:KEY`.
    pub area: String,
    pub name: String,
    pub class: Class,
    /// The `d` of an SVG path.
    pub path: String,
    /// Where a short label fits, and its text.
    pub label: Option<Label>,
}

/// A few letters within a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub x: String,
    pub y: String,
    pub text: String,
}

const WIDTH: f64 = 720.0;
const HEIGHT_MAX: f64 = 560.0;
const MARGIN: f64 = 6.0;
/// Points closer than this on the sheet are one.
const NEAR: f64 = 0.4;

type Ring = Vec<[f64; 2]>;

/// The polygons of a stored geometry; none when it is not one.
fn rings_of(geometry: &str) -> Option<Vec<Ring>> {
    #[derive(serde::Deserialize)]
    struct MultiPolygon {
        coordinates: Vec<Vec<Ring>>,
    }
    let stored: MultiPolygon = serde_json::from_str(geometry).ok()?;
    Some(stored.coordinates.into_iter().flatten().collect())
}

/// Draws the areas that have a polygon, and says how many have none.
pub fn draw(areas: &[AreaCoverage]) -> (Drawing, usize) {
    let with_rings: Vec<(&AreaCoverage, Vec<Ring>)> = areas
        .iter()
        .filter_map(|area| Some((area, rings_of(area.polygon.as_deref()?)?)))
        .collect();
    let missing = areas.len() - with_rings.len();
    let Some(sheet) = Sheet::around(with_rings.iter().flat_map(|(_, rings)| rings).flatten())
    else {
        return (Drawing::default(), missing);
    };
    let shapes = with_rings
        .into_iter()
        .map(|(area, rings)| sheet.shape(area, &rings))
        .collect();
    let (width, height) = (WIDTH as u32, sheet.height.ceil() as u32);
    (
        Drawing {
            width,
            height,
            shapes,
        },
        missing,
    )
}

/// How degrees become points on the sheet.
struct Sheet {
    west: f64,
    north: f64,
    narrowing: f64,
    scale: f64,
    left: f64,
    height: f64,
}

impl Sheet {
    fn around<'a>(points: impl Iterator<Item = &'a [f64; 2]>) -> Option<Sheet> {
        let mut bounds: Option<[f64; 4]> = None;
        for [x, y] in points {
            let [west, south, east, north] = bounds.unwrap_or([*x, *y, *x, *y]);
            bounds = Some([west.min(*x), south.min(*y), east.max(*x), north.max(*y)]);
        }
        let [west, south, east, north] = bounds?;
        let narrowing = ((south + north) / 2.0).to_radians().cos();
        let across = ((east - west) * narrowing).max(1e-6);
        let down = (north - south).max(1e-6);
        let (room, room_down) = (WIDTH - 2.0 * MARGIN, HEIGHT_MAX - 2.0 * MARGIN);
        let scale = (room / across).min(room_down / down);
        let left = (WIDTH - across * scale) / 2.0;
        let height = down * scale + 2.0 * MARGIN;
        Some(Sheet {
            west,
            north,
            narrowing,
            scale,
            left,
            height,
        })
    }

    fn point(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            self.left + (x - self.west) * self.narrowing * self.scale,
            MARGIN + (self.north - y) * self.scale,
        ]
    }

    fn shape(&self, area: &AreaCoverage, rings: &[Ring]) -> Shape {
        let mut path = String::new();
        let mut widest: Option<[f64; 4]> = None;
        for ring in rings {
            let mut last: Option<[f64; 2]> = None;
            let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
            for point in ring.iter().map(|point| self.point(*point)) {
                let near =
                    |before: [f64; 2]| (before[0] - point[0]).hypot(before[1] - point[1]) < NEAR;
                if last.is_some_and(near) {
                    continue;
                }
                let letter = if last.is_none() { 'M' } else { 'L' };
                path.push_str(&format!("{letter}{:.1} {:.1}", point[0], point[1]));
                last = Some(point);
                bounds = [
                    bounds[0].min(point[0]),
                    bounds[1].min(point[1]),
                    bounds[2].max(point[0]),
                    bounds[3].max(point[1]),
                ];
            }
            path.push('Z');
            if widest.is_none_or(|other| extent(other) < extent(bounds)) {
                widest = Some(bounds);
            }
        }
        Shape {
            area: area.area.to_string(),
            name: area.name.clone(),
            class: area.class(),
            path,
            label: widest.and_then(|bounds| label(area, bounds)),
        }
    }
}

fn extent([left, top, right, bottom]: [f64; 4]) -> f64 {
    (right - left) * (bottom - top)
}

/// The AGEB's code in the middle of its widest part, where there is room for it.
fn label(area: &AreaCoverage, [left, top, right, bottom]: [f64; 4]) -> Option<Label> {
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0 + 4.0);
    let text = short(area);
    let room = 9.0 * text.chars().count() as f64;
    (right - left > room + 8.0 && bottom - top > 26.0).then(|| Label {
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        text,
    })
}

/// `036-3` for an AGEB, the last four digits of a locality.
pub fn short(area: &AreaCoverage) -> String {
    match area.area.ageb() {
        Some(ageb) => format!("{}-{}", &ageb[..3], &ageb[3..]),
        None => area
            .area
            .key()
            .get(5..)
            .unwrap_or(area.area.key())
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Counts;

    fn area(key: &str, polygon: Option<&str>) -> AreaCoverage {
        AreaCoverage {
            area: format!("ageb:{key}").parse().unwrap(),
            name: key.to_owned(),
            zone: None,
            neighbourhoods: Vec::new(),
            expected: None,
            counts: Counts::default(),
            polygon: polygon
                .map(|rings| format!("{{\"type\":\"MultiPolygon\",\"coordinates\":{rings}}}")),
        }
    }

    /// Every number of every path.
    fn numbers(drawing: &Drawing) -> Vec<f64> {
        let paths = drawing
            .shapes
            .iter()
            .flat_map(|shape| shape.path.split(['M', 'L', 'Z', ' ']));
        paths
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().unwrap())
            .collect()
    }

    #[test]
    fn every_shape_lies_on_the_sheet_with_north_above() {
        let south = "[[[[-93.5,14.1],[-93.4,14.1],[-93.4,14.2],[-93.5,14.1]]]]";
        let north = "[[[[-93.5,14.3],[-93.4,14.3],[-93.4,14.4],[-93.5,14.3]]]]";
        let areas = [
            area("0790100010013", Some(south)),
            area("0790100010028", Some(north)),
        ];
        let (drawing, missing) = draw(&areas);
        assert_eq!((drawing.shapes.len(), missing), (2, 0));
        let far = f64::from(drawing.width.max(drawing.height));
        assert!(
            numbers(&drawing)
                .iter()
                .all(|number| (0.0..=far).contains(number))
        );
        let top = |shape: &Shape| {
            shape.path[1..]
                .split([' ', 'L'])
                .nth(1)
                .unwrap()
                .parse::<f64>()
        };
        assert!(top(&drawing.shapes[0]).unwrap() > top(&drawing.shapes[1]).unwrap());
    }

    #[test]
    fn a_degree_of_longitude_is_narrower_away_from_the_equator() {
        let square = "[[[[-93.5,60.0],[-93.4,60.0],[-93.4,60.1],[-93.5,60.1],[-93.5,60.0]]]]";
        let (drawing, _) = draw(&[area("0790100010013", Some(square))]);
        let across: Vec<f64> = numbers(&drawing).into_iter().step_by(2).collect();
        let width = across.iter().cloned().fold(f64::MIN, f64::max)
            - across.iter().cloned().fold(f64::MAX, f64::min);
        let height = f64::from(drawing.height) - 2.0 * MARGIN;
        assert!((width / height - 0.5).abs() < 0.02, "{width} by {height}");
    }

    #[test]
    fn a_hole_is_a_second_part_of_the_path() {
        let holed = "[[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]]";
        let (drawing, _) = draw(&[area("0790100010013", Some(holed))]);
        assert_eq!(drawing.shapes[0].path.matches('M').count(), 2);
    }

    #[test]
    fn areas_without_a_readable_polygon_are_counted() {
        let areas = [
            area("0790100010013", None),
            area("0790100010028", Some("7")),
        ];
        assert_eq!(draw(&areas), (Drawing::default(), 2));
    }
}
