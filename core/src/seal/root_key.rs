//! The root of a realm: one Ed25519 key, used at ceremonies and otherwise in a safe.

use first72_wire::derived::root_id;
use first72_wire::id::DeviceId;
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::passphrase;
use super::random::{NoRandomness, Randomness};
use super::scrub::{Wiped, stack_scrub};
use super::secret::Secret;

const CONTEXT: &[u8] = b"first-contact/v1/root-file";

/// Signs the genesis and the statements that make registrars.
pub struct RootKey {
    seed: Secret<32>,
    pair: Wiped<Ed25519KeyPair>,
    public: [u8; 32],
}

/// A root file could not be opened: another passphrase, or altered bytes. The two look the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the root file does not open with this passphrase")]
pub struct RootFileError;

impl RootFileError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "root.file"
    }
}

impl RootKey {
    /// A fresh root key, made on an offline machine.
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

    /// The public key that stands in the genesis.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.public
    }

    /// The root as the author of entries.
    #[must_use]
    pub fn author_id(&self) -> DeviceId {
        root_id(&self.public)
    }

    /// Ed25519 over `message`, which must begin with one of the labels of the wire format.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let _scrub = stack_scrub();
        let mut signature = [0; 64];
        for (to, from) in signature.iter_mut().zip(self.pair.sign(message).as_ref()) {
            *to = *from;
        }
        signature
    }

    /// The file for the safe: sealed under Argon2id of a passphrase, at the floor of the unlock file.
    ///
    /// # Errors
    /// [`NoRandomness`] when no random bytes or no memory for the derivation are available.
    pub fn seal(&self, passphrase: &[u8], random: &dyn Randomness) -> Result<Vec<u8>, NoRandomness> {
        passphrase::seal(passphrase, CONTEXT, self.seed.expose(), random)
    }

    /// Opens a root file.
    ///
    /// # Errors
    /// [`RootFileError`] for another passphrase or altered bytes.
    pub fn open(passphrase: &[u8], file: &[u8]) -> Result<Self, RootFileError> {
        let seed = passphrase::open(passphrase, CONTEXT, file).ok_or(RootFileError)?;
        Secret::copied_from(&seed).and_then(Self::from_seed).ok_or(RootFileError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn a_root_file_opens_with_its_passphrase_only() {
        let random = SystemRandomness::new();
        let root = RootKey::make(&random).unwrap();
        let file = root.seal(b"seven invented words", &random).unwrap();
        let opened = RootKey::open(b"seven invented words", &file).unwrap();
        assert_eq!(opened.public(), root.public());
        assert_eq!(opened.sign(b"m"), root.sign(b"m"));
        assert!(RootKey::open(b"six invented words", &file).is_err());
        let mut altered = file;
        altered[20] ^= 1;
        assert!(RootKey::open(b"seven invented words", &altered).is_err());
    }
}
