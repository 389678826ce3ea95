//! The checkpoint table: the largest signed state of each server's log seen here.
//!
//! A server that later shows a smaller log, or another root for the same size, is caught.

use super::cursors;
use super::error::VaultError;
use super::log_seen;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{DeviceId, Hash, RealmId};
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
    /// The server's signed clock when it showed it, milliseconds since 1970; none where nothing signed came with it. Kept as the
    /// first time of this length ([`Vault::log_sightings`]).
    pub server_ms: Option<i64>,
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
            let (note, seen_ms) = (row.get("note")?, row.get("seen_ms")?);
            Ok(KnownCheckpoint { size, root, edge, note, seen_ms, server_ms: None })
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

    /// Forgets what was seen of a server's log, here or by others, whose signed note does not count any more. When this
    /// device's own newest state is among it, what stands behind the first `until` leaves was told by somebody else than the
    /// server: everything is asked for once more, and what `device` wrote is sent once more.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then nothing was forgotten.
    pub fn forget_words(
        &mut self,
        (realm, device): (RealmId, DeviceId),
        until: u64,
        counts: impl Fn(&[u8]) -> bool,
    ) -> Result<(), VaultError> {
        let own = self.checkpoint_of(realm)?.is_some_and(|known| !counts(&known.note));
        let heads = self.heads(realm)?.into_iter().filter(|head| !counts(&head.note)).collect::<Vec<_>>();
        if !own && heads.is_empty() {
            return Ok(());
        }
        let forgotten = self.transact(|transaction, _| {
            if own {
                transaction.execute("DELETE FROM checkpoint WHERE realm = ?1", [realm.0])?;
                log_seen::forget(transaction, realm, until)?;
                tell_again(transaction, (realm, device), until)?;
            }
            for head in &heads {
                let delete = "DELETE FROM head WHERE realm = ?1 AND size = ?2 AND root = ?3";
                transaction.execute(delete, params![realm.0, to_column(head.size)?, head.root.0])?;
            }
            Ok(())
        });
        self.checkpoint_may_have_changed(realm);
        forgotten
    }
}

/// Forgets every place behind the first `until` leaves, sends what `device` wrote there again, and pulls from the beginning.
fn tell_again(
    transaction: &Transaction<'_>,
    (realm, device): (RealmId, DeviceId),
    until: u64,
) -> Result<(), VaultError> {
    let behind = params![realm.0, to_column(until)?];
    let unplace = "UPDATE entry SET pos = NULL, dir_pos = NULL, leaf = NULL
        WHERE realm = ?1 AND pos IS NOT NULL AND (leaf IS NULL OR leaf >= ?2)";
    transaction.execute(unplace, behind)?;
    let send = "INSERT OR IGNORE INTO outbox (entry, realm)
        SELECT id, realm FROM entry WHERE realm = ?1 AND device = ?2 AND pos IS NULL ORDER BY id";
    transaction.execute(send, params![realm.0, device.0])?;
    transaction.execute("DELETE FROM cursor WHERE realm = ?1", [realm.0])?;
    cursors::set_mark(transaction, realm, None)?;
    cursors::want_own(transaction, realm)
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
    seen.server_ms.map_or(Ok(()), |server_ms| log_seen::keep(transaction, realm, seen.size, server_ms))
}
