//! DBF fields that are not kept as text, written out.
//!
//! Start at [`written`]. What this module does not know: codes.

/// The kinds of field that can be read: text, numbers as text, days, yes-no, and binary numbers.
pub(crate) const READABLE: &[u8] = b"CNFDLIBOY";

/// The text of a binary field; `None` for one that is text already.
pub(super) fn written(kind: u8, cell: &[u8]) -> Option<String> {
    match kind {
        b'I' => {
            let bytes = cell.try_into().ok()?;
            Some(i32::from_le_bytes(bytes).to_string())
        }
        // A double in Visual FoxPro; of ten digits as text it is a memo's number, never asked for.
        b'B' | b'O' => {
            let bytes = cell.try_into().ok()?;
            Some(f64::from_le_bytes(bytes).to_string())
        }
        // Ten-thousandths.
        b'Y' => {
            let whole = i64::from_le_bytes(cell.try_into().ok()?);
            let (sign, whole) = (if whole < 0 { "-" } else { "" }, whole.unsigned_abs());
            Some(format!("{sign}{}.{:04}", whole / 10_000, whole % 10_000))
        }
        // "?" is a yes-no that was not answered.
        b'L' if cell == b"?" => Some(String::new()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn binary_numbers_are_written_as_digits() {
        assert_eq!(written(b'I', &17_i32.to_le_bytes()).unwrap(), "17");
        assert_eq!(written(b'B', &1.5_f64.to_le_bytes()).unwrap(), "1.5");
        assert_eq!(written(b'Y', &12_345_i64.to_le_bytes()).unwrap(), "1.2345");
        assert_eq!(written(b'Y', &(-5_i64).to_le_bytes()).unwrap(), "-0.0005");
        assert_eq!(written(b'L', b"?").unwrap(), "");
        assert_eq!(written(b'L', b"T"), None);
        assert_eq!(written(b'I', b"17"), None);
    }
}
