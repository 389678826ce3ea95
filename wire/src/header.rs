//! The 148 bytes in front of every body: who wrote it, where it stands, what it commits to.

use crate::entry::Malformed;
use crate::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};

/// Length of a header in bytes.
pub const HEADER_LEN: usize = 148;
/// Longest body in bytes.
pub const MAX_BODY: usize = 65_536;
/// The first four bytes of every entry.
pub const MAGIC: [u8; 4] = *b"FCE1";
/// The one suite that exists: the five primitives of the specification.
pub const SUITE: u8 = 1;

/// What an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A save: sealed changes to a record.
    Op = 1,
    /// Wraps of a space key, in clear.
    Key = 2,
    /// A statement about membership, its public part in clear.
    Statement = 3,
    /// Sealed audit rows.
    Audit = 4,
    /// A device's signature over a server checkpoint.
    Witness = 5,
}

impl Kind {
    /// The kind with this number, if there is one.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Op),
            2 => Some(Self::Key),
            3 => Some(Self::Statement),
            4 => Some(Self::Audit),
            5 => Some(Self::Witness),
            _ => None,
        }
    }
}

/// The header of an entry. The suite is always [`SUITE`], so it is not a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the entry is for.
    pub kind: Kind,
    /// The realm it belongs to.
    pub realm: RealmId,
    /// The space it belongs to.
    pub space: SpaceId,
    /// Its author.
    pub device: DeviceId,
    /// 1, 2, 3 … for each (device, space).
    pub seq: u64,
    /// Hash of the entry before it in the same chain; see the specification for `seq` 1.
    pub prev: Hash,
    /// The space key that sealed the body; zero when the body is clear.
    pub key_id: KeyId,
    /// Commitment to the payload; zero when the body is clear.
    pub commit: Hash,
    /// Length of the body in bytes, at most [`MAX_BODY`].
    pub body_len: u32,
}

impl Header {
    /// The header's bytes, as they are hashed, signed and bound to the ciphertext.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        let fields: [&[u8]; 10] = [
            &MAGIC,
            &[SUITE, self.kind as u8, 0, 0],
            &self.realm.0,
            &self.space.0,
            &self.device.0,
            &self.seq.to_be_bytes(),
            &self.prev.0,
            &self.key_id.0,
            &self.commit.0,
            &self.body_len.to_be_bytes(),
        ];
        for (to, from) in out.iter_mut().zip(fields.into_iter().flatten()) {
            *to = *from;
        }
        out
    }

    /// Reads a header, bounds first.
    ///
    /// # Errors
    /// [`Malformed`] names the first field that is not as the format demands.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut cursor = Cursor(bytes.get(..HEADER_LEN).ok_or(Malformed::Short)?);
        if cursor.take::<4>()? != MAGIC {
            return Err(Malformed::Magic);
        }
        let [suite, kind, zero1, zero2] = cursor.take::<4>()?;
        if suite != SUITE {
            return Err(Malformed::Suite);
        }
        let kind = Kind::from_number(kind).ok_or(Malformed::Kind)?;
        if (zero1, zero2) != (0, 0) {
            return Err(Malformed::Reserved);
        }
        let header = Self {
            kind,
            realm: RealmId(cursor.take()?),
            space: SpaceId(cursor.take()?),
            device: DeviceId(cursor.take()?),
            seq: u64::from_be_bytes(cursor.take()?),
            prev: Hash(cursor.take()?),
            key_id: KeyId(cursor.take()?),
            commit: Hash(cursor.take()?),
            body_len: u32::from_be_bytes(cursor.take()?),
        };
        if header.seq == 0 {
            return Err(Malformed::Sequence);
        }
        if usize::try_from(header.body_len).map_or(true, |length| length > MAX_BODY) {
            return Err(Malformed::BodyTooLong);
        }
        Ok(header)
    }
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (here, rest) = self.0.split_first_chunk::<N>().ok_or(Malformed::Short)?;
        self.0 = rest;
        Ok(*here)
    }
}
