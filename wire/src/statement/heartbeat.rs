//! A registrar's sign of life: the time, and how far the directory reaches that its device holds.
//!
//! A server that shows one device an old state cannot make a newer one of these, and one that leaves out another's
//! statement contradicts it.

use super::code;
use crate::cbor::{CborError, Reader, Writer};
use crate::id::{DeviceId, Hash};

/// Most chains that one heartbeat names: the next one names the rest.
pub const MOST_CHAINS: usize = 64;

/// How far one author's chain in the directory's space reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainEnd {
    /// The author.
    pub device_id: DeviceId,
    /// The place of the newest entry.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// What a registrar's device says once it has synced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heartbeat {
    /// When, in milliseconds since 1970 UTC.
    pub time_ms: i64,
    /// Chains of others that reach further than any heartbeat before it said, in ascending order of their authors, none
    /// twice; at most [`MOST_CHAINS`].
    pub chains: Vec<ChainEnd>,
}

impl Heartbeat {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(3).unsigned(code::HEARTBEAT.into()).signed(self.time_ms).array(self.chains.len());
        for end in &self.chains {
            out.array(3).bytes(&end.device_id.0).unsigned(end.seq).bytes(&end.hash.0);
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let time_ms = fields.signed()?;
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST_CHAINS {
            return Err(Reader::unexpected(at));
        }
        let mut chains: Vec<ChainEnd> = Vec::with_capacity(count);
        for _ in 0..count {
            let at = fields.position();
            fields.array_of(3)?;
            let (device_id, seq, hash) = (DeviceId(fields.fixed()?), fields.unsigned()?, Hash(fields.fixed()?));
            if chains.last().is_some_and(|last| last.device_id >= device_id) {
                return Err(Reader::unexpected(at));
            }
            chains.push(ChainEnd { device_id, seq, hash });
        }
        Ok(Self { time_ms, chains })
    }
}
