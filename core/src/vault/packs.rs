//! The pack table: exact copies of packs, so that a running episode never depends on what a newer app brings.
//!
//! A copy is public text; who reads it checks it against the hash that names it.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::Hash;
use rusqlite::params;

/// A pack as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPack {
    /// The hash of its files.
    pub hash: Hash,
    /// The copy, with its signatures.
    pub copy: Vec<u8>,
    /// When it was kept, milliseconds since 1970 by this device's clock.
    pub kept_ms: i64,
}

impl Vault {
    /// Keeps a pack in the place of an older copy of the same files. Packs are never removed: an episode may need it.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; an older copy is then still there.
    pub fn keep_pack(&mut self, pack: &KeptPack) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute(
                "INSERT INTO pack (hash, copy, kept_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT (hash) DO UPDATE SET copy = excluded.copy, kept_ms = excluded.kept_ms",
                params![pack.hash.0, pack.copy, pack.kept_ms],
            )?;
            Ok(())
        })
    }

    /// Every pack that is kept, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn packs(&self) -> Result<Vec<KeptPack>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT hash, copy, kept_ms FROM pack ORDER BY kept_ms, hash")?;
        let packs = statement.query_map([], |row| {
            Ok(KeptPack { hash: Hash(row.get("hash")?), copy: row.get("copy")?, kept_ms: row.get("kept_ms")? })
        })?;
        Ok(packs.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::invented::{create, open};
    use super::*;

    #[test]
    fn a_pack_is_kept_and_replaced_by_a_copy_with_more_signatures() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        let pack = |byte, kept_ms| KeptPack { hash: Hash([byte; 32]), copy: vec![byte; 90_000], kept_ms };
        vault.keep_pack(&pack(2, 20)).unwrap();
        vault.keep_pack(&pack(1, 10)).unwrap();
        vault.keep_pack(&KeptPack { copy: vec![3; 9], ..pack(1, 30) }).unwrap();
        drop(vault);
        let kept: Vec<_> = open(&path).packs().unwrap().into_iter().map(|pack| (pack.hash, pack.copy.len())).collect();
        assert_eq!(kept, [(Hash([2; 32]), 90_000), (Hash([1; 32]), 9)]);
    }
}
