//! *Folio*: the number a person can quote over the telephone. A pure function of the UUID, so
//! every device and the server print the same one without asking each other.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Crockford's base32: no I, L, O, U, so that it can be read aloud.
pub(crate) const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The folio of a household: `R-XXXX-XXXX`, the first 40 bits of SHA-256 of
/// `"rayuela folio"` and the UUID's bytes.
///
/// ```
/// let household = uuid::Uuid::from_u128(7);
/// assert_eq!(survey_forms::folio(household), survey_forms::folio(household));
/// assert!(survey_forms::folio(household).starts_with("R-"));
/// assert_eq!(survey_forms::folio(household).len(), 11);
/// ```
pub fn folio(household: Uuid) -> String {
    lettered("R", "rayuela folio", household)
}

/// The folio of a case: `C-XXXX-XXXX`, made the same way from the case's own UUID.
///
/// ```
/// assert!(survey_forms::case_folio(uuid::Uuid::from_u128(7)).starts_with("C-"));
/// ```
pub fn case_folio(case: Uuid) -> String {
    lettered("C", "rayuela case folio", case)
}

fn lettered(letter: &str, salt: &str, id: Uuid) -> String {
    let digest = Sha256::new()
        .chain_update(salt)
        .chain_update(id.as_bytes())
        .finalize();
    let bits = digest
        .iter()
        .take(5)
        .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    let text = base32(bits, 8);
    format!("{letter}-{}-{}", &text[..4], &text[4..])
}

/// The lowest `5 * length` bits as upper-case Crockford characters, highest first.
pub(crate) fn base32(bits: u64, length: u32) -> String {
    (0..length)
        .rev()
        .map(|n| char::from(CROCKFORD[(bits >> (5 * n)) as usize & 31]))
        .collect()
}
