//! Wrong passwords slow the next try down: five are free, then 1, 2, 4 … seconds up to fifteen
//! minutes. Never a lock for ever, and never told apart from an unknown name.

use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::clock::stamp;

const FREE_FAILURES: i64 = 5;
const LONGEST_SECONDS: i64 = 15 * 60;
const FORGOTTEN_AFTER_HOURS: i64 = 24;

/// How long from now until the next try is looked at; `None`: now.
pub fn wait(
    conn: &Connection,
    key: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<Duration>> {
    let not_before: Option<String> = conn
        .prepare_cached("select not_before from sign_in_delay where key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    let until = not_before.and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
    let left = until.map(|until| until.to_utc() - now);
    Ok(left.filter(|left| *left > Duration::zero()))
}

/// Notes a wrong password; forgets those of yesterday.
pub fn failed(tx: &Transaction<'_>, key: &str, now: DateTime<Utc>) -> rusqlite::Result<()> {
    let forgotten = stamp(now - Duration::hours(FORGOTTEN_AFTER_HOURS));
    tx.prepare_cached("delete from sign_in_delay where not_before < ?1")?
        .execute([forgotten])?;
    let failures: i64 = tx
        .prepare_cached("select failures from sign_in_delay where key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?
        .unwrap_or(0)
        + 1;
    let not_before = stamp(now + Duration::seconds(seconds_after(failures)));
    tx.prepare_cached(
        "insert into sign_in_delay (key, failures, not_before) values (?1, ?2, ?3)
         on conflict (key) do update set failures = ?2, not_before = ?3",
    )?
    .execute(params![key, failures, not_before])?;
    Ok(())
}

/// A right password makes the earlier wrong ones forgotten.
pub fn succeeded(tx: &Transaction<'_>, key: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("delete from sign_in_delay where key = ?1")?
        .execute([key])?;
    Ok(())
}

fn seconds_after(failures: i64) -> i64 {
    let beyond = failures - FREE_FAILURES;
    if beyond <= 0 {
        return 0;
    }
    // 2^10 s is over a quarter of an hour already.
    (1_i64 << (beyond - 1).min(10)).min(LONGEST_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::seconds_after;

    #[test]
    fn five_wrong_passwords_are_free_and_then_the_wait_doubles() {
        let waits: Vec<i64> = (1..=9).map(seconds_after).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8]);
    }

    #[test]
    fn the_wait_never_grows_beyond_a_quarter_of_an_hour() {
        assert_eq!(seconds_after(500), 900);
    }
}
