//! What the cells of one column mean: codes, bands of numbers, and the empty cell.
//!
//! Start at [`Codes::meaning`]. A cell is compared as bytes, without blanks around it; with
//! leading zeros ignored, "01" is "1". What this module does not know: which fact it is.

use crate::plan::number;

/// What one code says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning<T> {
    Is(T),
    Unknown,
    /// Nothing here; ask the next of `first`.
    Pass,
}

/// The codes of one column.
#[derive(Clone, Debug)]
pub(crate) struct Codes<T> {
    leading_zeros_ignored: bool,
    blank: Meaning<T>,
    /// For cells of one byte: the place in `meanings` by that byte, or `NONE`.
    single: Box<[u8; 256]>,
    meanings: Vec<Meaning<T>>,
    /// Codes of two to eight bytes as one number, sorted.
    short: Vec<(u64, Meaning<T>)>,
    /// Longer codes, sorted.
    long: Vec<(Box<[u8]>, Meaning<T>)>,
    bands: Vec<(f64, f64, Meaning<T>)>,
    listed: Vec<String>,
}

const NONE: u8 = u8::MAX;

/// A code or band that collides with one that is there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Collision(pub String);

impl<T: Copy> Codes<T> {
    /// No code yet; an empty cell is not known.
    pub fn new(leading_zeros_ignored: bool) -> Codes<T> {
        Codes {
            leading_zeros_ignored,
            blank: Meaning::Unknown,
            single: Box::new([NONE; 256]),
            meanings: Vec::new(),
            short: Vec::new(),
            long: Vec::new(),
            bands: Vec::new(),
            listed: Vec::new(),
        }
    }

    /// Is nothing listed?
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.bands.is_empty()
    }

    /// The codes and bands as the mapping lists them.
    pub fn listed(&self) -> Vec<String> {
        let bands = self
            .bands
            .iter()
            .map(|(from, to, _)| format!("{from} – {to}"));
        self.listed.iter().cloned().chain(bands).collect()
    }

    /// Adds a code as the table's encoding writes it.
    pub fn insert(
        &mut self,
        shown: &str,
        bytes: &[u8],
        meaning: Meaning<T>,
    ) -> Result<(), Collision> {
        let bytes = self.normal(bytes.trim_ascii());
        let collision = || Collision(shown.to_owned());
        if self.listed.iter().any(|listed| listed == shown)
            || self.of_code(bytes).is_some()
            || self.of_band(bytes).is_some()
        {
            return Err(collision());
        }
        match bytes {
            [] => self.blank = meaning,
            [byte] => {
                self.single[usize::from(*byte)] =
                    u8::try_from(self.meanings.len()).map_err(|_| collision())?;
                self.meanings.push(meaning);
            }
            _ => match packed(bytes) {
                Some(packed) => {
                    let place = self.short.partition_point(|(code, _)| *code < packed);
                    self.short.insert(place, (packed, meaning));
                }
                None => {
                    let place = self.long.partition_point(|(code, _)| **code < *bytes);
                    self.long.insert(place, (bytes.into(), meaning));
                }
            },
        }
        self.listed.push(shown.to_owned());
        Ok(())
    }

    /// Adds a band of numbers, both ends included.
    pub fn insert_band(
        &mut self,
        from: f64,
        to: f64,
        meaning: Meaning<T>,
    ) -> Result<(), Collision> {
        let meets = |number: f64| from <= number && number <= to;
        for (other_from, other_to, _) in &self.bands {
            if from <= *other_to && *other_from <= to {
                return Err(Collision(format!("{from} – {to}")));
            }
        }
        for listed in &self.listed {
            if number::read(listed.trim().as_bytes(), b'.').is_some_and(meets) {
                return Err(Collision(listed.clone()));
            }
        }
        self.bands.push((from, to, meaning));
        Ok(())
    }

    /// What a cell means; `None` for a code that nobody listed.
    #[inline]
    pub fn meaning(&self, cell: &[u8]) -> Option<Meaning<T>> {
        if cell.is_empty() {
            return Some(self.blank);
        }
        let cell = self.normal(cell);
        self.of_code(cell).or_else(|| self.of_band(cell))
    }

    #[inline]
    fn of_code(&self, cell: &[u8]) -> Option<Meaning<T>> {
        if let [byte] = cell {
            let place = self.single[usize::from(*byte)];
            return self.meanings.get(usize::from(place)).copied();
        }
        match packed(cell) {
            Some(packed) => {
                let found = self.short.binary_search_by_key(&packed, |(code, _)| *code);
                found.ok().map(|place| self.short[place].1)
            }
            None => {
                let found = self.long.binary_search_by(|(code, _)| (**code).cmp(cell));
                found.ok().map(|place| self.long[place].1)
            }
        }
    }

    fn of_band(&self, cell: &[u8]) -> Option<Meaning<T>> {
        if self.bands.is_empty() {
            return None;
        }
        let number = number::read(cell, b'.')?;
        let within = |(from, to, _): &&(f64, f64, _)| (*from..=*to).contains(&number);
        self.bands
            .iter()
            .find(within)
            .map(|(_, _, meaning)| *meaning)
    }

    /// The code without leading zeros, where these do not matter.
    #[inline]
    fn normal<'c>(&self, cell: &'c [u8]) -> &'c [u8] {
        if self.leading_zeros_ignored {
            without_leading_zeros(cell)
        } else {
            cell
        }
    }
}

/// Digits without leading zeros; the last digit stays. Anything but digits is left alone.
pub(crate) fn without_leading_zeros(cell: &[u8]) -> &[u8] {
    if cell.first() != Some(&b'0') || !cell.iter().all(u8::is_ascii_digit) {
        return cell;
    }
    let zeros = cell.iter().take_while(|byte| **byte == b'0').count();
    &cell[zeros.min(cell.len() - 1)..]
}

/// Up to eight bytes as one number; `None` for longer ones and for those that hold a zero byte,
/// which packed would look like a shorter one.
#[inline]
fn packed(bytes: &[u8]) -> Option<u64> {
    if bytes.len() > 8 || bytes.contains(&0) {
        return None;
    }
    let mut all = [0; 8];
    all[..bytes.len()].copy_from_slice(bytes);
    Some(u64::from_le_bytes(all))
}

#[cfg(test)]
mod tests {
    use super::{Codes, Collision, Meaning, without_leading_zeros};

    fn codes(zeros_ignored: bool, list: &[(&str, u8)]) -> Codes<u8> {
        let mut codes = Codes::new(zeros_ignored);
        for (code, value) in list {
            codes
                .insert(code, code.as_bytes(), Meaning::Is(*value))
                .unwrap();
        }
        codes
    }

    #[test]
    fn codes_of_any_length_are_told_apart_exactly() {
        let list = [
            ("1", 1),
            ("01", 2),
            ("12345678", 3),
            ("123456789", 4),
            ("construction_site", 5),
            ("é", 6),
            ("", 7),
        ];
        let codes = codes(false, &list);
        for (code, value) in list {
            assert_eq!(codes.meaning(code.as_bytes()), Some(Meaning::Is(value)));
        }
        for strange in ["2", "001", "1234567", "construction_sit", "1\0", "\0"] {
            assert_eq!(codes.meaning(strange.as_bytes()), None, "{strange:?}");
        }
    }

    #[test]
    fn an_empty_cell_is_not_known_unless_a_meaning_is_given() {
        assert_eq!(codes(false, &[]).meaning(b""), Some(Meaning::Unknown));
    }

    #[test]
    fn leading_zeros_are_ignored_only_where_the_mapping_says_so() {
        let codes = codes(true, &[("1", 1), ("00", 2)]);
        assert_eq!(codes.meaning(b"001"), Some(Meaning::Is(1)));
        assert_eq!(codes.meaning(b"0"), Some(Meaning::Is(2)));
        assert_eq!(without_leading_zeros(b"0x1"), b"0x1");
    }

    #[test]
    fn a_code_with_two_meanings_is_a_collision() {
        let mut codes = codes(true, &[("1", 1)]);
        let twice = codes.insert("01", b"01", Meaning::Is(2));
        assert_eq!(twice, Err(Collision("01".into())));
        assert_eq!(
            codes.insert_band(0.0, 3.0, Meaning::Is(3)),
            Err(Collision("1".into()))
        );
        codes.insert_band(2.0, 5.0, Meaning::Is(4)).unwrap();
        assert_eq!(
            codes.insert_band(5.0, 9.0, Meaning::Is(5)),
            Err(Collision("5 – 9".into()))
        );
        let within = codes.insert("3", b"3", Meaning::Unknown);
        assert_eq!(within, Err(Collision("3".into())));
        assert_eq!(codes.meaning(b"4.5"), Some(Meaning::Is(4)));
        assert_eq!(codes.meaning(b"05"), Some(Meaning::Is(4)));
        assert_eq!(codes.meaning(b"6"), None);
    }
}
