//! What each act leaves behind for the auditors, in the same transaction as the act itself.

use super::Notebook;
use super::compose::Composed;
use super::error::NotebookError;
use crate::moment::Moment;
use crate::seal::LocalUse;
use crate::vault::AuditRow;
use first72_wire::cbor::Writer;
use first72_wire::id::RealmId;

/// Codes of audited events; their numbers never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Event {
    /// This profile was opened with a release.
    ReleaseUsed = 4,
    /// An episode or a part of it was created.
    Created = 20,
    /// Something was changed.
    Changed = 21,
    /// A statement about people, devices or grants.
    Membership = 40,
    /// This device was enrolled.
    Enrolled = 53,
    /// A compartment was recovered with its paper key.
    Recovered = 55,
    /// A registrar opened the release code of somebody's device.
    ReleaseGiven = 54,
}

impl Notebook {
    /// One row for each save. It holds code, time, space and entry hash: no content, no names.
    pub(super) fn audit_of(&self, composed: &[(usize, Composed)], now: Moment) -> Result<Vec<AuditRow>, NotebookError> {
        let row = |(seat, one): &(usize, Composed)| {
            let realm = self.seats.get(*seat).ok_or(NotebookError::NotEnrolled)?.realm();
            let created = one.entries.first().is_some_and(|entry| entry.header.seq == 1);
            let event = if created { Event::Created } else { Event::Changed };
            let hash = one.saves.first().map(|save| save.hash.0).unwrap_or_default();
            self.audit_row(realm, event, &hash, now)
        };
        composed.iter().map(row).collect()
    }

    /// A row waits on this device, sealed under its own key, for the entry that carries it.
    pub(super) fn audit_row(
        &self,
        realm: RealmId,
        event: Event,
        object: &[u8],
        now: Moment,
    ) -> Result<AuditRow, NotebookError> {
        let mut row = Writer::new();
        row.array(3).unsigned(u64::from(event as u8)).signed(now.wall_ms).bytes(object);
        let sealed = self.device_key.seal_local(LocalUse::Audit, realm.as_bytes(), &row.into_bytes(), &*self.random)?;
        Ok(AuditRow { realm, sealed })
    }
}
