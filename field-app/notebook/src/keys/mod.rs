//! The key of the encrypted store, and how it is kept shut.
//!
//! A notebook's data lie under 32 random bytes. Those bytes are never written as they are: a
//! [`KeyProvider`] seals them under the enumerator's passphrase. Start at [`passphrase`].
//! Nothing here knows what the store holds.

pub mod passphrase;

use crate::entropy::Entropy;
use zeroize::Zeroizing;

/// The 32 bytes that open the store. Wiped when dropped; never printed.
#[derive(Clone)]
pub struct StoreKey(pub(crate) Zeroizing<[u8; 32]>);

impl StoreKey {
    /// A new random key.
    pub fn generate(entropy: &mut dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(bytes.as_mut());
        Self(bytes)
    }
}

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey(***)")
    }
}

/// Why a sealed key could not be made or opened.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum KeyError {
    /// The passphrase is not the one the key was sealed under (or the seal was altered).
    #[error("the passphrase does not open this notebook; nothing was lost: type it again")]
    WrongPassphrase,
    /// The passphrase is too easily guessed.
    #[error("the passphrase needs at least {least} characters: four words are a good choice")]
    TooShort {
        /// The least length, in characters.
        least: usize,
    },
    /// The key file is not one of ours.
    #[error("the key file of this notebook cannot be read: ask the supervisor for help")]
    Unreadable,
}

/// Seals and opens the store's key. On a tablet with a hardware key store another provider can
/// wrap the same key; tests and the fleet hand in cheap parameters.
pub trait KeyProvider: Send + Sync {
    /// The sealed form of `key`, to be written beside the store.
    ///
    /// # Errors
    /// [`KeyError::TooShort`] when the passphrase is too easily guessed.
    fn seal(
        &self,
        key: &StoreKey,
        passphrase: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<u8>, KeyError>;

    /// The key again.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`], or [`KeyError::Unreadable`] for bytes that no provider made.
    fn open(&self, sealed: &[u8], passphrase: &str) -> Result<StoreKey, KeyError>;
}
