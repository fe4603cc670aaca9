//! The projector: follows the log in its own thread. A hand-over is acknowledged before its rows
//! are there; `until_projected` waits for them. Start at `Projector::start`; what a step does
//! stands in `worker`.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::store;
use super::worker::Worker;
use crate::clock::Clock;
use crate::data_folder::Keys;
use crate::database::{Database, DatabaseError};
use crate::entropy::Entropy;
use crate::log;

/// After the database failed, try again no sooner.
const RETRY_AFTER: Duration = Duration::from_secs(1);
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
        let mut worker = Worker::new(db, keys, clock, entropy);
        let seen = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("projector".into())
            .spawn(move || follow(&mut worker, &seen))
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

/// Until it is told to stop.
fn follow(worker: &mut Worker, shared: &Shared) {
    while let Some((from, told)) = until_there_is_news(shared) {
        match worker.step(from, told) {
            Ok(through) => {
                shared.lock().projected = through;
                shared.moved.notify_all();
            }
            Err(error) => {
                tracing::error!(%error, "the projection waits and tries again");
                let goes_on = |p: &mut Progress| !p.stopping;
                let _ = shared
                    .moved
                    .wait_timeout_while(shared.lock(), RETRY_AFTER, goes_on);
            }
        }
    }
}

/// How far it has come and how far the log goes. `None`: it is to stop.
fn until_there_is_news(shared: &Shared) -> Option<(i64, i64)> {
    let idle = |p: &mut Progress| p.told <= p.projected && !p.stopping;
    let progress = shared
        .moved
        .wait_while(shared.lock(), idle)
        .unwrap_or_else(PoisonError::into_inner);
    (!progress.stopping).then_some((progress.projected, progress.told))
}
