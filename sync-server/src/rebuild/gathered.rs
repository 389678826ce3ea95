//! What the files hold together: which entry has which number, and which states of the log were seen.

use super::RebuildError;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::entry::{MAX_ENTRY, SealedEntry};
use first72_wire::holdings::{CutEntry, Held, HoldingsError, HoldingsReader, Kept};
use first72_wire::id::{Hash, RealmId};
use first72_wire::log_keys::LogKeys;
use first72_wire::tree::leaf_hash;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

/// Numbers of gaps that are named one by one.
const NAMED: usize = 8;

/// What there is of the entry with a number.
#[derive(Clone, Copy)]
struct Claim {
    /// In which of the files.
    file: usize,
    /// Its hash as a leaf: over all of it, the signature included.
    leaf_hash: Hash,
    what: There,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    /// All of it.
    Whole {
        /// Where its bytes begin.
        at: u64,
        /// How many they are.
        length: usize,
    },
    /// Its place.
    Cut(CutEntry),
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
    /// Every state of the log that a file shows, by its size: its root, and the file.
    states: BTreeMap<u64, (Hash, PathBuf)>,
    /// The signed note of each file.
    notes: Vec<(PathBuf, String)>,
    realm: RealmId,
    known: LogKeys,
}

impl Gathered {
    /// `known` are those log keys that are known without the directory: that of the founding and the server's own.
    pub(super) fn from_files(paths: &[PathBuf], realm: RealmId, known: LogKeys) -> Result<Self, RebuildError> {
        let (files, notes) = (Vec::new(), Vec::new());
        let (claims, states) = (BTreeMap::new(), BTreeMap::new());
        let mut gathered = Self { files, claims, states, notes, realm, known };
        for path in paths {
            gathered.add(path)?;
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

    /// Why it failed: at a state that was altered, when one of them carries no signature that is known here.
    pub(super) fn or_unsigned(&self, error: RebuildError) -> RebuildError {
        let at_a_state = matches!(error, RebuildError::Missing { .. } | RebuildError::OtherRoot { .. });
        let unsigned = if at_a_state { self.were_signed(&self.known).err() } else { None };
        unsigned.unwrap_or(error)
    }

    /// Whether there is an entry with this number.
    pub(super) fn has(&self, leaf: u64) -> bool {
        self.claims.contains_key(&leaf)
    }

    /// What the files show, not yet held against any key: see [`Gathered::were_signed`].
    pub(super) fn states(&self) -> BTreeMap<u64, (Hash, PathBuf)> {
        self.states.clone()
    }

    /// Whether the server signed every state that a file shows.
    pub(super) fn were_signed(&self, keys: &LogKeys) -> Result<(), RebuildError> {
        for (path, note) in &self.notes {
            let opened = Checkpoint::open(note, &self.realm, keys);
            opened.map_err(|why| RebuildError::Checkpoint { path: path.clone(), why })?;
        }
        Ok(())
    }

    /// Reads again what there is of the entry with this number.
    pub(super) fn entry(&mut self, leaf: u64) -> Result<Kept, RebuildError> {
        let missing = || RebuildError::Missing { size: leaf.saturating_add(1), gaps: Gaps(vec![(leaf, leaf)]) };
        let claim = *self.claims.get(&leaf).ok_or_else(missing)?;
        let (path, file) = self.files.get_mut(claim.file).ok_or_else(missing)?;
        let failed = |why| RebuildError::File { path: path.clone(), why };
        let (at, length) = match claim.what {
            There::Whole { at, length } => (at, length),
            There::Cut(cut) => return Ok(Kept::Cut(cut)),
        };
        let mut bytes = vec![0; length.min(MAX_ENTRY)];
        let read = file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes));
        read.map_err(|error| failed(HoldingsError::Read(error.kind())))?;
        let entry = SealedEntry::parse(&bytes).map_err(|why| failed(HoldingsError::Entry { at, why }))?;
        // Somebody wrote into the file meanwhile.
        let is_same = leaf_hash(&bytes) == claim.leaf_hash;
        if is_same { Ok(Kept::Whole(entry)) } else { Err(failed(HoldingsError::Form { at })) }
    }

    /// The file of the entry with this number.
    pub(super) fn path_of(&self, leaf: u64) -> PathBuf {
        let file = self.claims.get(&leaf).and_then(|claim| self.files.get(claim.file));
        file.map(|(path, _)| path.clone()).unwrap_or_default()
    }

    /// What a file says of an entry. All of it counts more than its place. Another entry with its number is told with the
    /// file that has it.
    fn claim(&mut self, file: usize, held: &Held) -> Result<(), PathBuf> {
        let (leaf_hash, what) = match &held.what {
            Kept::Whole(entry) => (leaf_hash(&entry.to_bytes()), There::Whole { at: held.at, length: entry.len() }),
            Kept::Cut(cut) => (cut.leaf_hash, There::Cut(*cut)),
        };
        let claim = Claim { file, leaf_hash, what };
        let known = *self.claims.entry(held.leaf).or_insert(claim);
        let are_one = match (known.what, what) {
            (There::Cut(one), There::Cut(other)) => one == other,
            (There::Whole { .. } | There::Cut(_), _) => known.leaf_hash == leaf_hash,
        };
        if !are_one {
            return Err(self.path_of(held.leaf));
        }
        if matches!((known.what, what), (There::Cut(_), There::Whole { .. })) {
            self.claims.insert(held.leaf, claim);
        }
        Ok(())
    }

    fn add(&mut self, path: &PathBuf) -> Result<(), RebuildError> {
        let realm = self.realm;
        let failed = |why| RebuildError::File { path: path.clone(), why };
        let unreadable = |error: io::Error| failed(HoldingsError::Read(error.kind()));
        let file = File::open(path).map_err(unreadable)?;
        let again = file.try_clone().map_err(unreadable)?;
        let mut reader = HoldingsReader::open(BufReader::new(file)).map_err(failed)?;
        if reader.realm() != realm {
            return Err(RebuildError::OtherRealm { path: path.clone() });
        }
        let state = Checkpoint::unproven(reader.note(), &realm);
        let state = state.map_err(|why| RebuildError::Checkpoint { path: path.clone(), why })?;
        self.notes.push((path.clone(), reader.note().to_owned()));
        let number = self.files.len();
        self.files.push((path.clone(), again));
        loop {
            let held = match reader.next_item() {
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
            if held.what.header().realm != realm {
                return Err(RebuildError::OtherRealm { path: path.clone() });
            }
            self.claim(number, &held).map_err(|one| RebuildError::TwoClaims {
                leaf: held.leaf,
                one,
                other: path.clone(),
            })?;
        }
        let (root, shown) = self.states.entry(state.size).or_insert_with(|| (state.root, path.clone()));
        if *root == state.root {
            return Ok(());
        }
        let two = RebuildError::TwoClaims { leaf: state.size, one: shown.clone(), other: path.clone() };
        // The server has signed two histories: nobody can tell here which one counts.
        Err(self.were_signed(&self.known).err().unwrap_or(two))
    }
}
