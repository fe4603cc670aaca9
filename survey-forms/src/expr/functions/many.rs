//! Over the instances of a repeat, or over any number of values. Start with [`compute`].

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
    match (function, args) {
        (Function::Concat, args) => join(evaluation, "", args),
        (Function::Join, [between, args @ ..]) => {
            let between = evaluation.text(between)?;
            join(evaluation, &between, args)
        }
        (Function::IndexedRepeat, [of, repeat, index]) => {
            indexed_repeat(evaluation, of, repeat, index)
        }
        (Function::Count, [of]) => {
            let count = evaluation.every(of)?.len();
            Ok(Value::Number(count as f64))
        }
        (Function::CountNonEmpty, [of]) => {
            let every = evaluation.every(of)?;
            let count = every.iter().filter(|value| !value.is_blank()).count();
            Ok(Value::Number(count as f64))
        }
        (_, args) => {
            let numbers = numbers(evaluation, args)?;
            Ok(Value::Number(fold(function, &numbers)))
        }
    }
}

/// What is no number is passed over; of nothing the sum is 0, the least and most are no number.
fn fold(function: Function, numbers: &[f64]) -> f64 {
    let known = numbers.iter().copied().filter(|number| !number.is_nan());
    match function {
        // From 0.0, where Rust starts at -0.0.
        Function::Sum => known.fold(0.0, |sum, number| sum + number),
        Function::Min => known.reduce(f64::min).unwrap_or(f64::NAN),
        _ => known.reduce(f64::max).unwrap_or(f64::NAN),
    }
}

fn numbers(evaluation: &mut Evaluation<'_>, args: &[Node]) -> Result<Vec<f64>, EvaluateFault> {
    let values = values(evaluation, args)?;
    Ok(values.iter().map(Value::number).collect())
}

/// A lone `${name}` stands for all its instances.
fn values(evaluation: &mut Evaluation<'_>, args: &[Node]) -> Result<Vec<Value>, EvaluateFault> {
    match args {
        [only] => evaluation.every(only),
        _ => args.iter().map(|arg| evaluation.value(arg)).collect(),
    }
}

fn join(evaluation: &mut Evaluation<'_>, between: &str, args: &[Node]) -> Computed {
    let values = values(evaluation, args)?;
    let mut joined = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            joined += between;
        }
        joined += &value.text();
    }
    Ok(Value::Text(joined))
}

fn indexed_repeat(
    evaluation: &mut Evaluation<'_>,
    of: &Node,
    repeat: &Node,
    index: &Node,
) -> Computed {
    // Below 1, and no number, is the first: an instance may be counted before it has a value.
    let index = (evaluation.number(index)? as i32).max(1);
    match (&of.shape, &repeat.shape) {
        (Shape::Name(name), Shape::Name(repeat)) => {
            let index = usize::try_from(index).unwrap_or(1);
            Ok(evaluation.scope.at(name, repeat, index))
        }
        _ => Ok(Value::Blank),
    }
}
