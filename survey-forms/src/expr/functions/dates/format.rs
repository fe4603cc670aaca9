//! How `format-date` writes a moment. Start with [`written`].

use std::fmt::Write;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

use crate::expr::value::local;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// The first `%x` of a format that means nothing.
pub(in crate::expr) fn unknown_escape(format: &str) -> Option<String> {
    written(DateTime::UNIX_EPOCH.fixed_offset(), format).err()
}

/// The moment in this format, or the `%x` in it that means nothing.
pub(super) fn written(moment: DateTime<FixedOffset>, format: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let Some(escape) = letters.next() else {
            return Err("%".to_owned());
        };
        let done = match escape {
            '%' => write!(text, "%"),
            'Y' => write!(text, "{:04}", moment.year()),
            'y' => write!(text, "{:02}", moment.year() % 100),
            'm' => write!(text, "{:02}", moment.month()),
            'n' => write!(text, "{}", moment.month()),
            'b' => write!(text, "{}", named(&MONTHS, moment.month0())),
            'd' => write!(text, "{:02}", moment.day()),
            'e' => write!(text, "{}", moment.day()),
            'a' => write!(
                text,
                "{}",
                named(&WEEKDAYS, from_sunday(local(moment).date()))
            ),
            'W' => write!(text, "{}", week(local(moment).date())),
            'H' => write!(text, "{:02}", moment.hour()),
            'h' => write!(text, "{}", moment.hour()),
            'M' => write!(text, "{:02}", moment.minute()),
            'S' => write!(text, "{:02}", moment.second()),
            '3' => write!(text, "{:03}", moment.timestamp_subsec_millis()),
            _ => return Err(format!("%{escape}")),
        };
        if done.is_err() {
            return Err(format!("%{escape}"));
        }
    }
    Ok(text)
}

fn named(names: &[&'static str], index: u32) -> &'static str {
    let index = usize::try_from(index).unwrap_or_default();
    names.get(index).copied().unwrap_or_default()
}

fn from_sunday(day: NaiveDate) -> u32 {
    day.weekday().num_days_from_sunday()
}

/// Weeks begin on Sunday; the first is that of 1 January, so the last days of December may be in
/// it.
fn week(day: NaiveDate) -> u32 {
    let to_saturday = 6 - from_sunday(day);
    if day.month() == 12 && day.day() + to_saturday > 31 {
        return 1;
    }
    (day.ordinal0() + to_saturday) / 7 + 1
}
