//! The key of one episode in one compartment, and its versions.

use first72_wire::id::KeyId;
use first72_wire::label;

use super::hazmat::Parent;
use super::random::{NoRandomness, Randomness};
use super::secret::Secret;

/// The secret that everything in a space is sealed under, one version of it.
///
/// It is never used as a cipher key itself, only as the input of a derivation; the hash states for
/// that are kept beside it so that opening ten thousand entries derives from them and not from the
/// raw bytes.
pub struct SpaceKey {
    secret: Secret<32>,
    parent: Parent,
    version: u32,
    id: KeyId,
}

impl SpaceKey {
    /// A fresh key, 32 random bytes. Versions of a space start at 1.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make(version: u32, random: &dyn Randomness) -> Result<Self, NoRandomness> {
        Ok(Self::from_secret(Secret::random(random)?, version))
    }

    /// The key with these bytes; its id is derived from them.
    pub(super) fn from_secret(secret: Secret<32>, version: u32) -> Self {
        let id = KeyId(label::truncate(&label::digest(label::KEY, &[secret.expose()])));
        let parent = Parent::new(secret.expose());
        Self { secret, parent, version, id }
    }

    /// Counts rotations; writers use the largest (version, id) that is still right for its readers.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The name of this key in entry headers: SHA-256(label ‖ key), first 16 bytes.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub(super) fn secret(&self) -> &Secret<32> {
        &self.secret
    }

    pub(super) fn parent(&self) -> &Parent {
        &self.parent
    }
}
