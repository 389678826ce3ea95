//! A seat: this device in one realm, with the keys, directory, spaces and chains that it knows there.

use super::freshness::HeldBack;
use crate::directory::rehearsal::TestNumber;
use crate::directory::{Directory, Logged, SpaceFacts};
use crate::episode::Snapshot;
use crate::seal::{ChainSlot, DeviceKeys, Keyring, RecoveryKey, RecoveryShare};
use crate::sync::{Exchange, SpaceKeys};
use crate::vault::{Enrolment, Head};
use first72_wire::compartment::Compartment;
use first72_wire::derived;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, EpisodeId, Hash, KeyId, RealmId, SpaceId};
use first72_wire::key_body::SpaceClass;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The hashes of one author's accepted entries in one space, from number 1 on.
#[derive(Default)]
pub(super) struct Chain(Vec<Hash>);

impl Chain {
    /// The newest entry: its number and hash.
    pub(super) fn head(&self) -> Option<(u64, Hash)> {
        Some((u64::try_from(self.0.len()).ok()?, *self.0.last()?))
    }

    /// The entry with this number.
    pub(super) fn at(&self, seq: u64) -> Option<Hash> {
        self.0.get(usize::try_from(seq.checked_sub(1)?).ok()?).copied()
    }

    pub(super) fn push(&mut self, hash: Hash) {
        self.0.push(hash);
    }
}

/// This device in one realm.
pub(super) struct Seat {
    pub(super) enrolment: Enrolment,
    pub(super) genesis: Genesis,
    pub(super) keys: DeviceKeys,
    pub(super) log: Vec<Logged>,
    /// Bodies of the logged entries, for those whose sealed part waits for its key.
    pub(super) bodies: BTreeMap<Hash, Vec<u8>>,
    pub(super) directory: Arc<Directory>,
    pub(super) keyring: Keyring,
    pub(super) spaces: BTreeMap<SpaceId, Space>,
    pub(super) chains: BTreeMap<SpaceId, BTreeMap<DeviceId, Chain>>,
    /// Copies of parts of episodes that were given to this person, or by them.
    pub(super) copies: BTreeMap<SpaceId, Snapshot>,
    /// When other devices last showed a sign of life, by their own clocks.
    pub(super) heard: BTreeMap<DeviceId, i64>,
    /// Spaces that were removed from this device because its person holds them no longer.
    pub(super) left: BTreeMap<SpaceId, Left>,
    /// Keys that were unwrapped or made and are not in the vault yet.
    pub(super) unkept: Vec<(SpaceId, KeyId)>,
    /// The paper key that custodians have put together, while a recovery runs.
    pub(super) recovery: Option<Recovery>,
    /// The custodians' shares that are in, until there are enough of them.
    pub(super) shares: Vec<RecoveryShare>,
    /// The conversation with the realm's server, kept so that one greeting serves many syncs.
    pub(super) exchange: Option<Exchange>,
    /// When a key was first seen to be missing somewhere.
    pub(super) noticed: BTreeMap<(SpaceId, KeyId), i64>,
    /// How the last sync ended.
    pub(super) last_sync: Option<LastSync>,
    /// Why the server may be holding back news, as of the last sync that ended well.
    pub(super) held_back: Option<HeldBack>,
    /// What others have seen of the server's log, from entries that are not in the vault yet.
    pub(super) heads: Vec<Head>,
    /// When this device last gave its own word on it, by its clock; 0 for never.
    pub(super) witnessed_ms: i64,
}

/// A space that was removed.
pub(super) struct Left {
    /// What it was; none when that cannot be read, and for a copy.
    pub(super) facts: Option<SpaceFacts>,
    /// It held a copy that was given for a time, which never comes back.
    pub(super) is_copy: bool,
}

/// A recovery that runs: one class of content, one of its keys.
pub(super) struct Recovery {
    pub(super) compartment: Compartment,
    pub(super) epoch: u32,
    pub(super) key: RecoveryKey,
    /// The statement that announced it.
    pub(super) announced: Hash,
    /// How many space keys were held before it.
    pub(super) held_before: usize,
    /// In a drill, what its entry said once it was open.
    pub(super) test: Option<TestNumber>,
}

/// How a sync ended, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LastSync {
    pub(super) at_ms: i64,
    /// The code of what stopped it, or nothing when it came to its end.
    pub(super) stopped_by: Option<String>,
}

/// What is known of a space.
#[derive(Default)]
pub(super) struct Space {
    /// Who made its first key. Until the opening is read, keys by others wait.
    pub(super) creator: Option<DeviceId>,
    pub(super) class: Option<SpaceClass>,
    /// Known as soon as one of its saves could be opened.
    pub(super) facts: Option<SpaceFacts>,
    /// Its keys, whether they are held here or not.
    pub(super) keys: SpaceKeys,
}

impl Seat {
    pub(super) const fn realm(&self) -> RealmId {
        self.enrolment.realm
    }

    pub(super) fn device(&self) -> DeviceId {
        self.keys.device_id()
    }

    pub(super) fn directory_space(&self) -> SpaceId {
        derived::directory_space(&self.realm())
    }

    pub(super) fn chain(&self, space: &SpaceId, device: &DeviceId) -> Option<&Chain> {
        self.chains.get(space)?.get(device)
    }

    pub(super) fn advance(&mut self, space: SpaceId, device: DeviceId, hash: Hash) {
        self.chains.entry(space).or_default().entry(device).or_default().push(hash);
    }

    /// Where this device's next entry in a space stands; none while the directory does not know it.
    pub(super) fn next_slot(&self, space: SpaceId) -> Option<ChainSlot> {
        let device = self.device();
        let head = if space == self.directory_space() {
            self.directory.head(&device)
        } else {
            self.chain(&space, &device).and_then(Chain::head)
        };
        let (seq, prev) = match head {
            Some((seq, hash)) => (seq.checked_add(1)?, hash),
            None => (1, self.directory.device(&device)?.introduced_by),
        };
        Some(ChainSlot { realm: self.realm(), space, seq, prev })
    }

    /// The space of an episode's compartment, when it exists here: the one with the smallest id,
    /// should two devices have opened one at the same time.
    pub(super) fn space_of(&self, episode: EpisodeId, compartment: Compartment) -> Option<SpaceId> {
        let holds = |space: &Space| {
            let facts = space.facts.as_ref();
            facts.is_some_and(|facts| facts.episode == Some(episode) && facts.compartment == compartment)
        };
        self.spaces.iter().find(|(_, space)| holds(space)).map(|(id, _)| *id)
    }

    /// Whether a space of this episode is here.
    pub(super) fn knows(&self, episode: EpisodeId) -> bool {
        self.spaces.values().filter_map(|space| space.facts.as_ref()).any(|facts| facts.episode == Some(episode))
    }

    /// Whether this realm has such a compartment.
    pub(super) fn has(&self, compartment: Compartment) -> bool {
        self.genesis.fields().compartments.iter().any(|there| there.class == compartment)
    }

    /// These facts as they are in this realm: who opened the space decides who may hold it. A
    /// space that does not exist yet will have been opened by this device's person.
    pub(super) fn facts_for(&self, facts: &SpaceFacts) -> SpaceFacts {
        let space = facts.episode.and_then(|episode| self.space_of(episode, facts.compartment));
        let known = space.and_then(|space| self.spaces.get(&space)?.facts.clone());
        known.unwrap_or_else(|| SpaceFacts { opened_by: self.enrolment.person, ..facts.clone() })
    }

    /// Whether this device may write such facts now. What was removed from here is not begun a second time.
    pub(super) fn may_write(&self, facts: &SpaceFacts) -> bool {
        self.has(facts.compartment) && !self.has_left(facts) && self.directory.may_write(&self.device(), facts)
    }

    fn has_left(&self, facts: &SpaceFacts) -> bool {
        let is_it = |left: &Left| {
            let left = left.facts.as_ref();
            left.is_some_and(|left| left.episode == facts.episode && left.compartment == facts.compartment)
        };
        facts.episode.is_some() && self.left.values().any(is_it)
    }
}
