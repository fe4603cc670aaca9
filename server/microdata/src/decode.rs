//! *Lectura de filas*: turns raw rows into children, or says which cell stops one.
//!
//! Start at [`Decoder::each`]; it is shared by threads and keeps nothing between calls.
//! `settled.rs` puts together the facts of nearly every row, `given.rs` those with several answers. What this module does not know: the rules, and any file.

mod given;
mod settled;

use std::sync::Arc;

use classify::{ChildFacts, FactError};

use crate::{
    child::{By, Child, Design, Published, Wage},
    mapping::{Mapping, written::Encoding},
    plan::{
        Fact, Plan,
        rule::{Slot, Trouble},
        value::{Number, Value, Word},
    },
    refusal::{RowRefusal, SHOWN_CHARACTERS_MAX, Wanted},
    row::Row,
    tables::{
        part::{Parter, Shape},
        rows::Rows,
    },
};

/// Reads rows as children; made by [`Source::decoder`](crate::Source::decoder).
#[derive(Debug)]
pub struct Decoder {
    pub(crate) mapping: Arc<Mapping>,
    /// How the first table's rows are parted.
    pub(crate) shape: Shape,
    /// Of each slot's table, as it was opened.
    pub(crate) encodings: Vec<Encoding>,
    /// The slots of the joined tables' cells, in the order of a row's joined cells.
    pub(crate) joined: Vec<Slot>,
}

/// Why a row gives no child, before it has a sentence. Boxed: it is rare, and results without it
/// fit in registers.
#[derive(Debug)]
enum Stopped {
    Cell(Trouble),
    Whole(Wanted),
    Columns(Vec<Slot>, Wanted),
    Fact(FactError),
}

type Stop = Box<Stopped>;

impl Decoder {
    /// Calls `each` with every child, or with why its row is refused, in the order of the rows.
    /// Returns how many rows `[[only]]` passed over.
    pub fn each(&self, rows: &Rows, mut each: impl FnMut(Result<Child, RowRefusal>)) -> u64 {
        let plan = &self.mapping.plan;
        let mut parter = Parter::new(&self.shape, plan.columns.len());
        let mut passed_over = 0;
        for (place, raw) in rows.raw.iter().enumerate() {
            let parted = parter.part(&rows.bytes, raw, rows.quoted);
            parter.join(&self.joined, rows.joined_of(place));
            let row = parter.row(&rows.bytes, &self.encodings);
            let read = match (parted, rows.unjoined_of(place)) {
                (Err(wanted), _) => Err(Stopped::Whole(wanted).into()),
                (Ok(()), _) if !plan.takes(&row) => {
                    passed_over += 1;
                    continue;
                }
                (Ok(()), Some(alone)) => {
                    Err(Stopped::Columns(alone.slots.clone(), alone.wanted.clone()).into())
                }
                (Ok(()), None) => child(plan, raw.number, &row),
            };
            match read {
                Ok(child) => each(Ok(child)),
                Err(stop) => each(Err(self.refusal((rows, place), &row, *stop))),
            }
        }
        passed_over
    }

    /// The sentence's parts: the column of a slot, and what stands there unless it is private.
    #[cold]
    fn refusal(&self, (rows, place): (&Rows, usize), row: &Row<'_>, stop: Stopped) -> RowRefusal {
        let (slots, wanted) = match stop {
            Stopped::Cell(trouble) => (vec![trouble.slot], trouble.wanted),
            Stopped::Whole(wanted) => (Vec::new(), wanted),
            Stopped::Columns(slots, wanted) => (slots, wanted),
            Stopped::Fact(fault) => (self.slots_of(&fault.field), Wanted::Fact(fault.expected)),
        };
        let column = |slot: &Slot| self.mapping.plan.columns.get(usize::from(*slot));
        let columns: Vec<_> = slots.iter().filter_map(column).collect();
        let table = columns.first().map_or(0, |column| column.table);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let private = columns.iter().any(|column| column.private);
        let values: Vec<String> = slots
            .iter()
            .filter_map(|slot| row.text(*slot, row.cell(*slot)?).ok())
            .filter(|value| !value.is_empty())
            .map(|value| shown(&value))
            .collect();
        RowRefusal {
            table: self.mapping.written.tables[table].name.clone(),
            row: rows.number_in(place, table),
            column: names.join("+"),
            value: (!private && !values.is_empty()).then(|| values.join("+")),
            wanted,
        }
    }

    /// The columns a fact is read from, by its path.
    fn slots_of(&self, path: &str) -> Vec<Slot> {
        let fact = path.trim_end_matches(".min").trim_end_matches(".max");
        let paths = &self.mapping.plan.paths;
        let found = paths.iter().find(|(known, _)| known == fact);
        found.map_or_else(Vec::new, |(_, slots)| slots.clone())
    }
}

fn child(plan: &Plan, number: u64, row: &Row<'_>) -> Result<Child, Stop> {
    Ok(Child {
        row: number,
        facts: facts(plan, row)?,
        design: design(plan, row)?,
        by: by(plan, row)?,
        against: published(plan, row)?,
        wage: Wage {
            wage_earner: read(&plan.wage_earner, row)?,
            medical_services: read(&plan.medical_services, row)?,
        },
    })
}

fn facts(plan: &Plan, row: &Row<'_>) -> Result<ChildFacts, Stop> {
    if let Some(child) = settled::settled(plan, row)? {
        let (id, day) = (id(plan, row)?, given::day(plan, row)?);
        return ChildFacts::settled(id, day, child).map_err(|fault| Stopped::Fact(fault).into());
    }
    let given = given::given(plan, row)?;
    ChildFacts::try_from(given).map_err(|fault| Stopped::Fact(fault).into())
}

/// The columns of the child's key joined with "-"; `None` where the mapping has none.
fn id(plan: &Plan, row: &Row<'_>) -> Result<Option<String>, Stop> {
    let mut id = String::new();
    for slot in &plan.child {
        let cell = row.cell(*slot).unwrap_or_default();
        if cell.is_empty() {
            return Err(cell_wanted(*slot, Wanted::NotEmpty));
        }
        let text = row
            .text(*slot, cell)
            .map_err(|wanted| cell_wanted(*slot, wanted))?;
        if id.is_empty() {
            id.reserve_exact(cell.len());
        } else {
            id.push('-');
        }
        id.push_str(&text);
    }
    Ok((!id.is_empty()).then_some(id))
}

fn design(plan: &Plan, row: &Row<'_>) -> Result<Option<Design>, Stop> {
    let Some(design) = &plan.design else {
        return Ok(None);
    };
    let weight: Number = needed(&design.weight, row)?;
    if !(weight.min > 0.0 && weight.min.is_finite()) {
        return Err(cell_wanted(design.weight.slot, Wanted::Weight));
    }
    Ok(Some(Design {
        weight: weight.min,
        stratum: needed(&design.stratum, row)?,
        psu: needed(&design.psu, row)?,
    }))
}

/// A cell without which the row cannot be used.
fn needed<T: Value>(cell: &crate::plan::rule::Cell<T>, row: &Row<'_>) -> Result<T, Stop> {
    match cell.read(row).map_err(|trouble| stopped(*trouble))? {
        crate::plan::codes::Meaning::Is(value) => Ok(value),
        _ => Err(cell_wanted(cell.slot, Wanted::NotEmpty)),
    }
}

fn by(plan: &Plan, row: &Row<'_>) -> Result<By, Stop> {
    let mut extra = Vec::with_capacity(plan.by.extra.len());
    for (_, rule) in &plan.by.extra {
        extra.push(rule.read(row).map_err(|trouble| stopped(*trouble))?);
    }
    Ok(By {
        sex: read(&plan.by.sex, row)?,
        territory: read(&plan.by.territory, row)?,
        extra: extra.into_boxed_slice(),
    })
}

fn published(plan: &Plan, row: &Row<'_>) -> Result<Option<Published>, Stop> {
    let Some(published) = &plan.published else {
        return Ok(None);
    };
    Ok(Some(Published {
        cti: read(&published.cti, row)?.map(|Word(word)| word),
        occupation: read(&published.occupation, row)?.map(|Word(word)| word),
        chores: read(&published.chores, row)?.map(|Word(word)| word),
    }))
}

#[inline]
fn read<T: Value>(fact: &Fact<T>, row: &Row<'_>) -> Result<Option<T>, Stop> {
    match fact {
        None => Ok(None),
        Some(rule) => rule.read(row).map_err(|trouble| stopped(*trouble)),
    }
}

#[cold]
fn stopped(trouble: Trouble) -> Stop {
    Stopped::Cell(trouble).into()
}

#[cold]
fn cell_wanted(slot: Slot, wanted: Wanted) -> Stop {
    Stopped::Cell(Trouble { slot, wanted }).into()
}

/// A code short and harmless enough for a terminal.
fn shown(value: &str) -> String {
    let mut shown: String = value
        .chars()
        .take(SHOWN_CHARACTERS_MAX)
        .flat_map(char::escape_debug)
        .collect();
    if value.chars().nth(SHOWN_CHARACTERS_MAX).is_some() {
        shown.push('…');
    }
    shown
}
