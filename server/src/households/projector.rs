//! The projector: follows the log in its own thread and turns change bytes into rows, verdicts
//! and proposed cases, some changes at a time, each time in one transaction.
//!
//! A hand-over is acknowledged before; `until_projected` waits for the rows. What makes the
//! projection panic is set aside alone. Start at `Projector::start`, then `Worker::step`.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

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
/// After the database failed, try again no sooner.
const RETRY_AFTER: Duration = Duration::from_secs(1);
/// A change that makes the projection panic.
const CRASHES: &str = "crashes";

/// The hand that others hold: tells the worker of news, says how far it has come. Dropping it
/// stops the worker.
pub struct Projector {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Shared {
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Default)]
struct Progress {
    /// The last receipt in the log that we were told of.
    told: i64,
    /// The last receipt whose rows are committed.
    projected: i64,
    stopping: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Projector {
    /// Starts the worker where the projection left off.
    pub fn start(
        db: Arc<Database>,
        keys: Arc<Keys>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Arc<Self>, DatabaseError> {
        let (head, projected) =
            db.read(|conn| Ok((log::head(conn)?.0, store::projected(conn)?)))?;
        let progress = Progress {
            told: head,
            projected,
            stopping: false,
        };
        let shared = Arc::new(Shared {
            progress: Mutex::new(progress),
            moved: Condvar::new(),
        });
        let mut worker = Worker {
            db,
            keys,
            clock,
            entropy,
            forms: BTreeMap::new(),
            shared: Arc::clone(&shared),
        };
        let thread = std::thread::Builder::new()
            .name("projector".into())
            .spawn(move || worker.run())
            .expect("the system starts the projector thread");
        Ok(Arc::new(Self {
            shared,
            thread: Mutex::new(Some(thread)),
        }))
    }

    /// The last receipt whose rows are committed.
    pub fn projected(&self) -> i64 {
        self.shared.lock().projected
    }

    /// News: the log goes up to this receipt.
    pub fn tell(&self, receipt: i64) {
        let mut progress = self.shared.lock();
        progress.told = progress.told.max(receipt);
        drop(progress);
        self.shared.moved.notify_all();
    }

    /// Waits until the rows of this receipt are committed. False: the time was over before.
    pub fn until_projected(&self, receipt: i64, at_most: Duration) -> bool {
        let waiting = |p: &mut Progress| p.projected < receipt && !p.stopping;
        let (progress, _) = self
            .shared
            .moved
            .wait_timeout_while(self.shared.lock(), at_most, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        progress.projected >= receipt
    }

    /// Waits until the rows of everything handed over so far are committed.
    pub fn until_caught_up(&self, at_most: Duration) -> bool {
        let told = self.shared.lock().told;
        self.until_projected(told, at_most)
    }

    /// Stops the worker after the step it is at.
    pub fn stop(&self) {
        self.shared.lock().stopping = true;
        self.shared.moved.notify_all();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            // A worker that panicked has said so; there is nothing left to do for it.
            let _ = thread.join();
        }
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Worker {
    db: Arc<Database>,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    forms: BTreeMap<String, Form>,
    shared: Arc<Shared>,
}

impl Worker {
    fn run(&mut self) {
        while let Some((from, told)) = self.until_there_is_news() {
            match self.step(from, told) {
                Ok(through) => {
                    self.shared.lock().projected = through;
                    self.shared.moved.notify_all();
                }
                Err(error) => {
                    tracing::error!(%error, "the projection waits and tries again");
                    let stopping = |p: &mut Progress| !p.stopping;
                    let _ = self.shared.moved.wait_timeout_while(
                        self.shared.lock(),
                        RETRY_AFTER,
                        stopping,
                    );
                }
            }
        }
    }

    /// How far it has come and how far the log goes. `None`: it is to stop.
    fn until_there_is_news(&self) -> Option<(i64, i64)> {
        let idle = |p: &mut Progress| p.told <= p.projected && !p.stopping;
        let progress = self
            .shared
            .moved
            .wait_while(self.shared.lock(), idle)
            .unwrap_or_else(PoisonError::into_inner);
        (!progress.stopping).then_some((progress.projected, progress.told))
    }

    /// Projects the next changes; gives the receipt it has come to.
    fn step(&mut self, from: i64, told: i64) -> Result<i64, DatabaseError> {
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
                now: self.clock.now(),
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
        self.db.write(move |tx| {
            for household in &projected {
                write_projected::write(tx, &keys, now, household)?;
            }
            store::put_projected(tx, through)
        })
    }
}
