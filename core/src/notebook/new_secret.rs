//! Another PIN or passphrase, by whoever knows the one of today. Nothing that was saved is sealed anew: only the slot that opens the
//! vault changes.

use super::Notebook;
use super::audit::About;
use super::confirm::SensitiveAct;
use super::error::NotebookError;
use crate::audit::AuditEvent;
use crate::moment::Moment;
use crate::seal::{ProfileLock, Unlocked};

impl Notebook {
    /// Changes the secret of an open notebook that stays open; the one of today was typed just before
    /// ([`SensitiveAct::PinChange`]).
    ///
    /// # Errors
    /// [`NotebookError::Unconfirmed`] when it was not; [`NotebookError::Unlock`] when the new one is too weak here or opens
    /// this device already. Then the old one stands.
    pub fn change_confirmed_secret(&mut self, new: &[u8], now: Moment) -> Result<(), NotebookError> {
        let confirmed = self.confirmed_opening(now);
        let (unlocked, at) = confirmed.ok_or(NotebookError::Unconfirmed { act: SensitiveAct::PinChange })?;
        let changed = self.take_secret(&unlocked, new, now);
        if changed.is_err() {
            // Nothing was done: what was confirmed still stands for another try.
            self.confirm_again(unlocked, at);
        }
        changed
    }

    /// Changes the secret, with the one of today. A miss counts as at the door.
    ///
    /// # Errors
    /// [`NotebookError::Unlock`]; then the old one stands.
    pub fn change_secret(&mut self, old: &[u8], new: &[u8], now: Moment) -> Result<(), NotebookError> {
        let home = self.home.clone().ok_or(NotebookError::NoProfile)?;
        let lock = ProfileLock::at(self.profile.folder(), self.profile.id(), home.chip());
        let unlocked = lock.unlock_again(self.decoy, old, &now, &*self.random)?;
        self.note_missed(unlocked.missed(), now);
        self.take_secret(&unlocked, new, now)
    }

    fn take_secret(&mut self, unlocked: &Unlocked, new: &[u8], now: Moment) -> Result<(), NotebookError> {
        let home = self.home.clone().ok_or(NotebookError::NoProfile)?;
        let lock = ProfileLock::at(self.profile.folder(), self.profile.id(), home.chip());
        lock.change_secret(unlocked, new, &*self.random)?;
        self.record_everywhere(AuditEvent::PinChanged, &About::default(), now);
        Ok(())
    }
}
