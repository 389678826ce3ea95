//! The receipt tables: what the server signed when it took entries, and which entries those are.
//!
//! A receipt is the only thing that takes an entry out of the outbox. Its signature is checked
//! by the caller; the signed bytes are kept.

use super::entries;
use super::error::VaultError;
use super::open::Vault;
use super::outbox;
use first72_wire::id::{Hash, RealmId};
use rusqlite::{OptionalExtension, params};

/// Where the server placed an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The entry.
    pub hash: Hash,
    /// Its place in the server's order.
    pub pos: u64,
}

/// A verified receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<'a> {
    /// The realm whose log key signed it.
    pub realm: RealmId,
    /// The signed bytes, signature included, as received.
    pub signed: &'a [u8],
    /// The server's time in it, milliseconds since 1970.
    pub server_ms: i64,
    /// The entries it acknowledges.
    pub placed: &'a [Placed],
}

impl Vault {
    /// Keeps a receipt, notes where its entries stand, and takes them out of the outbox. Says
    /// how many of them were known here.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then all of them are still in the outbox.
    pub fn acknowledge(&mut self, receipt: &Receipt<'_>) -> Result<usize, VaultError> {
        self.transact(|transaction, _| {
            let mut id = None;
            let mut known = 0;
            for placed in receipt.placed {
                let Some(entry) = entries::find(transaction, &placed.hash)? else { continue };
                let id = match id {
                    Some(id) => id,
                    None => {
                        transaction.execute(
                            "INSERT INTO receipt (realm, signed, server_ms) VALUES (?1, ?2, ?3)",
                            params![receipt.realm.0, receipt.signed, receipt.server_ms],
                        )?;
                        *id.insert(transaction.last_insert_rowid())
                    }
                };
                transaction
                    .prepare_cached("INSERT OR IGNORE INTO receipt_entry (entry, receipt) VALUES (?1, ?2)")?
                    .execute(params![entry, id])?;
                entries::place(transaction, entry, placed.pos)?;
                outbox::acknowledge(transaction, entry)?;
                known += 1;
            }
            Ok(known)
        })
    }

    /// When the server took this entry, by its own clock, if a receipt says so.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn received_ms(&self, hash: &Hash) -> Result<Option<i64>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT server_ms FROM entry JOIN receipt_entry ON receipt_entry.entry = entry.id
             JOIN receipt ON receipt.id = receipt_entry.receipt WHERE hash = ?1",
        )?;
        Ok(statement.query_row([hash.0], |row| row.get(0)).optional()?)
    }

    /// The signed bytes of the receipt for this entry.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn receipt_of(&self, hash: &Hash) -> Result<Option<Vec<u8>>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT signed FROM entry JOIN receipt_entry ON receipt_entry.entry = entry.id
             JOIN receipt ON receipt.id = receipt_entry.receipt WHERE hash = ?1",
        )?;
        Ok(statement.query_row([hash.0], |row| row.get(0)).optional()?)
    }
}
