//! The simulated world of the tablets: a clock that moves when somebody does something, and
//! randomness from a seed. With them a run can be repeated byte for byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use notebook::clock::Clock;
use notebook::entropy::Entropy;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A tablet's clock. It stands still until it is told to go on.
#[derive(Clone, Debug)]
pub struct StepClock {
    seconds: Arc<AtomicI64>,
}

impl StepClock {
    /// A clock that shows `start`.
    pub fn new(start: DateTime<Utc>) -> Self {
        Self {
            seconds: Arc::new(AtomicI64::new(start.timestamp())),
        }
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Moves on to `moment`, never back.
    pub fn wait_until(&self, moment: DateTime<Utc>) {
        self.seconds
            .fetch_max(moment.timestamp(), Ordering::Relaxed);
    }
}

impl Clock for StepClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.seconds.load(Ordering::Relaxed), 0).unwrap_or_default()
    }
}

/// Bytes from a seed, in place of the system's randomness: for shows and tests only.
pub struct SeededEntropy(ChaCha8Rng);

impl SeededEntropy {
    /// The stream of one tablet.
    pub fn new(seed: u64, tablet: u64) -> Self {
        Self(stream(seed, "entropy", tablet))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

/// A stream of its own for each purpose, so that one more draw here changes nothing there.
pub fn stream(seed: u64, purpose: &str, number: u64) -> ChaCha8Rng {
    let mut key = [0_u8; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&number.to_le_bytes());
    for (slot, letter) in key[16..].iter_mut().zip(purpose.bytes()) {
        *slot = letter;
    }
    ChaCha8Rng::from_seed(key)
}
