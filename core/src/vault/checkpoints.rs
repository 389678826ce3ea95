//! The checkpoint table: the largest signed state of each server's log seen here.
//!
//! A server that later shows a smaller log, or another root for the same size, is caught.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{Hash, RealmId};
use rusqlite::{OptionalExtension, Transaction, params};

/// A signed state of a server's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCheckpoint {
    /// How many entries the log held.
    pub size: u64,
    /// The Merkle root over them (RFC 6962).
    pub root: Hash,
    /// The signed note as received.
    pub note: Vec<u8>,
    /// When it was seen, milliseconds since 1970 by this device's clock.
    pub seen_ms: i64,
}

impl Vault {
    /// The largest checkpoint of a realm's server seen here. Every save asks, so it is read once.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn checkpoint_of(&self, realm: RealmId) -> Result<Option<KnownCheckpoint>, VaultError> {
        if let Some(known) = self.checkpoints.borrow().get(&realm) {
            return Ok(known.clone());
        }
        let known = self.read_checkpoint(realm)?;
        self.checkpoints.borrow_mut().insert(realm, known.clone());
        Ok(known)
    }

    /// Whoever writes a checkpoint lets the next reader look into the table again.
    pub(super) fn checkpoint_may_have_changed(&self, realm: RealmId) {
        self.checkpoints.borrow_mut().remove(&realm);
    }

    fn read_checkpoint(&self, realm: RealmId) -> Result<Option<KnownCheckpoint>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT size, root, note, seen_ms FROM checkpoint WHERE realm = ?1")?;
        let known = statement.query_row([realm.0], |row| {
            Ok(KnownCheckpoint {
                size: number(row, "size")?,
                root: Hash(row.get("root")?),
                note: row.get("note")?,
                seen_ms: row.get("seen_ms")?,
            })
        });
        Ok(known.optional()?)
    }

    /// Remembers a checkpoint unless a larger one is known.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn remember_checkpoint(&mut self, realm: RealmId, seen: &KnownCheckpoint) -> Result<(), VaultError> {
        let remembered = self.transact(|transaction, _| remember(transaction, realm, seen));
        self.checkpoint_may_have_changed(realm);
        remembered
    }
}

/// Remembers a checkpoint unless a larger one is known.
pub(super) fn remember(
    transaction: &Transaction<'_>,
    realm: RealmId,
    seen: &KnownCheckpoint,
) -> Result<(), VaultError> {
    transaction
        .prepare_cached(
            "INSERT INTO checkpoint (realm, size, root, note, seen_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (realm) DO UPDATE SET size = excluded.size, root = excluded.root,
                 note = excluded.note, seen_ms = excluded.seen_ms
             WHERE excluded.size > size",
        )?
        .execute(params![realm.0, to_column(seen.size)?, seen.root.0, seen.note, seen.seen_ms])?;
    Ok(())
}
