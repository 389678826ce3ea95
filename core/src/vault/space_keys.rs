//! The space key table: keys that were unwrapped before, sealed by the caller. A shortcut: what is
//! missing or damaged here is unwrapped again.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::{KeyId, RealmId, SpaceId};
use rusqlite::{Row, params};

/// A key of a space, sealed for this device alone. The store cannot read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptKey {
    /// The realm.
    pub realm: RealmId,
    /// The space.
    pub space: SpaceId,
    /// The key's name.
    pub key_id: KeyId,
    /// Its version.
    pub version: u32,
    /// The sealed key, at most 1 KiB.
    pub sealed: Vec<u8>,
}

impl Vault {
    /// Keeps keys, each in the place of an older row of the same name. The reserve for saves is not touched for them.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; nothing is lost then but time.
    pub fn keep_space_keys(&mut self, keys: &[KeptKey]) -> Result<(), VaultError> {
        self.attempt(&|transaction, _| {
            let mut statement = transaction.prepare_cached(
                "INSERT OR REPLACE INTO space_key (realm, space, key_id, version, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for key in keys {
                statement.execute(params![key.realm.0, key.space.0, key.key_id.0, key.version, key.sealed])?;
            }
            Ok(())
        })
    }

    /// The keys of a realm.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn space_keys(&self, realm: RealmId) -> Result<Vec<KeptKey>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT realm, space, key_id, version, sealed FROM space_key WHERE realm = ?1")?;
        let keys = statement.query_map([realm.0], read)?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<KeptKey> {
    Ok(KeptKey {
        realm: RealmId(row.get("realm")?),
        space: SpaceId(row.get("space")?),
        key_id: KeyId(row.get("key_id")?),
        version: row.get("version")?,
        sealed: row.get("sealed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::invented::{REALM, create, open};
    use super::*;

    #[test]
    fn keys_are_there_again_and_a_newer_row_takes_the_place_of_an_older() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let key = |space, byte| KeptKey {
            realm: REALM,
            space: SpaceId([space; 16]),
            key_id: KeyId([1; 16]),
            version: u32::MAX,
            sealed: vec![byte; 104],
        };
        let mut vault = create(&path);
        vault.keep_space_keys(&[key(1, 1), key(2, 2)]).unwrap();
        vault.keep_space_keys(&[key(2, 3)]).unwrap();
        vault.close().unwrap();
        assert_eq!(open(&path).space_keys(REALM).unwrap(), [key(1, 1), key(2, 3)]);
        assert_eq!(open(&path).space_keys(RealmId([9; 16])).unwrap(), []);
    }
}
