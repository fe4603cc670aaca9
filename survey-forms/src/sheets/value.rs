//! The text of a cell that holds no text: numbers, dates, yes and no. Start with [`text`].
//!
//! As pyxform writes them, but that a date without a time is the date alone.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};
use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::refusal::Refusal;

/// 31 December 9999: the last day of a spreadsheet's calendar, as a serial number.
const SERIAL_MAX: f64 = 2_958_465.999_99;

/// What stands in the cell, as text; `None` for an empty one.
///
/// # Errors
/// Error values such as `#REF!`, and numbers or dates that are none.
pub(super) fn text<'a>(
    value: &'a DataRef<'_>,
    counts_from_1904: bool,
) -> Result<Option<Cow<'a, str>>, Refusal> {
    Ok(Some(match value {
        DataRef::Empty => return Ok(None),
        DataRef::String(text) => Cow::Borrowed(text),
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(number_text(*number)?),
        DataRef::Bool(true) => Cow::Borrowed("TRUE"),
        DataRef::Bool(false) => Cow::Borrowed("FALSE"),
        DataRef::DateTime(when) => Cow::Owned(date_text(when, counts_from_1904)?),
        DataRef::DateTimeIso(iso) => Cow::Borrowed(without_midnight(iso)),
        DataRef::DurationIso(iso) => Cow::Borrowed(iso),
        DataRef::Error(error) => {
            return Err(Refusal::ErrorValue {
                shown: error.to_string(),
            });
        }
    }))
}

/// The shortest decimal that is this number: `5`, `0.1`.
fn number_text(number: f64) -> Result<String, Refusal> {
    if !number.is_finite() {
        return Err(Refusal::ErrorValue {
            shown: "#NUM!".to_owned(),
        });
    }
    // Minus nothing is nothing.
    Ok((number + 0.0).to_string())
}

/// `2026-11-22`, `2026-11-22T09:30:00`, `09:30:00`; a duration counts its hours past 24.
fn date_text(when: &ExcelDateTime, counts_from_1904: bool) -> Result<String, Refusal> {
    let serial = when.as_f64();
    // Spreadsheets show these as a row of hashes.
    let no_date = || Refusal::ErrorValue {
        shown: "####".to_owned(),
    };
    if !(0.0..=SERIAL_MAX).contains(&serial) {
        return Err(no_date());
    }
    // At most three million days: nothing is cut off.
    let seconds = (serial * 86_400.0).round() as i64;
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let clock = |hours: i64| format!("{hours:02}:{:02}:{:02}", rest / 60 % 60, rest % 60);
    if when.is_duration() {
        return Ok(clock(seconds / 3_600));
    }
    if days == 0 && !counts_from_1904 {
        return Ok(clock(rest / 3_600));
    }
    let first = if counts_from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)
    } else if days < 60 {
        NaiveDate::from_ymd_opt(1899, 12, 31)
    } else {
        // The calendar of spreadsheets has a 29 February 1900 that never was.
        NaiveDate::from_ymd_opt(1899, 12, 30)
    };
    let midnight = NaiveDateTime::from(first.ok_or_else(no_date)?);
    let at = midnight
        .checked_add_signed(Duration::seconds(seconds))
        .ok_or_else(no_date)?;
    Ok(if rest == 0 {
        at.format("%Y-%m-%d").to_string()
    } else {
        at.format("%Y-%m-%dT%H:%M:%S").to_string()
    })
}

fn without_midnight(iso: &str) -> &str {
    iso.split_once('T')
        .filter(|(_, time)| {
            time.trim_end_matches('Z')
                .chars()
                .all(|c| matches!(c, '0' | ':' | '.'))
        })
        .map_or(iso, |(date, _)| date)
}
