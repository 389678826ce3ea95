//! Tables `reader` and `pending_key`: who may read a space, by the wraps that name them.

use super::{Store, StoreError, signed, unsigned};
use first72_wire::id::{DeviceId, SpaceId};
use rusqlite::OptionalExtension;

/// How far a device may read in one space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The space.
    pub(crate) space: SpaceId,
    /// The last position that it may read.
    pub(crate) last: u64,
}

impl Store {
    /// The newest key version of a space that names this device.
    pub(crate) fn reader_version(&self, space: &SpaceId, device: &DeviceId) -> Result<Option<u32>, StoreError> {
        let select = "SELECT version FROM reader WHERE realm = ?1 AND device = ?2 AND space = ?3";
        let mut select = self.connection.prepare_cached(select)?;
        Ok(select.query_row((self.realm.0, device.0, space.0), |row| row.get(0)).optional()?)
    }

    /// Notes that a key version names this device. An older version changes nothing.
    pub(crate) fn save_reader(&self, space: &SpaceId, device: &DeviceId, version: u32) -> Result<(), StoreError> {
        let upsert = "INSERT INTO reader (realm, device, space, version) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (realm, device, space) DO UPDATE SET version = max(version, excluded.version)";
        self.connection.prepare_cached(upsert)?.execute((self.realm.0, device.0, space.0, version))?;
        Ok(())
    }

    /// Notes a key entry whose author is not a reader yet.
    pub(crate) fn save_pending_key(&self, space: &SpaceId, author: &DeviceId, pos: u64) -> Result<(), StoreError> {
        let insert = "INSERT OR IGNORE INTO pending_key (realm, space, author, pos) VALUES (?1, ?2, ?3, ?4)";
        self.connection.prepare_cached(insert)?.execute((self.realm.0, space.0, author.0, signed(pos)?))?;
        Ok(())
    }

    /// Takes the key entries that waited for this author, oldest first.
    pub(crate) fn take_pending_keys(&self, space: &SpaceId, author: &DeviceId) -> Result<Vec<u64>, StoreError> {
        let delete = "DELETE FROM pending_key WHERE realm = ?1 AND space = ?2 AND author = ?3 RETURNING pos";
        let mut delete = self.connection.prepare_cached(delete)?;
        let rows = delete.query_map((self.realm.0, space.0, author.0), |row| row.get::<_, i64>(0))?;
        let mut places = rows.map(|row| unsigned(row?)).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        Ok(places)
    }

    /// Every space that wraps open to this device, and how far: to the end, or up to where a key
    /// version began that names it no more. Ordered by space. The directory is not among them.
    pub(crate) fn reach(&self, device: &DeviceId) -> Result<Vec<Reach>, StoreError> {
        let select = "SELECT r.space, CASE WHEN r.version >= s.version THEN s.head ELSE
                (SELECT min(o.pos) - 1 FROM rotation o
                 WHERE o.realm = r.realm AND o.space = r.space AND o.version > r.version) END
            FROM reader r JOIN space s ON s.realm = r.realm AND s.space = r.space
            WHERE r.realm = ?1 AND r.device = ?2 ORDER BY r.space";
        let mut select = self.connection.prepare_cached(select)?;
        let mut rows = select.query((self.realm.0, device.0))?;
        let mut reach = Vec::new();
        while let Some(row) = rows.next()? {
            reach.push(Reach { space: SpaceId(row.get(0)?), last: unsigned(row.get(1)?)? });
        }
        Ok(reach)
    }
}
