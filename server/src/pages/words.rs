//! How days, hours and numbers are written for people.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

use super::Lang;

const MONTHS: [(&str, &str); 12] = [
    ("ene", "Jan"),
    ("feb", "Feb"),
    ("mar", "Mar"),
    ("abr", "Apr"),
    ("may", "May"),
    ("jun", "Jun"),
    ("jul", "Jul"),
    ("ago", "Aug"),
    ("sep", "Sep"),
    ("oct", "Oct"),
    ("nov", "Nov"),
    ("dic", "Dec"),
];

/// `21 nov 2026`, of a date or a moment as it stands in the tables; other text stays as it is.
pub fn day(text: &str, lang: Lang) -> String {
    let date = text
        .get(..10)
        .and_then(|text| text.parse::<NaiveDate>().ok());
    let Some(date) = date else {
        return text.to_owned();
    };
    let month = MONTHS
        .get(date.month0() as usize)
        .map_or("", |month| lang.of_pair(*month));
    format!("{} {month} {}", date.day(), date.year())
}

/// `16:30`, in UTC less six hours: the time of Chiapas, which keeps no summer time.
pub fn hour(text: &str) -> String {
    let Ok(moment) = DateTime::parse_from_rfc3339(text) else {
        return String::new();
    };
    let local = moment.to_utc() - chrono::Duration::hours(6);
    format!("{}:{:02}", local.hour(), local.minute())
}

/// `1,234`.
pub fn number(n: impl Into<i64>) -> String {
    let n: i64 = n.into();
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if n < 0 {
        format!("-{grouped}")
    } else {
        grouped
    }
}

/// A value made harmless within an address.
pub fn in_query(value: &str) -> String {
    let mut safe = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                safe.push(char::from(byte))
            }
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_hours_and_numbers_read_as_people_write_them() {
        assert_eq!(day("2026-11-21", Lang::Es), "21 nov 2026");
        assert_eq!(day("2026-01-05T12:00:00.000Z", Lang::En), "5 Jan 2026");
        assert_eq!(day("hoy", Lang::Es), "hoy");
        assert_eq!(hour("2026-11-21T22:30:00.000Z"), "16:30");
        assert_eq!(
            [0, 999, 1234, 1_234_567].map(|n: i64| number(n)),
            ["0", "999", "1,234", "1,234,567"]
        );
        assert_eq!(number(-1234), "-1,234");
    }

    #[test]
    fn a_value_cannot_break_out_of_an_address() {
        assert_eq!(in_query("/casos?a=1&b=ñ"), "/casos%3Fa%3D1%26b%3D%C3%B1");
    }
}
