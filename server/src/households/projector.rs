//! The projector: follows the log in its own thread and turns change bytes into rows.
//! `until_projected` waits for it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The hand that others hold: tells the projector of news, says how far it has come.
#[derive(Debug, Default)]
pub struct Projector {
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Progress {
    /// The last receipt in the log that we were told of.
    told: i64,
    /// The last receipt whose rows are committed.
    projected: i64,
    stopping: bool,
}

impl Projector {
    /// The last receipt whose rows are committed.
    pub fn projected(&self) -> i64 {
        self.progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .projected
    }

    /// News: the log goes up to this receipt.
    pub fn tell(&self, receipt: i64) {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.told = progress.told.max(receipt);
        self.moved.notify_all();
    }

    /// Waits until the rows of this receipt are committed. False: the time was over before.
    pub fn until_projected(&self, receipt: i64, at_most: Duration) -> bool {
        let progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let (progress, _) = self
            .moved
            .wait_timeout_while(progress, at_most, |p| p.projected < receipt && !p.stopping)
            .unwrap_or_else(PoisonError::into_inner);
        progress.projected >= receipt
    }
}
