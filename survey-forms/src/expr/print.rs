//! An expression as text again. Start with [`plain`] and [`xpath`]. Parentheses only where the
//! parser needs them.

use super::function::Function;
use super::tree::{Lookup, Node, Operator, Shape};

/// As people write it: `${name}`.
pub(super) fn plain(node: &Node) -> String {
    Printer { path: None }.node(node)
}

/// As XPath of an XForm; `path` gives the path of each name.
pub(super) fn xpath(node: &Node, path: &dyn Fn(&str) -> String) -> String {
    Printer { path: Some(path) }.node(node)
}

#[derive(Clone, Copy)]
struct Printer<'a> {
    /// None: keep `${name}`.
    path: Option<&'a dyn Fn(&str) -> String>,
}

impl Printer<'_> {
    fn node(self, node: &Node) -> String {
        match &node.shape {
            Shape::Number(number) => number.to_string(),
            Shape::Text(text) => quoted(text),
            Shape::Name(name) => self.name(name),
            Shape::Column(name) => name.clone(),
            Shape::Own => ".".to_owned(),
            Shape::Chain { first, rest } => self.chain(first, rest),
            Shape::Negate(inner) => match inner.shape {
                Shape::Chain { .. } => format!("-({})", self.node(inner)),
                _ => format!("-{}", self.node(inner)),
            },
            Shape::Call(Function::Position, _) => "position(..)".to_owned(),
            Shape::Call(Function::AgeAt, args) if self.path.is_some() => self.age(args),
            Shape::Call(function, args) => {
                let args: Vec<String> = args.iter().map(|arg| self.node(arg)).collect();
                format!("{}({})", function.name(), args.join(", "))
            }
            Shape::Regex { text, pattern } => {
                format!("regex({}, {})", self.node(text), quoted(pattern.source()))
            }
            Shape::ChoiceName { code, question } => {
                let question = self.name(question);
                format!("jr:choice-name({}, '{question}')", self.node(code))
            }
            Shape::Item(lookup, key) => self.item(lookup, key),
        }
    }

    fn name(self, name: &str) -> String {
        match self.path {
            Some(path) => path(name),
            None => format!("${{{name}}}"),
        }
    }

    fn chain(self, first: &Node, rest: &[(Operator, Node)]) -> String {
        let level = rest.first().map_or(0, |(operator, _)| operator.level());
        let mut text = self.part(first, level);
        for (operator, node) in rest {
            text += &format!(" {} {}", operator.sign(), self.part(node, level));
        }
        text
    }

    /// In parentheses unless it binds more strongly than the chain it is part of.
    fn part(self, node: &Node, level: usize) -> String {
        let inner = match &node.shape {
            Shape::Chain { rest, .. } => rest.first().map(|(operator, _)| operator.level()),
            _ => None,
        };
        match inner {
            Some(inner) if inner <= level => format!("({})", self.node(node)),
            _ => self.node(node),
        }
    }

    fn item(self, lookup: &Lookup, key: &Node) -> String {
        let Lookup {
            list,
            column,
            key_column,
            pulldata,
        } = lookup;
        if *pulldata {
            return format!(
                "pulldata({}, {}, {}, {})",
                quoted(list),
                quoted(column),
                quoted(key_column),
                self.node(key)
            );
        }
        // Within the brackets a relative path would start at the row of the list.
        let from_here = |name: &str| match self.path.map(|path| path(name)) {
            Some(path) if path.starts_with('.') => format!("current()/{path}"),
            Some(path) => path,
            None => format!("${{{name}}}"),
        };
        let key = Printer {
            path: self.path.is_some().then_some(&from_here),
        }
        .part(key, Operator::Equal.level());
        let list = quoted(list);
        format!("instance({list})/root/item[{key_column} = {key}]/{column}")
    }

    /// Completed years as every engine counts them: the digits of the dates, apart by ten thousand
    /// a year.
    fn age(self, args: &[Node]) -> String {
        let digits = |arg: Option<&Node>| {
            let day = arg.map(|arg| self.node(arg)).unwrap_or_default();
            format!("number(format-date({day}, '%Y%m%d'))")
        };
        let (born, day) = (digits(args.first()), digits(args.get(1)));
        format!("int(({day} - {born}) div 10000)")
    }
}

/// A text never holds both quotes: it was read between one of them.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
