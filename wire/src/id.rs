//! The identifiers that cross: 16-byte names and 32-byte hashes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A text was not the hexadecimal form of an identifier of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected {expected} hexadecimal digits")]
pub struct NotAnId {
    /// How many hexadecimal digits were expected: twice the length in bytes.
    pub expected: usize,
}

impl NotAnId {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "id.text"
    }
}

macro_rules! fixed_bytes {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// All bytes zero; stands for "none" where the format says so.
            pub const ZERO: Self = Self([0; $len]);

            /// The bytes as they stand in an entry.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// Reads the identifier from exactly its own length of bytes.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// True when every byte is zero.
            #[must_use]
            pub fn is_zero(&self) -> bool {
                self.0 == [0; $len]
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let mut out = [0u8; $len];
                decode_hex(text.as_bytes(), &mut out).ok_or(NotAnId { expected: $len * 2 })?;
                Ok(Self(out))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

fixed_bytes!(
    /// One legal custodian's world: the first 16 bytes of SHA-256 of its genesis.
    RealmId, 16
);
fixed_bytes!(
    /// One episode in one compartment; random, so that the spaces of an episode look unrelated.
    SpaceId, 16
);
fixed_bytes!(
    /// A device, or the root, as the author of entries; derived from its public keys.
    DeviceId, 16
);
fixed_bytes!(
    /// Which space key sealed a body; derived from the key, zero where the body is clear.
    KeyId, 16
);
fixed_bytes!(
    /// A person known to a realm; random, never used again.
    PersonId, 16
);
fixed_bytes!(
    /// A signed entitlement; random.
    GrantId, 16
);
fixed_bytes!(
    /// One recovery of a youth; random, known only inside sealed payloads.
    EpisodeId, 16
);
fixed_bytes!(
    /// An episode as statements about releases and holds name it; derived from the episode's id, which nobody else knows.
    MatterId, 16
);
fixed_bytes!(
    /// One save; random, known only inside sealed payloads.
    OpId, 16
);
fixed_bytes!(
    /// A SHA-256 digest.
    Hash, 32
);

pub(crate) fn decode_hex(text: &[u8], out: &mut [u8]) -> Option<()> {
    if text.len() != out.len() * 2 {
        return None;
    }
    for (pair, byte) in text.chunks_exact(2).zip(out.iter_mut()) {
        let [high, low] = pair else { return None };
        *byte = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(())
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_its_own_text() {
        let id = SpaceId(*b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\xfa\xfb\xfc\xfd\xfe\xff");
        assert_eq!(id.to_string(), "00010203040506070809fafbfcfdfeff");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn a_text_of_another_length_or_alphabet_is_refused() {
        for text in ["", "00", "000102030405060708090a0b0c0d0e0G", "000102030405060708090A0B0C0D0E0F"] {
            assert_eq!(text.parse::<SpaceId>(), Err(NotAnId { expected: 32 }), "{text}");
        }
    }
}
