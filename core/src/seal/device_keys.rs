//! The two key pairs of one enrolment: Ed25519 for signing, P-256 for receiving space keys.

use first72_wire::derived::device_id;
use first72_wire::id::{DeviceId, RealmId};
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::envelope;
use super::hazmat::Parent;
use super::kem;
use super::random::{NoRandomness, Randomness};
use super::scrub::{Wiped, stack_scrub};
use super::secret::Secret;

const CONTEXT: &[u8] = b"first-contact/v1/dev";

/// What everyone may know about a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DevicePublic {
    /// Derived from the two keys below, so an id cannot be given to other keys.
    pub device_id: DeviceId,
    /// Ed25519 public key (RFC 8032).
    pub sig_pk: [u8; 32],
    /// P-256 public key, uncompressed SEC 1 point.
    pub kem_pk: [u8; 65],
}

impl DevicePublic {
    /// The public half with its self-certifying id: SHA-256(label ‖ `sig_pk` ‖ `kem_pk`), first 16 bytes.
    #[must_use]
    pub fn of(sig_pk: [u8; 32], kem_pk: [u8; 65]) -> Self {
        Self { device_id: device_id(&sig_pk, &kem_pk), sig_pk, kem_pk }
    }

    /// Whether its key for wraps is a point of the curve other than infinity (SP 800-56A r3, 5.6.2.3.3).
    #[must_use]
    pub fn can_be_wrapped_to(&self) -> bool {
        kem::is_public_key(&self.kem_pk)
    }
}

/// The sealed keys of a device could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceKeysError {
    /// Sealed under another vault, for another profile or realm, or altered.
    #[error("the device keys do not belong to this vault and realm")]
    Sealed,
    /// The opened bytes are not two keys.
    #[error("the device keys are damaged")]
    Damaged,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl DeviceKeysError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sealed => "device-keys.sealed",
            Self::Damaged => "device-keys.damaged",
            Self::Random(inner) => inner.code(),
        }
    }
}

/// `D_sig` and `D_kem` of one (profile, realm). In memory only while the vault is unlocked.
pub struct DeviceKeys {
    seed: Secret<32>,
    scalar: Secret<32>,
    pair: Wiped<Ed25519KeyPair>,
    public: DevicePublic,
}

impl DeviceKeys {
    /// Fresh keys, made on the device at enrolment; the secret halves never leave it in clear.
    ///
    /// # Errors
    /// [`DeviceKeysError::Random`] when no random bytes are available.
    pub fn make(random: &dyn Randomness) -> Result<Self, DeviceKeysError> {
        let seed = Secret::random(random)?;
        let scalar = kem::make_scalar(random)?;
        Self::from_secrets(seed, scalar)
    }

    fn from_secrets(seed: Secret<32>, scalar: Secret<32>) -> Result<Self, DeviceKeysError> {
        let _scrub = stack_scrub();
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose()).map_err(|_| DeviceKeysError::Damaged)?;
        let sig_pk = pair.public_key().as_ref().try_into().map_err(|_| DeviceKeysError::Damaged)?;
        let kem_pk = kem::public_of(&scalar).ok_or(DeviceKeysError::Damaged)?;
        Ok(Self { seed, scalar, pair: Wiped::new(pair), public: DevicePublic::of(sig_pk, kem_pk) })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &DevicePublic {
        &self.public
    }

    /// This device as the author of entries.
    #[must_use]
    pub fn device_id(&self) -> DeviceId {
        self.public.device_id
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

    /// Both secret halves, sealed for this profile and realm under the vault's device-key key.
    ///
    /// # Errors
    /// [`DeviceKeysError::Random`] when no random bytes are available.
    pub fn seal_for_vault(
        &self,
        vault_key: &VaultDeviceKey,
        profile: &[u8; 16],
        realm: RealmId,
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, DeviceKeysError> {
        let mut both = Secret::<64>::zeroed();
        let halves = self.seed.expose().iter().chain(self.scalar.expose());
        for (to, from) in both.expose_mut().iter_mut().zip(halves) {
            *to = *from;
        }
        let context: [&[u8]; 3] = [CONTEXT, profile, realm.as_bytes()];
        Ok(envelope::seal(&vault_key.0, &context, both.expose(), random)?)
    }

    /// Opens what [`DeviceKeys::seal_for_vault`] made for the same profile and realm.
    ///
    /// # Errors
    /// [`DeviceKeysError::Sealed`] when the bytes were sealed elsewhere or altered.
    pub fn open_from_vault(
        vault_key: &VaultDeviceKey,
        profile: &[u8; 16],
        realm: RealmId,
        sealed: &[u8],
    ) -> Result<Self, DeviceKeysError> {
        let context: [&[u8]; 3] = [CONTEXT, profile, realm.as_bytes()];
        let both = envelope::open(&vault_key.0, &context, sealed).map_err(|_| DeviceKeysError::Sealed)?;
        let (seed, scalar) = both.split_at_checked(32).ok_or(DeviceKeysError::Damaged)?;
        let seed = Secret::copied_from(seed).ok_or(DeviceKeysError::Damaged)?;
        let scalar = Secret::copied_from(scalar).ok_or(DeviceKeysError::Damaged)?;
        Self::from_secrets(seed, scalar)
    }

    #[cfg(test)]
    pub(crate) fn needles(&self) -> Vec<super::needle::Needle> {
        use super::needle::Needle;
        vec![Needle::key("D_sig", self.seed().expose()), Needle::key("D_kem", self.scalar().expose())]
    }

    #[cfg(test)]
    pub(super) fn seed(&self) -> &Secret<32> {
        &self.seed
    }

    pub(super) fn scalar(&self) -> &Secret<32> {
        &self.scalar
    }
}

/// `K_dev`: seals the device keys of every enrolment of one vault. Made by the unlock file.
pub struct VaultDeviceKey(Parent);

impl VaultDeviceKey {
    pub(super) fn new(key: &Secret<32>) -> Self {
        Self(Parent::new(key.expose()))
    }

    pub(super) const fn parent(&self) -> &Parent {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;
    use first72_wire::entry::verify;

    fn vault_key(byte: u8) -> VaultDeviceKey {
        VaultDeviceKey::new(&Secret::copied_from(&[byte; 32]).unwrap())
    }

    #[test]
    fn a_signature_is_the_owners_and_nobody_elses() {
        let random = SystemRandomness::new();
        let (mine, other) = (DeviceKeys::make(&random).unwrap(), DeviceKeys::make(&random).unwrap());
        let signature = mine.sign(b"message");
        assert!(verify(&mine.public().sig_pk, b"message", &signature));
        assert!(!verify(&other.public().sig_pk, b"message", &signature));
        assert!(!verify(&mine.public().sig_pk, b"another", &signature));
    }

    // cjis:SC-4
    #[test]
    fn keys_come_back_from_the_vault_of_their_own_profile_and_realm_only() {
        let random = SystemRandomness::new();
        let keys = DeviceKeys::make(&random).unwrap();
        let realm = RealmId([9; 16]);
        let sealed = keys.seal_for_vault(&vault_key(1), &[2; 16], realm, &random).unwrap();
        let opened = DeviceKeys::open_from_vault(&vault_key(1), &[2; 16], realm, &sealed).unwrap();
        assert_eq!(opened.public(), keys.public());
        assert_eq!(opened.sign(b"m"), keys.sign(b"m"));
        let refused = |key: u8, profile: u8, realm: u8, bytes: &[u8]| {
            let opened = DeviceKeys::open_from_vault(&vault_key(key), &[profile; 16], RealmId([realm; 16]), bytes);
            assert_eq!(opened.err(), Some(DeviceKeysError::Sealed));
        };
        refused(3, 2, 9, &sealed);
        refused(1, 3, 9, &sealed);
        refused(1, 2, 8, &sealed);
        refused(1, 2, 9, &sealed[1..]);
    }

    #[test]
    fn an_id_belongs_to_its_two_keys() {
        let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
        let public = *keys.public();
        assert_eq!(DevicePublic::of(public.sig_pk, public.kem_pk), public);
        let mut other = public.kem_pk;
        other[64] ^= 1;
        assert_ne!(DevicePublic::of(public.sig_pk, other).device_id, public.device_id);
    }
}
