//! The server's log key gives way to another: named by the root, taken up, the old one ended; and a device that slept, a
//! new one, and one that met whoever stole the old key.

use super::*;
use crate::notebook::LogKeyError;
use crate::sync::SyncError;
use first72_wire::checkpoint::{Checkpoint, CheckpointRefused};
use first72_wire::entry::SealedEntry;
use ring::signature::{Ed25519KeyPair, KeyPair};

/// The server's next log key.
const SEED: [u8; 32] = [0x4e; 32];

fn public_of(pair: &Ed25519KeyPair) -> [u8; 32] {
    pair.public_key().as_ref().try_into().unwrap()
}

fn next_key() -> [u8; 32] {
    public_of(&Ed25519KeyPair::from_seed_unchecked(&SEED).unwrap())
}

/// A server that holds these entries and signs with that key.
fn server_with(county: &Realm, pair: Arc<Ed25519KeyPair>, entries: &[SealedEntry]) -> MemoryRelay {
    let public = public_of(&pair);
    let sign = move |message: &[u8]| pair.sign(message).as_ref().try_into().unwrap();
    let relay = MemoryRelay::new(county.genesis.clone(), public, sign);
    relay.set_time(NOW);
    entries.iter().for_each(|entry| drop(relay.take_in(entry.clone())));
    relay
}

/// The county's own server, started anew with the next key.
fn moved(county: &Realm) -> MemoryRelay {
    let pair = Arc::new(Ed25519KeyPair::from_seed_unchecked(&SEED).unwrap());
    server_with(county, pair, &county.relay.entries_from(0))
}

fn sync_with(device: &Device, county: &Realm, relay: &MemoryRelay) -> Result<SyncEnd, &'static str> {
    sync(&device.door, county.id, relay, &now).map_err(|error| match error {
        NotebookError::Sync(SyncError::Answer { what }) => what,
        other => other.code(),
    })
}

fn name_the_next(county: &Realm) {
    county.registrar.open().trust_log_key(county.id, &county.root, next_key(), now()).unwrap();
    county.registrar.sync(county);
}

fn end_the_first(county: &Realm, anyway: bool) -> Result<u64, NotebookError> {
    let first = public_of(&county.log_key);
    county.registrar.open().end_log_key(county.id, &county.root, &first, anyway, now())
}

fn note_of(county: &Realm, checkpoint: Checkpoint) -> String {
    let signature = county.log_key.sign(checkpoint.text(&county.id).as_bytes()).as_ref().try_into().unwrap();
    checkpoint.note(&county.id, &public_of(&county.log_key), &signature)
}

// cjis:SC-12
#[test]
fn another_log_key_is_named_taken_up_and_the_old_one_is_ended() {
    let (county, deputy, sleeper, _) = two_with_an_episode();
    let only = end_the_first(&county, true);
    assert!(matches!(only, Err(NotebookError::LogKey(LogKeyError::NotOneOfTwo))), "nobody could speak for the server");
    name_the_next(&county);
    deputy.sync(&county);
    let keys = |device: &Device| {
        let open = device.open();
        open.log_keys(county.id).unwrap().iter().map(|line| (line.key.is_good(), line.in_use)).collect::<Vec<_>>()
    };
    assert_eq!(keys(&deputy), [(true, false), (true, true)], "the newest stands first");
    assert_eq!(keys(&sleeper), [(true, true)]);
    let again = county.registrar.open().trust_log_key(county.id, &county.root, next_key(), now());
    assert!(matches!(again, Err(NotebookError::LogKey(LogKeyError::NoRoom))));
    assert!(matches!(end_the_first(&county, false), Err(NotebookError::LogKey(LogKeyError::InUse))));

    let server = moved(&county);
    sync_with(&deputy, &county, &server).unwrap();
    sync_with(&county.registrar, &county, &server).unwrap();
    assert_eq!(sync_with(&sleeper, &county, &server).err(), Some("hello.signature"), "it knows of no other key");
    let size = end_the_first(&county, false).unwrap();
    sync_with(&county.registrar, &county, &server).unwrap();
    sync_with(&deputy, &county, &server).unwrap();
    assert_eq!(keys(&deputy), [(true, true), (false, false)]);
    assert_eq!(sync_with(&deputy, &county, &county.relay).err(), Some("hello.signature"), "the old key greets nobody");

    // What a colleague shows of before still counts; what the old key says of after counts for nothing.
    let beyond = note_of(&county, Checkpoint { size: size + 1, root: Hash([7; 32]) });
    let refused = deputy.open().compare_head(county.id, &beyond, now());
    assert!(matches!(refused, Err(NotebookError::Head(CheckpointRefused::Signature))), "{refused:?}");
    let before = sleeper.open().server_head(county.id).unwrap().unwrap();
    assert!(before.size <= size);
    deputy.open().compare_head(county.id, &before.note, now()).unwrap();
    sync_with(&deputy, &county, &server).expect("it fits what the server shows");

    // Whoever slept takes the directory from a colleague; nothing that it saved is missing.
    let saved = sleeper.open().new_contact(contact(), now()).unwrap();
    let file = deputy.open().directory_file(county.id, now()).unwrap();
    assert!(sleeper.open().take_directory(county.id, &file, now()).unwrap() > 0);
    sync_with(&sleeper, &county, &server).unwrap();
    let sleeper = sleeper.reopen();
    assert_eq!(sleeper.open().sync_state().unwrap()[0].outbox.waiting, 0);
    assert!(sleeper.open().record(saved).is_some());
}

// cjis:SC-12 masvs:NETWORK-2
#[test]
fn a_new_device_is_told_of_the_key_with_which_the_server_signs_that_day() {
    let (county, ..) = two_with_an_episode();
    name_the_next(&county);
    let early = Device::new();
    join(&early, &county, "Early", Role::Deputy, &[Compartment::Ops]);
    county.registrar.sync(&county);
    early.sync(&county);
    let server = moved(&county);
    sync_with(&early, &county, &server).unwrap();
    sync_with(&county.registrar, &county, &server).unwrap();
    end_the_first(&county, false).unwrap();
    let late = Device::new();
    join(&late, &county, "Late", Role::Deputy, &[Compartment::Ops]);
    sync_with(&county.registrar, &county, &server).unwrap();
    sync_with(&late, &county, &server).unwrap();
    assert_eq!(sync_with(&late, &county, &county.relay).err(), Some("hello.signature"));
    let checks = late.open().check_signatures(now()).unwrap();
    assert_eq!((checks[0].proven_by_later.len(), checks[0].unknown_device.len()), (0, 0));
}

/// Whoever has the old key and stands where the server stood can show more than the server has. Once the key is ended at
/// the size that the registrar saw, a device that believed it believes the server again, and has lost nothing.
// cjis:SC-12
#[test]
fn what_a_stolen_key_signed_beyond_its_end_is_forgotten() {
    let (county, deputy, victim, episode) = two_with_an_episode();
    name_the_next(&county);
    deputy.sync(&county);
    let thief = server_with(&county, Arc::clone(&county.log_key), &county.relay.entries_from(0));
    victim.open().note(episode, Compartment::Ops, "Saved at the thief's server.".into(), now()).unwrap();
    sync_with(&victim, &county, &thief).unwrap();
    assert_eq!(victim.open().sync_state().unwrap()[0].outbox.waiting, 0, "the thief signed for it");
    let server = moved(&county);
    // It has seen more than the server has.
    assert_eq!(sync_with(&victim, &county, &server).err(), Some("server.went-back"));
    sync_with(&county.registrar, &county, &server).unwrap();
    end_the_first(&county, true).unwrap();
    sync_with(&county.registrar, &county, &server).unwrap();
    let file = county.registrar.open().directory_file(county.id, now()).unwrap();
    victim.open().take_directory(county.id, &file, now()).unwrap();
    sync_with(&victim, &county, &server).expect("what stopped it was the thief's word");
    assert_eq!(victim.open().record(episode).unwrap().notes().len(), 1, "it has what it saved");
    sync_with(&deputy, &county, &server).unwrap();
    assert_eq!(deputy.open().record(episode).unwrap().notes().len(), 1, "and the server has it now");
    let held = victim.open().holdings(county.id).unwrap().unwrap();
    assert_eq!(held.without_number, 0, "every number is the server's own");
    assert_eq!(sync_with(&victim, &county, &thief).err(), Some("hello.signature"));
}
