//! How a batch is signed, and opened again: nothing is parsed before its signature holds.
//!
//! Start at [`Envelope`].

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::batch::Batch;
use super::codec::{BODY_MAX, WireError};
use crate::identity::{DeviceId, Hash, from_hex, hex};

/// The request's method.
pub const METHOD: &str = "POST";
/// The request's path.
pub const PATH: &str = "/api/hand-over";
/// Device id, 16 hexadecimal digits.
pub const HEADER_DEVICE: &str = "x-rayuela-device";
/// Batch number, decimal.
pub const HEADER_BATCH: &str = "x-rayuela-batch";
/// Cursor, decimal.
pub const HEADER_CURSOR: &str = "x-rayuela-cursor";
/// Signature, 128 hexadecimal digits.
pub const HEADER_SIGNATURE: &str = "x-rayuela-signature";

/// A batch on its way: what the headers say, and the signed body.
///
/// ```
/// use sync::wire::{Batch, Envelope, SigningKey};
/// let key = SigningKey::from_bytes(&[9; 32]);
/// let batch = Batch { device: [1; 8], number: 1, ..Batch::default() };
/// let sent = Envelope::seal(&batch, &key);
///
/// let headers = sent.headers();
/// let found = |name| headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str());
/// let received = Envelope::from_headers(found, sent.body.clone())?;
/// assert_eq!(received.open(&key.verifying_key())?, batch);
/// # Ok::<(), sync::wire::NotSigned>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The device that says it sent this.
    pub device: DeviceId,
    /// Batch number.
    pub number: u64,
    /// The device's cursor.
    pub cursor: u64,
    /// Ed25519 signature over [`signing_bytes`].
    pub signature: [u8; 64],
    /// The compressed batch.
    pub body: Vec<u8>,
}

/// An envelope that is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// A header is missing or has another form; the name tells which.
    #[error("send the header {0} in its form")]
    Header(&'static str),
    /// The signature is not this device's over this request.
    #[error("the signature does not fit: enrol the device again")]
    Signature,
    /// Headers and body name different devices, numbers or cursors.
    #[error("headers and body differ: send the batch again")]
    Mismatch,
    /// The signed body is not a batch.
    #[error(transparent)]
    Body(#[from] WireError),
}

impl Envelope {
    /// Encodes and signs `batch`.
    pub fn seal(batch: &Batch, key: &SigningKey) -> Self {
        let device = DeviceId(batch.device);
        Self::sign_body(device, batch.number, batch.cursor, &batch.encode(), key)
    }

    pub(crate) fn sign_body(
        device: DeviceId,
        number: u64,
        cursor: u64,
        body: &[u8],
        key: &SigningKey,
    ) -> Self {
        let signature = sign(
            key,
            &signing_bytes(METHOD, PATH, device, number, cursor, body),
        );
        Self {
            device,
            number,
            cursor,
            signature,
            body: body.to_vec(),
        }
    }

    /// The headers to send beside the token.
    pub fn headers(&self) -> [(&'static str, String); 4] {
        [
            (HEADER_DEVICE, self.device.to_string()),
            (HEADER_BATCH, self.number.to_string()),
            (HEADER_CURSOR, self.cursor.to_string()),
            (HEADER_SIGNATURE, hex(&self.signature)),
        ]
    }

    /// The envelope of a received request; `header` finds a header by its lower-case name.
    ///
    /// # Errors
    /// [`NotSigned::Header`]; [`NotSigned::Body`] when the body is too long.
    pub fn from_headers<'a>(
        header: impl Fn(&'static str) -> Option<&'a str>,
        body: Vec<u8>,
    ) -> Result<Self, NotSigned> {
        let text = |name| header(name).ok_or(NotSigned::Header(name));
        let decimal = |name| text(name)?.parse().map_err(|_| NotSigned::Header(name));
        if body.len() > BODY_MAX {
            return Err(WireError::TooLong.into());
        }
        let device = text(HEADER_DEVICE)?.parse();
        Ok(Self {
            device: device.map_err(|_| NotSigned::Header(HEADER_DEVICE))?,
            number: decimal(HEADER_BATCH)?,
            cursor: decimal(HEADER_CURSOR)?,
            signature: from_hex(text(HEADER_SIGNATURE)?)
                .ok_or(NotSigned::Header(HEADER_SIGNATURE))?,
            body,
        })
    }

    /// Verifies the signature, and only then reads the body.
    ///
    /// # Errors
    /// [`NotSigned`]
    pub fn open(&self, key: &VerifyingKey) -> Result<Batch, NotSigned> {
        let signed = signing_bytes(
            METHOD,
            PATH,
            self.device,
            self.number,
            self.cursor,
            &self.body,
        );
        if !verify(key, &signed, &self.signature) {
            return Err(NotSigned::Signature);
        }
        let batch = Batch::decode(&self.body)?;
        let said = (DeviceId(batch.device), batch.number, batch.cursor);
        if said != (self.device, self.number, self.cursor) {
            return Err(NotSigned::Mismatch);
        }
        Ok(batch)
    }

    /// SHA-256 of the body: what "the same batch again" is told by.
    pub fn body_hash(&self) -> Hash {
        Sha256::digest(&self.body).into()
    }
}

/// What is signed: `rayuela hand-over 1`, method, path, device, number, cursor and the SHA-256
/// of the body, one a line, in text; no line break at the end.
///
/// ```
/// let signed = sync::wire::signing_bytes("POST", "/api/hand-over", "0000000000000001".parse()?, 7, 12, b"");
/// assert!(signed.starts_with(b"rayuela hand-over 1\nPOST\n/api/hand-over\n0000000000000001\n7\n12\ne3b0c442"));
/// # Ok::<(), sync::ActorParseError>(())
/// ```
pub fn signing_bytes(
    method: &str,
    path: &str,
    device: DeviceId,
    number: u64,
    cursor: u64,
    body: &[u8],
) -> Vec<u8> {
    let body = hex(&Sha256::digest(body));
    format!("rayuela hand-over 1\n{method}\n{path}\n{device}\n{number}\n{cursor}\n{body}")
        .into_bytes()
}

/// Signs with the device's key.
///
/// ```
/// use sync::wire::{sign, verify, SigningKey};
/// let key = SigningKey::from_bytes(&[9; 32]);
/// assert!(verify(&key.verifying_key(), b"bytes", &sign(&key, b"bytes")));
/// ```
pub fn sign(key: &SigningKey, bytes: &[u8]) -> [u8; 64] {
    key.sign(bytes).to_bytes()
}

/// Whether `signature` is that key's over `bytes`; weak keys and malleable forms are refused.
///
/// ```
/// use sync::wire::{sign, verify, SigningKey};
/// let (hers, his) = (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
/// assert!(!verify(&his.verifying_key(), b"bytes", &sign(&hers, b"bytes")));
/// ```
pub fn verify(key: &VerifyingKey, bytes: &[u8], signature: &[u8; 64]) -> bool {
    key.verify_strict(bytes, &Signature::from_bytes(signature))
        .is_ok()
}
