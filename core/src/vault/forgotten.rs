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
    use super::super::invented::{Author, NOW, REALM, SPACE, create};
    use super::super::{AuditRow, OutboxCount};

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
}
