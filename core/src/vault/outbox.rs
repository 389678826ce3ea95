//! The outbox table: own entries that no receipt acknowledges yet.
//!
//! A row leaves only through [`super::receipts`]. A refused entry stays with its reason.

use super::entries::{self, Named};
use super::error::VaultError;
use super::open::Vault;
use super::rows::number;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{Hash, RealmId};
use rusqlite::{Transaction, params};

/// An own entry that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// The entry's row; the order in which entries were saved.
    pub row: i64,
    /// The entry's hash.
    pub hash: Hash,
    /// The entry itself.
    pub entry: SealedEntry,
}

/// An own entry that the server refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckEntry {
    /// The entry's row.
    pub row: i64,
    /// The entry's hash.
    pub hash: Hash,
    /// Why, as a stable code.
    pub code: String,
    /// When the refusal came, milliseconds since 1970 by this device's clock.
    pub refused_ms: i64,
}

/// How much of a realm is only on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCount {
    /// Entries that wait to be sent.
    pub waiting: u64,
    /// Entries that were refused and stay here.
    pub stuck: u64,
}

impl Vault {
    /// The next entries to send, in the order they were saved, after row `after`: at most
    /// `limit_entries`, and as many as fit `limit_bytes`; at least one if any waits.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_next(
        &self,
        realm: RealmId,
        after: i64,
        limit_bytes: usize,
        limit_entries: usize,
    ) -> Result<Vec<OutboxEntry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry.id, hash, pos, dir_pos, leaf, header, body, signature, row_mac16
             FROM outbox JOIN entry ON entry.id = outbox.entry
             WHERE outbox.realm = ?1 AND outbox.refused_code IS NULL AND outbox.entry > ?2
             ORDER BY outbox.entry",
        )?;
        let mut rows = statement.query(params![realm.0, after])?;
        let mut next = Vec::new();
        let mut bytes = 0usize;
        while next.len() < limit_entries {
            let Some(row) = rows.next()? else { break };
            // A row that fails here is moved aside by the next load; it is not sent.
            let Some(stored) = entries::read(row)?.verified(self.mac.as_ref()) else { continue };
            bytes = bytes.saturating_add(stored.entry.len());
            if bytes > limit_bytes && !next.is_empty() {
                break;
            }
            next.push(OutboxEntry { row: stored.row, hash: stored.hash, entry: stored.entry });
        }
        Ok(next)
    }

    /// Everything of a realm that is only on this device, refused ones too, in the order it was saved.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_entries(&self, realm: RealmId) -> Result<Vec<SealedEntry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry.id, hash, pos, dir_pos, leaf, header, body, signature, row_mac16
             FROM outbox JOIN entry ON entry.id = outbox.entry
             WHERE outbox.realm = ?1 ORDER BY outbox.entry",
        )?;
        let mut rows = statement.query([realm.0])?;
        let mut unsent = Vec::new();
        while let Some(row) = rows.next()? {
            // A row that fails here is moved aside by the next load; it is not given away.
            unsent.extend(entries::read(row)?.verified(self.mac.as_ref()).map(|stored| stored.entry));
        }
        Ok(unsent)
    }

    /// Whether entries wait to be sent after row `after`.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_waits_after(&self, realm: RealmId, after: i64) -> Result<bool, VaultError> {
        let select = "SELECT EXISTS (SELECT 1 FROM outbox WHERE realm = ?1 AND refused_code IS NULL AND entry > ?2)";
        let mut statement = self.connection.prepare_cached(select)?;
        Ok(statement.query_row(params![realm.0, after], |row| row.get(0))?)
    }

    /// How much of a realm is only on this device.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_count(&self, realm: RealmId) -> Result<OutboxCount, VaultError> {
        let count = self
            .connection
            .prepare_cached(
                "SELECT count(*) - count(refused_code) AS waiting, count(refused_code) AS stuck
                 FROM outbox WHERE realm = ?1",
            )?
            .query_row([realm.0], |row| {
                Ok(OutboxCount { waiting: number(row, "waiting")?, stuck: number(row, "stuck")? })
            })?;
        Ok(count)
    }

    /// The rows of a realm that are only on this device, in the order they were saved: for
    /// showing which episodes have unsent saves.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_hashes(&self, realm: RealmId) -> Result<Vec<Hash>, VaultError> {
        Ok(self.outbox_named(realm)?.into_iter().map(|named| named.hash).collect())
    }

    /// As [`Vault::outbox_hashes`], with their rows.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_named(&self, realm: RealmId) -> Result<Vec<Named>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry.id, hash FROM outbox JOIN entry ON entry.id = outbox.entry
             WHERE outbox.realm = ?1 ORDER BY outbox.entry",
        )?;
        let named = statement.query_map([realm.0], |row| Ok(Named { row: row.get(0)?, hash: Hash(row.get(1)?) }))?;
        Ok(named.collect::<Result<_, _>>()?)
    }

    /// The refused entries of a realm, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn outbox_stuck(&self, realm: RealmId) -> Result<Vec<StuckEntry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT outbox.entry AS row, hash, refused_code, coalesce(refused_ms, 0) AS at
             FROM outbox JOIN entry ON entry.id = outbox.entry
             WHERE outbox.realm = ?1 AND refused_code IS NOT NULL ORDER BY outbox.entry",
        )?;
        let stuck = statement.query_map([realm.0], |row| {
            Ok(StuckEntry {
                row: row.get("row")?,
                hash: Hash(row.get("hash")?),
                code: row.get("refused_code")?,
                refused_ms: row.get("at")?,
            })
        })?;
        Ok(stuck.collect::<Result<_, _>>()?)
    }

    /// Lets refused entries be sent again, those with one of these codes or, with none named,
    /// all of them; says how many. Writes nothing when there is none.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn outbox_retry(&mut self, realm: RealmId, codes: &[&str]) -> Result<usize, VaultError> {
        let again: Vec<i64> = self
            .outbox_stuck(realm)?
            .into_iter()
            .filter(|stuck| codes.is_empty() || codes.contains(&stuck.code.as_str()))
            .map(|stuck| stuck.row)
            .collect();
        if again.is_empty() {
            return Ok(0);
        }
        self.transact(|transaction, _| {
            for row in &again {
                transaction
                    .prepare_cached("UPDATE outbox SET refused_code = NULL, refused_ms = NULL WHERE entry = ?1")?
                    .execute([row])?;
            }
            Ok(again.len())
        })
    }
}

/// Queues an own entry.
pub(super) fn insert(transaction: &Transaction<'_>, entry: i64, realm: RealmId) -> Result<(), VaultError> {
    transaction
        .prepare_cached("INSERT INTO outbox (entry, realm) VALUES (?1, ?2)")?
        .execute(params![entry, realm.0])?;
    Ok(())
}

/// Keeps the server's reason with an entry that it refused.
pub(super) fn refuse(transaction: &Transaction<'_>, entry: &Named, code: &str, now_ms: i64) -> Result<(), VaultError> {
    if entries::holds(transaction, entry)? {
        transaction
            .prepare_cached("UPDATE outbox SET refused_code = ?2, refused_ms = ?3 WHERE entry = ?1")?
            .execute(params![entry.row, code, now_ms])?;
    }
    Ok(())
}

/// Takes an acknowledged entry out. Only [`super::receipts`] calls this.
pub(super) fn acknowledge(transaction: &Transaction<'_>, entry: i64) -> Result<(), VaultError> {
    transaction.prepare_cached("DELETE FROM outbox WHERE entry = ?1")?.execute([entry])?;
    Ok(())
}
