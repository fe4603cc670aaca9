//! Census figures of which only the bounds may be known.
//!
//! INEGI writes `*` where a figure would show one or two households or people. It is never 0, so
//! it is kept as the bounds 1..2 and every sum or difference keeps its bounds. Start at [`Span`].
//!
//! It does not know files, columns or areas.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// A count known within bounds, both included. An exact count has equal bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub min: u64,
    pub max: u64,
}

impl Span {
    /// What `*` stands for.
    pub const MASKED: Span = Span { min: 1, max: 2 };

    /// A count that is known.
    pub fn exact(count: u64) -> Span {
        Span {
            min: count,
            max: count,
        }
    }

    /// Whether the bounds leave only one count.
    pub fn is_exact(self) -> bool {
        self.min == self.max
    }

    /// What is left when a part of this count is taken away; never below zero.
    ///
    /// `P_5YMAS` less `P_18YMAS` is the children of 5 to 17.
    pub fn less(self, part: Span) -> Span {
        Span {
            min: self.min.saturating_sub(part.max),
            max: self.max.saturating_sub(part.min),
        }
    }

    /// The count in the middle of the bounds, for colours and shares only.
    pub fn middle(self) -> f64 {
        (self.min + self.max) as f64 / 2.0
    }
}

impl Add for Span {
    type Output = Span;

    fn add(self, other: Span) -> Span {
        Span {
            min: self.min + other.min,
            max: self.max + other.max,
        }
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Span>>(spans: I) -> Span {
        spans.fold(Span::default(), Add::add)
    }
}

impl fmt::Display for Span {
    /// `163,671–163,673`, or `727` when it is exact.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            return f.write_str(&grouped(self.min));
        }
        write!(f, "{}–{}", grouped(self.min), grouped(self.max))
    }
}

/// A count as people in Mexico write it: `1,234`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_cells_widen_a_sum_and_stay_in_it() {
        let sum: Span = [Span::exact(163_669), Span::MASKED, Span::MASKED]
            .into_iter()
            .sum();
        assert_eq!(
            sum,
            Span {
                min: 163_671,
                max: 163_673
            }
        );
        assert_eq!(sum.to_string(), "163,671–163,673");
    }

    #[test]
    fn a_difference_of_masked_figures_never_goes_below_zero() {
        assert_eq!(Span::MASKED.less(Span::MASKED), Span { min: 0, max: 1 });
        assert_eq!(
            Span::exact(20).less(Span::MASKED),
            Span { min: 18, max: 19 }
        );
        assert_eq!(Span::exact(3).less(Span::exact(5)), Span::exact(0));
    }

    #[test]
    fn counts_are_written_in_groups_of_three() {
        let written: Vec<String> = [0, 999, 1_234, 100_000, 5_543_828].map(grouped).into();
        assert_eq!(written, ["0", "999", "1,234", "100,000", "5,543,828"]);
    }

    /// A figure and what INEGI publishes of it.
    fn published(truth: u64) -> Span {
        if (1..=2).contains(&truth) {
            Span::MASKED
        } else {
            Span::exact(truth)
        }
    }

    proptest::proptest! {
        #[test]
        fn bounds_always_hold_the_true_count(
            counts in proptest::collection::vec((0u64..9, 0u64..9), 0..30),
        ) {
            let all: Span = counts.iter().map(|(one, more)| published(one + more)).sum();
            let truth: u64 = counts.iter().map(|(one, more)| one + more).sum();
            proptest::prop_assert!(all.min <= truth && truth <= all.max);
            for (part, rest) in counts {
                let left = published(part + rest).less(published(part));
                proptest::prop_assert!(left.min <= rest && rest <= left.max, "{}", left);
            }
        }
    }
}
