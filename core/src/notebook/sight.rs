//! What is on this device, who can read an episode, and what each server sees. Nothing here is a setting: it is read
//! from the entries, the wraps of keys and the grants that are here.

use super::Notebook;
use super::error::NotebookError;
use super::seat::{Seat, Space};
use crate::directory::readers::Wrapped;
use crate::directory::{AsOf, PersonRecord, Reader};
use crate::moment::Moment;
use crate::vault::Footprint;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, PersonId, RealmId};
use std::collections::BTreeSet;

/// Who can read one class of content of an episode. Only what this device holds itself is listed: nobody learns here
/// that anything else is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceReaders {
    /// The realm whose keys these are.
    pub realm: RealmId,
    /// The class of content.
    pub compartment: Compartment,
    /// Those who can read it, will, or could.
    pub readers: Vec<Reader>,
    /// Whether the newest key is also wrapped to the custodian's recovery key, which lies on paper.
    pub recovery: bool,
    /// How many keys it has had: each end of somebody's entitlement makes one more.
    pub keys: usize,
}

/// What is on this device of one realm, and what its server can see of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmSight {
    /// The realm.
    pub realm: RealmId,
    /// Its name.
    pub name: String,
    /// Its server's address, without a path.
    pub server: String,
    /// What is here.
    pub here: Footprint,
    /// Episodes of which something is here.
    pub episodes: usize,
    /// When the server last signed for something of this device, by its own clock.
    pub last_receipt_ms: Option<i64>,
    /// When the last sync ended, by this device's clock.
    pub last_contact_ms: Option<i64>,
}

impl Notebook {
    /// Who can read an episode, one line for each class of content that is here, in the order of the classes.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn readers(&self, episode: EpisodeId, now: Moment) -> Result<Vec<SpaceReaders>, NotebookError> {
        self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let as_of = self.as_of(now);
        let mut spaces = Vec::new();
        for seat in &self.seats {
            let of_episode = seat.spaces.values().filter(|space| space.is_of(episode));
            spaces.extend(of_episode.filter_map(|space| seat.readers_of(space, as_of)));
        }
        spaces.sort_by_key(|space| space.compartment);
        Ok(spaces)
    }

    /// What is known of a person in one realm; none for somebody of another.
    #[must_use]
    pub fn person_in(&self, realm: RealmId, person: PersonId) -> Option<&PersonRecord> {
        self.seats.iter().find(|seat| seat.realm() == realm)?.directory.person(&person)
    }

    /// What is on this device of each realm, and what its server can see of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sight(&self) -> Result<Vec<RealmSight>, NotebookError> {
        let one = |seat: &Seat| {
            let realm = seat.realm();
            let facts = seat.spaces.values().filter_map(|space| space.facts.as_ref());
            let episodes: BTreeSet<EpisodeId> = facts.filter_map(|facts| facts.episode).collect();
            Ok(RealmSight {
                realm,
                name: seat.genesis.fields().name.clone(),
                server: seat.enrolment.server_url.clone(),
                here: self.vault.footprint(realm)?,
                episodes: episodes.len(),
                last_receipt_ms: self.vault.last_receipt_ms(realm)?,
                last_contact_ms: seat.last_sync.as_ref().map(|last| last.at_ms),
            })
        };
        self.seats.iter().map(one).collect()
    }

    /// How many half-typed texts wait on this device.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn drafts_kept(&self) -> Result<u64, NotebookError> {
        Ok(self.vault.count_drafts()?)
    }
}

impl Seat {
    fn readers_of(&self, space: &Space, as_of: AsOf) -> Option<SpaceReaders> {
        let facts = space.facts.as_ref()?;
        Some(SpaceReaders {
            realm: self.realm(),
            compartment: facts.compartment,
            readers: self.directory.readers(as_of, facts, &space.wrapped()),
            recovery: space.keys.newest().is_some_and(|key| key.recovery_epoch.is_some()),
            keys: space.keys.keys.len(),
        })
    }
}

impl Space {
    /// To whom its keys were wrapped.
    pub(super) fn wrapped(&self) -> Wrapped {
        Wrapped {
            newest: self.keys.newest().map(|key| self.keys.everyone_with(key.key_id)).unwrap_or_default(),
            any: self.keys.keys.iter().flat_map(|key| key.readers.iter().copied()).collect(),
        }
    }

    fn is_of(&self, episode: EpisodeId) -> bool {
        self.facts.as_ref().is_some_and(|facts| facts.episode == Some(episode))
    }
}
