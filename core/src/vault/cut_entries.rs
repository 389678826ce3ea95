//! The cut entry table: places of entries that went with a copy that is over. What the server keeps of them is kept here too,
//! and nothing more: header and hashes, so that a lost server can be made again without what nobody may have any more.

use super::error::VaultError;
use super::open::Vault;
use super::rows::number;
use first72_wire::header::Header;
use first72_wire::holdings::CutEntry;
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::tree::leaf_hash;
use rusqlite::{Transaction, params};

impl Vault {
    /// Hands out the places of destroyed entries of a realm with their leaves, ascending. A row that is damaged is passed over.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn cut_entries(&self, realm: RealmId, mut each: impl FnMut(u64, CutEntry)) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT leaf, header, hash, leaf_hash FROM cut_entry WHERE realm = ?1 ORDER BY leaf")?;
        let mut rows = statement.query([realm.0])?;
        while let Some(row) = rows.next()? {
            let Ok(header) = Header::parse(&row.get::<_, Vec<u8>>("header")?) else { continue };
            let (hash, leaf_hash) = (Hash(row.get("hash")?), Hash(row.get("leaf_hash")?));
            each(number(row, "leaf")?, CutEntry { header, hash, leaf_hash });
        }
        Ok(())
    }
}

/// Keeps the places of everything in a space that the server has. Call it before the entries go.
pub(super) fn keep(transaction: &Transaction<'_>, realm: RealmId, space: SpaceId) -> Result<(), VaultError> {
    let mut select = transaction.prepare_cached(
        "SELECT leaf, header, body, signature, hash FROM entry
         WHERE realm = ?1 AND space = ?2 AND leaf IS NOT NULL",
    )?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO cut_entry (realm, leaf, header, hash, leaf_hash) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut rows = select.query(params![realm.0, space.0])?;
    while let Some(row) = rows.next()? {
        let leaf: i64 = row.get("leaf")?;
        let hash: [u8; 32] = row.get("hash")?;
        let [header, body, signature] = ["header", "body", "signature"].map(|column| row.get::<_, Vec<u8>>(column));
        let (header, body, signature) = (header?, body?, signature?);
        let leaf_hash = leaf_hash(&[header.as_slice(), &body, &signature].concat());
        insert.execute(params![realm.0, leaf, header, hash, leaf_hash.0])?;
    }
    Ok(())
}
