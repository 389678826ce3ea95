//! The cursor table: how far each space was pulled.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{DeviceId, RealmId, SpaceId};
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

    /// Whether this device's own entries should be pulled too: nothing of the realm was ever pulled
    /// or written here, as after a new start, or something was lost to damage.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn wants_own(&self, realm: RealmId, device: DeviceId) -> Result<bool, VaultError> {
        let lost = "SELECT EXISTS (SELECT 1 FROM setting WHERE name = 'own/' || lower(hex(?1)))";
        let mut lost = self.connection.prepare_cached(lost)?;
        if lost.query_row([realm.0], |row| row.get(0))? {
            return Ok(true);
        }
        let begun = "SELECT EXISTS (SELECT 1 FROM cursor WHERE realm = ?1)
                     OR EXISTS (SELECT 1 FROM entry WHERE realm = ?1 AND device = ?2)";
        let mut begun = self.connection.prepare_cached(begun)?;
        Ok(!begun.query_row([realm.0, device.0], |row| row.get::<_, bool>(0))?)
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

/// Lets this device's own entries be pulled too, until that is done.
pub(super) fn want_own(transaction: &Transaction<'_>, realm: RealmId) -> Result<(), VaultError> {
    let want = "INSERT OR REPLACE INTO setting (name, value) VALUES ('own/' || lower(hex(?1)), x'')";
    transaction.execute(want, [realm.0])?;
    Ok(())
}

/// This device's own entries have been pulled.
pub(super) fn have_own(transaction: &Transaction<'_>, realm: RealmId) -> Result<(), VaultError> {
    transaction.execute("DELETE FROM setting WHERE name = 'own/' || lower(hex(?1))", [realm.0])?;
    Ok(())
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
