//! Numbers one at a time. Start with [`compute`].

use super::dates;
use crate::expr::decimal;
use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::EvaluateFault;
use crate::expr::function::Function;
use crate::expr::tree::{Node, Shape};
use crate::expr::value::Value;

pub(in crate::expr) fn compute(
    evaluation: &mut Evaluation<'_>,
    function: Function,
    args: &[Node],
) -> Computed {
    let number = match (function, args) {
        (Function::Number, [of]) => evaluation.number(of)?,
        (Function::Int, [of]) => evaluation.number(of)?.trunc(),
        (Function::Round, [of]) => decimal::round(evaluation.number(of)?, 0),
        (Function::Round, [of, places]) => {
            let number = evaluation.number(of)?;
            // No number is no places: what `as` makes of it.
            decimal::round(number, evaluation.number(places)? as i32)
        }
        (Function::Abs, [of]) => exact(evaluation, of)?.abs(),
        (Function::Pow, [base, exponent]) => {
            power(exact(evaluation, base)?, exact(evaluation, exponent)?)
        }
        _ => f64::NAN,
    };
    Ok(Value::Number(number))
}

/// With the part of the day of a moment that was computed; that of an answer is cut off.
fn exact(evaluation: &mut Evaluation<'_>, of: &Node) -> Result<f64, EvaluateFault> {
    let value = evaluation.value(of)?;
    match (&value, &of.shape) {
        (Value::DateTime(_), Shape::Name(_)) => Ok(value.number()),
        (Value::DateTime(moment), _) => Ok(dates::local_days(*moment)),
        _ => Ok(value.number()),
    }
}

/// As in Java: no number to any power but 0 is no number, nor is 1 to no number.
fn power(base: f64, exponent: f64) -> f64 {
    let endless = exponent.is_infinite() && base.abs() == 1.0;
    if exponent.is_nan() || endless {
        return f64::NAN;
    }
    base.powf(exponent)
}
