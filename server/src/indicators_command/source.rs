//! What a report rests on, and what was refused on the way to it.
//!
//! Start at [`Report`]. What this module does not know: how it is written.

use std::collections::BTreeMap;

use indicators::{DesignSummary, EstimateOptions, SinglePsu};
use serde::Serialize;

use super::figures::Figures;

/// Everything that is written: one source, its lines, its doubts.
#[derive(Debug)]
pub struct Report {
    pub source: Source,
    /// Editions applied, with the number of children; one but for files across editions.
    pub editions: BTreeMap<String, u64>,
    pub lines: Vec<Figures>,
    /// Names of territories, where there is one beside the code.
    pub territories: BTreeMap<String, String>,
    pub at_least: u64,
    pub refused: Refused,
}

impl Report {
    /// The level of confidence intervals; none where nobody was drawn.
    pub fn confidence(&self) -> Option<f64> {
        match &self.source {
            Source::Survey { options, .. } => Some(options.confidence),
            _ => None,
        }
    }

    /// What is done with strata of one unit, in Spanish and English.
    pub fn single_psu_rule(&self) -> (&'static str, &'static str) {
        match &self.source {
            Source::Survey { options, .. } if options.single_psu == SinglePsu::LeftOut => (
                "sin variación: los errores salen chicos",
                "no spread: errors come out small",
            ),
            _ => (
                "alrededor de la media de todas las unidades",
                "around the mean of all units",
            ),
        }
    }
}

impl Source {
    /// Do its figures have sampling errors?
    pub fn is_sampled(&self) -> bool {
        matches!(self, Source::Survey { .. })
    }
}

/// The one kind of source that a report rests on.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// A sample read through a mapping.
    Survey {
        mapping: String,
        verified: bool,
        #[serde(flatten)]
        seen: Seen,
        design: DesignSummary,
        options: EstimateOptions,
    },
    /// A file in which everyone of some areas stands once.
    CensusFile {
        mapping: String,
        verified: bool,
        #[serde(flatten)]
        seen: Seen,
    },
    /// A round of this municipality's own.
    LocalCensus {
        survey: String,
        name: String,
        children: u64,
        coverage: Covered,
    },
}

/// How many rows the first table has, and how many of them the mapping passes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    pub rows: u64,
    /// Rows of nobody to count. A unit in which all are passed over is not known to exist.
    pub passed_over: u64,
}

/// How far the local census reached, as the coverage page has it.
#[derive(Debug, Default, Serialize)]
pub struct Covered {
    /// Areas with a listed dwelling or assigned to somebody.
    pub areas: u64,
    /// Households of the census of 2020 in them, `[least, most]`; none where an area says nothing.
    pub expected_households: Option<[u64; 2]>,
    pub listed: u64,
    pub visited: u64,
    pub complete: u64,
    pub refused: u64,
    pub not_a_home: u64,
    /// Nobody has settled them yet.
    pub pending: u64,
    /// RR1 and RR5 of AAPOR, 0 to 1; none where nothing is listed.
    pub response_rate_1: Option<f64>,
    pub response_rate_5: Option<f64>,
}

/// Rows that are in no figure, and why.
#[derive(Debug, Default, Serialize)]
pub struct Refused {
    pub rows: u64,
    /// Rows by reason, in both languages.
    pub by_reason: BTreeMap<String, u64>,
}

/// So many are named one by one; the rest is counted.
pub const NAMED_MAX: u64 = 10;

impl Refused {
    /// Counts one; the first ones are also told, in both languages.
    pub fn add(&mut self, reason: String, named: &str) {
        self.rows += 1;
        if self.rows <= NAMED_MAX {
            eprintln!("{named}");
        }
        *self.by_reason.entry(reason).or_default() += 1;
    }

    /// What is told at the end, on standard error.
    pub fn tell(&self) {
        if self.rows == 0 {
            return;
        }
        eprintln!(
            "Registros rechazados, en ninguna cifra | Records refused, in no figure: {}",
            self.rows
        );
        for (reason, rows) in &self.by_reason {
            eprintln!("  {rows}  {reason}");
        }
    }
}
