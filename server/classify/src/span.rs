//! A number as people know it: exact, or "between 30 and 40".
//!
//! Start at [`Span::over`]. What this module does not know: units, and which limit is the law's.

use std::{fmt, num::NonZeroU64};

use crate::tri::Tri;

/// A number known to lie from `min` to `max`, both included; exact when they are equal.
///
/// ```
/// use classify::Span;
///
/// assert_eq!(Span::between(36.0, 36.0), Some(Span::exact(36.0)));
/// assert_eq!(Span::between(40.0, 30.0), None);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Span {
    min: End,
    max: End,
}

/// One end, kept so that "not known" costs no memory beside it.
#[derive(Clone, Copy, PartialEq)]
struct End(NonZeroU64);

impl Span {
    /// An exact number.
    pub fn exact(value: f64) -> Span {
        let end = End::new(value);
        Span { min: end, max: end }
    }

    /// An interval; `None` when `min` lies over `max`.
    pub fn between(min: f64, max: f64) -> Option<Span> {
        (min <= max).then(|| Span {
            min: End::new(min),
            max: End::new(max),
        })
    }

    /// The lower end.
    pub fn min(self) -> f64 {
        self.min.value()
    }

    /// The upper end.
    pub fn max(self) -> f64 {
        self.max.value()
    }

    /// More than the limit: known only when all of the interval agrees.
    pub(crate) fn over(self, limit: f64) -> Tri {
        self.compare(|value| value > limit)
    }

    /// The limit or more.
    pub(crate) fn at_least(self, limit: f64) -> Tri {
        self.compare(|value| value >= limit)
    }

    /// The limit or less.
    pub(crate) fn at_most(self, limit: f64) -> Tri {
        self.compare(|value| value <= limit)
    }

    /// Every comparison here is monotone, so the two ends speak for all between them.
    fn compare(self, test: impl Fn(f64) -> bool) -> Tri {
        match (test(self.min()), test(self.max())) {
            (true, true) => Tri::Yes,
            (false, false) => Tri::No,
            _ => Tri::Unknown,
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}..={}", self.min(), self.max())
    }
}

impl End {
    /// All bits turned round, which leaves no number at zero; adding 0 makes -0 into 0.
    fn new(value: f64) -> End {
        End(NonZeroU64::new(!(value + 0.0).to_bits()).unwrap_or(NonZeroU64::MIN))
    }

    fn value(self) -> f64 {
        f64::from_bits(!self.0.get())
    }
}

/// A comparison with a number that may not be known at all.
pub(crate) fn test(number: Option<Span>, compare: impl Fn(Span) -> Tri) -> Tri {
    number.map_or(Tri::Unknown, compare)
}

#[cfg(test)]
mod tests {
    use super::Span;
    use crate::tri::Tri;

    fn span(min: f64, max: f64) -> Span {
        Span::between(min, max).unwrap()
    }

    #[test]
    fn an_interval_that_touches_the_limit_is_unknown_only_across_it() {
        assert_eq!(span(30.0, 36.0).over(36.0), Tri::No);
        assert_eq!(span(36.0, 40.0).over(36.0), Tri::Unknown);
        assert_eq!(span(36.5, 40.0).over(36.0), Tri::Yes);
        assert_eq!(span(36.0, 40.0).at_least(36.0), Tri::Yes);
        assert_eq!(span(0.0, 4.0).at_most(4.0), Tri::Yes);
        assert_eq!(span(4.0, 5.0).at_most(4.0), Tri::Unknown);
    }

    #[test]
    fn an_interval_that_runs_backwards_is_no_interval() {
        assert_eq!(Span::between(2.0, 1.0), None);
    }

    #[test]
    fn a_number_is_kept_to_the_last_bit_in_sixteen_bytes() {
        for value in [
            0.0,
            1.0,
            3.5,
            36.0,
            0.1 + 0.2,
            f64::MAX,
            f64::MIN_POSITIVE,
            -1.0,
        ] {
            let kept = Span::exact(value).min();
            assert_eq!(kept.to_bits(), value.to_bits(), "{value}");
        }
        assert!(Span::exact(f64::from_bits(u64::MAX)).min().is_nan());
        assert_eq!(Span::exact(-0.0), Span::exact(0.0));
        assert_eq!(size_of::<Option<Span>>(), 16);
    }
}
