//! Reading a copy that was given, and taking one back: both leave a row for the auditors, and reading says so to who gave it.

use super::DisclosureError;
use crate::audit::AuditEvent;
use crate::directory::Disclosure;
use crate::directory::statement::Draft;
use crate::episode::Snapshot;
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::audit::About;
use crate::notebook::error::NotebookError;
use crate::notebook::seat::Seat;
use first72_wire::id::{EpisodeId, Hash, RealmId, SpaceId};
use std::collections::BTreeSet;

impl Notebook {
    /// Reads a copy that was given to this person, while it may be read; or one that they gave. The first time on a device
    /// who gave it is told that it was opened.
    ///
    /// # Errors
    /// [`DisclosureError::Over`] for one that was taken back or whose time is over, [`DisclosureError::None`] for one that is
    /// not here.
    pub fn read_copy(&mut self, realm: RealmId, space: SpaceId, now: Moment) -> Result<&Snapshot, NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let given = seat.directory.disclosure(&space).ok_or(DisclosureError::None)?;
        let (is_author, is_theirs) = (seat.is_me(given.author), seat.is_me(given.to));
        if !is_author && !is_theirs {
            return Err(DisclosureError::None.into());
        }
        if is_theirs && !given.may_keep && !given.is_open(now_ms) {
            return Err(DisclosureError::Over.into());
        }
        let episode = seat.copies.get(&space).ok_or(DisclosureError::None)?.episode;
        let is_new = is_theirs && !seat.directory.opened_by(given).contains(&seat.device());
        let statement = given.statement;
        if is_theirs {
            let about = About { episode: Some(episode), ..About::object(&space.0) };
            self.record_alone(realm, AuditEvent::CopyRead, about, now);
        }
        if is_new {
            // Reading does not wait for a full disk; the next reading says it again.
            let _later = self.say(realm, vec![Draft::opened(vec![statement])], now);
        }
        let seat = self.seat_of(realm)?;
        Ok(seat.copies.get(&space).ok_or(DisclosureError::None)?)
    }

    /// Takes a copy back before its time: who gave it does, with any of their devices, a registrar of that realm, or whoever
    /// assigns others to episodes there. From now on it is read by nobody whose device follows; what a hold keeps from being
    /// destroyed stays, sealed.
    ///
    /// # Errors
    /// [`NotebookError::Disclosure`] says why not; else as any save.
    pub fn take_copy_back(&mut self, realm: RealmId, space: SpaceId, now: Moment) -> Result<(), NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let given = seat.directory.disclosure(&space).ok_or(DisclosureError::None)?;
        if !seat.may_take_back(given, now_ms) {
            return Err(DisclosureError::NotTheirs.into());
        }
        if !given.is_open(now_ms) {
            return Err(DisclosureError::Over.into());
        }
        if seat.is_me(given.author) && self.ground_of(&space).is_some_and(|(_, ground)| !ground.basis.is_consent()) {
            return Err(DisclosureError::Ordered.into());
        }
        let episode = seat.copies.get(&space).map(|copy| copy.episode);
        let random = std::sync::Arc::clone(&self.random);
        let entries = seat.statements(vec![Draft::release_close(space)], &*random)?;
        let about = About { episode, ..About::object(&space.0) };
        let mut realms = BTreeSet::from([realm]);
        realms.extend(self.ground_realm(&space));
        let audit =
            realms.into_iter().map(|realm| self.audit_row(realm, AuditEvent::CopyTakenBack, about.clone(), now));
        let audit = audit.collect::<Result<Vec<_>, _>>()?;
        self.vault.save(&entries, &audit)?;
        self.remember_own(realm, &entries)
    }

    /// On what ground a copy was given, and in which episode that is written down; none where this person cannot read it.
    pub(super) fn ground_of(&self, space: &SpaceId) -> Option<(EpisodeId, &crate::episode::Consent)> {
        let mut grounds =
            self.records.iter().flat_map(|(id, record)| record.consents().map(|(ground, _)| (*id, ground)));
        grounds.find(|(_, ground)| ground.space == *space)
    }

    /// The realm in which the ground is written down.
    fn ground_realm(&self, space: &SpaceId) -> Option<RealmId> {
        let grounds = self.records.values().flat_map(crate::episode::Record::consents);
        let (_, save) = grounds.into_iter().find(|(ground, _)| ground.space == *space)?;
        let seat = self.seats.iter().find(|seat| seat.spaces.contains_key(&save.space()))?;
        Some(seat.realm())
    }

    /// What devices have said so far of copies that this person gave, for [`Notebook::note_receipts`].
    pub(in crate::notebook) fn receipts(&self, realm: RealmId) -> BTreeSet<(Hash, first72_wire::id::DeviceId)> {
        let Ok(seat) = self.seat_of(realm) else { return BTreeSet::new() };
        let mine = seat.directory.disclosures().filter(|given| seat.is_me(given.author));
        mine.flat_map(|given| seat.directory.opened_by(given).into_iter().map(|device| (given.statement, device)))
            .collect()
    }

    /// Leaves a row on the side of who gave a copy for each device that has opened it since.
    pub(in crate::notebook) fn note_receipts(
        &mut self,
        realm: RealmId,
        before: &BTreeSet<(Hash, first72_wire::id::DeviceId)>,
        now: Moment,
    ) {
        let heard: Vec<_> = self.receipts(realm).difference(before).copied().collect();
        for (statement, _) in heard {
            let Ok(seat) = self.seat_of(realm) else { return };
            let Some(space) = seat.directory.disclosures().find(|given| given.statement == statement) else { continue };
            let space = space.space;
            let episode = seat.copies.get(&space).map(|copy| copy.episode);
            let home = self.ground_realm(&space).unwrap_or(realm);
            self.record_alone(home, AuditEvent::CopyRead, About { episode, ..About::object(&space.0) }, now);
        }
    }
}

impl Seat {
    pub(in crate::notebook) fn is_me(&self, person: first72_wire::id::PersonId) -> bool {
        self.enrolment.person == Some(person)
    }

    /// Whether this person's word ends a copy.
    pub(super) fn may_take_back(&self, given: &Disclosure, now_ms: i64) -> bool {
        let assigns = || {
            let mut grants = self.own_grants(now_ms);
            grants.any(|(grant, terms)| {
                let wide = grant.under.is_empty() && !terms.is_for_one_episode();
                wide && terms.allows(crate::directory::Right::Assign)
            })
        };
        self.is_me(given.author) || self.directory.is_registrar(&self.device()) || assigns()
    }
}
