//! What can be written in an expression. Start with [`parse`]. From weakest to strongest: `or`;
//! `and`; `=` `!=`; `<` `<=` `>` `>=`; `+` `-`; `*` `div` `mod`; a leading `-`; then numbers, texts,
//! `${name}`, `.`, columns, calls (`parser/calls.rs`) and parentheses. Knows no types.

mod calls;

use super::fault::{ExprFault, Misread};
use super::lexer::{self, Placed, Token};
use super::tree::{At, Node, Operator, Shape};

/// Parentheses, calls and minus signs inside each other.
const DEPTH_MAX: usize = 64;

/// Operators by level, as [`Operator::level`] counts them.
const LEVELS: usize = 6;

pub(super) fn parse(source: &str) -> Result<Node, ExprFault> {
    let tokens = lexer::read(source)?;
    if tokens.is_empty() {
        return Err(ExprFault::at(1, Misread::Empty));
    }
    let end = source.chars().count() + 1;
    let mut parser = Parser {
        tokens,
        at: 0,
        end,
        depth: 0,
    };
    let node = parser.chain(0)?;
    match parser.peek(0) {
        None => Ok(node),
        Some(_) => parser.stray(),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    /// The column after the last.
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(_, token)| token)
    }

    fn is_sign(&self, ahead: usize, sign: &str) -> bool {
        matches!(self.peek(ahead), Some(Token::Sign(found)) if *found == sign)
    }

    fn is_word(&self, ahead: usize, word: &str) -> bool {
        matches!(self.peek(ahead), Some(Token::Word(found)) if found == word)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(at, _)| *at)
    }

    fn fault<T>(&self, what: Misread) -> Result<T, ExprFault> {
        Err(ExprFault::at(self.column(), what))
    }

    /// What stands here is not what was expected.
    fn stray<T>(&self) -> Result<T, ExprFault> {
        let what = match self.peek(0) {
            None => Misread::Unfinished,
            Some(Token::Sign("/")) => Misread::Path,
            Some(Token::Word(word)) if is_operator_in_capitals(word) => {
                Misread::Capitals { word: word.clone() }
            }
            Some(token) => Misread::Unexpected {
                found: spelling(token),
            },
        };
        self.fault(what)
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExprFault> {
        if !self.is_sign(0, sign) {
            return self.stray();
        }
        self.at += 1;
        Ok(())
    }

    /// Reads something one level deeper.
    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Parser) -> Result<T, ExprFault>,
    ) -> Result<T, ExprFault> {
        if self.depth == DEPTH_MAX {
            return self.fault(Misread::TooDeep);
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    /// Operators of this level, from left to right, between parts of stronger ones.
    fn chain(&mut self, level: usize) -> Result<Node, ExprFault> {
        if level == LEVELS {
            return self.unary();
        }
        let at = At(self.column());
        let first = self.chain(level + 1)?;
        let mut rest = vec![];
        while let Some(operator) = self.operator().filter(|o| o.level() == level) {
            self.at += 1;
            rest.push((operator, self.chain(level + 1)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let first = Box::new(first);
        Ok(Node {
            at,
            shape: Shape::Chain { first, rest },
        })
    }

    fn operator(&self) -> Option<Operator> {
        match self.peek(0)? {
            Token::Sign("=") => Some(Operator::Equal),
            Token::Sign("!=") => Some(Operator::Unequal),
            Token::Sign("<") => Some(Operator::Less),
            Token::Sign("<=") => Some(Operator::AtMost),
            Token::Sign(">") => Some(Operator::More),
            Token::Sign(">=") => Some(Operator::AtLeast),
            Token::Sign("+") => Some(Operator::Plus),
            Token::Sign("-") => Some(Operator::Minus),
            Token::Sign("*") => Some(Operator::Times),
            Token::Word(word) => match word.as_str() {
                "or" => Some(Operator::Or),
                "and" => Some(Operator::And),
                "div" => Some(Operator::Div),
                "mod" => Some(Operator::Mod),
                _ => None,
            },
            _ => None,
        }
    }

    fn unary(&mut self) -> Result<Node, ExprFault> {
        let at = At(self.column());
        if !self.is_sign(0, "-") {
            return self.primary();
        }
        self.at += 1;
        let node = self.deeper(Parser::unary)?;
        Ok(Node {
            at,
            shape: Shape::Negate(Box::new(node)),
        })
    }

    fn primary(&mut self) -> Result<Node, ExprFault> {
        let at = At(self.column());
        let Some(token) = self.peek(0).cloned() else {
            return self.stray();
        };
        let shape = match token {
            Token::Number(number) => Shape::Number(number),
            Token::Text(text) => Shape::Text(text),
            Token::Name(name) => Shape::Name(name),
            Token::Sign(".") => Shape::Own,
            Token::Sign("(") => {
                self.at += 1;
                let node = self.deeper(|parser| parser.chain(0))?;
                self.expect(")")?;
                return self.no_path(node);
            }
            Token::Sign("..") | Token::Sign("/") => return self.fault(Misread::Path),
            Token::Sign(_) => return self.stray(),
            Token::Word(name) if self.is_sign(1, "(") => {
                let node = self.deeper(|parser| parser.call(&name))?;
                return self.no_path(node);
            }
            Token::Word(name) => self.bare(name)?,
        };
        self.at += 1;
        self.no_path(Node { at, shape })
    }

    /// A word without parentheses: a column of a choice filter.
    fn bare(&self, name: String) -> Result<Shape, ExprFault> {
        if ["true", "false", "today", "now"].contains(&name.as_str()) {
            return self.fault(Misread::NoParentheses { name });
        }
        if !lexer::is_name(&name) {
            return self.fault(Misread::BadName { name });
        }
        Ok(Shape::Column(name))
    }

    /// A value is never the start of a path.
    fn no_path(&self, node: Node) -> Result<Node, ExprFault> {
        if self.is_sign(0, "/") {
            return self.fault(Misread::Path);
        }
        Ok(node)
    }
}

fn is_operator_in_capitals(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower != word && ["or", "and", "div", "mod"].contains(&lower.as_str())
}

/// A token as people read it in a fault.
fn spelling(token: &Token) -> String {
    match token {
        Token::Number(number) => number.to_string(),
        Token::Text(text) => format!("'{}'", text.chars().take(30).collect::<String>()),
        Token::Name(name) => format!("${{{name}}}"),
        Token::Word(word) => word.clone(),
        Token::Sign(sign) => (*sign).to_owned(),
    }
}
