//! Rayuela's part of the bench beside DuckDB and pandas: `server/microdata/benches/peers/run`.
//!
//! Reads the flat facts CSV into memory, then does what it is told on standard input, a line each,
//! and answers each line with one of JSON: `verdict THREADS`, `classify THREADS`,
//! `explain THREADS` and `save FILE` (the last verdict, ten whole numbers a child, -1 not known).
//! Start at [`Bench::answer`]. What it does not know: the other engines, and what is compared.

mod measured;

use std::{
    collections::BTreeMap,
    env,
    fs::File,
    io::{self, BufRead, BufWriter, Write},
    process::ExitCode,
    sync::Arc,
};

use classify::{ChildFacts, Coded, Edition, FactError, Verdict, classify, explain, verdict};
use microdata::{Files, Mapping, Rows, Source};

use crate::measured::{Measured, measured};

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    // Cargo hands a bench `--bench`; without a file there is nothing to measure.
    let Some(file) = env::args().nth(1).filter(|file| !file.starts_with("--")) else {
        eprintln!("see server/microdata/benches/peers/run");
        return ExitCode::SUCCESS;
    };
    match bench(&file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{file}: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn bench(file: &str) -> Result<(), Fault> {
    let mut bench = Bench {
        edition: toml::from_str(classify::MX_INEGI_2016)?,
        children: children(file)?,
        verdicts: Vec::new(),
    };
    bench.verdicts = vec![Bits::default(); bench.children.len()];
    let bytes = size_of::<ChildFacts>();
    println!(
        r#"{{"children":{},"bytes_a_child":{bytes}}}"#,
        bench.children.len()
    );
    for line in io::stdin().lock().lines() {
        println!("{}", bench.answer(&line?)?);
    }
    Ok(())
}

/// All children of the file; one that is refused ends the run.
fn children(file: &str) -> Result<Vec<ChildFacts>, Fault> {
    let mapping = Mapping::shipped("facts").ok_or("no mapping called facts")??;
    let files = Files {
        folder: None,
        named: BTreeMap::from([("facts".to_owned(), file.into())]),
    };
    let mut source = Source::open(Arc::new(mapping), &files, |_, _| {})?;
    let decoder = source.decoder();
    let (mut rows, mut children, mut refused) = (Rows::new(), Vec::new(), None);
    while source.next(&mut rows)? {
        decoder.each(&rows, |child| match child {
            Ok(child) => children.push(child.facts),
            Err(refusal) => refused = Some(refusal),
        });
        if let Some(refusal) = refused {
            return Err(refusal.to_string().into());
        }
    }
    Ok(children)
}

struct Bench {
    edition: Edition,
    children: Vec<ChildFacts>,
    verdicts: Vec<Bits>,
}

impl Bench {
    fn answer(&mut self, line: &str) -> Result<String, Fault> {
        let (verb, of) = line.split_once(' ').ok_or("expected VERB and what of")?;
        let measured = match verb {
            "save" => {
                self.save(of)?;
                return Ok("{}".to_owned());
            }
            "verdict" => self.verdict(of.parse()?)?,
            "classify" => self.each(of.parse()?, |edition, child| {
                classify(edition, child).map(|result| result.gaps.len())
            })?,
            "explain" => self.each(of.parse()?, |edition, child| {
                let result = classify(edition, child)?;
                Ok(explain(edition, child, &result).len())
            })?,
            _ => return Err(format!("{verb}: expected verdict, classify, explain or save").into()),
        };
        Ok(measured.to_string())
    }

    /// The verdict of every child, written into the table of bits.
    fn verdict(&mut self, threads: usize) -> Result<Measured, Fault> {
        let (edition, children) = (&self.edition, &self.children);
        let part = children.len().div_ceil(threads);
        let parts = children.chunks(part).zip(self.verdicts.chunks_mut(part));
        measured(parts, |(children, verdicts)| {
            for (child, bits) in children.iter().zip(verdicts) {
                *bits = Bits::of(verdict(edition, child)?);
            }
            Ok::<_, FactError>(())
        })
    }

    /// The whole result of every child, looked at and thrown away.
    fn each(
        &self,
        threads: usize,
        result: impl Fn(&Edition, &ChildFacts) -> Result<usize, FactError> + Sync,
    ) -> Result<Measured, Fault> {
        let part = self.children.len().div_ceil(threads);
        measured(self.children.chunks(part), |children| {
            for child in children {
                std::hint::black_box(result(&self.edition, child)?);
            }
            Ok::<_, FactError>(())
        })
    }

    /// Every verdict as ten little-endian whole numbers.
    fn save(&self, file: &str) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(file)?);
        for bits in &self.verdicts {
            for number in bits.numbers() {
                file.write_all(&number.to_le_bytes())?;
            }
        }
        file.flush()
    }
}

/// A verdict as small numbers: places in the lists, bit sets, -1 for what is not known.
#[derive(Clone, Copy, Default)]
struct Bits {
    in_scope: i8,
    occupied: i8,
    occupation: i8,
    hazards: u8,
    chores: i8,
    chores_prolonged: i8,
    chores_dangerous: i8,
    child_labour: i8,
    cti: i8,
    gaps: u16,
}

impl Bits {
    fn of(verdict: Verdict) -> Bits {
        Bits {
            in_scope: yes_no(verdict.in_scope),
            occupied: yes_no(verdict.occupied),
            occupation: place(verdict.occupation),
            hazards: verdict.hazards.bits() as u8,
            chores: place(verdict.chores),
            chores_prolonged: yes_no(verdict.chores_prolonged),
            chores_dangerous: yes_no(verdict.chores_dangerous),
            child_labour: yes_no(verdict.child_labour),
            cti: place(verdict.cti),
            gaps: verdict.gaps.bits() as u16,
        }
    }

    fn numbers(self) -> [i32; 10] {
        [
            self.in_scope.into(),
            self.occupied.into(),
            self.occupation.into(),
            self.hazards.into(),
            self.chores.into(),
            self.chores_prolonged.into(),
            self.chores_dangerous.into(),
            self.child_labour.into(),
            self.cti.into(),
            self.gaps.into(),
        ]
    }
}

fn yes_no(answer: Option<bool>) -> i8 {
    answer.map_or(-1, i8::from)
}

fn place<T: Coded>(code: Option<T>) -> i8 {
    code.map_or(-1, |code| code.place() as i8)
}
