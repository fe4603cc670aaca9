//! The marks and words an expression is made of. Start with [`read`]. Knows no grammar: whether
//! `and` is an operator or a name is for the parser to say.

use super::LENGTH_MAX;
use super::fault::{ExprFault, Misread};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`.
    Name(String),
    /// A function, a column, or `and`, `or`, `div`, `mod`.
    Word(String),
    /// `(`, `)`, `[`, `]`, `,`, `.`, `..`, `/`, `+`, `-`, `*`, `=`, `!=`, `<`, `<=`, `>`, `>=`.
    Sign(&'static str),
}

/// A token and its column, from 1.
pub(super) type Placed = (usize, Token);

/// Two signs before one, so that the longer is found first.
const SIGNS: [&str; 17] = [
    "!=", "<=", ">=", "..", "(", ")", "[", "]", ",", ".", "/", "+", "-", "*", "=", "<", ">",
];

pub(super) fn read(source: &str) -> Result<Vec<Placed>, ExprFault> {
    let letters: Vec<char> = source.chars().take(LENGTH_MAX + 1).collect();
    if letters.len() > LENGTH_MAX {
        return Err(ExprFault::at(LENGTH_MAX + 1, Misread::TooLong));
    }
    let mut lexer = Lexer { letters, at: 0 };
    let mut tokens = vec![];
    while let Some(letter) = lexer.peek(0) {
        if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
            lexer.at += 1;
            continue;
        }
        let column = lexer.at + 1;
        tokens.push((column, lexer.token(letter)?));
    }
    Ok(tokens)
}

struct Lexer {
    letters: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn token(&mut self, letter: char) -> Result<Token, ExprFault> {
        let digit_next = self.peek(1).is_some_and(|next| next.is_ascii_digit());
        match letter {
            '\'' | '"' => self.text(letter),
            '$' => self.name(),
            '0'..='9' => self.number(),
            '.' if digit_next => self.number(),
            _ if starts_word(letter) => Ok(Token::Word(self.word())),
            _ => self.sign(letter),
        }
    }

    fn text(&mut self, quote: char) -> Result<Token, ExprFault> {
        let column = self.at + 1;
        let rest = &self.letters[self.at + 1..];
        let Some(length) = rest.iter().position(|letter| *letter == quote) else {
            return Err(ExprFault::at(column, Misread::OpenText));
        };
        let text = rest[..length].iter().collect();
        self.at += length + 2;
        Ok(Token::Text(text))
    }

    fn name(&mut self) -> Result<Token, ExprFault> {
        let column = self.at + 1;
        if self.peek(1) != Some('{') {
            return Err(ExprFault::at(column, Misread::Dollar));
        }
        let rest = &self.letters[self.at + 2..];
        let Some(length) = rest.iter().position(|letter| *letter == '}') else {
            return Err(ExprFault::at(column, Misread::OpenName));
        };
        let name: String = rest[..length].iter().collect();
        if !is_name(&name) {
            return Err(ExprFault::at(column, Misread::BadName { name }));
        }
        self.at += length + 3;
        Ok(Token::Name(name))
    }

    fn number(&mut self) -> Result<Token, ExprFault> {
        let column = self.at + 1;
        let mut digits = self.take_while(|letter| letter.is_ascii_digit());
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|next| next != '.') {
            self.at += 1;
            digits.push('.');
            digits.push_str(&self.take_while(|letter| letter.is_ascii_digit()));
        }
        // A zero before it, so that `.5` and `5.` are read alike.
        match format!("0{digits}").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Token::Number(number)),
            _ => Err(ExprFault::at(column, Misread::LargeNumber)),
        }
    }

    fn word(&mut self) -> String {
        let mut word = self.take_while(in_word);
        // One prefix, as in `jr:choice-name`.
        if self.peek(0) == Some(':') && self.peek(1).is_some_and(starts_word) {
            self.at += 1;
            word.push(':');
            word.push_str(&self.take_while(in_word));
        }
        word
    }

    fn sign(&mut self, letter: char) -> Result<Token, ExprFault> {
        let next = self.peek(1);
        for sign in SIGNS {
            let mut parts = sign.chars();
            let fits = parts.next() == Some(letter) && parts.next().is_none_or(|p| next == Some(p));
            if fits {
                self.at += sign.len();
                return Ok(Token::Sign(sign));
            }
        }
        Err(ExprFault::at(self.at + 1, Misread::Letter { letter }))
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let rest = &self.letters[self.at..];
        let taken: String = rest.iter().copied().take_while(|l| belongs(*l)).collect();
        self.at += taken.chars().count();
        taken
    }
}

fn starts_word(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn in_word(letter: char) -> bool {
    starts_word(letter) || letter.is_numeric() || letter == '-' || letter == '.'
}

/// Whether it can be the name of a question: a letter or `_`, then letters, digits, `_`, `-`, `.`.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(starts_word) && name.chars().all(in_word)
}
