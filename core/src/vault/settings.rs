//! The setting table: choices of this device. Nothing about a youth, nothing typed on a case.

use super::error::VaultError;
use super::open::Vault;
use rusqlite::{OptionalExtension, params};

impl Vault {
    /// Keeps a setting of at most 64 KiB under a name of at most 64 characters.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn set(&mut self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![name, value],
            )?;
            Ok(())
        })
    }

    /// The setting of this name.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Forgets the setting of this name.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn unset(&mut self, name: &str) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute("DELETE FROM setting WHERE name = ?1", [name])?;
            Ok(())
        })
    }
}
