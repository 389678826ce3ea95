//! Keys that a ceremony makes for others: the recovery key of a compartment, the log key of a server,
//! and the sealed files in which private halves go to a safe.

use first72_wire::compartment::Compartment;
use ring::signature::{Ed25519KeyPair, KeyPair};
use zeroize::Zeroizing;

use super::kem;
use super::passphrase;
use super::random::{NoRandomness, Randomness};
use super::scrub::stack_scrub;
use super::secret::{Secret, SecretBytes};

/// The P-256 key that every space key of one compartment is also wrapped to. Its private half is
/// needed only in a recovery and leaves the ceremony only sealed.
pub struct RecoveryKey {
    scalar: Secret<32>,
    public: [u8; 65],
}

impl RecoveryKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        let scalar = kem::make_scalar(random)?;
        let public = kem::public_of(&scalar).ok_or(NoRandomness)?;
        Ok(Self { scalar, public })
    }

    /// The public half that stands in the genesis, uncompressed (SEC 1).
    #[must_use]
    pub const fn public(&self) -> &[u8; 65] {
        &self.public
    }

    pub(super) fn from_scalar(scalar: Secret<32>) -> Option<Self> {
        let public = kem::public_of(&scalar)?;
        Some(Self { scalar, public })
    }

    pub(super) const fn scalar(&self) -> &Secret<32> {
        &self.scalar
    }

    /// The file for the compartment's custodians.
    ///
    /// # Errors
    /// [`NoRandomness`] when no random bytes or no memory for the derivation are available.
    pub fn seal(
        &self,
        compartment: Compartment,
        passphrase: &[u8],
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        SafeFile::Recovery(compartment).seal(passphrase, self.scalar.expose(), random)
    }

    /// Opens a file made by [`RecoveryKey::seal`] for the same compartment.
    #[must_use]
    pub fn open(compartment: Compartment, passphrase: &[u8], file: &[u8]) -> Option<Self> {
        let opened = SafeFile::Recovery(compartment).open(passphrase, file)?;
        Self::from_scalar(Secret::copied_from(&opened)?)
    }
}

/// The Ed25519 key of a server: signs receipts, checkpoints and hellos.
pub struct LogKey {
    seed: Zeroizing<[u8; 32]>,
    public: [u8; 32],
}

impl LogKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        let _scrub = stack_scrub();
        let mut seed = Zeroizing::new([0; 32]);
        random.fill(&mut *seed)?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| NoRandomness)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| NoRandomness)?;
        Ok(Self { seed, public })
    }

    /// The public half that stands in the genesis, or in what the root has said since.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Ed25519 over `message`, for a server that lives in this process, as a drill's does.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let _scrub = stack_scrub();
        let mut signature = [0; 64];
        if let Ok(pair) = Ed25519KeyPair::from_seed_unchecked(&*self.seed) {
            for (to, from) in signature.iter_mut().zip(pair.sign(message).as_ref()) {
                *to = *from;
            }
        }
        signature
    }

    /// The private half, for the realm file of the server and nothing else.
    #[must_use]
    pub fn into_seed(self) -> Zeroizing<[u8; 32]> {
        self.seed
    }
}

/// What a sealed file of a ceremony holds. One kind does not open as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafeFile {
    /// The private key of the realm's certificate authority.
    CertificateAuthority,
    /// The private half of a compartment's recovery key.
    Recovery(Compartment),
}

impl SafeFile {
    /// Seals something under Argon2id of a passphrase: `salt16 ‖ envelope`.
    ///
    /// # Errors
    /// [`NoRandomness`] when no random bytes or no memory for the derivation are available.
    pub fn seal(self, passphrase: &[u8], plain: &[u8], random: &dyn Randomness) -> Result<Vec<u8>, NoRandomness> {
        passphrase::seal(passphrase, &self.context(), plain, random)
    }

    /// Opens what [`SafeFile::seal`] made. Another passphrase and altered bytes look the same.
    #[must_use]
    pub fn open(self, passphrase: &[u8], file: &[u8]) -> Option<SecretBytes> {
        passphrase::open(passphrase, &self.context(), file)
    }

    fn context(self) -> Vec<u8> {
        match self {
            Self::CertificateAuthority => b"first-contact/v1/ca-file".to_vec(),
            Self::Recovery(compartment) => [&b"first-contact/v1/recovery-file"[..], &[compartment.number()]].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use first72_wire::entry::verify;

    #[test]
    fn a_recovery_file_opens_for_its_compartment_and_passphrase_only() {
        let random = SystemRandomness::new();
        let key = RecoveryKey::make(&random).unwrap();
        let file = key.seal(Compartment::Cw, b"seven invented words", &random).unwrap();
        let opened = RecoveryKey::open(Compartment::Cw, b"seven invented words", &file).unwrap();
        assert_eq!(opened.public(), key.public());
        assert!(RecoveryKey::open(Compartment::Le, b"seven invented words", &file).is_none());
        assert!(RecoveryKey::open(Compartment::Cw, b"six invented words", &file).is_none());
    }

    #[test]
    fn a_log_key_signs_what_its_public_half_checks() {
        let key = LogKey::make(&SystemRandomness::new()).unwrap();
        let public = *key.public();
        let pair = Ed25519KeyPair::from_seed_unchecked(&*key.into_seed()).unwrap();
        assert!(verify(&public, b"m", pair.sign(b"m").as_ref()));
    }
}
