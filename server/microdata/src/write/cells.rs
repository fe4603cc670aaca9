//! *Celdas*: the cells of one row, whatever the format.
//!
//! Start at [`Cells`]. [`row`](super::row) says which cells a row has and in which order; each
//! format says how a cell is written. What this module does not know: children.

/// Takes the cells of one row after the other, always the same cells in the same order.
pub trait Cells {
    /// A text of the caller's, such as a key.
    fn text(&mut self, name: &'static str, text: Option<&str>);
    /// One word of a closed list.
    fn word(&mut self, name: &'static str, word: Option<&'static str>);
    /// Yes, no, or not known.
    fn yes(&mut self, name: &'static str, yes: Option<bool>);
    /// A whole number: a place in a list or a set of bits.
    fn whole(&mut self, name: &'static str, number: Option<u32>);
    /// Codes without blanks in them; empty when there is none.
    fn list<'a>(&mut self, name: &'static str, codes: impl Iterator<Item = &'a str>);
    /// The row is whole.
    fn end_row(&mut self);
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Yes,
    Whole,
    List,
}

/// The columns that a row has, learnt from one row.
#[derive(Debug, Default)]
pub struct Names(pub Vec<(&'static str, Kind)>);

impl Cells for Names {
    fn text(&mut self, name: &'static str, _: Option<&str>) {
        self.0.push((name, Kind::Text));
    }
    fn word(&mut self, name: &'static str, _: Option<&'static str>) {
        self.0.push((name, Kind::Text));
    }
    fn yes(&mut self, name: &'static str, _: Option<bool>) {
        self.0.push((name, Kind::Yes));
    }
    fn whole(&mut self, name: &'static str, _: Option<u32>) {
        self.0.push((name, Kind::Whole));
    }
    fn list<'a>(&mut self, name: &'static str, _: impl Iterator<Item = &'a str>) {
        self.0.push((name, Kind::List));
    }
    fn end_row(&mut self) {}
}
