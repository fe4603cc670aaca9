//! The demo's world on the server's side: a clock that moves by a minute with each hand-over while
//! the fleet works, and randomness from the seed. With them a run can be repeated byte for byte.
//! Keys made from a seed protect nobody: the demo says so.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};

use crate::clock::{Clock, SystemClock};
use crate::entropy::Entropy;

/// Stands still, goes on by a minute a hand-over, and runs with the system's clock once released.
#[derive(Debug)]
pub struct DemoClock {
    starts: DateTime<Utc>,
    minutes: AtomicI64,
    released: Mutex<Option<DateTime<Utc>>>,
}

impl DemoClock {
    /// A clock that shows `starts`.
    pub fn new(starts: DateTime<Utc>) -> Self {
        Self {
            starts,
            minutes: AtomicI64::new(0),
            released: Mutex::new(None),
        }
    }

    /// One hand-over has come in.
    pub fn one_more(&self) {
        self.minutes.fetch_add(1, Ordering::Relaxed);
    }

    /// From now on time passes as it does for the people who look at the pages.
    pub fn release(&self) {
        let mut released = self.released.lock().unwrap_or_else(PoisonError::into_inner);
        released.get_or_insert_with(|| SystemClock.now());
    }
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        let stood = self.starts + Duration::minutes(self.minutes.load(Ordering::Relaxed));
        let released = self.released.lock().unwrap_or_else(PoisonError::into_inner);
        released.map_or(stood, |since| stood + (SystemClock.now() - since))
    }
}

/// SHA-256 over seed and counter: the same bytes for the same seed.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededEntropy {
    /// The stream of one seed.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::new()
                .chain_update(b"rayuela demo")
                .chain_update(self.seed.to_le_bytes())
                .chain_update(number.to_le_bytes())
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_the_same_bytes_twice_and_another_seed_does_not() {
        let draw = |seed| {
            let entropy = SeededEntropy::new(seed);
            let mut bytes = [0_u8; 50];
            entropy.fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert_ne!(draw(7)[..18], draw(7)[32..]);
    }

    #[test]
    fn the_clock_moves_by_a_minute_with_each_hand_over() {
        let starts = DateTime::UNIX_EPOCH;
        let clock = DemoClock::new(starts);
        assert_eq!(clock.now(), starts);
        clock.one_more();
        assert_eq!(clock.now() - starts, Duration::minutes(1));
    }
}
