//! A vault that opens, refuses, is checked, and is set aside whole.

use super::super::invented::{Author, InventedMac, NOW, REALM, SPACE, create, key, open};
use super::*;
use std::fs;

fn a_vault_with_entries(path: &Path, count: usize) {
    let mut vault = create(path);
    vault.save(&Author::new(1).write_many(SPACE, count), &[]).unwrap();
    vault.close().unwrap();
}

fn count(vault: &mut Vault) -> u64 {
    vault.entries(REALM, NOW, |_| {}).unwrap().rows
}

#[test]
fn a_vault_opens_again_with_its_key_and_leaves_no_journal_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    a_vault_with_entries(&path, 3);
    assert!(!durable_file::with_suffix(&path, "-wal").exists());
    assert!(!durable_file::with_suffix(&path, "-shm").exists());
    assert_eq!(count(&mut open(&path)), 3);
}

#[test]
fn another_key_does_not_open_it_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    a_vault_with_entries(&path, 1);
    let before = fs::read(&path).unwrap();
    let opened = Vault::open(&path, &key(9), InventedMac::boxed(8));
    assert_eq!(opened.err(), Some(VaultError::Unreadable));
    assert_eq!(fs::read(&path).unwrap(), before);
}

// masvs:STORAGE-1 cjis:SC-28 cjis:AC-19
#[test]
fn the_file_is_not_a_plain_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    a_vault_with_entries(&path, 50);
    let bytes = fs::read(&path).unwrap();
    for word in [b"SQLite".as_slice(), b"CREATE TABLE", b"sealed 4", b"outbox"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
}

#[test]
fn a_newer_versions_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    let vault = create(&path);
    let future = migration::latest() + 1;
    vault.connection.pragma_update(None, "user_version", future).unwrap();
    vault.close().unwrap();
    let before = fs::read(&path).unwrap();
    let refused = VaultError::Future { found: future, known: migration::latest() };
    let opened = Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8));
    assert_eq!(opened.err(), Some(refused));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_second_opener_is_told_that_the_vault_is_open_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    for first in [create, open] {
        let opened = first(&path);
        let second = Vault::open(&path, &key(7), InventedMac::boxed(8));
        assert_eq!(second.err(), Some(VaultError::Busy));
        assert!(!durable_file::with_suffix(&path, "-shm").exists());
        drop(opened);
    }
}

#[test]
fn a_missing_vault_is_not_made_by_opening_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    for opened in [
        Vault::open(&path, &key(7), InventedMac::boxed(8)).err(),
        Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8)).err(),
    ] {
        assert_eq!(opened, Some(VaultError::Missing));
    }
    assert!(!path.exists());
}

#[test]
fn an_unfit_file_is_renamed_and_kept_and_a_new_vault_begun() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    for n in 1..=2u32 {
        a_vault_with_entries(&path, 3);
        let mut bytes = fs::read(&path).unwrap();
        bytes[40] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let opening = Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8)).unwrap();
        let kept = opening.set_aside.unwrap().kept_at;
        assert_eq!(kept, folder.path().join(format!("v.corrupt-{n}")));
        assert_eq!(fs::read(&kept).unwrap(), bytes, "not one byte of it is changed");
        let mut vault = opening.vault;
        assert_eq!(count(&mut vault), 0);
        drop(vault);
        durable_file::remove_file(&path).unwrap();
    }
}

#[test]
fn an_empty_or_cut_file_is_set_aside_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    for (n, length) in [(1, 0usize), (2, 1), (3, 4095)] {
        a_vault_with_entries(&path, 3);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..length]).unwrap();
        let opening = Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8)).unwrap();
        assert_eq!(
            opening.set_aside.as_ref().map(|aside| aside.kept_at.clone()),
            Some(folder.path().join(format!("v.corrupt-{n}")))
        );
        drop(opening);
        durable_file::remove_file(&path).unwrap();
    }
}

#[test]
fn setting_aside_that_was_cut_short_is_brought_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    fs::write(folder.path().join("v.corrupt-1"), b"unfit").unwrap();
    fs::write(folder.path().join("v-wal"), b"its journal").unwrap();
    fs::write(folder.path().join("v.new"), b"a new vault that was only begun").unwrap();
    let opening = Vault::open_or_set_aside(&path, &key(7), || InventedMac::boxed(8)).unwrap();
    assert_eq!(opening.set_aside.as_ref().map(|aside| aside.kept_at.clone()), Some(folder.path().join("v.corrupt-1")));
    assert_eq!(fs::read(folder.path().join("v.corrupt-1-wal")).unwrap(), b"its journal");
}

// cjis:SI-7
#[test]
fn a_damaged_page_is_found_by_the_check_and_by_loading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    a_vault_with_entries(&path, 2_000);
    open(&path).check().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    // Some pages in the middle, where entries and their indexes are.
    let middle = bytes.len() / 2 / 4096;
    for page in middle..middle + 40 {
        bytes[page * 4096 + 100] ^= 1;
    }
    fs::write(&path, &bytes).unwrap();
    let mut vault = open(&path);
    assert_eq!(vault.check(), Err(VaultError::Corrupt));
    let mut vault = {
        drop(vault);
        open(&path)
    };
    assert!(vault.entries(REALM, NOW, |_| {}).is_err_and(VaultError::is_damage));
}

#[test]
fn what_was_saved_is_there_after_the_process_dies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v");
    let mut vault = create(&path);
    vault.save(&Author::new(1).write_many(SPACE, 3), &[]).unwrap();
    // A copy of the files as they are now is what the next start finds after kill -9.
    let elsewhere = folder.path().join("w");
    for suffix in ["", "-wal"] {
        let from = durable_file::with_suffix(&path, suffix);
        fs::copy(from, durable_file::with_suffix(&elsewhere, suffix)).unwrap();
    }
    assert_eq!(count(&mut open(&elsewhere)), 3);
}
