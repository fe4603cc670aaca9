//! A number as people know it: exact, or "between 30 and 40".
//!
//! Start at [`Span::over`]. What this module does not know: units, and which limit is the law's.

use crate::tri::Tri;

/// A number known to lie from `min` to `max`, both included; exact when they are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    min: f64,
    max: f64,
}

impl Span {
    /// An exact number.
    pub fn exact(value: f64) -> Span {
        Span {
            min: value,
            max: value,
        }
    }

    /// An interval; `None` when `min` lies over `max`.
    pub fn between(min: f64, max: f64) -> Option<Span> {
        (min <= max).then_some(Span { min, max })
    }

    /// More than the limit: known only when all of the interval agrees.
    pub fn over(self, limit: f64) -> Tri {
        self.compare(|value| value > limit)
    }

    /// The limit or more.
    pub fn at_least(self, limit: f64) -> Tri {
        self.compare(|value| value >= limit)
    }

    /// The limit or less.
    pub fn at_most(self, limit: f64) -> Tri {
        self.compare(|value| value <= limit)
    }

    /// Every comparison here is monotone, so the two ends speak for all between them.
    fn compare(self, test: impl Fn(f64) -> bool) -> Tri {
        match (test(self.min), test(self.max)) {
            (true, true) => Tri::Yes,
            (false, false) => Tri::No,
            _ => Tri::Unknown,
        }
    }
}

/// A comparison with a number that may not be known at all.
pub fn test(number: Option<Span>, compare: impl Fn(Span) -> Tri) -> Tri {
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
}
