//! Tables in a folder of their own, read as a caller reads them.

use std::{fs, path::PathBuf, sync::Arc};

use microdata::{Child, Files, Mapping, OpenFault, ReadFault, RowRefusal, Rows, Source};
use tempfile::TempDir;

/// A folder of tables that is gone after the test.
pub struct Tables {
    pub folder: TempDir,
}

/// All that came of reading.
#[derive(Default)]
pub struct Outcome {
    pub children: Vec<Child>,
    pub refusals: Vec<RowRefusal>,
    pub passed_over: u64,
    pub faults: Vec<ReadFault>,
}

impl Tables {
    pub fn new(files: &[(&str, &[u8])]) -> Tables {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        Tables { folder }
    }

    pub fn open(&self, mapping: Mapping) -> Result<Source, OpenFault> {
        open_in(self.folder.path().to_owned(), mapping)
    }

    pub fn read(&self, mapping: Mapping) -> Outcome {
        let mut source = self.open(mapping).unwrap_or_else(|fault| panic!("{fault}"));
        all(&mut source)
    }
}

pub fn open_in(folder: PathBuf, mapping: Mapping) -> Result<Source, OpenFault> {
    let files = Files {
        folder: Some(folder),
        ..Files::default()
    };
    Source::open(Arc::new(mapping), &files, |_, _| {})
}

/// Reads a source to its end.
pub fn all(source: &mut Source) -> Outcome {
    let decoder = source.decoder();
    let (mut rows, mut outcome) = (Rows::new(), Outcome::default());
    loop {
        match source.next(&mut rows) {
            Ok(false) => return outcome,
            Ok(true) => {
                outcome.passed_over += decoder.each(&rows, |read| match read {
                    Ok(child) => outcome.children.push(child),
                    Err(refusal) => outcome.refusals.push(refusal),
                });
            }
            Err(fault) => outcome.faults.push(fault),
        }
    }
}

/// The mapping for tables of our own facts.
pub fn facts() -> Mapping {
    Mapping::shipped("facts").unwrap().unwrap()
}

/// A mapping of one table `t` with the columns that are given, after a fixed day.
pub fn one_table(format: &str, rest: &str) -> Mapping {
    let text = format!(
        "id = 'own'\nverified = true\nref_date = '2026-03-01'\nchild = 'ID'\n\
         tables = [{{ name = 't', file = 't', {format} }}]\n{rest}"
    );
    Mapping::read("own.toml", &text).unwrap_or_else(|fault| panic!("{fault}"))
}

impl Outcome {
    /// Every refusal as people read it, in English.
    pub fn said(&self) -> Vec<String> {
        self.refusals.iter().map(ToString::to_string).collect()
    }

    /// The keys of the children that were read.
    pub fn ids(&self) -> Vec<&str> {
        let ids = self.children.iter().filter_map(|child| child.facts.id());
        ids.collect()
    }
}
