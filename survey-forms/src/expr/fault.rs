//! What is wrong with an expression, in Spanish and in English, with what to write instead. Start
//! with [`ExprFault`]: it cannot be read; [`TypeFault`]: it cannot be meant so; [`EvaluateFault`]:
//! it cannot be computed here.

mod wording;

use std::fmt;

use super::types::Type;
use crate::words::Words;

macro_rules! fault {
    ($(#[$doc:meta])* $name:ident, $what:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// In characters, from 1.
            pub column: usize,
            pub what: $what,
        }

        impl $name {
            pub(super) fn at(column: usize, what: $what) -> $name {
                $name { column, what }
            }

            /// The sentence for people, without the column.
            pub fn words(&self) -> Words {
                self.what.words()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Words { es, en } = self.words();
                let column = self.column;
                write!(f, "carácter {column}: {es}\ncharacter {column}: {en}")
            }
        }

        impl std::error::Error for $name {}
    };
}

fault!(
    /// Why an expression cannot be read, and where.
    ExprFault,
    Misread
);
fault!(
    /// Why an expression cannot be meant so, and where.
    TypeFault,
    Mistyped
);
fault!(
    /// Why an expression cannot be computed for these answers, and where.
    EvaluateFault,
    Failed
);

/// What cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    Empty,
    TooLong,
    TooDeep,
    OpenText,
    OpenName,
    Dollar,
    BadName {
        name: String,
    },
    LargeNumber,
    Letter {
        letter: char,
    },
    /// Something else was expected here.
    Unexpected {
        found: String,
    },
    /// It ends before it is whole.
    Unfinished,
    /// An operator in capitals.
    Capitals {
        word: String,
    },
    /// A path of XPath.
    Path,
    /// A word that is a function's, without parentheses.
    NoParentheses {
        name: String,
    },
    UnknownFunction {
        name: String,
        nearest: Option<&'static str>,
    },
    Refused {
        name: String,
        instead: Words,
    },
    Arguments {
        name: String,
        least: usize,
        most: usize,
        given: usize,
    },
    /// The argument must be `${name}`.
    NeedsName {
        function: &'static str,
    },
    /// The argument must be a text in quotes.
    NeedsText {
        function: &'static str,
    },
    NeedsQuotedName,
    Position,
    /// `instance('list')/root/item[column = …]/column` is the one path that is read.
    List,
    Pattern {
        instead: Words,
    },
    DateFormat {
        escape: String,
    },
}

/// What cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistyped {
    UnknownName {
        name: String,
    },
    /// A text that is no number where numbers are compared or computed.
    TextAsNumber {
        text: String,
    },
    /// A text of a date where dates are compared.
    TextAsDate {
        text: String,
    },
    /// Several options where numbers are compared or computed.
    CodesAsNumber,
    /// A condition compared with a text.
    ConditionAsText {
        text: String,
    },
    Argument {
        function: &'static str,
        given: Type,
    },
}

/// What cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    TooManySteps,
    NotChosen { function: &'static str },
    NotADate { value: String },
    NotAPlace { value: String },
    DateFormat { escape: String },
    NoDay,
    NoRandomness,
    NoList { list: String },
}
