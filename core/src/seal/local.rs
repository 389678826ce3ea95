//! What stays on this device: drafts, waiting audit rows, and the space keys it has already unwrapped.
//!
//! Each is sealed under the vault's own key with a context that names its use and its row, so
//! that a row moved elsewhere does not open.

use super::device_keys::VaultDeviceKey;
use super::envelope::{self, EnvelopeError};
use super::random::{NoRandomness, Randomness};
use super::secret::SecretBytes;
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
}
