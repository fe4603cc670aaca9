//! Numbers as tables write them: digits, with a decimal point or comma if need be.
//!
//! Start at [`read`]. No sign, no exponent, no thousands separator: those are refused, so that
//! "1,234" is never taken for 1.234 or 1234 by chance. What this module does not know: limits.

/// Powers of ten that a float holds exactly.
const TENS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// Reads a number of at most 15 digits, so that it is exact before it is rounded once; longer
/// ones go through the standard library. `None` for anything else.
#[inline]
pub(crate) fn read(cell: &[u8], point: u8) -> Option<f64> {
    let mut digits: u64 = 0;
    let mut decimals: Option<usize> = None;
    for byte in cell {
        if byte.is_ascii_digit() {
            digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            if let Some(decimals) = &mut decimals {
                *decimals += 1;
            }
        } else if *byte == point && decimals.is_none() {
            decimals = Some(0);
        } else {
            return None;
        }
    }
    let length = cell.len() - usize::from(decimals.is_some());
    // "." and "5." and ".5" are no numbers: a cell cut in two would look like them.
    if length == 0 || decimals == Some(0) || decimals == Some(length) {
        return None;
    }
    if length > 15 {
        return long(cell, point);
    }
    #[expect(clippy::cast_precision_loss, reason = "15 digits fit in 53 bits")]
    let whole = digits as f64;
    Some(whole / TENS[decimals.unwrap_or(0)])
}

/// Reads a whole number that fits in 32 bits.
#[inline]
pub(crate) fn whole(cell: &[u8]) -> Option<u32> {
    if cell.is_empty() || cell.len() > 9 {
        return None;
    }
    cell.iter().try_fold(0, |sum: u32, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + u32::from(byte - b'0'))
    })
}

#[cold]
fn long(cell: &[u8], point: u8) -> Option<f64> {
    let text: String = cell
        .iter()
        .map(|byte| {
            if *byte == point {
                '.'
            } else {
                char::from(*byte)
            }
        })
        .collect();
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, whole};

    #[test]
    fn signs_exponents_and_separators_are_no_numbers() {
        for text in [
            "", ".", "5.", ".5", "-1", "+1", "1e3", "1,5", "1.2.3", " 1", "0x1", "NaN",
        ] {
            assert_eq!(read(text.as_bytes(), b'.'), None, "{text:?}");
        }
        assert_eq!(read(b"1,5", b','), Some(1.5));
        assert_eq!(read(b"1.5", b','), None);
        assert_eq!(whole(b"0017"), Some(17));
        assert_eq!(whole(b"17.0"), None);
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_the_standard_library_reads_it(text in "[0-9]{1,20}(\\.[0-9]{1,9})?") {
            prop_assert_eq!(read(text.as_bytes(), b'.'), text.parse().ok());
        }
    }
}
