//! What is found while a workbook is read: faults, which refuse it, and findings, which only tell.
//! Start with [`Notes`].

use crate::sheets::{Fault, Place};
use crate::words::Words;

/// More than these help nobody; the last says how many there are.
const FAULTS_MAX: usize = 500;

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub faults: Vec<Fault>,
    pub findings: Vec<Fault>,
}

impl Notes {
    pub fn refuse(&mut self, place: Place, es: impl Into<String>, en: impl Into<String>) {
        let (es, en) = (es.into(), en.into());
        self.faults.push(Fault { place, es, en });
    }

    pub fn refuse_with(&mut self, place: Place, words: Words) {
        self.refuse(place, words.es, words.en);
    }

    pub fn tell(&mut self, place: Place, es: impl Into<String>, en: impl Into<String>) {
        let (es, en) = (es.into(), en.into());
        self.findings.push(Fault { place, es, en });
    }

    /// The faults from the top of the first sheet down, without repetitions.
    pub fn into_faults(self) -> Vec<Fault> {
        in_order(self.faults)
    }

    /// The findings, likewise.
    pub fn into_findings(self) -> Vec<Fault> {
        in_order(self.findings)
    }
}

fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    let rank = |sheet: &str| match sheet.trim().to_lowercase().as_str() {
        "" => 0,
        "survey" => 1,
        "choices" => 2,
        "settings" => 3,
        _ => 4,
    };
    faults.sort_by(|a, b| {
        (rank(&a.place.sheet), a.place.row).cmp(&(rank(&b.place.sheet), b.place.row))
    });
    faults.dedup();
    let more = faults.len().saturating_sub(FAULTS_MAX);
    if more > 0 {
        faults.truncate(FAULTS_MAX);
        faults.push(Fault {
            place: Place::file(),
            es: format!("hay {more} más: corrija éstas y vuelva a leer el libro"),
            en: format!("there are {more} more: correct these and read the workbook again"),
        });
    }
    faults
}
