//! *Importar*: census tables and polygons become areas.
//!
//! Start at [`import`]. All files of one call are one matter: when one is refused, nothing of any
//! of them is stored, for the caller runs it in one transaction. Importing again updates. Tables
//! are read before polygons, in whatever order they are named, since a polygon needs its area.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use survey_forms::area::{AreaKey, AreaKind, CheckDigit};

use super::census::{CensusRow, read_census};
use super::columns::Layout;
use super::encoding::{Decoded, recognise};
use super::polygons::{Claim, PolygonsRead, Shape, read_polygons};
use super::refusal::ImportError;
use super::store;
use super::summary::{Doubt, FileSummary, Totals};

/// No municipality's layer is larger; a whole country's is not for this.
const LARGEST_LAYER_BYTES: u64 = 256 * 1024 * 1024;

/// Imports files into the territory. Call it in a transaction, and undo that when it fails.
pub fn import(conn: &Connection, files: &[PathBuf]) -> Result<Vec<FileSummary>, ImportError> {
    let (layers, tables): (Vec<_>, Vec<_>) = {
        let mut kinds = Vec::new();
        for path in files {
            kinds.push((path, is_json(path)?));
        }
        kinds.into_iter().partition(|(_, json)| *json)
    };
    let mut summaries = Vec::new();
    for (path, _) in tables {
        summaries.push(import_table(conn, path)?);
    }
    for (path, _) in layers {
        summaries.push(import_layer(conn, path)?);
    }
    Ok(summaries)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> ImportError + use<> {
    let file = path.display().to_string();
    move |source| ImportError::Unreadable {
        file: file.clone(),
        source,
    }
}

fn open(path: &Path) -> Result<BufReader<File>, ImportError> {
    File::open(path)
        .map(BufReader::new)
        .map_err(unreadable(path))
}

/// Whether a file begins as JSON does, whatever its name says.
fn is_json(path: &Path) -> Result<bool, ImportError> {
    let mut file = open(path)?;
    let begin = file.fill_buf().map_err(unreadable(path))?;
    let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
    let first = begin.iter().find(|byte| !byte.is_ascii_whitespace());
    Ok(matches!(first, Some(b'{' | b'[')))
}

fn import_table(conn: &Connection, path: &Path) -> Result<FileSummary, ImportError> {
    let file = name_of(path);
    let encoding = recognise(open(path)?)
        .map_err(unreadable(path))?
        .map_err(|(row, reason)| ImportError::NotText {
            file: file.clone(),
            row,
            reason,
        })?;
    let mut table = Table {
        conn,
        file: &file,
        first_rows: HashMap::new(),
        named: HashSet::new(),
    };
    let mut summary = FileSummary::table(&file);
    let mut sums = LocalitySums::default();
    let read = read_census(&file, Decoded::new(open(path)?, encoding), |row| {
        sums.add(&row);
        table.keep(row, &mut summary)
    })?;
    summary.layout = Some(read.layout);
    if read.sums_skipped > 0 {
        summary.doubts.push(Doubt::SumsSkipped {
            rows: read.sums_skipped,
        });
    }
    if read.layout == Layout::ByLocalityPopulationOnly {
        summary.doubts.push(Doubt::NoHouseholds);
    }
    summary.doubts.extend(sums.differences());
    Ok(summary)
}

/// A census table on its way into the database.
struct Table<'a> {
    conn: &'a Connection,
    file: &'a str,
    first_rows: HashMap<AreaKey, u64>,
    named: HashSet<AreaKey>,
}

impl Table<'_> {
    fn keep(&mut self, row: CensusRow, summary: &mut FileSummary) -> Result<(), ImportError> {
        if let Some(first_row) = self.first_rows.insert(row.area.clone(), row.row) {
            let (file, area) = (self.file.to_owned(), row.area.to_string());
            return Err(ImportError::RepeatedKey {
                file,
                row: row.row,
                area,
                first_row,
            });
        }
        for (area, name) in row.names_above {
            if self.named.insert(area.clone()) {
                store::keep_name(self.conn, &area, &name, self.file)?;
            }
        }
        store::keep_area(
            self.conn,
            &row.area,
            row.name.as_deref(),
            &row.figures,
            self.file,
        )?;
        if let (AreaKind::Ageb, CheckDigit::Differs { expected, .. }) =
            (row.area.kind(), row.area.check_digit())
        {
            let area = row.area.to_string();
            summary.doubts.push(Doubt::CheckDigit {
                row: row.row,
                area,
                expected,
            });
        }
        if row.figures.reversed {
            let area = row.area.to_string();
            summary.doubts.push(Doubt::Reversed { row: row.row, area });
        }
        if row.figures.withheld {
            summary.withheld += 1;
        }
        let totals = summary
            .totals
            .entry(row.area.kind())
            .or_insert_with(Totals::none);
        totals.add(&row.figures);
        Ok(())
    }
}

/// A locality's population against the sum of its AGEBs: a file cut in the middle shows here.
#[derive(Default)]
struct LocalitySums {
    by_locality: BTreeMap<String, (Option<u64>, Option<u64>)>,
}

impl LocalitySums {
    fn add(&mut self, row: &CensusRow) {
        let (Some(locality), Some(people)) = (row.area.locality(), row.figures.population) else {
            return;
        };
        let entry = self.by_locality.entry(locality.to_owned()).or_default();
        match row.area.kind() {
            AreaKind::Locality => entry.0 = Some(people.min),
            AreaKind::Ageb => entry.1 = Some(entry.1.unwrap_or(0) + people.min),
            _ => {}
        }
    }

    fn differences(self) -> impl Iterator<Item = Doubt> {
        self.by_locality
            .into_iter()
            .filter_map(|(locality, counted)| match counted {
                (Some(total), Some(sum)) if total != sum => Some(Doubt::SumDiffers {
                    locality,
                    total,
                    sum,
                }),
                _ => None,
            })
    }
}

fn import_layer(conn: &Connection, path: &Path) -> Result<FileSummary, ImportError> {
    let file = name_of(path);
    let mut bytes = Vec::new();
    let mut layer = open(path)?.take(LARGEST_LAYER_BYTES + 1);
    layer.read_to_end(&mut bytes).map_err(unreadable(path))?;
    if bytes.len() as u64 > LARGEST_LAYER_BYTES {
        let reason = "> 256 MB".to_owned();
        return Err(ImportError::NotGeoJson { file, reason });
    }
    let text = String::from_utf8(bytes).map_err(|_| ImportError::NotGeoJson {
        file: file.clone(),
        reason: "no es UTF-8/not UTF-8".to_owned(),
    })?;
    let PolygonsRead {
        shapes,
        not_polygons,
        without_key,
    } = read_polygons(&file, &text)?;
    let mut summary = FileSummary::layer(&file);
    let mut unknown = Vec::new();
    let polygons = shapes.len();
    for shape in shapes {
        match keep_shape(conn, &file, &shape)? {
            Some(kind) => *summary.polygons.entry(kind).or_insert(0) += 1,
            None => unknown.push(shape.claim.key().to_owned()),
        }
    }
    if let (true, Some(first)) = (unknown.len() == polygons, unknown.first().cloned()) {
        return Err(ImportError::NoKnownPolygon {
            file,
            polygons,
            first,
        });
    }
    if polygons == 0 {
        let reason = "sin polígonos con CVEGEO/no polygons with CVEGEO".to_owned();
        return Err(ImportError::NotGeoJson { file, reason });
    }
    if !unknown.is_empty() {
        summary
            .doubts
            .push(Doubt::UnknownPolygons { keys: unknown });
    }
    if not_polygons + without_key > 0 {
        summary.doubts.push(Doubt::LeftOut {
            not_polygons,
            without_key,
        });
    }
    Ok(summary)
}

/// Stores a shape with its area. A rural AGEB has no row in the census by AGEB, so the layer itself
/// makes it known, in a municipality that is known. None: the area is not known.
fn keep_shape(
    conn: &Connection,
    file: &str,
    shape: &Shape,
) -> Result<Option<AreaKind>, ImportError> {
    let area = match &shape.claim {
        Claim::Area(area) => area,
        Claim::LocalityOrRuralAgeb(locality, rural) => {
            if store::is_known(conn, locality)? {
                locality
            } else {
                rural
            }
        }
    };
    if area.kind() == AreaKind::RuralAgeb
        && matches!(shape.claim, Claim::Area(_))
        && let Some(municipality) = area.parent()
        && store::is_known(conn, &municipality)?
    {
        store::keep_area(conn, area, None, &Default::default(), file)?;
    }
    if !store::keep_polygon(conn, area, &shape.geometry)? {
        return Ok(None);
    }
    if let Some(name) = &shape.name {
        store::keep_name(conn, area, name, file)?;
    }
    Ok(Some(area.kind()))
}
