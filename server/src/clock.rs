//! The one file of the server that reads a clock. Everyone else takes a `Clock`.

use chrono::{DateTime, SecondsFormat, Utc};

/// What time it is. The demo and the tests hand in a simulated one.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one reading of the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A moment as it stands in the database: RFC 3339, UTC, whole milliseconds, so that text order
/// is order in time.
pub fn stamp(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}
