//! What stays on this device: drafts, waiting audit rows, and the space keys it has already unwrapped.
//!
//! Each is sealed under the vault's own key with a context that names its use and its row, so
//! that a row moved elsewhere does not open.

use super::device_keys::VaultDeviceKey;
use super::envelope::{self, EnvelopeError};
use super::random::{NoRandomness, Randomness};
use super::secret::{Secret, SecretBytes};
use super::space_key::SpaceKey;
use first72_wire::id::{KeyId, RealmId, SpaceId};
use first72_wire::label;

/// What a locally sealed row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum LocalUse {
    /// Text that a person has typed and not yet saved.
    Draft = 1,
    /// An audit row that waits to be sent.
    Audit = 2,
    /// A space key that was unwrapped before.
    SpaceKey = 3,
    /// A setting of this person on this device.
    Setting = 4,
    /// What a space was that was removed.
    LeftSpace = 5,
}

impl VaultDeviceKey {
    /// Seals `plain` for this vault only. `row` names the row and must be given again to open it.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system has none.
    pub fn seal_local(
        &self,
        purpose: LocalUse,
        row: &[u8],
        plain: &[u8],
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        envelope::seal(self.parent(), &[label::LOCAL, &[purpose as u8], row], plain, random)
    }

    /// Opens what [`VaultDeviceKey::seal_local`] sealed for the same use and row.
    ///
    /// # Errors
    /// [`EnvelopeError`] when it was sealed elsewhere, for another use or row, or is damaged.
    pub fn open_local(&self, purpose: LocalUse, row: &[u8], sealed: &[u8]) -> Result<SecretBytes, EnvelopeError> {
        envelope::open(self.parent(), &[label::LOCAL, &[purpose as u8], row], sealed)
    }
}

impl VaultDeviceKey {
    /// Seals a space key for this vault only, bound to its realm, space, name and version.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system has none.
    pub fn seal_space_key(
        &self,
        realm: RealmId,
        space: SpaceId,
        key: &SpaceKey,
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        let row = space_key_row(realm, space, &key.id(), key.version());
        self.seal_local(LocalUse::SpaceKey, &row, key.secret().expose(), random)
    }

    /// Opens what [`VaultDeviceKey::seal_space_key`] sealed under the same names, and checks that
    /// it is the key that bears this name.
    ///
    /// # Errors
    /// [`EnvelopeError`] when it was sealed elsewhere or under other names, or is damaged.
    pub fn open_space_key(
        &self,
        realm: RealmId,
        space: SpaceId,
        key_id: &KeyId,
        version: u32,
        sealed: &[u8],
    ) -> Result<SpaceKey, EnvelopeError> {
        let row = space_key_row(realm, space, key_id, version);
        let opened = self.open_local(LocalUse::SpaceKey, &row, sealed)?;
        let secret = Secret::copied_from(&opened).ok_or(EnvelopeError::Truncated)?;
        let key = SpaceKey::from_secret(secret, version);
        if key.id() == *key_id { Ok(key) } else { Err(EnvelopeError::Commitment) }
    }
}

fn space_key_row(realm: RealmId, space: SpaceId, key_id: &KeyId, version: u32) -> Vec<u8> {
    [realm.as_bytes().as_slice(), space.as_bytes(), key_id.as_bytes(), &version.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Secret, SystemRandomness};

    #[test]
    fn a_row_opens_for_its_own_use_and_name_only() {
        let key = VaultDeviceKey::new(&Secret::copied_from(&[1; 32]).unwrap());
        let sealed = key.seal_local(LocalUse::Draft, b"row", b"half a word", &SystemRandomness::new()).unwrap();
        assert_eq!(key.open_local(LocalUse::Draft, b"row", &sealed).unwrap().as_slice(), b"half a word");
        assert!(key.open_local(LocalUse::Setting, b"row", &sealed).is_err());
        assert!(key.open_local(LocalUse::Draft, b"another", &sealed).is_err());
    }

    #[test]
    fn a_space_key_opens_in_its_own_vault_and_place_only() {
        let random = SystemRandomness::new();
        let [vault, other] = [1, 2].map(|byte| VaultDeviceKey::new(&Secret::copied_from(&[byte; 32]).unwrap()));
        let (realm, space) = (RealmId([3; 16]), SpaceId([4; 16]));
        let key = SpaceKey::make(7, &random).unwrap();
        let sealed = vault.seal_space_key(realm, space, &key, &random).unwrap();
        let opened = vault.open_space_key(realm, space, &key.id(), 7, &sealed).ok().unwrap();
        assert_eq!((opened.id(), opened.version()), (key.id(), 7));
        let refused = |vault: &VaultDeviceKey, realm, space, version, sealed: &[u8]| {
            vault.open_space_key(realm, space, &key.id(), version, sealed).is_err()
        };
        assert!(refused(&other, realm, space, 7, &sealed));
        assert!(refused(&vault, RealmId([9; 16]), space, 7, &sealed));
        assert!(refused(&vault, realm, SpaceId([9; 16]), 7, &sealed));
        assert!(refused(&vault, realm, space, 8, &sealed));
        for bit in 0..sealed.len() * 8 {
            let mut damaged = sealed.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(&vault, realm, space, 7, &damaged), "bit {bit}");
        }
        // Sealed under a name that is not its own.
        let row = space_key_row(realm, space, &KeyId([5; 16]), 7);
        let misnamed = vault.seal_local(LocalUse::SpaceKey, &row, key.secret().expose(), &random).unwrap();
        assert!(vault.open_space_key(realm, space, &KeyId([5; 16]), 7, &misnamed).is_err());
    }
}
