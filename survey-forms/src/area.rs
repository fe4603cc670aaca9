//! *Claves geoestadísticas*: which place a household, a count or a polygon belongs to.
//!
//! Start at [`AreaKey`]. A key is text and always travels with its kind ("ageb:0710100010363"),
//! because a rural AGEB and a locality both have nine characters. A wrong check digit is
//! something to warn about, never a reason to refuse: INEGI publishes no rule, and ours was
//! derived from the 1,925 urban AGEBs of Chiapas and ten keys of nine other states.
//!
//! It does not know names, figures or polygons.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The levels of INEGI's *Marco Geoestadístico*, from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// *Entidad federativa*, 2 digits.
    State,
    /// *Municipio*: state and 3 digits.
    Municipality,
    /// *Localidad*: municipality and 4 digits.
    Locality,
    /// *AGEB rural*: municipality and the 4 characters of the AGEB, without a locality.
    RuralAgeb,
    /// *AGEB urbana*: locality and the 4 characters of the AGEB.
    Ageb,
    /// *Manzana*: urban AGEB and 3 digits.
    Block,
}

impl AreaKind {
    /// Every kind, from the widest to the narrowest.
    pub const ALL: [AreaKind; 6] = [
        AreaKind::State,
        AreaKind::Municipality,
        AreaKind::Locality,
        AreaKind::RuralAgeb,
        AreaKind::Ageb,
        AreaKind::Block,
    ];

    /// The word that stands before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            AreaKind::State => "state",
            AreaKind::Municipality => "municipality",
            AreaKind::Locality => "locality",
            AreaKind::RuralAgeb => "rural_ageb",
            AreaKind::Ageb => "ageb",
            AreaKind::Block => "block",
        }
    }

    /// How many characters a key of this kind has.
    pub fn key_length(self) -> usize {
        match self {
            AreaKind::State => 2,
            AreaKind::Municipality => 5,
            AreaKind::Locality | AreaKind::RuralAgeb => 9,
            AreaKind::Ageb => 13,
            AreaKind::Block => 16,
        }
    }

    /// Where the four characters of the AGEB begin, for the kinds that have them.
    fn ageb_offset(self) -> Option<usize> {
        match self {
            AreaKind::RuralAgeb => Some(5),
            AreaKind::Ageb | AreaKind::Block => Some(9),
            AreaKind::State | AreaKind::Municipality | AreaKind::Locality => None,
        }
    }
}

impl fmt::Display for AreaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AreaKind {
    type Err = AreaKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        AreaKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| AreaKeyError::UnknownKind {
                found: text.to_owned(),
            })
    }
}

/// A place of the *Marco Geoestadístico*: kind and key, padded and in upper case.
///
/// Its text form is "kind:KEY".
///
/// ```
/// use survey_forms::area::{AreaKey, AreaKind, CheckDigit};
///
/// let area: AreaKey = "ageb:071010001058a".parse()?;
/// assert_eq!(area.to_string(), "ageb:071010001058A");
/// assert_eq!(area.check_digit(), CheckDigit::Holds);
/// assert_eq!(area.parent().unwrap().kind(), AreaKind::Locality);
///
/// // The same nine characters name two places; the kind tells them apart.
/// let locality = AreaKey::new(AreaKind::Locality, "071010058")?;
/// assert_eq!(locality.check_digit(), CheckDigit::None);
/// # Ok::<(), survey_forms::area::AreaKeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AreaKey {
    kind: AreaKind,
    key: String,
}

/// Whether the last character of the AGEB agrees with the digits before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigit {
    /// The kind has none (state, municipality, locality).
    None,
    /// It is the one that the digits give.
    Holds,
    /// The digits give another one: probably a slip of the pen. Warn, do not refuse.
    Differs { expected: char, found: char },
}

/// Why a text is not the key of a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaKeyError {
    #[error("\"{found}\" is not a kind of area; write ageb, rural_ageb, locality or block")]
    UnknownKind { found: String },
    #[error("\"{found}\" does not say its kind; write kind:KEY, such as ageb:0710100010363")]
    NoKind { found: String },
    #[error(
        "\"{found}\" is not a key of kind {kind}: it needs {expected} characters, as in the \
         census; keep it as text, with its zeros"
    )]
    WrongLength {
        kind: &'static str,
        found: String,
        expected: usize,
    },
    #[error(
        "\"{found}\" is not a key of kind {kind}: only digits, and for an AGEB a last character \
         of 0-9 or A-P; copy it again from the census, as text"
    )]
    WrongCharacter { kind: &'static str, found: String },
}

impl AreaKey {
    /// A key of a kind. Blanks around it go, letters become upper case, and a key that lost only
    /// the zero of its state (states 01 to 09) gets it back.
    pub fn new(kind: AreaKind, text: &str) -> Result<AreaKey, AreaKeyError> {
        let mut key = text.trim().to_ascii_uppercase();
        if key.len() + 1 == kind.key_length() {
            key.insert(0, '0');
        }
        if key.chars().count() != kind.key_length() {
            let (kind, expected) = (kind.as_str(), kind.key_length());
            return Err(AreaKeyError::WrongLength {
                kind,
                found: text.to_owned(),
                expected,
            });
        }
        let verifier = kind.ageb_offset().map(|offset| offset + 3);
        let fits = |(place, c): (usize, char)| {
            c.is_ascii_digit() || (Some(place) == verifier && ('A'..='P').contains(&c))
        };
        if !key.chars().enumerate().all(fits) {
            let kind = kind.as_str();
            return Err(AreaKeyError::WrongCharacter {
                kind,
                found: text.to_owned(),
            });
        }
        Ok(AreaKey { kind, key })
    }

    /// The level of the place.
    pub fn kind(&self) -> AreaKind {
        self.kind
    }

    /// The key without its kind.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The two digits of the state.
    pub fn state(&self) -> &str {
        &self.key[..2]
    }

    /// State and municipality, 5 digits; none for a state.
    pub fn municipality(&self) -> Option<&str> {
        self.key.get(..5)
    }

    /// State, municipality and locality, 9 digits, where the kind has a locality.
    pub fn locality(&self) -> Option<&str> {
        match self.kind {
            AreaKind::Locality | AreaKind::Ageb | AreaKind::Block => self.key.get(..9),
            AreaKind::State | AreaKind::Municipality | AreaKind::RuralAgeb => None,
        }
    }

    /// The four characters of the AGEB, where the kind has them.
    pub fn ageb(&self) -> Option<&str> {
        let offset = self.kind.ageb_offset()?;
        self.key.get(offset..offset + 4)
    }

    /// The three digits of a block.
    pub fn block(&self) -> Option<&str> {
        self.key.get(13..).filter(|_| self.kind == AreaKind::Block)
    }

    /// The place one level up that holds this one.
    pub fn parent(&self) -> Option<AreaKey> {
        let kind = match self.kind {
            AreaKind::State => return None,
            AreaKind::Municipality => AreaKind::State,
            AreaKind::Locality | AreaKind::RuralAgeb => AreaKind::Municipality,
            AreaKind::Ageb => AreaKind::Locality,
            AreaKind::Block => AreaKind::Ageb,
        };
        let key = self.key[..kind.key_length()].to_owned();
        Some(AreaKey { kind, key })
    }

    /// Whether the AGEB's last character is the one that its digits give.
    pub fn check_digit(&self) -> CheckDigit {
        let Some(ageb) = self.ageb() else {
            return CheckDigit::None;
        };
        let digits = format!("{}{}", &self.key[..5], &ageb[..3]);
        match (check_digit(&digits), ageb.chars().last()) {
            (Some(expected), Some(found)) if expected != found => {
                CheckDigit::Differs { expected, found }
            }
            (Some(_), Some(_)) => CheckDigit::Holds,
            _ => CheckDigit::None,
        }
    }
}

/// The check digit of an AGEB: state (2), municipality (3) and AGEB (3) as eight digits.
///
/// Weights 4 5 6 7 8 9 4 5, sum modulo 11, ten is written A. The locality does not enter, so a
/// wrong locality is not seen; every single wrong digit and every swap of two neighbours is.
/// Source: derived on real keys (docs/definition.md), not published by INEGI.
///
/// ```
/// use survey_forms::area::check_digit;
///
/// assert_eq!(check_digit("07101036"), Some('3'));
/// assert_eq!(check_digit("07101058"), Some('A'));
/// assert_eq!(check_digit("19039163"), Some('3'));
/// assert_eq!(check_digit("7101036"), None);
/// ```
pub fn check_digit(state_municipality_ageb: &str) -> Option<char> {
    const WEIGHTS: [u32; 8] = [4, 5, 6, 7, 8, 9, 4, 5];
    let digits: Option<Vec<u32>> = state_municipality_ageb
        .chars()
        .map(|digit| digit.to_digit(10))
        .collect();
    let digits = digits.filter(|digits| digits.len() == WEIGHTS.len())?;
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match sum % 11 {
        10 => Some('A'),
        rest => char::from_digit(rest, 10),
    }
}

impl fmt::Display for AreaKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.key)
    }
}

impl FromStr for AreaKey {
    type Err = AreaKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, key) = text
            .trim()
            .split_once(':')
            .ok_or_else(|| AreaKeyError::NoKind {
                found: text.to_owned(),
            })?;
        AreaKey::new(kind.parse()?, key)
    }
}

impl From<AreaKey> for String {
    fn from(area: AreaKey) -> String {
        area.to_string()
    }
}

impl TryFrom<String> for AreaKey {
    type Error = AreaKeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ageb_of(digits: &str) -> AreaKey {
        let verifier = check_digit(digits).unwrap();
        let key = format!("{}0001{}{verifier}", &digits[..5], &digits[5..]);
        AreaKey::new(AreaKind::Ageb, &key).unwrap()
    }

    /// The key with the eight digits of the check replaced, its verifier kept.
    fn mistyped(right: &AreaKey, digits: &[u8]) -> AreaKey {
        let digits = std::str::from_utf8(digits).unwrap();
        let key = format!("{}0001{}{}", &digits[..5], &digits[5..], &right.key()[12..]);
        AreaKey::new(AreaKind::Ageb, &key).unwrap()
    }

    #[test]
    fn known_keys_of_ten_states_hold() {
        for digits_and_verifier in ["071010363", "07101058A", "190391633", "010010017"] {
            let (digits, verifier) = digits_and_verifier.split_at(8);
            assert_eq!(
                check_digit(digits),
                verifier.chars().next(),
                "{digits_and_verifier}"
            );
        }
    }

    #[test]
    fn a_key_gets_back_its_first_zero_and_its_upper_case() {
        let area = AreaKey::new(AreaKind::Ageb, " 71010001058a ").unwrap();
        assert_eq!(area.key(), "071010001058A");
        assert_eq!(area.ageb(), Some("058A"));
        assert_eq!(area.municipality(), Some("07101"));
    }

    #[test]
    fn a_locality_and_a_rural_ageb_of_nine_characters_stay_apart() {
        let locality: AreaKey = "locality:071010363".parse().unwrap();
        let rural: AreaKey = "rural_ageb:071010363".parse().unwrap();
        assert_ne!(locality, rural);
        assert_eq!(locality.check_digit(), CheckDigit::None);
        assert_eq!(rural.check_digit(), CheckDigit::Holds);
    }

    #[test]
    fn a_text_that_is_no_key_is_refused_with_what_was_expected() {
        let short = AreaKey::new(AreaKind::Ageb, "0363").unwrap_err();
        assert!(short.to_string().contains("13 characters"));
        let number = AreaKey::new(AreaKind::Locality, "7.1E+07 x").unwrap_err();
        assert!(matches!(number, AreaKeyError::WrongCharacter { .. }));
        assert!("0710100010363".parse::<AreaKey>().is_err());
        assert!("town:0710100010363".parse::<AreaKey>().is_err());
        assert!(AreaKey::new(AreaKind::State, "ñ").is_err());
    }

    #[test]
    fn parents_lead_from_a_block_up_to_its_state() {
        let mut area: AreaKey = "block:0710100010363012".parse().unwrap();
        assert_eq!(area.block(), Some("012"));
        let mut way = vec![area.kind()];
        while let Some(parent) = area.parent() {
            way.push(parent.kind());
            area = parent;
        }
        use AreaKind::{Ageb, Block, Locality, Municipality, State};
        assert_eq!(way, [Block, Ageb, Locality, Municipality, State]);
    }

    proptest! {
        #[test]
        fn every_single_wrong_digit_is_caught(digits in "[0-9]{8}", place in 0usize..8, step in 1u8..10) {
            let right = ageb_of(&digits);
            prop_assert_eq!(right.check_digit(), CheckDigit::Holds);
            let mut wrong = digits.into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + step) % 10;
            let wrong = mistyped(&right, &wrong);
            let caught = matches!(wrong.check_digit(), CheckDigit::Differs { .. });
            prop_assert!(caught, "{} passes for {}", wrong, right);
        }

        #[test]
        fn every_swap_of_two_neighbours_is_caught(digits in "[0-9]{8}", place in 0usize..7) {
            let right = ageb_of(&digits);
            let mut wrong = digits.into_bytes();
            prop_assume!(wrong[place] != wrong[place + 1]);
            wrong.swap(place, place + 1);
            let wrong = mistyped(&right, &wrong);
            let caught = matches!(wrong.check_digit(), CheckDigit::Differs { .. });
            prop_assert!(caught, "{} passes for {}", wrong, right);
        }
    }
}
