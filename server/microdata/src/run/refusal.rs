//! *Renglones rechazados*: which row has no result, where, and what was expected there.
//!
//! Start at [`Refusal`]; [`Refusals`] counts them by kind. What this module does not know: where
//! the sentences are shown.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use classify::Expected;

use super::lines::LINE_BYTES_MAX;
use crate::RowRefusal;

/// Kinds kept apart in the count; what goes beyond is counted together.
const KINDS_MAX: usize = 200;

/// One row that has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A row of a mapped table.
    Row(RowRefusal),
    /// A line of JSON.
    Line(LineRefusal),
}

/// A line of JSON that holds no facts. It never repeats what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRefusal {
    /// From 1; blank lines count.
    pub line: u64,
    /// The path of the fact; empty for the line as a whole.
    pub field: String,
    pub wanted: LineWanted,
}

/// What should have stood in a refused line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineWanted {
    /// At most [`LINE_BYTES_MAX`] bytes.
    Shorter,
    Utf8,
    /// A JSON object; it breaks at this column.
    Json {
        column: usize,
    },
    /// What the rule set demands of the fact.
    Fact(Expected),
}

impl Refusal {
    /// The sentence in Spanish; `Display` writes it in English.
    pub fn es(&self) -> String {
        match self {
            Refusal::Row(row) => row.es(),
            Refusal::Line(line) => {
                let place = line.place("línea");
                format!("{place}: se esperaba {}", line.wanted.es())
            }
        }
    }

    /// Table, row from 1, column and what stood there, as far as each may be told.
    pub fn place(&self) -> (&str, u64, &str, Option<&str>) {
        match self {
            Refusal::Row(row) => (&row.table, row.row, &row.column, row.value.as_deref()),
            Refusal::Line(line) => ("", line.line, &line.field, None),
        }
    }

    /// What was expected, in Spanish and in English, to follow "se esperaba", "expected".
    pub fn expected(&self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Refusal::Row(row) => (row.wanted.es(), row.wanted.en()),
            Refusal::Line(line) => (line.wanted.es(), line.wanted.en()),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Row(row) => row.fmt(to),
            Refusal::Line(line) => {
                let place = line.place("line");
                write!(to, "{place}: expected {}", line.wanted.en())
            }
        }
    }
}

impl LineRefusal {
    fn place(&self, word: &str) -> String {
        match self.field.as_str() {
            "" => format!("{word} {}", self.line),
            field => format!("{word} {}: {field}", self.line),
        }
    }
}

impl LineWanted {
    fn es(&self) -> Cow<'static, str> {
        match self {
            LineWanted::Shorter => format!("una línea de hasta {LINE_BYTES_MAX} bytes").into(),
            LineWanted::Utf8 => "texto en UTF-8".into(),
            LineWanted::Json { column } => {
                format!("un objeto JSON; falla en la columna {column}").into()
            }
            LineWanted::Fact(expected) => expected.es(),
        }
    }

    fn en(&self) -> Cow<'static, str> {
        match self {
            LineWanted::Shorter => format!("a line of up to {LINE_BYTES_MAX} bytes").into(),
            LineWanted::Utf8 => "text in UTF-8".into(),
            LineWanted::Json { column } => {
                format!("a JSON object; it breaks at column {column}").into()
            }
            LineWanted::Fact(expected) => expected.en(),
        }
    }
}

/// What refused rows have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    pub table: String,
    /// Without the numbers of jobs.
    pub column: String,
    pub es: String,
    pub en: String,
}

/// How many rows of each kind were refused.
#[derive(Clone, Debug, Default)]
pub struct Refusals {
    by_kind: BTreeMap<Kind, u64>,
    others: u64,
    total: u64,
}

impl Refusals {
    /// Counts one more, and says how many of its kind there are now.
    pub fn count(&mut self, refusal: &Refusal) -> u64 {
        self.total += 1;
        let kind = Kind::of(refusal);
        if let Some(count) = self.by_kind.get_mut(&kind) {
            *count += 1;
            return *count;
        }
        if self.by_kind.len() == KINDS_MAX {
            self.others += 1;
            return self.others;
        }
        self.by_kind.insert(kind, 1);
        1
    }

    /// All refused rows.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The kinds by table, column and reason, with their counts.
    pub fn by_kind(&self) -> impl Iterator<Item = (&Kind, u64)> {
        self.by_kind.iter().map(|(kind, count)| (kind, *count))
    }

    /// Rows of the kinds that came after the first two hundred.
    pub fn others(&self) -> u64 {
        self.others
    }
}

impl Kind {
    fn of(refusal: &Refusal) -> Kind {
        let (es, en) = match refusal {
            // The place where JSON breaks differs from line to line.
            Refusal::Line(LineRefusal {
                wanted: LineWanted::Json { .. },
                ..
            }) => ("un objeto JSON".into(), "a JSON object".into()),
            refusal => refusal.expected(),
        };
        let (table, _, column, _) = refusal.place();
        Kind {
            table: table.to_owned(),
            column: without_numbers(column),
            es: es.into_owned(),
            en: en.into_owned(),
        }
    }

    /// The kind as a line of the summary, in both languages, without its count.
    pub fn sentence(&self) -> String {
        let parts = [self.table.as_str(), self.column.as_str()];
        let place: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let place = place.join(", ");
        let (es, en) = (&self.es, &self.en);
        match place.as_str() {
            "" => format!("se esperaba {es} | expected {en}"),
            place => format!("{place}: se esperaba {es} | expected {en}"),
        }
    }
}

/// `work.jobs[3].scian` as `work.jobs[].scian`.
fn without_numbers(field: &str) -> String {
    let mut within = false;
    let mut kept = String::with_capacity(field.len());
    for sign in field.chars() {
        within = (within || sign == '[') && sign != ']';
        if !(within && sign.is_ascii_digit()) {
            kept.push(sign);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(line: u64, field: &str) -> Refusal {
        Refusal::Line(LineRefusal {
            line,
            field: field.to_owned(),
            wanted: LineWanted::Fact(Expected::YesNo),
        })
    }

    #[test]
    fn a_refused_line_is_named_with_its_field_and_what_was_expected() {
        let refusal = refusal(12, "work.sunday");
        assert_eq!(
            refusal.es(),
            "línea 12: work.sunday: se esperaba true, false o null"
        );
        assert_eq!(
            refusal.to_string(),
            "line 12: work.sunday: expected true, false or null"
        );
    }

    #[test]
    fn jobs_of_any_number_are_one_kind() {
        let mut refusals = Refusals::default();
        for row in 1..=12 {
            let column = format!("work.jobs[{row}].scian");
            assert_eq!(refusals.count(&refusal(row, &column)), row);
        }
        let kinds: Vec<_> = refusals.by_kind().collect();
        assert_eq!(kinds.len(), 1);
        assert_eq!(kinds[0].1, 12);
        assert_eq!(
            kinds[0].0.sentence(),
            "work.jobs[].scian: se esperaba true, false o null | expected true, false or null"
        );
    }

    #[test]
    fn endless_kinds_are_counted_together_in_the_end() {
        let mut refusals = Refusals::default();
        for row in 0..1_000 {
            refusals.count(&refusal(row, &format!("made_up_{row}")));
        }
        assert_eq!(refusals.by_kind().count(), KINDS_MAX);
        assert_eq!((refusals.others(), refusals.total()), (800, 1_000));
    }
}
