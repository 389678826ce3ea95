//! What this device holds of a realm as the server had it: from such files of several devices a lost server is made again.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use crate::audit::AuditEvent;
use crate::moment::Moment;
use first72_wire::holdings::Holdings;
use first72_wire::id::RealmId;

/// A file of what this device holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldingsFile {
    /// Its bytes ([`first72_wire::holdings`]): sealed entries and what the server could see of them.
    pub bytes: Vec<u8>,
    /// Entries in it, places of destroyed ones included.
    pub entries: usize,
    /// Entries that are not in it because this device was not told their number on the server: what was never sent, and what
    /// an older version has pulled, until the next sync.
    pub without_number: usize,
}

impl Notebook {
    /// Everything of a realm that this device holds and that the server had, sealed as it is; nothing before the first sync,
    /// when no signed state of the server's log has been seen, and nothing in a drill.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] for a realm that this device is not in, and when the store cannot be read.
    pub fn holdings(&mut self, realm: RealmId) -> Result<Option<HoldingsFile>, NotebookError> {
        self.seat_of(realm)?;
        // A drill's server is in memory, and nobody misses it.
        if self.is_drill() {
            return Ok(None);
        }
        let Some(seen) = self.vault.checkpoint_of(realm)? else { return Ok(None) };
        let Some(mut file) = Holdings::new(realm, &seen.note) else { return Ok(None) };
        let (mut entries, mut without_number) = (0, 0);
        self.vault.entries(realm, 0, |stored| match stored.leaf {
            Some(leaf) => {
                file.push(leaf, &stored.entry);
                entries += 1;
            }
            None => without_number += 1,
        })?;
        // Of a copy that is over nobody has more: with its places the server's tree can be made again without it.
        self.vault.cut_entries(realm, |leaf, cut| {
            file.push_cut(leaf, cut);
            entries += 1;
        })?;
        Ok(Some(HoldingsFile { bytes: file.into_bytes(), entries, without_number }))
    }

    /// What this device holds has been written into a file, sealed as it is.
    pub fn note_holdings_out(&mut self, realm: RealmId, entries: usize, now: Moment) {
        let amount = u64::try_from(entries).unwrap_or(u64::MAX);
        self.record_alone(realm, AuditEvent::HoldingsOut, About::amount(amount), now);
    }
}
