//! The one door for what a person does: entries, outbox, audit and draft in one transaction.

use super::audit::{self, AuditRow};
use super::drafts;
use super::entries;
use super::error::VaultError;
use super::open::Vault;
use super::outbox;
use first72_wire::entry::SealedEntry;

/// Everything that one act of a person leaves behind: all of it is kept, or none.
#[derive(Clone, Copy, Default)]
pub struct Act<'a> {
    /// Own entries, in the order of their chains. They also go to the outbox.
    pub entries: &'a [SealedEntry],
    /// What the act leaves in the audit.
    pub audit: &'a [AuditRow],
    /// Drafts that have become entries.
    pub drafts_done: &'a [[u8; 16]],
    /// Waiting audit rows that one of the entries now carries, by their numbers.
    pub audit_carried: &'a [i64],
}

/// What was saved, durably: the journal is synced before this exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The numbers of the entries' rows, in their order.
    pub rows: Vec<i64>,
    /// True when the device was full and the last reserve was used: a person should be told.
    pub low_on_space: bool,
}

impl Vault {
    /// Saves own entries and their audit rows: entry, outbox and audit rows in one transaction
    /// with exactly one sync of the journal.
    ///
    /// # Errors
    /// [`VaultError::Full`] when even the reserve is used up, [`VaultError::Exists`] when an
    /// entry is there already; then nothing is kept and what was there before is untouched.
    pub fn save(&mut self, entries: &[SealedEntry], audit: &[AuditRow]) -> Result<Saved, VaultError> {
        self.save_act(&Act { entries, audit, ..Act::default() })
    }

    /// As [`Vault::save`], with what else the act settles.
    ///
    /// # Errors
    /// As [`Vault::save`].
    pub fn save_act(&mut self, act: &Act<'_>) -> Result<Saved, VaultError> {
        let rows = self.transact(|transaction, mac| {
            let mut rows = Vec::with_capacity(act.entries.len());
            for entry in act.entries {
                let row = entries::insert(transaction, mac, entry, &entry.hash(), None)?.ok_or(VaultError::Exists)?;
                outbox::insert(transaction, row, entry.header.realm)?;
                rows.push(row);
            }
            for waiting in act.audit {
                audit::insert(transaction, waiting)?;
            }
            for id in act.audit_carried {
                audit::delete(transaction, *id)?;
            }
            for id in act.drafts_done {
                drafts::delete(transaction, id)?;
            }
            Ok(rows)
        })?;
        Ok(Saved { rows, low_on_space: self.is_low_on_space() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, NOW, REALM, SPACE, create, open};
    use super::super::{Draft, OutboxCount};
    use super::*;
    use std::path::Path;
    use std::process::Command;

    fn audit_row(byte: u8) -> AuditRow {
        AuditRow { realm: REALM, sealed: vec![byte; 100] }
    }

    fn count(vault: &mut Vault) -> u64 {
        vault.entries(REALM, NOW, |_| {}).unwrap().rows
    }

    // cjis:AU-2 cjis:AU-12
    #[test]
    fn an_act_keeps_entries_outbox_and_audit_and_settles_its_draft() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = create(&folder.path().join("v"));
        let draft = Draft { id: [5; 16], realm: REALM, sealed: vec![1; 72], saved_ms: NOW, about: None };
        vault.keep_draft(&draft).unwrap();
        let entries = Author::new(1).write_many(SPACE, 2);
        let act = Act { entries: &entries, audit: &[audit_row(1)], drafts_done: &[draft.id], audit_carried: &[] };
        assert!(!vault.save_act(&act).unwrap().low_on_space);
        assert_eq!(vault.drafts().unwrap(), []);
        assert_eq!(vault.outbox_count(REALM).unwrap(), OutboxCount { waiting: 2, stuck: 0 });
        let waiting = vault.audit_waiting(REALM, 10).unwrap();
        assert_eq!(waiting.len(), 1);
        let carried = Act { audit_carried: &[waiting[0].0], ..Act::default() };
        vault.save_act(&carried).unwrap();
        assert_eq!(vault.audit_waiting(REALM, 10).unwrap(), []);
    }

    // cjis:AU-5
    #[test]
    fn when_one_part_of_an_act_fails_none_of_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = create(&folder.path().join("v"));
        let entry = Author::new(1).write(SPACE, b"sealed");
        let no_row = AuditRow { realm: REALM, sealed: Vec::new() };
        assert!(vault.save(std::slice::from_ref(&entry), &[no_row]).is_err(), "no audit, no change");
        assert_eq!(count(&mut vault), 0);
        assert_eq!(vault.outbox_count(REALM).unwrap(), OutboxCount::default());
        vault.save(std::slice::from_ref(&entry), &[]).unwrap();
        assert_eq!(vault.save(&[entry], &[audit_row(1)]).unwrap_err(), VaultError::Exists);
        assert_eq!(vault.audit_waiting(REALM, 10).unwrap(), []);
    }

    // cjis:AU-4
    #[test]
    fn a_full_device_costs_the_reserve_first_and_then_says_so_and_keeps_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        let mut author = Author::new(1);
        vault.save(&author.write_many(SPACE, 5), &[]).unwrap();
        vault.limit_pages(Some(4));
        let mut kept = 5;
        let failed = loop {
            let entry = author.write(SPACE, &[0xab; 3_000]);
            match vault.save(&[entry], &[audit_row(1)]) {
                Ok(_) => kept += 1,
                Err(error) => break error,
            }
            assert!(kept < 100, "the limit must bite");
        };
        assert_eq!(failed, VaultError::Full);
        assert!(vault.is_low_on_space(), "the reserve was given up for the second try");
        assert_eq!(count(&mut vault), kept);
        drop(vault);
        let mut vault = open(&path);
        assert_eq!(count(&mut vault), kept, "all of it is there after a new start");
        vault.save(&[author.write(SPACE, b"room again")], &[]).unwrap();
        assert!(!vault.is_low_on_space());
    }

    const CHILD: &str = "FIRST72_TEST_SAVES";

    /// Runs this very test in a child under strace, which saves `saves` times; counts disk syncs.
    fn syncs_of(saves: usize, folder: &Path) -> usize {
        let trace = folder.join(format!("trace-{saves}"));
        let status = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync,sync", "-o"])
            .arg(&trace)
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "vault::save::tests::one_save_is_one_disk_sync"])
            .env(CHILD, format!("{saves} {}", folder.join(format!("v-{saves}")).display()))
            .stdout(std::process::Stdio::null())
            .status()
            .expect("strace counts the syncs: apt-get install strace");
        assert!(status.success());
        std::fs::read_to_string(trace).unwrap().lines().filter(|line| line.contains("sync")).count()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn one_save_is_one_disk_sync() {
        if let Ok(order) = std::env::var(CHILD) {
            let (saves, path) = order.split_once(' ').unwrap();
            let mut vault = create(Path::new(path));
            let mut author = Author::new(1);
            for _ in 0..saves.parse().unwrap() {
                vault.save(&[author.write(SPACE, &[0xab; 700])], &[audit_row(1)]).unwrap();
            }
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let (few, many) = (syncs_of(1, folder.path()), syncs_of(201, folder.path()));
        assert_eq!(many - few, 200, "200 more saves, {few} and {many} syncs");
    }
}
