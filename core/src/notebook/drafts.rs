//! What is typed and not yet saved: it survives lock, kill and an empty battery.

use super::Notebook;
use super::error::NotebookError;
use crate::moment::Moment;
use crate::seal::{LocalUse, SecretBytes};
use crate::vault::Draft;
use first72_wire::id::{EpisodeId, RealmId};
use first72_wire::label;

impl Notebook {
    /// Keeps a half-typed text under a key that the screen chooses, such as an episode and a field.
    ///
    /// # Errors
    /// When the device is full; the older draft is then still there.
    pub fn draft_put(&mut self, key: &str, text: &str, now: Moment) -> Result<(), NotebookError> {
        let id = draft_id(key);
        let sealed = self.device_key.seal_local(LocalUse::Draft, &id, text.as_bytes(), &*self.random)?;
        let realm = self.seats.first().map_or(RealmId::ZERO, super::seat::Seat::realm);
        Ok(self.vault.keep_draft(&Draft { id, realm, sealed, saved_ms: now.wall_ms, about: about(key) })?)
    }

    /// The half-typed text of this key, if there is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn draft(&self, key: &str) -> Result<Option<SecretBytes>, NotebookError> {
        let id = draft_id(key);
        let Some(draft) = self.vault.drafts()?.into_iter().find(|draft| draft.id == id) else { return Ok(None) };
        let text = self.device_key.open_local(LocalUse::Draft, &id, &draft.sealed);
        text.map(Some).map_err(|_| NotebookError::Damaged)
    }

    /// Forgets a draft, after its text was saved or emptied by the person who typed it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn draft_drop(&mut self, key: &str) -> Result<(), NotebookError> {
        Ok(self.vault.drop_draft(&draft_id(key))?)
    }
}

/// The episode in a key goes into the row, so that the draft goes when the episode does.
fn about(key: &str) -> Option<[u8; 16]> {
    let episode: EpisodeId = key.split(':').find_map(|part| part.parse().ok())?;
    Some(super::cleared::about(&episode))
}

fn draft_id(key: &str) -> [u8; 16] {
    label::truncate(&label::digest(label::LOCAL, &[b"draft", key.as_bytes()]))
}
