//! A value taken as a day or a moment. Start with [`Reading`].

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Utc};

use super::{DAY_MS, local_ms};
use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::{EvaluateFault, Failed};
use crate::expr::tree::Node;
use crate::expr::value::{Value, local};

/// The value, the offset of this place, and where it stands in the expression.
pub(super) struct Reading {
    value: Value,
    offset: FixedOffset,
    column: usize,
}

impl Reading {
    pub fn of(evaluation: &mut Evaluation<'_>, node: &Node) -> Result<Reading, EvaluateFault> {
        let value = evaluation.value(node)?;
        let now = evaluation.scope.now();
        let offset = now.map_or(Utc.fix(), |now| *now.offset());
        Ok(Reading {
            value,
            offset,
            column: node.at.0,
        })
    }

    fn not_a_date<T>(&self) -> Result<T, EvaluateFault> {
        let value = self.value.text().chars().take(60).collect();
        Err(EvaluateFault::at(self.column, Failed::NotADate { value }))
    }

    /// `date()`: a text with a time keeps it, a number counts whole days since 1970-01-01.
    pub fn date(&self) -> Computed {
        match &self.value {
            _ if self.value.is_blank() => Ok(self.value.clone()),
            Value::Text(text) => match self.parsed(text) {
                Some((day, None)) => Ok(Value::Date(day)),
                Some((_, Some(moment))) => Ok(Value::DateTime(moment)),
                None => self.not_a_date(),
            },
            Value::Number(number) => match day_of_number(number.trunc()) {
                Some(day) => Ok(Value::Date(day)),
                None => self.not_a_date(),
            },
            Value::Date(day) => Ok(Value::Date(*day)),
            Value::DateTime(moment) => Ok(Value::Date(local(*moment).date())),
            _ => self.not_a_date(),
        }
    }

    /// `date-time()`: a number counts days, with their parts, since 1970-01-01 in Greenwich.
    pub fn moment(&self) -> Computed {
        let moment = match &self.value {
            _ if self.value.is_blank() => return Ok(self.value.clone()),
            Value::Text(text) => match self.parsed(text) {
                Some((day, None)) => self.at_midnight(day),
                Some((_, moment)) => moment,
                None => None,
            },
            Value::Number(number) => self.moment_of_number(*number),
            Value::Date(day) => self.at_midnight(*day),
            Value::DateTime(moment) => in_years(local(*moment).date()).map(|_| *moment),
            Value::Time(time) => self.local(NaiveDate::default().and_time(*time)),
            _ => None,
        };
        match moment {
            Some(moment) => Ok(Value::DateTime(moment)),
            None => self.not_a_date(),
        }
    }

    /// `decimal-date-time()` with the day, `decimal-time()` without.
    pub fn decimal(&self, with_day: bool) -> Computed {
        if let Value::Number(number) = self.value {
            if number.is_nan() {
                return Ok(Value::Number(number));
            }
            if day_of_number(number.trunc()).is_none() {
                return self.not_a_date();
            }
            let without = number - number.floor();
            return Ok(Value::Number(if with_day { number } else { without }));
        }
        let Value::DateTime(moment) = self.moment()? else {
            return Ok(Value::Blank);
        };
        if with_day {
            return Ok(Value::Number(moment.timestamp_millis() as f64 / DAY_MS));
        }
        let days = local_ms(moment) / DAY_MS;
        Ok(Value::Number(days - days.floor()))
    }

    /// Year, month and day as the digits of one number; not a number for blank.
    pub fn digits(&self) -> Result<f64, EvaluateFault> {
        match self.moment()? {
            Value::DateTime(moment) => {
                let day = local(moment).date();
                let month_day = f64::from(day.month() * 100 + day.day());
                Ok(f64::from(day.year()) * 10_000.0 + month_day)
            }
            _ => Ok(f64::NAN),
        }
    }

    fn local(&self, there: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        there.and_local_timezone(self.offset).single()
    }

    fn at_midnight(&self, day: NaiveDate) -> Option<DateTime<FixedOffset>> {
        self.local(in_years(day)?.and_time(NaiveTime::MIN))
    }

    fn moment_of_number(&self, number: f64) -> Option<DateTime<FixedOffset>> {
        day_of_number(number.trunc())?;
        let moment = DateTime::from_timestamp_millis((number * DAY_MS) as i64)?;
        Some(moment.with_timezone(&self.offset))
    }

    /// `2026-11-30`, or with `T`, a time and maybe an offset: the moment it was here.
    fn parsed(&self, text: &str) -> Option<(NaiveDate, Option<DateTime<FixedOffset>>)> {
        let Some((day, time)) = text.split_once('T') else {
            return Some((day_of_text(text)?, None));
        };
        let day = day_of_text(day)?;
        let (time, offset) = split_offset(time)?;
        let there = day.and_time(time_of_text(time)?);
        let moment = match offset {
            Some(offset) => {
                let moment = there.and_local_timezone(offset).single()?;
                moment.with_timezone(&self.offset)
            }
            None => self.local(there)?,
        };
        Some((day, Some(moment)))
    }
}

fn in_years(day: NaiveDate) -> Option<NaiveDate> {
    (0..=9999).contains(&day.year()).then_some(day)
}

/// Of whole days since 1970-01-01.
fn day_of_number(days: f64) -> Option<NaiveDate> {
    if !(f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&days) {
        return None;
    }
    let from_start = i32::checked_add(days as i32, NaiveDate::default().num_days_from_ce())?;
    NaiveDate::from_num_days_from_ce_opt(from_start).and_then(in_years)
}

fn day_of_text(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day).and_then(in_years)
}

/// Apart from `Z`, `+02`, `-06:00` at its end.
fn split_offset(time: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(time) = time.strip_suffix('Z') {
        return Some((time, Some(Utc.fix())));
    }
    let Some(at) = time.find(['+', '-']) else {
        return Some((time, None));
    };
    let (time, offset) = time.split_at(at);
    let (hours, minutes) = offset[1..].split_once(':').unwrap_or((&offset[1..], "0"));
    let seconds = hours.parse::<u8>().ok()?.min(99);
    let seconds = i32::from(seconds) * 3600 + i32::from(minutes.parse::<u8>().ok()?) * 60;
    let offset = match offset.starts_with('-') {
        true => FixedOffset::west_opt(seconds)?,
        false => FixedOffset::east_opt(seconds)?,
    };
    Some((time, Some(offset)))
}

/// `10:20`, `10:20:30`, `10:20:30.400`.
fn time_of_text(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let seconds = parts.next().unwrap_or("0");
    let plain = seconds.chars().all(|c| c.is_ascii_digit() || c == '.');
    if parts.next().is_some() || !plain {
        return None;
    }
    let ms = seconds.parse::<f64>().ok()? * 1000.0;
    // Bounded before it is made whole; a second has no 61st.
    let ms = if ms < 60_000.0 {
        ms as u32
    } else {
        return None;
    };
    NaiveTime::from_hms_milli_opt(hour, minute, ms / 1000, ms % 1000)
}
