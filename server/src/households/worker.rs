//! One step of the projection: some changes of the log become rows, verdicts and proposed cases,
//! in one transaction. What makes the projection panic is set aside alone, so that it never
//! stands in the way of another household. Start at `Worker::step`.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::project::{Form, Projected, Tools, forms, project};
use super::{store, write_projected};
use crate::clock::Clock;
use crate::data_folder::Keys;
use crate::database::{Database, DatabaseError};
use crate::devices::store::people_of_devices;
use crate::entropy::Entropy;
use crate::log::{self, Logged};

/// Changes projected in one transaction: few enough that a waiting hand-over is not held up.
const CHANGES_A_STEP: i64 = 32;
/// A change that makes the projection panic.
const CRASHES: &str = "crashes";

/// Does the projecting; one at a time on a database.
pub(super) struct Worker {
    db: Arc<Database>,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    forms: BTreeMap<String, Form>,
    /// A rebuild makes rows only: what cases and events tell has happened already.
    rows_only: bool,
}

impl Worker {
    pub(super) fn new(
        db: Arc<Database>,
        keys: Arc<Keys>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            db,
            keys,
            clock,
            entropy,
            forms: BTreeMap::new(),
            rows_only: false,
        }
    }

    /// Makes rows, and leaves cases and events as they are.
    pub(super) fn rows_only(mut self) -> Self {
        self.rows_only = true;
        self
    }

    /// Projects the next changes; gives the receipt it has come to.
    pub(super) fn step(&mut self, from: i64, told: i64) -> Result<i64, DatabaseError> {
        let lines = self
            .db
            .read(|conn| log::store::taken_after(conn, from, CHANGES_A_STEP))?;
        let Some(last) = lines.last() else {
            // Nothing but changes that were set aside at the door.
            self.commit(Vec::new(), told)?;
            return Ok(told);
        };
        let through = last.receipt;
        if lines
            .iter()
            .any(|line| !self.forms.contains_key(&line.survey))
        {
            self.forms = self.db.read(forms)?;
        }
        match self.project_all(&lines) {
            Some(projected) => self.commit(projected?, through)?,
            None => self.one_by_one(&lines)?,
        }
        Ok(through)
    }

    /// `None`: something in there panicked.
    fn project_all(&self, lines: &[Logged]) -> Option<Result<Vec<Projected>, DatabaseError>> {
        catch_unwind(AssertUnwindSafe(|| self.project_each_household(lines))).ok()
    }

    fn project_each_household(&self, lines: &[Logged]) -> Result<Vec<Projected>, DatabaseError> {
        let mut by_household: BTreeMap<&str, Vec<Logged>> = BTreeMap::new();
        for line in lines {
            by_household
                .entry(&line.household)
                .or_default()
                .push(line.clone());
        }
        self.db.read(|conn| {
            let people = people_of_devices(conn)?;
            let tools = Tools {
                keys: &self.keys,
                entropy: self.entropy.as_ref(),
                forms: &self.forms,
                people: &people,
            };
            let projected = by_household
                .values()
                .map(|lines| project(conn, &tools, lines));
            projected.filter_map(Result::transpose).collect()
        })
    }

    fn one_by_one(&self, lines: &[Logged]) -> Result<(), DatabaseError> {
        for line in lines {
            let one = std::slice::from_ref(line);
            let projected = match self.project_all(one) {
                Some(projected) => projected?,
                None => vec![Projected {
                    household: line.household.clone(),
                    receipt: line.receipt,
                    snapshot: None,
                    rounds: Vec::new(),
                    set_aside: vec![(line.receipt, line.device.clone(), CRASHES.to_owned())],
                }],
            };
            self.commit(projected, line.receipt)?;
        }
        Ok(())
    }

    fn commit(&self, projected: Vec<Projected>, through: i64) -> Result<(), DatabaseError> {
        let (keys, now) = (Arc::clone(&self.keys), self.clock.now());
        let rows_only = self.rows_only;
        self.db.write(move |tx| {
            for household in &projected {
                if rows_only {
                    write_projected::write_rows(tx, household)?;
                } else {
                    write_projected::write(tx, &keys, now, household)?;
                }
            }
            store::put_projected(tx, through)
        })
    }
}
