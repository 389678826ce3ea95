//! The cursor table: how far each space was pulled.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{RealmId, SpaceId};
use rusqlite::{Transaction, params};

impl Vault {
    /// How far each space of a realm was pulled: the server position of the last entry taken.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn cursors(&self, realm: RealmId) -> Result<Vec<(SpaceId, u64)>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT space, pos FROM cursor WHERE realm = ?1 ORDER BY space")?;
        let cursors = statement.query_map([realm.0], |row| Ok((SpaceId(row.get("space")?), number(row, "pos")?)))?;
        Ok(cursors.collect::<Result<_, _>>()?)
    }

    /// Lets a space be pulled again from the beginning, as after new rights or damage.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn pull_anew(&mut self, realm: RealmId, space: SpaceId) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute("DELETE FROM cursor WHERE realm = ?1 AND space = ?2", params![realm.0, space.0])?;
            Ok(())
        })
    }
}

/// Moves a cursor on; never back.
pub(super) fn advance(
    transaction: &Transaction<'_>,
    realm: RealmId,
    space: SpaceId,
    pos: u64,
) -> Result<(), VaultError> {
    transaction
        .prepare_cached(
            "INSERT INTO cursor (realm, space, pos) VALUES (?1, ?2, ?3)
             ON CONFLICT (realm, space) DO UPDATE SET pos = max(pos, excluded.pos)",
        )?
        .execute(params![realm.0, space.0, to_column(pos)?])?;
    Ok(())
}
