//! Seals the store's key under a passphrase: XChaCha20-Poly1305 with a key from Argon2id.
//!
//! The parameters are written into the sealed file, so that a later version may raise them and
//! still open older notebooks. Measured: 64 MiB and 3 passes take about 0.2 s here.

use super::{KeyError, KeyProvider, StoreKey};
use crate::entropy::{Entropy, random};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The least length of a passphrase, in characters (a six-digit PIN is too short: measured,
/// one core tries all of them in two days at these costs).
pub const LEAST_CHARACTERS: usize = 12;

/// No sealed file may ask for more than this, or a forged file could exhaust the tablet.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;

/// What the sealed key is bound to besides its passphrase.
const PURPOSE: &[u8] = b"rayuela notebook key 1";

/// A provider with given Argon2id costs.
#[derive(Debug, Clone, Copy)]
pub struct PassphraseKeys {
    memory_kib: u32,
    passes: u32,
}

impl PassphraseKeys {
    /// For real tablets: 64 MiB, 3 passes.
    pub const fn strong() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
        }
    }

    /// For tests and the simulated fleet **only**: protects nothing against a patient guesser.
    pub const fn cheap() -> Self {
        Self {
            memory_kib: 8,
            passes: 1,
        }
    }
}

/// The file beside the store. Hex text; units: memory in KiB.
#[derive(Serialize, Deserialize)]
struct Sealed {
    format: u8,
    memory_kib: u32,
    passes: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

impl KeyProvider for PassphraseKeys {
    fn seal(
        &self,
        key: &StoreKey,
        passphrase: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<u8>, KeyError> {
        if passphrase.trim().chars().count() < LEAST_CHARACTERS {
            return Err(KeyError::TooShort {
                least: LEAST_CHARACTERS,
            });
        }
        let salt: [u8; 16] = random(entropy);
        let nonce: [u8; 24] = random(entropy);
        let lock = derive(passphrase, &salt, self.memory_kib, self.passes)?;
        let sealed = cipher(&lock)
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: key.0.as_ref(),
                    aad: PURPOSE,
                },
            )
            .map_err(|_| KeyError::Unreadable)?;
        serde_json::to_vec_pretty(&Sealed {
            format: 1,
            memory_kib: self.memory_kib,
            passes: self.passes,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        })
        .map_err(|_| KeyError::Unreadable)
    }

    fn open(&self, sealed: &[u8], passphrase: &str) -> Result<StoreKey, KeyError> {
        let file: Sealed = serde_json::from_slice(sealed).map_err(|_| KeyError::Unreadable)?;
        if file.format != 1 || file.memory_kib > MOST_MEMORY_KIB || file.passes > MOST_PASSES {
            return Err(KeyError::Unreadable);
        }
        let salt = hex::decode(&file.salt).map_err(|_| KeyError::Unreadable)?;
        let nonce: [u8; 24] = hex::decode(&file.nonce)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(KeyError::Unreadable)?;
        let sealed = hex::decode(&file.sealed).map_err(|_| KeyError::Unreadable)?;
        let lock = derive(passphrase, &salt, file.memory_kib, file.passes)?;
        let opened = cipher(&lock)
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &sealed,
                    aad: PURPOSE,
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| KeyError::WrongPassphrase)?;
        let mut key = Zeroizing::new([0; 32]);
        if opened.len() != key.len() {
            return Err(KeyError::Unreadable);
        }
        key.copy_from_slice(&opened);
        Ok(StoreKey(key))
    }
}

fn cipher(lock: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*lock))
}

fn derive(
    passphrase: &str,
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| KeyError::Unreadable)?;
    let mut lock = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.trim().as_bytes(), salt, lock.as_mut())
        .map_err(|_| KeyError::Unreadable)?;
    Ok(lock)
}
