//! Table `entry`: every entry exactly as it was signed, by place and by chain.

use super::{Store, StoreError, signed, unsigned};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Header;
use first72_wire::id::{DeviceId, Hash, SpaceId};
use rusqlite::OptionalExtension;

/// An entry about to be kept.
pub(crate) struct Row<'a> {
    /// Its header.
    pub(crate) header: &'a Header,
    /// Its position in its space.
    pub(crate) pos: u64,
    /// Its entry hash.
    pub(crate) hash: &'a Hash,
    /// How many entries the directory had.
    pub(crate) dir_pos: u64,
    /// When it came, in milliseconds since 1970 UTC.
    pub(crate) stored_ms: i64,
    /// Its exact bytes.
    pub(crate) bytes: &'a [u8],
}

impl Store {
    /// Keeps an entry as the `id`-th of the realm.
    pub(crate) fn append(&self, id: u64, row: &Row<'_>) -> Result<(), StoreError> {
        let insert = "INSERT INTO entry (id, realm, space, pos, device, seq, hash, dir_pos, stored_ms, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let mut insert = self.connection.prepare_cached(insert)?;
        insert.execute((
            signed(id)?,
            self.realm.0,
            row.header.space.0,
            signed(row.pos)?,
            row.header.device.0,
            signed(row.header.seq)?,
            row.hash.0,
            signed(row.dir_pos)?,
            row.stored_ms,
            row.bytes,
        ))?;
        Ok(())
    }

    /// The newest entry of a chain: its number and hash.
    pub(crate) fn chain_head(&self, space: &SpaceId, device: &DeviceId) -> Result<Option<(u64, Hash)>, StoreError> {
        let select = "SELECT seq, hash FROM entry WHERE realm = ?1 AND space = ?2 AND device = ?3
            ORDER BY seq DESC LIMIT 1";
        let mut select = self.connection.prepare_cached(select)?;
        let found: Option<(i64, [u8; 32])> =
            select.query_row((self.realm.0, space.0, device.0), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        found.map(|(seq, hash)| Ok((unsigned(seq)?, Hash(hash)))).transpose()
    }

    /// The newest entry of a chain, whole.
    pub(crate) fn last_of_chain(&self, space: &SpaceId, device: &DeviceId) -> Result<Option<SealedEntry>, StoreError> {
        let select =
            "SELECT bytes FROM entry WHERE realm = ?1 AND space = ?2 AND device = ?3 ORDER BY seq DESC LIMIT 1";
        let mut select = self.connection.prepare_cached(select)?;
        let found: Option<Vec<u8>> =
            select.query_row((self.realm.0, space.0, device.0), |row| row.get(0)).optional()?;
        found.map(|bytes| SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// One entry of a chain: its hash, its position, and its leaf in the tree.
    pub(crate) fn chain_entry(
        &self,
        space: &SpaceId,
        device: &DeviceId,
        seq: u64,
    ) -> Result<Option<(Hash, u64, u64)>, StoreError> {
        let select = "SELECT hash, pos, id FROM entry WHERE realm = ?1 AND space = ?2 AND device = ?3 AND seq = ?4";
        let mut select = self.connection.prepare_cached(select)?;
        let key = (self.realm.0, space.0, device.0, signed(seq)?);
        let found: Option<([u8; 32], i64, i64)> =
            select.query_row(key, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        // Rows count from 1, leaves from 0.
        let found = found.map(|(hash, pos, id)| Ok((Hash(hash), unsigned(pos)?, unsigned(id.saturating_sub(1))?)));
        found.transpose()
    }

    /// The entry at a place.
    pub(crate) fn entry_at(&self, space: &SpaceId, pos: u64) -> Result<Option<SealedEntry>, StoreError> {
        let select = "SELECT bytes FROM entry WHERE realm = ?1 AND space = ?2 AND pos = ?3";
        let mut select = self.connection.prepare_cached(select)?;
        let key = (self.realm.0, space.0, signed(pos)?);
        let found: Option<Vec<u8>> = select.query_row(key, |row| row.get(0)).optional()?;
        found.map(|bytes| SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// The first KEY entry of a space, which says of which class its content is.
    pub(crate) fn first_key(&self, space: &SpaceId) -> Result<Option<SealedEntry>, StoreError> {
        // The sixth byte of an entry is its kind; one of which only the header is left was destroyed.
        let select = "SELECT bytes FROM entry WHERE realm = ?1 AND space = ?2 AND substr(bytes, 6, 1) = x'02'
            AND length(bytes) > 148 ORDER BY pos LIMIT 1";
        let mut select = self.connection.prepare_cached(select)?;
        let found: Option<Vec<u8>> = select.query_row((self.realm.0, space.0), |row| row.get(0)).optional()?;
        found.map(|bytes| SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// All entries of one chain with their positions, oldest first.
    pub(crate) fn chain(&self, space: &SpaceId, device: &DeviceId) -> Result<Vec<(u64, SealedEntry)>, StoreError> {
        let select = "SELECT pos, bytes FROM entry WHERE realm = ?1 AND space = ?2 AND device = ?3 ORDER BY seq";
        let mut select = self.connection.prepare_cached(select)?;
        let mut rows = select.query((self.realm.0, space.0, device.0))?;
        let mut chain = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(1)?;
            let entry = SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)?;
            chain.push((unsigned(row.get(0)?)?, entry));
        }
        Ok(chain)
    }
}
