//! `rayuela classify`: child facts in as JSON Lines, one result a line out.
//!
//! Start at [`classify_lines`]. A refused line is named on standard error with its number, the
//! field and what was expected; the rest is still classified and the exit status is 1. Answers
//! are never repeated in a refusal. What this module does not know: the rules.

use std::{
    fmt,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    str,
};

use anyhow::Context;
use classify::{ChildFacts, Edition, Explained, FactError, Given, classify};

use crate::classifications::edition::{EditionError, editions, pinned};

/// A longer line is refused and skipped; a child with many jobs needs a hundredth of it.
const LINE_BYTES_MAX: usize = 1 << 20;
const BUFFER_BYTES: usize = 1 << 16;

/// Arguments of the command.
#[derive(Debug, clap::Args)]
pub struct ClassifyCommand {
    /// Archivo con un objeto JSON por línea; sin él, la entrada estándar | One JSON object a line
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Agrega los fundamentos de cada resultado | Adds the grounds of each result
    #[arg(long)]
    explain: bool,
    /// Usa esta edición y no la de la fecha | Uses this edition, not the one of the date
    #[arg(long, value_name = "ID")]
    edition: Option<String>,
}

impl ClassifyCommand {
    /// Classifies every line; status 1 when one was refused.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let choice = Choice::new(self.edition.as_deref(), self.explain)?;
        let input: Box<dyn io::Read> = match &self.file {
            Some(path) if path.as_os_str() != "-" => {
                let sentence = "no se pudo abrir el archivo | the file could not be opened";
                Box::new(
                    File::open(path).with_context(|| format!("{}: {sentence}", path.display()))?,
                )
            }
            _ => Box::new(io::stdin()),
        };
        let results = BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
        match classify_lines(&choice, input, results, io::stderr().lock()) {
            Ok(Refused(0)) => Ok(ExitCode::SUCCESS),
            Ok(_) => Ok(ExitCode::FAILURE),
            // Whoever read the results has seen enough.
            Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::FAILURE),
            Err(fault) => Err(fault).context("se interrumpió la lectura o la escritura | cut off"),
        }
    }
}

/// Which edition to use, and whether to give grounds.
struct Choice {
    /// Chosen among by reference date; empty when one is pinned.
    by_date: &'static [Edition],
    /// The pinned one, or the one that names the refusal of a date that none covers.
    otherwise: &'static Edition,
    explain: bool,
}

impl Choice {
    fn new(id: Option<&str>, explain: bool) -> Result<Choice, EditionError> {
        let all = editions()?;
        Ok(match (id, all) {
            (None, [first, ..]) => Choice {
                by_date: all,
                otherwise: first,
                explain,
            },
            (id, _) => Choice {
                by_date: &[],
                otherwise: pinned(id.unwrap_or_default())?,
                explain,
            },
        })
    }

    fn edition(&self, facts: &ChildFacts) -> &'static Edition {
        let chosen =
            |edition: &&Edition| edition.chosen_by_date && edition.in_force(facts.ref_date());
        self.by_date
            .iter()
            .rev()
            .find(chosen)
            .unwrap_or(self.otherwise)
    }
}

/// How many lines were refused.
#[derive(Debug, PartialEq, Eq)]
struct Refused(u64);

/// Why a line has no result.
enum Refusal {
    TooLong,
    NotUtf8,
    NotJson(serde_json::Error),
    Facts(FactError),
}

/// Classifies line by line; nothing is kept between lines, so any length of input will do.
/// Results are flushed whenever the input has to be waited for.
fn classify_lines(
    choice: &Choice,
    input: impl io::Read,
    mut results: impl Write,
    mut refusals: impl Write,
) -> io::Result<Refused> {
    let mut refused = 0;
    let mut input = BufReader::with_capacity(BUFFER_BYTES, input);
    let mut line = Line {
        number: 0,
        bytes: Vec::new(),
        too_long: false,
    };
    while line.read_next(&mut input, &mut results)? {
        match line.result(choice) {
            Ok(None) => {}
            Ok(Some(result)) => {
                results.write_all(&result)?;
                results.write_all(b"\n")?;
            }
            Err(refusal) => {
                refused += 1;
                let number = line.number;
                writeln!(
                    refusals,
                    "línea {number}: {} | line {number}: {refusal}",
                    refusal.es()
                )?;
            }
        }
    }
    results.flush()?;
    Ok(Refused(refused))
}

/// The line at hand; its memory is used again for the next.
struct Line {
    number: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

impl Line {
    /// Reads the next line without its end; false when there is none. Of a line that is too
    /// long only the end is looked for.
    fn read_next(
        &mut self,
        input: &mut BufReader<impl io::Read>,
        results: &mut impl Write,
    ) -> io::Result<bool> {
        self.number += 1;
        self.bytes.clear();
        self.too_long = false;
        let mut begun = false;
        loop {
            // Nothing left to work on: the next read may have to wait.
            if input.buffer().is_empty() {
                results.flush()?;
            }
            let buffer = match input.fill_buf() {
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                return Ok(begun);
            }
            begun = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(buffer.len());
            self.take(&buffer[..taken]);
            let used = taken + usize::from(end.is_some());
            input.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.too_long |= self.bytes.len() + bytes.len() > LINE_BYTES_MAX;
        if self.too_long {
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The result as JSON; `None` for a blank line.
    fn result(&self, choice: &Choice) -> Result<Option<Vec<u8>>, Refusal> {
        if self.too_long {
            return Err(Refusal::TooLong);
        }
        let text = str::from_utf8(&self.bytes).map_err(|_| Refusal::NotUtf8)?;
        let byte_order_mark = if self.number == 1 { "\u{feff}" } else { "" };
        let text = text.strip_prefix(byte_order_mark).unwrap_or(text);
        if text.trim().is_empty() {
            return Ok(None);
        }
        let given: Given = serde_json::from_str(text).map_err(Refusal::NotJson)?;
        let facts = ChildFacts::try_from(given).map_err(Refusal::Facts)?;
        let edition = choice.edition(&facts);
        let classification = classify(edition, &facts).map_err(Refusal::Facts)?;
        let written = if choice.explain {
            serde_json::to_vec(&Explained::of(edition, &facts, classification))
        } else {
            serde_json::to_vec(&classification)
        };
        written.map(Some).map_err(Refusal::NotJson)
    }
}

impl Refusal {
    fn es(&self) -> String {
        match self {
            Refusal::TooLong => format!("se esperaba una línea de hasta {LINE_BYTES_MAX} bytes"),
            Refusal::NotUtf8 => "se esperaba texto en UTF-8".to_owned(),
            Refusal::NotJson(fault) => {
                format!(
                    "se esperaba un objeto JSON; falla en la columna {}",
                    fault.column()
                )
            }
            Refusal::Facts(refusal) => refusal.es(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::TooLong => write!(to, "expected a line of up to {LINE_BYTES_MAX} bytes"),
            Refusal::NotUtf8 => to.write_str("expected text in UTF-8"),
            Refusal::NotJson(fault) => {
                write!(
                    to,
                    "expected a JSON object; it breaks at column {}",
                    fault.column()
                )
            }
            Refusal::Facts(refusal) => write!(to, "{refusal}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"a","age":10,"ref_date":"2026-03-01","work":{"status":"none"},"chores":{"hours_week":0}}"#;
    const GOOD_RESULT: &str = r#"{"id":"a","definition":"mx-inegi-2016","in_scope":true,"occupied":false,"occupation":"none","hazards":[],"chores":"none","chores_prolonged":false,"chores_dangerous":false,"child_labour":false,"cti":"none","gaps":[],"alternatives":[],"sdg_8_7_1":{"a":false,"b":false},"legal_alerts":[]}"#;

    fn run(input: &[u8]) -> (String, String, u64) {
        run_with(input, false)
    }

    fn run_with(input: &[u8], explain: bool) -> (String, String, u64) {
        let choice = Choice::new(None, explain).unwrap();
        let (mut results, mut refusals) = (Vec::new(), Vec::new());
        let Refused(refused) = classify_lines(&choice, input, &mut results, &mut refusals).unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(results), text(refusals), refused)
    }

    #[test]
    fn a_result_has_all_keys_in_the_order_of_the_definition() {
        assert_eq!(
            run(GOOD.as_bytes()),
            (format!("{GOOD_RESULT}\n"), String::new(), 0)
        );
    }

    #[test]
    fn a_refused_line_is_named_and_the_rest_is_classified() {
        let input = format!("{GOOD}\r\n\n  \t\n{{\"age\": 300, \"salary\": 5}}\n{GOOD}");
        let (results, refusals, refused) = run(input.as_bytes());
        assert_eq!(results, format!("{GOOD_RESULT}\n{GOOD_RESULT}\n"));
        assert!(
            refusals.starts_with("línea 4: salary: se esperaba"),
            "{refusals}"
        );
        assert!(
            refusals.contains("line 4: salary: expected a known field"),
            "{refusals}"
        );
        assert_eq!((refused, refusals.lines().count()), (1, 1));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_by_line_number() {
        let input = [b"\xff\xfe{}\n", GOOD.as_bytes()].concat();
        let (results, refusals, _) = run(&input);
        assert_eq!(results.lines().count(), 1);
        assert!(
            refusals.contains("line 1: expected text in UTF-8"),
            "{refusals}"
        );
    }

    #[test]
    fn a_huge_line_is_refused_without_being_kept() {
        let huge = vec![b'['; 5 * LINE_BYTES_MAX];
        let input = [&huge, &b"\n"[..], GOOD.as_bytes(), b"\n", &huge].concat();
        let (results, refusals, refused) = run(&input);
        assert_eq!((results.lines().count(), refused), (1, 2));
        assert!(
            refusals.contains("line 1: expected a line of up to 1048576 bytes"),
            "{refusals}"
        );
        assert!(
            refusals.contains("line 3: expected a line of up to"),
            "{refusals}"
        );
    }

    #[test]
    fn deeply_nested_or_broken_json_is_refused_by_column() {
        let nested = "[".repeat(100_000);
        let (_, refusals, refused) =
            run(format!("{nested}\n{{\"age\": 5,,}}\n{GOOD} x").as_bytes());
        assert_eq!(refused, 3);
        assert!(
            refusals.contains("line 2: expected a JSON object; it breaks at column 11"),
            "{refusals}"
        );
    }

    #[test]
    fn a_date_before_the_first_edition_is_refused_by_field_and_name() {
        let (_, refusals, _) = run(GOOD.replace("2026-03-01", "2006-12-31").as_bytes());
        assert!(
            refusals.contains("line 1: ref_date: expected a date from 2007-01-01 on, when the edition mx-inegi-2016 begins"),
            "{refusals}"
        );
    }

    #[test]
    fn a_refusal_never_repeats_an_answer() {
        let (_, refusals, _) = run(br#"{"id": 5, "ref_date": "Carmen"}
{"ref_date": "Carmen"}
{"ref_date": "2026-01-01", "work": {"jobs": [{"place": "Carmen", "scian": "Carmen"}]}}
{"ref_date": "2026-01-01", "age": "Carmen"}"#);
        assert_eq!(refusals.lines().count(), 4);
        assert!(!refusals.contains("Carmen"), "{refusals}");
    }

    #[test]
    fn a_byte_order_mark_before_the_first_line_is_passed_over() {
        assert_eq!(
            run(format!("\u{feff}{GOOD}").as_bytes()).0,
            format!("{GOOD_RESULT}\n")
        );
    }

    #[test]
    fn grounds_come_last_and_in_both_languages() {
        let (results, _, _) = run_with(GOOD.as_bytes(), true);
        let (rest, grounds) = results.split_once(r#","grounds":["#).unwrap();
        assert_eq!(format!("{rest}}}"), GOOD_RESULT);
        assert!(
            grounds.starts_with(r#"{"code":"not_occupied","fact":"work.status","source":"#),
            "{grounds}"
        );
        assert!(
            grounds.contains(r#""es":"No trabajó en la semana de referencia.","en":"Did not"#),
            "{grounds}"
        );
    }

    #[test]
    fn results_are_flushed_before_input_is_waited_for() {
        /// Gives one line a read and looks whether its result came out before the next.
        struct Patient<'a>(u32, &'a std::cell::Cell<usize>);
        impl io::Read for Patient<'_> {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                assert_eq!(self.1.get(), self.0 as usize * (GOOD_RESULT.len() + 1));
                if self.0 == 3 {
                    return Ok(0);
                }
                self.0 += 1;
                let line = format!("{GOOD}\n");
                to[..line.len()].copy_from_slice(line.as_bytes());
                Ok(line.len())
            }
        }
        struct Counted<'a>(&'a std::cell::Cell<usize>);
        impl Write for Counted<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.set(self.0.get() + bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let written = std::cell::Cell::new(0);
        let choice = Choice::new(None, false).unwrap();
        let results = BufWriter::new(Counted(&written));
        let done = classify_lines(&choice, Patient(0, &written), results, io::sink()).unwrap();
        assert_eq!(done, Refused(0));
    }
}
