//! The body of a KEY entry: one space key, wrapped to each device that may read the space.

use crate::cbor::{CborError, Reader, Writer};
use crate::compartment::Compartment;
use crate::id::{DeviceId, KeyId};
use thiserror::Error;

/// Length of an HPKE encapsulated P-256 key in bytes.
pub const ENC_LEN: usize = 65;
/// Length of a wrapped space key in bytes: 32 and a tag of 16.
pub const WRAPPED_LEN: usize = 48;
/// The number that stands for the directory, where a compartment's would stand.
pub const DIRECTORY_NUMBER: u8 = 255;
/// The number that stands for the copy of a release of information, where a compartment's would stand.
pub const RELEASED_NUMBER: u8 = 254;

/// A body that is not that of a KEY entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyBodyError {
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the key entry is not well formed: {0}")]
    Form(CborError),
    /// A compartment that is not known here.
    #[error("the key is for a compartment that is not known here")]
    Compartment,
    /// Versions start at 1.
    #[error("the key has no version")]
    Version,
    /// The wraps are not in ascending order of their devices, or one comes twice.
    #[error("the wraps are not sorted or not distinct")]
    Order,
}

impl KeyBodyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "key.form",
            Self::Compartment => "key.compartment",
            Self::Version => "key.version",
            Self::Order => "key.order",
        }
    }
}

impl From<CborError> for KeyBodyError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

/// What a space holds: the directory, a compartment of an episode, or a copy of parts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpaceClass {
    /// Statements about membership.
    Directory,
    /// One compartment of one episode.
    Compartment(Compartment),
    /// A copy of parts of an episode, given to one person for a time. It is no compartment: no grant can name it, and no
    /// recovery key opens it.
    Released,
}

impl SpaceClass {
    /// The number that stands in the body.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Directory => DIRECTORY_NUMBER,
            Self::Released => RELEASED_NUMBER,
            Self::Compartment(compartment) => compartment.number(),
        }
    }

    /// The class with this number, if there is one.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            DIRECTORY_NUMBER => Some(Self::Directory),
            RELEASED_NUMBER => Some(Self::Released),
            number => Compartment::from_number(number).map(Self::Compartment),
        }
    }
}

/// A space key wrapped to one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceWrap {
    /// Who can open it, and who may therefore fetch the space.
    pub device_id: DeviceId,
    /// HPKE encapsulated key.
    pub enc: [u8; ENC_LEN],
    /// The wrapped key.
    pub wrapped: [u8; WRAPPED_LEN],
}

/// A space key wrapped to the recovery key of its compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryWrap {
    /// Which recovery key: counted up at each ceremony.
    pub epoch: u32,
    /// HPKE encapsulated key.
    pub enc: [u8; ENC_LEN],
    /// The wrapped key.
    pub wrapped: [u8; WRAPPED_LEN],
}

/// The body of a KEY entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBody {
    /// What the space holds.
    pub class: SpaceClass,
    /// 1, 2, 3 …; grows at each rotation.
    pub version: u32,
    /// The key that is wrapped.
    pub key_id: KeyId,
    /// One for each device, in ascending order of their ids, none twice.
    pub wraps: Vec<DeviceWrap>,
    /// The wrap for the compartment's custodians; none in the directory.
    pub recovery: Option<RecoveryWrap>,
    /// Ciphertext of the older keys under this one.
    pub old_keys: Option<Vec<u8>>,
}

impl KeyBody {
    /// The bytes that stand in the entry. Wraps are put in order; of two for one device the first stays.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut wraps = self.wraps.clone();
        wraps.sort_by_key(|wrap| wrap.device_id);
        wraps.dedup_by_key(|wrap| wrap.device_id);
        let mut out = Writer::new();
        out.array(6).unsigned(self.class.number().into()).unsigned(self.version.into()).bytes(&self.key_id.0);
        out.array(wraps.len());
        for wrap in &wraps {
            out.array(3).bytes(&wrap.device_id.0).bytes(&wrap.enc).bytes(&wrap.wrapped);
        }
        out.optional(self.recovery.as_ref(), |out, wrap| {
            out.array(3).unsigned(wrap.epoch.into()).bytes(&wrap.enc).bytes(&wrap.wrapped)
        });
        out.optional(self.old_keys.as_deref(), |out, keys| out.bytes(keys));
        out.into_bytes()
    }

    /// Reads the body of an entry of kind KEY.
    ///
    /// # Errors
    /// [`KeyBodyError`] names the first thing that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyBodyError> {
        let mut body = Reader::strict(bytes)?;
        body.array_of(6)?;
        let class = SpaceClass::from_number(body.small()?).ok_or(KeyBodyError::Compartment)?;
        let version = body.small()?;
        if version == 0 {
            return Err(KeyBodyError::Version);
        }
        let key_id = KeyId(body.fixed()?);
        let wraps = read_wraps(&mut body)?;
        let recovery = body.optional(|body| {
            body.array_of(3)?;
            Ok(RecoveryWrap { epoch: body.small()?, enc: body.fixed()?, wrapped: body.fixed()? })
        })?;
        let old_keys = body.optional(Reader::bytes)?.map(<[u8]>::to_vec);
        Ok(Self { class, version, key_id, wraps, recovery, old_keys })
    }
}

fn read_wraps(body: &mut Reader<'_>) -> Result<Vec<DeviceWrap>, KeyBodyError> {
    let count = body.array()?;
    let mut wraps: Vec<DeviceWrap> = Vec::new();
    for _ in 0..count {
        body.array_of(3)?;
        let wrap = DeviceWrap { device_id: DeviceId(body.fixed()?), enc: body.fixed()?, wrapped: body.fixed()? };
        if wraps.last().is_some_and(|last| last.device_id >= wrap.device_id) {
            return Err(KeyBodyError::Order);
        }
        wraps.push(wrap);
    }
    Ok(wraps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(device: u8) -> DeviceWrap {
        DeviceWrap { device_id: DeviceId([device; 16]), enc: [4; ENC_LEN], wrapped: [device; WRAPPED_LEN] }
    }

    fn body() -> KeyBody {
        KeyBody {
            class: SpaceClass::Compartment(Compartment::Ops),
            version: 2,
            key_id: KeyId([8; 16]),
            wraps: vec![wrap(1), wrap(2)],
            recovery: Some(RecoveryWrap { epoch: 1, enc: [4; ENC_LEN], wrapped: [9; WRAPPED_LEN] }),
            old_keys: Some(vec![1, 2, 3]),
        }
    }

    #[test]
    fn a_key_body_is_read_back_from_its_own_bytes() {
        assert_eq!(KeyBody::parse(&body().to_bytes()), Ok(body()));
        let directory =
            KeyBody { class: SpaceClass::Directory, recovery: None, old_keys: None, wraps: vec![], ..body() };
        assert_eq!(KeyBody::parse(&directory.to_bytes()), Ok(directory));
        let released = KeyBody { class: SpaceClass::Released, recovery: None, old_keys: None, ..body() };
        assert_eq!(KeyBody::parse(&released.to_bytes()), Ok(released));
    }

    #[test]
    fn wraps_are_written_in_order_and_once_each() {
        let mixed = KeyBody { wraps: vec![wrap(2), wrap(1), wrap(2)], ..body() };
        assert_eq!(mixed.to_bytes(), body().to_bytes());
    }

    #[test]
    fn wraps_out_of_order_are_refused() {
        let mut bytes = body().to_bytes();
        let first = bytes.windows(16).position(|window| window == [1; 16]).unwrap();
        bytes[first..first + 16].fill(3);
        assert_eq!(KeyBody::parse(&bytes), Err(KeyBodyError::Order));
    }

    #[test]
    fn unknown_compartments_and_missing_versions_are_refused() {
        let mut bytes = body().to_bytes();
        bytes[1] = 10;
        assert_eq!(KeyBody::parse(&bytes), Err(KeyBodyError::Compartment));
        let unversioned = KeyBody { version: 0, ..body() };
        assert_eq!(KeyBody::parse(&unversioned.to_bytes()), Err(KeyBodyError::Version));
    }

    #[test]
    fn a_shortened_body_is_refused() {
        let bytes = body().to_bytes();
        for end in 0..bytes.len() {
            assert!(KeyBody::parse(&bytes[..end]).is_err(), "{end} bytes");
        }
    }
}
