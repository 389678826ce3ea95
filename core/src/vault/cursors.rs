//! The cursor table: how far each space was pulled.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{RealmId, SpaceId};
use rusqlite::{OptionalExtension, Transaction, params};

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
        self.transact(|transaction, _| forget(transaction, realm, space))
    }

    /// The server's short name for all cursors of a realm, while it still stands for them.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn pull_mark(&self, realm: RealmId) -> Result<Option<[u8; 8]>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT mark FROM pull_mark WHERE realm = ?1")?;
        Ok(statement.query_row([realm.0], |row| row.get(0)).optional()?)
    }

    /// Forgets the mark, so that the next pull names every cursor.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn drop_pull_mark(&mut self, realm: RealmId) -> Result<(), VaultError> {
        self.transact(|transaction, _| set_mark(transaction, realm, None))
    }
}

/// Lets a space be pulled from the beginning.
pub(super) fn forget(transaction: &Transaction<'_>, realm: RealmId, space: SpaceId) -> Result<(), VaultError> {
    transaction.execute("DELETE FROM cursor WHERE realm = ?1 AND space = ?2", params![realm.0, space.0])?;
    set_mark(transaction, realm, None)
}

/// Lets a space be pulled from just before `pos`, if it was pulled further.
pub(super) fn rewind(
    transaction: &Transaction<'_>,
    realm: RealmId,
    space: SpaceId,
    pos: u64,
) -> Result<(), VaultError> {
    transaction.execute(
        "UPDATE cursor SET pos = ?3 WHERE realm = ?1 AND space = ?2 AND pos > ?3",
        params![realm.0, space.0, to_column(pos.saturating_sub(1))?],
    )?;
    set_mark(transaction, realm, None)
}

/// Keeps or forgets the mark.
pub(super) fn set_mark(transaction: &Transaction<'_>, realm: RealmId, mark: Option<[u8; 8]>) -> Result<(), VaultError> {
    match mark {
        Some(mark) => transaction
            .prepare_cached("INSERT OR REPLACE INTO pull_mark (realm, mark) VALUES (?1, ?2)")?
            .execute(params![realm.0, mark])?,
        None => transaction.execute("DELETE FROM pull_mark WHERE realm = ?1", [realm.0])?,
    };
    Ok(())
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
