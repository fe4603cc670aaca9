//! *Microdatos*: a survey's tables, read through a mapping, classified and counted.
//!
//! Start at [`read`]. The mapping says whether its children are a sample or a census; each is
//! counted by its own type. What this module does not know: how tables are read and rates made.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use classify::verdict;
use indicators::{Census, CensusChild, Child, Design, SampledChild, Sex, Survey};
use microdata::{Files, Mapping, RowRefusal, Rows, Sampling};

use super::{
    ask::Asked,
    choice::Choice,
    figures::figures,
    one::told,
    source::{Refused, Report, Seen, Source},
};
/// Which tables, through which mapping.
#[derive(Debug)]
pub struct Tables {
    /// A shipped mapping's id, or a file.
    pub mapping: String,
    pub files: Files,
    /// The edition pinned; otherwise the one of each reference date.
    pub edition: Option<String>,
}

/// Counts everybody in the tables.
pub fn read(tables: &Tables, asked: &Asked) -> anyhow::Result<Report> {
    let mapping = Arc::new(mapping(&tables.mapping)?);
    tell_of(&mapping);
    let mut counted = match mapping.sampling() {
        Sampling::Survey => Counted::Survey(Box::new(Survey::new(asked.breakdowns()))),
        Sampling::Census => Counted::Census(Box::new(Census::new(asked.breakdowns()))),
        Sampling::Unsaid => bail!(
            "el mapeo {id} no dice de dónde salen sus niñas y niños: agregue a [design] las columnas \
             weight, stratum y psu de la muestra, o census = true si están todos | the mapping {id} \
             does not say where its children come from: add the columns weight, stratum and psu to \
             [design], or census = true where everybody is there",
            id = mapping.id()
        ),
    };
    let edition = Choice::new(tables.edition.as_deref())?;
    let mut read = Reading::default();
    let opened = microdata::Source::open(mapping.clone(), &tables.files, |_, _| {});
    let mut source = opened.map_err(|fault| anyhow::anyhow!("{} | {fault}", fault.es()))?;
    let decoder = source.decoder();
    let (mut rows, mut passed_over) = (Rows::new(), 0);
    loop {
        match source.next(&mut rows) {
            Ok(false) => break,
            Ok(true) => {
                let each = |row| read.take(row, &edition, &mut counted);
                passed_over += decoder.each(&rows, each);
            }
            Err(fault) => {
                read.refused.add(
                    format!("{} | {fault}", fault.es()),
                    &format!("{} | {fault}", fault.es()),
                );
                break;
            }
        }
    }
    let seen = Seen {
        rows: source.read_so_far().rows,
        passed_over,
    };
    Ok(read.report(counted, &mapping, seen, asked))
}

/// A sample or a census, never both.
enum Counted {
    Survey(Box<Survey>),
    Census(Box<Census>),
}

/// What is kept while rows go by.
#[derive(Default)]
struct Reading {
    editions: BTreeMap<String, u64>,
    refused: Refused,
}

impl Reading {
    fn take(
        &mut self,
        row: Result<microdata::Child, RowRefusal>,
        choice: &Choice,
        counted: &mut Counted,
    ) {
        let child = match row {
            Ok(child) => child,
            Err(refusal) => {
                let (table, column, wanted) = refusal.kind();
                let reason = format!("{table} {column}: {} | {wanted}", refusal.wanted.es());
                let named = format!("{} | {refusal}", refusal.es());
                return self.refused.add(reason, &named);
            }
        };
        let edition = choice.edition(&child.facts);
        let added = match verdict(edition, &child.facts) {
            Ok(verdict) => {
                let one = Child {
                    sex: child.by.sex.map(|sex| match sex {
                        microdata::Sex::Female => Sex::Woman,
                        microdata::Sex::Male => Sex::Man,
                    }),
                    territory: child.by.territory.as_ref().map(microdata::Key::as_str),
                    ..told(&child.facts, &verdict)
                };
                counted.add(&child, one)
            }
            Err(refusal) => Err(format!("{} | {refusal}", refusal.es())),
        };
        match added {
            Ok(()) => *self.editions.entry(edition.id.to_string()).or_default() += 1,
            Err(reason) => {
                let named = format!("fila | row {}: {reason}", child.row);
                self.refused.add(reason, &named);
            }
        }
    }

    fn report(self, counted: Counted, mapping: &Mapping, seen: Seen, asked: &Asked) -> Report {
        let (id, verified) = (mapping.id().to_owned(), mapping.verified());
        let (source, lines) = match counted {
            Counted::Survey(survey) => {
                let table = survey.finish(&asked.options());
                let source = Source::Survey {
                    mapping: id,
                    verified,
                    seen,
                    design: table.design,
                    options: table.options,
                };
                (source, figures(&table.lines, asked))
            }
            Counted::Census(census) => {
                let source = Source::CensusFile {
                    mapping: id,
                    verified,
                    seen,
                };
                (source, figures(&census.finish(), asked))
            }
        };
        Report {
            source,
            editions: self.editions,
            lines,
            territories: BTreeMap::new(),
            at_least: asked.at_least,
            refused: self.refused,
        }
    }
}

impl Counted {
    fn add(&mut self, row: &microdata::Child, child: Child<'_>) -> Result<(), String> {
        let child = Child {
            wage_earner: row.wage.wage_earner.or(child.wage_earner),
            medical_services: row.wage.medical_services,
            ..child
        };
        match (self, &row.design) {
            (Counted::Survey(survey), Some(design)) => {
                let design = Design {
                    weight: design.weight,
                    stratum: design.stratum.as_str(),
                    psu: design.psu.as_str(),
                };
                let sampled = SampledChild { design, child };
                survey.add(&sampled).map_err(|fault| fault.to_string())
            }
            (Counted::Census(census), _) => {
                let one = CensusChild { child };
                census.add(&one).map_err(|fault| fault.to_string())
            }
            (Counted::Survey(_), None) => Err("falta el factor, el estrato o la unidad | the \
                                               weight, the stratum or the unit is missing"
                .to_owned()),
        }
    }
}

/// The mapping of this id, or in this file.
fn mapping(name: &str) -> anyhow::Result<Mapping> {
    if let Some(shipped) = Mapping::shipped(name) {
        return shipped.map_err(|fault| anyhow::anyhow!("{} | {fault}", fault.es()));
    }
    let shipped: Vec<&str> = Mapping::shipped_ids().collect();
    let text = std::fs::read_to_string(name).with_context(|| {
        format!(
            "{name}: no es un archivo que se pueda leer ni un mapeo incluido; hay: {} | neither a \
             file that can be read nor a shipped mapping; there are these",
            shipped.join(", ")
        )
    })?;
    Mapping::read(name, &text).map_err(|fault| anyhow::anyhow!("{} | {fault}", fault.es()))
}

fn tell_of(mapping: &Mapping) {
    if !mapping.verified() {
        eprintln!(
            "El mapeo {id} no está verificado contra el descriptor de la encuesta: no publique sus \
             cifras | The mapping {id} is not checked against the survey's descriptor: do not \
             publish its figures",
            id = mapping.id()
        );
    }
    if let Some((es, en)) = mapping.note() {
        eprintln!("{es} | {en}");
    }
}

/// Tables as they are named on the command line: `SDEM=sdem.dbf`.
pub fn named(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((table, file)) if !table.is_empty() && !file.is_empty() => {
            Ok((table.to_owned(), Path::new(file).to_owned()))
        }
        _ => Err("escriba TABLA=ARCHIVO | write TABLE=FILE".to_owned()),
    }
}
