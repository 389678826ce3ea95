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
        Self::decode(&bytes)?;
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
pub(super) mod tests {
    use super::*;
    use crate::episode::answer::tests::{any_answer, any_value};
    use crate::episode::{ChangeRef, Instant, PackRef, StepEvent, StepKind};
    use first72_wire::compartment::Compartment;
    use first72_wire::id::EpisodeId;
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    fn any_ref() -> impl Strategy<Value = ChangeRef> {
        (any::<[u8; 16]>(), 0u16..9).prop_map(|(op, index)| ChangeRef { op: OpId(op), index })
    }

    fn any_event() -> impl Strategy<Value = StepEvent> {
        let kind = (0..StepKind::ALL.len()).prop_map(|index| StepKind::ALL[index]);
        let words = || proptest::option::of(".{0,12}");
        let evidence = btree_map("[a-z_]{1,20}", any_value(), 0..4);
        (kind, any::<i64>(), words(), words(), evidence).prop_map(|(kind, ms, reason, to, evidence)| StepEvent {
            kind,
            at: Instant::exact(ms),
            reason,
            to,
            evidence,
        })
    }

    pub(in crate::episode) fn any_change() -> impl Strategy<Value = Change> {
        let key = || "[a-z_.]{1,12}";
        prop_oneof![
            (any::<[u8; 16]>(), 0usize..7, key(), key()).prop_map(|(episode, class, station, handle)| Change::Open {
                episode: EpisodeId(episode),
                compartment: Compartment::ALL[class],
                station,
                handle,
                pack: PackRef { id: "los-angeles".into(), version: "2026.1".into() },
            }),
            (key(), any_answer(), vec(any_ref(), 0..3)).prop_map(|(field, answer, replaces)| Change::Answer {
                field,
                answer,
                replaces
            }),
            (key(), key()).prop_map(|(field, item)| Change::AddItem { field, item }),
            (key(), key(), vec(any_ref(), 0..3)).prop_map(|(field, item, removes)| Change::RemoveItem {
                field,
                item,
                removes
            }),
            (key(), any_event(), vec(any_ref(), 0..3)).prop_map(|(step, event, replaces)| Change::Step {
                step,
                event,
                replaces
            }),
            ".{0,40}".prop_map(|text| Change::Note { text }),
            (any_ref(), ".{0,40}").prop_map(|(note, text)| Change::Amend { note, text }),
        ]
    }

    pub(in crate::episode) fn when(wall_ms: i64) -> Moment {
        Moment { wall_ms, boot_id: [1; 16], boot_ms: 77 }
    }

    fn full(changes: Vec<Change>) -> Op {
        Op {
            server_time: Some(ServerTime { offset_ms: -12, uncertainty_ms: 40 }),
            deps: vec![Dependency::on(DeviceId([2; 16]), 3, &Hash([4; 32]))],
            seen: Some(TreeHead { size: 9, root: Hash([5; 32]) }),
            ..Op::new(OpId([1; 16]), Hlc::at(1_780_000_000_000), when(1_780_000_000_000), changes)
        }
    }

    proptest! {
        #[test]
        fn a_save_is_read_back_from_its_own_bytes(changes in vec(any_change(), 1..8)) {
            let op = full(changes);
            let bytes = op.encode().unwrap();
            prop_assert_eq!(Op::decode(&bytes).unwrap(), op);
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..200)) {
            if let Ok(op) = Op::decode(&bytes) {
                prop_assert_eq!(op.encode(), Ok(bytes));
            }
        }

        #[test]
        fn altered_bytes_are_refused_or_written_back_as_they_came(
            changes in vec(any_change(), 1..4), at in any::<prop::sample::Index>(), value in any::<u8>(),
        ) {
            let mut bytes = full(changes).encode().unwrap();
            *at.get_mut(&mut bytes) = value;
            if let Ok(op) = Op::decode(&bytes) {
                prop_assert_eq!(op.encode(), Ok(bytes));
            }
        }
    }

    /// A save whose one change is this array, with this pair after the known keys.
    fn later(change: &[u8], pair: &[u8]) -> Vec<u8> {
        let plain = full(vec![Change::Note { text: "x".into() }]).encode().unwrap();
        let note = [0x82, 0x06, 0x61, b'x'];
        let mut bytes = plain[..plain.len() - note.len()].to_vec();
        bytes.extend_from_slice(change);
        bytes.extend_from_slice(pair);
        bytes[0] += u8::from(!pair.is_empty());
        bytes
    }

    #[test]
    fn what_a_later_version_wrote_is_kept_and_sent_back() {
        let cases: [(&[u8], &[u8]); 5] = [
            (&[0x82, 0x18, 0x63, 0xf5], &[]),
            (&[0x83, 0x06, 0x61, b'x', 0xf5], &[]),
            (&[0x82, 0x06, 0x61, b'x'], &[0x0a, 0xf5]),
            (&[0x84, 0x02, 0x61, b'f', 0x09, 0x80], &[]),
            (&[0x84, 0x02, 0x61, b'f', 0x82, 0x18, 0x20, 0x00, 0x80], &[]),
        ];
        for (change, pair) in cases {
            let bytes = later(change, pair);
            let op = Op::decode(&bytes).unwrap();
            assert_eq!(op.encode(), Ok(bytes), "{change:02x?}");
        }
    }

    #[test]
    fn a_change_that_is_not_well_formed_is_refused() {
        let cases: [&[u8]; 5] = [&[0x80], &[0x81, 0x06], &[0x82, 0x06, 0x05], &[0x06], &[0x82, 0x61, b'x', 0x00]];
        for change in cases {
            assert!(matches!(Op::decode(&later(change, &[])), Err(OpError::Form(_))), "{change:02x?}");
        }
    }

    #[test]
    fn a_save_without_changes_or_with_too_many_is_refused() {
        assert_eq!(full(vec![]).encode(), Err(OpError::Count));
        let note = Change::Note { text: String::new() };
        assert_eq!(full(vec![note.clone(); MAX_CHANGES + 1]).encode(), Err(OpError::Count));
        let mut op = full(vec![note]);
        op.deps = vec![op.deps[0]; MAX_DEPENDENCIES + 1];
        assert_eq!(op.encode(), Err(OpError::Count));
    }

    #[test]
    fn content_never_prints() {
        let note = Change::Note { text: "canary".into() };
        let answer = Change::Answer {
            field: "name_to_use".into(),
            answer: crate::episode::Answer::Given(crate::episode::Value::Text("canary".into())),
            replaces: vec![],
        };
        assert!(!format!("{:?}", full(vec![note, answer])).contains("canary"));
    }
}
