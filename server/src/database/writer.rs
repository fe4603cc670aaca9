//! One thread writes. It takes the jobs that wait, runs each in a savepoint of one transaction,
//! commits once, and only then tells the callers: a caller that has its answer has it on disk.
//! A job that fails or panics undoes itself alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::DatabaseError;

/// At most this many jobs share a commit, so that no one waits for an endless queue.
const JOBS_A_COMMIT: usize = 256;

/// Told whether the commit held, a job's ending tells its caller.
type Ending = Box<dyn FnOnce(Result<(), DatabaseError>) + Send>;
type Job = Box<dyn FnOnce(&Transaction<'_>) -> Ending + Send>;

pub(super) struct Writer {
    /// Taken when the writer is to end.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    counts: Arc<(AtomicU64, AtomicU64)>,
}

impl Drop for Writer {
    /// Waits until the last jobs are committed and the file is closed.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            // A writer that panicked has said so; there is nothing left to do for it.
            let _ = thread.join();
        }
    }
}

impl Writer {
    pub(super) fn start(mut conn: Connection) -> Self {
        let (jobs, queue) = channel::<Job>();
        let counts = Arc::new((AtomicU64::new(0), AtomicU64::new(0)));
        let counted = Arc::clone(&counts);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                while let Ok(first) = queue.recv() {
                    let done = commit_together(&mut conn, first, &queue);
                    counted.0.fetch_add(1, Ordering::Relaxed);
                    counted.1.fetch_add(done, Ordering::Relaxed);
                }
            })
            .expect("the system starts the writer thread");
        Self {
            jobs: Some(jobs),
            thread: Some(thread),
            counts,
        }
    }

    pub(super) fn commits(&self) -> (u64, u64) {
        (
            self.counts.0.load(Ordering::Relaxed),
            self.counts.1.load(Ordering::Relaxed),
        )
    }

    pub(super) fn send<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        tell: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
    {
        let job: Job = Box::new(move |tx| {
            let result = in_savepoint(tx, work);
            Box::new(move |committed| {
                tell(match committed {
                    Ok(()) => result,
                    Err(error) => result.and_then(|_| Err(error.into())),
                });
            })
        });
        // A writer that is gone drops the job and with it `tell`: the caller sees `Interrupted`.
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

fn commit_together(conn: &mut Connection, first: Job, queue: &Receiver<Job>) -> u64 {
    let tx = match conn.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(tx) => tx,
        Err(error) => {
            // The job is dropped unrun; its caller is told that it was interrupted.
            tracing::error!(%error, "no transaction could be begun");
            return 0;
        }
    };
    let mut endings = vec![first(&tx)];
    while endings.len() < JOBS_A_COMMIT {
        match queue.try_recv() {
            Ok(job) => endings.push(job(&tx)),
            Err(_) => break,
        }
    }
    let done = endings.len() as u64;
    match tx.commit() {
        Ok(()) => endings.into_iter().for_each(|ending| ending(Ok(()))),
        Err(error) => {
            tracing::error!(%error, "a commit failed; its jobs are undone");
            endings
                .into_iter()
                .for_each(|ending| ending(Err(DatabaseError::Interrupted)));
        }
    }
    done
}

fn in_savepoint<T, E: From<DatabaseError>>(
    tx: &Transaction<'_>,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let sql = |text: &str| {
        tx.execute_batch(text)
            .map_err(|error| E::from(error.into()))
    };
    sql("savepoint job")?;
    match catch_unwind(AssertUnwindSafe(|| work(tx))) {
        Ok(Ok(value)) => sql("release job").map(|()| value),
        Ok(Err(error)) => {
            sql("rollback to job; release job")?;
            Err(error)
        }
        Err(_) => {
            sql("rollback to job; release job")?;
            Err(DatabaseError::Interrupted.into())
        }
    }
}
