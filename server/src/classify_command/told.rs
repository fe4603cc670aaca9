//! What standard error says during a run: refused rows, and how far it is.
//!
//! Start at [`Told`]. A bar where there is a terminal, else a line every few seconds. What this
//! module does not know: why a row was refused.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    time::Duration,
};

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use microdata::{
    run::{Progress, Watch, refusal::Refusal},
    write::{harmless::harmless, whole::WholeFile},
};

use super::{
    choices::{Choices, From},
    summary::Summary,
};
use crate::clock::Clock;

/// So many refused rows of a kind are named one by one; the rest is counted.
const NAMED_A_KIND: u64 = 10;
/// Without a terminal, a line of progress this often.
const EVERY: Duration = Duration::from_secs(5);

/// Says what happens.
pub struct Told<'a> {
    to: Box<dyn Write>,
    /// All refused rows, where they were asked for.
    refused: Option<(csv::Writer<File>, WholeFile)>,
    /// Every refused row is named: lines of JSON, as they always were.
    name_all: bool,
    bar: Option<ProgressBar>,
    clock: &'a dyn Clock,
    begun: DateTime<Utc>,
    last: DateTime<Utc>,
}

impl<'a> Told<'a> {
    /// Begins to watch a run.
    ///
    /// # Errors
    /// The file for refused rows cannot be written.
    pub fn new(
        to: Box<dyn Write>,
        bar: bool,
        clock: &'a dyn Clock,
        choices: &Choices,
    ) -> anyhow::Result<Told<'a>> {
        let now = clock.now();
        Ok(Told {
            to,
            refused: choices
                .refused
                .as_deref()
                .map(|path| begin(path, choices))
                .transpose()?,
            name_all: matches!(choices.from, From::Lines(_)),
            bar: bar.then(new_bar),
            clock,
            begun: now,
            last: now,
        })
    }

    /// Rows of a joined table were put aside.
    pub fn put_aside(&mut self, table: &str, rows: u64) {
        let sentence = format!("{table}: {rows} filas leídas | {rows} rows read");
        self.is_so_far(sentence, None);
    }

    /// The last words.
    ///
    /// # Errors
    /// Standard error or the file for refused rows cannot be written.
    pub fn finish(mut self, summary: &Summary) -> anyhow::Result<()> {
        self.put_away()?;
        write!(self.to, "{summary}")?;
        Ok(self.to.flush()?)
    }

    /// The run stopped; what was refused before stays in its file.
    ///
    /// # Errors
    /// The file for refused rows cannot be written.
    pub fn stop(mut self) -> anyhow::Result<()> {
        self.put_away()
    }

    fn put_away(&mut self) -> anyhow::Result<()> {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if let Some((mut refused, whole)) = self.refused.take() {
            refused.flush()?;
            whole.keep()?;
        }
        Ok(())
    }

    /// Shows on the bar, or every few seconds in a line, how far it is.
    fn is_so_far(&mut self, sentence: String, bytes: Option<(u64, u64)>) {
        let now = self.clock.now();
        if let Some(bar) = &self.bar {
            if let Some((bytes, total)) = bytes {
                bar.set_length(total);
                bar.set_position(bytes);
            }
            bar.set_message(sentence);
        } else if (now - self.last).to_std().unwrap_or_default() >= EVERY {
            self.last = now;
            // A run goes on though nobody can be told how far it is.
            let _ = writeln!(self.to, "{sentence}");
        }
    }

    fn say(&mut self, sentence: &str) -> io::Result<()> {
        match &self.bar {
            Some(bar) => bar.suspend(|| writeln!(self.to, "{sentence}")),
            None => writeln!(self.to, "{sentence}"),
        }
    }
}

impl Watch for Told<'_> {
    fn refused(&mut self, refusal: &Refusal, nth: u64) -> io::Result<()> {
        if let Some((refused, _)) = &mut self.refused {
            let (table, row, column, value) = refusal.place();
            let (es, en) = refusal.expected();
            let value = harmless(value.unwrap_or_default());
            refused.write_record([table, &row.to_string(), &harmless(column), &value, &es, &en])?;
        }
        if self.name_all || nth <= NAMED_A_KIND {
            self.say(&format!("{} | {refusal}", refusal.es()))?;
        } else if nth == NAMED_A_KIND + 1 {
            self.say(
                "  las demás como ésta sólo se cuentan | the others like this are only counted",
            )?;
        }
        Ok(())
    }

    fn progress(&mut self, progress: &Progress) {
        let so_far = progress.so_far;
        let sentence = how_far(progress, self.clock.now() - self.begun);
        self.is_so_far(
            sentence,
            so_far.bytes_total.map(|total| (so_far.bytes, total)),
        );
    }
}

/// The CSV of all refused rows, begun.
fn begin(path: &Path, choices: &Choices) -> anyhow::Result<(csv::Writer<File>, WholeFile)> {
    let whole = WholeFile::begin(path, &choices.inputs())?;
    let mut writer = csv::Writer::from_writer(whole.file()?);
    writer.write_record([
        "table",
        "row",
        "column",
        "value",
        "expected_es",
        "expected_en",
    ])?;
    Ok((writer, whole))
}

/// "1200000 filas, 400000 por segundo, quedan 3 s | …".
fn how_far(progress: &Progress, taken: chrono::TimeDelta) -> String {
    let seconds = taken.as_seconds_f64().max(0.001);
    let rows = progress.rows;
    let rate = (rows as f64 / seconds).round();
    let so_far = progress.so_far;
    let left = so_far
        .bytes_total
        .filter(|_| so_far.bytes > 0)
        .map(|total| {
            let rest = total.saturating_sub(so_far.bytes) as f64;
            (rest / so_far.bytes as f64 * seconds).ceil()
        });
    match left {
        Some(left) => format!(
            "{rows} filas, {rate} por segundo, quedan {left} s | {rows} rows, {rate} a second, {left} s left"
        ),
        None => format!("{rows} filas, {rate} por segundo | {rows} rows, {rate} a second"),
    }
}

fn new_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{wide_bar} {percent} % {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
