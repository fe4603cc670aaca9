//! *Columnas de un resultado*: which cells a row has, in which order.
//!
//! Start at [`Columns`]. What this module does not know: formats.

use classify::{
    AlternativeVerdict, Classification, CodeSet, Coded, Criterion, Explained, Gap, Sdg871, Verdict,
};

use super::cells::{Cells, Names};

/// How much of a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// The classes as places in their lists, hazards and gaps as sets of bits.
    Bits,
    /// The verdict in words, without alternatives, SDG indicator and legal alerts.
    Verdict,
    /// All keys of the rule set's section 4.
    All,
    /// All keys, then grounds, readings and what is missing, in Spanish and English.
    Explained,
}

impl Columns {
    /// The columns in order, with what each holds.
    pub fn names(self) -> Names {
        let mut names = Names::default();
        match self {
            Columns::Bits => bits(&mut names, None, &Verdict::default()),
            Columns::Verdict => words(&mut names, None, "", &Verdict::default()),
            Columns::All => {
                all(&mut names, &nothing());
                names.end_row();
            }
            Columns::Explained => explained(
                &mut names,
                &Explained {
                    classification: nothing(),
                    grounds: Vec::new(),
                    readings: Vec::new(),
                    missing: Vec::new(),
                },
            ),
        }
        names
    }
}

/// A classification that says nothing.
fn nothing() -> Classification {
    Classification {
        id: None,
        definition: String::new().into(),
        in_scope: None,
        occupied: None,
        occupation: None,
        hazards: CodeSet::EMPTY,
        chores: None,
        chores_prolonged: None,
        chores_dangerous: None,
        child_labour: None,
        cti: None,
        gaps: Vec::new(),
        alternatives: Vec::new(),
        sdg_8_7_1: Sdg871::default(),
        legal_alerts: Vec::new(),
    }
}

/// One row of [`Columns::Bits`]: `occupation`, `chores` and `cti` are places in their lists (from
/// 0), `child_labour` is 0 or 1, bit n of `hazards` and `gaps` is the n-th word of its list.
pub fn bits(cells: &mut impl Cells, id: Option<&str>, verdict: &Verdict) {
    cells.text("id", id);
    cells.whole("occupation", verdict.occupation.map(Coded::place));
    cells.whole("chores", verdict.chores.map(Coded::place));
    cells.whole("child_labour", verdict.child_labour.map(u32::from));
    cells.whole("cti", verdict.cti.map(Coded::place));
    cells.whole("hazards", Some(verdict.hazards.bits()));
    cells.whole("gaps", Some(verdict.gaps.bits()));
    cells.end_row();
}

/// One row of [`Columns::Verdict`]; gaps are kinds of facts, without the numbers of jobs.
pub fn words(cells: &mut impl Cells, id: Option<&str>, definition: &str, verdict: &Verdict) {
    cells.text("id", id);
    cells.text("definition", Some(definition));
    cells.yes("in_scope", verdict.in_scope);
    cells.yes("occupied", verdict.occupied);
    cells.word("occupation", verdict.occupation.map(Coded::word));
    cells.list("hazards", verdict.hazards.iter().map(Criterion::word));
    cells.word("chores", verdict.chores.map(Coded::word));
    cells.yes("chores_prolonged", verdict.chores_prolonged);
    cells.yes("chores_dangerous", verdict.chores_dangerous);
    cells.yes("child_labour", verdict.child_labour);
    cells.word("cti", verdict.cti.map(Coded::word));
    cells.list("gaps", verdict.gaps.iter().map(Gap::word));
    cells.end_row();
}

/// The cells of [`Columns::All`], without the end of the row.
pub fn all(cells: &mut impl Cells, result: &Classification) {
    cells.text("id", result.id.as_deref());
    cells.text("definition", Some(&result.definition));
    cells.yes("in_scope", result.in_scope);
    cells.yes("occupied", result.occupied);
    cells.word("occupation", result.occupation.map(Coded::word));
    cells.list("hazards", result.hazards.iter().map(Criterion::word));
    cells.word("chores", result.chores.map(Coded::word));
    cells.yes("chores_prolonged", result.chores_prolonged);
    cells.yes("chores_dangerous", result.chores_dangerous);
    cells.yes("child_labour", result.child_labour);
    cells.word("cti", result.cti.map(Coded::word));
    cells.list("gaps", result.gaps.iter().map(String::as_str));
    let alternatives: Vec<String> = result.alternatives.iter().map(alternative).collect();
    cells.list("alternatives", alternatives.iter().map(String::as_str));
    cells.yes("sdg_8_7_1_a", result.sdg_8_7_1.a);
    cells.yes("sdg_8_7_1_b", result.sdg_8_7_1.b);
    cells.list(
        "legal_alerts",
        result.legal_alerts.iter().map(|alert| &**alert),
    );
}

/// `CH-02b:0:none`: choice, child labour (1, 0 or nothing), cti (or nothing).
fn alternative(verdict: &AlternativeVerdict) -> String {
    let child_labour = match verdict.child_labour {
        None => "",
        Some(true) => "1",
        Some(false) => "0",
    };
    let cti = verdict.cti.map(Coded::word).unwrap_or_default();
    format!("{}:{child_labour}:{cti}", &*verdict.choice)
}

/// One row of [`Columns::Explained`]: all, then the sentences of each kind after each other.
pub fn explained(cells: &mut impl Cells, result: &Explained) {
    all(cells, &result.classification);
    let mut text = |name, sentences: Vec<&str>| cells.text(name, Some(&sentences.join(" ")));
    let (grounds, readings) = (&result.grounds, &result.readings);
    text("grounds_es", grounds.iter().map(|one| &*one.es).collect());
    text("grounds_en", grounds.iter().map(|one| &*one.en).collect());
    text("readings_es", readings.iter().map(|one| &*one.es).collect());
    text("readings_en", readings.iter().map(|one| &*one.en).collect());
    let missing = &result.missing;
    text("missing_es", missing.iter().map(|one| &*one.es).collect());
    text("missing_en", missing.iter().map(|one| &*one.en).collect());
    cells.end_row();
}
