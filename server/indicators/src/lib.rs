//! *Indicadores de trabajo infantil*: rates with weights, standard errors and bounds.
//!
//! Start at [`INDICATORS`] (what is counted over whom, with source and doubt), then at
//! [`Survey`] (a sample: weights, strata, primary sampling units) or [`Census`] (everybody of
//! some areas, each counted once). Both are given children and give a table of lines. The two
//! never meet in one rate: no type of one fits the other.
//!
//! ```compile_fail
//! // A child of a census cannot be added to a survey: it has no weight and no sampling unit.
//! let mut survey = indicators::Survey::new(Vec::new());
//! survey.add(&indicators::CensusChild { child: indicators::Child::default() });
//! ```
//!
//! Unknown is never "no": a child whose answers leave an indicator open stands in neither its
//! numerator nor its denominator, and beside each rate stand its bounds: the least and the most
//! that any way of answering could make of it.
//!
//! What this crate does not know: files, households, the server's database, and the rules that
//! class a child (`classify`).

mod bounds;
mod by;
mod census;
mod child;
mod definitions;
mod line;
mod outcome;
mod sector;
mod survey;
mod tally;
mod taylor;
mod worlds;

pub use crate::{
    bounds::Bounds,
    by::{AgeGroup, Breakdown, By, Value},
    census::{Census, CensusChild, CensusCount},
    child::{Ages, Child, Classes, Contradiction, Sex},
    definitions::{INDICATORS, Indicator, Test, Words, indicator},
    line::{Counted, Line, Withheld},
    sector::Sector,
    survey::{
        AddFault, Design, DesignSummary, EstimateOptions, Interval, SampledChild, SinglePsu,
        Survey, SurveyEstimate, SurveyTable,
    },
    taylor::Estimate,
};
