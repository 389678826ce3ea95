//! The server's own key: signs checkpoints, receipts and the time. It opens nothing.

use first72_wire::checkpoint::Checkpoint;
use first72_wire::id::RealmId;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// The log key of one realm. It cannot be shown, copied or compared.
pub(crate) struct LogKey {
    pair: Ed25519KeyPair,
    public: [u8; 32],
    realm: RealmId,
}

impl LogKey {
    /// From its seed; nothing when the seed cannot be a key.
    pub(crate) fn from_seed(seed: &[u8; 32], realm: RealmId) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let public = pair.public_key().as_ref().try_into().ok()?;
        Some(Self { pair, public, realm })
    }

    /// Its public half, which stands in the genesis.
    pub(crate) const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Signs.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        let mut out = [0; 64];
        for (to, from) in out.iter_mut().zip(self.pair.sign(message).as_ref()) {
            *to = *from;
        }
        out
    }

    /// A checkpoint as a signed note.
    pub(crate) fn note(&self, checkpoint: &Checkpoint) -> String {
        let signature = self.sign(checkpoint.text(&self.realm).as_bytes());
        checkpoint.note(&self.realm, &self.public, &signature)
    }
}
