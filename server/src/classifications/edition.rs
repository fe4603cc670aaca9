//! *Edición de la definición*: parses the editions that `classify` ships, and chooses one.
//!
//! Start at [`edition_for`]. What this module does not know: what the numbers mean.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use classify::{Date, Edition};

/// The texts of all editions, oldest first.
const TEXTS: &[&str] = &[classify::MX_INEGI_2016];

/// Why there is no edition to classify with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// No edition covers the date.
    #[error(
        "ninguna edición rige el {on}: la primera, {first}, rige desde {from} | \
         no edition is in force on {on}: the first, {first}, begins on {from}"
    )]
    NotInForce {
        on: NaiveDate,
        first: String,
        from: Date,
    },
    /// No edition has this id.
    #[error("no existe la edición pedida; hay: {known} | no such edition; there are: {known}")]
    Unknown { known: String },
    /// An edition this program was built with cannot be read: a fault of the program.
    #[error(
        "la edición incluida no se puede leer; avise a quien mantiene Rayuela: {0} | \
         the built-in edition cannot be read; tell the maintainers: {0}"
    )]
    Unreadable(String),
}

/// All editions, oldest first, parsed once.
///
/// # Errors
/// [`EditionError::Unreadable`] only.
pub fn editions() -> Result<&'static [Edition], EditionError> {
    static EDITIONS: OnceLock<Result<Vec<Edition>, EditionError>> = OnceLock::new();
    let editions = EDITIONS.get_or_init(|| TEXTS.iter().copied().map(parse).collect());
    editions.as_deref().map_err(Clone::clone)
}

/// The edition that a reference date calls for; one that must be pinned is never chosen.
///
/// # Errors
/// [`EditionError::NotInForce`] for a date before the first edition or after the last.
pub fn edition_for(on: NaiveDate) -> Result<&'static Edition, EditionError> {
    let editions = editions()?;
    let day = day(on);
    let in_force =
        |edition: &&Edition| edition.chosen_by_date && day.is_some_and(|day| edition.in_force(day));
    let chosen = editions.iter().rev().find(in_force);
    chosen.ok_or_else(|| match editions.first() {
        Some(first) => EditionError::NotInForce {
            on,
            first: first.id.to_string(),
            from: first.valid_from,
        },
        None => EditionError::Unreadable("0".to_owned()),
    })
}

/// The edition with this id, whatever the date.
///
/// # Errors
/// [`EditionError::Unknown`] names the ids there are.
pub fn pinned(id: &str) -> Result<&'static Edition, EditionError> {
    let editions = editions()?;
    editions
        .iter()
        .find(|edition| &*edition.id == id)
        .ok_or_else(|| {
            let known: Vec<&str> = editions.iter().map(|edition| &*edition.id).collect();
            EditionError::Unknown {
                known: known.join(", "),
            }
        })
}

fn parse(text: &str) -> Result<Edition, EditionError> {
    let edition: Edition =
        toml::from_str(text).map_err(|fault| EditionError::Unreadable(fault.to_string()))?;
    edition
        .check()
        .map_err(|fault| EditionError::Unreadable(fault.to_string()))?;
    Ok(edition)
}

fn day(date: NaiveDate) -> Option<Date> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    );
    Date::new(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_shipped_edition_reads_and_holds_together() {
        assert_eq!(editions().unwrap().len(), TEXTS.len());
    }

    #[test]
    fn the_edition_of_2016_is_chosen_from_2007_on_without_end() {
        for date in ["2007-01-01", "2016-06-01", "2026-11-21", "9999-12-31"] {
            assert_eq!(
                &*edition_for(on(date)).unwrap().id,
                "mx-inegi-2016",
                "{date}"
            );
        }
    }

    #[test]
    fn a_date_before_the_first_edition_is_refused_by_name() {
        let refusal = edition_for(on("2006-12-31")).unwrap_err().to_string();
        assert!(refusal.contains("2006-12-31"), "{refusal}");
        assert!(
            refusal.contains("mx-inegi-2016, begins on 2007-01-01"),
            "{refusal}"
        );
    }

    #[test]
    fn a_pinned_edition_that_does_not_exist_names_those_that_do() {
        assert_eq!(&*pinned("mx-inegi-2016").unwrap().id, "mx-inegi-2016");
        let refusal = pinned("mx-inegi-1999").unwrap_err().to_string();
        assert!(refusal.contains("there are: mx-inegi-2016"), "{refusal}");
    }
}
