//! `rayuela territory …`: import, zone, list.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use survey_forms::area::{AreaKey, AreaKind};

use super::masked::{Span, grouped};
use super::risk::{read_risks, set_risks};
use super::summary::{FileSummary, kind_words};
use super::zone::{Neighbourhood, ZonePlan, make_zone};
use super::{assigned, import, store};
use crate::clock::Clock;
use crate::database::Database;
use crate::office::At;

/// Arguments of `rayuela territory`.
#[derive(Debug, Args)]
pub struct TerritoryCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Importa el censo (por AGEB o ITER) y polígonos GeoJSON | Imports census tables and polygons
    Import {
        /// Archivos CSV de INEGI o GeoJSON | INEGI's CSV files or GeoJSON
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        at: At,
    },
    /// Forma una zona con AGEB y localidades | Makes a zone of AGEBs and localities
    Zone {
        /// Nombre de la zona | Name of the zone
        name: String,
        /// Área, por ejemplo ageb:0710100370363 | An area
        #[arg(long = "area", value_name = "KIND:KEY")]
        areas: Vec<AreaKey>,
        /// Localidad, 9 dígitos | A locality, 9 digits
        #[arg(long = "locality", value_name = "KEY")]
        localities: Vec<String>,
        /// Colonia; con =ageb:CLAVE,… solo junto a esas | A colonia; with =ageb:KEY,… beside those
        #[arg(long = "neighbourhood", value_name = "NAME")]
        neighbourhoods: Vec<String>,
        /// Fase del levantamiento | Phase of the field work
        #[arg(long)]
        phase: Option<u32>,
        #[command(flatten)]
        at: At,
    },
    /// Toma la clase de riesgo de cada área (cvegeo;class;source;date) | Takes each area's risk
    Risk {
        /// Archivo CSV del municipio; reemplaza al anterior | The municipality's CSV file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        at: At,
    },
    /// Muestra el territorio y sus zonas | Shows the territory and its zones
    List {
        #[command(flatten)]
        at: At,
    },
}

impl TerritoryCommand {
    /// Does what was asked and prints what came of it.
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Import { files, at } => run_import(files, &at),
            Verb::Zone {
                name,
                areas,
                localities,
                neighbourhoods,
                phase,
                at,
            } => {
                let mut plan = ZonePlan {
                    name,
                    phase,
                    areas,
                    neighbourhoods: Vec::new(),
                };
                for key in localities {
                    plan.areas.push(AreaKey::new(AreaKind::Locality, &key)?);
                }
                for text in neighbourhoods {
                    plan.neighbourhoods.push(Neighbourhood::parse(&text)?);
                }
                run_zone(plan, &at)
            }
            Verb::Risk { file, at } => run_risk(&file, &at),
            Verb::List { at } => run_list(&at),
        }
    }
}

fn run_import(files: Vec<PathBuf>, at: &At) -> anyhow::Result<()> {
    let office = at.open()?;
    for summary in import_whole(&office.db, files)? {
        print!("{summary}");
    }
    println!("Territorio guardado. | Territory stored.");
    Ok(())
}

/// Imports all files or none of them.
pub(super) fn import_whole(
    db: &Database,
    files: Vec<PathBuf>,
) -> Result<Vec<FileSummary>, TerritoryError> {
    db.write_as(move |tx| Ok(import::import(tx, &files)?))
}

fn run_zone(plan: ZonePlan, at: &At) -> anyhow::Result<()> {
    let office = at.open()?;
    let made = office
        .db
        .write_as(move |tx| make_zone(tx, &plan).map_err(TerritoryError::from))?;
    println!("{made}");
    Ok(())
}

fn run_risk(file: &Path, at: &At) -> anyhow::Result<()> {
    let read = read_risks(file)?;
    let office = at.open()?;
    let (now, areas) = (office.clock.now(), read.areas.len());
    let weighed = office.db.write_as(move |tx| set_risks(tx, now, &read))?;
    println!(
        "{areas} áreas con riesgo; {weighed} personas pesadas de nuevo | \
         {areas} areas with a risk; {weighed} children weighed anew"
    );
    Ok(())
}

fn run_list(at: &At) -> anyhow::Result<()> {
    let office = at.open()?;
    let text = office.db.read(listing)?;
    print!("{text}");
    Ok(())
}

/// Areas by kind and every zone, as text.
pub(super) fn listing(conn: &rusqlite::Connection) -> rusqlite::Result<String> {
    let mut text = String::new();
    for kind in AreaKind::ALL {
        let areas = store::areas(conn, kind)?;
        if areas.is_empty() {
            continue;
        }
        let households: Option<Span> = areas
            .iter()
            .map(|area| area.households)
            .collect::<Option<Vec<_>>>()
            .map(|spans| spans.into_iter().sum());
        let polygons = areas.iter().filter(|area| area.has_polygon).count();
        let (es, en) = kind_words(kind);
        let count = grouped(areas.len() as u64);
        let households = households.map_or("sin dato/unknown".to_owned(), |span| span.to_string());
        text += &format!(
            "{count:>7} {es} | {en}: hogares | households {households}, polígonos | polygons {polygons}\n"
        );
    }
    if text.is_empty() {
        text += "Aún no hay territorio. Empiece con: rayuela territory import ARCHIVO.csv\n\
                 There is no territory yet. Begin with: rayuela territory import FILE.csv\n";
    }
    for zone in store::zones(conn)? {
        let phase = zone
            .phase
            .map_or(String::new(), |phase| format!(" (fase/phase {phase})"));
        text += &format!("{}{phase}\n", zone.name);
        for area in &zone.areas {
            let name = assigned::name_of(conn, area)?;
            let colonias = store::neighbourhoods(conn, area)?.join(", ");
            text += &format!("  {area}  {name}  {colonias}\n");
        }
    }
    Ok(text)
}

/// What may go wrong with the territory, with what the database adds.
#[derive(Debug, thiserror::Error)]
pub(super) enum TerritoryError {
    #[error(transparent)]
    Import(#[from] super::refusal::ImportError),
    #[error(transparent)]
    Zone(#[from] super::zone::MakeZoneError),
    #[error(transparent)]
    Database(#[from] crate::database::DatabaseError),
}
