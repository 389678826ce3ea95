//! Putting away a copy that was given for a time: nobody reads it any more, and its bytes are destroyed.

use super::{Store, StoreError};
use first72_wire::entry::SealedEntry;
use first72_wire::header::HEADER_LEN;
use first72_wire::id::{DeviceId, SpaceId};
use rusqlite::OptionalExtension;

impl Store {
    /// Serves a space to nobody any more.
    pub(crate) fn unserve(&self, space: &SpaceId) -> Result<(), StoreError> {
        for table in ["reader", "pending_key"] {
            let delete = format!("DELETE FROM {table} WHERE realm = ?1 AND space = ?2");
            self.connection.prepare_cached(&delete)?.execute((self.realm.0, space.0))?;
        }
        Ok(())
    }

    /// Destroys what the entries of a space hold: ciphertext and wraps. Their headers and hashes stay, so that the chains
    /// and the tree are what they were. The store overwrites what it frees.
    pub(crate) fn destroy_bodies(&self, space: &SpaceId) -> Result<(), StoreError> {
        let header = i64::try_from(HEADER_LEN).map_err(|_| StoreError::Damaged)?;
        let update = "UPDATE entry SET bytes = substr(bytes, 1, ?3)
            WHERE realm = ?1 AND space = ?2 AND length(bytes) > ?3";
        self.connection.prepare_cached(update)?.execute((self.realm.0, space.0, header))?;
        let forks = "DELETE FROM fork WHERE realm = ?1 AND space = ?2";
        self.connection.prepare_cached(forks)?.execute((self.realm.0, space.0))?;
        Ok(())
    }

    /// Who began a space with which entry; none when nothing stands there, or when it was destroyed.
    pub(crate) fn beginning(&self, space: &SpaceId) -> Result<Option<(DeviceId, SealedEntry)>, StoreError> {
        let select = "SELECT device, bytes FROM entry WHERE realm = ?1 AND space = ?2 AND pos = 1";
        let mut select = self.connection.prepare_cached(select)?;
        let found: Option<([u8; 16], Vec<u8>)> =
            select.query_row((self.realm.0, space.0), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((device, bytes)) = found.filter(|(_, bytes)| bytes.len() > HEADER_LEN) else { return Ok(None) };
        let entry = SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)?;
        Ok(Some((DeviceId(device), entry)))
    }

    /// Moves all of the log file into the database, so that nothing of what was destroyed stays in it. Where a reader is in
    /// the way it is done with the next one.
    pub(crate) fn checkpoint_whole(&self) -> Result<(), StoreError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}
