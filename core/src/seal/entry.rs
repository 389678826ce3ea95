//! Making entries: a payload sealed under a space key, or a clear body, and the author's signature.

use first72_wire::entry::{self, SealedEntry};
use first72_wire::header::{Header, Kind, MAX_BODY};
use first72_wire::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};

use super::codec::{self, CodecError};
use super::device_keys::DeviceKeys;
use super::envelope;
use super::random::{NoRandomness, Randomness, draw};
use super::root_key::RootKey;
use super::space_key::SpaceKey;

/// Where the next entry of an author stands: the place after the newest entry of its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainSlot {
    /// The realm.
    pub realm: RealmId,
    /// The space.
    pub space: SpaceId,
    /// 1, 2, 3 … for each (device, space).
    pub seq: u64,
    /// Hash of the entry with `seq` - 1. For `seq` 1 the hash of the entry that introduced the
    /// device (for the root: of the genesis).
    pub prev: Hash,
}

/// Why an entry could not be made. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The content does not fit into one entry.
    #[error("the content is too long for one entry")]
    TooLong,
    /// Sequence numbers start at 1.
    #[error("the entry has no place in its chain")]
    Slot,
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl SealError {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "seal.too-long",
            Self::Slot => "seal.slot",
            Self::Random(inner) => inner.code(),
        }
    }
}

impl From<CodecError> for SealError {
    fn from(_: CodecError) -> Self {
        Self::TooLong
    }
}

/// Who can sign entries: a device of the realm, or its root.
pub trait Signer {
    /// The author id that stands in headers.
    fn author(&self) -> DeviceId;

    /// Ed25519 over `message`, which begins with a label of the wire format.
    fn sign_message(&self, message: &[u8]) -> [u8; 64];
}

impl Signer for DeviceKeys {
    fn author(&self) -> DeviceId {
        self.device_id()
    }

    fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        self.sign(message)
    }
}

impl Signer for RootKey {
    fn author(&self) -> DeviceId {
        self.author_id()
    }

    fn sign_message(&self, message: &[u8]) -> [u8; 64] {
        self.sign(message)
    }
}

/// Seals a save (kind OP) for the readers of `space_key`, and signs it.
///
/// # Errors
/// [`SealError::TooLong`] for more than 64 KiB, or what does not compress into 48 KiB.
pub fn seal_entry(
    keys: &DeviceKeys,
    slot: ChainSlot,
    space_key: &SpaceKey,
    payload: &[u8],
    random: &dyn Randomness,
) -> Result<SealedEntry, SealError> {
    sealed(keys, slot, Kind::Op, space_key, payload, random)
}

/// Seals what was done on a device (kind AUDIT) for those who get `audit_key`, and signs it. Whoever writes it does not
/// keep that key.
///
/// # Errors
/// As [`seal_entry`].
pub fn seal_audit_entry(
    keys: &DeviceKeys,
    slot: ChainSlot,
    audit_key: &SpaceKey,
    payload: &[u8],
    random: &dyn Randomness,
) -> Result<SealedEntry, SealError> {
    sealed(keys, slot, Kind::Audit, audit_key, payload, random)
}

fn sealed(
    keys: &DeviceKeys,
    slot: ChainSlot,
    kind: Kind,
    space_key: &SpaceKey,
    payload: &[u8],
    random: &dyn Randomness,
) -> Result<SealedEntry, SealError> {
    let r32 = draw(random)?;
    let plain = codec::pad(&r32, payload)?;
    let sealed_len = envelope::sealed_len(plain.len());
    let header = header(keys, slot, kind, sealed_len, space_key.id(), codec::commitment(&r32, payload))?;
    let body = envelope::seal(space_key.parent(), &[&header.to_bytes()], &plain, random)?;
    Ok(signed(keys, header, body))
}

/// Signs a body that stays clear: a KEY or a STMT.
///
/// # Errors
/// [`SealError::TooLong`] for more than 65,536 bytes.
pub fn sign_clear_entry(
    signer: &dyn Signer,
    slot: ChainSlot,
    kind: Kind,
    body: Vec<u8>,
) -> Result<SealedEntry, SealError> {
    let header = header(signer, slot, kind, body.len(), KeyId::ZERO, Hash::ZERO)?;
    Ok(signed(signer, header, body))
}

fn header(
    signer: &dyn Signer,
    slot: ChainSlot,
    kind: Kind,
    body_len: usize,
    key_id: KeyId,
    commit: Hash,
) -> Result<Header, SealError> {
    if slot.seq == 0 {
        return Err(SealError::Slot);
    }
    if body_len > MAX_BODY {
        return Err(SealError::TooLong);
    }
    let body_len = u32::try_from(body_len).map_err(|_| SealError::TooLong)?;
    let ChainSlot { realm, space, seq, prev } = slot;
    Ok(Header { kind, realm, space, device: signer.author(), seq, prev, key_id, commit, body_len })
}

fn signed(signer: &dyn Signer, header: Header, body: Vec<u8>) -> SealedEntry {
    let hash = entry::hash(&header.to_bytes(), &body);
    let signature = signer.sign_message(&entry::signing_input(&hash));
    SealedEntry { header, body, signature }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    fn slot() -> ChainSlot {
        ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) }
    }

    #[test]
    fn the_smallest_entry_has_540_bytes() {
        let random = SystemRandomness::new();
        let keys = DeviceKeys::make(&random).unwrap();
        let key = SpaceKey::make(1, &random).unwrap();
        let entry = seal_entry(&keys, slot(), &key, b"x", &random).unwrap();
        assert_eq!(entry.to_bytes().len(), 540);
        assert_eq!(SealedEntry::parse(&entry.to_bytes()).unwrap(), entry);
        assert!(entry.is_signed_by(&keys.public().sig_pk));
    }

    // masvs:PRIVACY-2 cjis:SC-8
    #[test]
    fn two_saves_of_different_length_look_alike() {
        let random = SystemRandomness::new();
        let keys = DeviceKeys::make(&random).unwrap();
        let key = SpaceKey::make(1, &random).unwrap();
        let short = seal_entry(&keys, slot(), &key, &[7; 3], &random).unwrap();
        let long = seal_entry(&keys, slot(), &key, &[7; 219], &random).unwrap();
        assert_eq!(short.len(), long.len());
    }

    // masvs:STORAGE-1 cjis:MP-4
    #[test]
    fn nothing_of_the_payload_stands_in_the_entry() {
        let random = SystemRandomness::new();
        let keys = DeviceKeys::make(&random).unwrap();
        let key = SpaceKey::make(1, &random).unwrap();
        let entry = seal_entry(&keys, slot(), &key, b"canary heron canary heron", &random).unwrap();
        assert!(!entry.to_bytes().windows(5).any(|window| window == b"heron"));
    }

    #[test]
    fn too_much_content_and_no_place_are_refused() {
        let random = SystemRandomness::new();
        let keys = DeviceKeys::make(&random).unwrap();
        let key = SpaceKey::make(1, &random).unwrap();
        let too_long = seal_entry(&keys, slot(), &key, &[0; codec::MAX_PAYLOAD + 1], &random);
        assert_eq!(too_long.err(), Some(SealError::TooLong));
        let nowhere = seal_entry(&keys, ChainSlot { seq: 0, ..slot() }, &key, b"x", &random);
        assert_eq!(nowhere.err(), Some(SealError::Slot));
        let clear = sign_clear_entry(&keys, slot(), Kind::Key, vec![0; MAX_BODY + 1]);
        assert_eq!(clear.err(), Some(SealError::TooLong));
    }
}
