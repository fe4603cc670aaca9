//! The table for machines, as CSV: one row an indicator and cell, full precision.
//!
//! Start at [`write`]. Units stand in the names of columns: `_children`, `_share` (0 to 1).
//! What this module does not know: how a figure came about.

use std::io::Write;

use indicators::By;

use super::{
    figures::{Figures, Measure},
    source::{Report, Source},
};
use crate::beneficiaries::harmless;

const MEASURES: [(&str, &str); 3] = [
    ("numerator", "children"),
    ("denominator", "children"),
    ("rate", "share"),
];
const PARTS: [&str; 6] = ["", "_se", "_low", "_high", "_least", "_most"];

/// Writes the lines; an empty cell is "none", or withheld where `withheld` is 1.
pub fn write(report: &Report, to: &mut dyn Write) -> anyhow::Result<()> {
    let mut csv = ::csv::Writer::from_writer(to);
    csv.write_record(heading())?;
    for line in &report.lines {
        csv.write_record(row(line, report))?;
    }
    csv.flush()?;
    Ok(())
}

fn heading() -> Vec<String> {
    let mut names: Vec<String> = ["source", "verified", "indicator", "name_es", "name_en"]
        .map(str::to_owned)
        .into();
    names.extend(By::ALL.iter().map(|by| by.code().to_owned()));
    names.extend(["n_denominator", "n_numerator", "n_unknown"].map(str::to_owned));
    for (name, unit) in MEASURES {
        names.extend(PARTS.iter().map(|part| format!("{name}{part}_{unit}")));
    }
    names.extend(["rate_cv", "confidence", "withheld"].map(str::to_owned));
    names
}

fn row(line: &Figures, report: &Report) -> Vec<String> {
    let one = line.indicator;
    let (source, verified) = match &report.source {
        Source::Survey { verified, .. } => ("survey", *verified),
        Source::CensusFile { verified, .. } => ("census_file", *verified),
        Source::LocalCensus { .. } => ("local_census", true),
    };
    let flag = |on: bool| if on { "1" } else { "0" }.to_owned();
    let texts = [source, &flag(verified), one.code, one.name.es, one.name.en];
    let mut cells: Vec<String> = texts.map(str::to_owned).into();
    for by in By::ALL {
        let here = line.cell.iter().find(|(of, _)| *of == by);
        cells.push(here.map_or(String::new(), |(_, value)| harmless(&value.code())));
    }
    let shown = line.shown.as_ref();
    let count = |of: Option<u64>| of.map_or(String::new(), |count| count.to_string());
    cells.extend([
        count(shown.map(|shown| shown.counted.denominator)),
        count(shown.map(|shown| shown.counted.numerator)),
        count(shown.map(|shown| shown.counted.unknown)),
    ]);
    let number = |of: Option<f64>| of.map_or(String::new(), |number| number.to_string());
    let mut measure = |of: Option<Measure>, ends: Option<[f64; 2]>| {
        let interval = of.and_then(|of| of.interval);
        cells.extend([
            number(of.map(|of| of.value)),
            number(of.and_then(|of| of.standard_error)),
            number(interval.map(|ends| ends[0])),
            number(interval.map(|ends| ends[1])),
            number(ends.map(|ends| ends[0])),
            number(ends.map(|ends| ends[1])),
        ]);
    };
    let bounds = shown.map(|shown| shown.bounds);
    measure(shown.map(|s| s.numerator), bounds.map(|b| b.numerator));
    measure(shown.map(|s| s.denominator), bounds.map(|b| b.denominator));
    let rate = shown.and_then(|shown| shown.rate);
    measure(rate, bounds.and_then(|bounds| bounds.rate));
    cells.extend([
        number(rate.and_then(|rate| rate.cv)),
        number(report.confidence()),
        flag(shown.is_none()),
    ]);
    cells
}
