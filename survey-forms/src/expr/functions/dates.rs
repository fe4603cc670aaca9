//! Dates and moments. Start with [`compute`]; how they are read stands in
//! `dates/reading.rs`, how they are written in `dates/format.rs`. A
//! day begins at midnight of the offset of `now()`.

mod format;
mod reading;

use chrono::{DateTime, FixedOffset};

use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::{EvaluateFault, Failed};
use crate::expr::function::Function;
use crate::expr::tree::Node;
use crate::expr::value::{Value, local};

pub(in crate::expr) use format::unknown_escape;
use reading::Reading;

/// Milliseconds.
const DAY_MS: f64 = 86_400_000.0;

pub(in crate::expr) fn compute(
    evaluation: &mut Evaluation<'_>,
    function: Function,
    args: &[Node],
    node: &Node,
) -> Computed {
    let no_day = || EvaluateFault::at(node.at.0, Failed::NoDay);
    match (function, args) {
        (Function::Today, _) => evaluation.scope.today().map(Value::Date).ok_or_else(no_day),
        (Function::Now, _) => evaluation
            .scope
            .now()
            .map(Value::DateTime)
            .ok_or_else(no_day),
        (Function::Date, [of]) => Reading::of(evaluation, of)?.date(),
        (Function::DateTime, [of]) => Reading::of(evaluation, of)?.moment(),
        (Function::FormatDate | Function::FormatDateTime, [of, pattern]) => {
            let moment = Reading::of(evaluation, of)?.moment()?;
            let text = evaluation.text(pattern)?;
            let Value::DateTime(moment) = moment else {
                return Ok(Value::Text(String::new()));
            };
            let written = format::written(moment, &text);
            let written = written
                .map_err(|escape| EvaluateFault::at(pattern.at.0, Failed::DateFormat { escape }))?;
            Ok(Value::Text(written))
        }
        (Function::DecimalDateTime, [of]) => Reading::of(evaluation, of)?.decimal(true),
        (Function::DecimalTime, [of]) => Reading::of(evaluation, of)?.decimal(false),
        (Function::AgeAt, [born, day]) => {
            let born = Reading::of(evaluation, born)?.digits()?;
            let day = Reading::of(evaluation, day)?.digits()?;
            Ok(Value::Number(((day - born) / 10_000.0).trunc()))
        }
        _ => Ok(Value::Blank),
    }
}

/// Days since 1970-01-01 of the local calendar, with the part of the day.
pub(super) fn local_days(moment: DateTime<FixedOffset>) -> f64 {
    local_ms(moment) / DAY_MS
}

fn local_ms(moment: DateTime<FixedOffset>) -> f64 {
    local(moment).and_utc().timestamp_millis() as f64
}
