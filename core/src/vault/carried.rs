//! The carried tables: sealed entries of other devices that this one brings to the server, and what the server signed when it
//! took them, until their author has it.
//!
//! Whether an entry is genuine is decided before it comes here. Its author still has it: what is removed here is lost nowhere.

use super::error::VaultError;
use super::open::Vault;
use super::receipts::Receipt;
use super::rows::number;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{DeviceId, Hash, RealmId};
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// What is here of one other device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedCount {
    /// Entries that wait to be brought to the server.
    pub waiting: u64,
    /// Entries that the server refused.
    pub refused: u64,
    /// Entries that the server has, and whose author has not been shown so.
    pub receipted: u64,
    /// When the newest of it came here, milliseconds since 1970 by this device's clock; of receipts, by the server's.
    pub newest_ms: i64,
}

/// What became of entries of one device that were brought.
#[derive(Clone, Debug)]
pub struct BroughtEntries<'a> {
    /// Whose they are.
    pub device: DeviceId,
    /// The verified receipt over those that the server has; none when it has none of them.
    pub receipt: Option<Receipt>,
    /// Those that it refused, with its codes.
    pub refused: Vec<(Hash, &'a str)>,
}

impl Vault {
    /// Keeps entries of another device until they are on the server; those that are here already stay as they are, and one
    /// that was refused is tried again. Says how many are new.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then none is kept, and their author still has them.
    pub fn take_along(&mut self, entries: &[SealedEntry], now_ms: i64) -> Result<usize, VaultError> {
        self.transact(|transaction, _| {
            let mut new = 0;
            for entry in entries {
                let hash = entry.hash();
                let row = params![entry.header.realm.0, entry.header.device.0, hash.0, entry.to_bytes(), now_ms];
                let kept = transaction
                    .prepare_cached(
                        "INSERT OR IGNORE INTO carried (realm, device, hash, entry, taken_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(row)?;
                if kept == 0 {
                    let again = "UPDATE carried SET refused_code = NULL WHERE hash = ?1";
                    transaction.prepare_cached(again)?.execute([hash.0])?;
                }
                new += kept;
            }
            Ok(new)
        })
    }

    /// Entries of other devices that wait to be brought, author after author, in the order in which each wrote them.
    /// A row that is damaged is passed over: its author still has it.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn carried_waiting(&self, realm: RealmId) -> Result<Vec<SealedEntry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry FROM carried WHERE realm = ?1 AND refused_code IS NULL ORDER BY device, id",
        )?;
        let rows = statement.query_map([realm.0], |row| row.get::<_, Vec<u8>>(0))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.iter().filter_map(|bytes| SealedEntry::parse(bytes).ok()).collect())
    }

    /// What is here of other devices, by device.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn carried(&self, realm: RealmId) -> Result<BTreeMap<DeviceId, CarriedCount>, VaultError> {
        let mut counts: BTreeMap<DeviceId, CarriedCount> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT device, count(*) - count(refused_code) AS waiting, count(refused_code) AS refused,
                    max(taken_ms) AS newest
             FROM carried WHERE realm = ?1 GROUP BY device",
        )?;
        let mut rows = statement.query([realm.0])?;
        while let Some(row) = rows.next()? {
            let count = counts.entry(DeviceId(row.get("device")?)).or_default();
            (count.waiting, count.refused) = (number(row, "waiting")?, number(row, "refused")?);
            count.newest_ms = row.get("newest")?;
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT device, sum((length(signed) - 72) / 40) AS entries, max(server_ms) AS newest
             FROM carried_receipt WHERE realm = ?1 GROUP BY device",
        )?;
        let mut rows = statement.query([realm.0])?;
        while let Some(row) = rows.next()? {
            let count = counts.entry(DeviceId(row.get("device")?)).or_default();
            count.receipted = number(row, "entries")?;
            count.newest_ms = count.newest_ms.max(row.get("newest")?);
        }
        Ok(counts)
    }

    /// The codes of what the server refused of one device's entries, each once.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn carried_refusals(&self, realm: RealmId, device: DeviceId) -> Result<Vec<String>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT refused_code FROM carried
             WHERE realm = ?1 AND device = ?2 AND refused_code IS NOT NULL ORDER BY refused_code",
        )?;
        let codes = statement.query_map([realm.0, device.0], |row| row.get(0))?;
        Ok(codes.collect::<Result<_, _>>()?)
    }

    /// Notes what became of entries that were brought: those on the server go from here, and their receipt waits for their
    /// author.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then they are brought again, which is harmless.
    pub fn brought(&mut self, realm: RealmId, brought: &BroughtEntries<'_>) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            if let Some(receipt) = &brought.receipt {
                keep_receipt(transaction, realm, brought.device, receipt)?;
            }
            for (hash, code) in &brought.refused {
                transaction
                    .prepare_cached("UPDATE carried SET refused_code = ?2 WHERE hash = ?1")?
                    .execute(params![hash.0, code])?;
            }
            Ok(())
        })
    }

    /// What the server signed for one device's entries, oldest first: u64 time ‖ signature ‖ (hash ‖ u64 place) … each.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn carried_receipts(&self, realm: RealmId, device: DeviceId) -> Result<Vec<Vec<u8>>, VaultError> {
        let select = "SELECT signed FROM carried_receipt WHERE realm = ?1 AND device = ?2 ORDER BY id";
        let mut statement = self.connection.prepare_cached(select)?;
        let receipts = statement.query_map([realm.0, device.0], |row| row.get(0))?;
        Ok(receipts.collect::<Result<_, _>>()?)
    }

    /// Lets go of what is here of a device: its receipts, because it has them, and what was refused. What waits stays.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn done_carrying(&mut self, realm: RealmId, device: DeviceId) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            let about = [realm.0, device.0];
            transaction.execute("DELETE FROM carried_receipt WHERE realm = ?1 AND device = ?2", about)?;
            let refused = "DELETE FROM carried WHERE realm = ?1 AND device = ?2 AND refused_code IS NOT NULL";
            transaction.execute(refused, about)?;
            Ok(())
        })
    }
}

fn keep_receipt(
    transaction: &Transaction<'_>,
    realm: RealmId,
    device: DeviceId,
    receipt: &Receipt,
) -> Result<(), VaultError> {
    transaction
        .prepare_cached("INSERT INTO carried_receipt (realm, device, signed, server_ms) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![realm.0, device.0, receipt.to_bytes(), receipt.server_ms])?;
    for placed in &receipt.placed {
        transaction.prepare_cached("DELETE FROM carried WHERE hash = ?1")?.execute([placed.entry.hash.0])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, NOW, REALM, SPACE, create, open};
    use super::super::{Named, Placed};
    use super::*;

    fn receipt(entries: &[SealedEntry]) -> Receipt {
        let placed =
            |(pos, entry): (u64, &SealedEntry)| Placed { entry: Named { row: 0, hash: entry.hash() }, pos, leaf: None };
        Receipt { server_ms: NOW + 5, signature: [4; 64], placed: (1..).zip(entries).map(placed).collect() }
    }

    #[test]
    fn entries_stay_until_the_server_has_them_and_its_receipt_until_their_author_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        let entries = Author::new(2).write_many(SPACE, 3);
        let device = entries[0].header.device;
        assert_eq!(vault.take_along(&entries, NOW).unwrap(), 3);
        assert_eq!(vault.take_along(&entries[..2], NOW + 1).unwrap(), 0, "they are here already");
        drop(vault);
        let mut vault = open(&path);
        assert_eq!(vault.carried_waiting(REALM).unwrap(), entries, "in the order in which they were written");
        let refused = vec![(entries[2].hash(), "chain.gap")];
        vault.brought(REALM, &BroughtEntries { device, receipt: Some(receipt(&entries[..2])), refused }).unwrap();
        let count = CarriedCount { waiting: 0, refused: 1, receipted: 2, newest_ms: NOW + 5 };
        assert_eq!(vault.carried(REALM).unwrap(), BTreeMap::from([(device, count)]));
        assert_eq!(vault.carried_refusals(REALM, device).unwrap(), ["chain.gap"]);
        assert_eq!(vault.carried_waiting(REALM).unwrap(), []);
        assert_eq!(vault.take_along(&entries[2..], NOW).unwrap(), 0);
        assert_eq!(
            vault.carried_waiting(REALM).unwrap(),
            entries[2..],
            "what was refused is tried when it comes again"
        );
        assert_eq!(vault.carried_receipts(REALM, device).unwrap(), [receipt(&entries[..2]).to_bytes()]);
        vault.done_carrying(REALM, device).unwrap();
        let left = CarriedCount { waiting: 1, newest_ms: NOW, ..CarriedCount::default() };
        assert_eq!(vault.carried(REALM).unwrap(), BTreeMap::from([(device, left)]), "what waits is not let go of");
        vault.forget_realm(REALM).unwrap();
        assert_eq!(vault.carried(REALM).unwrap(), BTreeMap::new());
    }
}
