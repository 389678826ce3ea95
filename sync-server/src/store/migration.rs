//! The schema, one step a version; the newest version is the number of steps.

use super::StoreError;
use rusqlite::Connection;

/// All steps so far. A step that was released is never changed.
const MIGRATIONS: &[&str] = &[include_str!("migration/001_first.sql")];
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
    use first72_wire::id::RealmId;

    #[test]
    fn a_store_of_a_later_version_is_refused_and_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), RealmId([1; 16])).unwrap());
        let later = Connection::open(folder.path().join(FILE)).unwrap();
        later.pragma_update(None, "user_version", 99).unwrap();
        drop(later);
        let before = std::fs::read(folder.path().join(FILE)).unwrap();
        let refused = Store::open(folder.path(), RealmId([1; 16])).err();
        assert_eq!(refused, Some(StoreError::Future { found: 99, known: 1 }));
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
