//! How one fact is read off a row: a cell, an interval, a sum, a list of yes-no columns, or the
//! first of several of these that is known.
//!
//! Start at [`Rule::read`]. What this module does not know: which fact it is.

use crate::{
    plan::{
        codes::{Codes, Meaning},
        value::Value,
    },
    refusal::Wanted,
    row::Row,
};

/// The place of a column among those the mapping reads.
pub(crate) type Slot = u16;

/// A cell that is refused: its column, and what was expected. Boxed, for it is rare.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub slot: Slot,
    pub wanted: Wanted,
}

pub(crate) type Read<T> = Result<Meaning<T>, Box<Trouble>>;

/// How a fact is read.
#[derive(Clone, Debug)]
pub(crate) struct Rule<T> {
    /// Tried in order; the first that is known decides.
    pub forms: Vec<Form<T>>,
    /// What holds when all of them passed.
    pub otherwise: Option<T>,
}

#[derive(Clone, Debug)]
pub(crate) enum Form<T> {
    Cell(Cell<T>),
    /// From this cell up to that one; exact where the second is empty.
    UpTo(Cell<T>, Cell<T>),
    /// All cells added up; not known when one of them is not.
    Sum(Vec<Cell<T>>),
    /// The largest of the cells; not known when one of them is not.
    Longest(Vec<Cell<T>>),
    /// Yes-no columns, each with what a yes adds.
    Each(Vec<(Slot, T)>, Codes<bool>),
}

/// How one cell is read.
#[derive(Clone, Debug)]
pub(crate) struct Cell<T> {
    pub slot: Slot,
    pub codes: Codes<T>,
    /// Cells that are not among the codes are read as they stand.
    pub plain: bool,
    /// The decimal sign of the table.
    pub point: u8,
    /// The cell holds several codes, parted by blanks.
    pub list: bool,
}

impl<T: Value> Rule<T> {
    /// The fact; `None` is not known.
    #[inline]
    pub fn read(&self, row: &Row<'_>) -> Result<Option<T>, Box<Trouble>> {
        if let ([Form::Cell(cell)], None) = (self.forms.as_slice(), self.otherwise) {
            return Ok(match cell.read(row)? {
                Meaning::Is(value) => Some(value),
                Meaning::Unknown | Meaning::Pass => None,
            });
        }
        self.read_any(row)
    }

    fn read_any(&self, row: &Row<'_>) -> Result<Option<T>, Box<Trouble>> {
        let mut all_passed = true;
        for form in &self.forms {
            match form.read(row)? {
                Meaning::Is(value) => return Ok(Some(value)),
                Meaning::Unknown => all_passed = false,
                Meaning::Pass => {}
            }
        }
        Ok(self.otherwise.filter(|_| all_passed))
    }

    /// The columns it reads, in order.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for form in &self.forms {
            match form {
                Form::Cell(cell) => slots.push(cell.slot),
                Form::UpTo(min, max) => slots.extend([min.slot, max.slot]),
                Form::Sum(cells) | Form::Longest(cells) => {
                    slots.extend(cells.iter().map(|cell| cell.slot));
                }
                Form::Each(items, _) => slots.extend(items.iter().map(|(slot, _)| *slot)),
            }
        }
        slots
    }
}

impl<T: Value> Form<T> {
    fn read(&self, row: &Row<'_>) -> Read<T> {
        match self {
            Form::Cell(cell) => cell.read(row),
            Form::UpTo(min, max) => interval(min, max, row),
            Form::Sum(cells) => fold(cells, row, T::sum),
            Form::Longest(cells) => fold(cells, row, T::longest),
            Form::Each(items, codes) => each(items, codes, row),
        }
    }
}

fn interval<T: Value>(min: &Cell<T>, max: &Cell<T>, row: &Row<'_>) -> Read<T> {
    let from = match min.read(row)? {
        Meaning::Is(from) => from,
        other => return Ok(other),
    };
    match max.read(row)? {
        Meaning::Is(to) => Ok(from.up_to(to).map_or(Meaning::Unknown, Meaning::Is)),
        Meaning::Pass | Meaning::Unknown => Ok(Meaning::Is(from)),
    }
}

/// Puts the known cells together. One that is not known leaves all unknown; a pass adds nothing.
fn fold<T: Value>(cells: &[Cell<T>], row: &Row<'_>, both: impl Fn(T, T) -> Option<T>) -> Read<T> {
    let (mut so_far, mut known) = (Meaning::Pass, true);
    for cell in cells {
        match (cell.read(row)?, so_far) {
            (Meaning::Is(value), Meaning::Is(before)) => {
                so_far = both(before, value).map_or(Meaning::Unknown, Meaning::Is);
            }
            (Meaning::Is(value), _) => so_far = Meaning::Is(value),
            (Meaning::Unknown, _) => known = false,
            (Meaning::Pass, _) => {}
        }
    }
    Ok(if known { so_far } else { Meaning::Unknown })
}

/// A yes adds its word, a no adds nothing, and one that is not known may add it. Not known as
/// a whole when none of the columns is known.
fn each<T: Value>(items: &[(Slot, T)], codes: &Codes<bool>, row: &Row<'_>) -> Read<T> {
    let Some(mut set) = T::none() else {
        return Ok(Meaning::Unknown);
    };
    let mut some_known = false;
    for (slot, word) in items {
        let answer = match row.cell(*slot) {
            None => Meaning::Unknown,
            Some(cell) => codes
                .meaning(cell)
                .ok_or_else(|| trouble(*slot, Wanted::Codes(codes.listed())))?,
        };
        some_known |= matches!(answer, Meaning::Is(_));
        set = match answer {
            Meaning::Is(true) => set.joined(*word),
            Meaning::Is(false) | Meaning::Pass => Some(set),
            Meaning::Unknown => set.perhaps(*word),
        }
        .unwrap_or(set);
    }
    Ok(if some_known {
        Meaning::Is(set)
    } else {
        Meaning::Unknown
    })
}

impl<T: Value> Cell<T> {
    /// What the cell says.
    #[inline]
    pub fn read(&self, row: &Row<'_>) -> Read<T> {
        // No row of a joined table: nothing is known.
        let Some(cell) = row.cell(self.slot) else {
            return Ok(Meaning::Unknown);
        };
        match self.codes.meaning(cell) {
            Some(meaning) => Ok(meaning),
            None if self.plain => self.plain(cell, row),
            None if self.list => self.list(cell),
            None => Err(self.unlisted()),
        }
    }

    #[inline]
    fn plain(&self, cell: &[u8], row: &Row<'_>) -> Read<T> {
        let read = if cell.is_ascii() {
            T::plain(cell, self.point)
        } else {
            row.text(self.slot, cell)
                .and_then(|text| T::plain(text.as_bytes(), self.point))
        };
        match read {
            Ok(value) => Ok(Meaning::Is(value)),
            Err(wanted) => Err(trouble(self.slot, wanted)),
        }
    }

    fn list(&self, cell: &[u8]) -> Read<T> {
        let mut all = None;
        for code in cell.split(u8::is_ascii_whitespace) {
            if code.is_empty() {
                continue;
            }
            let word = match self.codes.meaning(code) {
                Some(Meaning::Is(word)) => word,
                Some(other) => return Ok(other),
                None => return Err(self.unlisted()),
            };
            all = Some(match all {
                None => word,
                Some(before) => word.joined(before).unwrap_or(word),
            });
        }
        Ok(all.map_or(Meaning::Unknown, Meaning::Is))
    }

    #[cold]
    fn unlisted(&self) -> Box<Trouble> {
        trouble(self.slot, Wanted::Codes(self.codes.listed()))
    }
}

#[cold]
fn trouble(slot: Slot, wanted: Wanted) -> Box<Trouble> {
    Box::new(Trouble { slot, wanted })
}
