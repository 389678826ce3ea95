//! What Python made opens here: statements, wraps, saves, as the writer's own device would take them in.

use crate::realm::{Golden, GoldenRealm, to_hex};
use first72_core::directory::{Directory, EndReason, Logged, SealedPart, SpaceFacts, Verdict};
use first72_core::episode::{Change, Op};
use first72_core::protocol::signature::{PackSignature, pack_hash};
use first72_core::seal::{
    Authentic, ChainState, DeviceKeys, Incoming, Keyring, Verified, facts_of_opening, open_statement_part, take_keys,
};
use first72_wire::compartment::Compartment;
use first72_wire::derived::matter_id;
use first72_wire::genesis::SignedGenesis;
use first72_wire::header::Kind;
use first72_wire::id::{EpisodeId, SpaceId};
use first72_wire::statement::StatementBody;

/// The directory as it stands after all golden statements, and the keys that opened it.
pub(crate) fn directory(realm: &GoldenRealm, keys: &DeviceKeys) -> (Directory, Keyring) {
    let mut keyring = Keyring::new();
    let first = Directory::evaluate(&realm.genesis, &log(realm, &keyring));
    let space = realm.genesis.directory_space();
    for golden in of(realm, Kind::Key).filter(|golden| golden.entry.header.space == space) {
        let entry = Authentic::from_own_vault(&first, &golden.entry, golden.entry.hash(), None).unwrap();
        entry.check_signature().unwrap();
        take_keys(&mut keyring, keys, &entry.key_body().unwrap()).unwrap();
    }
    (Directory::evaluate(&realm.genesis, &log(realm, &keyring)), keyring)
}

fn of(realm: &GoldenRealm, kind: Kind) -> impl Iterator<Item = &Golden> {
    realm.entries.iter().filter(move |golden| golden.entry.header.kind == kind)
}

fn log(realm: &GoldenRealm, keyring: &Keyring) -> Vec<Logged> {
    let space = realm.genesis.directory_space();
    let in_directory = realm.entries.iter().filter(|golden| golden.entry.header.space == space);
    in_directory
        .enumerate()
        .map(|(pos, golden)| Logged::read(&golden.entry, Some(pos as u64), sealed_part(golden, keyring)).unwrap())
        .collect()
}

fn sealed_part(golden: &Golden, keyring: &Keyring) -> Option<SealedPart> {
    let body = StatementBody::parse(&golden.entry.body).ok()?;
    let sealed = body.sealed?;
    let plain = open_statement_part(keyring, golden.entry.header.space, &body.public_bytes, &sealed).ok()?;
    assert_eq!(to_hex(&plain), golden.said["sealed_plain"].as_str().unwrap(), "{}", golden.name);
    Some(SealedPart::parse(&body.public, &plain).unwrap())
}

#[test]
fn the_genesis_is_signed_by_its_root() {
    let realm = GoldenRealm::read();
    let signature = realm.genesis_signature.as_slice().try_into().unwrap();
    assert!(SignedGenesis::new(realm.genesis.clone(), signature).is_ok());
    assert_eq!(realm.genesis.fields().root_pk, realm.root().public());
    assert_eq!(realm.genesis.fields().name, "Golden County");
}

#[test]
fn every_statement_counts_and_its_sealed_part_can_be_read() {
    let realm = GoldenRealm::read();
    let writer = realm.device("writer");
    let (directory, keyring) = directory(&realm, &writer);
    assert_eq!(keyring.versions(&realm.genesis.directory_space()).count(), 1);
    for golden in of(&realm, Kind::Statement) {
        assert_eq!(directory.verdict(&golden.entry.hash()), Some(Verdict::Counts), "{}", golden.name);
    }
    let person = directory.person_of(&writer.device_id()).unwrap();
    assert_eq!(person.facts.as_ref().unwrap().name, "D. Rivera");
    assert_eq!(directory.device(&writer.device_id()).unwrap().label.as_deref(), Some("phone"));
    let end = &directory.device(&writer.device_id()).unwrap().ends[0];
    let seen = end.last_seen.map(|seen| (seen.locked, seen.pin_known));
    assert_eq!((end.reason, end.wipe, seen), (Some(EndReason::Lost), true, Some((Some(true), None))));
    assert_eq!(end.heads.len(), 3, "a space, a copy and the directory");
    let looks: Vec<_> = directory.broken_glass().collect();
    assert_eq!((directory.grants().count(), looks.len()), (2, 1), "a grant, and a look in an emergency");
    assert_eq!((looks[0].person, looks[0].reason.as_str()), (person.person_id, "An invented emergency."));
    assert_eq!(directory.last_heartbeat(i64::MAX), Some(1_790_000_500_000));
    let relief = of(&realm, Kind::Statement).find(|golden| golden.name.contains("relief")).unwrap();
    assert!(directory.cleared_after(&relief.entry.hash()).contains(&writer.device_id()));
    let drills: Vec<_> = directory.rehearsals().map(|(_, held)| (held.device, held.at_ms)).collect();
    assert_eq!(drills, [(writer.device_id(), 1_790_000_500_000)]);
    let given: Vec<_> = directory.disclosures().collect();
    let registrar = realm.device("registrar");
    assert_eq!((given.len(), given[0].author, given[0].closes.len()), (1, person.person_id, 1));
    assert!(directory.opened_by(given[0]).contains(&registrar.device_id()));
    let held: Vec<_> = directory.legal_holds().map(|hold| (hold.matter, hold.stands())).collect();
    assert_eq!(held, [(given[0].matter, false)]);
    assert_eq!(matter_id(&realm.genesis.realm(), &EpisodeId([0x52; 16])), given[0].matter);
    let policy = directory.policy().unwrap();
    let pack = realm.pack();
    let named = [&policy.pack_authors, &policy.pack_approvers].map(|keys| keys[0]);
    assert_eq!(named, [0, 1].map(|part: usize| pack.signatures[part].key));
    assert_eq!((&policy.packs[..], policy.break_glass), (&["golden".to_owned()][..], true));
    assert_eq!(policy.oldest_app.map(|oldest| oldest.to_string()).as_deref(), Some("1.20.3"));
    let authorities: Vec<usize> = policy.authorities.iter().flat_map(|named| named.ders().map(<[u8]>::len)).collect();
    assert_eq!(authorities, [480, 481]);
    assert!(directory.packs_handed_on().all(|(_, pack)| pack.is_whole()) && directory.packs_handed_on().count() == 1);
}

#[test]
fn the_hash_of_a_pack_is_the_same_and_both_signatures_hold() {
    let pack = GoldenRealm::read().pack();
    assert_eq!(pack_hash(pack.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))), pack.hash);
    assert_eq!(pack.signatures.len(), 2);
    for signature in &pack.signatures {
        assert!(signature.holds_for(&pack.hash));
        let longer = PackSignature { until_ms: signature.until_ms + 1, ..signature.clone() };
        assert!(!longer.holds_for(&pack.hash));
    }
}

#[test]
fn every_key_and_save_of_the_space_opens() {
    let realm = GoldenRealm::read();
    let writer = realm.device("writer");
    let (directory, mut keyring) = directory(&realm, &writer);
    // Not what the writer said in the directory, nor the copy that was given: those are other chains.
    let in_space = |golden: &&Golden| golden.entry.header.space == SpaceId([0x51; 16]);
    let of_writer: Vec<&Golden> = realm.entries.iter().filter(in_space).collect();
    let run: Vec<Incoming<'_>> = of_writer.iter().map(|golden| Incoming { entry: &golden.entry, pos: None }).collect();
    let mut facts: Option<SpaceFacts> = None;
    let mut saves: Vec<Op> = Vec::new();
    for (golden, checked) in of_writer.iter().zip(Authentic::check_run(&directory, &ChainState::empty(), &run)) {
        let entry = checked.unwrap_or_else(|refused| panic!("{}: {refused}", golden.name));
        entry.check_signature().unwrap();
        if golden.entry.header.kind == Kind::Key {
            let body = entry.key_body().unwrap();
            let new = take_keys(&mut keyring, &writer, &body).unwrap();
            assert_eq!(new, 1, "{}", golden.name);
            continue;
        }
        let opened: Verified<Op> = entry.open(&directory, &keyring, facts.as_ref()).unwrap();
        assert_eq!(opened.value().encode().unwrap(), golden.bytes_of("payload"), "{}", golden.name);
        assert!(!opened.late());
        facts = facts.or_else(|| facts_of_opening(opened.value(), opened.person()));
        saves.push(opened.value().clone());
    }
    assert_eq!(saves.len(), 5);
    assert_eq!(facts.unwrap().compartment, Compartment::Ops);
    assert!(matches!(&saves[1].changes[0], Change::Note { text } if text.starts_with("Invented: ")));
    assert!(matches!(&saves[2].changes[0], Change::Unknown { code: 99, .. }));
    let [Change::Open { pack, .. }, Change::MovePack { to, from, .. }, Change::MovePack { to: back, replaces, .. }] =
        &saves[3].changes[..]
    else {
        panic!("{:?}", saves[3].changes)
    };
    assert_eq!(pack.hash, Some(realm.pack().hash));
    assert_eq!((from, back, to.version.as_str(), replaces.len()), (pack, pack, "2026.2", 1));
    assert!(saves[4].changes.iter().all(|change| matches!(change, Change::Consent(_))) && saves[4].changes.len() == 3);
}
