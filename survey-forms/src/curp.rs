//! *CURP* (*Clave Única de Registro de Población*): its shape and its check digit.
//! Knows nothing of whose it is. Source of the rule: RENAPO's published instruction.

/// The characters, each worth its place, in the check digit's sum.
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

/// Whether a text has a CURP's shape: 4 letters, 6 digits of birth, sex (H, M or X), 5 letters, a
/// letter or digit, a digit.
pub(crate) fn has_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 18
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            0..=3 | 11..=15 => byte.is_ascii_uppercase(),
            4..=9 | 17 => byte.is_ascii_digit(),
            10 => b"HMX".contains(byte),
            _ => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        })
}

/// Whether the last digit is the one that the others give.
pub(crate) fn check_digit_fits(text: &str) -> bool {
    let worth = |c: char| ALPHABET.chars().position(|letter| letter == c);
    let mut sum = 0;
    for (place, letter) in text.chars().take(17).enumerate() {
        let Some(worth) = worth(letter) else {
            return false;
        };
        sum += worth * (18 - place);
    }
    let expected = (10 - sum % 10) % 10;
    text.chars().nth(17).and_then(|c| c.to_digit(10)) == u32::try_from(expected).ok()
}
