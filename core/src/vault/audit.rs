//! The audit table: sealed rows that wait for the next AUDIT entry.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::RealmId;
use rusqlite::{Transaction, params};

/// One audit row, already sealed to the realm's auditors: who wrote it cannot read it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The realm whose auditors may read it.
    pub realm: RealmId,
    /// The sealed row, 1 to 65,536 bytes.
    pub sealed: Vec<u8>,
}

impl Vault {
    /// The oldest waiting rows of a realm with their numbers, at most `limit`.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn audit_waiting(&self, realm: RealmId, limit: u32) -> Result<Vec<(i64, AuditRow)>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, sealed FROM audit WHERE realm = ?1 ORDER BY id LIMIT ?2")?;
        let rows = statement.query_map(params![realm.0, limit], |row| {
            Ok((row.get("id")?, AuditRow { realm, sealed: row.get("sealed")? }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(super) fn insert(transaction: &Transaction<'_>, row: &AuditRow) -> Result<(), VaultError> {
    transaction
        .prepare_cached("INSERT INTO audit (realm, sealed) VALUES (?1, ?2)")?
        .execute(params![row.realm.0, row.sealed])?;
    Ok(())
}

pub(super) fn delete(transaction: &Transaction<'_>, id: i64) -> Result<(), VaultError> {
    transaction.prepare_cached("DELETE FROM audit WHERE id = ?1")?.execute([id])?;
    Ok(())
}
