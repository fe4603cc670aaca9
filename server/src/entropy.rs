//! The one file of the server that asks the system for randomness. Everyone else takes an
//! `Entropy`; the demo hands in a seeded one.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

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

/// A stream of its own, seeded once from another: a thread that draws from it never changes what
/// the others draw, whatever the order they run in.
pub struct OwnStream {
    seed: Zeroizing<[u8; 32]>,
    drawn: AtomicU64,
}

impl OwnStream {
    /// Takes 32 bytes from `entropy`, now and never again.
    pub fn seeded_by(entropy: &dyn Entropy) -> Self {
        Self {
            seed: Zeroizing::new(bytes(entropy)),
            drawn: AtomicU64::new(0),
        }
    }
}

impl Entropy for OwnStream {
    /// SHA-256 over the seed and a counter.
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let n = self.drawn.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::new()
                .chain_update(b"rayuela stream 1")
                .chain_update(self.seed.as_ref())
                .chain_update(n.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_of_its_own_never_repeats_and_never_draws_again() {
        let one = OwnStream::seeded_by(&SystemEntropy);
        let two = OwnStream::seeded_by(&one);
        let drawn: std::collections::BTreeSet<[u8; 24]> = (0..1_000)
            .flat_map(|_| [bytes(&one), bytes(&two)])
            .collect();
        assert_eq!(drawn.len(), 2_000);
        // One block went into the seed of the other stream, one into each of the thousand draws.
        assert_eq!(one.drawn.load(Ordering::Relaxed), 1_001);
    }
}
