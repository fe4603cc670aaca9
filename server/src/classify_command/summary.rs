//! The last words of `rayuela classify`: how many rows, how many refused, and why.
//!
//! Start at [`Summary`]. What this module does not know: single rows.

use std::fmt;

use microdata::{
    Mapping,
    run::{Done, feed::Notes},
};

use super::choices::{Choices, From};

/// What a run did, in sentences.
pub struct Summary {
    lines: Vec<String>,
}

impl Summary {
    /// Sums up a run.
    pub fn of(done: &Done, choices: &Choices) -> Summary {
        let (read, classified, refused) = (done.rows, done.classified, done.refusals.total());
        let mut lines = vec![format!(
            "leídas {read}, clasificadas {classified}, rechazadas {refused} | \
             read {read}, classified {classified}, refused {refused}"
        )];
        for (kind, count) in done.refusals.by_kind() {
            lines.push(format!("  {count} × {}", kind.sentence()));
        }
        if done.refusals.others() > 0 {
            let count = done.refusals.others();
            lines.push(format!("  {count} × de otras clases | of other kinds"));
        }
        if done.passed_over > 0 {
            let count = done.passed_over;
            lines.push(format!(
                "  {count} filas no son de quien se clasifica | {count} rows are of nobody to classify"
            ));
        }
        lines.extend(of_tables(&done.notes));
        lines.extend(done.broken_off.iter().map(ToString::to_string));
        if let From::Tables(mapping, _) = &choices.from {
            lines.extend(unverified(mapping));
        }
        Summary { lines }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines
            .iter()
            .try_for_each(|line| writeln!(to, "{line}"))
    }
}

/// What is to be said of the tables beside the children's rows.
fn of_tables(notes: &Notes) -> Vec<String> {
    let mut lines = notes.broken.clone();
    if notes.refused_more > 0 {
        let count = notes.refused_more;
        lines.push(format!(
            "  {count} filas rechazadas más en las tablas unidas | {count} more rows refused in joined tables"
        ));
    }
    if notes.deleted > 0 {
        let count = notes.deleted;
        lines.push(format!(
            "  {count} registros borrados no se leyeron | {count} deleted records were not read"
        ));
    }
    for (table, count) in &notes.unasked {
        lines.push(format!(
            "  {table}: {count} filas no corresponden a nadie de la primera tabla | \
             {count} rows belong to nobody of the first table"
        ));
    }
    lines
}

/// A mapping that nobody checked is named as such, with its own note.
fn unverified(mapping: &Mapping) -> Vec<String> {
    if mapping.verified() {
        return Vec::new();
    }
    let id = mapping.id();
    let mut lines = vec![format!(
        "OJO: el mapeo {id} no está verificado contra el descriptor de la encuesta; no publique estos resultados | \
         WARNING: the mapping {id} was not checked against the survey's descriptor; do not publish these results"
    )];
    lines.extend(mapping.note().map(|(es, en)| format!("  {es} | {en}")));
    lines
}
