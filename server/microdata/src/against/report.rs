//! What a comparison says, ready to be shown or serialised.
//!
//! Start at [`Report::of`]. What this module does not know: how it is laid out.

use std::collections::BTreeMap;

use classify::{Chores, Coded, Cti, Occupation};
use serde::Serialize;

use super::{
    Choice,
    tally::{Cell, Count, Measured, OUT_OF_SCOPE, ROWS, Tally, UNKNOWN},
};
use crate::Mapping;

/// A whole comparison.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The mapping through which the survey was read.
    pub mapping: String,
    /// False: columns and codes were not checked against the survey's descriptor.
    pub verified: bool,
    /// False: no weights; every `weight` is the number of children.
    pub weighted: bool,
    pub measures: Vec<Compared>,
}

/// One measure compared.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// INEGI's name of the column.
    pub code: &'static str,
    pub es: &'static str,
    pub en: &'static str,
    /// The classes, in the order of `table`'s columns.
    pub classes: &'static [&'static str],
    /// The confusion table: a row for each class of ours, for unknown and for out of scope.
    pub table: Vec<Row>,
    /// Children with a published class.
    pub compared: Figure,
    pub agree: Figure,
    /// From 0 to 1; `None` when nothing was compared.
    pub share: Option<f64>,
    pub share_weighted: Option<f64>,
    /// Of the compared, those whom we leave open.
    pub unknown: Figure,
    pub not_published: Figure,
    /// Where we differ, by the alternatives each of which alone would remove it: first those
    /// removed by one, then by several, last by none.
    pub differing: Vec<Group>,
    /// What each alternative would do over the whole file.
    pub effects: Vec<Effect>,
}

/// One row of the confusion table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// A class, `unknown` or `out_of_scope`.
    pub ours: &'static str,
    pub theirs: Vec<Figure>,
}

/// Differences that the same alternatives would remove.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Empty: no single alternative removes these.
    pub choices: Vec<String>,
    pub total: Figure,
    pub cells: Vec<Move>,
}

/// Differences from one class to another.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    pub ours: &'static str,
    pub theirs: &'static str,
    pub count: Figure,
}

/// What one alternative would do.
#[derive(Clone, Debug, Serialize)]
pub struct Effect {
    pub choice: String,
    pub es: String,
    pub en: String,
    pub source: String,
    /// We differ, and would agree.
    pub removes: Figure,
    /// We agree, and would differ.
    pub introduces: Figure,
    /// `removes` less `introduces`: over 0 it brings us nearer.
    pub net_children: i64,
    pub net_weight: f64,
}

/// Children and their weights' sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    pub children: u64,
    pub weight: f64,
}

impl From<Count> for Figure {
    fn from(count: Count) -> Figure {
        Figure {
            children: count.children,
            weight: count.weight,
        }
    }
}

impl Report {
    /// Puts a tally into words.
    pub fn of(tally: &Tally, choices: &[Choice], mapping: &Mapping) -> Report {
        let measures = vec![
            compared::<Cti>(
                ("CTI", "condición de trabajo infantil", "child labour"),
                &tally.cti,
                choices,
            ),
            compared::<Occupation>(
                ("C_OCU", "condición de ocupación", "occupation"),
                &tally.occupation,
                choices,
            ),
            compared::<Chores>(
                ("CQDOM", "condición de quehaceres", "household chores"),
                &tally.chores,
                choices,
            ),
        ];
        Report {
            mapping: mapping.id().to_owned(),
            verified: mapping.verified(),
            weighted: tally.weighted,
            measures,
        }
    }
}

fn compared<T: Coded>(
    (code, es, en): (&'static str, &'static str, &'static str),
    measured: &Measured,
    choices: &[Choice],
) -> Compared {
    let (mut whole, mut agree, mut unknown) =
        (Count::default(), Count::default(), Count::default());
    for (ours, row) in measured.table.iter().enumerate() {
        for (theirs, count) in row.iter().enumerate() {
            whole.join(*count);
            if ours == theirs {
                agree.join(*count);
            }
            if ours == UNKNOWN {
                unknown.join(*count);
            }
        }
    }
    let row = |ours| Row {
        ours: name::<T>(ours),
        theirs: measured.table[ours].map(Figure::from).to_vec(),
    };
    Compared {
        code,
        es,
        en,
        classes: T::WORDS,
        table: (0..ROWS).map(row).collect(),
        compared: whole.into(),
        agree: agree.into(),
        share: (whole.children > 0).then(|| agree.children as f64 / whole.children as f64),
        share_weighted: (whole.weight > 0.0).then(|| agree.weight / whole.weight),
        unknown: unknown.into(),
        not_published: measured.not_published.into(),
        differing: groups::<T>(measured, choices),
        effects: effects(measured, choices),
    }
}

fn name<T: Coded>(row: usize) -> &'static str {
    match row {
        UNKNOWN => "unknown",
        OUT_OF_SCOPE => "out_of_scope",
        class => T::WORDS.get(class).copied().unwrap_or_default(),
    }
}

fn groups<T: Coded>(measured: &Measured, choices: &[Choice]) -> Vec<Group> {
    let mut by_choices: BTreeMap<(u32, u64), Vec<(Cell, Count)>> = BTreeMap::new();
    for ((removed_by, cell), count) in &measured.differing {
        // Those removed by one first, by none last.
        let rank = match removed_by.count_ones() {
            0 => u32::MAX,
            several => several,
        };
        let group = by_choices.entry((rank, *removed_by)).or_default();
        group.push((*cell, *count));
    }
    let group = |((_, removed_by), cells): ((u32, u64), Vec<(Cell, Count)>)| {
        let chosen = choices.iter().enumerate();
        let chosen = chosen.filter(|(place, _)| removed_by & (1 << place) != 0);
        let mut total = Count::default();
        for (_, count) in &cells {
            total.join(*count);
        }
        let moved = |(cell, count): &(Cell, Count)| Move {
            ours: name::<T>(cell.ours),
            theirs: name::<T>(cell.theirs),
            count: (*count).into(),
        };
        Group {
            choices: chosen.map(|(_, choice)| choice.id.clone()).collect(),
            total: total.into(),
            cells: cells.iter().map(moved).collect(),
        }
    };
    by_choices.into_iter().map(group).collect()
}

fn effects(measured: &Measured, choices: &[Choice]) -> Vec<Effect> {
    let effect = |(place, choice): (usize, &Choice)| {
        let mut removes = Count::default();
        for ((removed_by, _), count) in &measured.differing {
            if removed_by & (1 << place) != 0 {
                removes.join(*count);
            }
        }
        let introduces = measured.introduced.get(place).copied().unwrap_or_default();
        Effect {
            choice: choice.id.clone(),
            es: choice.words.es.clone(),
            en: choice.words.en.clone(),
            source: choice.source.clone(),
            removes: removes.into(),
            introduces: introduces.into(),
            net_children: removes.children.cast_signed() - introduces.children.cast_signed(),
            net_weight: removes.weight - introduces.weight,
        }
    };
    choices.iter().enumerate().map(effect).collect()
}
