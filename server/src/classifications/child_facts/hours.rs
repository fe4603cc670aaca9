//! Hours: the days of the week added up, with every value that was kept and every day that nobody
//! knows. Start at [`Week`]. Knows nothing of jobs.

use serde_json::{Value, json};
use survey_forms::Answer;

use super::several::{Several, number};

/// Hours in a day and in a week: what a day or week that nobody knows may hold at most.
const DAY: f64 = 24.0;
const WEEK: f64 = 168.0;
/// More sums than this at once are covered by one interval.
const SUMS_MAX: usize = 64;

/// From `min` to `max` hours.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Span {
    pub(super) min: f64,
    pub(super) max: f64,
}

impl Span {
    pub(super) const NONE: Span = Span { min: 0.0, max: 0.0 };

    /// The hours that an answer gives; none if it gives none.
    pub(super) fn of(answer: &Answer) -> Option<Span> {
        match answer {
            Answer::Number(hours) => Some(Span {
                min: *hours,
                max: *hours,
            }),
            Answer::Interval { min, max } => Some(Span {
                min: *min,
                max: *max,
            }),
            _ => None,
        }
    }

    fn plus(self, other: Span) -> Span {
        Span {
            min: self.min + other.min,
            max: self.max + other.max,
        }
    }

    fn longer(self, other: Span) -> Span {
        Span {
            min: self.min.max(other.min),
            max: self.max.max(other.max),
        }
    }

    fn at_most(self, limit: f64) -> Span {
        Span {
            min: self.min.min(limit),
            max: self.max.min(limit),
        }
    }

    fn value(self) -> Value {
        if self.min == self.max {
            return number(self.min);
        }
        json!({"min": number(self.min), "max": number(self.max)})
    }
}

/// Each day of the week, Monday first, with every span that was kept for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Week([Vec<Span>; 7]);

impl Week {
    /// A week from the values kept for each day. A day that nobody knows may have 0 to 24 hours;
    /// a week of which no day is known is no week.
    pub(super) fn of(days: [Vec<&Answer>; 7]) -> Option<Week> {
        if !days
            .iter()
            .flatten()
            .any(|answer| Span::of(answer).is_some())
        {
            return None;
        }
        let unknown = Span { min: 0.0, max: DAY };
        Some(Week(days.map(|kept| {
            let spans = kept
                .into_iter()
                .map(|answer| Span::of(answer).unwrap_or(unknown));
            let spans = distinct(spans.collect());
            if spans.is_empty() {
                vec![unknown]
            } else {
                spans
            }
        })))
    }

    /// Two kinds of work in one week.
    pub(super) fn plus(self, other: Week) -> Week {
        let mut others = other.0.into_iter();
        Week(self.0.map(|day| {
            let other = others.next().unwrap_or_default();
            let sums = day
                .iter()
                .flat_map(|a| other.iter().map(|b| a.plus(*b).at_most(DAY)));
            distinct(sums.collect())
        }))
    }

    /// All hours of the week.
    pub(super) fn total(&self) -> Several {
        self.fold(Span::plus)
            .into_iter()
            .map(|sum| sum.at_most(WEEK).value())
            .collect()
    }

    /// The longest day.
    pub(super) fn longest_day(&self) -> Several {
        self.fold(Span::longer)
            .into_iter()
            .map(Span::value)
            .collect()
    }

    /// Whether there is work on Sunday; not known if the hours may be none.
    pub(super) fn sunday(&self) -> Several {
        let sundays = self.0[6].iter().map(|hours| match hours {
            Span { min, .. } if *min > 0.0 => Value::Bool(true),
            Span { max: 0.0, .. } => Value::Bool(false),
            _ => Value::Null,
        });
        sundays.collect()
    }

    /// Whether every value says that there was not one hour.
    pub(super) fn is_idle(&self) -> bool {
        self.0.iter().flatten().all(|hours| hours.max == 0.0)
    }

    fn fold(&self, join: fn(Span, Span) -> Span) -> Vec<Span> {
        self.0.iter().fold(vec![Span::NONE], |sums, day| {
            let next = sums
                .iter()
                .flat_map(|sum| day.iter().map(|hours| join(*sum, *hours)));
            let next = distinct(next.collect());
            if next.len() <= SUMS_MAX {
                next
            } else {
                vec![cover(&next)]
            }
        })
    }
}

fn distinct(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by(|a, b| a.min.total_cmp(&b.min).then(a.max.total_cmp(&b.max)));
    spans.dedup();
    spans
}

fn cover(spans: &[Span]) -> Span {
    let min = spans
        .iter()
        .map(|span| span.min)
        .fold(f64::INFINITY, f64::min);
    let max = spans.iter().map(|span| span.max).fold(0.0, f64::max);
    Span { min, max }
}
