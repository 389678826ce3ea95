//! The checkpoint table: the largest signed state of each server's log seen here.
//!
//! A server that later shows a smaller log, or another root for the same size, is caught.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{Hash, RealmId};
use first72_wire::tree::Edge;
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
    /// The edge of its tree; none when it was kept by a version that kept none.
    pub edge: Option<Edge>,
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
        let mut statement = self
            .connection
            .prepare_cached("SELECT size, root, note, seen_ms, peaks FROM checkpoint WHERE realm = ?1")?;
        let known = statement.query_row([realm.0], |row| {
            let (size, root) = (number(row, "size")?, Hash(row.get("root")?));
            let peaks: Option<Vec<u8>> = row.get("peaks")?;
            // An edge that does not lead to the root is none.
            let edge = peaks.and_then(|peaks| Edge::from_parts(size, &peaks)).filter(|edge| edge.root() == root);
            Ok(KnownCheckpoint { size, root, edge, note: row.get("note")?, seen_ms: row.get("seen_ms")? })
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
            "INSERT INTO checkpoint (realm, size, root, note, seen_ms, peaks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (realm) DO UPDATE SET size = excluded.size, root = excluded.root,
                 note = excluded.note, seen_ms = excluded.seen_ms, peaks = excluded.peaks
             WHERE excluded.size > size OR (excluded.size = size AND excluded.root = root)",
        )?
        .execute(params![
            realm.0,
            to_column(seen.size)?,
            seen.root.0,
            seen.note,
            seen.seen_ms,
            seen.edge.as_ref().map(Edge::peak_bytes),
        ])?;
    Ok(())
}
