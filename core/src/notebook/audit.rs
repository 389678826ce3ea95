//! What each act leaves behind for the auditors, in the same transaction as the act itself.
//!
//! Looking leaves a row too, and does not wait for it: what cannot be recorded is said on the screen and counted until it can.

use super::Notebook;
use super::compose::Composed;
use super::error::NotebookError;
use super::exchange::SyncEnd;
use super::seat::Seat;
use crate::audit::{AuditEvent, AuditRow};
use crate::moment::Moment;
use crate::seal::attempts::LOCK_AT;
use crate::seal::{LocalUse, Randomness};
use crate::vault::AuditRow as WaitingRow;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, RealmId};
use std::collections::{BTreeMap, BTreeSet};

/// An episode that is looked at again within this time was looked at once, in milliseconds.
pub(super) const ONE_LOOK_MS: u64 = 60_000;

/// What a notebook remembers for its rows while it is open.
#[derive(Default)]
pub(super) struct Recording {
    /// The number that all rows of this opening have.
    session: [u8; 8],
    /// Wrong secrets before this opening.
    missed: u8,
    /// When an episode was last looked at, by the boot clock.
    looked: BTreeMap<EpisodeId, u64>,
    /// When rows last left for the auditors of a realm, by the boot clock.
    pub(super) sealed: BTreeMap<RealmId, u64>,
    /// When an auditor last read what was done in a realm, by the boot clock.
    pub(super) read: BTreeMap<RealmId, u64>,
    /// When this notebook was unlocked; none for one that was made just now.
    pub(super) unlocked: Option<Moment>,
    /// When the notebook was last searched, by the wall clock.
    pub(super) searched_ms: Option<i64>,
    /// What was said of the device since this opening, and is still so.
    pub(super) said: BTreeSet<AuditEvent>,
    /// Realms of which it was said that an entry is missing.
    pub(super) missing: BTreeSet<RealmId>,
    /// How often looking could not be recorded.
    lost: u64,
}

impl Recording {
    pub(super) fn begin(missed: u8, random: &dyn Randomness) -> Self {
        let mut session = [0; 8];
        // Without it the rows are the same but for one number that joins them.
        let _ = random.fill(&mut session);
        Self { session, missed, ..Self::default() }
    }
}

/// What a row says besides its event and time.
#[derive(Clone, Default)]
pub(super) struct About {
    pub(super) object: Vec<u8>,
    pub(super) episode: Option<EpisodeId>,
    pub(super) amount: Option<u64>,
}

impl About {
    pub(super) fn object(object: &[u8]) -> Self {
        Self { object: object.to_vec(), ..Self::default() }
    }

    pub(super) fn amount(amount: u64) -> Self {
        Self { amount: Some(amount), ..Self::default() }
    }
}

impl Notebook {
    /// Somebody looks at an episode: auditors see that, once a minute at most. What cannot be recorded keeps nobody from
    /// reading: a child's safety comes before a full disk.
    pub fn look_at(&mut self, episode: EpisodeId, now: Moment) {
        let seen = self.recording.looked.get(&episode);
        if seen.is_some_and(|seen| now.boot_ms.saturating_sub(*seen) < ONE_LOOK_MS) {
            return;
        }
        self.recording.looked.insert(episode, now.boot_ms);
        let realms: Vec<RealmId> = self.seats.iter().filter(|seat| seat.knows(episode)).map(Seat::realm).collect();
        for realm in realms {
            let about = About { episode: Some(episode), ..About::default() };
            self.record_alone(realm, AuditEvent::EpisodeSeen, about, now);
        }
    }

    /// Whether something that was looked at could not be recorded, and has not been counted in a row since.
    #[must_use]
    pub const fn is_not_recording(&self) -> bool {
        self.recording.lost > 0
    }

    /// How soon this device locks itself was changed.
    pub fn note_lock_set(&mut self, minutes: u32, now: Moment) {
        self.record_everywhere(AuditEvent::LockSet, &About::amount(u64::from(minutes)), now);
    }

    /// Entries that were never sent have been written into a file, for another device to carry.
    pub fn note_carried_out(&mut self, realm: RealmId, entries: usize, now: Moment) {
        let amount = u64::try_from(entries).unwrap_or(u64::MAX);
        self.record_alone(realm, AuditEvent::CarriedOut, About::amount(amount), now);
    }

    /// What a sync met that somebody should know of: entries that were not taken in, a server that was caught.
    pub(super) fn note_sync(&mut self, realm: RealmId, ended: &Result<SyncEnd, NotebookError>, now: Moment) {
        match ended {
            Ok(end) if end.report.refused > 0 => {
                let refused = u64::try_from(end.report.refused).unwrap_or(u64::MAX);
                self.record_alone(realm, AuditEvent::Refused, About::amount(refused), now);
            }
            Err(NotebookError::Sync(error)) if error.caught() => {
                self.record_alone(realm, AuditEvent::ServerCaught, About::default(), now);
            }
            _ => {}
        }
        self.note_missing(realm, now);
        self.note_trouble(now);
    }

    /// This notebook was opened, perhaps after wrong secrets.
    pub(super) fn note_unlock(&mut self, now: Moment) {
        self.recording.unlocked = Some(now);
        self.opened_ms = self.time(now).ms;
        let missed = std::mem::take(&mut self.recording.missed);
        self.note_missed(missed, now);
        self.record_everywhere(AuditEvent::Unlocked, &About::default(), now);
        self.note_state(now);
    }

    /// Secrets were wrong before the right one came: at the door, or where it is asked for again.
    pub(super) fn note_missed(&mut self, missed: u8, now: Moment) {
        if missed > 0 {
            self.record_everywhere(AuditEvent::Missed, &About::amount(u64::from(missed)), now);
        }
        if missed >= LOCK_AT {
            self.record_everywhere(AuditEvent::LockedOut, &About::default(), now);
        }
    }

    /// As a row of its own, in each realm that has auditors.
    pub(super) fn record_everywhere(&mut self, event: AuditEvent, about: &About, now: Moment) {
        let realms: Vec<RealmId> = self.seats.iter().map(Seat::realm).collect();
        for realm in realms {
            self.record_alone(realm, event, about.clone(), now);
        }
    }

    /// A row of its own for what nothing else depends on. Where it cannot be kept, that is counted.
    pub(super) fn record_alone(&mut self, realm: RealmId, event: AuditEvent, about: About, now: Moment) {
        if !self.seats.iter().any(|seat| seat.realm() == realm && seat.has(Compartment::Audit)) {
            return;
        }
        let lost = self.recording.lost;
        let count = (lost > 0).then(|| self.audit_row(realm, AuditEvent::NotRecorded, About::amount(lost), now));
        let row = self.audit_row(realm, event, about, now);
        let rows: Result<Vec<_>, _> = count.into_iter().chain([row]).collect();
        match rows.and_then(|rows| Ok(self.vault.save(&[], &rows)?)) {
            Ok(_) => self.recording.lost = 0,
            Err(_) => self.recording.lost = lost.saturating_add(1),
        }
    }

    /// One row for each save. It holds code, time, episode and entry hash: no content, no names.
    pub(super) fn audit_of(
        &self,
        composed: &[(usize, Composed)],
        now: Moment,
    ) -> Result<Vec<WaitingRow>, NotebookError> {
        let row = |(seat, one): &(usize, Composed)| {
            let realm = self.seats.get(*seat).ok_or(NotebookError::NotEnrolled)?.realm();
            let created = one.entries.first().is_some_and(|entry| entry.header.seq == 1);
            let event = if created { AuditEvent::Created } else { AuditEvent::Changed };
            let hash = one.saves.first().map_or(Hash::ZERO, |save| save.hash);
            let about = About { episode: one.facts.episode, ..About::object(&hash.0) };
            self.audit_row(realm, event, about, now)
        };
        composed.iter().map(row).collect()
    }

    /// A row waits on this device, sealed under its own key, for the entry that carries it.
    pub(super) fn audit_row(
        &self,
        realm: RealmId,
        event: AuditEvent,
        about: About,
        now: Moment,
    ) -> Result<WaitingRow, NotebookError> {
        let About { object, episode, amount } = about;
        let row = AuditRow {
            number: event.number(),
            at_ms: now.wall_ms,
            object,
            episode,
            amount: amount.unwrap_or(1),
            session: self.recording.session,
        };
        let sealed = self.device_key.seal_local(LocalUse::Audit, realm.as_bytes(), &row.to_bytes(), &*self.random)?;
        Ok(WaitingRow { realm, sealed })
    }
}
