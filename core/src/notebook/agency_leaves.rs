//! An agency leaves a realm: what its people may do there ends in one act, after a look at all of it.
//!
//! What they had downloaded stays readable on their devices to whoever opens them; from the next write on each episode has
//! a key that they do not get.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::statement::Draft;
use crate::directory::{EndReason, Ending, GrantRecord, Scope};
use crate::moment::Moment;
use first72_wire::id::{DeviceId, EpisodeId, GrantId, PersonId, RealmId};
use std::collections::{BTreeMap, BTreeSet};

/// What ends when an agency leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyLeaving {
    /// The agency, as its people were taken in with it.
    pub agency: String,
    /// Its people who have a right or a device.
    pub people: Vec<PersonLeaving>,
}

/// One of its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLeaving {
    /// Who.
    pub person: PersonId,
    /// The name shown beside what they write.
    pub short_name: String,
    /// From another agency than the realm's own.
    pub guest: bool,
    /// The rights that end.
    pub grants: Vec<GrantId>,
    /// The live devices.
    pub devices: Vec<DeviceId>,
    /// How far the rights reach: every episode there loses this reader.
    pub reaches: BTreeSet<Scope>,
    /// Those of these episodes that this device knows of.
    pub episodes: BTreeSet<EpisodeId>,
}

impl AgencyLeaving {
    /// How many rights end.
    #[must_use]
    pub fn grants(&self) -> usize {
        self.people.iter().map(|one| one.grants.len()).sum()
    }

    /// How many live devices they have.
    #[must_use]
    pub fn devices(&self) -> usize {
        self.people.iter().map(|one| one.devices.len()).sum()
    }

    /// The episodes of which this device knows that they lose a reader.
    #[must_use]
    pub fn episodes(&self) -> BTreeSet<EpisodeId> {
        self.people.iter().flat_map(|one| one.episodes.iter().copied()).collect()
    }
}

impl Notebook {
    /// The agencies of a realm's people that could leave it, with what would end: every one that has a right or a device, but
    /// this person's own.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn agencies(&self, realm: RealmId) -> Result<Vec<AgencyLeaving>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let mut agencies: BTreeMap<String, AgencyLeaving> = BTreeMap::new();
        for record in seat.directory.persons() {
            let Some(facts) = &record.facts else { continue };
            let Some(leaving) = seat.person_leaving(record.person_id, &facts.short_name, facts.guest) else { continue };
            let agency = facts.agency.split_whitespace().collect::<Vec<_>>().join(" ");
            let new = || AgencyLeaving { agency: agency.clone(), people: Vec::new() };
            let listed = agencies.entry(alike(&agency)).or_insert_with(new);
            listed.people.push(leaving);
            // Of several spellings the one with capitals, whoever was taken in first.
            listed.agency = std::mem::take(&mut listed.agency).min(agency);
        }
        if let Some(own) = seat.own_agency() {
            agencies.remove(&alike(own));
        }
        let mut agencies: Vec<_> = agencies.into_values().collect();
        for leaving in &mut agencies {
            leaving.people.sort_by_cached_key(|one| (one.short_name.to_lowercase(), one.person));
        }
        Ok(agencies)
    }

    /// What ends when this agency leaves.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] when none of its people has a right or a device, and for this person's own.
    pub fn agency_leaving(&self, realm: RealmId, agency: &str) -> Result<AgencyLeaving, NotebookError> {
        let found = self.agencies(realm)?.into_iter().find(|leaving| alike(&leaving.agency) == alike(agency));
        found.ok_or(NotebookError::NoMember { what: "agency whose people have a right or a device" })
    }

    /// Ends every right of an agency's people, and their devices with these orders when `wipe` is said, each by a signed
    /// statement, all of them in one save.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`], and those of [`Notebook::agency_leaving`]. Then nothing was ended.
    pub fn end_agency(
        &mut self,
        realm: RealmId,
        agency: &str,
        wipe: Option<bool>,
        now: Moment,
    ) -> Result<AgencyLeaving, NotebookError> {
        let seat = self.seat_of(realm)?;
        if !seat.directory.is_registrar(&seat.device()) {
            return Err(NotebookError::NotRegistrar);
        }
        let leaving = self.agency_leaving(realm, agency)?;
        let grants = leaving.people.iter().flat_map(|one| &one.grants).map(|grant| Draft::grant_end(*grant));
        let mut drafts: Vec<Draft> = grants.collect();
        if let Some(wipe) = wipe {
            let devices = leaving.people.iter().flat_map(|one| &one.devices);
            let ending = Ending::of(EndReason::Left, wipe);
            drafts.extend(devices.map(|device| Draft::device_end(*device, ending, seat.heads_of(device))));
        }
        self.state(realm, drafts, now)?;
        Ok(leaving)
    }
}

impl Seat {
    fn own_agency(&self) -> Option<&str> {
        let me = self.directory.person(&self.enrolment.person?)?;
        Some(me.facts.as_ref()?.agency.as_str())
    }

    /// What one person loses; nothing for somebody who has nothing.
    fn person_leaving(&self, person: PersonId, short_name: &str, guest: bool) -> Option<PersonLeaving> {
        let grants: Vec<&GrantRecord> = self.directory.grants_of(&person).filter(|grant| grant.is_live()).collect();
        let devices = self.directory.devices().filter(|device| device.person_id == person && device.is_live());
        let devices: Vec<DeviceId> = devices.map(|device| device.device_id).collect();
        if grants.is_empty() && devices.is_empty() {
            return None;
        }
        let facts = self.spaces.values().filter_map(|space| space.facts.as_ref());
        let read = facts.filter(|facts| grants.iter().any(|grant| grant.reads(facts)));
        let episodes = read.filter_map(|facts| facts.episode).collect();
        let reaches = grants.iter().filter_map(|grant| Some(grant.terms.as_ref()?.scope.clone())).collect();
        let grants = grants.into_iter().map(|grant| grant.grant_id).collect();
        Some(PersonLeaving { person, short_name: short_name.to_owned(), guest, grants, devices, reaches, episodes })
    }
}

/// Two spellings of one agency that differ in capitals and blanks only are one.
fn alike(agency: &str) -> String {
    agency.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
