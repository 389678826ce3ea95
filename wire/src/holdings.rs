//! What a device holds of a realm, as a file: entries as they were signed, each with its number on the server. A server that
//! was lost is made again from such files.
//!
//! ```text
//! file = "F72HELD1" realm16 note_len2 note item*
//! item = leaf8 entry_len4 entry
//! ```
//! Numbers are big-endian. `note` is the largest signed state of the server's log that the device has seen ([`crate::checkpoint`]).
//! Nothing in it opens anything: it is what the server had.

use crate::entry::{MAX_ENTRY, Malformed, SealedEntry};
use crate::id::RealmId;
use crate::limits::MAX_CHECKPOINT;
use std::io::{ErrorKind, Read};
use thiserror::Error;

const MAGIC: &[u8; 8] = b"F72HELD1";

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
}

/// An entry of a file. Nothing of it has been checked but its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number among all entries of the server, from 0, as the device was told.
    pub leaf: u64,
    /// Where its bytes begin in the file.
    pub at: u64,
    /// The entry.
    pub entry: SealedEntry,
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
        if take(&mut source, &mut at)? != *MAGIC {
            return Err(HoldingsError::Form { at: 0 });
        }
        let realm = RealmId(take(&mut source, &mut at)?);
        let length = u16::from_be_bytes(take(&mut source, &mut at)?);
        let wrong = HoldingsError::Form { at };
        if usize::from(length) > MAX_CHECKPOINT {
            return Err(wrong);
        }
        let note = String::from_utf8(take_many(&mut source, &mut at, length.into())?).map_err(|_| wrong)?;
        Ok(Self { source, at, realm, note })
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

    /// The next entry; none at the end.
    ///
    /// # Errors
    /// [`HoldingsError`]. After one of the kind `Entry` the next can be read; after another nothing can.
    pub fn next_entry(&mut self) -> Result<Option<Held>, HoldingsError> {
        let began = self.at;
        let mut first = [0];
        if self.source.read(&mut first).map_err(|error| HoldingsError::Read(error.kind()))? == 0 {
            return Ok(None);
        }
        self.at += 1;
        let rest: [u8; 11] = take(&mut self.source, &mut self.at)?;
        let (leaf, length) = numbers(first[0], rest);
        let length = usize::try_from(length).ok().filter(|length| *length <= MAX_ENTRY);
        let length = length.ok_or(HoldingsError::Form { at: began })?;
        let at = self.at;
        let bytes = take_many(&mut self.source, &mut self.at, length)?;
        let entry = SealedEntry::parse(&bytes).map_err(|why| HoldingsError::Entry { at, why })?;
        Ok(Some(Held { leaf, at, entry }))
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
        holdings.into_bytes()
    }

    fn all(bytes: &[u8]) -> Result<Vec<Held>, HoldingsError> {
        let mut reader = HoldingsReader::open(bytes)?;
        let mut found = Vec::new();
        while let Some(held) = reader.next_entry()? {
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
        assert_eq!(found.iter().map(|held| held.leaf).collect::<Vec<_>>(), [4, 300]);
        for (held, seq) in found.iter().zip(1..) {
            assert_eq!(held.entry, entry(seq));
            let at = usize::try_from(held.at).unwrap();
            assert_eq!(bytes[at..at + held.entry.len()], held.entry.to_bytes());
        }
    }

    #[test]
    fn a_file_that_is_none_or_cut_is_refused_and_an_unknown_entry_is_named() {
        let bytes = file();
        let second = all(&bytes).unwrap()[1].at;
        for end in 0..bytes.len() {
            let between = end == 8 + 16 + 2 + 16 || end as u64 == second - 12;
            assert_eq!(all(&bytes[..end]).is_ok(), between, "{end} bytes");
        }
        assert_eq!(all(b"F72HELD2........................"), Err(HoldingsError::Form { at: 0 }));
        assert!(Holdings::new(REALM, &[0; MAX_CHECKPOINT + 1]).is_none());
        let mut unknown = bytes;
        // The sixth byte of an entry is its kind.
        unknown[usize::try_from(second).unwrap() + 5] = 99;
        let why = HoldingsError::Entry { at: second, why: Malformed::Kind };
        assert_eq!((all(&unknown), why.code()), (Err(why), "holdings.entry"));
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
