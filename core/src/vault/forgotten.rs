//! Forgetting a realm: a device that was ended there, and goes on in another.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::RealmId;

/// Every table with rows of a realm, those that name others first.
const TABLES: [&str; 18] = [
    "outbox",
    "receipt",
    "entry",
    "audit",
    "problem",
    "problem_overflow",
    "cursor",
    "pull_mark",
    "checkpoint",
    "head",
    "log_seen",
    "draft",
    "space_key",
    "left_space",
    "cut_entry",
    "carried",
    "carried_receipt",
    "enrolment",
];

impl Vault {
    /// Removes every row of a realm. The freed bytes are overwritten (`secure_delete`), and the journal is folded in.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then all of it is still there.
    pub fn forget_realm(&mut self, realm: RealmId) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute(
                "DELETE FROM receipt_entry WHERE entry IN (SELECT id FROM entry WHERE realm = ?1)",
                [realm.0],
            )?;
            for table in TABLES {
                transaction.execute(&format!("DELETE FROM {table} WHERE realm = ?1"), [realm.0])?;
            }
            Ok(())
        })?;
        self.checkpoint_may_have_changed(realm);
        self.tidy(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, NOW, REALM, SPACE, create, open};
    use super::super::migration::latest;
    use super::super::{AuditRow, OutboxCount, Vault};
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_realm_that_is_forgotten_leaves_no_row_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = create(&folder.path().join("v"));
        let entries = Author::new(1).write_many(SPACE, 5);
        vault.save(&entries, &[AuditRow { realm: REALM, sealed: vec![1; 100] }]).unwrap();
        vault.forget_realm(REALM).unwrap();
        assert_eq!(vault.entries(REALM, NOW, |_| panic!("an entry is left")).unwrap().rows, 0);
        assert_eq!(vault.outbox_count(REALM).unwrap(), OutboxCount::default());
        assert_eq!(vault.audit_waiting(REALM, 10).unwrap(), []);
        vault.check().unwrap();
    }

    /// The newest fixture has something in every table. What a server was caught at stays: it is a proof against the server.
    #[test]
    fn no_table_keeps_anything_of_a_realm_that_is_forgotten_but_what_its_server_was_caught_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let newest = format!("../tests/fixtures/vault/v{}.vault", latest());
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(newest), &path).unwrap();
        let mut vault = open(&path);
        let kept = |vault: &Vault| -> Vec<String> {
            let of_realms = "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table' AND c.name = 'realm' ORDER BY t.name";
            let mut tables = vault.connection.prepare(of_realms).unwrap();
            let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
            let rows = |table: &String| -> i64 {
                let count = format!("SELECT count(*) FROM {table} WHERE realm = ?1");
                vault.connection.query_row(&count, [REALM.0], |row| row.get(0)).unwrap()
            };
            tables.filter(|table| rows(table) > 0).collect()
        };
        assert!(kept(&vault).len() > 12, "{:?}", kept(&vault));
        vault.forget_realm(REALM).unwrap();
        assert_eq!(kept(&vault), ["server_proof"]);
    }
}
