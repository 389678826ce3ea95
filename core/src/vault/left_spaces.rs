//! The left space table: spaces that this device's person no longer holds. Everything of them is removed, in one transaction
//! with the word that says so; what the server still gives of them is passed over, until they are held again.

use super::audit::{self, AuditRow};
use super::cursors;
use super::cut_entries;
use super::entries;
use super::error::VaultError;
use super::open::Vault;
use super::outbox;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{RealmId, SpaceId};
use rusqlite::{OptionalExtension, Transaction, params};

/// A space that was removed. The store cannot read what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftSpace {
    /// The space.
    pub space: SpaceId,
    /// What it was, sealed for this device alone; at least 72 bytes, as sealing adds those.
    pub sealed: Vec<u8>,
}

/// Everything that a removal does: all of it, or nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Removal<'a> {
    /// The spaces.
    pub spaces: &'a [LeftSpace],
    /// Half-typed texts that are about what is removed.
    pub drafts_about: &'a [[u8; 16]],
    /// Own entries that say so. They also go to the outbox.
    pub entries: &'a [SealedEntry],
    /// Whether they held copies that are over: then the places of their entries stay.
    pub are_copies: bool,
    /// What the removal leaves in the audit.
    pub audit: &'a [AuditRow],
}

impl Vault {
    /// Removes spaces of a realm: entries, keys, what did not verify, and half-typed texts. The freed bytes are overwritten
    /// (`secure_delete`), and the journal is folded in.
    ///
    /// # Errors
    /// [`VaultError::Unsent`] when something of one is only on this device; [`VaultError::Full`] and the like. Then all of
    /// it is still there.
    pub fn remove_spaces(&mut self, realm: RealmId, removal: &Removal<'_>) -> Result<(), VaultError> {
        self.transact(|transaction, mac| {
            for left in removal.spaces {
                if has_unsent(transaction, realm, left.space)? {
                    return Err(VaultError::Unsent);
                }
                if removal.are_copies {
                    cut_entries::keep(transaction, realm, left.space)?;
                }
                remove(transaction, realm, left)?;
            }
            for about in removal.drafts_about {
                transaction.prepare_cached("DELETE FROM draft WHERE about = ?1")?.execute([about])?;
            }
            for entry in removal.entries {
                let row = entries::insert(transaction, mac, entry, &entry.hash(), None)?.ok_or(VaultError::Exists)?;
                outbox::insert(transaction, row, realm)?;
            }
            removal.audit.iter().try_for_each(|row| audit::insert(transaction, row))?;
            cursors::set_mark(transaction, realm, None)
        })?;
        // It is done; a journal that cannot be folded in now is folded in at the next lock.
        let _later = self.tidy(true);
        Ok(())
    }

    /// The spaces of a realm that were removed.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn left_spaces(&self, realm: RealmId) -> Result<Vec<LeftSpace>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT space, sealed FROM left_space WHERE realm = ?1 ORDER BY space")?;
        let left = statement.query_map([realm.0], |row| {
            Ok(LeftSpace { space: SpaceId(row.get("space")?), sealed: row.get("sealed")? })
        })?;
        Ok(left.collect::<Result<_, _>>()?)
    }

    /// Lets removed spaces come back: they are pulled from the beginning, own entries too.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; then they are still passed over.
    pub fn take_back(&mut self, realm: RealmId, spaces: &[SpaceId]) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            for space in spaces {
                transaction
                    .prepare_cached("DELETE FROM left_space WHERE realm = ?1 AND space = ?2")?
                    .execute(params![realm.0, space.0])?;
                cursors::forget(transaction, realm, *space)?;
            }
            cursors::want_own(transaction, realm)
        })
    }

    /// Whether something of a space is only on this device: not sent yet, or refused and kept.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn has_unsent(&self, realm: RealmId, space: SpaceId) -> Result<bool, VaultError> {
        has_unsent(&self.connection, realm, space)
    }

    /// When the newest half-typed text about this was kept, milliseconds since 1970 by this device's clock.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn newest_draft_about(&self, about: &[u8; 16]) -> Result<Option<i64>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT max(saved_ms) FROM draft WHERE about = ?1")?;
        Ok(statement.query_row([about], |row| row.get(0)).optional()?.flatten())
    }
}

fn has_unsent(connection: &rusqlite::Connection, realm: RealmId, space: SpaceId) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox JOIN entry ON entry.id = outbox.entry
                        WHERE outbox.realm = ?1 AND entry.space = ?2)",
    )?;
    Ok(statement.query_row(params![realm.0, space.0], |row| row.get(0))?)
}

fn remove(transaction: &Transaction<'_>, realm: RealmId, left: &LeftSpace) -> Result<(), VaultError> {
    let of_space = params![realm.0, left.space.0];
    // What is removed was here: it is not asked for again, nor is its absence taken for something that is held back.
    transaction.execute(
        "INSERT INTO cursor (realm, space, pos)
         SELECT ?1, ?2, max(pos) FROM entry WHERE realm = ?1 AND space = ?2 HAVING max(pos) IS NOT NULL
         ON CONFLICT (realm, space) DO UPDATE SET pos = max(pos, excluded.pos)",
        of_space,
    )?;
    transaction.execute(
        "DELETE FROM receipt_entry WHERE entry IN (SELECT id FROM entry WHERE realm = ?1 AND space = ?2)",
        of_space,
    )?;
    for table in ["entry", "space_key", "problem"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE realm = ?1 AND space = ?2"), of_space)?;
    }
    transaction.execute(
        "INSERT OR REPLACE INTO left_space (realm, space, sealed) VALUES (?1, ?2, ?3)",
        params![realm.0, left.space.0, left.sealed],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, NOW, REALM, SPACE, create, open};
    use super::super::{
        Answered, Draft, KeptKey, Named, NewProblem, OutboxCount, Placed, ProblemState, Receipt, VaultError,
    };
    use super::*;
    use first72_wire::holdings::CutEntry;
    use first72_wire::id::{DeviceId, KeyId};

    const OTHER: SpaceId = SpaceId([0x22; 16]);

    fn left(space: SpaceId) -> LeftSpace {
        LeftSpace { space, sealed: vec![7; 80] }
    }

    fn receive(vault: &mut Vault, rows: &[i64], entries: &[SealedEntry], pos: u64) {
        let named = rows.iter().zip(entries).map(|(row, entry)| Named { row: *row, hash: entry.hash() });
        let placed = (pos..).zip(named).map(|(pos, entry)| Placed { entry, pos, leaf: Some(pos) }).collect();
        let receipt = Receipt { server_ms: NOW, signature: [3; 64], placed };
        vault.answered(REALM, &Answered { receipt: Some(receipt), ..Answered::default() }, NOW).unwrap();
    }

    fn key(space: SpaceId) -> KeptKey {
        KeptKey { realm: REALM, space, key_id: KeyId([1; 16]), version: 1, sealed: vec![9; 104] }
    }

    fn spaces(vault: &mut Vault) -> Vec<SpaceId> {
        let mut spaces = Vec::new();
        vault.entries(REALM, NOW, |stored| spaces.push(stored.entry.header.space)).unwrap();
        spaces.dedup();
        spaces
    }

    // cjis:MP-6 cjis:AC-2
    #[test]
    fn a_space_that_is_left_goes_whole_and_the_word_of_it_is_in_the_same_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let (mut vault, mut author) = (create(&path), Author::new(1));
        let (gone, stays) = (author.write_many(SPACE, 3), author.write_many(OTHER, 2));
        let rows = vault.save(&gone, &[]).unwrap().rows;
        vault.save(&stays, &[]).unwrap();
        receive(&mut vault, &rows, &gone, 4);
        vault.keep_space_keys(&[key(SPACE), key(OTHER)]).unwrap();
        let parked = |space| NewProblem {
            state: ProblemState::Parked,
            code: "key.unknown",
            bytes: vec![5; 300],
            space: Some(space),
            place: None,
        };
        vault.keep_problem(REALM, &parked(SPACE), NOW).unwrap();
        let draft = |id, about| Draft { id: [id; 16], realm: REALM, sealed: vec![1; 80], saved_ms: NOW, about };
        vault.keep_draft(&draft(1, Some([4; 16]))).unwrap();
        vault.keep_draft(&draft(2, Some([5; 16]))).unwrap();
        let word = author.write(SpaceId([0x33; 16]), b"cleared");
        let removal = Removal {
            spaces: &[left(SPACE)],
            drafts_about: &[[4; 16]],
            entries: std::slice::from_ref(&word),
            are_copies: false,
            audit: &[AuditRow { realm: REALM, sealed: vec![1; 100] }],
        };
        vault.remove_spaces(REALM, &removal).unwrap();
        assert_eq!(spaces(&mut vault), [OTHER, SpaceId([0x33; 16])]);
        assert_eq!(vault.space_keys(REALM).unwrap(), [key(OTHER)]);
        assert_eq!(vault.problems(REALM).unwrap(), []);
        assert_eq!(vault.drafts().unwrap(), [draft(2, Some([5; 16]))]);
        assert_eq!(vault.cursors(REALM).unwrap(), [(SPACE, 6)], "none of it is asked for again");
        assert_eq!(vault.outbox_count(REALM).unwrap(), OutboxCount { waiting: 3, stuck: 0 });
        assert_eq!(vault.audit_waiting(REALM, 10).unwrap().len(), 1);
        vault.check().unwrap();
        vault.close().unwrap();
        assert_eq!(open(&path).left_spaces(REALM).unwrap(), [left(SPACE)]);
    }

    #[test]
    fn of_a_copy_the_places_stay_until_the_realm_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, mut author) = (create(&folder.path().join("v")), Author::new(1));
        let (copy, other) = (author.write_many(SPACE, 2), author.write_many(OTHER, 1));
        let rows = vault.save(&copy, &[]).unwrap().rows;
        receive(&mut vault, &rows, &copy, 4);
        let rows = vault.save(&other, &[]).unwrap().rows;
        receive(&mut vault, &rows, &other, 6);
        let cuts = |vault: &Vault| {
            let mut cuts = Vec::new();
            vault.cut_entries(REALM, |leaf, cut| cuts.push((leaf, cut))).unwrap();
            cuts
        };
        vault.remove_spaces(REALM, &Removal { spaces: &[left(OTHER)], ..Removal::default() }).unwrap();
        assert_eq!(cuts(&vault), [], "what else is left leaves nothing here");
        let removal = Removal { spaces: &[left(SPACE)], are_copies: true, ..Removal::default() };
        vault.remove_spaces(REALM, &removal).unwrap();
        let places: Vec<_> = (4..).zip(copy.iter().map(CutEntry::of)).collect();
        assert_eq!((cuts(&vault), spaces(&mut vault)), (places, vec![]));
        vault.forget_realm(REALM).unwrap();
        assert_eq!(cuts(&vault), []);
    }

    #[test]
    fn what_is_only_here_is_never_removed_and_one_space_that_must_stay_keeps_all() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, mut author) = (create(&folder.path().join("v")), Author::new(1));
        let sent = author.write_many(OTHER, 2);
        let rows = vault.save(&sent, &[]).unwrap().rows;
        receive(&mut vault, &rows, &sent, 1);
        let entry = author.write(SPACE, b"only here");
        let row = vault.save(std::slice::from_ref(&entry), &[]).unwrap().rows[0];
        let removal = Removal { spaces: &[left(OTHER), left(SPACE)], ..Removal::default() };
        assert!(vault.has_unsent(REALM, SPACE).unwrap() && !vault.has_unsent(REALM, OTHER).unwrap());
        assert_eq!(vault.remove_spaces(REALM, &removal).unwrap_err(), VaultError::Unsent);
        assert_eq!(spaces(&mut vault), [OTHER, SPACE]);
        // Refused by the server: still only here.
        let named = Named { row, hash: entry.hash() };
        vault
            .answered(REALM, &Answered { refused: vec![(named, "entry.invented")], ..Answered::default() }, NOW)
            .unwrap();
        assert_eq!(vault.remove_spaces(REALM, &removal).unwrap_err(), VaultError::Unsent);
        assert_eq!(vault.left_spaces(REALM).unwrap(), []);
        receive(&mut vault, &[row], &[entry], 1);
        vault.remove_spaces(REALM, &removal).unwrap();
        assert_eq!(spaces(&mut vault), []);
    }

    #[test]
    fn a_space_that_is_held_again_is_pulled_from_the_beginning_with_own_entries() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, mut author) = (create(&folder.path().join("v")), Author::new(1));
        let entries = author.write_many(SPACE, 2);
        let rows = vault.save(&entries, &[]).unwrap().rows;
        receive(&mut vault, &rows, &entries, 1);
        vault.remove_spaces(REALM, &Removal { spaces: &[left(SPACE)], ..Removal::default() }).unwrap();
        vault.take_back(REALM, &[SPACE]).unwrap();
        assert_eq!((vault.left_spaces(REALM).unwrap(), vault.cursors(REALM).unwrap()), (vec![], vec![]));
        assert!(vault.wants_own(REALM, DeviceId([1; 16])).unwrap());
        vault.save(&entries, &[]).unwrap();
    }
}
