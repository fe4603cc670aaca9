//! The one place of the field app that reads a clock; everything else is handed one.
//!
//! It knows nothing of households. The simulated fleet hands in its own clock.

use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present instant, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// The day on the enumerator's calendar. Most of Mexico is six hours behind UTC all year
    /// round (no summer time since October 2022); a device elsewhere hands in its own clock.
    fn today(&self) -> NaiveDate {
        (self.now() - Duration::hours(6)).date_naive()
    }
}

/// The device's own clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one reading of the device's clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
