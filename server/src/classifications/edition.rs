//! *Edición de la definición*: parses the editions that `classify` ships, and chooses one.
//!
//! Start at [`edition_for`]. What this module does not know: what the numbers mean.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use classify::{Date, EDITIONS, Edition};

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
    /// Two editions this program was built with have one id: a fault of the program.
    #[error(
        "dos ediciones incluidas se llaman {0}; avise a quien mantiene Rayuela | \
         two built-in editions are called {0}; tell the maintainers"
    )]
    Twice(String),
    /// A date would choose two editions: a fault of the program.
    #[error(
        "las ediciones {0} y {1} rigen el mismo día; avise a quien mantiene Rayuela | \
         the editions {0} and {1} are in force on the same day; tell the maintainers"
    )]
    Overlap(String, String),
}

/// All editions, oldest first, then by id; parsed once.
///
/// # Errors
/// [`EditionError::Unreadable`], [`EditionError::Twice`] and [`EditionError::Overlap`]: an
/// edition that this program was built with is wrong.
pub fn editions() -> Result<&'static [Edition], EditionError> {
    static READ: OnceLock<Result<Vec<Edition>, EditionError>> = OnceLock::new();
    let editions = READ.get_or_init(|| gather(EDITIONS));
    editions.as_deref().map_err(Clone::clone)
}

/// The edition that a reference date calls for; one that must be pinned is never chosen.
///
/// # Errors
/// [`EditionError::NotInForce`] for a date before the first edition or after the last.
pub fn edition_for(on: NaiveDate) -> Result<&'static Edition, EditionError> {
    choose(editions()?, on)
}

fn choose(editions: &[Edition], on: NaiveDate) -> Result<&Edition, EditionError> {
    let day = day(on);
    let mut by_date = editions.iter().filter(|edition| edition.chosen_by_date);
    let chosen = by_date
        .clone()
        .find(|edition| day.is_some_and(|day| edition.in_force(day)));
    chosen.ok_or_else(|| match by_date.next() {
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

/// Reads these texts and puts them in order; together they must leave each date one choice.
fn gather(texts: &[&str]) -> Result<Vec<Edition>, EditionError> {
    let mut editions = texts
        .iter()
        .map(|text| parse(text))
        .collect::<Result<Vec<_>, _>>()?;
    editions.sort_by(|one, other| (one.valid_from, &one.id).cmp(&(other.valid_from, &other.id)));
    for (place, edition) in editions.iter().enumerate() {
        for other in &editions[place + 1..] {
            if edition.id == other.id {
                return Err(EditionError::Twice(edition.id.to_string()));
            }
            // In order of their first day: the later one begins while the earlier one holds.
            let both = edition.chosen_by_date && other.chosen_by_date;
            if both && edition.in_force(other.valid_from) {
                return Err(EditionError::Overlap(
                    edition.id.to_string(),
                    other.id.to_string(),
                ));
            }
        }
    }
    Ok(editions)
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
        assert_eq!(editions().unwrap().len(), EDITIONS.len());
        let mut pinned_only = editions().unwrap().iter().filter(|one| !one.chosen_by_date);
        assert!(pinned_only.all(|edition| pinned(&edition.id).is_ok()));
    }

    /// The edition of 2016 with these passages put in the place of others.
    fn edition_with(passages: &[(&str, &str)]) -> String {
        passages
            .iter()
            .fold(classify::MX_INEGI_2016.to_owned(), |text, (old, new)| {
                assert!(text.contains(old), "{old}");
                text.replacen(old, new, 1)
            })
    }

    const ENDS_2025: (&str, &str) = (
        "valid_from = \"2007-01-01\"",
        "valid_from = \"2007-01-01\"\nvalid_until = \"2025-12-31\"",
    );
    const BEGINS_2026: (&str, &str) = ("2007-01-01", "2026-01-01");
    const NEW_ID: (&str, &str) = ("id = \"mx-inegi-2016\"", "id = \"mx-inegi-2026\"");

    #[test]
    fn a_new_edition_takes_over_on_its_first_day() {
        let (new, old) = (
            edition_with(&[NEW_ID, BEGINS_2026]),
            edition_with(&[ENDS_2025]),
        );
        let editions = gather(&[&new, &old]).unwrap();
        let chosen = |date: &str| choose(&editions, on(date)).unwrap().id.to_string();
        assert_eq!(chosen("2025-12-31"), "mx-inegi-2016");
        assert_eq!(chosen("2026-01-01"), "mx-inegi-2026");
    }

    #[test]
    fn two_editions_for_one_day_are_refused_unless_one_must_be_pinned() {
        let old = edition_with(&[]);
        let new = edition_with(&[NEW_ID, BEGINS_2026]);
        let refusal = gather(&[&old, &new]).unwrap_err();
        assert_eq!(
            refusal,
            EditionError::Overlap("mx-inegi-2016".to_owned(), "mx-inegi-2026".to_owned())
        );
        let pin = ("chosen_by_date = true", "chosen_by_date = false");
        let pinned = edition_with(&[NEW_ID, BEGINS_2026, pin]);
        let editions = gather(&[&pinned, &old]).unwrap();
        let chosen = choose(&editions, on("2026-06-01")).unwrap();
        assert_eq!(&*chosen.id, "mx-inegi-2016");
    }

    #[test]
    fn an_edition_that_stands_twice_is_refused_by_name() {
        let again = edition_with(&[("chosen_by_date = true", "chosen_by_date = false")]);
        let refusal = gather(&[&again, classify::MX_INEGI_2016]).unwrap_err();
        assert_eq!(refusal, EditionError::Twice("mx-inegi-2016".to_owned()));
        assert!(refusal.to_string().contains("mx-inegi-2016"), "{refusal}");
    }

    #[test]
    fn an_edition_with_a_fault_is_refused_by_field() {
        let without_end = edition_with(&[("scope_max = { value = 17", "scope_max = { value = 18")]);
        let refusal = gather(&[&without_end]).unwrap_err().to_string();
        assert!(refusal.contains("hazards.prolonged_hours"), "{refusal}");
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
