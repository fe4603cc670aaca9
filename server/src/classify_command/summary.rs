//! The last words of `rayuela classify`: how many rows, how many refused, and why.
//!
//! Start at [`Summary`]. What this module does not know: single rows.

use std::fmt;

use microdata::run::Done;

use super::choices::Choices;

/// What a run did, in sentences.
pub struct Summary {
    lines: Vec<String>,
}

impl Summary {
    /// Sums up a run.
    pub fn of(done: &Done, _choices: &Choices) -> Summary {
        let (read, classified, refused) = (done.rows, done.classified(), done.refusals.total());
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
        if let Some(fault) = &done.broken_off {
            lines.push(fault.to_string());
        }
        Summary { lines }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(to, "{line}"))
    }
}
