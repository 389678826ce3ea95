//! What stays in memory after keys were used and dropped: this process reads its own and looks for them.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Seek, SeekFrom};

use first72_wire::id::{Hash, RealmId, SpaceId};

use super::envelope;
use super::passphrase::Rung;
use super::scrub::stack_scrub;
use super::unlock::ProfileLock;
use super::{
    ChainSlot, DeviceKeys, Keyring, MemoryKeyStore, Secret, SpaceKey, SystemRandomness, VaultDeviceKey, WrapPlace,
    seal_entry, unwrap_key, wrap_key,
};
use crate::moment::Moment;

const MASK: u8 = 0x5A;
/// Zeros are everywhere and prove nothing, so patterns are taken from random keys only.
type Masked = [u8; 16];

/// A key that can be looked for without being in memory itself: half of it, every byte changed.
fn masked(key: &[u8], half: usize) -> Masked {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(key.iter().skip(half * 16)) {
        *to = from ^ MASK;
    }
    out
}

fn both_halves(key: &[u8; 32]) -> [Masked; 2] {
    [masked(key, 0), masked(key, 1)]
}

/// How often the patterns stand in the writable memory of this process.
fn count(patterns: &[Masked]) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    let mut window = vec![0u8; 1 << 20];
    let own = window.as_ptr() as u64..window.as_ptr() as u64 + window.len() as u64;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut at = start;
        while at < end {
            let length = usize::try_from((end - at).min(window.len() as u64)).unwrap();
            memory.seek(SeekFrom::Start(at)).unwrap();
            let part = &mut window[..length];
            if memory.read_exact(part).is_ok() {
                // The reader's own window holds copies of what it just read.
                let elsewhere = |offset: &usize| !own.contains(&(at + *offset as u64));
                found += patterns.iter().flat_map(|pattern| places(part, pattern)).filter(elsewhere).count();
            }
            // Overlapping windows, so that a key on a border is seen.
            at += if length > 64 { length as u64 - 32 } else { length as u64 };
        }
    }
    window.fill(0);
    found
}

fn places(part: &[u8], pattern: &Masked) -> Vec<usize> {
    let first = pattern[0] ^ MASK;
    let is_here = |window: &[u8]| window.iter().zip(pattern).all(|(byte, masked)| byte ^ MASK == *masked);
    let windows = part.windows(16).enumerate();
    windows.filter(|(_, window)| window[0] == first && is_here(window)).map(|(offset, _)| offset).collect()
}

#[inline(never)]
fn use_a_space_key() -> Vec<Masked> {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).unwrap();
    let key = SpaceKey::make(1, &random).unwrap();
    let slot = ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) };
    let mut patterns = both_halves(key.secret().expose()).to_vec();
    for _ in 0..20 {
        let entry = seal_entry(&keys, slot, &key, b"invented", &random).unwrap();
        let context: [&[u8]; 1] = [&entry.header.to_bytes()];
        black_box(envelope::open(key.parent(), &context, &entry.body).unwrap().len());
        patterns.extend(message_key(&key, &entry.body, context[0]));
    }
    let mut keyring = Keyring::new();
    keyring.add(slot.space, key);
    patterns
}

/// The AES key of one body, derived beside the code under test.
#[inline(never)]
fn message_key(key: &SpaceKey, body: &[u8], context: &[u8]) -> [Masked; 2] {
    let _scrub = stack_scrub();
    let label = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";
    let mut derived = Secret::<32>::zeroed();
    key.parent().expand(&[label, &body[..24], context], derived.expose_mut()).unwrap();
    both_halves(derived.expose())
}

#[inline(never)]
fn use_device_keys() -> Vec<Masked> {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).unwrap();
    let mut patterns = both_halves(keys.scalar().expose()).to_vec();
    patterns.extend(both_halves(keys.seed().expose()));
    black_box(keys.sign(b"message"));
    let vault_key = VaultDeviceKey::new(&Secret::random(&random).unwrap());
    let sealed = keys.seal_for_vault(&vault_key, &[1; 16], RealmId([1; 16]), &random).unwrap();
    let again = DeviceKeys::open_from_vault(&vault_key, &[1; 16], RealmId([1; 16]), &sealed).unwrap();
    let space_key = SpaceKey::make(1, &random).unwrap();
    patterns.extend(both_halves(space_key.secret().expose()));
    let place = WrapPlace { realm: RealmId([1; 16]), space: SpaceId([2; 16]), author: keys.device_id() };
    let wrap = wrap_key(&space_key, &place, again.device_id(), &again.public().kem_pk, &random).unwrap();
    let unwrapped = unwrap_key(&again, &place, &space_key.id(), 1, &wrap).unwrap();
    assert!(unwrapped.id() == space_key.id());
    patterns
}

#[inline(never)]
fn use_an_unlock() -> Vec<Masked> {
    let (folder, chip, random) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new(), SystemRandomness::new());
    let now = Moment { wall_ms: 0, boot_id: [1; 16], boot_ms: 1 };
    let (lock, made, _) =
        ProfileLock::create(folder.path(), [1; 16], &chip, b"25801470", Rung::Floor, &now, &random).unwrap();
    drop(made);
    let unlocked = lock.unlock(b"25801470", &now, &random).unwrap();
    let mut patterns = both_halves(unlocked.master().expose()).to_vec();
    let database = unlocked.database_key();
    patterns.extend([masked(database.expose(), 0), masked(database.expose(), 1)]);
    black_box(unlocked.row_key().tag(&[b"row"]));
    patterns
}

#[test]
fn a_key_that_is_held_is_found() {
    let key = Secret::<32>::random(&SystemRandomness::new()).unwrap();
    let patterns = both_halves(key.expose());
    assert!(count(&patterns) >= 2);
    black_box(key.expose());
}

// masvs:CRYPTO-2
#[test]
fn space_keys_and_message_keys_are_gone_after_use() {
    let patterns = use_a_space_key();
    assert_eq!(patterns.len(), 42);
    assert_eq!(count(&patterns), 0);
}

#[test]
fn device_keys_and_wrapped_keys_are_gone_after_use() {
    let patterns = use_device_keys();
    assert_eq!(count(&patterns), 0);
}

// cjis:AC-12 cjis:SC-4 cjis:5.13.3
#[test]
fn the_master_key_and_its_children_are_gone_after_lock() {
    let patterns = use_an_unlock();
    assert_eq!(count(&patterns), 0);
}
