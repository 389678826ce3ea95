//! The schema, one step a version; the newest version is the number of steps.

use super::StoreError;
use rusqlite::Connection;

/// All steps so far. A step that was released is never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("migration/001_first.sql"),
    include_str!("migration/002_tiles.sql"),
    include_str!("migration/003_requests.sql"),
];
/// Marks the file as ours: "F72R".
const APPLICATION: i64 = 0x4637_3252;

/// Brings the schema up to date; a file of a later version is not touched.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(StoreError::Future { found, known });
    }
    for (version, step) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{FILE, Store};
    use super::*;
    use first72_wire::entry::SealedEntry;
    use first72_wire::id::RealmId;
    use first72_wire::tree::{Edge, consistency, is_consistent, leaf_hash};
    use std::path::Path;

    /// Those that every version has.
    const TABLES: [&str; 9] =
        ["realm", "space", "entry", "fork", "member", "member_end", "reader", "rotation", "pending_key"];

    /// The realm whose store was kept when the first version was current.
    const KEPT: &str = "4934482936b6adaf04eedcc208134ccf";

    fn rows(connection: &Connection) -> Vec<i64> {
        let count = |table| connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        TABLES.into_iter().map(|table| count(table).unwrap()).collect()
    }

    fn schema(connection: &Connection) -> Vec<(String, String)> {
        let sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_store_of_every_older_version_opens_with_every_row_and_the_same_tree() {
        let realm: RealmId = KEPT.parse().unwrap();
        let made = tempfile::tempdir().unwrap();
        let made = Store::open(made.path(), realm).unwrap();
        for version in 1..=MIGRATIONS.len() {
            let kept =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/fixtures/server/v{version}.sqlite"));
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(FILE), std::fs::read(kept).unwrap()).unwrap();
            let before = rows(&Connection::open(folder.path().join(FILE)).unwrap());
            assert!(before.iter().all(|count| *count > 0), "a table is empty in version {version}: {before:?}");

            let store = Store::open(folder.path(), realm).unwrap();
            assert_eq!(rows(&store.connection), before, "version {version}");
            assert_eq!(schema(&store.connection), schema(&made.connection), "version {version}");
            let mut statement = store.connection.prepare("SELECT bytes, hash FROM entry ORDER BY id").unwrap();
            let entries = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            let (mut tree, mut leaves) = (Edge::default(), Vec::new());
            for entry in entries {
                let (bytes, hash): (Vec<u8>, [u8; 32]) = entry.unwrap();
                assert_eq!(SealedEntry::parse(&bytes).unwrap().hash().0, hash);
                leaves.push(leaf_hash(&bytes));
                tree.push(leaf_hash(&bytes));
            }
            assert_eq!(tree, store.tree().unwrap(), "version {version}");
            let tiles = store.tiles(&tree).unwrap();
            assert_eq!(store.tiles(&tree), Ok(tiles), "made once and found again");
            for size in 0..tree.size() {
                let mut older = Edge::default();
                leaves.iter().take(size as usize).for_each(|leaf| older.push(*leaf));
                let proof = consistency(&store, size, tree.size()).unwrap();
                assert!(is_consistent(size, &older.root(), tree.size(), &tree.root(), &proof), "version {version}");
            }
        }
    }

    #[test]
    fn a_store_of_a_later_version_is_refused_and_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), RealmId([1; 16])).unwrap());
        let later = Connection::open(folder.path().join(FILE)).unwrap();
        later.pragma_update(None, "user_version", 99).unwrap();
        drop(later);
        let before = std::fs::read(folder.path().join(FILE)).unwrap();
        let refused = Store::open(folder.path(), RealmId([1; 16])).err();
        assert_eq!(refused, Some(StoreError::Future { found: 99, known: 3 }));
        assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), before);
    }

    #[test]
    fn a_store_of_another_realm_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), RealmId([1; 16])).unwrap());
        assert_eq!(Store::open(folder.path(), RealmId([2; 16])).err(), Some(StoreError::OtherRealm));
        assert!(Store::open(folder.path(), RealmId([1; 16])).is_ok());
    }
}
