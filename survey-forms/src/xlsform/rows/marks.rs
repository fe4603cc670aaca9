//! The column `rayuela`: what XLSForm has no column for, as `key=value` or a bare `key`, with blanks
//! between. A value that holds a blank or a quote stands in double quotes, a quote within doubled.
//! Start with [`Marks`]. Knows no key.

use std::fmt;

/// Keys with their values, in order; the value of a bare key is blank.
///
/// The text form and back: `about=each_child derived title_en="A household"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(Vec<(String, String)>);

impl Marks {
    /// Only the mark of a row that follows from another.
    pub fn derived() -> Marks {
        Marks::default().with("derived")
    }

    pub fn with(self, key: &str) -> Marks {
        self.with_value(key, "")
    }

    pub fn with_value(mut self, key: &str, value: impl Into<String>) -> Marks {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// Adds a bare key where the condition holds.
    pub fn with_if(self, holds: bool, key: &str) -> Marks {
        if holds { self.with(key) } else { self }
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The value of a key; blank for a bare one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// Reads a cell. A quote that is never closed ends with the cell; no text is refused.
    pub fn read(cell: &str) -> Marks {
        let mut marks = Marks::default();
        let mut letters = cell.chars().peekable();
        loop {
            while letters.next_if(|c| c.is_whitespace()).is_some() {}
            if letters.peek().is_none() {
                return marks;
            }
            let (mut key, mut value) = (String::new(), String::new());
            while let Some(c) = letters.next_if(|c| !c.is_whitespace() && *c != '=') {
                key.push(c);
            }
            if letters.next_if_eq(&'=').is_some() {
                if letters.next_if_eq(&'"').is_some() {
                    value = quoted(&mut letters);
                } else {
                    while let Some(c) = letters.next_if(|c| !c.is_whitespace()) {
                        value.push(c);
                    }
                }
            }
            marks.0.push((key, value));
        }
    }
}

/// The rest of a quoted value, its closing quote taken too.
fn quoted(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut value = String::new();
    while let Some(c) = letters.next() {
        if c != '"' {
            value.push(c);
        } else if letters.next_if_eq(&'"').is_some() {
            value.push('"');
        } else {
            break;
        }
    }
    value
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (key, value)) in self.iter().enumerate() {
            let gap = if n > 0 { " " } else { "" };
            if value.is_empty() {
                write!(f, "{gap}{key}")?;
            } else if value.contains(|c: char| c.is_whitespace() || c == '"') {
                write!(f, "{gap}{key}=\"{}\"", value.replace('"', "\"\""))?;
            } else {
                write!(f, "{gap}{key}={value}")?;
            }
        }
        Ok(())
    }
}
