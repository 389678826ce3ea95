//! Misses, delays, release, and what a crash or a copy can gain: nothing.

#[cfg(unix)]
mod counted_first;
mod saved_copies;
mod second;
mod thousand_files;

use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::seal::keystore::{Demand, MemoryKeyStore};
use crate::seal::{KeyStoreError, SystemRandomness, WeakSecret};

const PIN: &[u8] = b"25801470";
const OTHER: &[u8] = b"11112222";
const PROFILE: [u8; 16] = [7; 16];

fn random() -> SystemRandomness {
    SystemRandomness::new()
}

/// A minute later each time it is called: no delay applies.
fn calm() -> impl FnMut() -> Moment {
    let mut minutes = 0;
    move || {
        minutes += 1;
        Moment { wall_ms: 1_790_000_000_000, boot_id: [1; 16], boot_ms: minutes * 60_000 }
    }
}

struct Made {
    folder: tempfile::TempDir,
    chip: MemoryKeyStore,
    code: ReleaseCode,
    database: Secret<48>,
}

fn made() -> Made {
    let (folder, chip) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new());
    let (_, unlocked, code) =
        ProfileLock::create(folder.path(), PROFILE, &chip, PIN, Rung::Floor, &calm()(), &random()).unwrap();
    Made { code, database: unlocked.database_key(), folder, chip }
}

impl Made {
    fn lock(&self) -> ProfileLock<'_> {
        ProfileLock::at(self.folder.path(), PROFILE, &self.chip)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

// masvs:AUTH-2 cjis:IA-2(1)
#[test]
fn the_pin_opens_and_another_does_not() {
    let (made, mut now) = (made(), calm());
    let opened = made.lock().unlock(PIN, &now(), &random()).unwrap();
    assert!(opened.database_key() == made.database);
    assert_eq!(made.lock().unlock(OTHER, &now(), &random()).err(), Some(UnlockError::Wrong { wait_ms: 0 }));
    assert!(made.lock().unlock(PIN, &now(), &random()).is_ok());
    assert_eq!(std::fs::read(made.file("u")).unwrap().len(), 4_096);
}

#[test]
fn the_keys_of_a_vault_are_three_different_ones() {
    let unlocked = Unlocked::of_master(Secret::zeroed());
    let database = unlocked.database_key();
    assert!(database == unlocked.database_key());
    let row = unlocked.row_key().tag(&[b"x"]);
    let other = RowKey::new(&Secret::copied_from(&database.expose()[..32]).unwrap()).tag(&[b"x"]);
    assert_ne!(row, other);
}

#[test]
fn delays_grow_and_an_early_attempt_is_not_counted() {
    let made = made();
    let at = |boot_ms| Moment { wall_ms: 0, boot_id: [1; 16], boot_ms };
    let miss = |ms| made.lock().unlock(OTHER, &at(ms), &random()).err().unwrap();
    assert_eq!(miss(100_000), UnlockError::Wrong { wait_ms: 0 });
    assert_eq!(miss(100_000), UnlockError::Wrong { wait_ms: 2_000 });
    assert_eq!(miss(101_999), UnlockError::Wait { wait_ms: 1 });
    assert_eq!(made.lock().readiness(&at(101_000)), Ok(Readiness::Ready { wait_ms: 1_000 }));
    assert_eq!(miss(102_000), UnlockError::Wrong { wait_ms: 10_000 });
    assert_eq!(miss(112_000), UnlockError::Wrong { wait_ms: 30_000 });
    // The right PIN must wait as well, and then opens: the early ones did not count.
    assert_eq!(made.lock().unlock(PIN, &at(120_000), &random()).err(), Some(UnlockError::Wait { wait_ms: 22_000 }));
    assert!(made.lock().unlock(PIN, &at(142_000), &random()).is_ok());
    assert_eq!(made.lock().readiness(&at(142_000)), Ok(Readiness::Ready { wait_ms: 0 }));
}

// masvs:AUTH-2 cjis:AC-7 cjis:5.13.7 cjis:5.13.2
#[test]
fn after_five_misses_only_a_release_opens_and_ten_destroy() {
    let (made, mut now) = (made(), calm());
    for _ in 0..4 {
        let missed = made.lock().unlock(OTHER, &now(), &random()).err();
        assert!(matches!(missed, Some(UnlockError::Wrong { .. })));
    }
    assert_eq!(made.lock().unlock(OTHER, &now(), &random()).err(), Some(UnlockError::NeedsRelease));
    assert_eq!(made.lock().unlock(PIN, &now(), &random()).err(), Some(UnlockError::NeedsRelease));
    assert_eq!(made.lock().readiness(&now()), Ok(Readiness::NeedsRelease));
    let wrong = ReleaseCode::make(&random()).unwrap();
    for _ in 0..4 {
        let missed = made.lock().release(&wrong, PIN, &now(), &random()).err();
        assert!(matches!(missed, Some(UnlockError::Wrong { .. })));
    }
    assert_eq!(made.lock().release(&wrong, PIN, &now(), &random()).err(), Some(UnlockError::Wiped));
    assert_eq!(made.lock().release(&made.code, PIN, &now(), &random()).err(), Some(UnlockError::Wiped));
    assert_eq!(made.lock().unlock(PIN, &now(), &random()).err(), Some(UnlockError::Wiped));
    assert_eq!(made.lock().readiness(&now()), Ok(Readiness::Wiped));
}

// cjis:IA-5(f)
#[test]
fn a_release_sets_a_new_pin_and_its_code_works_once() {
    let (made, mut now) = (made(), calm());
    for _ in 0..5 {
        let _ = made.lock().unlock(OTHER, &now(), &random());
    }
    let (unlocked, next) = made.lock().release(&made.code, b"90817263", &now(), &random()).unwrap();
    assert!(unlocked.database_key() == made.database);
    assert!(made.lock().unlock(b"90817263", &now(), &random()).is_ok());
    let again = made.lock().release(&made.code, PIN, &now(), &random()).err();
    assert!(matches!(again, Some(UnlockError::Wrong { .. })));
    assert!(made.lock().release(&next, PIN, &now(), &random()).is_ok());
    assert!(made.lock().unlock(PIN, &now(), &random()).is_ok());
}

// masvs:AUTH-2 cjis:IA-5(1)(e)
#[test]
fn old_copies_of_the_files_do_not_bring_an_old_pin_back() {
    let (made, mut now) = (made(), calm());
    let copies = ["u", "h"].map(|name| (name, std::fs::read(made.file(name)).unwrap()));
    let unlocked = made.lock().unlock(PIN, &now(), &random()).unwrap();
    made.lock().change_secret(&unlocked, b"90817263", &random()).unwrap();
    for (name, bytes) in &copies {
        std::fs::write(made.file(name), bytes).unwrap();
    }
    assert!(made.lock().unlock(PIN, &now(), &random()).is_err());
}

// masvs:AUTH-2 cjis:IA-2(1) cjis:IA-5(1)(e) cjis:5.13.7 cjis:MP-6
#[test]
fn a_folder_carried_to_another_device_opens_nothing() {
    let (made, mut now) = (made(), calm());
    let elsewhere = MemoryKeyStore::new();
    let lock = ProfileLock::at(made.folder.path(), PROFILE, &elsewhere);
    assert_eq!(lock.unlock(PIN, &now(), &random()).err(), Some(UnlockError::NeedsRelease));
    let released = lock.release(&made.code, PIN, &now(), &random()).err();
    assert!(matches!(released, Some(UnlockError::Wrong { .. })));
}

#[test]
fn a_lost_counter_locks_until_released() {
    let (made, mut now) = (made(), calm());
    std::fs::write(made.file("c"), b"").unwrap();
    assert_eq!(made.lock().readiness(&now()), Ok(Readiness::NeedsRelease));
    assert_eq!(made.lock().unlock(PIN, &now(), &random()).err(), Some(UnlockError::NeedsRelease));
    // The counter starts its delay anew when it is rebuilt, so a release waits half a minute at most.
    now();
    assert!(made.lock().release(&made.code, PIN, &now(), &random()).is_ok());
}

/// A chip that fails from the nth call on, as a power cut between two steps does.
struct Failing<'a> {
    inner: &'a MemoryKeyStore,
    left: AtomicU32,
}

impl Failing<'_> {
    fn step(&self) -> Result<(), KeyStoreError> {
        let had = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        had.map(|_| ()).map_err(|_| KeyStoreError::Unavailable)
    }
}

impl KeyStore for Failing<'_> {
    fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
        self.step()?;
        self.inner.seal(key, secret, random)
    }

    fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
        self.step()?;
        self.inner.open(key, sealed)
    }

    fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError> {
        self.step()?;
        self.inner.destroy(sealed)
    }

    fn demand(&self) -> Demand {
        Demand::Pin
    }
}

#[test]
fn a_change_of_pin_cut_short_anywhere_leaves_one_that_opens() {
    for steps in 0..4 {
        let (made, mut now) = (made(), calm());
        let unlocked = made.lock().unlock(PIN, &now(), &random()).unwrap();
        let failing = Failing { inner: &made.chip, left: AtomicU32::new(steps) };
        let cut = ProfileLock::at(made.folder.path(), PROFILE, &failing);
        let changed = cut.change_secret(&unlocked, b"90817263", &random());
        let old = made.lock().unlock(PIN, &now(), &random()).is_ok();
        let new = made.lock().unlock(b"90817263", &now(), &random()).is_ok();
        assert!(old != new, "after {steps} steps: old {old}, new {new}");
        assert!(new || changed.is_err(), "after {steps} steps");
    }
}

#[test]
fn an_attempt_cut_off_before_its_answer_stays_counted() {
    let (made, mut now) = (made(), calm());
    // The counter is read, and written under a new key; then the chip is gone, as in a crash: before the old key is
    // destroyed (the second and later writes look for one more), and after it.
    for calls in [3, 4, 4, 5] {
        let failing = Failing { inner: &made.chip, left: AtomicU32::new(calls) };
        let cut = ProfileLock::at(made.folder.path(), PROFILE, &failing);
        let refused = cut.unlock(PIN, &now(), &random()).err();
        assert_eq!(refused, Some(UnlockError::Chip(KeyStoreError::Unavailable)));
    }
    assert_eq!(made.lock().unlock(OTHER, &now(), &random()).err(), Some(UnlockError::NeedsRelease));
}

// cjis:IA-5(1)(a)
#[test]
fn a_weak_secret_makes_no_profile() {
    let (folder, chip) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new());
    let made = ProfileLock::create(folder.path(), PROFILE, &chip, b"1234", Rung::Floor, &calm()(), &random());
    assert_eq!(made.err(), Some(UnlockError::Weak(WeakSecret::Pin)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

// cjis:IA-5(1)(a)
#[test]
fn a_profile_keeps_its_cost_and_one_below_the_floor_or_beside_the_rungs_is_refused_without_a_miss() {
    let (folder, chip, mut now) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new(), calm());
    ProfileLock::create(folder.path(), PROFILE, &chip, PIN, Rung::Six, &now(), &random()).unwrap();
    let (lock, path) = (ProfileLock::at(folder.path(), PROFILE, &chip), folder.path().join("h"));
    let good = std::fs::read(&path).unwrap();
    for cost in (0..=u8::MAX).filter(|cost| ![3, 4, 6, 8].contains(cost)) {
        std::fs::write(&path, [&[cost], &good[1..]].concat()).unwrap();
        assert_eq!(lock.unlock(PIN, &now(), &random()).err(), Some(UnlockError::Damaged), "cost {cost}");
    }
    std::fs::write(&path, [&[3], &good[1..]].concat()).unwrap();
    let lowered = lock.unlock(PIN, &now(), &random()).err();
    assert!(matches!(lowered, Some(UnlockError::Wrong { .. })), "a lowered cost makes another key");
    std::fs::write(&path, &good).unwrap();
    let unlocked = lock.unlock(PIN, &now(), &random()).unwrap();
    lock.change_secret(&unlocked, b"90817263", &random()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap()[0], 6, "and a new PIN costs the same");
}

#[test]
fn damaged_files_are_named_and_nothing_is_lost() {
    let (made, mut now) = (made(), calm());
    let good = std::fs::read(made.file("u")).unwrap();
    std::fs::write(made.file("u"), &good[..4_000]).unwrap();
    assert_eq!(made.lock().unlock(PIN, &now(), &random()).err(), Some(UnlockError::Damaged));
    std::fs::write(made.file("u"), &good).unwrap();
    assert!(made.lock().unlock(PIN, &now(), &random()).is_ok());
}
