//! Space keys that this device has unwrapped before: an unlock takes them from the vault instead
//! of opening their wraps again, which costs fifty times as much.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::seal::VaultDeviceKey;
use crate::vault::{KeptKey, VaultError};

impl Notebook {
    /// Keeps the keys that were unwrapped or made since the last time, in one transaction.
    pub(super) fn keep_space_keys(&mut self) -> Result<(), NotebookError> {
        let mut rows = Vec::new();
        for seat in &self.seats {
            for (space, id) in &seat.unkept {
                let Some(key) = seat.keyring.get(space, id) else { continue };
                let sealed = self.device_key.seal_space_key(seat.realm(), *space, key, &*self.random)?;
                rows.push(KeptKey { realm: seat.realm(), space: *space, key_id: *id, version: key.version(), sealed });
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        self.vault.keep_space_keys(&rows)?;
        self.seats.iter_mut().for_each(|seat| seat.unkept.clear());
        Ok(())
    }
}

impl Seat {
    /// Takes up the keys that were kept. A row that does not open, or holds another key than it
    /// says, is as good as none: the wrap is opened again, and the row replaced.
    pub(super) fn take_kept(&mut self, device_key: &VaultDeviceKey, rows: Result<Vec<KeptKey>, VaultError>) {
        for row in rows.unwrap_or_default() {
            let opened = device_key.open_space_key(self.realm(), row.space, &row.key_id, row.version, &row.sealed);
            if let Ok(key) = opened {
                self.keyring.add(row.space, key);
            }
        }
    }
}
