//! Whether types can be meant as an expression has them, before any answer is known. Start with
//! [`type_of`]. Lenient where a value may be right, strict where it never can: `${age} > 'old'` is
//! false for every age.

use super::fault::{Mistyped, TypeFault};
use super::function::{Function, Takes};
use super::tree::{Node, Operator, Shape};
use crate::words::Words;

/// What kind of value a question or an expression has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Number,
    /// XPath's boolean: a condition. A question of yes and no is a [`Type::Text`] of its option.
    YesNo,
    Date,
    Time,
    DateTime,
    /// Codes of options with spaces between.
    Codes,
    /// Not known, or one or the other.
    Any,
}

impl Type {
    pub(super) fn words(self) -> Words {
        match self {
            Type::Text => Words::new("un texto", "a text"),
            Type::Number => Words::new("un número", "a number"),
            Type::YesNo => Words::new("una condición", "a condition"),
            Type::Date => Words::new("una fecha", "a date"),
            Type::Time => Words::new("una hora", "a time"),
            Type::DateTime => Words::new("una fecha con hora", "a date with a time"),
            Type::Codes => Words::new("varias opciones", "several options"),
            Type::Any => Words::new("este valor", "this value"),
        }
    }

    fn is_day(self) -> bool {
        matches!(self, Type::Date | Type::DateTime)
    }
}

pub(super) fn type_of(
    node: &Node,
    types: &dyn Fn(&str) -> Option<Type>,
) -> Result<Type, TypeFault> {
    Check { types }.of(node)
}

#[derive(Clone, Copy)]
struct Check<'a> {
    types: &'a dyn Fn(&str) -> Option<Type>,
}

impl Check<'_> {
    fn of(self, node: &Node) -> Result<Type, TypeFault> {
        match &node.shape {
            Shape::Number(_) => Ok(Type::Number),
            Shape::Text(_) | Shape::Column(_) => Ok(Type::Text),
            Shape::Name(name) => self.named(name, node),
            Shape::Own => Ok((self.types)(".").unwrap_or(Type::Any)),
            Shape::Chain { first, rest } => self.chain(first, rest),
            Shape::Negate(inner) => {
                self.number(inner)?;
                Ok(Type::Number)
            }
            Shape::Call(function, args) => self.call(*function, args),
            Shape::Regex { text, .. } => {
                self.of(text)?;
                Ok(Type::YesNo)
            }
            Shape::ChoiceName { code, question } => {
                self.of(code)?;
                self.named(question, node)?;
                Ok(Type::Text)
            }
            Shape::Item(_, key) => {
                self.of(key)?;
                Ok(Type::Text)
            }
        }
    }

    fn named(self, name: &str, node: &Node) -> Result<Type, TypeFault> {
        (self.types)(name).ok_or_else(|| {
            let name = name.to_owned();
            TypeFault::at(node.at.0, Mistyped::UnknownName { name })
        })
    }

    /// It must be something that can be a number.
    fn number(self, node: &Node) -> Result<Type, TypeFault> {
        let given = self.of(node)?;
        if given == Type::Codes {
            return Err(TypeFault::at(node.at.0, Mistyped::CodesAsNumber));
        }
        if let Some(text) = no_number(node) {
            return Err(TypeFault::at(node.at.0, Mistyped::TextAsNumber { text }));
        }
        Ok(given)
    }

    fn chain(self, first: &Node, rest: &[(Operator, Node)]) -> Result<Type, TypeFault> {
        let mut left = first;
        let mut gives = Type::YesNo;
        for (operator, right) in rest {
            match operator {
                Operator::Or | Operator::And => {
                    self.of(left)?;
                    self.of(right)?;
                }
                Operator::Equal | Operator::Unequal => self.equality(left, right)?,
                Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => {
                    self.order(left, right)?;
                }
                _ => {
                    self.number(left)?;
                    self.number(right)?;
                    gives = Type::Number;
                }
            }
            left = right;
        }
        Ok(gives)
    }

    fn equality(self, left: &Node, right: &Node) -> Result<(), TypeFault> {
        let types = (self.of(left)?, self.of(right)?);
        for (given, other) in [(types.0, right), (types.1, left)] {
            let column = other.at.0;
            match (given, &other.shape) {
                (Type::YesNo, Shape::Text(text)) => {
                    let text = text.clone();
                    return Err(TypeFault::at(column, Mistyped::ConditionAsText { text }));
                }
                // `= ''` asks whether there is a number.
                (Type::Number, Shape::Text(text)) if !text.is_empty() => {
                    self.number(other)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn order(self, left: &Node, right: &Node) -> Result<(), TypeFault> {
        let types = (self.of(left)?, self.of(right)?);
        for (given, other) in [(types.0, right), (types.1, left)] {
            if given.is_day()
                && let Some(text) = no_number(other)
            {
                return Err(TypeFault::at(other.at.0, Mistyped::TextAsDate { text }));
            }
        }
        self.number(left)?;
        self.number(right)?;
        Ok(())
    }

    fn call(self, function: Function, args: &[Node]) -> Result<Type, TypeFault> {
        let Some(signature) = function.signature() else {
            return Ok(Type::Any);
        };
        let mut given = vec![];
        for (index, arg) in args.iter().enumerate() {
            let takes = signature.takes.get(index).or(signature.takes.last());
            given.push(self.argument(signature.name, arg, takes.copied())?);
        }
        Ok(match (function, given.as_slice()) {
            (Function::If, [_, yes, no]) => joined(*yes, *no),
            (Function::Coalesce, [first, second]) => joined(*first, *second),
            (Function::Once, [only]) => *only,
            (Function::IndexedRepeat, [of, ..]) => *of,
            _ => signature.gives,
        })
    }

    fn argument(
        self,
        function: &'static str,
        arg: &Node,
        takes: Option<Takes>,
    ) -> Result<Type, TypeFault> {
        let given = match takes {
            Some(Takes::Number) => self.number(arg)?,
            _ => self.of(arg)?,
        };
        let fits = match takes {
            Some(Takes::Day) => !matches!(given, Type::YesNo | Type::Codes),
            Some(Takes::Chosen) => matches!(given, Type::Text | Type::Codes | Type::Any),
            _ => true,
        };
        if fits {
            return Ok(given);
        }
        let what = Mistyped::Argument { function, given };
        Err(TypeFault::at(arg.at.0, what))
    }
}

/// A literal text that is no number; the blank text is one that may be asked for.
fn no_number(node: &Node) -> Option<String> {
    match &node.shape {
        Shape::Text(text) => {
            let number = super::Value::Text(text.clone()).number();
            (!text.is_empty() && number.is_nan()).then(|| text.clone())
        }
        _ => None,
    }
}

/// The type of one or the other.
fn joined(one: Type, other: Type) -> Type {
    if one == other { one } else { Type::Any }
}
