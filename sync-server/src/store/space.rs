//! Tables `space` and `rotation`: how far each space has grown, and where its key versions began.

use super::{Store, StoreError, signed, unsigned};
use first72_wire::id::SpaceId;
use rusqlite::OptionalExtension;

/// How far a space has grown. A space that is not there yet is at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpaceState {
    /// Position of its last entry.
    pub(crate) head: u64,
    /// Newest version of its key that counts; 0 before the first.
    pub(crate) version: u32,
}

impl Store {
    /// The state of a space.
    pub(crate) fn space(&self, space: &SpaceId) -> Result<SpaceState, StoreError> {
        let select = "SELECT head, version FROM space WHERE realm = ?1 AND space = ?2";
        let mut select = self.connection.prepare_cached(select)?;
        let found: Option<(i64, u32)> =
            select.query_row((self.realm.0, space.0), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (head, version) = found.unwrap_or_default();
        Ok(SpaceState { head: unsigned(head)?, version })
    }

    /// Every space with its state.
    pub(crate) fn spaces(&self) -> Result<Vec<(SpaceId, SpaceState)>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT space, head, version FROM space WHERE realm = ?1")?;
        let mut rows = select.query([&self.realm.0])?;
        let mut spaces = Vec::new();
        while let Some(row) = rows.next()? {
            spaces.push((SpaceId(row.get(0)?), SpaceState { head: unsigned(row.get(1)?)?, version: row.get(2)? }));
        }
        Ok(spaces)
    }

    /// Keeps the state of a space.
    pub(crate) fn save_space(&self, space: &SpaceId, state: SpaceState) -> Result<(), StoreError> {
        let upsert = "INSERT INTO space (realm, space, head, version) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (realm, space) DO UPDATE SET head = excluded.head, version = excluded.version";
        let mut upsert = self.connection.prepare_cached(upsert)?;
        upsert.execute((self.realm.0, space.0, signed(state.head)?, state.version))?;
        Ok(())
    }

    /// Notes where a key version began.
    pub(crate) fn save_rotation(&self, space: &SpaceId, version: u32, pos: u64) -> Result<(), StoreError> {
        let insert = "INSERT OR IGNORE INTO rotation (realm, space, version, pos) VALUES (?1, ?2, ?3, ?4)";
        self.connection.prepare_cached(insert)?.execute((self.realm.0, space.0, version, signed(pos)?))?;
        Ok(())
    }
}
