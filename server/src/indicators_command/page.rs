//! The table for people: Spanish first, English beside, at most 118 columns.
//!
//! Start at [`write`]. Figures have one decimal of per cent; full precision is in CSV and JSON.
//! What this module does not know: how a figure came about.

use std::io::{self, Write};

use super::{
    figures::{Figures, Measure, Shown},
    preamble::{notes, preamble},
    source::Report,
    words,
};
use crate::territory::masked::grouped;

/// The widest line, in characters.
pub const WIDTH: usize = 118;
/// Cells' names take so much; longer ones get a line of their own.
const NAME: usize = 44;
/// What stands where there is no figure.
const NONE: &str = "–";

/// Writes the whole report.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    for line in preamble(report) {
        sentence(&line, to)?;
    }
    let sampled = report.source.is_sampled();
    writeln!(to)?;
    writeln!(to, "{}", heading(sampled, report.confidence()).trim_end())?;
    let mut last = None;
    for line in in_order(report) {
        if last != Some(line.indicator.code) {
            title(line, to)?;
            last = Some(line.indicator.code);
        }
        row(line, report, sampled, to)?;
    }
    writeln!(to)?;
    for note in notes(report) {
        sentence(&note, to)?;
    }
    Ok(())
}

/// All cells of an indicator one below the other.
fn in_order(report: &Report) -> Vec<&Figures> {
    let place = |line: &Figures| {
        let all = indicators::INDICATORS;
        all.iter().position(|one| one.code == line.indicator.code)
    };
    let mut lines: Vec<&Figures> = report.lines.iter().collect();
    lines.sort_by_key(|line| place(line));
    lines
}

fn heading(sampled: bool, confidence: Option<f64>) -> String {
    let error = match (sampled, confidence) {
        (true, Some(level)) => {
            let interval = format!("IC {} %", trimmed(level * 100.0));
            format!("{:>7}{interval:>14}", "e.e.")
        }
        _ => String::new(),
    };
    format!(
        "{:NAME$}  {:>12}{:>7}{error}{:>15}{:>8}{:>7}",
        "", "personas", "%", "cotas", "n", "s.d."
    )
}

fn title(line: &Figures, to: &mut dyn Write) -> io::Result<()> {
    let one = line.indicator;
    writeln!(to)?;
    wrapped(&format!("[{}] {}", one.code, one.name.es), to)?;
    wrapped(&format!("    {}", one.name.en), to)?;
    let over = format!("    / {} | {}", one.denominator.es, one.denominator.en);
    wrapped(&over, to)
}

fn row(line: &Figures, report: &Report, sampled: bool, to: &mut dyn Write) -> io::Result<()> {
    let name = name(line, report);
    let figures = match &line.shown {
        None => format!("  reservado, menos de {} | withheld", report.at_least),
        Some(shown) => figures(shown, sampled),
    };
    if name.chars().count() > NAME {
        wrapped(&format!("  {name}"), to)?;
        return writeln!(to, "{:width$}{figures}", "", width = NAME + 2);
    }
    writeln!(to, "  {name:NAME$}{figures}")
}

/// `Mujeres · 5 a 9 años | Girls · 5 to 9 years`.
fn name(line: &Figures, report: &Report) -> String {
    if line.cell.is_empty() {
        return "Total".to_owned();
    }
    let values = line.cell.iter().map(|(_, value)| {
        let (es, en) = words::value(value);
        match report.territories.get(&es) {
            Some(name) if !name.is_empty() => (name.clone(), name.clone()),
            _ => (es, en),
        }
    });
    let (es, en): (Vec<String>, Vec<String>) = values.unzip();
    if es == en {
        return es.join(" · ");
    }
    format!("{} | {}", es.join(" · "), en.join(" · "))
}

fn figures(shown: &Shown, sampled: bool) -> String {
    let rate = |of: &dyn Fn(&Measure) -> Option<String>| {
        shown.rate.as_ref().and_then(of).unwrap_or(NONE.to_owned())
    };
    let error = if sampled {
        let error = rate(&|rate| rate.standard_error.map(percent));
        let interval = rate(&|rate| rate.interval.map(ends));
        format!("{error:>7}{interval:>14}")
    } else {
        String::new()
    };
    let bounds = shown.bounds.rate.map_or(NONE.to_owned(), ends);
    format!(
        "{:>12}{:>7}{error}{bounds:>15}{:>8}{:>7}",
        grouped(shown.numerator.value.round() as u64),
        rate(&|rate| Some(percent(rate.value))),
        grouped(shown.counted.denominator),
        grouped(shown.counted.unknown),
    )
}

fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    if text == "-0.0" {
        "0.0".to_owned()
    } else {
        text
    }
}

fn ends([low, high]: [f64; 2]) -> String {
    format!("{} – {}", percent(low), percent(high))
}

/// A number without zeros after its last figure: 95, 99.9.
pub fn trimmed(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Spanish and English on one line, or below each other where they are long.
fn sentence(both: &str, to: &mut dyn Write) -> io::Result<()> {
    match both.rsplit_once(" | ") {
        Some((es, en)) if both.chars().count() > WIDTH => {
            wrapped(es, to)?;
            wrapped(&format!("  {en}"), to)
        }
        _ => wrapped(both, to),
    }
}

/// Breaks a line between words; what follows is set in as far as the line was, and a little.
fn wrapped(line: &str, to: &mut dyn Write) -> io::Result<()> {
    let margin = line.len() - line.trim_start().len();
    let mut written = 0;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if written == 0 {
            write!(to, "{:margin$}{word}", "")?;
            written = margin + length;
        } else if written + 1 + length > WIDTH {
            let margin = margin + 2;
            write!(to, "\n{:margin$}{word}", "")?;
            written = margin + length;
        } else {
            write!(to, " {word}")?;
            written += 1 + length;
        }
    }
    writeln!(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_between_words_and_set_in() {
        let mut text = Vec::new();
        wrapped(&format!("  [1] {}", "palabra ".repeat(40)), &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(
            text.lines()
                .skip(1)
                .all(|line| line.starts_with("    palabra"))
        );
    }

    #[test]
    fn shares_are_written_as_per_cent_with_one_decimal() {
        assert_eq!(percent(0.12349), "12.3");
        assert_eq!(percent(-0.00001), "0.0");
        assert_eq!(ends([-0.0032, 0.041]), "-0.3 – 4.1");
        assert_eq!((trimmed(95.0), trimmed(99.9)), ("95".into(), "99.9".into()));
    }
}
