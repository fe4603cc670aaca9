//! Enrolling: a good code and a public key become a device with an id and a token. The token is
//! told once; only its SHA-256 is kept.

use chrono::{DateTime, Utc};
use ed25519_dalek::VerifyingKey;
use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{enrolment_code, store};
use crate::entropy::{self, Entropy};
use crate::events;

/// What the device is told, once.
pub struct Enrolled {
    /// 16 hexadecimal digits.
    pub device: String,
    /// 64 hexadecimal digits.
    pub token: String,
    pub person: String,
    pub survey: String,
}

/// Why a device was not enrolled. Deliberately says no more than this to the outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEnrolled {
    /// No such code, expired, used, or mistyped.
    CodeNotGood,
    /// This code has been mistyped too often.
    TooManyTries,
    /// The key is no Ed25519 public key, or a weak one.
    BadPublicKey,
}

/// Enrols in the caller's transaction. A refusal still writes (it counts the wrong try), so it
/// comes back as a value and not as an error that would undo it.
pub fn enrol(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
    entropy: &dyn Entropy,
    code: &str,
    public_key: &[u8],
    label: &str,
) -> rusqlite::Result<Result<Enrolled, NotEnrolled>> {
    let Some(public_key) = sound_key(public_key) else {
        return Ok(Err(NotEnrolled::BadPublicKey));
    };
    let Some((code_label, secret)) = enrolment_code::read(code) else {
        return Ok(Err(NotEnrolled::CodeNotGood));
    };
    let Some(open) = store::open_code(tx, &code_label, now)? else {
        return Ok(Err(NotEnrolled::CodeNotGood));
    };
    if open.wrong_tries >= enrolment_code::TRIES_MAX {
        return Ok(Err(NotEnrolled::TooManyTries));
    }
    if !bool::from(open.secret_hash.as_slice().ct_eq(&secret)) {
        store::count_wrong_try(tx, open.id)?;
        return Ok(Err(NotEnrolled::CodeNotGood));
    }
    store::use_up(tx, open.id, now)?;
    let device = hex::encode(entropy::bytes::<8>(entropy));
    let token = hex::encode(entropy::bytes::<32>(entropy));
    let row = store::NewDevice {
        id: &device,
        person: &open.person,
        survey: &open.survey,
        label: &label.chars().take(60).collect::<String>(),
        public_key: &public_key,
        token_hash: token_hash(&token),
    };
    store::put_device(tx, &row, now)?;
    let detail = serde_json::json!({ "person": open.person, "code": open.id });
    events::note(tx, now, &device, "device.enrolled", &device, &detail)?;
    Ok(Ok(Enrolled {
        device,
        token,
        person: open.person,
        survey: open.survey,
    }))
}

/// What is kept of a token.
pub(super) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn sound_key(bytes: &[u8]) -> Option<[u8; 32]> {
    let bytes: [u8; 32] = bytes.try_into().ok()?;
    let key = VerifyingKey::from_bytes(&bytes).ok()?;
    (!key.is_weak()).then_some(bytes)
}
