//! The draft table: what is typed and not yet saved, sealed by the caller.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::RealmId;
use rusqlite::{Transaction, params};

/// An unfinished form. The store cannot read it; at least 72 bytes, as sealing adds those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Random; names the draft.
    pub id: [u8; 16],
    /// The realm it will be saved in.
    pub realm: RealmId,
    /// The sealed form.
    pub sealed: Vec<u8>,
    /// When it was kept, milliseconds since 1970 by this device's clock.
    pub saved_ms: i64,
    /// A hash of the episode that it is about, so that it goes when the episode goes.
    pub about: Option<[u8; 16]>,
}

impl Vault {
    /// Keeps a draft in the place of an older one with the same id.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; the older one is then still there.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction
                .prepare_cached(
                    "INSERT INTO draft (id, realm, sealed, saved_ms, about) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (id) DO UPDATE SET realm = excluded.realm,
                         sealed = excluded.sealed, saved_ms = excluded.saved_ms, about = excluded.about",
                )?
                .execute(params![draft.id, draft.realm.0, draft.sealed, draft.saved_ms, draft.about])?;
            Ok(())
        })
    }

    /// Every draft, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn drafts(&self) -> Result<Vec<Draft>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, realm, sealed, saved_ms, about FROM draft ORDER BY saved_ms, id")?;
        let drafts = statement.query_map([], |row| {
            Ok(Draft {
                id: row.get("id")?,
                realm: RealmId(row.get("realm")?),
                sealed: row.get("sealed")?,
                saved_ms: row.get("saved_ms")?,
                about: row.get("about")?,
            })
        })?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }

    /// Forgets a draft that the person threw away.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn drop_draft(&mut self, id: &[u8; 16]) -> Result<(), VaultError> {
        self.transact(|transaction, _| delete(transaction, id))
    }
}

pub(super) fn delete(transaction: &Transaction<'_>, id: &[u8; 16]) -> Result<(), VaultError> {
    transaction.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id])?;
    Ok(())
}
