//! The one place of the field app that asks the system for randomness.
//!
//! Keys, household ids and members' subjects are made from what is handed in here, so that the
//! simulated fleet can be replayed from its seed.

use uuid::{Builder, Uuid};

/// Where random bytes come from.
pub trait Entropy: Send {
    /// Fills `bytes` with randomness.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one reading of the system's randomness"
    )]
    fn fill(&mut self, bytes: &mut [u8]) {
        // A system without randomness cannot keep a secret: stopping is the only honest answer.
        getrandom::fill(bytes).expect("the operating system has no randomness");
    }
}

/// `N` random bytes.
pub(crate) fn random<const N: usize>(entropy: &mut dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// A household's id, made on the device.
pub(crate) fn new_household(entropy: &mut dyn Entropy) -> Uuid {
    Builder::from_random_bytes(random(entropy)).into_uuid()
}
