//! A short code as it stands in a table: stratum, sampling unit, territory.
//!
//! Start at [`Key`]. It is copied like a number and still shows what the table says, so that a
//! stratum can be named. What this module does not know: what the code stands for.

use std::{cmp::Ordering, fmt, hash};

/// A longer code than this many bytes is refused.
pub const KEY_BYTES_MAX: usize = 23;

/// A code of at most [`KEY_BYTES_MAX`] bytes of UTF-8, without blanks around it.
///
/// Codes are ordered by length first, so that "9" comes before "10".
///
/// ```
/// let stratum = microdata::Key::new("0712").unwrap();
/// assert_eq!((stratum.as_str(), stratum.to_string()), ("0712", "0712".to_owned()));
/// assert!(microdata::Key::new("9") < microdata::Key::new("10"));
/// assert_eq!(microdata::Key::new("a code that is too long for a key"), None);
/// ```
#[derive(Clone, Copy)]
pub struct Key {
    bytes: [u8; KEY_BYTES_MAX],
    length: u8,
}

impl Key {
    /// Keeps a code; `None` when it is longer than [`KEY_BYTES_MAX`] bytes.
    pub fn new(text: &str) -> Option<Key> {
        let mut bytes = [0; KEY_BYTES_MAX];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let length = u8::try_from(text.len()).ok()?;
        Some(Key { bytes, length })
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.bytes == other.bytes && self.length == other.length
    }
}

impl Eq for Key {}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        (self.length, self.bytes).cmp(&(other.length, other.bytes))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl hash::Hash for Key {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Key({:?})", self.as_str())
    }
}
