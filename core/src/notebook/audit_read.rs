//! The auditor's side: what was done on the devices of a realm, read when it is asked for and kept nowhere else.

use super::Notebook;
use super::audit::{About, ONE_LOOK_MS};
use super::audit_sent::AUDITED;
use super::error::NotebookError;
use super::seat::Seat;
use crate::audit::{AuditEvent, Told, Week, review};
use crate::moment::Moment;
use crate::seal::{Authentic, bulk_opening};
use crate::sync::{Relay, SyncError, requests};
use crate::vault::StoredEntry;
use first72_wire::compartment::Compartment;
use first72_wire::derived::request_space;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::request_log::{KEPT_DAYS, RequestDay, RequestRow, day_of};
use first72_wire::witness::Witness;
use std::collections::BTreeSet;

/// What auditors can read of a stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReading {
    /// What was done, oldest first by the clocks of the devices.
    pub told: Vec<Told>,
    /// Entries whose key has not been given to this device yet, or that say something else than they should, with why.
    pub unreadable: Vec<(Hash, &'static str)>,
    /// The weekly review of it.
    pub week: Week,
    /// The server's own word over its days in that time, in their order.
    pub server: Vec<RequestDay>,
}

/// What a server was asked on a day, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestsRead {
    /// The rows, oldest first.
    pub rows: Vec<RequestRow>,
    /// The server's signed word over the day, as this device has it; none before the day was signed and synced.
    pub word: Option<RequestDay>,
    /// Whether the rows are those that the word was given over; none while there is no word, or when the day is so long ago
    /// that the server keeps its rows no more.
    pub fits: Option<bool>,
}

impl Notebook {
    /// Fetches what a realm's server was asked on a day (days since 1970 UTC), and holds it against the server's own word.
    ///
    /// # Errors
    /// [`NotebookError::NotAuditor`] for somebody who is no auditor of the realm; when the server cannot be reached, refuses,
    /// or gives what is no row.
    pub fn audit_requests(
        &mut self,
        realm: RealmId,
        day: u32,
        relay: &dyn Relay,
        now: Moment,
    ) -> Result<RequestsRead, NotebookError> {
        let seat = self.seat_of(realm)?;
        if !seat.directory.entitled_at(self.as_of(now), &seat.device(), &AUDITED) {
            return Err(NotebookError::NotAuditor);
        }
        self.note_read(realm, now)?;
        let seat = self.seat_of(realm)?;
        let given = requests(&seat.terms(), day, relay, &|message| seat.keys.sign(message), &*self.random, now)?;
        let wrong = |_| SyncError::Answer { what: "requests.form" };
        let rows = given.iter().map(|row| RequestRow::parse(row)).collect::<Result<_, _>>().map_err(wrong)?;
        let mut word = None;
        self.vault.entries_in(realm, request_space(&realm), now.wall_ms, |stored| {
            word = RequestDay::parse(&stored.entry.body).ok().filter(|signed| signed.day == day).or(word);
        })?;
        let over = RequestDay::over(day, &given).map_err(wrong)?;
        let is_kept = day.saturating_add(KEPT_DAYS) > day_of(self.time(now).ms);
        Ok(RequestsRead { rows, word, fits: word.filter(|_| is_kept).map(|word| word == over) })
    }

    /// The realm whose auditor this device's person is.
    #[must_use]
    pub fn auditing(&self, now: Moment) -> Option<RealmId> {
        let as_of = self.as_of(now);
        let audits =
            |seat: &&Seat| seat.has(Compartment::Audit) && seat.directory.entitled_at(as_of, &seat.device(), &AUDITED);
        self.seats.iter().find(audits).map(Seat::realm)
    }

    /// What was done from one instant to another, milliseconds since 1970 UTC by the clocks of the devices, and its review.
    /// That it was read is recorded first, once a minute at
    /// most: without that nothing is shown.
    ///
    /// # Errors
    /// [`NotebookError::NotAuditor`] for somebody who is no auditor of the realm; when the store cannot be written or read.
    pub fn audit_between(
        &mut self,
        realm: RealmId,
        from_ms: i64,
        to_ms: i64,
        now: Moment,
    ) -> Result<AuditReading, NotebookError> {
        let seat = self.seat_of(realm)?;
        if !seat.directory.entitled_at(self.as_of(now), &seat.device(), &AUDITED) {
            return Err(NotebookError::NotAuditor);
        }
        self.note_read(realm, now)?;
        let mut stored = Vec::new();
        self.vault.entries(realm, now.wall_ms, |entry| {
            if matches!(entry.entry.header.kind, Kind::Audit | Kind::Witness) {
                stored.push(entry);
            }
        })?;
        let _scrub = bulk_opening();
        let mut reading = AuditReading::default();
        let mut synced = BTreeSet::new();
        let seat = self.seat_of(realm)?;
        let requests = request_space(&realm);
        for entry in &stored {
            if entry.entry.header.space == requests {
                reading.server.extend(RequestDay::parse(&entry.entry.body));
                continue;
            }
            match entry.entry.header.kind {
                Kind::Audit => seat.read_audit(entry, &mut reading),
                Kind::Witness => synced.extend(witness_between(entry, from_ms, to_ms)),
                _ => {}
            }
        }
        reading.server.retain(|day| (day_of(from_ms)..=day_of(to_ms)).contains(&day.day));
        reading.told.retain(|told| (from_ms..to_ms).contains(&told.row.at_ms));
        reading.told.sort_by_key(|told| told.row.at_ms);
        reading.week = review(&reading.told, &synced);
        Ok(reading)
    }

    /// Once a minute at most.
    fn note_read(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        let read = self.recording.read.get(&realm);
        if read.is_some_and(|read| now.boot_ms.saturating_sub(*read) < ONE_LOOK_MS) {
            return Ok(());
        }
        let row = self.audit_row(realm, AuditEvent::AuditRead, About::default(), now)?;
        self.vault.save(&[], &[row])?;
        self.recording.read.insert(realm, now.boot_ms);
        Ok(())
    }
}

impl Seat {
    fn read_audit(&self, stored: &StoredEntry, reading: &mut AuditReading) {
        let device = stored.entry.header.device;
        // The device's own rows are for others; they are here only until the server has them.
        if device == self.device() && !self.holds(stored) {
            return;
        }
        let checked = Authentic::from_own_vault(&self.directory, &stored.entry, stored.hash, stored.dir_pos);
        match checked.and_then(|authentic| authentic.open_audit(&self.keyring)) {
            Ok(batch) => {
                let person = Some(batch.person());
                let rows = batch.value().rows.iter().cloned();
                reading.told.extend(rows.map(|row| Told { person, device, row }));
            }
            Err(refused) => reading.unreadable.push((stored.hash, refused.code())),
        }
    }

    fn holds(&self, stored: &StoredEntry) -> bool {
        self.keyring.get(&stored.entry.header.space, &stored.entry.header.key_id).is_some()
    }
}

/// Whose word on the server's log it is, when it was given in this time: that device was at the server. An auditor reads no
/// episodes, and these entries everybody reads.
fn witness_between(stored: &StoredEntry, from_ms: i64, to_ms: i64) -> Option<DeviceId> {
    let made_ms = Witness::parse(&stored.entry.body).ok()?.made_ms;
    (from_ms..to_ms).contains(&made_ms).then_some(stored.entry.header.device)
}
