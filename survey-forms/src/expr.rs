//! Expressions as people write them in an XLSForm: when a question is asked, what an answer must
//! satisfy, what is computed. Start with [`Expr::parse`] and [`Expr::evaluate`]; `expr/parser.rs`
//! says what can be written, `expr/function.rs` lists the functions. Knows nothing of questions or
//! answers: a [`Scope`] hands in every value, the day and the labels.
//!
//! The meaning is XPath 1.0 as JavaRosa 5.1.0 computes it on a phone, two-valued, with the blank as
//! the empty text; `tests/it/expressions/javarosa.tsv` holds both to each other. Chosen otherwise:
//!
//! * **blank-result**: a result that is not a number is [`Value::Blank`], as a form stores it.
//! * **max-below-zero**: `max(-5, -3)` is -3; JavaRosa starts its search just above 0 and says 0.
//! * **time-of-day**: a lone time is a fraction of a day and prints as a time; JavaRosa puts it on
//!   some day and reads the day.
//! * **one-offset**: days begin where [`Scope::now`] says, without summer time of other years.
//! * **english-dates**: `%a` and `%b` are English; JavaRosa follows the language of the device.
//! * **years**: dates run from the year 0 to 9999; beyond is a fault.
//!
//! The same as JavaRosa, though often taken otherwise: `sum`, `min` and `max` over a repeat pass
//! over blanks and whatever is no number; members that are not relevant do not count at all.
//! `'' = 0` is false. `if(${blank} > 5, …)` takes the second branch, and so does `not(…)` of it
//! the first.
//!
//! Stricter than JavaRosa, when read: everything else is refused with its column and with what to
//! write instead.

mod decimal;
mod evaluate;
mod fault;
mod function;
mod functions;
mod lexer;
mod look;
mod parser;
mod pattern;
mod print;
mod refused;
mod scope;
mod tree;
mod types;
mod value;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use fault::{EvaluateFault, ExprFault, Failed, Misread, Mistyped, TypeFault};
pub use scope::Scope;
pub use types::Type;
pub use value::Value;

use tree::Node;

/// The longest expression, in characters.
pub const LENGTH_MAX: usize = 10_000;

/// An expression, parsed once. Its text is kept as it was written; it is saved as that text.
///
/// ```
/// use survey_forms::{Expr, Scope, Value};
///
/// struct Household;
/// impl Scope for Household {
///     fn value(&self, name: &str) -> Value {
///         match name {
///             "consent" => Value::Text("yes".into()),
///             _ => Value::Blank,
///         }
///     }
///     fn every(&self, name: &str) -> Vec<Value> {
///         vec![self.value(name)]
///     }
/// }
/// let expr = Expr::parse("${consent} = 'yes' and not(selected(${rescue}, 'sold'))").unwrap();
/// assert!(expr.holds(&Household));
/// assert_eq!(expr.names(), ["consent", "rescue"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    source: String,
    tree: Node,
}

impl Expr {
    /// Reads an expression of at most [`LENGTH_MAX`] characters, nested at most 64 deep.
    pub fn parse(source: &str) -> Result<Expr, ExprFault> {
        let tree = parser::parse(source)?;
        Ok(Expr {
            source: source.to_owned(),
            tree,
        })
    }

    /// The text as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same expression in its plainest spelling: one space around operators, no needless
    /// parentheses, `current()/../x` as `${x}`.
    pub fn tidy(&self) -> Expr {
        Expr {
            source: print::plain(&self.tree),
            tree: self.tree.clone(),
        }
    }

    /// Each `${name}`, once, in order of first use.
    pub fn names(&self) -> Vec<&str> {
        self.tree.names()
    }

    /// Each bare column name of a choice filter, once, in order of first use.
    pub fn columns(&self) -> Vec<&str> {
        self.tree.columns()
    }

    /// Each list that `instance(…)` or `pulldata(…)` looks up, once, in order of first use.
    pub fn lists(&self) -> Vec<&str> {
        self.tree.lists()
    }

    /// Name and text of every `${name} = 'text'`, `!=` and `selected(${name}, 'text')`: the text
    /// must be an option of the question. The blank text is left out.
    pub fn literals_compared(&self) -> Vec<(&str, &str)> {
        self.tree.literals_compared()
    }

    /// Each function it calls, once, in order of first use.
    pub fn functions(&self) -> Vec<&str> {
        self.tree.functions()
    }

    /// Computes it, in at most 100 000 steps. A result that is no number, and the empty text, are
    /// [`Value::Blank`].
    pub fn evaluate(&self, scope: &dyn Scope) -> Result<Value, EvaluateFault> {
        evaluate::evaluate(&self.tree, scope).map(Value::stored)
    }

    /// Whether its value is true, as XPath's `boolean()` says. What cannot be computed is false.
    pub fn holds(&self, scope: &dyn Scope) -> bool {
        self.evaluate(scope).is_ok_and(|value| value.truth())
    }

    /// The type of its value, or the first place where types cannot be meant so. `types` gives the
    /// type of each `${name}`, `None` for a name nobody knows; it is asked for `.` too.
    pub fn type_of(&self, types: &dyn Fn(&str) -> Option<Type>) -> Result<Type, TypeFault> {
        types::type_of(&self.tree, types)
    }

    /// As XPath of an XForm. `path` gives the path of each `${name}`; one that begins with a dot
    /// gets `current()/` before it where a list is looked up. `age-at` becomes an expression that
    /// every engine computes alike.
    pub fn to_xpath(&self, path: &dyn Fn(&str) -> String) -> String {
        print::xpath(&self.tree, path)
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Serialize for Expr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Expr, D::Error> {
        let source = String::deserialize(deserializer)?;
        Expr::parse(&source).map_err(serde::de::Error::custom)
    }
}
