//! The keys of a drill. They are drawn from a sentence that anybody can read: they hide nothing, and
//! what is signed under them proves nothing. That is their purpose; see `first72_wire::drill`.

use super::random::{NoRandomness, Randomness};
use super::secret::Secret;
use super::unlock::Unlocked;
use first72_wire::label::digest;
use std::sync::atomic::{AtomicU64, Ordering};

/// What every key of the drill is drawn from. A change of it would make another drill realm.
const SENTENCE: &[u8] = b"First72 drill: this key is public by design, and nothing signed under it can be trusted.";

/// A stream of bytes that is the same on every device, for the keys of the drill and nothing else.
pub struct PublicBytes {
    of: &'static [u8],
    drawn: AtomicU64,
}

impl PublicBytes {
    /// The stream of one key, from its beginning.
    #[must_use]
    pub const fn of(key: &'static [u8]) -> Self {
        Self { of: key, drawn: AtomicU64::new(0) }
    }
}

impl Randomness for PublicBytes {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in out.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            for (to, from) in chunk.iter_mut().zip(digest(SENTENCE, &[self.of, &number]).0) {
                *to = from;
            }
        }
        Ok(())
    }
}

impl Unlocked {
    /// What opens the vaults of a drill: no PIN, no chip, the same on every device.
    ///
    /// # Errors
    /// [`NoRandomness`] never comes; the source of this key cannot fail.
    pub fn of_drill() -> Result<Self, NoRandomness> {
        Ok(Self::of_master(Secret::random(&PublicBytes::of(b"vault"))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{LogKey, RootKey};
    use first72_wire::drill;

    #[test]
    fn the_public_keys_are_the_ones_that_every_door_asks_for() {
        assert_eq!(RootKey::make(&PublicBytes::of(b"root")).unwrap().public(), drill::ROOT_PK);
        assert_eq!(LogKey::make(&PublicBytes::of(b"log")).unwrap().public(), &drill::LOG_PK);
    }

    #[test]
    fn each_key_has_a_stream_of_its_own() {
        let draw = |of| Secret::<32>::random(&PublicBytes::of(of)).unwrap();
        assert!(draw(b"root") == draw(b"root"));
        assert!(draw(b"root") != draw(b"log"));
        let stream = PublicBytes::of(b"root");
        let (first, second) = (Secret::<32>::random(&stream).unwrap(), Secret::<32>::random(&stream).unwrap());
        assert!(first != second, "a second key of one stream is another");
    }
}
