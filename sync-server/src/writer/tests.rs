//! One commit for what arrives together, and nothing of what does not fit.

use super::*;
use crate::append::Proof;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Genesis, GenesisFields, Limits};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, KeyId};
use first72_wire::outcome::EntryOutcome;
use first72_wire::tree::leaf_hash;

/// The root's own audit entries: the shortest way to fill a store.
fn candidate(genesis: &Genesis, seq: u64, prev: Hash, body_len: u32) -> Candidate {
    let header = Header {
        kind: Kind::Audit,
        realm: genesis.realm(),
        space: genesis.directory_space(),
        device: genesis.root_id(),
        seq,
        prev,
        key_id: KeyId::ZERO,
        commit: Hash::ZERO,
        body_len,
    };
    let entry = SealedEntry { header, body: vec![7; body_len as usize], signature: [0; 64] };
    let (hash, bytes) = (entry.hash(), entry.to_bytes());
    let leaf = leaf_hash(&bytes);
    Candidate { header, bytes, hash, leaf, proof: Proof::Holds }
}

fn desk(folder: &std::path::Path) -> (Desk, Genesis) {
    let genesis = Genesis::new(&GenesisFields {
        root_pk: [1; 32],
        name: "Demo County".into(),
        compartments: vec![],
        servers: vec![],
        role_templates: vec![],
        limits: Limits::default(),
        created_ms: 0,
        demo: true,
    })
    .unwrap();
    let store = Store::open(folder, genesis.realm()).unwrap();
    let log_key = Arc::new(LogKey::from_seed(&[2; 32], genesis.realm()).unwrap());
    let members = store.members(&genesis).unwrap();
    (Desk::new(store, genesis.directory_space(), log_key, genesis.hash(), members).unwrap(), genesis)
}

#[test]
fn a_full_disk_takes_nothing_and_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, genesis) = desk(folder.path());
    let small = candidate(&genesis, 1, genesis.hash(), 100);
    desk.write(&[(std::slice::from_ref(&small), 0)]).unwrap();
    let before = desk.state.clone();
    desk.limit_pages(4);
    let large = candidate(&genesis, 2, small.hash, 60_000);
    let refused = desk.write(&[(std::slice::from_ref(&large), 0)]);
    assert_eq!(refused, Err(StoreError::Full));
    assert_eq!(desk.state.tree, before.tree);
    let fits = candidate(&genesis, 2, small.hash, 100);
    let outcomes = desk.write(&[(&[small, fits], 0)]).unwrap();
    let there = |outcome, leaf| Taken { outcome, leaf: Some(leaf) };
    let expected = [there(EntryOutcome::Duplicate { pos: 1 }, 0), there(EntryOutcome::Stored { pos: 2 }, 1)];
    assert_eq!(outcomes, [expected]);
    assert_eq!(desk.store.tree().unwrap(), desk.state.tree);
    assert_eq!(desk.store.tiles(&desk.state.tree).unwrap(), desk.state.tiles);
}

#[test]
fn a_batch_that_fails_takes_nothing_of_any_upload_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, genesis) = desk(folder.path());
    desk.limit_pages(4);
    let small = candidate(&genesis, 1, genesis.hash(), 100);
    let large = candidate(&genesis, 2, small.hash, 60_000);
    let both = [(std::slice::from_ref(&small), 0), (std::slice::from_ref(&large), 0)];
    assert_eq!(desk.write(&both), Err(StoreError::Full));
    assert_eq!(desk.store.chain_head(&genesis.directory_space(), &genesis.root_id()), Ok(None));
    assert_eq!(desk.store.tree().unwrap().size(), 0);
}

#[test]
fn what_arrives_together_is_one_commit() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, genesis) = desk(folder.path());
    let first = candidate(&genesis, 1, genesis.hash(), 100);
    let second = candidate(&genesis, 2, first.hash, 100);
    let unknown = Candidate {
        header: Header { device: DeviceId([9; 16]), ..second.header },
        ..candidate(&genesis, 1, Hash::ZERO, 1)
    };
    let uploads = [[first], [second], [unknown]];
    let batch: Vec<(&[Candidate], i64)> = uploads.iter().map(|upload| (upload.as_slice(), 0)).collect();
    let outcomes = desk.write(&batch).unwrap();
    let places: Vec<Option<u64>> = outcomes.iter().flatten().map(|taken| taken.outcome.pos()).collect();
    assert_eq!(places, [Some(1), Some(2), None], "a refused entry does not spoil the others");
    let snapshot = desk.snapshot.read().unwrap().clone();
    assert_eq!(snapshot.checkpoint.size, 2);
}
