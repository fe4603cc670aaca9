//! The parts of an expression. Start with [`Node`]. Knows neither how they are read nor what they
//! come to.

use super::function::Function;
use super::pattern::Pattern;

/// A part and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub at: At,
    pub shape: Shape,
}

/// The column of a part, from 1. All are equal, so that two spellings of one expression are too.
#[derive(Clone, Copy, Debug)]
pub(super) struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Not negative.
    Number(f64),
    Text(String),
    /// `${name}`.
    Name(String),
    /// A bare column name of a choice filter.
    Column(String),
    /// `.`.
    Own,
    /// Operators of one level from left to right. Flat, so that a long row of `or` is not deep.
    Chain {
        first: Box<Node>,
        rest: Vec<(Operator, Node)>,
    },
    Negate(Box<Node>),
    Call(Function, Vec<Node>),
    Regex {
        text: Box<Node>,
        pattern: Pattern,
    },
    ChoiceName {
        code: Box<Node>,
        question: String,
    },
    Item(Lookup, Box<Node>),
}

/// Which cell of a list: the column of the row whose key column is the key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lookup {
    pub list: String,
    pub column: String,
    pub key_column: String,
    pub pulldata: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

impl Operator {
    /// How strongly it binds: 0 is `or`, 5 is `*`.
    pub fn level(self) -> usize {
        match self {
            Operator::Or => 0,
            Operator::And => 1,
            Operator::Equal | Operator::Unequal => 2,
            Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => 3,
            Operator::Plus | Operator::Minus => 4,
            Operator::Times | Operator::Div | Operator::Mod => 5,
        }
    }

    pub fn sign(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::Unequal => "!=",
            Operator::Less => "<",
            Operator::AtMost => "<=",
            Operator::More => ">",
            Operator::AtLeast => ">=",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Div => "div",
            Operator::Mod => "mod",
        }
    }
}

impl Node {
    /// The parts right below, in order.
    pub fn parts(&self) -> Vec<&Node> {
        match &self.shape {
            Shape::Chain { first, rest } => {
                let mut parts = vec![first.as_ref()];
                parts.extend(rest.iter().map(|(_, node)| node));
                parts
            }
            Shape::Negate(node) | Shape::Item(_, node) => vec![node],
            Shape::Regex { text, .. } => vec![text],
            Shape::ChoiceName { code, .. } => vec![code],
            Shape::Call(_, args) => args.iter().collect(),
            Shape::Number(_) | Shape::Text(_) | Shape::Name(_) | Shape::Column(_) | Shape::Own => {
                vec![]
            }
        }
    }

    /// What `pick` finds in this part and all below, in order.
    pub fn gather<'a, T>(&'a self, pick: &dyn Fn(&'a Node) -> Option<T>, found: &mut Vec<T>) {
        // Functions come before their arguments, a question's name after the code it explains.
        let late = matches!(self.shape, Shape::ChoiceName { .. });
        if !late {
            found.extend(pick(self));
        }
        for part in self.parts() {
            part.gather(pick, found);
        }
        if late {
            found.extend(pick(self));
        }
    }

    fn each<'a>(&'a self, pick: &dyn Fn(&'a Node) -> Option<&'a str>) -> Vec<&'a str> {
        let mut found = vec![];
        self.gather(pick, &mut found);
        let mut once: Vec<&str> = vec![];
        for name in found {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }

    pub fn names(&self) -> Vec<&str> {
        self.each(&|node| match &node.shape {
            Shape::Name(name) => Some(name),
            Shape::ChoiceName { question, .. } => Some(question),
            _ => None,
        })
    }

    pub fn columns(&self) -> Vec<&str> {
        self.each(&|node| match &node.shape {
            Shape::Column(name) => Some(name),
            _ => None,
        })
    }

    pub fn lists(&self) -> Vec<&str> {
        self.each(&|node| match &node.shape {
            Shape::Item(lookup, _) => Some(&lookup.list),
            _ => None,
        })
    }

    pub fn functions(&self) -> Vec<&str> {
        self.each(&|node| match &node.shape {
            Shape::Call(function, _) => Some(function.name()),
            Shape::Regex { .. } => Some("regex"),
            Shape::ChoiceName { .. } => Some("jr:choice-name"),
            Shape::Item(lookup, _) if lookup.pulldata => Some("pulldata"),
            Shape::Item(..) => Some("instance"),
            _ => None,
        })
    }

    pub fn literals_compared(&self) -> Vec<(&str, &str)> {
        let mut found = vec![];
        self.gather(&compared, &mut found);
        found.retain(|(_, text)| !text.is_empty());
        found
    }
}

fn compared(node: &Node) -> Option<(&str, &str)> {
    match &node.shape {
        Shape::Chain { first, rest } => {
            let (operator, second) = rest.first()?;
            if operator.level() != Operator::Equal.level() {
                return None;
            }
            match (&first.shape, &second.shape) {
                (Shape::Name(name), Shape::Text(text)) | (Shape::Text(text), Shape::Name(name)) => {
                    Some((name, text))
                }
                _ => None,
            }
        }
        Shape::Call(Function::Selected, args) => match args.as_slice() {
            [of, option] => match (&of.shape, &option.shape) {
                // JavaRosa trims the option too.
                (Shape::Name(name), Shape::Text(text)) => Some((name, text.trim())),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
