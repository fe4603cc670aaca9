//! The run-length columns of a change, read within a cap and in canonical form only.
//!
//! Start at [`values`]. A column is a sequence of runs: a positive count and one value (a
//! repeat, at least 2), a negative count and that many values (a literal, no two neighbours
//! equal), or 0 and a count (nothing). Measured: 57 bytes of such runs cost the library 3.9 GB,
//! and a repeat of 1 makes a document that saves and never loads again.

use super::reader::Reader;
use super::refusal::Refusal;

#[derive(PartialEq, Clone, Copy)]
enum Run {
    Repeat,
    Literal,
    Nothing,
}

/// All values of a column; `cap` bounds them before anything is made.
pub(super) fn values<'a, T: PartialEq + Clone>(
    column: &'a [u8],
    cap: u64,
    read: impl Fn(&mut Reader<'a>) -> Result<T, Refusal>,
) -> Result<Vec<Option<T>>, Refusal> {
    let mut reader = Reader::new(column);
    let mut found: Vec<Option<T>> = Vec::new();
    let mut before = None;
    while !reader.is_empty() {
        let count = reader.signed()?;
        let (run, length) = match count {
            0 => (Run::Nothing, reader.unsigned()?),
            1 => return Err(Refusal::NotCanonical),
            2.. => (Run::Repeat, count.unsigned_abs()),
            _ => (Run::Literal, count.unsigned_abs()),
        };
        let total = (found.len() as u64)
            .checked_add(length)
            .ok_or(Refusal::TooManyOperations)?;
        if total > cap {
            return Err(Refusal::TooManyOperations);
        }
        if length == 0 || (before == Some(run) && run != Run::Repeat) {
            return Err(Refusal::NotCanonical);
        }
        match run {
            Run::Nothing => found.resize(total as usize, None),
            Run::Repeat => {
                let value = Some(read(&mut reader)?);
                differs(found.last(), &value)?;
                found.resize(total as usize, value);
            }
            Run::Literal => {
                for _ in 0..length {
                    let value = Some(read(&mut reader)?);
                    differs(found.last(), &value)?;
                    found.push(value);
                }
            }
        }
        before = Some(run);
    }
    Ok(found)
}

/// Two neighbours that are equal would have been one run.
fn differs<T: PartialEq>(last: Option<&Option<T>>, value: &Option<T>) -> Result<(), Refusal> {
    if last == Some(value) {
        Err(Refusal::NotCanonical)
    } else {
        Ok(())
    }
}

/// The values of a column that has one for each of `count` rows, none of them absent.
pub(super) fn present<'a, T: PartialEq + Clone>(
    column: &'a [u8],
    count: usize,
    read: impl Fn(&mut Reader<'a>) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    let found = values(column, count as u64, read)?;
    if found.len() != count {
        return Err(Refusal::Malformed);
    }
    found
        .into_iter()
        .collect::<Option<Vec<T>>>()
        .ok_or(Refusal::ForbiddenAction)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: &[u8], expect: Result<&[Option<u64>], Refusal>) {
        let found = values(column, 1_000, |reader| reader.unsigned());
        assert_eq!(found.as_deref(), expect.as_ref().map(|v| *v));
    }

    #[test]
    fn repeats_literals_and_gaps_are_read() {
        check(&[2, 7, 0x7f, 9], Ok(&[Some(7), Some(7), Some(9)]));
        check(&[0, 2, 0x7e, 1, 2], Ok(&[None, None, Some(1), Some(2)]));
    }

    #[test]
    fn a_form_that_the_library_would_write_otherwise_is_refused() {
        check(&[1, 7], Err(Refusal::NotCanonical));
        check(&[0x7e, 7, 7], Err(Refusal::NotCanonical));
        check(&[2, 7, 2, 7], Err(Refusal::NotCanonical));
        check(&[0x7f, 7, 0x7f, 8], Err(Refusal::NotCanonical));
        check(&[0, 1, 0, 1], Err(Refusal::NotCanonical));
        check(&[0, 0], Err(Refusal::NotCanonical));
    }

    #[test]
    fn a_run_that_claims_too_much_is_refused_before_it_is_made() {
        check(
            &[0xff, 0xff, 0xff, 0xff, 0x07, 1],
            Err(Refusal::TooManyOperations),
        );
        check(
            &[0, 0xff, 0xff, 0xff, 0xff, 0x7f],
            Err(Refusal::TooManyOperations),
        );
        let least = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f];
        check(&least, Err(Refusal::TooManyOperations));
    }
}
