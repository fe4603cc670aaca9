//! Whole runs over lines of JSON, on any number of threads.

use std::io::Cursor;

use classify::{Edition, MX_INEGI_2016};

use super::{classifying::Classifying, lines::Lines, *};
use crate::write::{Form, Gathered, row::Columns};

/// Keeps what is written and what is told.
#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    told: Vec<String>,
    rows: Vec<u64>,
}

impl Sink<Gathered> for Vec<u8> {
    fn take(&mut self, made: &Gathered) -> Result<(), WriteFault> {
        self.extend_from_slice(&made.bytes);
        Ok(())
    }
    fn idle(&mut self) -> Result<(), WriteFault> {
        Ok(())
    }
}

impl Watch for Kept {
    fn refused(&mut self, refusal: &Refusal, nth: u64) -> io::Result<()> {
        self.told.push(format!("{nth} {refusal}"));
        Ok(())
    }
    fn progress(&mut self, progress: &Progress) {
        self.rows.push(progress.rows);
    }
}

fn plan(workers: usize, strict: bool) -> Plan {
    let edition: Edition = toml::from_str(MX_INEGI_2016).unwrap();
    Plan {
        editions: Editions::by_date(&[edition]).unwrap(),
        strict,
        workers,
    }
}

/// Children of every age and of some hours; every thousandth line is broken.
fn children(count: u32) -> Vec<u8> {
    let child = |number: u32| match number % 1_000 {
        999 => "{\"age\":-1}\n".to_owned(),
        _ => format!(
            "{{\"id\":\"{number}\",\"ref_date\":\"2026-03-01\",\"age\":{},\"work\":{{\"status\":\"worked\",\"hours_week\":{}}}}}\n",
            number % 20,
            number % 50,
        ),
    };
    (0..count).map(child).collect::<String>().into_bytes()
}

fn ran(input: Vec<u8>, job: Classifying, plan: &Plan) -> (Result<Done, RunFault>, Kept) {
    let size = input.len() as u64;
    let lines = Lines::new(Box::new(Cursor::new(input)), Some(size));
    let (mut kept, mut bytes) = (Kept::default(), Vec::new());
    let done = run(lines, job, plan, &mut bytes, &mut kept);
    kept.bytes = bytes;
    (done, kept)
}

#[test]
fn the_same_children_give_the_same_bytes_on_any_number_of_threads() {
    for columns in [Columns::Bits, Columns::All] {
        let job = Classifying {
            columns,
            form: Form::JsonLines,
        };
        let (one, alone) = ran(children(8_000), job, &plan(1, false));
        let done = one.unwrap();
        assert_eq!(
            (done.rows, done.classified, done.refusals.total()),
            (8_000, 7_992, 8)
        );
        assert_eq!(
            alone.bytes.iter().filter(|byte| **byte == b'\n').count(),
            7_992
        );
        assert!(alone.rows.is_sorted() && alone.rows.len() > 2);
        for workers in [2, 5] {
            let (_, more) = ran(children(8_000), job, &plan(workers, false));
            assert!(more.bytes == alone.bytes && more.told == alone.told);
        }
    }
}

#[test]
fn a_strict_run_writes_what_stands_before_the_first_refused_row_and_no_more() {
    let job = Classifying {
        columns: Columns::Bits,
        form: Form::Csv,
    };
    let (stopped, kept) = ran(children(20_000), job, &plan(2, true));
    assert!(matches!(stopped, Err(RunFault::Refused(_))));
    assert_eq!(kept.told.len(), 1);
    assert!(kept.told[0].starts_with("1 line 1000: "), "{:?}", kept.told);
    assert_eq!(
        kept.bytes.iter().filter(|byte| **byte == b'\n').count(),
        999
    );
}

#[test]
fn every_format_and_choice_of_columns_has_the_columns_it_names() {
    for columns in [
        Columns::Bits,
        Columns::Verdict,
        Columns::All,
        Columns::Explained,
    ] {
        let names = columns.names().0;
        let form = Form::Csv;
        let (_, kept) = ran(children(40), Classifying { columns, form }, &plan(2, false));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&kept.bytes[..]);
        for record in reader.records() {
            assert_eq!(record.unwrap().len(), names.len());
        }
        let form = Form::JsonLines;
        let (_, kept) = ran(children(40), Classifying { columns, form }, &plan(2, false));
        let line = kept.bytes.split(|byte| *byte == b'\n').next().unwrap();
        let object: serde_json::Map<_, _> = serde_json::from_slice(line).unwrap();
        assert_eq!(object["id"], "0");
        if matches!(columns, Columns::Bits | Columns::Verdict) {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            assert_eq!(keys, names);
        }
    }
}

#[test]
fn a_fault_of_the_program_ends_the_run_with_a_sentence_and_never_a_hang() {
    struct Faulty;
    impl Job for Faulty {
        type Made = Gathered;
        fn add(
            &self,
            _: &mut Gathered,
            child: &Child,
            _: (usize, &Edition),
        ) -> Result<(), FactError> {
            assert!(child.row < 7_000, "made to fail");
            Ok(())
        }
        fn clear(&self, _: &mut Gathered) {}
    }
    let lines = Lines::new(Box::new(Cursor::new(children(100_000))), None);
    let mut kept = Kept::default();
    let fault = run(lines, Faulty, &plan(3, false), &mut Vec::new(), &mut kept).unwrap_err();
    let sentence = fault.to_string();
    assert!(
        sentence.contains("a fault of the program after row "),
        "{sentence}"
    );
    assert!(sentence.ends_with("tell the maintainers"), "{sentence}");
}
