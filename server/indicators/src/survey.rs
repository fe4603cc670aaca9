//! *Encuesta*: a sample with weights, strata and primary sampling units, and what it estimates.
//!
//! Start at [`Survey`]. Its memory grows with units and cells, not with children. What this
//! module does not know: files, and censuses.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::{
    by::{Breakdown, Key},
    child::{Child, Contradiction},
    definitions::{COUNT, INDICATORS},
    line::Line,
    outcome::Outcomes,
    tally::{Cell, Cells, is_placed},
    taylor::{self, Estimate, Units},
};

/// *Diseño muestral* of one child.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design<'a> {
    /// *Factor de expansión*: how many children it stands for.
    pub weight: f64,
    /// *Estrato de diseño*.
    pub stratum: &'a str,
    /// *Unidad primaria de muestreo*, within its stratum.
    pub psu: &'a str,
}

/// A child of a sample. Nothing turns it into a [`crate::CensusChild`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampledChild<'a> {
    pub design: Design<'a>,
    pub child: Child<'a>,
}

/// Why a child was not counted; the survey stands as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddFault {
    /// The weight is negative, infinite or not a number.
    Weight,
    Contradiction(Contradiction),
}

impl std::fmt::Display for AddFault {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AddFault::Weight => to.write_str(
                "el factor de expansión debe ser un número de 0 en adelante; revise su columna | \
                 the weight must be a number from 0 up; check its column",
            ),
            AddFault::Contradiction(fault) => fault.fmt(to),
        }
    }
}

impl std::error::Error for AddFault {}

/// What to do with a stratum that has one unit only, and so no spread of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SinglePsu {
    /// Its spread is taken around the mean of all units (R: `survey.lonely.psu = "adjust"`).
    #[default]
    GrandMean,
    /// It adds no spread (R: `"remove"`, samplics: `skip`); errors come out too small.
    LeftOut,
}

/// How confidence intervals are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Value ± t · standard error; near 0 or 1 it may reach beyond them.
    #[default]
    Plain,
    /// The same on the logit scale and back; for shares only, totals stay plain.
    Logit,
}

/// How a survey is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EstimateOptions {
    /// Above 0 and below 1.
    pub confidence: f64,
    pub single_psu: SinglePsu,
    pub interval: Interval,
}

impl Default for EstimateOptions {
    /// 95 %, the grand mean for single units, plain intervals.
    fn default() -> Self {
        EstimateOptions {
            confidence: 0.95,
            single_psu: SinglePsu::default(),
            interval: Interval::default(),
        }
    }
}

/// Numerators and denominators of a cell by unit.
type BySums = HashMap<u32, Box<[(f64, f64); COUNT]>>;

/// A survey being counted.
///
/// ```
/// use indicators::{Ages, By, Child, Classes, Design, EstimateOptions, SampledChild, Survey};
///
/// let mut survey = Survey::new(vec![vec![By::Sex]]);
/// for (psu, working) in [("1", true), ("1", false), ("2", false)] {
///     survey.add(&SampledChild {
///         design: Design { weight: 100.0, stratum: "urban", psu },
///         child: Child {
///             ages: Ages::exactly(12),
///             classes: Classes { occupied: Some(working), ..Classes::default() },
///             ..Child::default()
///         },
///     })?;
/// }
/// let table = survey.finish(&EstimateOptions::default());
/// let line = table.lines.iter().find(|line| line.indicator.code == "8").ok_or("no line")?;
/// let rate = line.estimate.rate.ok_or("no rate")?;
/// assert!((rate.value - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Survey {
    cells: Cells,
    strata: BTreeMap<Box<str>, Stratum>,
    /// Stratum of each unit, in the order in which they were first seen.
    units: Vec<u32>,
    by_unit: Vec<BTreeMap<Key, BySums>>,
    without_weight: u64,
}

#[derive(Clone, Debug, Default)]
struct Stratum {
    number: u32,
    units: BTreeMap<Box<str>, u32>,
}

/// What was estimated of one indicator in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SurveyEstimate {
    /// Children, weighted.
    pub numerator: Estimate,
    /// Children, weighted.
    pub denominator: Estimate,
    /// Share, 0 to 1; none where the denominator is 0.
    pub rate: Option<Estimate>,
}

/// The design as it was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DesignSummary {
    pub strata: u64,
    pub psus: u64,
    /// Units less strata.
    pub degrees_of_freedom: u64,
    /// Strata with a single unit, by name.
    pub single_psu_strata: Vec<String>,
    /// Records of weight 0: in no count, though their units count.
    pub without_weight: u64,
}

/// The table of a survey.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SurveyTable {
    pub design: DesignSummary,
    pub options: EstimateOptions,
    pub lines: Vec<Line<SurveyEstimate>>,
}

impl Survey {
    /// Nobody yet; everybody together and each breakdown will have its lines.
    pub fn new(breakdowns: Vec<Breakdown>) -> Survey {
        Survey {
            cells: Cells::new(breakdowns),
            strata: BTreeMap::new(),
            units: Vec::new(),
            by_unit: Vec::new(),
            without_weight: 0,
        }
    }

    /// Counts one child, or anybody else of the sample: the unit counts in any case.
    ///
    /// # Errors
    /// A weight that is none, or classes that contradict each other; then nothing was counted.
    pub fn add(&mut self, sampled: &SampledChild<'_>) -> Result<(), AddFault> {
        let weight = sampled.design.weight;
        if !weight.is_finite() || weight < 0.0 {
            return Err(AddFault::Weight);
        }
        let standings = self
            .cells
            .standings(&sampled.child)
            .map_err(AddFault::Contradiction)?;
        let unit = self.unit(&sampled.design);
        if weight == 0.0 {
            self.without_weight += 1;
            return Ok(());
        }
        self.cells.add(&standings, weight);
        for standing in standings.into_iter().filter(|s| is_placed(&s.key)) {
            if self.by_unit.len() <= standing.breakdown {
                self.by_unit
                    .resize_with(standing.breakdown + 1, BTreeMap::new);
            }
            let cells = &mut self.by_unit[standing.breakdown];
            let units = cells.entry(standing.key).or_default();
            let sums = units
                .entry(unit)
                .or_insert_with(|| Box::new([(0.0, 0.0); COUNT]));
            for ((above, among), outcome) in sums.iter_mut().zip(standing.outcomes) {
                if outcome == Outcomes::ABOVE {
                    *above += weight;
                    *among += weight;
                } else if outcome == Outcomes::BELOW {
                    *among += weight;
                }
            }
        }
        Ok(())
    }

    fn unit(&mut self, design: &Design<'_>) -> u32 {
        let number = self.strata.len() as u32;
        if !self.strata.contains_key(design.stratum) {
            let stratum = Stratum {
                number,
                units: BTreeMap::new(),
            };
            self.strata.insert(design.stratum.into(), stratum);
        }
        let next = self.units.len() as u32;
        let Some(stratum) = self.strata.get_mut(design.stratum) else {
            return next;
        };
        if let Some(known) = stratum.units.get(design.psu) {
            return *known;
        }
        stratum.units.insert(design.psu.into(), next);
        self.units.push(stratum.number);
        next
    }

    /// The table of everything counted.
    pub fn finish(&self, options: &EstimateOptions) -> SurveyTable {
        let mut of_stratum = vec![0; self.strata.len()];
        for stratum in &self.units {
            of_stratum[*stratum as usize] += 1;
        }
        let units = Units {
            stratum: &self.units,
            of_stratum: &of_stratum,
            single: options.single_psu,
        };
        let design = self.design();
        let t = taylor::quantile(options.confidence, design.degrees_of_freedom);
        let mut lines = Vec::new();
        for cell in self.cells.finished() {
            let sums = self.sums(&cell);
            let named = cell.named();
            for (place, (counted, bounds)) in cell.lines.iter().enumerate() {
                lines.push(Line {
                    indicator: &INDICATORS[place],
                    cell: named.clone(),
                    counted: *counted,
                    bounds: *bounds,
                    estimate: estimate(&units, &sums, place, t, options.interval),
                });
            }
        }
        SurveyTable {
            design,
            options: *options,
            lines,
        }
    }

    fn design(&self) -> DesignSummary {
        let single = self
            .strata
            .iter()
            .filter(|(_, stratum)| stratum.units.len() == 1);
        DesignSummary {
            strata: self.strata.len() as u64,
            psus: self.units.len() as u64,
            degrees_of_freedom: (self.units.len() - self.strata.len()) as u64,
            single_psu_strata: single.map(|(name, _)| name.to_string()).collect(),
            without_weight: self.without_weight,
        }
    }

    /// Sums of a cell by unit, in the order of units.
    fn sums(&self, cell: &Cell<'_>) -> Vec<(u32, &[(f64, f64); COUNT])> {
        let units = self
            .by_unit
            .get(cell.place)
            .and_then(|cells| cells.get(cell.key));
        let mut sums: Vec<(u32, &[(f64, f64); COUNT])> = units
            .into_iter()
            .flatten()
            .map(|(unit, sums)| (*unit, &**sums))
            .collect();
        sums.sort_unstable_by_key(|(unit, _)| *unit);
        sums
    }
}

fn estimate(
    units: &Units<'_>,
    sums: &[(u32, &[(f64, f64); COUNT])],
    place: usize,
    t: Option<f64>,
    interval: Interval,
) -> SurveyEstimate {
    let above: Vec<(u32, f64)> = sums.iter().map(|(unit, of)| (*unit, of[place].0)).collect();
    let among: Vec<(u32, f64)> = sums.iter().map(|(unit, of)| (*unit, of[place].1)).collect();
    let total = |values: &[(u32, f64)]| {
        let value: f64 = values.iter().map(|(_, value)| value).sum();
        taylor::estimate(value, taylor::variance(units, values), t, Interval::Plain)
    };
    let (numerator, denominator) = (total(&above), total(&among));
    let rate = (denominator.value > 0.0).then(|| {
        let rate = numerator.value / denominator.value;
        let linearised: Vec<(u32, f64)> = sums
            .iter()
            .map(|(unit, of)| {
                (
                    *unit,
                    (of[place].0 - rate * of[place].1) / denominator.value,
                )
            })
            .collect();
        taylor::estimate(rate, taylor::variance(units, &linearised), t, interval)
    });
    SurveyEstimate {
        numerator,
        denominator,
        rate,
    }
}
