//! Who wrote a change: the device, and one opening of its store.
//!
//! Start at [`Actor`]. Nothing here knows people: the server keeps which person held which
//! device. Randomness is handed in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// SHA-256 of a change, as the change format defines it; 32 bytes.
pub type Hash = [u8; 32];

/// A device as the server enrolled it; 8 bytes, written as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub [u8; 8]);

/// One opening of one device's store: 8 bytes of device id, then 8 random bytes.
///
/// A device takes a new actor every time it opens its store, so that a restored backup never
/// writes under a sequence number that it had already used.
///
/// ```
/// use sync::{Actor, DeviceId};
/// let rosas_tablet: DeviceId = "00a1b2c3d4e5f607".parse()?;
/// let actor = Actor::new(rosas_tablet, [7; 8]);
/// assert_eq!(actor.device(), rosas_tablet);
/// assert_eq!(actor.to_string(), "00a1b2c3d4e5f6070707070707070707");
/// # Ok::<(), sync::ActorParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub [u8; 16]);

/// The text is not the hexadecimal form of a device or an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write {expected} hexadecimal digits, lower case")]
pub struct ActorParseError {
    /// Digits of the form that was asked for.
    pub expected: usize,
}

impl Actor {
    /// The actor of one opening; `random` comes from the caller's entropy.
    pub fn new(device: DeviceId, random: [u8; 8]) -> Self {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&device.0);
        bytes[8..].copy_from_slice(&random);
        Self(bytes)
    }

    /// The device that this opening belongs to.
    pub fn device(&self) -> DeviceId {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[..8]);
        DeviceId(bytes)
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }
}

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of exactly `2 * N` hexadecimal digits.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

macro_rules! hexadecimal_text {
    ($kind:ident, $bytes:literal) => {
        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }
        impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($kind))
            }
        }
        impl FromStr for $kind {
            type Err = ActorParseError;
            fn from_str(text: &str) -> Result<Self, ActorParseError> {
                from_hex(text).map(Self).ok_or(ActorParseError {
                    expected: 2 * $bytes,
                })
            }
        }
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

hexadecimal_text!(DeviceId, 8);
hexadecimal_text!(Actor, 16);
