//! *Plan de lectura*: a mapping made ready for rows, every column a number and every code a
//! comparison.
//!
//! Start at [`Plan`]; `compile.rs` makes it from what the mapping's author wrote. What this
//! module does not know: files, and where in a row a column stands.

pub(crate) mod codes;
pub(crate) mod compile;
pub(crate) mod number;
pub(crate) mod rule;
pub(crate) mod value;

use classify::{Chores, ChoresHazard, Cti, Date, Employer, Exposure, FarmTask, Occupation, Pay};
use classify::{Place, Status};

use self::{
    codes::Codes,
    rule::{Cell, Rule, Slot},
    value::{Code, Number, Set, Word, Years},
};
use crate::{child::Sex, key::Key, row::Row};

/// A fact the mapping may leave out.
pub(crate) type Fact<T> = Option<Rule<T>>;

/// Everything that is read off one row.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The columns that are read; a slot is a place in this list.
    pub columns: Vec<Column>,
    pub only: Vec<OnlyRows>,
    pub ref_date: Day,
    pub child: Vec<Slot>,
    pub age: Fact<Years>,
    pub attends: Fact<bool>,
    pub basic_completed: Fact<bool>,
    pub status: Fact<Word<Status>>,
    pub returns_within_weeks: Fact<Number>,
    pub absence_paid: Fact<bool>,
    pub hours_week: Fact<Number>,
    pub max_hours_day: Fact<Number>,
    pub sunday: Fact<bool>,
    pub authorisation: Fact<bool>,
    pub medical_certificate: Fact<bool>,
    pub jobs: Vec<JobPlan>,
    pub own_household: Fact<bool>,
    pub chores_hours_week: Fact<Number>,
    pub chores_hazards: Fact<Set<ChoresHazard>>,
    pub design: Option<DesignPlan>,
    pub by: ByPlan,
    pub published: Option<PublishedPlan>,
    pub wage_earner: Fact<bool>,
    pub medical_services: Fact<bool>,
    /// Each fact's path and the columns it is read from.
    pub paths: Vec<(String, Vec<Slot>)>,
}

/// A column that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The table's place in the mapping.
    pub table: usize,
    pub name: String,
    /// It holds ids or keys; its values are never shown.
    pub private: bool,
    /// Where in the mapping it is first named.
    pub at: String,
}

/// Rows to read; others are passed over.
#[derive(Clone, Debug)]
pub(crate) struct OnlyRows {
    pub slot: Slot,
    pub codes: Codes<()>,
    pub from: f64,
    pub to: f64,
    pub point: u8,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Day {
    Fixed(Date),
    Column(Slot),
}

/// The facts of one job.
#[derive(Clone, Debug, Default)]
pub(crate) struct JobPlan {
    /// Is there such a job? Without this the first job is there when anything of it is known.
    pub exists: Fact<bool>,
    pub scian: Fact<Code<6>>,
    pub sinco: Fact<Code<4>>,
    pub place: Fact<Word<Place>>,
    pub employer: Fact<Word<Employer>>,
    pub pay: Fact<Word<Pay>>,
    pub after_22: Fact<bool>,
    pub night_hours: Fact<Number>,
    pub exposures: Fact<Set<Exposure>>,
    pub max_load_kg: Fact<Number>,
    pub farm_tasks: Fact<Set<FarmTask>>,
    pub own_use: Fact<bool>,
    pub artistic_175bis: Fact<bool>,
}

#[derive(Clone, Debug)]
pub(crate) struct DesignPlan {
    pub weight: Cell<Number>,
    pub stratum: Cell<Key>,
    pub psu: Cell<Key>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ByPlan {
    pub sex: Fact<Sex>,
    pub territory: Fact<Key>,
    pub extra: Vec<(String, Rule<Key>)>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct PublishedPlan {
    pub cti: Fact<Word<Cti>>,
    pub occupation: Fact<Word<Occupation>>,
    pub chores: Fact<Word<Chores>>,
}

impl Plan {
    /// Is this a row to read?
    #[inline]
    pub fn takes(&self, row: &Row<'_>) -> bool {
        let takes = |only: &OnlyRows| row.cell(only.slot).is_some_and(|cell| only.takes(cell));
        self.only.iter().all(takes)
    }

    /// May this be a row to read, as far as the first table says?
    pub fn may_take(&self, row: &Row<'_>) -> bool {
        let here = |only: &&OnlyRows| self.columns[usize::from(only.slot)].table == 0;
        let takes = |only: &OnlyRows| row.cell(only.slot).is_some_and(|cell| only.takes(cell));
        self.only.iter().filter(here).all(takes)
    }
}

impl OnlyRows {
    /// Is this cell of a row to read? A cell that is no number is of none.
    pub fn takes(&self, cell: &[u8]) -> bool {
        if !self.codes.is_empty() {
            return matches!(self.codes.meaning(cell), Some(codes::Meaning::Is(())));
        }
        number::read(cell, self.point).is_some_and(|number| (self.from..=self.to).contains(&number))
    }
}
