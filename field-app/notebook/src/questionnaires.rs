//! Which questionnaires this device trusts: those whose content has the id they came under, and
//! whose id the municipality's server has signed.
//!
//! What is signed is [`signed_bytes`]: a purpose and the content id, so that no other signature
//! of the server can be passed off as this one.

use ed25519_dalek::{Signature, VerifyingKey};
use survey_forms::Questionnaire;

/// A questionnaire that must not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It is not what its id says.
    #[error("the questionnaire is not the one its id names; hand over and enrol again")]
    AnotherContent,
    /// The municipality's server has not signed it.
    #[error("the questionnaire does not carry the server's signature; tell the supervisor")]
    NotSigned,
    /// This version of the app cannot read it.
    #[error("the questionnaire needs a newer version of the app")]
    Unreadable,
}

/// What the server signs for a questionnaire.
pub fn signed_bytes(content_id: &str) -> Vec<u8> {
    [b"rayuela questionnaire\0", content_id.as_bytes()].concat()
}

/// The questionnaire, when it may be used.
///
/// # Errors
/// [`TrustError`] says why not.
pub fn check(
    content_id: &str,
    json: &str,
    signature: &[u8],
    server_key: &[u8; 32],
) -> Result<Questionnaire, TrustError> {
    let signature = Signature::from_slice(signature).map_err(|_| TrustError::NotSigned)?;
    VerifyingKey::from_bytes(server_key)
        .and_then(|key| key.verify_strict(&signed_bytes(content_id), &signature))
        .map_err(|_| TrustError::NotSigned)?;
    let questionnaire = Questionnaire::parse(json).map_err(|_| TrustError::Unreadable)?;
    if questionnaire.content_id() != content_id {
        return Err(TrustError::AnotherContent);
    }
    Ok(questionnaire)
}
