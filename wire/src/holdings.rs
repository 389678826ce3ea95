//! What a device holds of a realm, as a file: entries as they were signed, each with its number on the server. A server that
//! was lost is made again from such files.
//!
//! ```text
//! file = "F72HELD2" realm16 note_len2 note item*
//! item = leaf8 entry_len4 entry
//!      | leaf8 0x80000000 (4 bytes) header entry_hash32 leaf_hash32
//! ```
//! Numbers are big-endian. `note` is the largest signed state of the server's log that the device has seen ([`crate::checkpoint`]).
//! The second kind of item is the place of an entry that this device had and has destroyed, because the copy that it was part
//! of is over: what the server keeps of such an entry, and no more. A file of the first version, `F72HELD1`, has none of them.
//! Nothing in it opens anything: it is what the server had.

use crate::entry::{MAX_ENTRY, Malformed, SealedEntry};
use crate::header::{HEADER_LEN, Header};
use crate::id::{Hash, RealmId};
use crate::limits::MAX_CHECKPOINT;
use crate::tree::leaf_hash;
use std::io::{ErrorKind, Read};
use thiserror::Error;

const MAGIC: &[u8; 8] = b"F72HELD2";
/// Of files that know no places of destroyed entries.
const FIRST_MAGIC: &[u8; 8] = b"F72HELD1";
/// Stands for a length where an entry was destroyed; no entry is as long.
const CUT: u32 = 0x8000_0000;
/// Bytes of a place: the header and two hashes.
pub const CUT_LEN: usize = HEADER_LEN + 2 * size_of::<Hash>();

/// A file of holdings that is being written.
pub struct Holdings {
    out: Vec<u8>,
}

/// Reads a file of holdings, one entry after the other.
pub struct HoldingsReader<R> {
    source: R,
    at: u64,
    realm: RealmId,
    note: String,
    knows_cuts: bool,
}

/// An item of a file. Nothing of it has been checked but its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number among all entries of the server, from 0, as the device was told.
    pub leaf: u64,
    /// Where the bytes of the entry, or of its place, begin in the file.
    pub at: u64,
    /// What there is of the entry.
    pub what: Kept,
}

/// What there is of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it.
    Whole(SealedEntry),
    /// Its place: it was destroyed.
    Cut(CutEntry),
}

/// What stays of an entry that was destroyed: the chains and the tree are what they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutEntry {
    /// Its header.
    pub header: Header,
    /// Its hash, which the next entry of its chain names.
    pub hash: Hash,
    /// Its hash as a leaf of the server's tree.
    pub leaf_hash: Hash,
}

impl Kept {
    /// The header of the entry.
    #[must_use]
    pub const fn header(&self) -> &Header {
        match self {
            Self::Whole(entry) => &entry.header,
            Self::Cut(cut) => &cut.header,
        }
    }
}

impl CutEntry {
    /// What stays of this entry.
    #[must_use]
    pub fn of(entry: &SealedEntry) -> Self {
        Self { header: entry.header, hash: entry.hash(), leaf_hash: leaf_hash(&entry.to_bytes()) }
    }

    /// As in a file.
    #[must_use]
    pub fn to_bytes(self) -> [u8; CUT_LEN] {
        let mut out = [0; CUT_LEN];
        let (header, hashes) = out.split_at_mut(HEADER_LEN);
        header.copy_from_slice(&self.header.to_bytes());
        let (hash, leaf_hash) = hashes.split_at_mut(size_of::<Hash>());
        hash.copy_from_slice(&self.hash.0);
        leaf_hash.copy_from_slice(&self.leaf_hash.0);
        out
    }
}

/// Why a file cannot be used, or not further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HoldingsError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Read(ErrorKind),
    /// It is no such file, or damaged.
    #[error("it is no file of what a device holds, or damaged at byte {at}")]
    Form {
        /// Where, counted in bytes from the start.
        at: u64,
    },
    /// An entry in it is none that this version knows.
    #[error("the entry at byte {at} cannot be read: {why}")]
    Entry {
        /// Where it begins.
        at: u64,
        /// What is wrong with it.
        why: Malformed,
    },
}

impl HoldingsError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read(_) => "holdings.read",
            Self::Form { .. } => "holdings.form",
            Self::Entry { .. } => "holdings.entry",
        }
    }
}

impl Holdings {
    /// An empty file of this realm; nothing for a note that is longer than notes are.
    #[must_use]
    pub fn new(realm: RealmId, note: &[u8]) -> Option<Self> {
        let length = u16::try_from(note.len()).ok().filter(|length| usize::from(*length) <= MAX_CHECKPOINT)?;
        Some(Self { out: [MAGIC.as_slice(), &realm.0, &length.to_be_bytes(), note].concat() })
    }

    /// Adds an entry with its number on the server.
    pub fn push(&mut self, leaf: u64, entry: &SealedEntry) {
        let bytes = entry.to_bytes();
        self.out.extend(leaf.to_be_bytes());
        self.out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.out.extend(bytes);
    }

    /// Adds the place of an entry that was destroyed.
    pub fn push_cut(&mut self, leaf: u64, cut: CutEntry) {
        self.out.extend(leaf.to_be_bytes());
        self.out.extend(CUT.to_be_bytes());
        self.out.extend(cut.to_bytes());
    }

    /// The bytes of the file.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }
}

impl<R: Read> HoldingsReader<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// [`HoldingsError`] when it cannot be read or is no such file.
    pub fn open(mut source: R) -> Result<Self, HoldingsError> {
        let mut at = 0;
        let magic: [u8; 8] = take(&mut source, &mut at)?;
        if magic != *MAGIC && magic != *FIRST_MAGIC {
            return Err(HoldingsError::Form { at: 0 });
        }
        let realm = RealmId(take(&mut source, &mut at)?);
        let length = u16::from_be_bytes(take(&mut source, &mut at)?);
        let wrong = HoldingsError::Form { at };
        if usize::from(length) > MAX_CHECKPOINT {
            return Err(wrong);
        }
        let note = String::from_utf8(take_many(&mut source, &mut at, length.into())?).map_err(|_| wrong)?;
        Ok(Self { source, at, realm, note, knows_cuts: magic == *MAGIC })
    }

    /// Whose entries they are, as the file says.
    #[must_use]
    pub const fn realm(&self) -> RealmId {
        self.realm
    }

    /// The signed state of the log, not yet checked.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The next item; none at the end.
    ///
    /// # Errors
    /// [`HoldingsError`]. After one of the kind `Entry` the next can be read; after another nothing can.
    pub fn next_item(&mut self) -> Result<Option<Held>, HoldingsError> {
        let began = self.at;
        let mut first = [0];
        if self.source.read(&mut first).map_err(|error| HoldingsError::Read(error.kind()))? == 0 {
            return Ok(None);
        }
        self.at += 1;
        let rest: [u8; 11] = take(&mut self.source, &mut self.at)?;
        let (leaf, length) = numbers(first[0], rest);
        if length == CUT && self.knows_cuts {
            let at = self.at;
            return Ok(Some(Held { leaf, at, what: Kept::Cut(self.cut()?) }));
        }
        let length = usize::try_from(length).ok().filter(|length| *length <= MAX_ENTRY);
        let length = length.ok_or(HoldingsError::Form { at: began })?;
        let at = self.at;
        let bytes = take_many(&mut self.source, &mut self.at, length)?;
        let entry = SealedEntry::parse(&bytes).map_err(|why| HoldingsError::Entry { at, why })?;
        Ok(Some(Held { leaf, at, what: Kept::Whole(entry) }))
    }

    fn cut(&mut self) -> Result<CutEntry, HoldingsError> {
        let at = self.at;
        let header: [u8; HEADER_LEN] = take(&mut self.source, &mut self.at)?;
        let (hash, leaf_hash) = (take(&mut self.source, &mut self.at)?, take(&mut self.source, &mut self.at)?);
        let header = Header::parse(&header).map_err(|why| HoldingsError::Entry { at, why })?;
        Ok(CutEntry { header, hash: Hash(hash), leaf_hash: Hash(leaf_hash) })
    }
}

fn numbers(first: u8, rest: [u8; 11]) -> (u64, u32) {
    let [b, c, d, e, f, g, h, w, x, y, z] = rest;
    (u64::from_be_bytes([first, b, c, d, e, f, g, h]), u32::from_be_bytes([w, x, y, z]))
}

fn take<const N: usize>(source: &mut impl Read, at: &mut u64) -> Result<[u8; N], HoldingsError> {
    let mut bytes = [0; N];
    fill(source, at, &mut bytes).map(|()| bytes)
}

fn take_many(source: &mut impl Read, at: &mut u64, length: usize) -> Result<Vec<u8>, HoldingsError> {
    let mut bytes = vec![0; length];
    fill(source, at, &mut bytes).map(|()| bytes)
}

fn fill(source: &mut impl Read, at: &mut u64, bytes: &mut [u8]) -> Result<(), HoldingsError> {
    source.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => HoldingsError::Form { at: *at },
        kind => HoldingsError::Read(kind),
    })?;
    *at = at.saturating_add(bytes.len() as u64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{Header, Kind};
    use crate::id::{DeviceId, Hash, KeyId, SpaceId};
    use proptest::prelude::*;

    const REALM: RealmId = RealmId([1; 16]);

    fn entry(seq: u64) -> SealedEntry {
        let body = vec![9; 40];
        let header = Header {
            kind: Kind::Op,
            realm: REALM,
            space: SpaceId([2; 16]),
            device: DeviceId([3; 16]),
            seq,
            prev: Hash([4; 32]),
            key_id: KeyId([5; 16]),
            commit: Hash([6; 32]),
            body_len: 40,
        };
        SealedEntry { header, body, signature: [7; 64] }
    }

    fn file() -> Vec<u8> {
        let mut holdings = Holdings::new(REALM, b"an invented note").unwrap();
        holdings.push(4, &entry(1));
        holdings.push(300, &entry(2));
        holdings.push_cut(301, CutEntry::of(&entry(3)));
        holdings.into_bytes()
    }

    fn all(bytes: &[u8]) -> Result<Vec<Held>, HoldingsError> {
        let mut reader = HoldingsReader::open(bytes)?;
        let mut found = Vec::new();
        while let Some(held) = reader.next_item()? {
            found.push(held);
        }
        Ok(found)
    }

    #[test]
    fn what_was_written_is_read_back_with_its_numbers() {
        let bytes = file();
        let reader = HoldingsReader::open(bytes.as_slice()).unwrap();
        assert_eq!((reader.realm(), reader.note()), (REALM, "an invented note"));
        let found = all(&bytes).unwrap();
        assert_eq!(found.iter().map(|held| held.leaf).collect::<Vec<_>>(), [4, 300, 301]);
        for (held, seq) in found.iter().zip(1..=2) {
            assert_eq!(held.what, Kept::Whole(entry(seq)));
            let at = usize::try_from(held.at).unwrap();
            assert_eq!(bytes[at..at + entry(seq).len()], entry(seq).to_bytes());
        }
        assert_eq!(found[2].what, Kept::Cut(CutEntry::of(&entry(3))));
        assert_eq!(found[2].what.header(), &entry(3).header);
        assert_eq!(bytes.len() as u64 - found[2].at, CUT_LEN as u64, "nothing of its body and its signature");
    }

    #[test]
    fn a_file_of_the_first_version_is_read_and_knows_no_places_of_destroyed_entries() {
        let mut first = Holdings::new(REALM, b"an invented note").unwrap();
        first.push(4, &entry(1));
        let mut first = first.into_bytes();
        first[..8].copy_from_slice(FIRST_MAGIC);
        assert_eq!(all(&first).unwrap()[0].what, Kept::Whole(entry(1)));
        let mut with_cut = file();
        with_cut[..8].copy_from_slice(FIRST_MAGIC);
        assert!(matches!(all(&with_cut), Err(HoldingsError::Form { .. })));
    }

    #[test]
    fn a_file_that_is_none_or_cut_is_refused_and_an_unknown_entry_is_named() {
        let bytes = file();
        let (second, third) = (all(&bytes).unwrap()[1].at, all(&bytes).unwrap()[2].at);
        for end in 0..bytes.len() {
            let between = end == 8 + 16 + 2 + 16 || [second - 12, third - 12].contains(&(end as u64));
            assert_eq!(all(&bytes[..end]).is_ok(), between, "{end} bytes");
        }
        assert_eq!(all(b"F72HELD3........................"), Err(HoldingsError::Form { at: 0 }));
        assert!(Holdings::new(REALM, &[0; MAX_CHECKPOINT + 1]).is_none());
        for at in [second, third] {
            let mut unknown = bytes.clone();
            // The sixth byte of an entry is its kind.
            unknown[usize::try_from(at).unwrap() + 5] = 99;
            let why = HoldingsError::Entry { at, why: Malformed::Kind };
            assert_eq!((all(&unknown), why.code()), (Err(why), "holdings.entry"));
        }
    }

    #[test]
    fn an_entry_that_claims_too_much_is_refused_before_there_is_room_for_it() {
        let mut bytes = Holdings::new(REALM, b"").unwrap().into_bytes();
        let at = bytes.len() as u64;
        bytes.extend([0; 8]);
        bytes.extend(u32::MAX.to_be_bytes());
        assert_eq!(all(&bytes), Err(HoldingsError::Form { at }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_make_the_reader_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = all(&bytes);
            bytes.splice(0..bytes.len().min(8), *MAGIC);
            let _ = all(&bytes);
        }
    }
}
