//! What a child can be to one indicator: outside its denominator, in the denominator alone, or in
//! the numerator too; and the set of those that answers leave open.
//!
//! Start at [`Outcomes`]. What this module does not know: which answers leave what open.

/// A set of outcomes; a child with exactly one is counted, a child with more gives bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Outcomes(u8);

impl Outcomes {
    /// Not among those the rate is about.
    pub const OUT: Outcomes = Outcomes(1);
    /// In the denominator, not in the numerator.
    pub const BELOW: Outcomes = Outcomes(2);
    /// In the numerator, and so in the denominator.
    pub const ABOVE: Outcomes = Outcomes(4);
    /// How many sets there are, the empty one among them: an index below this always fits.
    pub const SETS: usize = 8;

    /// Either of both.
    pub fn or(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 | other.0)
    }

    /// Is this one possible?
    pub fn may_be(self, other: Outcomes) -> bool {
        self.0 & other.0 != 0
    }

    /// More than one is possible.
    pub fn is_open(self) -> bool {
        self.0.count_ones() > 1
    }

    /// Its place in a list of all sets.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }

    /// All sets that are not empty.
    pub fn all() -> impl Iterator<Item = Outcomes> {
        (1..Self::SETS as u8).map(Outcomes)
    }

    /// The single outcomes in it.
    #[cfg(test)]
    pub fn each(self) -> impl Iterator<Item = Outcomes> {
        [Self::OUT, Self::BELOW, Self::ABOVE]
            .into_iter()
            .filter(move |one| self.may_be(*one))
    }

    /// From "is among those counted over" and "is counted", each perhaps unknown.
    pub fn of(among: Option<bool>, counted: Option<bool>) -> Outcomes {
        let mut outcomes = Outcomes::default();
        if among != Some(true) {
            outcomes = outcomes.or(Self::OUT);
        }
        if among != Some(false) {
            if counted != Some(true) {
                outcomes = outcomes.or(Self::BELOW);
            }
            if counted != Some(false) {
                outcomes = outcomes.or(Self::ABOVE);
            }
        }
        outcomes
    }
}

#[cfg(test)]
mod tests {
    use super::Outcomes;

    #[test]
    fn an_unknown_denominator_leaves_the_child_in_or_out() {
        let open = Outcomes::of(None, Some(true));
        assert_eq!(open, Outcomes::OUT.or(Outcomes::ABOVE));
        assert!(open.is_open());
        assert_eq!(Outcomes::of(Some(false), None), Outcomes::OUT);
        assert_eq!(Outcomes::of(Some(true), Some(true)), Outcomes::ABOVE);
        assert_eq!(Outcomes::of(None, None).each().count(), 3);
    }
}
