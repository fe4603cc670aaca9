//! *Linealización de Taylor*: standard errors of totals and ratios for strata and primary
//! sampling units, drawn with replacement at the first stage.
//!
//! Start at [`variance`]. With `z_hi` the sum of the linearised values of unit i of stratum h,
//! `n_h` units in the stratum and their mean `z̄_h`,
//!
//! `v = Σ_h n_h / (n_h − 1) Σ_i (z_hi − z̄_h)²`.
//!
//! A total takes its units' own sums, a ratio R = A/D takes `z_hi = (a_hi − R d_hi) / D`. Units
//! without members of the domain have `z = 0` and count in `n_h` (a domain is no smaller sample).
//! What this module does not know: where the sums come from, and unknown answers.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::survey::{Interval, SinglePsu};

/// An estimate with its error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    pub value: f64,
    /// Standard error, in the unit of the value.
    pub standard_error: f64,
    /// Coefficient of variation, standard error over value; none where the value is 0.
    pub cv: Option<f64>,
    /// Confidence interval `[low, high]`; none without degrees of freedom, and none on the logit
    /// scale where the share is 0 or 1.
    pub interval: Option<[f64; 2]>,
}

/// The sampling units: the stratum of each, and how many each stratum has.
pub(crate) struct Units<'a> {
    /// Stratum of each unit.
    pub stratum: &'a [u32],
    /// Units of each stratum.
    pub of_stratum: &'a [u32],
    pub single: SinglePsu,
}

/// The variance of a sum over units, from the units with members of the domain (unit, value).
/// The values come in the order of units.
pub(crate) fn variance(units: &Units<'_>, values: &[(u32, f64)]) -> f64 {
    let mut sums = vec![(0_u32, 0.0_f64); units.of_stratum.len()];
    for (unit, value) in values {
        let (present, sum) = &mut sums[units.stratum[*unit as usize] as usize];
        *present += 1;
        *sum += value;
    }
    let grand = sums.iter().map(|(_, sum)| sum).sum::<f64>() / units.stratum.len() as f64;
    let mut squares = vec![0.0_f64; sums.len()];
    let centre = |stratum: usize| match units.of_stratum[stratum] {
        1 => grand,
        several => sums[stratum].1 / f64::from(several),
    };
    for (unit, value) in values {
        let stratum = units.stratum[*unit as usize] as usize;
        squares[stratum] += (value - centre(stratum)).powi(2);
    }
    let mut variance = 0.0;
    for (stratum, (of_stratum, (present, _))) in units.of_stratum.iter().zip(&sums).enumerate() {
        let absent = f64::from(of_stratum - present);
        let squares = squares[stratum] + absent * centre(stratum).powi(2);
        variance += match (of_stratum, units.single) {
            (1, SinglePsu::LeftOut) => 0.0,
            (1, SinglePsu::GrandMean) => squares,
            (several, _) => squares * f64::from(*several) / f64::from(several - 1),
        };
    }
    variance
}

/// The value with error and interval.
pub(crate) fn estimate(value: f64, variance: f64, t: Option<f64>, interval: Interval) -> Estimate {
    let standard_error = variance.sqrt();
    let plain = |t: f64| Some([value - t * standard_error, value + t * standard_error]);
    let logit = |t: f64| {
        let whole = value * (1.0 - value);
        (whole > 0.0).then(|| {
            let (at, by) = ((value / (1.0 - value)).ln(), t * standard_error / whole);
            [at - by, at + by].map(|end| 1.0 / (1.0 + (-end).exp()))
        })
    };
    Estimate {
        value,
        standard_error,
        cv: (value != 0.0).then(|| standard_error / value),
        interval: t.and_then(|t| match interval {
            Interval::Plain => plain(t),
            Interval::Logit => logit(t),
        }),
    }
}

/// The quantile of Student's t that leaves half of what is not confidence above it; none without
/// degrees of freedom.
pub(crate) fn quantile(confidence: f64, degrees_of_freedom: u64) -> Option<f64> {
    let freedom = degrees_of_freedom as f64;
    let t = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(t.inverse_cdf(0.5 + confidence / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_t_are_those_of_published_tables() {
        // scipy 1.17.1: stats.t.ppf(0.5 + confidence / 2, df).
        for (confidence, df, expected) in [
            (0.95, 1, 12.706_204_736_174_694),
            (0.95, 20, 2.085_963_447_265_864),
            (0.95, 2_000, 1.961_150_826_099_437_7),
            (0.90, 20, 1.724_718_242_920_786_6),
        ] {
            let found = quantile(confidence, df).unwrap();
            assert!((found - expected).abs() < 1e-8, "{df}: {found}");
        }
        assert_eq!(quantile(0.95, 0), None);
    }

    #[test]
    fn units_without_members_of_the_domain_count() {
        let units = |single| Units {
            stratum: &[0, 0, 0, 1, 1, 2],
            of_stratum: &[3, 2, 1],
            single,
        };
        // Stratum 0: 3, 0, 0 around 1: 3/2 · (4 + 1 + 1) = 9. Stratum 1: 2, 4 around 3: 2 · 2 = 4.
        let values = [(0, 3.0), (3, 2.0), (4, 4.0), (5, 3.0)];
        assert!((variance(&units(SinglePsu::LeftOut), &values) - 13.0).abs() < 1e-12);
        // The single unit around the mean of all six, 2: 1 more.
        assert!((variance(&units(SinglePsu::GrandMean), &values) - 14.0).abs() < 1e-12);
    }
}
