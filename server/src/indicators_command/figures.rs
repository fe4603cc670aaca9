//! The lines of either kind of source, made alike for writing. They were estimated apart.
//!
//! Start at [`Figures`]. What this module does not know: columns and words.

use indicators::{
    Bounds, By, CensusCount, Counted, Estimate, Indicator, Line, SurveyEstimate, Value, Withheld,
};
use serde::Serialize;

use super::ask::Asked;

/// One line as it is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    pub indicator: &'static Indicator,
    pub cell: Vec<(By, Value)>,
    /// None where too few children stand behind it to be published.
    pub shown: Option<Shown>,
}

/// What a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shown {
    pub counted: Counted,
    /// Children.
    pub numerator: Measure,
    /// Children.
    pub denominator: Measure,
    /// Share, 0 to 1; none where nobody is in the denominator.
    pub rate: Option<Measure>,
    pub bounds: Bounds,
}

/// A value, with its error where it comes from a sample.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measure {
    pub value: f64,
    pub standard_error: Option<f64>,
    pub cv: Option<f64>,
    pub interval: Option<[f64; 2]>,
}

impl Measure {
    fn exact(value: f64) -> Measure {
        Measure {
            value,
            standard_error: None,
            cv: None,
            interval: None,
        }
    }
}

impl From<Estimate> for Measure {
    fn from(of: Estimate) -> Measure {
        Measure {
            value: of.value,
            standard_error: Some(of.standard_error),
            cv: of.cv,
            interval: of.interval,
        }
    }
}

/// An estimate of either kind.
pub trait Measured {
    /// Numerator, denominator, rate.
    fn measures(&self) -> (Measure, Measure, Option<Measure>);
}

impl Measured for SurveyEstimate {
    fn measures(&self) -> (Measure, Measure, Option<Measure>) {
        let rate = self.rate.map(Measure::from);
        (self.numerator.into(), self.denominator.into(), rate)
    }
}

impl Measured for CensusCount {
    fn measures(&self) -> (Measure, Measure, Option<Measure>) {
        let [numerator, denominator] =
            [self.numerator, self.denominator].map(|count| Measure::exact(count as f64));
        (numerator, denominator, self.rate.map(Measure::exact))
    }
}

/// The lines that were asked for, small cells withheld.
pub fn figures<E: Measured>(lines: &[Line<E>], asked: &Asked) -> Vec<Figures> {
    let one = |line: &Line<E>| {
        let (numerator, denominator, rate) = line.estimate.measures();
        let shown = Shown {
            counted: line.counted,
            numerator,
            denominator,
            rate,
            bounds: line.bounds,
        };
        Figures {
            indicator: line.indicator,
            cell: line.cell.clone(),
            shown: match line.withheld(asked.at_least) {
                Some(Withheld::TooFew) => None,
                None => Some(shown),
            },
        }
    };
    let shown = lines.iter().filter(|line| asked.shows(line.indicator));
    shown.map(one).collect()
}
