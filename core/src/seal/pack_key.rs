//! The key with which a person signs packs: one for who writes a pack, another person's for who approves it.

use ring::signature::{Ed25519KeyPair, KeyPair};

use super::passphrase;
use super::random::{NoRandomness, Randomness};
use super::scrub::{Wiped, stack_scrub};
use super::secret::Secret;

const CONTEXT: &[u8] = b"first-contact/v1/pack-key-file";

/// An Ed25519 key that signs packs and nothing else.
pub struct PackKey {
    seed: Secret<32>,
    pair: Wiped<Ed25519KeyPair>,
    public: [u8; 32],
}

impl PackKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        Self::from_seed(Secret::random(random)?).ok_or(NoRandomness)
    }

    fn from_seed(seed: Secret<32>) -> Option<Self> {
        let _scrub = stack_scrub();
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose()).ok()?;
        let public = pair.public_key().as_ref().try_into().ok()?;
        Some(Self { seed, pair: Wiped::new(pair), public })
    }

    /// The public half, which a realm's root names in its policy.
    #[must_use]
    pub const fn public(&self) -> [u8; 32] {
        self.public
    }

    /// Ed25519 over `message`, which begins with the label of a pack's signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let _scrub = stack_scrub();
        let mut signature = [0; 64];
        for (to, from) in signature.iter_mut().zip(self.pair.sign(message).as_ref()) {
            *to = *from;
        }
        signature
    }

    /// The person's own file: sealed under Argon2id of their passphrase.
    ///
    /// # Errors
    /// [`NoRandomness`] when no random bytes or no memory for the derivation are available.
    pub fn seal(&self, passphrase: &[u8], random: &dyn Randomness) -> Result<Vec<u8>, NoRandomness> {
        passphrase::seal(passphrase, CONTEXT, self.seed.expose(), random)
    }

    /// Opens a file made by [`PackKey::seal`]. Another passphrase and altered bytes look the same.
    #[must_use]
    pub fn open(passphrase: &[u8], file: &[u8]) -> Option<Self> {
        let seed = passphrase::open(passphrase, CONTEXT, file)?;
        Secret::copied_from(&seed).and_then(Self::from_seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use first72_wire::entry::verify;

    #[test]
    fn a_key_file_opens_with_its_passphrase_only_and_signs_as_before() {
        let random = SystemRandomness::new();
        let key = PackKey::make(&random).unwrap();
        let file = key.seal(b"seven invented words", &random).unwrap();
        let opened = PackKey::open(b"seven invented words", &file).unwrap();
        assert!(verify(&key.public(), b"m", &opened.sign(b"m")));
        assert!(PackKey::open(b"six invented words", &file).is_none());
        assert!(super::super::RootKey::open(b"seven invented words", &file).is_err(), "a pack's key is no root");
    }
}
