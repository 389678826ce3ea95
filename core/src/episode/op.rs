//! A save: the changes that one person made at once, with its clocks and what its author had seen.
//!
//! It says neither who wrote it nor where it stands: both are in the signed header and nowhere else.

use super::change::{self, Change};
use super::stamp::Hlc;
use crate::moment::Moment;
use first72_wire::cbor::{CborError, Reader, Writer, check_sequence};
use first72_wire::id::{DeviceId, Hash, OpId};
use thiserror::Error;
use zeroize::Zeroize;

/// Most heads that a save may name.
pub const MAX_DEPENDENCIES: usize = 64;
/// Most changes in one save.
pub const MAX_CHANGES: usize = 1_024;
/// Keys 0 to 9 are known; a later version may add more.
const KNOWN: usize = 10;

/// A payload that is not a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpError {
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the save is not well formed: {0}")]
    Form(CborError),
    /// More than [`MAX_DEPENDENCIES`] heads, or more than [`MAX_CHANGES`] changes, or none.
    #[error("the save has no changes or too many")]
    Count,
}

impl OpError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "op.form",
            Self::Count => "op.count",
        }
    }
}

impl From<CborError> for OpError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

/// The newest entry of a chain that the author had seen in this space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dependency {
    /// Whose chain.
    pub device: DeviceId,
    /// Its place in the chain.
    pub seq: u64,
    /// The first 8 bytes of its hash.
    pub hash8: [u8; 8],
}

impl Dependency {
    /// Names an entry.
    #[must_use]
    pub fn on(device: DeviceId, seq: u64, hash: &Hash) -> Self {
        Self { device, seq, hash8: first8(hash) }
    }

    /// Whether this names the entry with that hash.
    #[must_use]
    pub fn names(&self, device: &DeviceId, seq: u64, hash: &Hash) -> bool {
        self.device == *device && self.seq == seq && self.hash8 == first8(hash)
    }
}

fn first8(hash: &Hash) -> [u8; 8] {
    let mut out = [0; 8];
    for (to, from) in out.iter_mut().zip(hash.0) {
        *to = from;
    }
    out
}

/// How the device's wall clock stood against the server's at the last hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerTime {
    /// Server clock minus wall clock in milliseconds.
    pub offset_ms: i64,
    /// Half the round trip and what the clocks may have drifted since, in milliseconds.
    pub uncertainty_ms: u64,
}

/// The head of the server's tree that the author had seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// How many entries the tree had.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

/// Fields of a later version that followed the known fields of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterFields {
    /// Which change, from 0.
    pub index: u16,
    /// The values, one after the other.
    pub raw: Vec<u8>,
}

/// One save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    /// Names the save; random.
    pub op_id: OpId,
    /// Orders saves for showing.
    pub hlc: Hlc,
    /// The author's clocks when it was saved.
    pub when: Moment,
    /// What was known of the server's clock.
    pub server_time: Option<ServerTime>,
    /// What the author had seen of this space.
    pub deps: Vec<Dependency>,
    /// What the author had seen of the server's tree.
    pub seen: Option<TreeHead>,
    /// What was saved.
    pub changes: Vec<Change>,
    /// Fields of a later version inside known changes.
    pub later_fields: Vec<LaterFields>,
    /// Pairs of a later version after the known keys, as they came.
    pub later_keys: Vec<u8>,
}

impl Op {
    /// A save of these changes, without dependencies or anything of a server.
    #[must_use]
    pub const fn new(op_id: OpId, hlc: Hlc, when: Moment, changes: Vec<Change>) -> Self {
        Self {
            op_id,
            hlc,
            when,
            server_time: None,
            deps: Vec::new(),
            seen: None,
            changes,
            later_fields: Vec::new(),
            later_keys: Vec::new(),
        }
    }

    /// The payload: deterministic CBOR, what a later version wrote included.
    ///
    /// # Errors
    /// [`OpError`] when the save could not be read again: too many changes or heads, none, or a
    /// text that is too long.
    pub fn encode(&self) -> Result<Vec<u8>, OpError> {
        let later_values = check_sequence(&self.later_keys)?;
        let mut out = Writer::new();
        out.map(KNOWN + later_values / 2);
        out.unsigned(0).bytes(&self.op_id.0).unsigned(1).unsigned(self.hlc.0);
        out.unsigned(2).signed(self.when.wall_ms).unsigned(3).bytes(&self.when.boot_id);
        out.unsigned(4).unsigned(self.when.boot_ms);
        out.unsigned(5).optional(self.server_time, |out, time| out.signed(time.offset_ms));
        out.unsigned(6).optional(self.server_time, |out, time| out.unsigned(time.uncertainty_ms));
        out.unsigned(7).array(self.deps.len());
        for dep in &self.deps {
            out.array(3).bytes(&dep.device.0).unsigned(dep.seq).bytes(&dep.hash8);
        }
        out.unsigned(8);
        out.optional(self.seen, |out, head| out.array(2).unsigned(head.size).bytes(&head.root.0));
        out.unsigned(9).array(self.changes.len());
        for (index, change) in self.changes.iter().enumerate() {
            let later = self.later_fields.iter().find(|later| usize::from(later.index) == index);
            let raw = later.map_or(&[][..], |later| &later.raw);
            change::write(&mut out, change, check_sequence(raw)?, raw);
        }
        out.raw(&self.later_keys);
        let bytes = out.into_bytes();
        // What cannot be read again must not be sealed: the author would lose it.
        Self::decode(&bytes)?.zeroize();
        Ok(bytes)
    }

    /// Reads a payload: strict CBOR first, then the fields.
    ///
    /// # Errors
    /// [`OpError`] names the first thing that is wrong.
    pub fn decode(bytes: &[u8]) -> Result<Self, OpError> {
        let mut map = Reader::strict(bytes)?;
        let length = map.map()?;
        let later_pairs = length.checked_sub(KNOWN).ok_or(Reader::unexpected(0))?;
        let mut op = Self::new(
            OpId(at_key(&mut map, 0, Reader::fixed)?),
            Hlc(at_key(&mut map, 1, Reader::unsigned)?),
            Moment {
                wall_ms: at_key(&mut map, 2, Reader::signed)?,
                boot_id: at_key(&mut map, 3, Reader::fixed)?,
                boot_ms: at_key(&mut map, 4, Reader::unsigned)?,
            },
            Vec::new(),
        );
        let offset = at_key(&mut map, 5, |map| map.optional(Reader::signed))?;
        let uncertainty = at_key(&mut map, 6, |map| map.optional(Reader::unsigned))?;
        op.server_time = match (offset, uncertainty) {
            (Some(offset_ms), Some(uncertainty_ms)) => Some(ServerTime { offset_ms, uncertainty_ms }),
            (None, None) => None,
            _ => return Err(Reader::unexpected(map.position()).into()),
        };
        op.deps = read_dependencies(&mut map)?;
        op.seen = at_key(&mut map, 8, |map| map.optional(read_head))?;
        op.read_changes(&mut map)?;
        op.later_keys = map.raw_many(later_pairs * 2)?.to_vec();
        Ok(op)
    }

    fn read_changes(&mut self, map: &mut Reader<'_>) -> Result<(), OpError> {
        let count = at_key(map, 9, Reader::array)?;
        if count == 0 || count > MAX_CHANGES {
            return Err(OpError::Count);
        }
        for index in 0..count {
            let read = change::read(map)?;
            self.changes.push(read.change);
            if !read.later_fields.is_empty() {
                let index = u16::try_from(index).map_err(|_| OpError::Count)?;
                self.later_fields.push(LaterFields { index, raw: read.later_fields });
            }
        }
        Ok(())
    }
}

impl Zeroize for Op {
    fn zeroize(&mut self) {
        self.changes.iter_mut().for_each(Zeroize::zeroize);
        self.later_fields.iter_mut().for_each(|later| later.raw.zeroize());
        self.later_keys.zeroize();
    }
}

fn at_key<'a, T>(
    map: &mut Reader<'a>,
    wanted: u64,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, CborError>,
) -> Result<T, CborError> {
    let at = map.position();
    if map.unsigned()? == wanted { read(map) } else { Err(Reader::unexpected(at)) }
}

fn read_dependencies(map: &mut Reader<'_>) -> Result<Vec<Dependency>, OpError> {
    let count = at_key(map, 7, Reader::array)?;
    if count > MAX_DEPENDENCIES {
        return Err(OpError::Count);
    }
    let dependency = |_| {
        map.array_of(3)?;
        Ok(Dependency { device: DeviceId(map.fixed()?), seq: map.unsigned()?, hash8: map.fixed()? })
    };
    (0..count).map(dependency).collect()
}

fn read_head(map: &mut Reader<'_>) -> Result<TreeHead, CborError> {
    map.array_of(2)?;
    Ok(TreeHead { size: map.unsigned()?, root: Hash(map.fixed()?) })
}

#[cfg(test)]
pub(super) mod tests;
