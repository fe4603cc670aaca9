//! Names that look like the one that was meant.
//!
//! Start at [`near`]. What this module does not know: what the names stand for.

/// The names that take the fewest changes to become `meant`, best first, at most three; case
/// does not count.
pub(crate) fn near<'n>(meant: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    const SHOWN_MAX: usize = 3;
    let meant = meant.to_lowercase();
    let mut ranked: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (changes(&meant, &name.to_lowercase()), name))
        .collect();
    ranked.sort_by_key(|(changes, _)| *changes);
    ranked
        .into_iter()
        .take(SHOWN_MAX)
        .map(|(_, name)| name)
        .collect()
}

/// How many letters are to be put in, taken out or replaced (Levenshtein).
fn changes(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{changes, near};

    #[test]
    fn the_nearest_names_come_first_whatever_their_case() {
        assert_eq!(
            near("sex", ["EDA", "SEX", "SEXO", "ASIS"])[..2],
            ["SEX", "SEXO"]
        );
    }

    #[test]
    fn changes_are_counted_letter_by_letter() {
        assert_eq!(changes("kitten", "sitting"), 3);
        assert_eq!(changes("", "año"), 3);
    }
}
