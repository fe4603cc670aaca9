//! Outlines of invented AGEBs: a bent lattice whose cells share their edges, as real ones do.
//!
//! Degrees of longitude and latitude. It does not know keys.

use super::chance::Chance;

/// Side of a cell in degrees, about 700 m.
pub const SIDE: f64 = 0.0065;
/// How far a corner strays, in sides.
const STRAY: f64 = 0.24;

/// Corners and bends of a lattice of cells.
pub struct Lattice {
    columns: usize,
    origin: [f64; 2],
    corners: Vec<[f64; 2]>,
    /// Bend of the edge to the right of a corner, and of the edge above it.
    bends: Vec<[[f64; 2]; 2]>,
}

impl Lattice {
    /// A lattice for some cells, as square as it gets, with its south-west corner at `origin`.
    pub fn draw(chance: &mut Chance, cells: usize, origin: [f64; 2]) -> Lattice {
        let columns = (cells as f64).sqrt().ceil().max(1.0) as usize;
        let corners = (columns + 1) * (cells.div_ceil(columns) + 1);
        let mut stray = |reach: f64| [chance.swing() * reach, chance.swing() * reach];
        Lattice {
            columns,
            origin,
            corners: (0..corners).map(|_| stray(STRAY)).collect(),
            bends: (0..corners)
                .map(|_| [stray(STRAY / 2.0), stray(STRAY / 2.0)])
                .collect(),
        }
    }

    /// The corner where the lattice ends, before any corner strays.
    pub fn north_east(&self) -> [f64; 2] {
        let rows = self.corners.len() / (self.columns + 1) - 1;
        self.degrees(self.columns as f64, rows as f64)
    }

    /// The closed rings of the first cells, row by row, counter-clockwise.
    pub fn rings(&self, cells: usize) -> Vec<Vec<[f64; 2]>> {
        (0..cells)
            .map(|cell| self.ring(cell % self.columns, cell / self.columns))
            .collect()
    }

    fn ring(&self, x: usize, y: usize) -> Vec<[f64; 2]> {
        vec![
            self.corner(x, y),
            self.bend(x, y, 0),
            self.corner(x + 1, y),
            self.bend(x + 1, y, 1),
            self.corner(x + 1, y + 1),
            self.bend(x, y + 1, 0),
            self.corner(x, y + 1),
            self.bend(x, y, 1),
            self.corner(x, y),
        ]
    }

    fn corner(&self, x: usize, y: usize) -> [f64; 2] {
        let [dx, dy] = self.corners[y * (self.columns + 1) + x];
        self.degrees(x as f64 + dx, y as f64 + dy)
    }

    /// The middle of an edge, bent: 0 goes right from the corner, 1 goes up.
    fn bend(&self, x: usize, y: usize, edge: usize) -> [f64; 2] {
        let from = self.corner(x, y);
        let to = if edge == 0 {
            self.corner(x + 1, y)
        } else {
            self.corner(x, y + 1)
        };
        let [dx, dy] = self.bends[y * (self.columns + 1) + x][edge];
        rounded([
            (from[0] + to[0]) / 2.0 + dx * SIDE,
            (from[1] + to[1]) / 2.0 + dy * SIDE,
        ])
    }

    fn degrees(&self, x: f64, y: f64) -> [f64; 2] {
        rounded([self.origin[0] + x * SIDE, self.origin[1] + y * SIDE])
    }
}

/// A closed ring around a middle: a hamlet.
pub fn blob(chance: &mut Chance, middle: [f64; 2], radius: f64) -> Vec<[f64; 2]> {
    const CORNERS: usize = 9;
    let mut ring: Vec<[f64; 2]> = (0..CORNERS)
        .map(|corner| {
            let angle = std::f64::consts::TAU * corner as f64 / CORNERS as f64;
            let reach = radius * (1.0 + 0.25 * chance.swing());
            rounded([
                middle[0] + reach * angle.cos(),
                middle[1] + reach * angle.sin(),
            ])
        })
        .collect();
    ring.push(ring[0]);
    ring
}

fn rounded(point: [f64; 2]) -> [f64; 2] {
    point.map(|degrees| (degrees * 1e6).round() / 1e6)
}
