//! What roots, registrars and leads say beyond taking people in: offices, recovery keys, late entries.

use super::code;
use crate::cbor::{CborError, Reader, Writer};
use crate::compartment::Compartment;
use crate::derived;
use crate::id::{DeviceId, Hash, SpaceId};

/// Most chains that one adoption names: more go into a second statement.
pub const MOST_HEADS: usize = 512;

/// The recovery key of a compartment from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryPublic {
    /// The class of content.
    pub compartment: Compartment,
    /// Counts the keys of this compartment; that of the genesis is the first.
    pub epoch: u32,
    /// P-256 key that space keys are wrapped to, uncompressed (SEC 1).
    pub kem_pk: [u8; 65],
}

impl RecoveryPublic {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(4).unsigned(code::RECOVERY_KEY.into());
        out.unsigned(self.compartment.number().into()).unsigned(self.epoch.into()).bytes(&self.kem_pk);
    }

    /// None for a class of a later version.
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Option<Self>, CborError> {
        let Some(compartment) = Compartment::from_number(fields.small()?) else { return Ok(None) };
        Ok(Some(Self { compartment, epoch: fields.small()?, kem_pk: fields.fixed()? }))
    }
}

/// Another root takes the place of one: said by that root, or by most registrars when it is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootChange {
    /// The root that goes, as an author. A vote for the place of one root is none for another's.
    pub old_root: DeviceId,
    /// Ed25519 key of the root that comes.
    pub new_root_pk: [u8; 32],
}

impl RootChange {
    /// The root that comes, as an author.
    #[must_use]
    pub fn new_root(&self) -> DeviceId {
        derived::root_id(&self.new_root_pk)
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.array(3).unsigned(code::ROOT_ROTATE.into()).bytes(&self.old_root.0).bytes(&self.new_root_pk);
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(Self { old_root: DeviceId(fields.fixed()?), new_root_pk: fields.fixed()? })
    }
}

/// A registrar's office ends after a named entry of their own chain: what stands behind it, or beside
/// it in a fork, never counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrarCut {
    /// The registrar's device.
    pub device_id: DeviceId,
    /// The place of the last entry that stands; 0 when none does.
    pub last_seq: u64,
    /// Its hash; zero when none stands.
    pub last_hash: Hash,
}

impl RegistrarCut {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(4).unsigned(code::REGISTRAR_END.into());
        out.bytes(&self.device_id.0).unsigned(self.last_seq).bytes(&self.last_hash.0);
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(Self {
            device_id: DeviceId(fields.fixed()?),
            last_seq: fields.unsigned()?,
            last_hash: Hash(fields.fixed()?),
        })
    }
}

/// A compartment is recovered for a device: everybody of the realm sees it, and the server hands the
/// compartment's sealed entries to that device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryCase {
    /// The class of content.
    pub compartment: Compartment,
    /// The device that gets the keys.
    pub device_id: DeviceId,
    /// Which recovery key is used.
    pub epoch: u32,
}

impl RecoveryCase {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(4).unsigned(code::RECOVERY_USE.into());
        out.unsigned(self.compartment.number().into()).bytes(&self.device_id.0).unsigned(self.epoch.into());
    }

    /// None for a class of a later version.
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Option<Self>, CborError> {
        let Some(compartment) = Compartment::from_number(fields.small()?) else { return Ok(None) };
        Ok(Some(Self { compartment, device_id: DeviceId(fields.fixed()?), epoch: fields.small()? }))
    }
}

/// How far one author's chain in one space reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainHead {
    /// The space.
    pub space: SpaceId,
    /// The place of the newest entry.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

impl ChainHead {
    /// Writes heads as an array.
    pub fn write_all(heads: &[Self], out: &mut Writer) {
        out.array(heads.len());
        for head in heads {
            out.array(3).bytes(&head.space.0).unsigned(head.seq).bytes(&head.hash.0);
        }
    }

    /// Reads heads in ascending order of their spaces, none twice, at most [`MOST_HEADS`].
    ///
    /// # Errors
    /// [`CborError`] when the form is wrong.
    pub fn read_all(fields: &mut Reader<'_>) -> Result<Vec<Self>, CborError> {
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST_HEADS {
            return Err(Reader::unexpected(at));
        }
        let mut heads: Vec<Self> = Vec::with_capacity(count);
        for _ in 0..count {
            let at = fields.position();
            fields.array_of(3)?;
            let (space, seq, hash) = (SpaceId(fields.fixed()?), fields.unsigned()?, Hash(fields.fixed()?));
            if heads.last().is_some_and(|last| last.space >= space) {
                return Err(Reader::unexpected(at));
            }
            heads.push(Self { space, seq, hash });
        }
        Ok(heads)
    }
}

/// Entries of an ended device that came after its end are taken in, up to these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The device that ended.
    pub device_id: DeviceId,
    /// How far, in ascending order of the spaces, none twice; at most [`MOST_HEADS`].
    pub heads: Vec<ChainHead>,
}

impl Adoption {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(3).unsigned(code::ADOPT.into()).bytes(&self.device_id.0);
        ChainHead::write_all(&self.heads, out);
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(Self { device_id: DeviceId(fields.fixed()?), heads: ChainHead::read_all(fields)? })
    }
}
