//! Passwords: Argon2id with 46 MiB, kept as a PHC string. It knows no account.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::entropy::{self, Entropy};

const MEMORY_KIB: u32 = 46 * 1024;
const PASSES: u32 = 1;
const LENGTH_MIN: usize = 12;
const LENGTH_MAX: usize = 128;

/// A password that is not taken. The sentence says what to choose instead.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PasswordError {
    /// Fewer than twelve letters.
    #[error(
        "La contraseña debe tener al menos 12 letras o signos; una frase es fácil de recordar. \
         | The password needs at least 12 characters; a phrase is easy to remember."
    )]
    Short,
    /// Longer than anyone types.
    #[error("La contraseña tiene más de 128 signos. | The password has more than 128 characters.")]
    Long,
    /// One that is tried first by whoever guesses.
    #[error(
        "Esa contraseña es de las primeras que se prueban; elija otra. \
         | That password is among the first to be tried; choose another."
    )]
    Common,
    /// Argon2 refused.
    #[error("No se pudo guardar la contraseña: {0}. | The password could not be kept: {0}.")]
    Hashing(String),
}

/// Passwords of twelve signs or more that are tried first.
const COMMON: [&str; 14] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "1234567890ab",
    "abcdefghijkl",
    "administrador",
    "administrator",
    "contraseña123",
    "contrasena123",
    "password1234",
    "password12345",
    "qwertyuiop12",
    "qwertyuiop123",
    "tuxtlagutierrez",
];

/// Refuses what is easily guessed.
///
/// # Errors
/// Says what to choose instead.
pub fn acceptable(password: &str, username: &str) -> Result<(), PasswordError> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    if length < LENGTH_MIN {
        return Err(PasswordError::Short);
    }
    if length > LENGTH_MAX {
        return Err(PasswordError::Long);
    }
    let one_sign = lower.chars().min() == lower.chars().max();
    let own_name = lower.replace(|sign: char| !sign.is_alphabetic(), "") == username.to_lowercase();
    if one_sign || own_name || COMMON.contains(&lower.as_str()) {
        return Err(PasswordError::Common);
    }
    Ok(())
}

/// Hashes a password with a fresh salt.
///
/// # Errors
/// Only when Argon2 itself refuses.
pub fn hash(password: &str, entropy: &dyn Entropy) -> Result<String, PasswordError> {
    let salt: [u8; 16] = entropy::bytes(entropy);
    let hashed = argon2().hash_password_with_salt(password.as_bytes(), &salt);
    hashed
        .map(|it| it.to_string())
        .map_err(|error| PasswordError::Hashing(error.to_string()))
}

/// Whether the password is the one behind the hash. `None` (no such account) takes the same
/// work and is never right.
pub fn matches(password: &str, kept: Option<&str>) -> bool {
    let parsed = PasswordHash::new(kept.unwrap_or(NOBODY));
    let right =
        parsed.is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
    right && kept.is_some()
}

/// A password nobody chose: five groups of four, easy to read out over the telephone.
pub fn generate(entropy: &dyn Entropy) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let bytes: [u8; 20] = entropy::bytes(entropy);
    let signs: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]))
        .collect();
    signs
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

/// The hash of a password that nobody has, with the same parameters.
const NOBODY: &str = "$argon2id$v=19$m=47104,t=1,p=1$cmF5dWVsYSBub2JvZHkgMQ$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon2() -> Argon2<'static> {
    // The parameters are constants within Argon2's bounds; the default would be weaker, not wrong.
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn a_password_is_kept_as_argon2id_with_its_parameters() {
        let kept = hash("siete patitos azules", &SystemEntropy).unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"),
            "{kept}"
        );
        assert!(matches("siete patitos azules", Some(&kept)));
        assert!(!matches("siete patitos verdes", Some(&kept)));
    }

    #[test]
    fn nobody_is_hashed_like_somebody_and_never_matches() {
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert!(!matches("", None) && !matches("siete patitos azules", None));
    }

    #[test]
    fn short_common_and_own_name_passwords_are_refused() {
        assert_eq!(
            acceptable("once signos", "elena"),
            Err(PasswordError::Short)
        );
        assert_eq!(
            acceptable("Contraseña123", "elena"),
            Err(PasswordError::Common)
        );
        assert_eq!(
            acceptable("zzzzzzzzzzzzzz", "elena"),
            Err(PasswordError::Common)
        );
        assert_eq!(
            acceptable("elenahernandez2026", "elenahernandez"),
            Err(PasswordError::Common)
        );
        assert_eq!(acceptable("siete patitos azules", "elena"), Ok(()));
    }

    #[test]
    fn a_generated_password_is_acceptable_and_never_the_same() {
        let (one, two) = (generate(&SystemEntropy), generate(&SystemEntropy));
        assert_ne!(one, two);
        assert_eq!(acceptable(&one, "elena"), Ok(()));
    }
}
