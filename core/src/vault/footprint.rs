//! How much of a realm lies in the vault: numbers only, for the page that says what is on this device and what a
//! server can see of it.

use super::error::VaultError;
use super::open::Vault;
use super::rows::number;
use first72_wire::id::RealmId;

/// What is here of one realm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Entries: every save, key and statement, of every device.
    pub entries: u64,
    /// Those of them that a server has given a place: it holds them too.
    pub on_server: u64,
    /// Spaces that they stand in, the directory's own among them.
    pub spaces: u64,
    /// Devices that wrote them.
    pub devices: u64,
    /// Their sealed bytes, headers and signatures included.
    pub bytes: u64,
}

impl Vault {
    /// What is here of a realm.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn footprint(&self, realm: RealmId) -> Result<Footprint, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) AS entries, count(pos) AS on_server, count(DISTINCT space) AS spaces,
                    count(DISTINCT device) AS devices,
                    coalesce(sum(length(header) + length(body) + length(signature)), 0) AS bytes
             FROM entry WHERE realm = ?1",
        )?;
        Ok(statement.query_row([realm.0], |row| {
            Ok(Footprint {
                entries: number(row, "entries")?,
                on_server: number(row, "on_server")?,
                spaces: number(row, "spaces")?,
                devices: number(row, "devices")?,
                bytes: number(row, "bytes")?,
            })
        })?)
    }

    /// How many half-typed texts are kept here.
    ///
    /// # Errors
    /// As [`Vault::footprint`].
    pub fn count_drafts(&self) -> Result<u64, VaultError> {
        Ok(self.connection.query_row("SELECT count(*) AS n FROM draft", [], |row| number(row, "n"))?)
    }
}
