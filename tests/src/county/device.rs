//! A person's device: a notebook in a temporary folder, and what is typed into it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use first72_core::episode::{Answer, Instant, StepEvent, StepKind, Value};
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, NewContact, Notebook, NotebookError, Packs, Place, SyncEnd, sync};
use first72_core::seal::{MemoryKeyStore, NoRandomness, Randomness};
use first72_core::sync::Relay;
use first72_wire::id::RealmId;

use crate::invented::Chance;

const PIN: &[u8] = b"25801470";
/// When everything happens: the spring of 2026, in milliseconds since 1970 UTC.
pub const NOW: i64 = 1_780_000_000_000;

/// The moment at which everything happens.
#[must_use]
pub fn now() -> Moment {
    Moment { wall_ms: NOW, boot_id: [1; 16], boot_ms: 5_000 }
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
    place: Place,
    random: Arc<dyn Randomness>,
    folder: tempfile::TempDir,
}

fn packs() -> Packs {
    let pack = first72_core::protocol::shipped::find("los-angeles").expect("it is shipped").load();
    Packs::of([pack.expect("a shipped pack loads")])
}

impl Device {
    /// A device with a new profile. This costs one key derivation.
    ///
    /// # Panics
    /// When the profile cannot be made.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the device");
        let chip = Chip::Platform(Arc::new(MemoryKeyStore::new()));
        let place = Place::new(folder.path(), chip).expect("a place for the profile");
        let random: Arc<dyn Randomness> = Arc::new(DrawnFromSeed::new(seed));
        let made = Notebook::create(&place, PIN, packs(), Arc::clone(&random), now());
        let (notebook, _) = made.expect("a new profile");
        Self { door: Mutex::new(notebook), place, random, folder }
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
        let Self { door, place, random, folder } = self;
        door.into_inner().expect("nobody panicked with the notebook open").lock().expect("it locks");
        let fresh = Notebook::unlock(&place, PIN, packs(), Arc::clone(&random), now()).expect("it unlocks");
        Self { door: Mutex::new(fresh), place, random, folder }
    }

    /// Where the device keeps its files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
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

/// A first contact a minute ago.
#[must_use]
pub fn contact(station: &str) -> NewContact {
    NewContact {
        at: Instant::exact(NOW - 60_000),
        station: station.into(),
        medical_need_now: choice("none_seen"),
        pack: "los-angeles".into(),
    }
}

/// A step that was done just now.
#[must_use]
pub fn done() -> StepEvent {
    StepEvent { kind: StepKind::Done, at: Instant::exact(NOW), reason: None, to: None, evidence: BTreeMap::new() }
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
