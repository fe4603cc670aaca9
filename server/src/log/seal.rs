//! XChaCha20-Poly1305 with the nonce in front. What the bytes belong to (`about`) is bound in:
//! sealed bytes moved to another household or purpose do not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::entropy::{self, Entropy};

const NONCE: usize = 24;

/// The bytes were not sealed with this key for this purpose, or were altered since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Los bytes guardados no se abren: la llave es otra o se alteraron. Recupere un respaldo. \
     | Sealed bytes do not open: another key, or altered. Bring back a backup."
)]
pub struct NotOpened;

/// Nonce, then ciphertext with its tag.
pub fn seal(key: &[u8; 32], about: &[u8], plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
    let nonce: [u8; NONCE] = entropy::bytes(entropy);
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: plain,
                aad: about,
            },
        )
        .expect("sealing in memory cannot fail below 256 GB");
    [nonce.as_slice(), &sealed].concat()
}

/// What `seal` was given.
pub fn open(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: about,
            },
        )
        .map_err(|_| NotOpened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn sealed_bytes_open_only_for_their_own_purpose() {
        let sealed = seal(&[1; 32], b"household a", b"answers", &SystemEntropy);
        assert_eq!(open(&[1; 32], b"household a", &sealed).unwrap(), b"answers");
        assert_eq!(open(&[1; 32], b"household b", &sealed), Err(NotOpened));
        assert_eq!(open(&[2; 32], b"household a", &sealed), Err(NotOpened));
    }

    #[test]
    fn any_altered_byte_of_sealed_bytes_is_noticed() {
        let sealed = seal(&[1; 32], b"", b"answers", &SystemEntropy);
        for i in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[i] ^= 1;
            assert_eq!(open(&[1; 32], b"", &altered), Err(NotOpened), "byte {i}");
        }
    }
}
