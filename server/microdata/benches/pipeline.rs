//! How fast a CSV of our own facts becomes results, from file to bytes, on all cores: the figures
//! of `docs/batch.md`.
//!
//! Start at [`bits`]. The rows are those of `docs/examples/facts.csv`, a thousand times over. What
//! this module does not know: other programs; `docs/figures.md` has the comparison.

use std::{fs, io, path::PathBuf, sync::Arc, thread::available_parallelism};

use classify::{Edition, MX_INEGI_2016};
use divan::{Bencher, counter::ItemsCount};
use microdata::{
    Files, Mapping, Source,
    run::{
        Plan, Progress, Watch, classifying::Classifying, editions::Editions, refusal::Refusal, run,
    },
    write::{Form, Output, row::Columns},
};
use tempfile::TempDir;

const TIMES: usize = 1_000;

fn main() {
    divan::main();
}

/// Nobody is told anything.
struct Unwatched;

impl Watch for Unwatched {
    fn refused(&mut self, refusal: &Refusal, _: u64) -> io::Result<()> {
        Err(io::Error::other(refusal.to_string()))
    }
    fn progress(&mut self, _: &Progress) {}
}

/// A folder with the table, and how many rows it has.
fn table() -> (TempDir, usize) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/facts.csv");
    let text = fs::read_to_string(path).expect("the example");
    let (heading, rows) = text.split_once('\n').expect("a heading");
    let folder = tempfile::tempdir().expect("a folder");
    let all = format!("{heading}\n{}", rows.repeat(TIMES));
    fs::write(folder.path().join("facts.csv"), all).expect("a file");
    (folder, rows.lines().count() * TIMES)
}

fn measure(bencher: Bencher, columns: Columns, form: Form) {
    let (folder, rows) = table();
    let edition: Edition = toml::from_str(MX_INEGI_2016).expect("the edition");
    let plan = Plan {
        editions: Editions::by_date(&[edition]).expect("chosen by date"),
        strict: false,
        workers: available_parallelism().map_or(1, usize::from),
    };
    let files = Files {
        folder: Some(folder.path().to_owned()),
        ..Files::default()
    };
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let mapping = Mapping::shipped("facts").expect("shipped").expect("good");
        let source = Source::open(Arc::new(mapping), &files, |_, _| {}).expect("opened");
        let file = fs::File::create(folder.path().join("results")).expect("a file");
        let output = match form {
            Form::Parquet => Output::parquet(columns, file, &[]),
            form => Output::text(form, columns, Box::new(file)),
        };
        let mut output = output.expect("begun");
        let job = Classifying { columns, form };
        let done = run(source, job, &plan, &mut output, &mut Unwatched).expect("a whole run");
        output.finish().expect("written");
        assert_eq!(done.classified as usize, rows);
    });
}

#[divan::bench(sample_count = 5, sample_size = 1, args = [Form::Csv, Form::JsonLines, Form::Parquet])]
fn bits(bencher: Bencher, form: Form) {
    measure(bencher, Columns::Bits, form);
}

#[divan::bench(sample_count = 5, sample_size = 1, args = [Form::Csv, Form::JsonLines, Form::Parquet])]
fn verdict(bencher: Bencher, form: Form) {
    measure(bencher, Columns::Verdict, form);
}

#[divan::bench(sample_count = 5, sample_size = 1, args = [Form::Csv, Form::JsonLines, Form::Parquet])]
fn all(bencher: Bencher, form: Form) {
    measure(bencher, Columns::All, form);
}

#[divan::bench(sample_count = 5, sample_size = 1, args = [Form::Csv, Form::JsonLines, Form::Parquet])]
fn explained(bencher: Bencher, form: Form) {
    measure(bencher, Columns::Explained, form);
}
