//! The receipt tables: what the server signed when it took entries, and which entries those are.
//!
//! A receipt is the only thing that takes an entry out of the outbox. Its signature is checked
//! by the caller; the signed bytes are kept.

use super::checkpoints::{self, KnownCheckpoint};
use super::cursors;
use super::entries::{self, ChainPlace, Named};
use super::error::VaultError;
use super::open::Vault;
use super::outbox;
use first72_wire::id::RealmId;
use rusqlite::{OptionalExtension, Transaction, params};

/// Where the server placed an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The entry.
    pub entry: Named,
    /// Its place in its space.
    pub pos: u64,
    /// Its number among all entries of the server, when the answer says it.
    pub leaf: Option<u64>,
}

/// A verified receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The server's time in it, milliseconds since 1970.
    pub server_ms: i64,
    /// The log key's signature.
    pub signature: [u8; 64],
    /// The entries it acknowledges, in the order in which they were signed.
    pub placed: Vec<Placed>,
}

/// What the answer to an upload leaves behind: all of it is kept, or none.
#[derive(Clone, Debug, Default)]
pub struct Answered<'a> {
    /// The verified receipt, when it acknowledges anything.
    pub receipt: Option<Receipt>,
    /// Entries that were refused, with the server's codes.
    pub refused: Vec<(Named, &'a str)>,
    /// The server's newest checkpoint, verified.
    pub checkpoint: Option<KnownCheckpoint>,
}

impl Receipt {
    /// What is kept of it: u64 time ‖ signature ‖ (hash ‖ u64 place) for each entry, big-endian.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.server_ms.to_be_bytes().to_vec();
        out.extend_from_slice(&self.signature);
        for placed in &self.placed {
            out.extend_from_slice(&placed.entry.hash.0);
            out.extend_from_slice(&placed.pos.to_be_bytes());
        }
        out
    }
}

impl Vault {
    /// Keeps a receipt, notes where its entries stand, and takes them out of the outbox; keeps
    /// the reasons with those that were refused.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then all of them are still in the outbox.
    pub fn answered(&mut self, realm: RealmId, answered: &Answered<'_>, now_ms: i64) -> Result<(), VaultError> {
        let kept = self.transact(|transaction, _| {
            if let Some(receipt) = &answered.receipt {
                acknowledge(transaction, realm, receipt)?;
            }
            for (entry, code) in &answered.refused {
                outbox::refuse(transaction, entry, code, now_ms)?;
            }
            if let Some(checkpoint) = &answered.checkpoint {
                checkpoints::remember(transaction, realm, checkpoint)?;
            }
            Ok(())
        });
        self.checkpoint_may_have_changed(realm);
        kept
    }

    /// Keeps a receipt that another device brought back. It does not say the entries' numbers in the server's tree: what stands
    /// from the first of them on in their spaces is pulled once more, own entries too, and brings them.
    ///
    /// # Errors
    /// As [`Vault::answered`].
    pub fn receipt_by_hand(&mut self, realm: RealmId, receipt: &Receipt) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            acknowledge(transaction, realm, receipt)?;
            for placed in &receipt.placed {
                if let Some(space) = entries::space_of(transaction, &placed.entry)? {
                    cursors::rewind(transaction, realm, space, placed.pos)?;
                }
            }
            cursors::set_mark(transaction, realm, None)?;
            cursors::want_own(transaction, realm)
        })
    }

    /// When the server took this entry, by its own clock, if a receipt says so.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn received_ms(&self, entry: &ChainPlace) -> Result<Option<i64>, VaultError> {
        let Some(row) = entries::find(&self.connection, entry)? else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(
            "SELECT server_ms FROM receipt_entry JOIN receipt ON receipt.id = receipt WHERE entry = ?1",
        )?;
        Ok(statement.query_row([row], |row| row.get(0)).optional()?)
    }

    /// The newest receipt of a realm: the server's time in it, milliseconds since 1970.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn last_receipt_ms(&self, realm: RealmId) -> Result<Option<i64>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT server_ms FROM receipt WHERE realm = ?1 ORDER BY id DESC LIMIT 1")?;
        Ok(statement.query_row([realm.0], |row| row.get(0)).optional()?)
    }

    /// The kept bytes of the receipt for this entry: u64 time ‖ signature ‖ (hash ‖ u64 place) …
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn receipt_of(&self, entry: &ChainPlace) -> Result<Option<Vec<u8>>, VaultError> {
        let Some(row) = entries::find(&self.connection, entry)? else { return Ok(None) };
        let mut statement = self
            .connection
            .prepare_cached("SELECT signed FROM receipt_entry JOIN receipt ON receipt.id = receipt WHERE entry = ?1")?;
        Ok(statement.query_row([row], |row| row.get(0)).optional()?)
    }
}

fn acknowledge(transaction: &Transaction<'_>, realm: RealmId, receipt: &Receipt) -> Result<(), VaultError> {
    transaction
        .prepare_cached("INSERT INTO receipt (realm, signed, server_ms) VALUES (?1, ?2, ?3)")?
        .execute(params![realm.0, receipt.to_bytes(), receipt.server_ms])?;
    let id = transaction.last_insert_rowid();
    for placed in &receipt.placed {
        if !entries::holds(transaction, &placed.entry)? {
            continue;
        }
        let entry = placed.entry.row;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO receipt_entry (entry, receipt) VALUES (?1, ?2)")?
            .execute(params![entry, id])?;
        entries::place(transaction, entry, placed.pos, None, placed.leaf)?;
        outbox::acknowledge(transaction, entry)?;
    }
    Ok(())
}
