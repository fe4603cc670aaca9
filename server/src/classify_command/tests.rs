//! The command as it is typed, without a process: JSON Lines in and out.

use std::{
    io::{self, Read, Write},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use clap::Parser;
use microdata::run::lines::LINE_BYTES_MAX;

use super::*;

const GOOD: &str = r#"{"id":"a","age":10,"ref_date":"2026-03-01","work":{"status":"none"},"chores":{"hours_week":0}}"#;
const GOOD_RESULT: &str = r#"{"id":"a","definition":"mx-inegi-2016","in_scope":true,"occupied":false,"occupation":"none","hazards":[],"chores":"none","chores_prolonged":false,"chores_dangerous":false,"child_labour":false,"cti":"none","gaps":[],"alternatives":[],"sdg_8_7_1":{"a":false,"b":false},"legal_alerts":[]}"#;

/// A stream that can be looked into, and waited for.
#[derive(Clone, Default)]
pub struct Seen(Arc<(Mutex<Vec<u8>>, Condvar)>);

impl Seen {
    pub fn text(&self) -> String {
        let bytes = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// Waits until so many bytes came out; fails when they do not come.
    fn wait_for(&self, bytes: usize) {
        let (seen, more) = &*self.0;
        let seen = seen.lock().unwrap();
        let (seen, waited) = more
            .wait_timeout_while(seen, Duration::from_secs(60), |seen| seen.len() < bytes)
            .unwrap();
        assert!(
            !waited.timed_out(),
            "{} of {bytes} bytes came out",
            seen.len()
        );
    }
}

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.0.lock().unwrap().extend_from_slice(bytes);
        self.0.1.notify_all();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug, clap::Parser)]
struct Typed {
    #[command(flatten)]
    command: ClassifyCommand,
}

struct Still;

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }
}

/// What came of a run: results, what standard error said, whether nothing was refused.
pub struct Ran {
    pub results: String,
    pub told: String,
    pub good: bool,
}

/// Runs the command as typed with this standard input; a fault is told as `rayuela` tells it.
pub fn typed(arguments: &[&str], input: impl Read + Send + 'static) -> Ran {
    let (results, mut told) = (Seen::default(), Seen::default());
    let around = Around {
        input: Box::new(input),
        output: Box::new(results.clone()),
        told: Box::new(told.clone()),
        bar: false,
        clock: &Still,
    };
    let command = Typed::try_parse_from([&["classify"], arguments].concat())
        .unwrap()
        .command;
    let good = command.run_within(around).map_or_else(
        |fault| {
            writeln!(told, "{fault:#}").unwrap();
            false
        },
        |status| status == ExitCode::SUCCESS,
    );
    Ran {
        results: results.text(),
        told: told.text(),
        good,
    }
}

fn lines(input: impl AsRef<[u8]>) -> Ran {
    typed(&[], io::Cursor::new(input.as_ref().to_vec()))
}

/// How many refused lines were named.
fn named(ran: &Ran) -> usize {
    ran.told
        .lines()
        .filter(|line| line.starts_with("línea "))
        .count()
}

#[test]
fn a_result_has_all_keys_in_the_order_of_the_definition() {
    let ran = lines(GOOD);
    assert_eq!(ran.results, format!("{GOOD_RESULT}\n"));
    assert_eq!(
        ran.told,
        "leídas 1, clasificadas 1, rechazadas 0 | read 1, classified 1, refused 0\n"
    );
    assert!(ran.good);
}

#[test]
fn a_refused_line_is_named_and_the_rest_is_classified() {
    let ran = lines(format!(
        "{GOOD}\r\n\n  \t\n{{\"age\": 300, \"salary\": 5}}\n{GOOD}"
    ));
    assert_eq!(ran.results, format!("{GOOD_RESULT}\n{GOOD_RESULT}\n"));
    assert!(
        ran.told.starts_with("línea 4: salary: se esperaba"),
        "{}",
        ran.told
    );
    assert!(
        ran.told.contains("line 4: salary: expected a known field"),
        "{}",
        ran.told
    );
    assert!(
        ran.told.contains("read 3, classified 2, refused 1\n"),
        "{}",
        ran.told
    );
    assert_eq!((named(&ran), ran.good), (1, false));
}

#[test]
fn bytes_that_are_not_utf8_are_refused_by_line_number() {
    let ran = lines([b"\xff\xfe{}\n", GOOD.as_bytes()].concat());
    assert_eq!(ran.results.lines().count(), 1);
    assert!(
        ran.told.contains("line 1: expected text in UTF-8"),
        "{}",
        ran.told
    );
}

#[test]
fn a_huge_line_is_refused_without_being_kept() {
    let huge = vec![b'['; 5 * LINE_BYTES_MAX];
    let ran = lines([&huge, &b"\n"[..], GOOD.as_bytes(), b"\n", &huge].concat());
    assert_eq!((ran.results.lines().count(), named(&ran)), (1, 2));
    assert!(
        ran.told
            .contains("line 1: expected a line of up to 1048576 bytes"),
        "{}",
        ran.told
    );
    assert!(
        ran.told.contains("line 3: expected a line of up to"),
        "{}",
        ran.told
    );
}

#[test]
fn deeply_nested_or_broken_json_is_refused_by_column() {
    let nested = "[".repeat(100_000);
    let ran = lines(format!("{nested}\n{{\"age\": 5,,}}\n{GOOD} x"));
    assert_eq!(named(&ran), 3);
    let column = "line 2: expected a JSON object; it breaks at column 11";
    assert!(ran.told.contains(column), "{}", ran.told);
    assert!(
        ran.told
            .contains("  3 × se esperaba un objeto JSON | expected"),
        "{}",
        ran.told
    );
}

#[test]
fn a_date_before_the_first_edition_is_refused_by_field_and_name() {
    let ran = lines(GOOD.replace("2026-03-01", "2006-12-31"));
    let sentence = "line 1: ref_date: expected a date from 2007-01-01 on, when the edition mx-inegi-2016 begins";
    assert!(ran.told.contains(sentence), "{}", ran.told);
}

#[test]
fn a_refusal_never_repeats_an_answer() {
    let ran = lines(
        br#"{"id": 5, "ref_date": "Carmen"}
{"ref_date": "Carmen"}
{"ref_date": "2026-01-01", "work": {"jobs": [{"place": "Carmen", "scian": "Carmen"}]}}
{"ref_date": "2026-01-01", "age": "Carmen"}"#,
    );
    assert_eq!(named(&ran), 4);
    assert!(!ran.told.contains("Carmen"), "{}", ran.told);
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_passed_over() {
    assert_eq!(
        lines(format!("\u{feff}{GOOD}")).results,
        format!("{GOOD_RESULT}\n")
    );
}

#[test]
fn grounds_come_last_and_in_both_languages() {
    let ran = typed(&["--explain"], GOOD.as_bytes());
    let (rest, grounds) = ran.results.split_once(r#","grounds":["#).unwrap();
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
fn results_come_out_while_the_input_is_still_waited_for() {
    /// Gives one line a read, and each only when the result of the one before came out.
    struct Patient(usize, Seen);
    impl Read for Patient {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.1.wait_for(self.0 * (GOOD_RESULT.len() + 1));
            if self.0 == 3 {
                return Ok(0);
            }
            self.0 += 1;
            let line = format!("{GOOD}\n");
            to[..line.len()].copy_from_slice(line.as_bytes());
            Ok(line.len())
        }
    }
    let seen = Seen::default();
    let around = Around {
        input: Box::new(Patient(0, seen.clone())),
        output: Box::new(io::BufWriter::new(seen.clone())),
        told: Box::new(io::sink()),
        bar: false,
        clock: &Still,
    };
    let status = ClassifyCommand::default().run_within(around).unwrap();
    assert_eq!(status, ExitCode::SUCCESS);
    assert_eq!(seen.text().lines().count(), 3);
}

#[test]
fn whoever_stops_reading_the_results_ends_the_run_quietly() {
    struct Shut;
    impl Write for Shut {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let told = Seen::default();
    let around = Around {
        input: Box::new(io::Cursor::new(format!("{GOOD}\n").repeat(50_000))),
        output: Box::new(Shut),
        told: Box::new(told.clone()),
        bar: false,
        clock: &Still,
    };
    let status = ClassifyCommand::default().run_within(around).unwrap();
    assert_eq!((status, told.text()), (ExitCode::FAILURE, String::new()));
}
