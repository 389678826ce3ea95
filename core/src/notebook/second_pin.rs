//! The second PIN, for somebody who is forced to open their device: it opens a decoy with training records, and closes the
//! person's own vault until a registrar releases it. Nothing is lost, and nothing on the screen tells the two apart.
//!
//! Only where an agency's policy offers it. There every profile has two files of the same size, whether its person set a
//! second PIN or not: that there are two says nothing.

mod decoy;
mod two_files;

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::open::{row_mac, store_key};
use crate::audit::AuditEvent;
use crate::moment::Moment;
use crate::seal::{LocalUse, ProfileLock, Unlocked};
use crate::vault::Vault;

/// The setting that keeps the decoy's key, sealed: in the person's own vault, and in the decoy itself.
const KEY: &str = "second.key";
/// The setting of a decoy that says when it was opened: milliseconds since 1970 by this device's clock, 8 bytes each.
const OPENED: &str = "second.opened";
/// So many openings are kept, the latest.
const MOST_OPENINGS: usize = 32;

impl Notebook {
    /// Whether an agency of this device offers its people a second PIN.
    #[must_use]
    pub fn offers_second_pin(&self) -> bool {
        self.seats.iter().any(|seat| seat.directory.policy().is_some_and(|policy| policy.second_pin))
    }

    /// Sets the second PIN or passphrase, and makes the decoy that it opens; takes a few seconds. One from before opens
    /// nothing any more.
    ///
    /// Asked for while the decoy is open, it opens the same decoy: whoever watches sees nothing else.
    ///
    /// # Errors
    /// [`NotebookError::NotOffered`] where no agency offers it; [`NotebookError::Unlock`] when the secret is too weak here or
    /// is the first one; what the system refused. What was set before then stands, or none.
    pub fn set_second_pin(&mut self, secret: &[u8], now: Moment) -> Result<(), NotebookError> {
        if !self.offers_second_pin() {
            return Err(NotebookError::NotOffered);
        }
        let home = self.home.clone().ok_or(NotebookError::NoProfile)?;
        let lock = ProfileLock::at(self.profile.folder(), self.profile.id(), home.chip());
        if self.decoy {
            let keys = self.kept_second_key().ok_or(NotebookError::Damaged)?;
            return Ok(lock.set_second(true, &keys, secret, &*self.random)?);
        }
        lock.check_second(false, secret)?;
        // From here to the end no second PIN opens anything: an older one must not meet a newer decoy.
        lock.clear_second(&*self.random)?;
        let keys = Unlocked::new_decoy(&*self.random)?;
        self.make_decoy(&keys, now)?;
        self.keep_second_key(&keys)?;
        Ok(lock.set_second(false, &keys, secret, &*self.random)?)
    }

    /// After a release: the auditors learn that the decoy was opened, and when (the signature of a moment at the door
    /// would have needed a key outside the vault).
    pub(super) fn note_second_pin(&mut self, now: Moment) -> Result<(), NotebookError> {
        let Some(keys) = self.kept_second_key() else { return Ok(()) };
        let opened = self.openings_of_decoy(&keys)?;
        let noted = self.vault.setting(OPENED)?.unwrap_or_default();
        let new: Vec<i64> = opened.into_iter().filter(|at| !times(&noted).any(|known| known == *at)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::new();
        for at_ms in &new {
            let then = Moment { wall_ms: *at_ms, ..now };
            for seat in &self.seats {
                let about = About::object(&seat.device().0);
                rows.push(self.audit_row(seat.realm(), AuditEvent::SecondPinUsed, about, then)?);
            }
        }
        self.vault.save(&[], &rows)?;
        let all = times(&noted).chain(new).collect::<Vec<_>>();
        self.keep_openings(&all)
    }

    /// In a decoy: remembers that it was opened.
    pub(super) fn note_decoy_opened(&mut self, now: Moment) -> Result<(), NotebookError> {
        let before = self.vault.setting(OPENED)?.unwrap_or_default();
        let all = times(&before).chain([now.wall_ms]).collect::<Vec<_>>();
        self.keep_openings(&all)
    }

    fn keep_openings(&mut self, all: &[i64]) -> Result<(), NotebookError> {
        let latest = all.iter().skip(all.len().saturating_sub(MOST_OPENINGS));
        let bytes: Vec<u8> = latest.flat_map(|at| at.to_be_bytes()).collect();
        Ok(self.vault.set(OPENED, &bytes)?)
    }

    fn openings_of_decoy(&self, keys: &Unlocked) -> Result<Vec<i64>, NotebookError> {
        let decoy = Vault::open(&self.profile.second_file(), &store_key(keys), row_mac(keys))?;
        let opened = decoy.setting(OPENED)?.unwrap_or_default();
        decoy.close()?;
        Ok(times(&opened).collect())
    }

    fn keep_second_key(&mut self, keys: &Unlocked) -> Result<(), NotebookError> {
        let key = keys.decoy_key().ok_or(NotebookError::Damaged)?;
        let sealed = self.device_key.seal_local(LocalUse::Setting, KEY.as_bytes(), key, &*self.random)?;
        Ok(self.vault.set(KEY, &sealed)?)
    }

    fn kept_second_key(&self) -> Option<Unlocked> {
        let sealed = self.vault.setting(KEY).ok()??;
        let key = self.device_key.open_local(LocalUse::Setting, KEY.as_bytes(), &sealed).ok()?;
        Unlocked::of_kept_decoy(&key)
    }
}

fn times(bytes: &[u8]) -> impl Iterator<Item = i64> + '_ {
    bytes.as_chunks::<8>().0.iter().map(|at| i64::from_be_bytes(*at))
}
