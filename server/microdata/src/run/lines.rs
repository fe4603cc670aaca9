//! *Hechos en JSON Lines*: one JSON object a line, as the rule set's section 1 says.
//!
//! Start at [`Lines`]. Lines that have arrived go on at once, without waiting for more. Nothing
//! of a line that is too long is kept. Answers are never repeated in a refusal. What this module
//! does not know: the rules.

use std::{
    io::{self, BufRead, BufReader, Read},
    sync::Arc,
};

use classify::{ChildFacts, FactError, Given};

use super::{
    feed::{Decode, Feed, FeedFault},
    refusal::{LineRefusal, LineWanted, Refusal},
};
use crate::{By, Child, ReadSoFar, Wage};

/// A longer line is refused and skipped; a child with many jobs needs a hundredth of it.
pub const LINE_BYTES_MAX: usize = 1 << 20;
/// A piece goes on when it holds this much, or sooner when the next read might have to wait.
const PIECE_BYTES: usize = 1 << 18;

/// The lines of a file or of standard input.
pub struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    so_far: ReadSoFar,
    may_wait: bool,
}

impl Lines {
    /// Reads from `input`; `bytes_total` is `None` where nobody knows it, as of a pipe, and then
    /// a read may also wait.
    pub fn new(input: Box<dyn Read + Send>, bytes_total: Option<u64>) -> Lines {
        Lines {
            input: BufReader::with_capacity(PIECE_BYTES, input),
            so_far: ReadSoFar {
                bytes_total,
                ..ReadSoFar::default()
            },
            may_wait: bytes_total.is_none(),
        }
    }

    /// Reads one line into the piece; false when there is none.
    fn read_line(&mut self, piece: &mut Piece) -> io::Result<bool> {
        let start = piece.bytes.len();
        let (mut begun, mut too_long) = (false, false);
        loop {
            let buffer = match self.input.fill_buf() {
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() && !begun {
                return Ok(false);
            }
            begun = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(buffer.len());
            too_long |= piece.bytes.len() - start + taken > LINE_BYTES_MAX;
            if too_long {
                piece.bytes.truncate(start);
            } else {
                piece.bytes.extend_from_slice(&buffer[..taken]);
            }
            let last = end.is_some() || buffer.is_empty();
            let used = taken + usize::from(end.is_some());
            self.so_far.bytes += used as u64;
            self.input.consume(used);
            if last {
                piece.lines.push(Line {
                    end: piece.bytes.len(),
                    too_long,
                });
                self.so_far.rows += 1;
                return Ok(true);
            }
        }
    }
}

impl Feed for Lines {
    type Rows = Piece;
    type Decoder = JsonFacts;

    fn decoder(&self) -> Arc<JsonFacts> {
        Arc::new(JsonFacts)
    }

    fn fill(&mut self, piece: &mut Piece) -> Result<bool, FeedFault> {
        piece.bytes.clear();
        piece.lines.clear();
        piece.before = self.so_far.rows;
        while self.read_line(piece)? {
            // Nothing left to work on: the next read may have to wait.
            if self.input.buffer().is_empty() || piece.bytes.len() >= PIECE_BYTES {
                break;
            }
        }
        Ok(!piece.lines.is_empty())
    }

    fn so_far(&self) -> ReadSoFar {
        self.so_far
    }

    fn may_wait(&self) -> bool {
        self.may_wait
    }
}

/// Whole lines, one after the other, without their ends.
#[derive(Default)]
pub struct Piece {
    bytes: Vec<u8>,
    lines: Vec<Line>,
    /// Lines read before these.
    before: u64,
}

struct Line {
    end: usize,
    too_long: bool,
}

/// Reads facts from JSON.
pub struct JsonFacts;

impl Decode for JsonFacts {
    type Rows = Piece;

    fn each(&self, piece: &Piece, mut each: impl FnMut(Result<Child, Refusal>)) -> u64 {
        let mut start = 0;
        let mut number = piece.before;
        for line in &piece.lines {
            number += 1;
            let bytes = &piece.bytes[start..line.end];
            start = line.end;
            let read = if line.too_long {
                Err((String::new(), LineWanted::Shorter))
            } else {
                read(number, bytes)
            };
            match read {
                Ok(None) => {}
                Ok(Some(facts)) => each(Ok(child(number, facts))),
                Err((field, wanted)) => each(Err(Refusal::Line(LineRefusal {
                    line: number,
                    field,
                    wanted,
                }))),
            }
        }
        0
    }

    fn refused_by_rules(&self, child: &Child, fault: FactError) -> Refusal {
        Refusal::Line(LineRefusal {
            line: child.row,
            field: fault.field,
            wanted: LineWanted::Fact(fault.expected),
        })
    }
}

/// A child of whom only the facts are known.
fn child(row: u64, facts: ChildFacts) -> Child {
    Child {
        row,
        facts,
        design: None,
        by: By::default(),
        against: None,
        wage: Wage::default(),
    }
}

/// The facts of a line; `None` for a blank one. A fault has its field.
fn read(number: u64, bytes: &[u8]) -> Result<Option<ChildFacts>, (String, LineWanted)> {
    let whole = |wanted| (String::new(), wanted);
    let text = str::from_utf8(bytes).map_err(|_| whole(LineWanted::Utf8))?;
    let byte_order_mark = if number == 1 { "\u{feff}" } else { "" };
    let text = text.strip_prefix(byte_order_mark).unwrap_or(text);
    if text.trim().is_empty() {
        return Ok(None);
    }
    let broken = |fault: serde_json::Error| LineWanted::Json {
        column: fault.column(),
    };
    let given: Given = serde_json::from_str(text).map_err(|fault| whole(broken(fault)))?;
    let read = ChildFacts::try_from(given).map(Some);
    read.map_err(|fault| (fault.field, LineWanted::Fact(fault.expected)))
}
