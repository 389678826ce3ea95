//! What a pulled page leaves behind: verified entries, problems and cursors in one transaction.

use super::checkpoints::{self, KnownCheckpoint};
use super::cursors;
use super::entries::{self, ChainPlace};
use super::error::VaultError;
use super::heads::{self, Head};
use super::open::Vault;
use super::problems;
pub use super::problems::NewProblem;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::run::Place;

/// A verified entry that came from outside.
#[derive(Clone, Copy, Debug)]
pub struct Arrived<'a> {
    /// The entry.
    pub entry: &'a SealedEntry,
    /// Its hash, as it was when the entry was verified.
    pub hash: Hash,
    /// Where it stands on the server; none when it came by another way.
    pub place: Option<Place>,
}

/// Everything that one page leaves behind: all of it is kept, or none.
#[derive(Clone, Debug, Default)]
pub struct Arrivals<'a> {
    /// Entries that verified, predecessors first. Duplicates are harmless.
    pub verified: Vec<Arrived<'a>>,
    /// What did not verify.
    pub problems: Vec<NewProblem<'a>>,
    /// How far each space is pulled now.
    pub cursors: Vec<(SpaceId, u64)>,
    /// The server's short name for all cursors after this page, when it stands for them.
    pub mark: Option<[u8; 8]>,
    /// Whether this device's own entries have now been pulled too.
    pub own_pulled: bool,
    /// The server's newest checkpoint, verified.
    pub checkpoint: Option<KnownCheckpoint>,
    /// What others have seen of the server's log, verified.
    pub heads: Vec<Head>,
}

/// What was kept of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Entries that are new here.
    pub new: usize,
    /// Entries that were here already.
    pub known: usize,
}

impl Vault {
    /// Keeps what a page brought, durably.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then nothing of the page is kept, no cursor has moved,
    /// and the page can be pulled again.
    pub fn keep(&mut self, realm: RealmId, arrivals: &Arrivals<'_>, now_ms: i64) -> Result<Kept, VaultError> {
        let kept = self.transact(|transaction, mac| {
            let mut kept = Kept::default();
            let has_waiting = problems::do_wait(transaction, realm)?;
            for Arrived { entry, hash, place } in &arrivals.verified {
                match entries::insert(transaction, mac, entry, hash, *place)? {
                    Some(_) => kept.new += 1,
                    None => {
                        kept.known += 1;
                        let row = entries::find(transaction, &ChainPlace::of(&entry.header, *hash))?;
                        if let (Some(row), Some(place)) = (row, place) {
                            entries::place(transaction, row, place.pos, Some(place.dir_pos), Some(place.leaf))?;
                        }
                    }
                }
                if has_waiting {
                    problems::solve(transaction, realm, &entry.to_bytes())?;
                }
            }
            for problem in &arrivals.problems {
                problems::insert(transaction, realm, problem, now_ms)?;
            }
            for (space, pos) in &arrivals.cursors {
                cursors::advance(transaction, realm, *space, *pos)?;
            }
            cursors::set_mark(transaction, realm, arrivals.mark)?;
            if arrivals.own_pulled {
                cursors::have_own(transaction, realm)?;
            }
            if let Some(checkpoint) = &arrivals.checkpoint {
                checkpoints::remember(transaction, realm, checkpoint)?;
            }
            arrivals.heads.iter().try_for_each(|head| heads::keep(transaction, realm, head))?;
            Ok(kept)
        });
        self.checkpoint_may_have_changed(realm);
        kept
    }
}
