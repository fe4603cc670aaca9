//! Pesos of another year: the price series, read from data. Start at [`Prices::factor`].
//! Knows nothing of households.

use serde::Deserialize;
use thiserror::Error;

/// The series that comes with Rayuela.
const SHIPPED: &str = include_str!("prices.toml");

/// A figure of a year at most this far back stands in for one that is missing.
const YEARS_BACK_MAX: i32 = 2;

/// A yearly price index, with where each figure comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// Stable name, kept beside what was worked out with it.
    pub id: String,
    /// The year in whose pesos amounts are told.
    pub base_year: i32,
    /// Where the figures were read.
    pub source: String,
    #[serde(rename = "year")]
    years: Vec<YearOfPrices>,
}

/// The index of one year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearOfPrices {
    pub year: i32,
    /// Mean of the months.
    pub index: f64,
    /// How many months it is the mean of.
    pub months: u8,
    pub confidence: Confidence,
}

/// How far a figure may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the publication itself.
    Official,
    /// Read in a copy.
    Copied,
    /// Of a year that was not over, or not wholly at hand.
    Partial,
}

/// What to multiply an amount with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    pub factor: f64,
    /// The year whose figure was used: not always the one that was asked for.
    pub of_year: i32,
    pub confidence: Confidence,
}

/// Why a series can't be used.
#[derive(Debug, Error)]
pub enum PricesError {
    #[error("the price series cannot be read: {0}")]
    NotReadable(#[from] toml::de::Error),
    #[error(
        "the price series has no usable index for {0}: give the year once, an index above zero and 1 to 12 months"
    )]
    Unusable(i32),
}

impl Prices {
    /// Reads a series and checks that it has its base year, and each year once.
    ///
    /// # Errors
    /// [`PricesError`] says what is wrong with it.
    pub fn read(toml: &str) -> Result<Prices, PricesError> {
        let prices: Prices = toml::from_str(toml)?;
        for year in &prices.years {
            let same = prices.years.iter().filter(|other| other.year == year.year);
            let is_index = year.index.is_finite() && year.index > 0.0;
            if same.count() > 1 || !is_index || !(1..=12).contains(&year.months) {
                return Err(PricesError::Unusable(year.year));
            }
        }
        match prices.of(prices.base_year) {
            Some(_) => Ok(prices),
            None => Err(PricesError::Unusable(prices.base_year)),
        }
    }

    /// The series that comes with Rayuela.
    ///
    /// # Errors
    /// When the file is broken; a test holds that it is not.
    pub fn shipped() -> Result<Prices, PricesError> {
        Prices::read(SHIPPED)
    }

    /// From pesos of `year` to pesos of the base year. Of a year that is missing, the latest
    /// before it counts if it is near; else nothing is known.
    pub fn factor(&self, year: i32) -> Option<Factor> {
        let base = self.of(self.base_year)?;
        let near = (year - YEARS_BACK_MAX..=year)
            .rev()
            .find_map(|year| self.of(year))?;
        Some(Factor {
            factor: base.index / near.index,
            of_year: near.year,
            confidence: near.confidence,
        })
    }

    fn of(&self, year: i32) -> Option<&YearOfPrices> {
        self.years.iter().find(|one| one.year == year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_have_risen_by_half_and_more_since_2015() {
        let prices = Prices::shipped().unwrap();
        let same = prices.factor(2015).unwrap();
        assert!((same.factor - 1.0).abs() < 1e-12);
        // 3,000 pesos of 2015 were 4,633 of 2024.
        let factor = prices.factor(2024).unwrap();
        assert!((4_633.5 * factor.factor - 3_000.0).abs() < 1.0);
        let years: Vec<f64> = (2015..=2026)
            .map(|year| prices.factor(year).unwrap().factor)
            .collect();
        assert!(years.is_sorted_by(|earlier, later| earlier > later));
    }

    #[test]
    fn a_year_without_a_figure_takes_the_last_one_near_and_says_so() {
        let prices = Prices::shipped().unwrap();
        let next = prices.factor(2027).unwrap();
        assert_eq!((next.of_year, next.confidence), (2026, Confidence::Partial));
        assert_eq!(prices.factor(2029), None);
        assert_eq!(prices.factor(2014), None);
    }

    #[test]
    fn a_series_without_its_base_year_or_with_a_year_twice_is_refused() {
        let text = SHIPPED;
        for (from, to, told) in [
            ("base_year = 2015", "base_year = 1999", "1999"),
            ("year = 2016", "year = 2015", "2015"),
            ("index = 90.128", "index = -1", "2016"),
            ("months = 10\n", "months = 13\n", "2025"),
            ("months = 1\n", "month = 1\n", "month"),
        ] {
            assert!(text.contains(from), "{from}");
            let refused = Prices::read(&text.replacen(from, to, 1)).unwrap_err();
            assert!(refused.to_string().contains(told), "{refused}");
        }
    }
}
