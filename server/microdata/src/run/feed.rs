//! Where children come from: what the reader thread reads and what the workers make of it.
//!
//! Start at [`Feed`]. [`lines`](super::lines) is one, [`tables`](super::tables) the other. What this
//! module does not know: what is done with a child.

use std::{io, sync::Arc};

use classify::FactError;

use crate::{Child, ReadFault, ReadSoFar, run::refusal::Refusal};

/// Rows as they stand in a file, read by one thread in pieces.
pub trait Feed: Send + 'static {
    /// A piece: some thousands of raw rows; its memory is used again.
    type Rows: Default + Send + 'static;
    type Decoder: Decode<Rows = Self::Rows>;

    /// What turns a piece into children, on any thread.
    fn decoder(&self) -> Arc<Self::Decoder>;

    /// Reads the next piece; false when there is none.
    ///
    /// # Errors
    /// The input breaks off. Pieces given before stay good.
    fn fill(&mut self, rows: &mut Self::Rows) -> Result<bool, FeedFault>;

    /// How far reading has come.
    fn so_far(&self) -> ReadSoFar;

    /// What is to be said of the input beside its rows: of what was read at opening, before the
    /// first piece; of all of it, after the last.
    fn notes(&self) -> Notes {
        Notes::default()
    }

    /// May a read wait for ever, as one from a keyboard or a pipe does?
    fn may_wait(&self) -> bool;
}

/// Decodes and checks raw rows.
pub trait Decode: Send + Sync + 'static {
    type Rows;

    /// Calls `each` with every child, or with why its row is refused, in the order of the rows.
    /// Returns how many rows are none of a child to classify and were passed over.
    fn each(&self, rows: &Self::Rows, each: impl FnMut(Result<Child, Refusal>)) -> u64;

    /// The refusal of a child that was read well and that the rules refuse, as they do a date
    /// on which no edition is in force.
    fn refused_by_rules(&self, child: &Child, fault: FactError) -> Refusal;
}

/// What is to be said of a survey's tables beside the children's own rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Rows of joined tables that cannot be joined; known before the first piece.
    pub refused: Vec<Refusal>,
    /// Such rows beyond those that are kept.
    pub refused_more: u64,
    /// Joined tables that break off, each as a sentence in both languages.
    pub broken: Vec<String>,
    /// Deleted records, which are passed over.
    pub deleted: u64,
    /// Joined tables with rows that no child asked for, and how many.
    pub unasked: Vec<(String, u64)>,
}

/// The input cannot be read further.
#[derive(Debug, thiserror::Error)]
pub enum FeedFault {
    /// Reading failed: nobody knows what would have come.
    #[error("se interrumpió la lectura | reading was cut off: {0}")]
    Io(#[from] io::Error),
    /// A table cannot be read, nor what was put aside of it.
    #[error("{} | {_0}", _0.es())]
    Table(ReadFault),
    /// A table breaks off; its rows before that are good.
    #[error("{} | {_0}", _0.es())]
    BrokenOff(ReadFault),
}
