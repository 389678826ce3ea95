//! The one door for what a person does: entries, outbox, audit and draft in one transaction.

use super::audit::{self, AuditRow};
use super::drafts;
use super::entries;
use super::error::VaultError;
use super::open::Vault;
use super::outbox;
use first72_wire::entry::SealedEntry;

/// Everything that one act of a person leaves behind: all of it is kept, or none.
#[derive(Clone, Copy, Default)]
pub struct Act<'a> {
    /// Own entries, in the order of their chains. They also go to the outbox.
    pub entries: &'a [SealedEntry],
    /// What the act leaves in the audit.
    pub audit: &'a [AuditRow],
    /// Drafts that have become entries.
    pub drafts_done: &'a [[u8; 16]],
    /// Waiting audit rows that one of the entries now carries, by their numbers.
    pub audit_carried: &'a [i64],
}

/// What was saved, durably: the journal is synced before this exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The numbers of the entries' rows, in their order.
    pub rows: Vec<i64>,
    /// True when the device was full and the last reserve was used: a person should be told.
    pub low_on_space: bool,
}

impl Vault {
    /// Saves own entries and their audit rows: entry, outbox and audit rows in one transaction
    /// with exactly one sync of the journal.
    ///
    /// # Errors
    /// [`VaultError::Full`] when even the reserve is used up, [`VaultError::Exists`] when an
    /// entry is there already; then nothing is kept and what was there before is untouched.
    pub fn save(
        &mut self,
        entries: &[SealedEntry],
        audit: &[AuditRow],
    ) -> Result<Saved, VaultError> {
        self.save_act(&Act { entries, audit, ..Act::default() })
    }

    /// As [`Vault::save`], with what else the act settles.
    ///
    /// # Errors
    /// As [`Vault::save`].
    pub fn save_act(&mut self, act: &Act<'_>) -> Result<Saved, VaultError> {
        let rows = self.transact(|transaction, mac| {
            let mut rows = Vec::with_capacity(act.entries.len());
            for entry in act.entries {
                let row = entries::insert(transaction, mac, entry, None)?;
                outbox::insert(transaction, row, entry.header.realm)?;
                rows.push(row);
            }
            for waiting in act.audit {
                audit::insert(transaction, waiting)?;
            }
            for id in act.audit_carried {
                audit::delete(transaction, *id)?;
            }
            for id in act.drafts_done {
                drafts::delete(transaction, id)?;
            }
            Ok(rows)
        })?;
        Ok(Saved { rows, low_on_space: self.is_low_on_space() })
    }
}
