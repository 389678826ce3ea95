//! A lost server made again from what devices hold: the same entries in the same order.
//!
//! Nothing is taken on trust. Every entry is checked as at an upload, and the tree must lead to each signed state that the
//! devices have seen; only then is the store put into its place. Entries that a device was given after the last signed state
//! that any of them has seen follow as far as they go without a gap: they would be lost otherwise.

mod gathered;

pub use gathered::Gaps;

use crate::append::{Again, Candidate, Proof};
use crate::config::Config;
use crate::log_key::LogKey;
use crate::outside::Clock;
use crate::start::{StartError, claim, first_entries, read_realm_file};
use crate::store::{FILE, Store, StoreError};
use crate::writer::Desk;
use first72_wire::checkpoint::CheckpointRefused;
use first72_wire::drill::realm_belongs;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::Genesis;
use first72_wire::holdings::{HoldingsError, Kept};
use first72_wire::id::{Hash, SpaceId};
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{EntryOutcome, Why};
use first72_wire::request_log::{RequestRow, route};
use first72_wire::tree::leaf_hash;
use gathered::Gathered;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// Entries of one transaction.
const BATCH: u64 = 1_024;
/// How the name of the folder begins in which the store is made before it is put into its place.
const UNDER_WAY: &str = "rebuilding-";

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries in the store.
    pub entries: u64,
    /// So many of them, from the first, are those of a state that the lost server signed.
    pub signed: u64,
    /// So many are places only: what was there went with a copy that is over.
    pub destroyed: u64,
    /// The Merkle root over all of them (RFC 6962).
    pub root: Hash,
}

/// Why no store was made. Whatever was in the data folder is as it was.
#[derive(Debug, Error)]
pub enum RebuildError {
    /// The settings, the realm file or the data folder.
    #[error("{0}")]
    Start(#[from] StartError),
    /// There is a store in the data folder already.
    #[error(
        "the data folder has a store already, or a part of one; move it away first, it may hold what no device has"
    )]
    NotEmpty,
    /// A file cannot be read.
    #[error("{}: {why}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        why: HoldingsError,
    },
    /// A file is of another realm.
    #[error("{} is of another realm", path.display())]
    OtherRealm {
        /// Which.
        path: PathBuf,
    },
    /// What a file names as the state of the log was not signed by this realm's server.
    #[error("{}: {why}", path.display())]
    Checkpoint {
        /// Which.
        path: PathBuf,
        /// Why.
        why: CheckpointRefused,
    },
    /// Two files have different entries with one number.
    #[error("{} and {} have different entries with the number {leaf}; leave one of them out", one.display(), other.display())]
    TwoClaims {
        /// The number.
        leaf: u64,
        /// One file.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// Entries that the server had are in none of the files.
    #[error("{} of {size} entries are in none of the files: {gaps}; bring the files of further devices", gaps.count())]
    Missing {
        /// How many the server had.
        size: u64,
        /// Their numbers.
        gaps: Gaps,
    },
    /// An entry does not hold where it is said to stand.
    #[error("entry {leaf} from {} was refused: {}", path.display(), why.code())]
    Refused {
        /// Its number.
        leaf: u64,
        /// The file that it came from.
        path: PathBuf,
        /// Why.
        why: Why,
    },
    /// Entries are said to be destroyed in a space that holds no copy that is over.
    #[error("the files lack what stood in {space}, which is no copy that is over; bring the files of further devices")]
    NotOver {
        /// The space.
        space: SpaceId,
    },
    /// The entries do not lead to a state that the server signed.
    #[error("the first {size} entries do not lead to the state that {} shows; a file was altered", path.display())]
    OtherRoot {
        /// How many entries that state had.
        size: u64,
        /// The file that shows it.
        path: PathBuf,
    },
}

impl RebuildError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Start(error) => error.code(),
            Self::NotEmpty => "rebuild.not-empty",
            Self::File { why, .. } => why.code(),
            Self::OtherRealm { .. } => "rebuild.other-realm",
            Self::Checkpoint { why, .. } => why.code(),
            Self::TwoClaims { .. } => "rebuild.two-claims",
            Self::Missing { .. } => "rebuild.missing",
            Self::Refused { .. } => "rebuild.refused",
            Self::NotOver { .. } => "rebuild.not-over",
            Self::OtherRoot { .. } => "rebuild.other-root",
        }
    }
}

impl From<StoreError> for RebuildError {
    fn from(error: StoreError) -> Self {
        Self::Start(error.into())
    }
}

/// Makes the store of the realm again from files of what devices hold.
///
/// # Errors
/// [`RebuildError`] says what is missing or does not hold; then no store was made.
pub fn rebuild(config: &Config, files: &[PathBuf]) -> Result<Rebuilt, RebuildError> {
    let realm = read_realm_file(&config.realm)?;
    realm_belongs(false, realm.genesis.genesis()).map_err(StartError::from)?;
    let _lock = claim(&config.data)?;
    if is_taken(&config.data) {
        return Err(RebuildError::NotEmpty);
    }
    let genesis = realm.genesis.genesis();
    let log_key = LogKey::from_seed(&realm.log_seed, genesis.realm()).ok_or(StartError::LogKey)?;
    let mut gathered = Gathered::from_files(files, genesis.realm(), first_keys(genesis, log_key.public()))?;
    gathered.are_complete().map_err(|error| gathered.or_unsigned(error))?;
    let data = |error: io::Error| RebuildError::Start(StartError::Data(error));
    // Beside the place where it belongs, so that putting it there is one step. It goes with what was made in it when that fails.
    let under_way = tempfile::Builder::new().prefix(UNDER_WAY).tempdir_in(&config.data).map_err(data)?;
    let store = Store::open(under_way.path(), genesis.realm())?;
    let members = store.members(genesis)?;
    let mut desk = Desk::new(store, genesis.directory_space(), Arc::new(log_key), genesis.hash(), members)?;
    let now_ms = Clock::system().now_ms();
    let made = fill(&mut desk, &mut gathered, genesis, now_ms).map_err(|error| gathered.or_unsigned(error));
    // What only the ceremony's file has, as a registrar whom no device has met yet, comes after all that was signed.
    let made = made.and_then(|made| first_entries(&mut desk, &realm, now_ms).map(|()| made).map_err(Into::into));
    desk.keep_requests(&[RequestRow::act(now_ms, route::REBUILT)], now_ms);
    let folded = desk.close();
    let made = made.and_then(|made| folded.map(|()| made).map_err(Into::into));
    made.and_then(|made| put_into_place(under_way.path(), &config.data).map(|()| made).map_err(data))
}

/// The log keys that are known before anything was read.
fn first_keys(genesis: &Genesis, own: &[u8; 32]) -> LogKeys {
    let founding = genesis.fields().servers.first().map(|server| server.log_pk);
    let own = LogKeys::of(*own);
    founding.and_then(|founding| own.with(founding)).unwrap_or(own)
}

/// Appends everything in its order, holds the tree against every state that a file shows, and ends what is over by now. The
/// keys that may have signed those states stand in the directory, which is whole only then.
fn fill(desk: &mut Desk, gathered: &mut Gathered, genesis: &Genesis, now_ms: i64) -> Result<Rebuilt, RebuildError> {
    let mut done = 0;
    let mut destroyed = Destroyed::default();
    for (size, (root, path)) in gathered.states() {
        while done < size {
            let end = size.min(done + BATCH);
            append(desk, gathered, done..end, &mut destroyed, now_ms)?;
            done = end;
        }
        if desk.checkpoint_now().root != root {
            return Err(RebuildError::OtherRoot { size, path });
        }
    }
    gathered.were_signed(&desk.log_keys(genesis)?.ok_or(StartError::LogKey)?)?;
    let signed = done;
    while gathered.has(done) {
        // One by one: what does not hold ends it, and nothing may stand in its place.
        match append(desk, gathered, done..done + 1, &mut destroyed, now_ms) {
            Ok(()) => done += 1,
            Err(error @ RebuildError::Refused { .. }) => {
                tracing::warn!(code = error.code(), "{error}; it and what follows it are left out");
                break;
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(space) = desk.end_copies(&destroyed.spaces, now_ms)? {
        return Err(RebuildError::NotOver { space });
    }
    let checkpoint = desk.checkpoint_now();
    Ok(Rebuilt { entries: checkpoint.size, signed, destroyed: destroyed.entries, root: checkpoint.root })
}

/// Entries of which only the place is left.
#[derive(Default)]
struct Destroyed {
    entries: u64,
    spaces: BTreeSet<SpaceId>,
}

impl Destroyed {
    fn count(&mut self, taken: &Again) {
        if let Again::Cut(cut) = taken {
            self.entries += 1;
            self.spaces.insert(cut.header.space);
        }
    }
}

fn append(
    desk: &mut Desk,
    gathered: &mut Gathered,
    leaves: Range<u64>,
    destroyed: &mut Destroyed,
    now_ms: i64,
) -> Result<(), RebuildError> {
    let mut entries = Vec::new();
    for leaf in leaves.clone() {
        entries.push(match gathered.entry(leaf)? {
            Kept::Whole(entry) => Again::Whole(candidate(&entry)),
            Kept::Cut(cut) => Again::Cut(cut),
        });
    }
    let taken = desk.take_again(&entries, now_ms)?;
    for ((leaf, entry), taken) in leaves.zip(&entries).zip(taken) {
        let why = match taken.outcome {
            EntryOutcome::Stored { .. } => {
                destroyed.count(entry);
                continue;
            }
            EntryOutcome::Duplicate { .. } | EntryOutcome::Fork => Why::Prev,
            EntryOutcome::Refused(why) => why,
        };
        return Err(RebuildError::Refused { leaf, path: gathered.path_of(leaf), why });
    }
    Ok(())
}

fn candidate(entry: &SealedEntry) -> Candidate {
    let bytes = entry.to_bytes();
    let (hash, leaf) = (entry.hash(), leaf_hash(&bytes));
    Candidate { header: entry.header, bytes, hash, leaf, proof: Proof::NotChecked }
}

/// A journal that a removed store has left counts too: SQLite would write it into the new one.
fn is_taken(data: &Path) -> bool {
    ["", "-wal", "-shm", "-journal"].iter().any(|suffix| data.join(format!("{FILE}{suffix}")).exists())
}

/// The store is in its place whole, or not at all.
fn put_into_place(under_way: &Path, data: &Path) -> io::Result<()> {
    fs::File::open(under_way.join(FILE))?.sync_all()?;
    fs::rename(under_way.join(FILE), data.join(FILE))?;
    fs::File::open(data)?.sync_all()
}
