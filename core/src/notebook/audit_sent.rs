//! Rows on their way to the auditors: some of them in one sealed entry, under a key that this device does not keep.
//!
//! Rows travel together, so that no server can count single acts, and leave the device's table in the transaction that
//! keeps the entry. While a realm has no auditor they wait: sealed to nobody they would be lost.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::audit::{AuditBatch, AuditEvent, AuditRow, MAX_ROWS};
use crate::directory::{AsOf, SpaceFacts};
use crate::moment::Moment;
use crate::seal::{ChainSlot, LocalUse, Randomness, SpaceKey, seal_audit_entry, sign_clear_entry};
use crate::vault::{Act, AuditRow as WaitingRow};
use first72_wire::compartment::Compartment;
use first72_wire::derived::audit_space;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::RealmId;
use first72_wire::key_body::KeyBody;

/// What an audit space is, whoever's it is: nobody opens it with a save.
pub(super) const AUDITED: SpaceFacts = SpaceFacts::of(Compartment::Audit);

/// How often rows leave while the notebook is open, in milliseconds.
const EVERY_MS: u64 = 10 * 60 * 1_000;
/// So many rows leave earlier.
const MANY: u32 = 100;

/// Two entries for the rows of one batch: the key for the auditors, and the rows.
struct Sent {
    entries: [SealedEntry; 2],
    body: KeyBody,
}

impl Notebook {
    /// Puts the rows that wait into entries for the auditors of a realm, before a sync: at the first of an opening of the
    /// notebook, and then once ten minutes have passed or many rows have gathered.
    ///
    /// # Errors
    /// When the device is full; the rows wait as before then.
    pub(super) fn seal_audit(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        let sealed = self.recording.sealed.get(&realm);
        let fresh = sealed.is_some_and(|sealed| now.boot_ms.saturating_sub(*sealed) < EVERY_MS);
        // Where several people come and go, nothing is to wait in the vault of one who may not come again.
        if fresh
            && !self.is_one_of_several()
            && self.vault.audit_waiting(realm, MANY)?.len() < usize::try_from(MANY).unwrap_or(usize::MAX)
        {
            return Ok(());
        }
        self.seal_all(realm, now)?;
        self.recording.sealed.insert(realm, now.boot_ms);
        Ok(())
    }

    fn seal_all(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        let most = u32::try_from(MAX_ROWS).unwrap_or(u32::MAX);
        loop {
            let Some(seat) = self.seats.iter().find(|seat| seat.realm() == realm) else { return Ok(()) };
            // Without auditors the rows only grow in number: they are not read for nothing at each sync.
            if !seat.has_auditors(self.as_of(now)) {
                return Ok(());
            }
            let waiting = self.vault.audit_waiting(realm, most)?;
            if waiting.is_empty() {
                return Ok(());
            }
            let rows = waiting.iter().map(|(_, row)| self.read_waiting(row, now)).collect();
            let batch = AuditBatch { app: env!("CARGO_PKG_VERSION").to_owned(), rows };
            let sent = seat.seal_batch(&batch, self.as_of(now), &*self.random)?;
            let carried: Vec<i64> = waiting.iter().map(|(id, _)| *id).collect();
            self.vault.save_act(&Act { entries: &sent.entries, audit_carried: &carried, ..Act::default() })?;
            if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
                seat.remember_sent(&sent);
            }
        }
    }

    /// A row as it was written; one that cannot be read any more is told of as such and keeps nobody's others back.
    fn read_waiting(&self, waiting: &WaitingRow, now: Moment) -> AuditRow {
        let opened = self.device_key.open_local(LocalUse::Audit, waiting.realm.as_bytes(), &waiting.sealed);
        let read = opened.ok().and_then(|plain| AuditRow::parse(&plain).ok());
        read.unwrap_or_else(|| AuditRow {
            number: AuditEvent::RowDamaged.number(),
            at_ms: now.wall_ms,
            object: Vec::new(),
            episode: None,
            amount: 1,
            session: [0; 8],
        })
    }
}

impl Seat {
    fn has_auditors(&self, as_of: AsOf) -> bool {
        self.has(Compartment::Audit) && !self.entitled(&AUDITED, as_of).is_empty()
    }

    /// A new key for the auditors of today, and the rows under it. The key is gone when this returns.
    fn seal_batch(&self, batch: &AuditBatch, as_of: AsOf, random: &dyn Randomness) -> Result<Sent, NotebookError> {
        let space = audit_space(&self.realm(), &self.device());
        let known = self.spaces.get(&space).and_then(|space| space.keys.newest());
        let version = known.map_or(0, |key| key.version).saturating_add(1);
        let key = SpaceKey::make(version, random)?;
        let auditors: Vec<_> = self.entitled(&AUDITED, as_of).into_iter().collect();
        let body = self.wraps(space, &AUDITED, &key, &auditors, true, random)?;
        let slot = self.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
        let given = sign_clear_entry(&self.keys, slot, Kind::Key, body.to_bytes())?;
        let slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: given.hash(), ..slot };
        let payload = zeroize::Zeroizing::new(batch.to_bytes());
        let rows = seal_audit_entry(&self.keys, slot, &key, &payload, random)?;
        Ok(Sent { entries: [given, rows], body })
    }

    fn remember_sent(&mut self, sent: &Sent) {
        let [given, rows] = &sent.entries;
        for entry in [given, rows] {
            self.advance(entry.header.space, entry.header.device, entry.hash());
        }
        // As from anybody else: this device holds the key only if its person is an auditor.
        self.learn_key(&given.header, &sent.body);
    }
}
