//! The one file of the server that asks the system for randomness. Everyone else takes an
//! `Entropy`; the demo hands in a seeded one.

use uuid::Uuid;

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills the slice with bytes nobody can guess (or, in the demo, with bytes of the seed).
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one call to the system's randomness"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no keys, codes or nonces: going on would be worse.
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// `N` fresh bytes.
pub fn bytes<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// A fresh id (UUID version 4).
pub fn uuid(entropy: &dyn Entropy) -> Uuid {
    uuid::Builder::from_random_bytes(bytes(entropy)).into_uuid()
}
