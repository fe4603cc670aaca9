//! Reading bytes with a check before every step: nothing is allocated on a claim.
//!
//! Start at [`Reader`]. Numbers are LEB128 in their shortest form; a longer form would hash
//! differently after Automerge writes it again.

use super::refusal::Refusal;

/// The rest of some bytes.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refusal> {
        let (first, rest) = self.rest.split_first().ok_or(Refusal::Malformed)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, count: u64) -> Result<&'a [u8], Refusal> {
        let count = usize::try_from(count).map_err(|_| Refusal::Malformed)?;
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(Refusal::Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        self.take(N as u64)?
            .try_into()
            .map_err(|_| Refusal::Malformed)
    }

    /// Bytes behind their length.
    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.unsigned()?;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Refusal> {
        std::str::from_utf8(self.prefixed()?).map_err(|_| Refusal::Malformed)
    }

    /// Unsigned LEB128, at most 64 bits.
    pub(super) fn unsigned(&mut self) -> Result<u64, Refusal> {
        let mut value = 0u64;
        for position in 0..10 {
            let byte = self.byte()?;
            if position == 9 && byte > 1 {
                return Err(Refusal::Malformed);
            }
            value |= u64::from(byte & 0x7f) << (7 * position);
            if byte & 0x80 == 0 {
                let overlong = position > 0 && byte == 0;
                return if overlong {
                    Err(Refusal::NotCanonical)
                } else {
                    Ok(value)
                };
            }
        }
        Err(Refusal::Malformed)
    }

    /// Signed LEB128, at most 64 bits.
    pub(super) fn signed(&mut self) -> Result<i64, Refusal> {
        let mut value = 0i64;
        let mut before = 0u8;
        for position in 0..10 {
            let byte = self.byte()?;
            if position == 9 && byte != 0 && byte != 0x7f {
                return Err(Refusal::Malformed);
            }
            value |= i64::from(byte & 0x7f) << (7 * position);
            if byte & 0x80 == 0 {
                let repeats_the_sign =
                    (byte == 0 && before & 0x40 == 0) || (byte == 0x7f && before & 0x40 != 0);
                if position > 0 && repeats_the_sign {
                    return Err(Refusal::NotCanonical);
                }
                if position < 9 && byte & 0x40 != 0 {
                    value |= -1 << (7 * (position + 1));
                }
                return Ok(value);
            }
            before = byte;
        }
        Err(Refusal::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsigned(bytes: &[u8]) -> Result<u64, Refusal> {
        Reader::new(bytes).unsigned()
    }

    fn signed(bytes: &[u8]) -> Result<i64, Refusal> {
        Reader::new(bytes).signed()
    }

    #[test]
    fn numbers_are_read_in_their_shortest_form_only() {
        assert_eq!(unsigned(&[0x81, 0x01]), Ok(129));
        assert_eq!(unsigned(&[0xff; 10]), Err(Refusal::Malformed));
        assert_eq!(unsigned(&[0x81, 0x00]), Err(Refusal::NotCanonical));
        assert_eq!(
            unsigned(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
            Ok(u64::MAX)
        );
        assert_eq!(
            unsigned(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]),
            Err(Refusal::Malformed)
        );
        assert_eq!(unsigned(&[0x80]), Err(Refusal::Malformed));
    }

    #[test]
    fn signed_numbers_keep_their_sign_and_their_bounds() {
        assert_eq!(signed(&[0x7f]), Ok(-1));
        assert_eq!(signed(&[0xc0, 0x00]), Ok(64));
        assert_eq!(signed(&[0xff, 0x7f]), Err(Refusal::NotCanonical));
        assert_eq!(
            signed(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f]),
            Ok(i64::MIN)
        );
        assert_eq!(signed(&[0x80; 11]), Err(Refusal::Malformed));
    }

    #[test]
    fn a_length_beyond_the_bytes_is_refused_before_anything_is_taken() {
        assert_eq!(
            Reader::new(&[0xff, 0xff, 0xff, 0x7f, 1]).prefixed(),
            Err(Refusal::Malformed)
        );
    }
}
