//! A person's device: a notebook in a temporary folder, and what is typed into it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use first72_core::episode::{Answer, Instant, StepEvent, StepKind, Value};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, NewContact, Notebook, NotebookError, Place, SyncEnd, sync};
use first72_core::seal::{KeyStore, MemoryKeyStore, NoRandomness, ProfileLock, Randomness};
use first72_core::sync::Relay;
use first72_wire::id::RealmId;

use super::packs::signed_packs as packs;
use crate::invented::Chance;

const PIN: &[u8] = b"25801470";
/// When everything happens: the spring of 2026, in milliseconds since 1970 UTC.
pub const NOW: i64 = 1_780_000_000_000;

static WALL_MS: AtomicI64 = AtomicI64::new(NOW);

/// The moment at which everything happens.
#[must_use]
pub fn now() -> Moment {
    Moment { wall_ms: WALL_MS.load(Ordering::Relaxed), boot_id: [1; 16], boot_ms: 5_000 }
}

/// Lets everything happen at another time than [`NOW`]: today, when a server with a clock of its own takes part.
pub fn happen_at(wall_ms: i64) {
    WALL_MS.store(wall_ms, Ordering::Relaxed);
}

/// Randomness that can be repeated. Only here: nothing that it makes is secret.
pub struct DrawnFromSeed(Mutex<Chance>);

impl DrawnFromSeed {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(Chance::from_seed(seed)))
    }
}

impl Randomness for DrawnFromSeed {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        let mut chance = self.0.lock().expect("nobody panicked while drawing");
        out.fill_with(|| chance.bits().to_le_bytes()[0]);
        Ok(())
    }
}

/// A device with an open notebook. Its folder goes when it is dropped.
pub struct Device {
    door: Mutex<Notebook>,
    asleep: Asleep,
}

/// A device whose notebook is locked. Its folder goes when it is dropped.
pub struct Asleep {
    place: Place,
    chip: Arc<MemoryKeyStore>,
    random: Arc<dyn Randomness>,
    folder: tempfile::TempDir,
}

impl Device {
    /// A device with a new profile. This costs one key derivation.
    ///
    /// # Panics
    /// When the profile cannot be made.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::with(Arc::new(DrawnFromSeed::new(seed)))
    }

    /// The same with randomness of one's own.
    ///
    /// # Panics
    /// As [`Device::new`].
    #[must_use]
    pub fn with(random: Arc<dyn Randomness>) -> Self {
        let asleep = Asleep::at(tempfile::tempdir().expect("a folder for the device"), Arc::default(), random);
        let made = Notebook::create(&asleep.place, PIN, packs(), Arc::clone(&asleep.random), now());
        let (notebook, _) = made.expect("a new profile");
        Self { door: Mutex::new(notebook), asleep }
    }

    /// The open notebook.
    ///
    /// # Panics
    /// When a test panicked with it open.
    pub fn open(&self) -> MutexGuard<'_, Notebook> {
        self.door.lock().expect("nobody panicked with the notebook open")
    }

    /// One sync with a realm.
    ///
    /// # Errors
    /// As [`first72_core::notebook::sync`].
    pub fn sync(&self, realm: RealmId, relay: &dyn Relay) -> Result<SyncEnd, NotebookError> {
        sync(&self.door, realm, relay, &now)
    }

    /// Locks and unlocks: everything that is seen afterwards came back from the vault.
    ///
    /// # Panics
    /// When it does not lock or unlock.
    #[must_use]
    pub fn reopen(self) -> Self {
        self.sleep().wake()
    }

    /// Locks.
    ///
    /// # Panics
    /// When it does not lock.
    #[must_use]
    pub fn sleep(self) -> Asleep {
        let Self { door, asleep } = self;
        door.into_inner().expect("nobody panicked with the notebook open").lock().expect("it locks");
        asleep
    }

    /// Where the device keeps its files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.asleep.folder()
    }

    /// Every file of the device and its length, by its path.
    #[must_use]
    pub fn files(&self) -> BTreeMap<PathBuf, u64> {
        let mut files = BTreeMap::new();
        for (path, bytes) in super::realm::files_below(self.folder()) {
            let inside = path.strip_prefix(self.folder()).expect("it is below").to_owned();
            files.insert(inside, bytes.len() as u64);
        }
        files
    }
}

impl Asleep {
    fn at(folder: tempfile::TempDir, chip: Arc<MemoryKeyStore>, random: Arc<dyn Randomness>) -> Self {
        let place = Place::new(folder.path(), Chip::Platform(Arc::clone(&chip) as Arc<dyn KeyStore>));
        Self { place: place.expect("a place for the profile"), chip, random, folder }
    }

    /// Unlocks. This costs one key derivation.
    ///
    /// # Panics
    /// When it does not unlock.
    #[must_use]
    pub fn wake(self) -> Device {
        Device { door: Mutex::new(self.unlock()), asleep: self }
    }

    /// The open notebook alone, to be dropped before anything else opens this device.
    ///
    /// # Panics
    /// When it does not unlock.
    #[must_use]
    pub fn unlock(&self) -> Notebook {
        Notebook::unlock(&self.place, PIN, packs(), Arc::clone(&self.random), now()).expect("it unlocks")
    }

    /// Turns the PIN into keys as unlocking does, and opens nothing with them.
    ///
    /// # Panics
    /// When they do not come.
    pub fn derive_keys(&self) {
        let profile = self.place.profile().expect("a folder that can be read").expect("a profile");
        let lock = ProfileLock::at(profile.folder(), profile.id(), &*self.chip);
        drop(lock.unlock(PIN, &now(), &*self.random).expect("the PIN is right"));
    }

    /// A second device with the same files and a chip with the same keys, to live the same hour again: an unlock changes keys of the
    /// chip, so that the files alone would be an older copy.
    ///
    /// # Panics
    /// When the files cannot be copied.
    #[must_use]
    pub fn twin(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the device");
        for (path, bytes) in super::realm::files_below(self.folder()) {
            let copy = folder.path().join(path.strip_prefix(self.folder()).expect("it is below"));
            std::fs::create_dir_all(copy.parent().expect("it is in a folder")).expect("a folder");
            std::fs::write(copy, bytes).expect("a file can be written");
        }
        Self::at(folder, Arc::new(self.chip.twin()), Arc::clone(&self.random))
    }

    /// Where the device keeps its files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A first contact a minute ago.
#[must_use]
pub fn contact(station: &str) -> NewContact {
    NewContact {
        at: Instant::exact(now().wall_ms - 60_000),
        station: station.into(),
        medical_need_now: choice("none_seen"),
        pack: super::packs::place().into(),
    }
}

/// A step that was done just now.
#[must_use]
pub fn done() -> StepEvent {
    StepEvent {
        kind: StepKind::Done,
        at: Instant::exact(now().wall_ms),
        reason: None,
        to: None,
        evidence: BTreeMap::new(),
    }
}

/// An answer in words.
#[must_use]
pub fn text(words: &str) -> Answer {
    Answer::Given(Value::Text(words.into()))
}

/// One of the answers that the pack allows.
#[must_use]
pub fn choice(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_live_the_same_hour_one_after_the_other() {
        let device = Device::new(7).sleep();
        for _ in 0..3 {
            drop(device.twin().wake());
        }
        drop(device.wake());
    }
}
