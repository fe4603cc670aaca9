//! Three-valued truth: an answer nobody gave is never taken for a "no".
//!
//! It knows nothing of programmes; `rule.rs` combines these values.

/// True, false, or not to be told from the answers at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Surely so.
    True,
    /// Surely not so.
    False,
    /// An answer is missing, or two answers disagree.
    Unknown,
}

impl Truth {
    /// *All of*: false if one is false, else unknown if one is unknown, else true.
    pub fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
        let mut whole = Truth::True;
        for part in parts {
            match part {
                Truth::False => return Truth::False,
                Truth::Unknown => whole = Truth::Unknown,
                Truth::True => {}
            }
        }
        whole
    }

    /// *Any of*: true if one is true, else unknown if one is unknown, else false.
    pub fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
        !Truth::all(parts.into_iter().map(|part| !part))
    }

    /// What several answers to one question say together: they must agree.
    pub fn agreed(parts: impl IntoIterator<Item = Truth>) -> Truth {
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            return Truth::Unknown;
        };
        if parts.all(|part| part == first) {
            first
        } else {
            Truth::Unknown
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Truth::True } else { Truth::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn one_false_part_settles_all_of_though_another_is_unknown() {
        assert_eq!(Truth::all([Unknown, False, True]), False);
        assert_eq!(Truth::all([Unknown, True]), Unknown);
        assert_eq!(Truth::all([True, True]), True);
    }

    #[test]
    fn one_true_part_settles_any_of_though_another_is_unknown() {
        assert_eq!(Truth::any([Unknown, True, False]), True);
        assert_eq!(Truth::any([Unknown, False]), Unknown);
        assert_eq!(Truth::any([False, False]), False);
    }

    #[test]
    fn two_answers_that_disagree_leave_the_truth_unknown() {
        assert_eq!(Truth::agreed([True, False]), Unknown);
        assert_eq!(Truth::agreed([False, False]), False);
        assert_eq!(Truth::agreed([]), Unknown);
    }
}
