//! Options that were chosen, codes with spaces between. Start with [`compute`].

use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::{EvaluateFault, Failed};
use crate::expr::function::Function;
use crate::expr::tree::Node;
use crate::expr::value::Value;

pub(in crate::expr) fn compute(
    evaluation: &mut Evaluation<'_>,
    function: Function,
    args: &[Node],
) -> Computed {
    match (function, args) {
        (Function::Selected, [of, option]) => {
            let chosen = codes(evaluation, function, of)?;
            let option = codes(evaluation, function, option)?;
            let found = format!(" {chosen} ").contains(&format!(" {} ", option.trim()));
            Ok(Value::YesNo(found))
        }
        (Function::SelectedAt, [of, index]) => {
            let chosen = codes(evaluation, function, of)?;
            let index = evaluation.number(index)? as i32;
            let code = usize::try_from(index)
                .ok()
                .and_then(|index| each(&chosen).nth(index));
            Ok(Value::Text(code.unwrap_or_default().to_owned()))
        }
        (Function::CountSelected, [of]) => {
            let chosen = codes(evaluation, function, of)?;
            Ok(Value::Number(each(&chosen).count() as f64))
        }
        _ => Ok(Value::Blank),
    }
}

fn each(chosen: &str) -> impl Iterator<Item = &str> {
    chosen.split(' ').filter(|code| !code.is_empty())
}

/// JavaRosa stops the form when these are asked of anything but a text.
fn codes(
    evaluation: &mut Evaluation<'_>,
    function: Function,
    of: &Node,
) -> Result<String, EvaluateFault> {
    match evaluation.value(of)? {
        Value::Text(chosen) => Ok(chosen),
        Value::Blank => Ok(String::new()),
        _ => {
            let function = function.name();
            Err(EvaluateFault::at(of.at.0, Failed::NotChosen { function }))
        }
    }
}
