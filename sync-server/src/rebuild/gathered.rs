//! What the files hold together: which entry has which number, and which states of the log were seen.

use super::RebuildError;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::entry::{MAX_ENTRY, SealedEntry};
use first72_wire::holdings::{HoldingsError, HoldingsReader};
use first72_wire::id::{Hash, RealmId};
use first72_wire::tree::leaf_hash;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

/// Numbers of gaps that are named one by one.
const NAMED: usize = 8;

/// Where the entry with a number is.
#[derive(Clone, Copy)]
struct Claim {
    /// Which of the files.
    file: usize,
    /// Where its bytes begin.
    at: u64,
    /// How many they are.
    length: usize,
    /// Its hash as a leaf: over all of it, the signature included.
    leaf_hash: Hash,
}

/// Numbers of entries that are in no file, as runs: first and last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps(Vec<(u64, u64)>);

impl Gaps {
    /// How many entries.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }
}

impl fmt::Display for Gaps {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (first, last)) in self.0.iter().take(NAMED).enumerate() {
            let before = if index == 0 { "" } else { ", " };
            if first == last {
                write!(out, "{before}{first}")?;
            } else {
                write!(out, "{before}{first} to {last}")?;
            }
        }
        if self.0.len() > NAMED { write!(out, " and more") } else { Ok(()) }
    }
}

/// All files together.
pub(super) struct Gathered {
    files: Vec<(PathBuf, File)>,
    claims: BTreeMap<u64, Claim>,
    /// Every signed state that a file shows, by its size: its root, and the file.
    states: BTreeMap<u64, (Hash, PathBuf)>,
}

impl Gathered {
    pub(super) fn from_files(paths: &[PathBuf], realm: RealmId, log_pk: &[u8; 32]) -> Result<Self, RebuildError> {
        let mut gathered = Self { files: Vec::new(), claims: BTreeMap::new(), states: BTreeMap::new() };
        for path in paths {
            gathered.add(path, realm, log_pk)?;
        }
        Ok(gathered)
    }

    /// Whether every entry is here that the largest signed state has.
    pub(super) fn are_complete(&self) -> Result<(), RebuildError> {
        let size = self.states.keys().next_back().copied().unwrap_or(0);
        let (mut gaps, mut next) = (Gaps::default(), 0);
        for leaf in self.claims.keys().copied().take_while(|leaf| *leaf < size).chain([size]) {
            if leaf > next {
                gaps.0.push((next, leaf - 1));
            }
            next = leaf.saturating_add(1);
        }
        if gaps.0.is_empty() { Ok(()) } else { Err(RebuildError::Missing { size, gaps }) }
    }

    /// Whether there is an entry with this number.
    pub(super) fn has(&self, leaf: u64) -> bool {
        self.claims.contains_key(&leaf)
    }

    pub(super) fn states(&self) -> BTreeMap<u64, (Hash, PathBuf)> {
        self.states.clone()
    }

    /// Reads the entry with this number again.
    pub(super) fn entry(&mut self, leaf: u64) -> Result<SealedEntry, RebuildError> {
        let missing = || RebuildError::Missing { size: leaf.saturating_add(1), gaps: Gaps(vec![(leaf, leaf)]) };
        let claim = *self.claims.get(&leaf).ok_or_else(missing)?;
        let (path, file) = self.files.get_mut(claim.file).ok_or_else(missing)?;
        let failed = |why| RebuildError::File { path: path.clone(), why };
        let mut bytes = vec![0; claim.length.min(MAX_ENTRY)];
        let read = file.seek(SeekFrom::Start(claim.at)).and_then(|_| file.read_exact(&mut bytes));
        read.map_err(|error| failed(HoldingsError::Read(error.kind())))?;
        let entry = SealedEntry::parse(&bytes).map_err(|why| failed(HoldingsError::Entry { at: claim.at, why }))?;
        // Somebody wrote into the file meanwhile.
        let is_same = leaf_hash(&bytes) == claim.leaf_hash;
        if is_same { Ok(entry) } else { Err(failed(HoldingsError::Form { at: claim.at })) }
    }

    /// The file of the entry with this number.
    pub(super) fn path_of(&self, leaf: u64) -> PathBuf {
        let file = self.claims.get(&leaf).and_then(|claim| self.files.get(claim.file));
        file.map(|(path, _)| path.clone()).unwrap_or_default()
    }

    fn add(&mut self, path: &PathBuf, realm: RealmId, log_pk: &[u8; 32]) -> Result<(), RebuildError> {
        let failed = |why| RebuildError::File { path: path.clone(), why };
        let unreadable = |error: io::Error| failed(HoldingsError::Read(error.kind()));
        let file = File::open(path).map_err(unreadable)?;
        let again = file.try_clone().map_err(unreadable)?;
        let mut reader = HoldingsReader::open(BufReader::new(file)).map_err(failed)?;
        if reader.realm() != realm {
            return Err(RebuildError::OtherRealm { path: path.clone() });
        }
        let state = Checkpoint::open(reader.note(), &realm, log_pk);
        let state = state.map_err(|why| RebuildError::Checkpoint { path: path.clone(), why })?;
        let number = self.files.len();
        self.files.push((path.clone(), again));
        loop {
            let held = match reader.next_entry() {
                Ok(Some(held)) => held,
                Ok(None) => break,
                // Another file may have what this one has lost.
                Err(why) => {
                    tracing::warn!(code = why.code(), "{}: {why}", path.display());
                    match why {
                        HoldingsError::Entry { .. } => continue,
                        HoldingsError::Read(_) | HoldingsError::Form { .. } => break,
                    }
                }
            };
            if held.entry.header.realm != realm {
                return Err(RebuildError::OtherRealm { path: path.clone() });
            }
            let leaf_hash = leaf_hash(&held.entry.to_bytes());
            let claim = Claim { file: number, at: held.at, length: held.entry.len(), leaf_hash };
            let known = *self.claims.entry(held.leaf).or_insert(claim);
            if known.leaf_hash != claim.leaf_hash {
                let one = self.path_of(held.leaf);
                return Err(RebuildError::TwoClaims { leaf: held.leaf, one, other: path.clone() });
            }
        }
        let (root, shown) = self.states.entry(state.size).or_insert_with(|| (state.root, path.clone()));
        if *root == state.root {
            return Ok(());
        }
        // The server has signed two histories: nobody can tell here which one counts.
        Err(RebuildError::TwoClaims { leaf: state.size, one: shown.clone(), other: path.clone() })
    }
}
