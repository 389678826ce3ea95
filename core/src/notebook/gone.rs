//! A device is gone: its end, with what was known of it by then; what it could hold; and the ends that were said.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::{Circumstances, DeviceRecord, Draft, End, EndReason, Ending};
use crate::episode::Record;
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, PersonId, RealmId};
use first72_wire::statement::{ChainHead, MOST_HEADS};
use std::collections::{BTreeMap, BTreeSet};

/// An episode of which a device was given keys, as far as this device holds the episode itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldEpisode {
    /// The episode.
    pub episode: EpisodeId,
    /// The two words that name it; none while its opening cannot be read here.
    pub handle: Option<String>,
    /// The classes of content.
    pub compartments: Vec<Compartment>,
}

/// A device that was ended, as its end says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedDevice {
    /// The device.
    pub device: DeviceId,
    /// Whose it was.
    pub person: PersonId,
    /// What it was called in lists; none while the key of the directory is missing.
    pub label: Option<String>,
    /// Why.
    pub reason: Option<EndReason>,
    /// How it was when somebody last saw it; none in ends of an early version.
    pub last_seen: Option<Circumstances>,
    /// How many of its entries were known by then, to whoever ended it.
    pub known_entries: u64,
}

impl Notebook {
    /// Ends a device: it is served nothing more, and keys change before the next entry that it could read. How far its
    /// entries are known here is said with it: none of them is late, wherever a server puts them.
    ///
    /// # Errors
    /// As [`Notebook::add_person`].
    pub fn end_device(
        &mut self,
        realm: RealmId,
        device: DeviceId,
        ending: Ending,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let heads = self.seat_of(realm)?.heads_of(&device);
        self.state(realm, vec![Draft::device_end(device, ending, heads)], now).map(|_| ())
    }

    /// The episodes of which a device was given keys, as far as they are here: nobody learns from it that there are others.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn held_by(&self, realm: RealmId, device: DeviceId) -> Result<Vec<HeldEpisode>, NotebookError> {
        let mut classes: BTreeMap<EpisodeId, BTreeSet<Compartment>> = BTreeMap::new();
        for space in self.seat_of(realm)?.spaces.values().filter(|space| space.wrapped().any.contains(&device)) {
            let facts = space.facts.as_ref().and_then(|facts| Some((facts.episode?, facts.compartment)));
            if let Some((episode, compartment)) = facts {
                classes.entry(episode).or_default().insert(compartment);
            }
        }
        let held = classes.into_iter().map(|(episode, compartments)| HeldEpisode {
            episode,
            handle: self.records.get(&episode).and_then(Record::opened).map(|opened| opened.handle),
            compartments: compartments.into_iter().collect(),
        });
        Ok(held.collect())
    }

    /// The devices of a realm that were ended, each with the first of its ends that says how it was, else the first.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn ended_devices(&self, realm: RealmId) -> Result<Vec<EndedDevice>, NotebookError> {
        let seat = self.seat_of(realm)?;
        Ok(seat.directory.devices().filter_map(|device| Some(ended(device, first_word(device)?))).collect())
    }
}

/// Of several the earliest in the log that says how it was.
fn first_word(device: &DeviceRecord) -> Option<&End> {
    device.ends.iter().min_by_key(|end| (end.last_seen.is_none(), end.pos.unwrap_or(u64::MAX), end.statement))
}

fn ended(device: &DeviceRecord, end: &End) -> EndedDevice {
    EndedDevice {
        device: device.device_id,
        person: device.person_id,
        label: device.label.clone(),
        reason: end.reason,
        last_seen: end.last_seen,
        known_entries: end.known_entries(),
    }
}

impl Seat {
    /// How far a device's chains reach here. Of more than a statement may name the first are named; the entries of the other
    /// spaces are judged by the log alone, as all were before.
    pub(super) fn heads_of(&self, device: &DeviceId) -> Vec<ChainHead> {
        let head = |space| {
            let (seq, hash) = self.chain(space, device)?.head()?;
            Some(ChainHead { space: *space, seq, hash })
        };
        self.chains.keys().filter_map(head).take(MOST_HEADS).collect()
    }
}
