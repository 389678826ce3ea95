//! Every step refuses what it is there for, and says what to do with it.

mod county;

use super::*;
use crate::directory::statement::Draft;
use crate::directory::{EndReason, Ending};
use crate::seal::verified::Disposition;
use crate::seal::{DeviceKeys, EnvelopeError, seal_entry, sign_clear_entry};
use county::*;
use first72_wire::compartment::Compartment;
use first72_wire::entry::Malformed;
use first72_wire::id::DeviceId;
use first72_wire::key_body::SpaceClass;

// cjis:AU-3
#[test]
fn a_save_opens_with_its_author_and_place_from_the_header() {
    let county = County::new();
    let entry = county.opening();
    let opened = county.open(&entry.to_bytes()).ok().unwrap();
    assert_eq!(opened.value(), &op(open_change()));
    assert_eq!((opened.author(), opened.person()), (county.writer.device_id(), WRITER));
    assert_eq!((opened.seq(), opened.space(), opened.hash()), (1, SPACE, entry.hash()));
    assert!(!opened.late() && opened.own_signature_checked());
    let applied = opened.into_applied(Compartment::Ops);
    assert_eq!((applied.author, applied.seq, applied.hash), (county.writer.device_id(), 1, entry.hash()));
}

#[test]
fn every_flipped_bit_is_refused() {
    let county = County::new();
    let (directory, bytes) = (county.directory(), county.opening().to_bytes());
    for bit in 0..bytes.len() * 8 {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let opened = open_entry(&directory, &county.keyring, &ChainState::empty(), None, None, &altered);
        assert!(opened.is_err(), "bit {bit}");
    }
}

#[test]
fn bytes_of_another_realm_or_an_unknown_author_do_not_get_far() {
    let (county, other) = (County::new(), County::new());
    assert_eq!(county.refused(&other.opening().to_bytes()), Refused::Realm);
    let stranger = DeviceKeys::make(&random()).unwrap();
    let key = county.keyring.newest(&SPACE).unwrap();
    let slot = county.slot(1, county.introduced);
    let entry = seal_entry(&stranger, slot, key, &op(open_change()).encode().unwrap(), &random()).unwrap();
    let refused = county.refused(&entry.to_bytes());
    assert_eq!(refused, Refused::UnknownDevice(stranger.device_id()));
    assert_eq!(refused.disposition(), Disposition::Park);
    assert_eq!(county.refused(b"FCE1"), Refused::Malformed(Malformed::Short));
}

#[test]
fn a_body_moved_to_another_place_does_not_open_even_under_its_authors_signature() {
    let county = County::new();
    let entries = county.chain(2);
    let mut moved = entries[0].clone();
    moved.body.clone_from(&entries[1].body);
    moved.signature = county.writer.sign(&entry::signing_input(&moved.hash()));
    let refused = county.refused(&moved.to_bytes());
    assert_eq!(refused, Refused::Envelope(EnvelopeError::Commitment));
    assert_eq!(refused.disposition(), Disposition::Refuse);
}

#[test]
fn a_commitment_to_other_content_is_refused() {
    let county = County::new();
    let key = county.keyring.newest(&SPACE).unwrap();
    let plain = codec::pad(&[1; 32], &op(open_change()).encode().unwrap()).unwrap();
    let mut header = county.opening().header;
    header.commit = Hash([6; 32]);
    let body = envelope::seal(key.parent(), &[&header.to_bytes()], &plain, &random()).unwrap();
    let signature = county.writer.sign(&entry::signing_input(&entry::hash(&header.to_bytes(), &body)));
    let forged = SealedEntry { header, body, signature };
    assert_eq!(county.refused(&forged.to_bytes()), Refused::Commitment);
}

#[test]
fn content_that_is_no_save_is_refused() {
    let county = County::new();
    let key = county.keyring.newest(&SPACE).unwrap();
    let entry = seal_entry(&county.writer, county.slot(1, county.introduced), key, b"\xa0", &random()).unwrap();
    assert!(matches!(county.refused(&entry.to_bytes()), Refused::Op(_)));
}

#[test]
fn a_missing_key_or_predecessor_or_opening_waits() {
    let county = County::new();
    let (directory, entries) = (county.directory(), county.chain(3));
    let open = |keyring: &Keyring, chain: &ChainState<'_>, at: usize| {
        open_entry(&directory, keyring, chain, None, None, &entries[at].to_bytes()).err().unwrap()
    };
    let missing = open(&Keyring::new(), &ChainState::empty(), 0);
    assert_eq!(missing, Refused::MissingKey(entries[0].header.key_id));
    let gap = open(&county.keyring, &ChainState::empty(), 2);
    assert_eq!(gap, Refused::Gap { have: 0 });
    let unopened = open(&county.keyring, &ChainState::after((1, entries[0].hash()), &|_| None), 1);
    assert_eq!(unopened, Refused::UnknownSpace);
    assert!([missing, gap, unopened].iter().all(|refused| refused.disposition() == Disposition::Park));
}

// cjis:AU-9
#[test]
fn a_duplicate_and_a_fork_are_told_apart() {
    let county = County::new();
    let (directory, entries) = (county.directory(), county.chain(2));
    let hashes: Vec<Hash> = entries.iter().map(SealedEntry::hash).collect();
    let stored = |seq: u64| hashes.get(seq as usize - 1).copied();
    let chain = ChainState::after((2, hashes[1]), &stored);
    let check = |entry: &SealedEntry| {
        Authentic::check(&directory, &chain, Incoming { entry, pos: None }).err().map(|refused| refused.disposition())
    };
    assert_eq!(check(&entries[0]), Some(Disposition::Duplicate));
    assert_eq!(check(&entries[1]), Some(Disposition::Duplicate));
    let other = county.seal(county.slot(1, county.introduced), &op(open_change()));
    assert_eq!(check(&other), Some(Disposition::Fork));
    let after_other = county.seal(county.slot(3, other.hash()), &op(note("x")));
    assert_eq!(check(&after_other), Some(Disposition::Fork));
    let next = county.seal(county.slot(3, hashes[1]), &op(note("x")));
    assert_eq!(check(&next), None);
}

#[test]
fn a_chain_begins_at_its_authors_introduction() {
    let county = County::new();
    let entry = county.seal(county.slot(1, Hash([8; 32])), &op(open_change()));
    assert_eq!(county.refused(&entry.to_bytes()), Refused::Beginning);
}

#[test]
fn the_newest_signature_proves_a_run_and_each_keeps_its_own() {
    let county = County::new();
    let (directory, entries) = (county.directory(), county.chain(5));
    let run: Vec<Incoming<'_>> = entries.iter().map(|entry| Incoming { entry, pos: None }).collect();
    let checked = Authentic::check_run(&directory, &ChainState::empty(), &run);
    assert_eq!(codes(&checked), ["ok"; 5]);
    let own: Vec<bool> = checked.iter().map(|entry| entry.as_ref().ok().unwrap().own_signature_checked).collect();
    assert_eq!(own, [false, false, false, false, true]);
    assert!(checked.iter().all(|entry| entry.as_ref().ok().unwrap().check_signature().is_ok()));
    let opening = checked[0].as_ref().ok().unwrap().open(&directory, &county.keyring, None).ok().unwrap();
    let facts = facts_of_opening(opening.value(), opening.person()).unwrap();
    for entry in checked.iter().skip(1) {
        let opened = entry.as_ref().ok().unwrap().open(&directory, &county.keyring, Some(&facts)).ok().unwrap();
        assert_eq!(opened.value(), &op(note("invented words")));
    }
}

#[test]
fn what_is_slipped_into_a_run_does_not_make_the_genuine_look_wrong() {
    let county = County::new();
    let (directory, entries) = (county.directory(), county.chain(4));
    let mut forged = entries[2].clone();
    forged.header.commit = Hash([1; 32]);
    let with = |entries: &[&SealedEntry]| {
        let run: Vec<Incoming<'_>> = entries.iter().map(|entry| Incoming { entry, pos: None }).collect();
        codes(&Authentic::check_run(&directory, &ChainState::empty(), &run))
    };
    let [a, b, c, d] = [&entries[0], &entries[1], &entries[2], &entries[3]];
    assert_eq!(with(&[a, b, &forged, c, d]), ["ok", "ok", "entry.signature", "ok", "ok"]);
    assert_eq!(with(&[a, b, &forged]), ["ok", "ok", "entry.signature"]);
    assert_eq!(with(&[a, c, d, b]), ["ok", "entry.gap", "entry.gap", "ok"]);
    let mut unsigned = d.clone();
    unsigned.signature = [0; 64];
    assert_eq!(with(&[a, b, c, &unsigned]), ["ok", "ok", "ok", "entry.signature"]);
    assert_eq!(with(&[]), [""; 0]);
}

#[test]
fn a_write_after_the_end_of_a_grant_is_late_and_one_in_full_knowledge_is_refused() {
    let mut county = County::new();
    let end = county.say(false, Draft::grant_end(GRANT));
    let (directory, entry) = (county.directory(), county.opening());
    let ended_at = county.log.last().unwrap().pos.unwrap();
    let late = |pos| {
        let open = open_entry(&directory, &county.keyring, &ChainState::empty(), None, pos, &entry.to_bytes());
        open.ok().unwrap().late()
    };
    assert!(!late(Some(ended_at - 1)));
    assert!(late(Some(ended_at + 1)));
    assert!(late(None));
    let mut knowing = op(open_change());
    let registrar = county.registrar.device_id();
    knowing.deps = vec![crate::episode::Dependency::on(registrar, directory.head(&registrar).unwrap().0, &end)];
    let entry = county.seal(county.slot(1, county.introduced), &knowing);
    assert_eq!(county.refused(&entry.to_bytes()), Refused::EndSeen);
}

#[test]
fn a_device_that_has_ended_writes_late() {
    let mut county = County::new();
    county.say(false, Draft::device_end(county.writer.device_id(), Ending::of(EndReason::Lost, false), vec![]));
    assert!(county.open(&county.opening().to_bytes()).ok().unwrap().late());
}

#[test]
fn a_person_without_a_grant_waits_for_one() {
    let mut county = County::new();
    county.log.pop();
    let refused = county.refused(&county.opening().to_bytes());
    assert_eq!(refused, Refused::NotEntitled);
    assert_eq!(refused.disposition(), Disposition::Park);
}

#[test]
fn wraps_are_read_from_a_key_entry_and_from_nothing_else() {
    let county = County::new();
    let directory = county.directory();
    let body = KeyBody {
        class: SpaceClass::Compartment(Compartment::Ops),
        version: 1,
        key_id: county.keyring.newest(&SPACE).unwrap().id(),
        wraps: vec![],
        recovery: None,
        old_keys: None,
    };
    let entry =
        sign_clear_entry(&county.writer, county.slot(1, county.introduced), Kind::Key, body.to_bytes()).unwrap();
    let check = |entry| Authentic::check(&directory, &ChainState::empty(), Incoming { entry, pos: None }).ok().unwrap();
    assert_eq!(check(&entry).key_body().ok().unwrap().value(), &body);
    assert_eq!(check(&entry).open(&directory, &county.keyring, None).err(), Some(Refused::Kind));
    assert_eq!(check(&county.opening()).key_body().err(), Some(Refused::Kind));
}

#[test]
fn an_entry_of_the_own_vault_opens_without_its_signature() {
    let county = County::new();
    let (directory, mut entry) = (county.directory(), county.opening());
    let hash = entry.hash();
    entry.signature = [0; 64];
    let kept = Authentic::from_own_vault(&directory, &entry, hash, None).ok().unwrap();
    let opened = kept.open(&directory, &county.keyring, None).ok().unwrap();
    assert!(!opened.own_signature_checked());
    assert_eq!(kept.check_signature(), Err(Refused::Signature));
    let elsewhere = County::new().directory();
    assert_eq!(Authentic::from_own_vault(&elsewhere, &entry, hash, None).err(), Some(Refused::Realm));
}

#[test]
fn every_code_is_its_own() {
    let id = DeviceId([0; 16]);
    let all = [
        Refused::Realm,
        Refused::Kind,
        Refused::UnknownDevice(id),
        Refused::Signature,
        Refused::Duplicate,
        Refused::Fork { seq: 1 },
        Refused::Gap { have: 1 },
        Refused::Beginning,
        Refused::EndSeen,
        Refused::NotEntitled,
        Refused::UnknownSpace,
        Refused::MissingKey(first72_wire::id::KeyId([0; 16])),
        Refused::Commitment,
    ];
    let distinct: std::collections::BTreeSet<_> = all.iter().map(Refused::code).collect();
    assert_eq!(distinct.len(), all.len());
}
