//! Where each row of the survey stands in the form's data, and the path from one to another. Start
//! with [`Tree`]; [`Tree::expression`] writes a sheet's expression as XPath. Knows no XML.

use std::collections::HashMap;

use crate::xlsform::rows::{RowType, SurveyRow};

/// The root of the data.
pub(super) const ROOT: &str = "/data";

/// One row that holds data: a question, a group or a repeat.
#[derive(Debug)]
pub(super) struct Element<'f> {
    pub row: &'f SurveyRow,
    /// From the root: `/data/member/person/age`.
    pub path: String,
    /// The outermost repeat around it.
    repeat: Option<usize>,
    pub children: Vec<usize>,
}

/// The rows by their place.
#[derive(Debug)]
pub(super) struct Tree<'f> {
    pub elements: Vec<Element<'f>>,
    pub top: Vec<usize>,
    by_name: HashMap<&'f str, usize>,
}

impl Element<'_> {
    pub fn is_repeat(&self) -> bool {
        self.row.kind == RowType::BeginRepeat
    }
}

impl<'f> Tree<'f> {
    /// Reads the rows from the top down. An end too many is passed over.
    pub fn of(rows: &'f [SurveyRow]) -> Tree<'f> {
        let mut tree = Tree {
            elements: Vec::new(),
            top: Vec::new(),
            by_name: HashMap::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        for row in rows {
            if matches!(row.kind, RowType::EndGroup | RowType::EndRepeat) {
                open.pop();
                continue;
            }
            let at = tree.elements.len();
            let around = open.last().map_or(ROOT, |up| &tree.elements[*up].path);
            let is_repeat = |up: &&usize| tree.elements[**up].is_repeat();
            let element = Element {
                row,
                path: format!("{around}/{}", row.name),
                repeat: open.iter().find(is_repeat).copied(),
                children: Vec::new(),
            };
            tree.elements.push(element);
            match open.last() {
                Some(up) => tree.elements[*up].children.push(at),
                None => tree.top.push(at),
            }
            // As in XLSForm, a name means the question before it means a group.
            let is_container = matches!(row.kind, RowType::BeginGroup | RowType::BeginRepeat);
            if is_container {
                tree.by_name.entry(&row.name).or_insert(at);
                open.push(at);
            } else {
                tree.by_name.insert(&row.name, at);
            }
        }
        tree
    }

    /// An expression of a sheet as it stands at an element: each `${name}` as a path.
    pub fn expression(&self, from: &Element<'_>, text: &str) -> String {
        self.written(from, text, false)
    }

    /// A choice filter: it is asked of each option, so paths start at the question on purpose.
    pub fn filter(&self, from: &Element<'_>, text: &str) -> String {
        self.written(from, text, true)
    }

    /// A text with `${name}` in it, in pieces: plain text, and the path of what is shown there.
    /// Options belong to no element.
    pub fn prose(&self, from: Option<&Element<'_>>, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for piece in split(text) {
            pieces.push(match piece {
                Piece::Name(name) => match self.by_name.get(name.as_str()) {
                    Some(to) => Piece::Name(path(from, &self.elements[*to])),
                    None => Piece::Text(format!("${{{name}}}")),
                },
                text => text,
            });
        }
        pieces
    }

    fn written(&self, from: &Element<'_>, text: &str, in_filter: bool) -> String {
        let looks_up = text.contains("instance(");
        let mut around = Around::default();
        let mut written = String::new();
        let mut after_path = false;
        for piece in split(text) {
            match piece {
                Piece::Text(text) => {
                    if after_path && text.starts_with(goes_on) {
                        written.push(' ');
                    }
                    around.read(&text);
                    written.push_str(&text);
                    after_path = false;
                }
                Piece::Name(name) => {
                    let from = Some(from).filter(|_| !around.wants_whole_path());
                    let to = self.by_name.get(name.as_str()).map(|n| &self.elements[*n]);
                    // A name that leads nowhere is always blank.
                    let path = to.map_or_else(|| "''".to_owned(), |to| path(from, to));
                    if written.ends_with(goes_on) {
                        written.push(' ');
                    }
                    // Within brackets a relative path would start at the row looked up.
                    let from_option = in_filter || (looks_up && around.brackets > 0);
                    if from_option && path.starts_with('.') {
                        written.push_str("current()/");
                    }
                    written.push_str(&path);
                    after_path = true;
                }
            }
        }
        written
    }
}

/// Text, or a name: of a row, then its path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Name(String),
}

fn split(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Name(name.trim().to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

/// What would be read as part of a path's last name.
fn goes_on(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.:".contains(letter)
}

/// The path from an element: relative where both stand in the same repeat, so that it stays in the
/// same row of it; else from the root.
fn path(from: Option<&Element<'_>>, to: &Element<'_>) -> String {
    let Some(from) = from.filter(|from| from.repeat.is_some() && from.repeat == to.repeat) else {
        return to.path.clone();
    };
    let own: Vec<&str> = from.path.split('/').skip(1).collect();
    let other: Vec<&str> = to.path.split('/').skip(1).collect();
    let shared = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    // Both end with a name of their own, even where one stands in the other.
    let shared = shared.min(own.len() - 1).min(other.len() - 1);
    let up = "../".repeat(own.len() - shared);
    format!("{up}{}", other[shared..].join("/"))
}

/// What is open around a place in an expression.
#[derive(Debug, Default)]
struct Around {
    quote: Option<char>,
    brackets: u32,
    /// For each open parenthesis: whether it is `indexed-repeat`'s, and the argument it is at.
    calls: Vec<(bool, u32)>,
    word: String,
}

impl Around {
    fn read(&mut self, text: &str) {
        for letter in text.chars() {
            match (self.quote, letter) {
                (Some(open), _) if open == letter => self.quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') => self.quote = Some(letter),
                (None, '[') => self.brackets += 1,
                (None, ']') => self.brackets = self.brackets.saturating_sub(1),
                (None, '(') => self.calls.push((self.word == "indexed-repeat", 0)),
                (None, ')') => {
                    self.calls.pop();
                }
                (None, ',') => {
                    if let Some((_, argument)) = self.calls.last_mut() {
                        *argument += 1;
                    }
                }
                _ => {}
            }
            if letter.is_alphanumeric() || letter == '-' {
                self.word.push(letter);
            } else {
                self.word.clear();
            }
        }
    }

    /// `indexed-repeat(value, repeat, row, …)` takes values and repeats from everywhere.
    fn wants_whole_path(&self) -> bool {
        matches!(self.calls.last(), Some((true, 0 | 1 | 3 | 5)))
    }
}
