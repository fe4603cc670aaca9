//! Three-valued logic: true, false, or not known.
//!
//! Start at [`Tri::any`] and [`Tri::all`]. What this module does not know: what is being tested.
//! *Unknown* is never read as "no" (rule set section 2).

/// The outcome of one test on facts that may not be known.
///
/// In this order *any of* is the highest and *all of* the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tri {
    No,
    Unknown,
    Yes,
}

impl Tri {
    /// *Any of*: true if one is true, else unknown if one is unknown, else false.
    pub fn any(tests: impl IntoIterator<Item = Tri>) -> Tri {
        tests.into_iter().fold(Tri::No, Tri::max)
    }

    /// *All of*: false if one is false, else unknown if one is unknown, else true.
    pub fn all(tests: impl IntoIterator<Item = Tri>) -> Tri {
        tests.into_iter().fold(Tri::Yes, Tri::min)
    }

    /// The test that is true exactly when this one is false; unknown stays unknown.
    pub fn negated(self) -> Tri {
        match self {
            Tri::Yes => Tri::No,
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
        }
    }

    /// Known to be true.
    pub fn is_yes(self) -> bool {
        self == Tri::Yes
    }

    /// Neither known to be true nor known to be false.
    pub fn is_unknown(self) -> bool {
        self == Tri::Unknown
    }

    /// As the output writes it: `None` is `null`.
    pub fn known(self) -> Option<bool> {
        match self {
            Tri::Yes => Some(true),
            Tri::No => Some(false),
            Tri::Unknown => None,
        }
    }
}

impl From<bool> for Tri {
    fn from(answer: bool) -> Tri {
        if answer { Tri::Yes } else { Tri::No }
    }
}

impl From<Option<bool>> for Tri {
    fn from(answer: Option<bool>) -> Tri {
        answer.map_or(Tri::Unknown, Tri::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Tri::{self, No, Unknown, Yes};

    #[test]
    fn one_true_test_decides_any_of_even_beside_unknown() {
        assert_eq!(Tri::any([Unknown, No, Yes]), Yes);
        assert_eq!(Tri::any([Unknown, No]), Unknown);
        assert_eq!(Tri::any([No, No]), No);
        assert_eq!(Tri::any([]), No);
    }

    #[test]
    fn one_false_test_decides_all_of_even_beside_unknown() {
        assert_eq!(Tri::all([Unknown, Yes, No]), No);
        assert_eq!(Tri::all([Unknown, Yes]), Unknown);
        assert_eq!(Tri::all([Yes, Yes]), Yes);
        assert_eq!(Tri::all([]), Yes);
    }

    #[test]
    fn negating_unknown_leaves_it_unknown() {
        assert_eq!([Yes, No, Unknown].map(Tri::negated), [No, Yes, Unknown]);
    }
}
