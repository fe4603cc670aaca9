//! What an expression comes to. Start with [`evaluate`]. Total: bounded steps, no panic; the
//! functions themselves stand in `functions/`.

use super::fault::{EvaluateFault, Failed};
use super::function::Function;
use super::functions::{choices, dates, many, numbers, places, text};
use super::scope::Scope;
use super::tree::{Lookup, Node, Operator, Shape};
use super::value::Value;

/// Parts computed, instances of repeats seen, and pieces of text made.
const STEPS_MAX: usize = 100_000;
/// How much text costs a step more.
const PIECE_BYTES: usize = 64;

pub(super) fn evaluate(node: &Node, scope: &dyn Scope) -> Result<Value, EvaluateFault> {
    let mut evaluation = Evaluation {
        scope,
        steps: STEPS_MAX,
    };
    evaluation.value(node)
}

pub(super) struct Evaluation<'a> {
    pub scope: &'a dyn Scope,
    steps: usize,
}

pub(super) type Computed = Result<Value, EvaluateFault>;

impl Evaluation<'_> {
    pub fn value(&mut self, node: &Node) -> Computed {
        self.spend(1, node)?;
        let value = match &node.shape {
            Shape::Number(number) => Value::Number(*number),
            Shape::Text(text) => Value::Text(text.clone()),
            Shape::Name(name) => self.scope.value(name),
            Shape::Column(name) => self.scope.column(name),
            Shape::Own => self.scope.own(),
            Shape::Chain { first, rest } => self.chain(first, rest)?,
            Shape::Negate(inner) => Value::Number(-self.value(inner)?.number()),
            Shape::Call(function, args) => self.call(*function, args, node)?,
            Shape::Regex { text, pattern } => {
                let text = self.text(text)?;
                Value::YesNo(pattern.fits(&text))
            }
            Shape::ChoiceName { code, question } => {
                let code = self.text(code)?;
                let label = self.scope.label(question, &code);
                Value::Text(label.unwrap_or_default())
            }
            Shape::Item(lookup, key) => self.item(lookup, key, node)?,
        };
        if let Value::Text(text) = &value {
            self.spend(text.len() / PIECE_BYTES, node)?;
        }
        Ok(value)
    }

    pub fn text(&mut self, node: &Node) -> Result<String, EvaluateFault> {
        self.value(node).map(|value| value.text())
    }

    pub fn number(&mut self, node: &Node) -> Result<f64, EvaluateFault> {
        self.value(node).map(|value| value.number())
    }

    /// The values of a name in every instance; of anything else its one value.
    pub fn every(&mut self, node: &Node) -> Result<Vec<Value>, EvaluateFault> {
        let Shape::Name(name) = &node.shape else {
            return self.value(node).map(|value| vec![value]);
        };
        let every = self.scope.every(name);
        let pieces = every.iter().map(|value| match value {
            Value::Text(text) => 1 + text.len() / PIECE_BYTES,
            _ => 1,
        });
        self.spend(pieces.sum(), node)?;
        Ok(every)
    }

    pub fn spend(&mut self, steps: usize, node: &Node) -> Result<(), EvaluateFault> {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => Err(EvaluateFault::at(node.at.0, Failed::TooManySteps)),
        }
    }

    fn chain(&mut self, first: &Node, rest: &[(Operator, Node)]) -> Computed {
        let mut left = self.value(first)?;
        for (operator, node) in rest {
            // The right side of a settled `and` or `or` is not looked at.
            let settled = match operator {
                Operator::Or => left.truth(),
                Operator::And => !left.truth(),
                _ => false,
            };
            left = if settled {
                Value::YesNo(*operator == Operator::Or)
            } else {
                let right = self.value(node)?;
                apply(*operator, &left, &right)
            };
        }
        Ok(left)
    }

    fn item(&mut self, lookup: &Lookup, key: &Node, node: &Node) -> Computed {
        let key = self.text(key)?;
        let Lookup {
            list,
            column,
            key_column,
            ..
        } = lookup;
        self.scope
            .item(list, column, key_column, &key)
            .ok_or_else(|| {
                let list = list.clone();
                EvaluateFault::at(node.at.0, Failed::NoList { list })
            })
    }

    fn call(&mut self, function: Function, args: &[Node], node: &Node) -> Computed {
        match (function, args) {
            (Function::If, [condition, yes, no]) => {
                let holds = self.value(condition)?.truth();
                self.value(if holds { yes } else { no })
            }
            (Function::Coalesce, [first, second]) => {
                let value = self.value(first)?;
                if value.is_blank() {
                    return self.value(second);
                }
                Ok(value)
            }
            (Function::Once, [computed]) => {
                let own = self.scope.own();
                // Not a number is a text here, as JavaRosa has it.
                if own.text().is_empty() {
                    return self.value(computed);
                }
                Ok(own)
            }
            (Function::Not, [arg]) => Ok(Value::YesNo(!self.value(arg)?.truth())),
            (Function::Boolean, [arg]) => Ok(Value::YesNo(self.value(arg)?.truth())),
            (Function::True, _) => Ok(Value::YesNo(true)),
            (Function::False, _) => Ok(Value::YesNo(false)),
            (Function::Position, _) => Ok(Value::Number(self.scope.position() as f64)),
            (Function::Uuid, _) => self
                .scope
                .uuid()
                .map(Value::Text)
                .ok_or_else(|| EvaluateFault::at(node.at.0, Failed::NoRandomness)),
            (Function::Selected | Function::SelectedAt | Function::CountSelected, _) => {
                choices::compute(self, function, args)
            }
            (
                Function::Number | Function::Int | Function::Round | Function::Abs | Function::Pow,
                _,
            ) => numbers::compute(self, function, args),
            (
                Function::Sum
                | Function::Min
                | Function::Max
                | Function::Count
                | Function::CountNonEmpty
                | Function::Concat
                | Function::Join
                | Function::IndexedRepeat,
                _,
            ) => many::compute(self, function, args),
            (
                Function::Today
                | Function::Now
                | Function::Date
                | Function::DateTime
                | Function::FormatDate
                | Function::FormatDateTime
                | Function::DecimalDateTime
                | Function::DecimalTime
                | Function::AgeAt,
                _,
            ) => dates::compute(self, function, args, node),
            (Function::Distance, _) => places::compute(self, args),
            _ => text::compute(self, function, args),
        }
    }
}

fn apply(operator: Operator, left: &Value, right: &Value) -> Value {
    let numbers = || (left.number(), right.number());
    match operator {
        Operator::Or | Operator::And => Value::YesNo(right.truth()),
        Operator::Equal => Value::YesNo(left.equals(right)),
        Operator::Unequal => Value::YesNo(!left.equals(right)),
        Operator::Less => Value::YesNo(numbers().0 < numbers().1),
        Operator::AtMost => Value::YesNo(numbers().0 <= numbers().1),
        Operator::More => Value::YesNo(numbers().0 > numbers().1),
        Operator::AtLeast => Value::YesNo(numbers().0 >= numbers().1),
        Operator::Plus => Value::Number(numbers().0 + numbers().1),
        Operator::Minus => Value::Number(numbers().0 - numbers().1),
        Operator::Times => Value::Number(numbers().0 * numbers().1),
        Operator::Div => Value::Number(numbers().0 / numbers().1),
        Operator::Mod => Value::Number(numbers().0 % numbers().1),
    }
}
