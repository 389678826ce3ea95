//! The schema and its history: one file for each version, in order.
//!
//! The latest version is the length of the list, so that a constant and the list cannot
//! disagree. A migration never drops a row that has not been acknowledged.

use super::error::VaultError;
use super::pragma::APPLICATION_ID;
use rusqlite::{Connection, TransactionBehavior};

/// Every migration, oldest first. The first makes version 1 out of an empty file.
const MIGRATIONS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
    include_str!("v8.sql"),
    include_str!("v9.sql"),
    include_str!("v10.sql"),
];

/// The newest schema version known here.
#[must_use]
pub fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Brings the file to the latest version, one transaction for each step.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > latest() || found < 0 {
        return Err(VaultError::Future { found, known: latest() });
    }
    let done = usize::try_from(found).map_err(|_| VaultError::TooLarge)?;
    if found == latest() {
        return Ok(());
    }
    // A step may make a table anew that others name; this cannot be switched inside a transaction.
    connection.pragma_update(None, "foreign_keys", false)?;
    for (version, sql) in (1i64..).zip(MIGRATIONS).skip(done) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(sql)?;
        if step.prepare("PRAGMA foreign_key_check")?.exists([])? {
            return Err(VaultError::Corrupt);
        }
        step.pragma_update(None, "user_version", version)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.commit()?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::invented::{Author, NOW, REALM, SPACE, create, open};
    use super::super::*;
    use super::*;
    use crate::reckoning::Sighting;
    use first72_wire::entry::SealedEntry;
    use first72_wire::holdings::CutEntry;
    use first72_wire::id::{DeviceId, Hash, KeyId, SpaceId};
    use first72_wire::run::Place;
    use first72_wire::tree::Edge;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn fixture(version: i64) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/vault");
        folder.join(format!("v{version}.vault"))
    }

    /// Something in every table: 12 own entries of which 3 are on the server and 1 was refused,
    /// and 2 of another device.
    fn write_fixture(path: &Path) {
        let mut vault = create(path);
        let (mut own, mut other) = (Author::new(1), Author::new(2));
        let entries = own.write_many(SPACE, 12);
        let audit: Vec<AuditRow> = (1..=2).map(|n| AuditRow { realm: REALM, sealed: vec![n; 120] }).collect();
        let rows = vault.save(&entries, &audit).unwrap().rows;
        let named = rows.iter().zip(&entries).map(|(row, entry)| Named { row: *row, hash: entry.hash() });
        let named: Vec<Named> = named.collect();
        let placed =
            (1..).zip(&named[..3]).map(|(pos, named)| Placed { entry: *named, pos, leaf: Some(pos) }).collect();
        let receipt = Receipt { server_ms: NOW, signature: [3; 64], placed };
        let checkpoint = KnownCheckpoint {
            size: 5,
            root: seen().root(),
            note: b"invented note".to_vec(),
            seen_ms: NOW,
            edge: Some(seen()),
            server_ms: Some(NOW),
        };
        let refused = vec![(named[3], "entry.invented")];
        let answered = Answered { receipt: Some(receipt), refused, checkpoint: Some(checkpoint) };
        vault.answered(REALM, &answered, NOW).unwrap();
        let theirs = other.write_many(SPACE, 2);
        let place = |pos| Some(Place { pos, dir_pos: 1, leaf: pos + 3 });
        let problems = [(ProblemState::Parked, "key.unknown"), (ProblemState::Refused, "entry.signature")];
        let arrivals = Arrivals {
            verified: (4..)
                .zip(&theirs)
                .map(|(pos, entry)| Arrived { entry, hash: entry.hash(), place: place(pos) })
                .collect(),
            problems: (6..)
                .zip(problems)
                .map(|(pos, (state, code))| NewProblem {
                    state,
                    code,
                    bytes: code.as_bytes().to_vec(),
                    space: Some(SPACE),
                    place: place(pos),
                })
                .collect(),
            cursors: vec![(SPACE, 7)],
            mark: Some([5; 8]),
            own_pulled: true,
            checkpoint: None,
            heads: Vec::new(),
        };
        vault.remove_spaces(REALM, &Removal { spaces: &[left()], ..Removal::default() }).unwrap();
        destroy_a_copy(&mut vault);
        vault.keep(REALM, &arrivals, NOW).unwrap();
        let draft = Draft { id: [6; 16], realm: REALM, sealed: vec![7; 300], saved_ms: NOW, about: Some([14; 16]) };
        vault.keep_draft(&draft).unwrap();
        vault.set("language", b"es").unwrap();
        vault.keep_enrolment(&enrolment(own.id)).unwrap();
        vault.keep_space_keys(&[kept_key()]).unwrap();
        vault.keep_pack(&kept_pack()).unwrap();
        vault.keep_heads(REALM, &[head()]).unwrap();
        vault.keep_server_proof(REALM, "server.invented", b"an invented proof", NOW).unwrap();
        carry_for_another(&mut vault);
        vault.close().unwrap();
    }

    fn enrolment(device: DeviceId) -> Enrolment {
        Enrolment {
            realm: REALM,
            genesis: b"invented genesis".to_vec(),
            genesis_sig: [8; 64],
            ca_der: None,
            server_url: "http://127.0.0.1:7200".into(),
            log_pk: [9; 32],
            device,
            person: None,
            device_keys: vec![10; 200],
            enrolled_ms: NOW,
        }
    }

    fn kept_key() -> KeptKey {
        KeptKey { realm: REALM, space: SPACE, key_id: KeyId([11; 16]), version: 1, sealed: vec![12; 104] }
    }

    fn kept_pack() -> KeptPack {
        KeptPack { hash: Hash([13; 32]), copy: b"an invented copy".to_vec(), kept_ms: NOW }
    }

    fn left() -> LeftSpace {
        LeftSpace { space: SpaceId([15; 16]), sealed: vec![16; 90] }
    }

    fn left_copy() -> LeftSpace {
        LeftSpace { space: SpaceId([17; 16]), sealed: vec![18; 90] }
    }

    /// What was in a copy that is over.
    fn copy_entry() -> SealedEntry {
        Author::new(3).write(left_copy().space, b"an invented copy")
    }

    /// Two entries of another device, of which the server has one.
    fn carry_for_another(vault: &mut Vault) {
        let entries = Author::new(4).write_many(SPACE, 2);
        vault.take_along(&entries, NOW).unwrap();
        let placed = vec![Placed { entry: Named { row: 0, hash: entries[0].hash() }, pos: 9, leaf: None }];
        let receipt = Some(Receipt { server_ms: NOW, signature: [4; 64], placed });
        let device = entries[0].header.device;
        vault.brought(REALM, &BroughtEntries { device, receipt, refused: Vec::new() }).unwrap();
    }

    fn destroy_a_copy(vault: &mut Vault) {
        let (entry, place) = (copy_entry(), Some(Place { pos: 1, dir_pos: 1, leaf: 20 }));
        let arrived = Arrived { entry: &entry, hash: entry.hash(), place };
        vault
            .keep(REALM, &Arrivals { verified: vec![arrived], mark: Some([5; 8]), ..Arrivals::default() }, NOW)
            .unwrap();
        let removal = Removal { spaces: &[left_copy()], are_copies: true, ..Removal::default() };
        vault.remove_spaces(REALM, &removal).unwrap();
    }

    /// The edge of a tree of five invented leaves.
    fn seen() -> Edge {
        let mut edge = Edge::default();
        (0..5u8).for_each(|leaf| edge.push(Hash([leaf; 32])));
        edge
    }

    fn head() -> Head {
        Head { size: 3, root: Hash([6; 32]), note: b"another note".to_vec(), device: None, seen_ms: NOW }
    }

    fn schema(vault: &Vault) -> Vec<(String, String)> {
        let sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        let mut statement = vault.connection.prepare(sql).unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    // cjis:CP-9
    #[test]
    fn every_older_vault_opens_and_is_upgraded_without_loss() {
        let newest = fixture(latest());
        if !newest.exists() {
            write_fixture(&newest);
            durable_fixture_only(&newest);
            panic!("{} was missing and has been made: look at it and commit it", newest.display());
        }
        let folder = tempfile::tempdir().unwrap();
        let fresh = schema(&create(&folder.path().join("fresh")));
        for version in 1..=latest() {
            let path = folder.path().join(format!("v{version}"));
            fs::copy(fixture(version), &path).unwrap();
            let mut vault = open(&path);
            assert_eq!(schema(&vault), fresh, "an upgraded file is like a new one: version {version}");
            assert_eq!(vault.entries(REALM, NOW, |_| {}).unwrap(), Loaded { rows: 14, damaged: 0 });
            assert_eq!(vault.outbox_count(REALM).unwrap(), OutboxCount { waiting: 8, stuck: 1 });
            assert_eq!(vault.outbox_stuck(REALM).unwrap()[0].code, "entry.invented");
            assert_eq!(vault.audit_waiting(REALM, 10).unwrap().len(), 2);
            assert_eq!(vault.problems(REALM).unwrap().len(), 2);
            assert_eq!(vault.parked(REALM).unwrap().len(), 1);
            assert_eq!(vault.drafts().unwrap()[0].sealed, vec![7; 300]);
            let about = if version < 7 { None } else { Some([14; 16]) };
            assert_eq!(vault.drafts().unwrap()[0].about, about);
            let mut left = if version < 7 { vec![] } else { vec![left()] };
            left.extend((version >= 8).then(left_copy));
            assert_eq!(vault.left_spaces(REALM).unwrap(), left);
            let mut cuts = Vec::new();
            vault.cut_entries(REALM, |leaf, cut| cuts.push((leaf, cut))).unwrap();
            assert_eq!(cuts, if version < 8 { vec![] } else { vec![(20, CutEntry::of(&copy_entry()))] });
            assert_eq!(vault.setting("language").unwrap().unwrap(), b"es");
            // Before version 6 nobody knew the number of an entry on the server: it is asked for once more.
            let (mut cursors, mark) = if version < 6 { (vec![], None) } else { (vec![(SPACE, 7)], Some([5; 8])) };
            if version >= 8 {
                cursors.insert(0, (left_copy().space, 1));
            }
            assert_eq!(vault.cursors(REALM).unwrap(), cursors);
            assert_eq!(vault.pull_mark(REALM).unwrap(), mark);
            assert_eq!(vault.wants_own(REALM, DeviceId([1; 16])).unwrap(), version < 6);
            assert_eq!(vault.checkpoint_of(REALM).unwrap().unwrap().size, 5);
            assert_eq!(vault.last_receipt_ms(REALM).unwrap(), Some(NOW));
            assert_eq!(vault.enrolments().unwrap()[0].genesis, b"invented genesis");
            let kept = if version < 2 { vec![] } else { vec![kept_key()] };
            assert_eq!(vault.space_keys(REALM).unwrap(), kept);
            let packs = if version < 3 { vec![] } else { vec![kept_pack()] };
            assert_eq!(vault.packs().unwrap(), packs);
            let edge = if version < 5 { None } else { Some(seen()) };
            assert_eq!(vault.checkpoint_of(REALM).unwrap().unwrap().edge, edge);
            let heads = if version < 5 { vec![] } else { vec![head()] };
            assert_eq!(vault.heads_waiting(REALM, 5, 9).unwrap(), heads);
            assert_eq!(vault.server_proofs(REALM).unwrap().len(), heads.len());
            let carried: Vec<(u64, u64)> =
                vault.carried(REALM).unwrap().values().map(|count| (count.waiting, count.receipted)).collect();
            assert_eq!(carried, if version < 9 { vec![] } else { vec![(1, 1)] });
            let sightings = if version < 10 { vec![] } else { vec![Sighting { size: 5, ms: NOW }] };
            assert_eq!(vault.log_sightings(REALM).unwrap(), sightings);
            assert_eq!(vault.log_places(REALM, None).unwrap().len(), 14);
            vault.check().unwrap();
        }
    }

    /// The room that a vault keeps beside itself is no part of a fixture.
    fn durable_fixture_only(path: &Path) {
        crate::durable_file::remove_file(&crate::durable_file::with_suffix(path, ".room")).unwrap();
    }
}
