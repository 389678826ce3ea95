//! What can still be read of a damaged vault is carried over into the new one.
//!
//! Until a sync, a device may hold the only copy of what a person said. A damaged page costs the
//! rows on it and no others. Whether a row is genuine is asked when it is loaded, as always.

use super::cursors;
use super::error::VaultError;
use super::key::StoreKey;
use super::pragma::{self, Mode};
use crate::durable_file;
use first72_wire::id::RealmId;
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use std::fs;
use std::path::Path;

/// What is carried over, in an order in which rows come after those that they name. Cursors are
/// not among them, so that everything is pulled again and holes are filled.
const TABLES: [&str; 18] = [
    "enrolment",
    "setting",
    "pack",
    "entry",
    "outbox",
    "receipt",
    "receipt_entry",
    "audit",
    "problem",
    "draft",
    "left_space",
    "cut_entry",
    "checkpoint",
    "head",
    "log_seen",
    "server_proof",
    "carried",
    "carried_receipt",
];

/// What was carried over from a damaged vault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// How many rows could be read.
    pub rows: u64,
    /// Whether that was all of them.
    pub complete: bool,
}

/// Carries what can be read of the vault that was kept at `kept` into a new one. The kept file
/// itself is not opened: a copy is, and goes away again.
pub(super) fn salvage(kept: &Path, key: &StoreKey, into: &mut Connection) -> Result<Salvaged, VaultError> {
    let copy = durable_file::with_suffix(kept, ".reading");
    let journal = durable_file::with_suffix(&copy, "-wal");
    let copied = fs::copy(kept, &copy).and_then(|_| {
        let beside = durable_file::with_suffix(kept, "-wal");
        if beside.exists() { fs::copy(beside, &journal).map(|_| ()) } else { Ok(()) }
    });
    let salvaged = copied.map_err(VaultError::from).and_then(|()| read_into(&copy, key, into));
    durable_file::remove_file(&journal)?;
    durable_file::remove_file(&copy)?;
    salvaged
}

fn read_into(copy: &Path, key: &StoreKey, into: &mut Connection) -> Result<Salvaged, VaultError> {
    into.pragma_update(None, "foreign_keys", false)?;
    let done = carry_all(copy, key, into);
    into.pragma_update(None, "foreign_keys", true)?;
    done
}

fn carry_all(copy: &Path, key: &StoreKey, into: &mut Connection) -> Result<Salvaged, VaultError> {
    let mut salvaged = Salvaged { rows: 0, complete: true };
    let transaction = into.transaction()?;
    for table in TABLES {
        let here = columns_of(&transaction, table)?;
        // A file that was damaged before it could be upgraded has fewer columns, or no such table at all.
        let there = pragma::connect(copy, key, Mode::Existing).and_then(|source| columns_of(&source, table));
        let columns = match there {
            Ok(there) => here.into_iter().filter(|column| there.contains(column)).collect(),
            Err(_) => here,
        };
        if columns.is_empty() {
            continue;
        }
        let columns = columns.join(", ");
        let mut reading = Reading { copy, key, table, columns: &columns, into: &transaction, rows: 0 };
        salvaged.complete &= reading.carry()?;
        salvaged.rows += reading.rows;
    }
    // A row that names one which is lost would be in the way of everything later.
    for table in ["outbox", "receipt_entry"] {
        let orphans = format!("DELETE FROM {table} WHERE entry NOT IN (SELECT id FROM entry)");
        transaction.execute(&orphans, [])?;
    }
    transaction.execute("DELETE FROM receipt_entry WHERE receipt NOT IN (SELECT id FROM receipt)", [])?;
    if !salvaged.complete {
        // A page of the outbox may be among what was lost. What no server has placed is sent again: at worst
        // it is there already.
        let again = "INSERT OR IGNORE INTO outbox (entry, realm) SELECT id, realm FROM entry WHERE pos IS NULL";
        transaction.execute(again, [])?;
        for realm in realms(&transaction)? {
            cursors::want_own(&transaction, realm)?;
        }
    }
    transaction.commit()?;
    Ok(salvaged)
}

fn realms(transaction: &Transaction<'_>) -> Result<Vec<RealmId>, VaultError> {
    let mut statement = transaction.prepare("SELECT realm FROM enrolment UNION SELECT realm FROM entry")?;
    let realms = statement.query_map([], |row| Ok(RealmId(row.get(0)?)))?;
    Ok(realms.collect::<Result<_, _>>()?)
}

fn columns_of(connection: &Connection, table: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

struct Reading<'a> {
    copy: &'a Path,
    key: &'a StoreKey,
    table: &'a str,
    columns: &'a str,
    into: &'a Transaction<'a>,
    rows: u64,
}

impl Reading<'_> {
    /// Carries a table; says whether all of it could be read.
    ///
    /// After each damaged page the file is opened anew, because the cipher does not go on after
    /// one, and reading starts again behind it: one row further, then two, four, eight …
    fn carry(&mut self) -> Result<bool, VaultError> {
        let mut last = 0i64;
        let mut step = 0i64;
        loop {
            let before = last;
            match self.carry_after(last.saturating_add(step), &mut last) {
                Ok(()) => return Ok(step == 0),
                Err(Stopped::Source) => {}
                Err(Stopped::Target(error)) => return Err(error),
            }
            step = if last > before { 1 } else { step.saturating_mul(2).max(1) };
            // Row numbers are given out one after the other; no table grows that far.
            if step > 1 << 40 {
                return Ok(false);
            }
        }
    }

    fn carry_after(&mut self, after: i64, last: &mut i64) -> Result<(), Stopped> {
        let source = pragma::connect(self.copy, self.key, Mode::Existing).map_err(|_| Stopped::Source)?;
        let sql = format!("SELECT rowid, {} FROM {} WHERE rowid > ?1 ORDER BY rowid", self.columns, self.table);
        let mut statement = source.prepare(&sql).map_err(|_| Stopped::Source)?;
        let mut rows = statement.query([after]).map_err(|_| Stopped::Source)?;
        let width = self.columns.split(", ").count();
        while let Some(row) = rows.next().map_err(|_| Stopped::Source)? {
            let values = (0..width).map(|at| row.get(at + 1)).collect::<Result<Vec<Value>, _>>();
            let (Ok(rowid), Ok(values)) = (row.get(0), values) else { return Err(Stopped::Source) };
            self.keep(&values).map_err(Stopped::Target)?;
            *last = rowid;
        }
        Ok(())
    }

    fn keep(&mut self, values: &[Value]) -> Result<(), VaultError> {
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {} ({}) VALUES ({marks})", self.table, self.columns);
        self.into.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        self.rows += 1;
        Ok(())
    }
}

enum Stopped {
    /// The damaged vault cannot be read further from here.
    Source,
    /// The new vault cannot be written.
    Target(VaultError),
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, InventedMac, NOW, REALM, SPACE, create, key, open};
    use super::super::{Draft, KeptPack, Vault};
    use first72_wire::id::Hash;
    use std::fs;
    use std::path::Path;

    /// A vault with 2,000 entries whose newest are not in the file yet but in its journal.
    fn a_vault(path: &Path) {
        let mut vault = create(path);
        vault
            .keep_draft(&Draft { id: [5; 16], realm: REALM, sealed: vec![9; 72], saved_ms: NOW, about: None })
            .unwrap();
        vault.set("language", b"es").unwrap();
        vault.keep_pack(&KeptPack { hash: Hash([6; 32]), copy: vec![8; 60], kept_ms: NOW }).unwrap();
        vault.save(&Author::new(1).write_many(SPACE, 2_000), &[]).unwrap();
        vault.close().unwrap();
    }

    fn damage(path: &Path, pages: impl Iterator<Item = usize>) {
        let mut bytes = fs::read(path).unwrap();
        for page in pages {
            if let Some(byte) = bytes.get_mut(page * 4096 + 100) {
                *byte ^= 1;
            }
        }
        fs::write(path, bytes).unwrap();
    }

    fn count(vault: &mut Vault) -> u64 {
        vault.entries(REALM, NOW, |_| {}).unwrap().rows
    }

    // cjis:CP-9
    #[test]
    fn a_damaged_page_costs_the_rows_on_it_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        a_vault(&path);
        let pages = usize::try_from(fs::metadata(&path).unwrap().len()).unwrap() / 4096;
        // Pages of rows: an inner page of the tree would cost all that hang on it.
        damage(&path, [pages / 2 + 1, pages / 2 + 2, pages / 2 + 8].into_iter());
        let mut vault = open(&path);
        assert!(vault.check().is_err());
        let opening = vault.replace(&key(7), || InventedMac::boxed(8)).unwrap();
        let (mut vault, aside) = (opening.vault, opening.set_aside.unwrap());
        assert!(aside.kept_at.exists());
        assert!(!aside.salvaged.complete);
        let saved = count(&mut vault);
        assert!((1_900..2_000).contains(&saved), "{saved} of 2,000");
        assert_eq!(vault.outbox_count(REALM).unwrap().waiting, saved, "and they are still to be sent");
        assert_eq!(vault.setting("language").unwrap().unwrap(), b"es");
        assert_eq!(vault.drafts().unwrap().len(), 1);
        assert_eq!(vault.packs().unwrap().len(), 1, "an episode is not without its checklist");
        let own = Author::new(1).id;
        assert!(vault.wants_own(REALM, own).unwrap(), "what was on the server comes back from there");
        vault.check().unwrap();
    }

    #[test]
    fn what_stands_in_the_journal_only_is_carried_over_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        vault.save(&Author::new(1).write_many(SPACE, 3), &[]).unwrap();
        let opening = vault.replace(&key(7), || InventedMac::boxed(8)).unwrap();
        let (mut vault, aside) = (opening.vault, opening.set_aside.unwrap());
        assert!(aside.salvaged.complete);
        assert_eq!(count(&mut vault), 3);
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["v", "v-wal", "v.corrupt-1", "v.corrupt-1-wal", "v.room"]);
    }

    #[test]
    fn a_file_that_was_damaged_before_it_was_upgraded_is_carried_over_too() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/vault");
        for version in 1..=super::super::migration::latest() {
            let folder = tempfile::tempdir().unwrap();
            let kept = folder.path().join("v.corrupt-1");
            fs::copy(fixtures.join(format!("v{version}.vault")), &kept).unwrap();
            let mut vault = create(&folder.path().join("v"));
            let salvaged = super::salvage(&kept, &key(7), &mut vault.connection).unwrap();
            assert!(salvaged.complete, "version {version}");
            assert_eq!(count(&mut vault), 14, "version {version}");
            assert_eq!(vault.outbox_count(REALM).unwrap().waiting, 8, "version {version}");
            assert_eq!(vault.drafts().unwrap().len(), 1, "version {version}");
        }
    }

    #[test]
    fn a_file_that_does_not_open_at_all_is_kept_and_nothing_is_carried_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        a_vault(&path);
        damage(&path, [0].into_iter());
        let opening = Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8)).unwrap();
        assert_eq!(opening.set_aside.unwrap().salvaged, super::Salvaged { rows: 0, complete: false });
    }
}
