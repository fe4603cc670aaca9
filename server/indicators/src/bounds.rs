//! *Cotas*: the least and the most that unknown answers could make of a rate.
//!
//! Start at [`Bounds`]. A completion gives each child one of the outcomes its answers leave open.
//! For a ratio A/D, where A is a part of D, adding somebody to D alone never raises it and adding
//! somebody to both never lowers it. So over all completions in which D is not 0:
//!
//! - least: everybody who may be in the denominator alone is; nobody else open is counted:
//!   `w{above} / (w{above} + w(all that may be below))`;
//! - most: everybody who may be in the numerator is; nobody else open is counted:
//!   `w(all that may be above) / (w(all that may be above) + w{below})`;
//! - where that leaves a denominator of 0, the only completions with a value are all of one kind,
//!   and the bound is theirs: 1 for the least, 0 for the most.
//!
//! A test compares this with every completion of small samples. What this module does not know:
//! sampling error; a bound is a bound of the figure, not of the population's rate.

use serde::Serialize;

use crate::outcome::Outcomes;

/// The least and the most over all completions; `rate` is `None` where none has a denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// Share, 0 to 1: `[least, most]`.
    pub rate: Option<[f64; 2]>,
    /// Children (weighted in a survey): `[least, most]`.
    pub numerator: [f64; 2],
    /// Children (weighted in a survey): `[least, most]`.
    pub denominator: [f64; 2],
}

impl Bounds {
    /// From the weight of the children with each set of outcomes.
    pub(crate) fn of(weight: &[f64; Outcomes::SETS]) -> Bounds {
        let sum = |which: &dyn Fn(Outcomes) -> bool| -> f64 {
            let chosen = Outcomes::all().filter(|set| which(*set));
            chosen.map(|set| weight[set.place()]).sum()
        };
        let above = weight[Outcomes::ABOVE.place()];
        let below = weight[Outcomes::BELOW.place()];
        let may_be_above = sum(&|set| set.may_be(Outcomes::ABOVE));
        let may_be_below = sum(&|set| set.may_be(Outcomes::BELOW));
        let sure = sum(&|set| !set.may_be(Outcomes::OUT));
        let any = sum(&|set| set != Outcomes::OUT);
        let share = |part: f64, whole: f64, otherwise: f64| {
            if whole > 0.0 { part / whole } else { otherwise }
        };
        Bounds {
            rate: (any > 0.0).then(|| {
                [
                    share(above, above + may_be_below, 1.0),
                    share(may_be_above, may_be_above + below, 0.0),
                ]
            }),
            numerator: [above, may_be_above],
            denominator: [sure, any],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every completion of a few children, one by one.
    fn by_hand(children: &[(Outcomes, u8)]) -> Bounds {
        let mut completions = vec![(0.0, 0.0)];
        for (open, weight) in children {
            let weight = f64::from(*weight);
            completions = completions
                .iter()
                .flat_map(|(a, d)| {
                    open.each().map(move |one| match one {
                        Outcomes::OUT => (*a, *d),
                        Outcomes::BELOW => (*a, d + weight),
                        _ => (a + weight, d + weight),
                    })
                })
                .collect();
        }
        let ends = |values: &mut dyn Iterator<Item = f64>| {
            values.fold(None, |ends: Option<[f64; 2]>, value| {
                let [least, most] = ends.unwrap_or([value; 2]);
                Some([least.min(value), most.max(value)])
            })
        };
        Bounds {
            rate: ends(&mut completions.iter().filter(|c| c.1 > 0.0).map(|c| c.0 / c.1)),
            numerator: ends(&mut completions.iter().map(|c| c.0)).unwrap(),
            denominator: ends(&mut completions.iter().map(|c| c.1)).unwrap(),
        }
    }

    proptest! {
        #[test]
        fn bounds_are_the_least_and_the_most_over_every_completion(
            children in prop::collection::vec((1..8_usize, 1..50_u8), 0..8)
        ) {
            let all: Vec<Outcomes> = Outcomes::all().collect();
            let children: Vec<(Outcomes, u8)> =
                children.into_iter().map(|(set, weight)| (all[set - 1], weight)).collect();
            let mut weights = [0.0; Outcomes::SETS];
            for (set, weight) in &children {
                weights[set.place()] += f64::from(*weight);
            }
            let (formula, hand) = (Bounds::of(&weights), by_hand(&children));
            prop_assert_eq!(formula.numerator, hand.numerator);
            prop_assert_eq!(formula.denominator, hand.denominator);
            prop_assert_eq!(formula.rate.is_some(), hand.rate.is_some());
            for (a, b) in formula.rate.iter().flatten().zip(hand.rate.iter().flatten()) {
                prop_assert!((a - b).abs() < 1e-12, "{:?} {:?}", formula, hand);
            }
        }
    }

    #[test]
    fn nobody_at_all_gives_no_rate() {
        assert_eq!(Bounds::of(&[0.0; Outcomes::SETS]).rate, None);
    }
}
