//! *Censo local*: everybody found in some areas, each counted once; no sample, so no error.
//!
//! Start at [`Census`]. What it misses (homes not listed, not met, refused) is no sampling error
//! and is stated apart, as coverage, by whoever gives the children. What this module does not
//! know: coverage, files, and surveys.

use serde::Serialize;

use crate::{
    by::Breakdown,
    child::{Child, Contradiction},
    definitions::INDICATORS,
    line::Line,
    tally::Cells,
};

/// A child of a census. Nothing turns it into a [`crate::SampledChild`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CensusChild<'a> {
    pub child: Child<'a>,
}

/// A census being counted.
///
/// ```
/// use indicators::{Ages, Census, CensusChild, Child, Classes};
///
/// let mut census = Census::new(Vec::new());
/// let classes = Classes { occupied: Some(true), ..Classes::default() };
/// let child = Child { ages: Ages::exactly(12), classes, ..Child::default() };
/// census.add(&CensusChild { child })?;
/// let lines = census.finish();
/// assert_eq!(lines[0].estimate.rate, Some(1.0));
/// # Ok::<(), indicators::Contradiction>(())
/// ```
#[derive(Clone, Debug)]
pub struct Census {
    cells: Cells,
}

/// What was counted of one indicator in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CensusCount {
    pub numerator: u64,
    pub denominator: u64,
    /// Share, 0 to 1; none where the denominator is 0.
    pub rate: Option<f64>,
}

impl Census {
    /// Nobody yet; everybody together and each breakdown will have its lines.
    pub fn new(breakdowns: Vec<Breakdown>) -> Census {
        Census {
            cells: Cells::new(breakdowns),
        }
    }

    /// Counts one child.
    ///
    /// # Errors
    /// Classes that contradict each other; then nothing was counted.
    pub fn add(&mut self, one: &CensusChild<'_>) -> Result<(), Contradiction> {
        let standings = self.cells.standings(&one.child)?;
        self.cells.add(&standings, 1.0);
        Ok(())
    }

    /// The lines of everybody, then of each breakdown.
    pub fn finish(&self) -> Vec<Line<CensusCount>> {
        let mut lines = Vec::new();
        for cell in self.cells.finished() {
            for (indicator, (counted, bounds)) in INDICATORS.iter().zip(&cell.lines) {
                let (numerator, denominator) = (counted.numerator, counted.denominator);
                lines.push(Line {
                    indicator,
                    cell: cell.named(),
                    counted: *counted,
                    bounds: *bounds,
                    estimate: CensusCount {
                        numerator,
                        denominator,
                        rate: (denominator > 0).then(|| numerator as f64 / denominator as f64),
                    },
                });
            }
        }
        lines
    }
}
