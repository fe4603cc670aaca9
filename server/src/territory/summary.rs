//! What an import brought in, as a person reads it: areas by kind, totals, and what to look at.
//!
//! Start at [`FileSummary`]. Doubts never stop an import; what stops one is in
//! [`super::refusal`].

use std::collections::BTreeMap;
use std::fmt;

use survey_forms::area::AreaKind;

use super::census::Figures;
use super::columns::Layout;
use super::masked::{Span, grouped};

/// At most so many keys of one doubt are named.
const NAMED_AT_MOST: usize = 20;

/// What one file brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct FileSummary {
    pub file: String,
    /// None for a layer of polygons.
    pub layout: Option<Layout>,
    pub totals: BTreeMap<AreaKind, Totals>,
    pub polygons: BTreeMap<AreaKind, u64>,
    /// Rows of which INEGI withholds all but population and dwellings.
    pub withheld: u64,
    pub doubts: Vec<Doubt>,
}

/// Sums over the areas of one kind. Levels overlap: never add two kinds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    pub areas: u64,
    pub population: Span,
    pub households: Option<Span>,
    pub children: Option<Span>,
}

/// Something to look at, which did not stop the import.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    CheckDigit {
        row: u64,
        area: String,
        expected: char,
    },
    Reversed {
        row: u64,
        area: String,
    },
    SumDiffers {
        locality: String,
        total: u64,
        sum: u64,
    },
    SumsSkipped {
        rows: u64,
    },
    NoHouseholds,
    UnknownPolygons {
        keys: Vec<String>,
    },
    LeftOut {
        not_polygons: u64,
        without_key: u64,
    },
}

impl FileSummary {
    /// The summary of a census table, empty.
    pub fn table(file: &str) -> Self {
        let (totals, polygons) = (BTreeMap::new(), BTreeMap::new());
        let (file, layout) = (file.to_owned(), None);
        FileSummary {
            file,
            layout,
            totals,
            polygons,
            withheld: 0,
            doubts: Vec::new(),
        }
    }

    /// The summary of a layer of polygons, empty.
    pub fn layer(file: &str) -> Self {
        Self::table(file)
    }
}

impl Totals {
    /// The sum of no area.
    pub fn none() -> Self {
        let none = Span::default();
        Totals {
            areas: 0,
            population: none,
            households: Some(none),
            children: Some(none),
        }
    }

    /// Adds an area. Once one area does not say a figure, the sum is not known either.
    pub fn add(&mut self, figures: &Figures) {
        let plus = |sum: Option<Span>, one: Option<Span>| Some(sum? + one?);
        self.areas += 1;
        self.population = self.population + figures.population.unwrap_or_default();
        self.households = plus(self.households, figures.households);
        self.children = plus(self.children, figures.children);
    }
}

/// *Entidad*, *municipio*…: one and many, in Spanish and English.
pub fn kind_words(kind: AreaKind) -> (&'static str, &'static str) {
    match kind {
        AreaKind::State => ("entidades", "states"),
        AreaKind::Municipality => ("municipios", "municipalities"),
        AreaKind::Locality => ("localidades", "localities"),
        AreaKind::RuralAgeb => ("AGEB rurales", "rural AGEBs"),
        AreaKind::Ageb => ("AGEB urbanas", "urban AGEBs"),
        AreaKind::Block => ("manzanas", "blocks"),
    }
}

impl fmt::Display for FileSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.file)?;
        for (kind, totals) in &self.totals {
            let known = |span: Option<Span>| span.map_or("sin dato/unknown".into(), shown);
            let (es, en) = kind_words(*kind);
            writeln!(
                f,
                "  {:>7} {es} | {en}: POBTOT {}, TOTHOG {}, 5-17: {}",
                grouped(totals.areas),
                totals.population,
                known(totals.households),
                known(totals.children)
            )?;
        }
        for (kind, count) in &self.polygons {
            let (es, en) = kind_words(*kind);
            writeln!(
                f,
                "  {:>7} polígonos de {es} | polygons of {en}",
                grouped(*count)
            )?;
        }
        if self.withheld > 0 {
            writeln!(
                f,
                "  {:>7} áreas reservadas por INEGI (menos de tres viviendas habitadas) \
                 | areas withheld by INEGI (fewer than three inhabited dwellings)",
                grouped(self.withheld)
            )?;
        }
        for doubt in self.doubts.iter().take(NAMED_AT_MOST) {
            writeln!(f, "  Revise | Look: {doubt}")?;
        }
        let more = self.doubts.len().saturating_sub(NAMED_AT_MOST);
        if more > 0 {
            writeln!(f, "  … y {more} avisos más | and {more} more")?;
        }
        Ok(())
    }
}

fn shown(span: Span) -> String {
    span.to_string()
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Doubt::CheckDigit {
                row,
                area,
                expected,
            } => write!(
                f,
                "fila {row}, {area}: el último carácter debería ser {expected}; compare la clave. \
                 | row {row}, {area}: its last character should be {expected}; compare the key."
            ),
            Doubt::Reversed { row, area } => write!(
                f,
                "fila {row}, {area}: P_18YMAS es mayor que P_5YMAS; se toman 0 menores. \
                 | row {row}, {area}: P_18YMAS exceeds P_5YMAS; 0 children are assumed."
            ),
            Doubt::SumDiffers {
                locality,
                total,
                sum,
            } => {
                let (total, sum) = (grouped(*total), grouped(*sum));
                write!(
                    f,
                    "localidad {locality}: sus AGEB suman {sum} personas y su total dice {total}; \
                     quizá el archivo está cortado. | locality {locality}: its AGEBs add up to \
                     {sum} people and its total says {total}; the file may be cut off."
                )
            }
            Doubt::SumsSkipped { rows } => write!(
                f,
                "{rows} filas suman localidades de una o dos viviendas y no son un lugar; no se \
                 importaron. | {rows} rows add up places of one or two dwellings; not imported."
            ),
            Doubt::NoHouseholds => write!(
                f,
                "el archivo no trae hogares; la cobertura no tendrá esperados en esas localidades. \
                 | the file has no households; coverage will have none expected there."
            ),
            Doubt::UnknownPolygons { keys } => {
                let named: Vec<&str> = keys
                    .iter()
                    .take(NAMED_AT_MOST)
                    .map(String::as_str)
                    .collect();
                let (count, named) = (keys.len(), named.join(", "));
                let rest = if keys.len() > NAMED_AT_MOST {
                    ", …"
                } else {
                    ""
                };
                write!(
                    f,
                    "{count} polígonos son de áreas desconocidas y no se usan: {named}{rest}. \
                     | {count} polygons belong to unknown areas and are not used."
                )
            }
            Doubt::LeftOut {
                not_polygons,
                without_key,
            } => write!(
                f,
                "{not_polygons} figuras no son polígonos y {without_key} no dicen su clave. \
                 | {not_polygons} shapes are no polygons and {without_key} do not say their key."
            ),
        }
    }
}
