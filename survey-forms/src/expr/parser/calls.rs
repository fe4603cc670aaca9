//! Calls of functions, and the two paths that are read: `current()/…` and
//! `instance('list')/root/item[key = …]/column`. Start with [`Parser::call`].

use super::Parser;
use crate::expr::fault::{ExprFault, Misread};
use crate::expr::function::{self, Function, Signature, Takes};
use crate::expr::functions::dates;
use crate::expr::lexer::{Token, is_name};
use crate::expr::pattern::Pattern;
use crate::expr::refused::REFUSED;
use crate::expr::tree::{At, Lookup, Node, Shape};
use crate::words::Words;

impl Parser {
    /// A name and its parentheses; the name stands here.
    pub(super) fn call(&mut self, name: &str) -> Result<Node, ExprFault> {
        let at = At(self.column());
        let shape = match name {
            "position" => self.position()?,
            "current" if self.is_current() => self.current()?,
            "instance" => self.instance()?,
            "regex" => regex(self.exactly(name)?)?,
            "jr:choice-name" => choice_name(self.exactly(name)?)?,
            "pulldata" => pulldata(self.exactly(name)?)?,
            _ => self.plain_call(name)?,
        };
        Ok(Node { at, shape })
    }

    fn plain_call(&mut self, name: &str) -> Result<Shape, ExprFault> {
        let Some(signature) = Function::named(name) else {
            return self.fault(unknown(name));
        };
        let args = self.arguments(name, signature.least, signature.most)?;
        suits(signature, &args)?;
        Ok(Shape::Call(signature.function, args))
    }

    fn arguments(&mut self, name: &str, least: usize, most: usize) -> Result<Vec<Node>, ExprFault> {
        let column = self.column();
        self.at += 1;
        self.expect("(")?;
        let mut args = vec![];
        if !self.is_sign(0, ")") {
            args.push(self.chain(0)?);
            while self.is_sign(0, ",") {
                self.at += 1;
                args.push(self.chain(0)?);
            }
        }
        self.expect(")")?;
        if args.len() < least || args.len() > most {
            let what = Misread::Arguments {
                name: name.to_owned(),
                least,
                most,
                given: args.len(),
            };
            return Err(ExprFault::at(column, what));
        }
        Ok(args)
    }

    /// So many arguments, for a function that is read apart.
    fn exactly<const COUNT: usize>(&mut self, name: &str) -> Result<[Node; COUNT], ExprFault> {
        let column = self.column();
        let args = self.arguments(name, COUNT, COUNT)?;
        args.try_into().map_err(|args: Vec<Node>| {
            let what = Misread::Arguments {
                name: name.to_owned(),
                least: COUNT,
                most: COUNT,
                given: args.len(),
            };
            ExprFault::at(column, what)
        })
    }

    fn position(&mut self) -> Result<Shape, ExprFault> {
        if !(self.is_sign(2, "..") && self.is_sign(3, ")")) {
            return self.fault(Misread::Position);
        }
        self.at += 4;
        Ok(Shape::Call(Function::Position, vec![]))
    }

    fn is_current(&self) -> bool {
        self.is_sign(2, ")") && self.is_sign(3, "/")
    }

    /// `current()/.` is the answer itself, `current()/../name` a question beside it.
    fn current(&mut self) -> Result<Shape, ExprFault> {
        self.at += 4;
        if self.is_sign(0, ".") {
            self.at += 1;
            return Ok(Shape::Own);
        }
        let path = self.is_sign(0, "..") && self.is_sign(1, "/");
        match self.peek(2) {
            Some(Token::Word(name)) if path && is_name(name) => {
                let name = name.clone();
                self.at += 3;
                Ok(Shape::Name(name))
            }
            _ => self.fault(Misread::Path),
        }
    }

    fn instance(&mut self) -> Result<Shape, ExprFault> {
        let column = self.column();
        let list = match self.peek(2) {
            Some(Token::Text(list)) if self.is_sign(3, ")") => list.clone(),
            _ => return self.fault(Misread::List),
        };
        let path = self.is_sign(4, "/") && self.is_word(5, "root") && self.is_sign(6, "/");
        let path = path && self.is_word(7, "item") && self.is_sign(8, "[");
        let key_column = match self.peek(9) {
            Some(Token::Word(word)) if path && is_name(word) && self.is_sign(10, "=") => {
                word.clone()
            }
            _ => return Err(ExprFault::at(column, Misread::List)),
        };
        self.at += 11;
        // Above `=`, so that a second comparison is not taken for the key.
        let key = self.chain(3)?;
        if !(self.is_sign(0, "]") && self.is_sign(1, "/")) {
            return self.fault(Misread::List);
        }
        self.at += 2;
        let column = match self.peek(0) {
            Some(Token::Word(word)) if is_name(word) => word.clone(),
            _ => return self.fault(Misread::List),
        };
        self.at += 1;
        let lookup = Lookup {
            list,
            column,
            key_column,
            pulldata: false,
        };
        Ok(Shape::Item(lookup, Box::new(key)))
    }
}

fn unknown(name: &str) -> Misread {
    let refused = REFUSED.iter().find(|(refused, ..)| *refused == name);
    let name = name.to_owned();
    match refused {
        Some((_, es, en)) => Misread::Refused {
            name,
            instead: Words::new(*es, *en),
        },
        None => Misread::UnknownFunction {
            nearest: function::nearest(&name),
            name,
        },
    }
}

/// Arguments that must be written in one way whatever they come to.
fn suits(signature: &Signature, args: &[Node]) -> Result<(), ExprFault> {
    let function = signature.name;
    for (index, arg) in args.iter().enumerate() {
        let takes = signature.takes.get(index).or(signature.takes.last());
        if takes == Some(&Takes::Name) && !matches!(arg.shape, Shape::Name(_)) {
            return Err(ExprFault::at(arg.at.0, Misread::NeedsName { function }));
        }
    }
    let format = match signature.function {
        Function::FormatDate | Function::FormatDateTime => args.get(1),
        _ => None,
    };
    if let Some(Node {
        at,
        shape: Shape::Text(text),
    }) = format
        && let Some(escape) = dates::unknown_escape(text)
    {
        return Err(ExprFault::at(at.0, Misread::DateFormat { escape }));
    }
    Ok(())
}

fn regex([text, pattern]: [Node; 2]) -> Result<Shape, ExprFault> {
    let function = "regex";
    let column = pattern.at.0;
    let Shape::Text(source) = pattern.shape else {
        return Err(ExprFault::at(column, Misread::NeedsText { function }));
    };
    let pattern = Pattern::new(&source)
        // One more for the quote.
        .map_err(|(at, instead)| ExprFault::at(column + 1 + at, Misread::Pattern { instead }))?;
    Ok(Shape::Regex {
        text: Box::new(text),
        pattern,
    })
}

fn choice_name([code, question]: [Node; 2]) -> Result<Shape, ExprFault> {
    let column = question.at.0;
    let quoted = match &question.shape {
        Shape::Text(text) => text.trim().strip_prefix("${"),
        _ => None,
    };
    match quoted.and_then(|text| text.strip_suffix('}')) {
        Some(name) if is_name(name) => Ok(Shape::ChoiceName {
            code: Box::new(code),
            question: name.to_owned(),
        }),
        _ => Err(ExprFault::at(column, Misread::NeedsQuotedName)),
    }
}

fn pulldata([list, column, key_column, key]: [Node; 4]) -> Result<Shape, ExprFault> {
    let function = "pulldata";
    let quoted = |node: Node| match node.shape {
        Shape::Text(text) => Ok(text),
        _ => Err(ExprFault::at(node.at.0, Misread::NeedsText { function })),
    };
    let lookup = Lookup {
        list: quoted(list)?,
        column: quoted(column)?,
        key_column: quoted(key_column)?,
        pulldata: true,
    };
    Ok(Shape::Item(lookup, Box::new(key)))
}
