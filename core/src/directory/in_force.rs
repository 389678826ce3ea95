//! What of the directory is in force at one moment, for whoever asks about many spaces at once.

use super::as_of::AsOf;
use super::device::DeviceRecord;
use super::evaluate::Directory;
use super::grant::GrantRecord;
use super::scope::{Scope, SpaceFacts};
use first72_wire::id::{DeviceId, EpisodeId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// The devices and grants that had not ended and stood within their dates when this was asked for.
///
/// It is made for one pass over the spaces and dropped with it: a later moment may have another answer. Where people have
/// come and gone for long, going through their ended grants for each device and each space costs more than all else of a
/// sync.
pub struct InForce<'a> {
    devices: BTreeMap<PersonId, Vec<DeviceId>>,
    /// Grants for single episodes: each says nothing of any other.
    of_episode: BTreeMap<EpisodeId, Vec<&'a GrantRecord>>,
    /// Grants that may reach any space.
    wide: Vec<&'a GrantRecord>,
}

impl Directory {
    /// What is in force at that moment.
    #[must_use]
    pub fn in_force(&self, as_of: impl Into<AsOf>) -> InForce<'_> {
        let as_of = as_of.into();
        let mut in_force = InForce { devices: BTreeMap::new(), of_episode: BTreeMap::new(), wide: Vec::new() };
        for device in self.members_at(as_of.ms) {
            in_force.add_device(device);
        }
        for grant in self.grants().filter(|grant| grant.is_live() && grant.is_within_dates(as_of)) {
            in_force.add_grant(grant);
        }
        in_force
    }
}

impl<'a> InForce<'a> {
    /// The devices that may hold the space's key: those of [`Directory::entitled_devices`] at the same moment.
    #[must_use]
    pub fn holders(&self, space: &SpaceFacts) -> BTreeSet<DeviceId> {
        let of_episode = space.episode.and_then(|episode| self.of_episode.get(&episode));
        let grants = self.wide.iter().chain(of_episode.into_iter().flatten());
        let persons = grants.filter(|grant| grant.reads(space)).map(|grant| &grant.person_id);
        persons.filter_map(|person| self.devices.get(person)).flatten().copied().collect()
    }

    fn add_device(&mut self, device: &DeviceRecord) {
        self.devices.entry(device.person_id).or_default().push(device.device_id);
    }

    fn add_grant(&mut self, grant: &'a GrantRecord) {
        match grant.terms.as_ref().map(|terms| &terms.scope) {
            Some(Scope::Case(episode)) => self.of_episode.entry(*episode).or_default().push(grant),
            Some(Scope::Realm | Scope::Station(_)) => self.wide.push(grant),
            // What it says cannot be opened here: it allows nothing.
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
