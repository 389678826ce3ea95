//! Making, unlocking and locking a notebook.

use super::Notebook;
use super::audit::Recording;
use super::confirm::Confirming;
use super::error::NotebookError;
use super::packs::Packs;
use crate::durable_file;
use crate::episode::HybridClock;
use crate::moment::Moment;
use crate::reckoning::Reckoning;
use crate::seal::{
    Demand, EmulatedChip, KeyStore, ProfileLock, Randomness, Readiness, ReleaseCode, Rung, SoftwareKeyStore, Unlocked,
    forget_texts, wipe_what_is_freed,
};
use crate::vault::profile::Profile;
use crate::vault::{Opening, RowMac, SetAside, StoreKey, Vault};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SOFTWARE: &str = "software-keys";
const EMULATED: &str = "emulated-chip";

/// What stands between the keys of an open notebook and whoever holds the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// A secret and a chip, or a long passphrase.
    Secret,
    /// A secret and a chip that is only pretended: for demo realms.
    Emulated,
    /// Nothing: the keys are public, and only a drill's realm is let in.
    Public,
}

/// The last of a notebook to go, however it closes: what compression keeps of the texts that went through it goes with it.
pub(super) struct LastToGo;

impl Drop for LastToGo {
    fn drop(&mut self) {
        forget_texts();
    }
}

/// What holds the half of the key that never leaves the device.
#[derive(Clone)]
pub enum Chip {
    /// Files of this device, for machines without a chip: a long passphrase is demanded.
    Software,
    /// A chip that is only pretended, so that a demo county can show the phone's PIN pad.
    Emulated,
    /// The platform's own.
    Platform(Arc<dyn KeyStore>),
}

/// What an open notebook needs of its place to destroy itself.
#[derive(Clone)]
pub(super) struct Home {
    pub(super) root: PathBuf,
    chip: Arc<dyn KeyStore>,
}

impl Home {
    pub(super) fn chip(&self) -> &dyn KeyStore {
        &*self.chip
    }

    /// Destroys the keys of a profile, then removes its files.
    pub(super) fn destroy(&self, profile: &Profile, random: &dyn Randomness) -> Result<(), NotebookError> {
        ProfileLock::at(profile.folder(), profile.id(), &*self.chip).destroy(random)?;
        // Without its keys the rest is noise; what cannot be removed may stay.
        let _noise = durable_file::remove_folder(profile.folder());
        Ok(())
    }
}

/// Where a notebook lives on a device.
pub struct Place {
    root: PathBuf,
    kind: Chip,
    chip: Arc<dyn KeyStore>,
    emulated: bool,
}

impl Place {
    /// A folder with the chip that is to be used for new profiles.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn new(root: &Path, chip: Chip) -> Result<Self, NotebookError> {
        let (kind, (chip, emulated)): (_, (Arc<dyn KeyStore>, bool)) = (
            chip.clone(),
            match chip {
                Chip::Software => (Arc::new(SoftwareKeyStore::at(&root.join(SOFTWARE))?), false),
                Chip::Emulated => (Arc::new(EmulatedChip::for_demo(&root.join(EMULATED))?), true),
                Chip::Platform(chip) => (chip, false),
            },
        );
        Ok(Self { root: root.to_owned(), kind, chip, emulated })
    }

    /// A folder with the chip that its profile was made with.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn existing(root: &Path) -> Result<Self, NotebookError> {
        let chip = if root.join(EMULATED).exists() { Chip::Emulated } else { Chip::Software };
        Self::new(root, chip)
    }

    /// The profile that lives here, if there is one.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn profile(&self) -> Result<Option<Profile>, NotebookError> {
        if !self.root.join("profiles").exists() {
            return Ok(None);
        }
        Ok(Profile::all(&self.root)?.into_iter().next())
    }

    /// Whether a secret is a PIN here, or has to be a long passphrase.
    #[must_use]
    pub fn demand(&self) -> Demand {
        self.chip.demand()
    }

    /// Whether this place can hold a demo county only.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        self.emulated
    }

    /// Whether the profile can be unlocked now, later, or only by a registrar.
    ///
    /// # Errors
    /// When there is no profile, or its files cannot be read.
    pub fn readiness(&self, now: &Moment) -> Result<Readiness, NotebookError> {
        let profile = self.profile()?.ok_or(NotebookError::NoProfile)?;
        Ok(self.lock_of(&profile).readiness(now)?)
    }

    /// Whether a profile with this secret can be made here.
    fn takes_profile_with(&self, secret: &[u8]) -> Result<(), NotebookError> {
        if self.profile()?.is_some() {
            return Err(NotebookError::ProfileExists);
        }
        Ok(crate::seal::check_secret(secret, self.demand()).map_err(crate::seal::UnlockError::Weak)?)
    }

    pub(super) const fn guard(&self) -> Guard {
        if self.emulated { Guard::Emulated } else { Guard::Secret }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.root
    }

    pub(super) fn chip(&self) -> &dyn KeyStore {
        &*self.chip
    }

    /// What kind of chip this place has, for another place of the same device.
    pub(super) fn chip_kind(&self) -> Chip {
        self.kind.clone()
    }

    pub(super) fn home(&self) -> Home {
        Home { root: self.root.clone(), chip: Arc::clone(&self.chip) }
    }

    pub(super) fn lock_of(&self, profile: &Profile) -> ProfileLock<'_> {
        ProfileLock::at(profile.folder(), profile.id(), &*self.chip)
    }
}

impl Notebook {
    /// Makes a profile whose secret costs as much as this device can bear, which is measured once, here, and takes
    /// about a second; a pretended chip is not worth it. Opens it as [`Notebook::create`] does.
    ///
    /// # Errors
    /// As [`Notebook::create`]; nothing is measured then.
    pub fn create_measured(
        place: &Place,
        secret: &[u8],
        packs: Packs,
        random: Arc<dyn Randomness>,
        clock: &dyn Fn() -> Moment,
    ) -> Result<(Self, ReleaseCode), NotebookError> {
        place.takes_profile_with(secret)?;
        let rung = if place.emulated { Rung::Floor } else { Rung::for_this_device(clock) };
        Self::create_at(rung, place, secret, packs, random, clock())
    }

    /// Makes a profile at the floor of what a secret costs, and opens it. The release code is kept, and
    /// sealed to the registrars of each realm that this device joins.
    ///
    /// # Errors
    /// When the secret is too weak for this device, a profile is here already, or the device is full.
    pub fn create(
        place: &Place,
        secret: &[u8],
        packs: Packs,
        random: Arc<dyn Randomness>,
        now: Moment,
    ) -> Result<(Self, ReleaseCode), NotebookError> {
        place.takes_profile_with(secret)?;
        Self::create_at(Rung::Floor, place, secret, packs, random, now)
    }

    fn create_at(
        rung: Rung,
        place: &Place,
        secret: &[u8],
        packs: Packs,
        random: Arc<dyn Randomness>,
        now: Moment,
    ) -> Result<(Self, ReleaseCode), NotebookError> {
        let unfinished = Profile::begin(&place.root, super::draw_id(&*random)?)?;
        let inside = unfinished.inside();
        let (_, unlocked, code) =
            ProfileLock::create(inside.folder(), inside.id(), &*place.chip, secret, rung, &now, &*random)?;
        let key = store_key(&unlocked);
        Vault::create(&inside.vault_file(), &key, row_mac(&unlocked))?.close()?;
        let profile = unfinished.finish()?;
        let vault = Vault::open(&profile.vault_file(), &key, row_mac(&unlocked))?;
        let opening = Opening { vault, set_aside: None };
        let mut notebook = Self::with(place.guard(), profile, opening, &unlocked, packs, random);
        notebook.home = Some(place.home());
        notebook.note_use()?;
        notebook.opened_ms = notebook.time(now).ms;
        // Without it the next unlock makes another.
        let _mended_later = notebook.keep_release(&code);
        Ok((notebook, code))
    }

    /// Opens the notebook that lives here.
    ///
    /// A vault file that cannot be read is renamed and kept, and a new one is begun;
    /// [`Notebook::set_aside`] then says so.
    ///
    /// # Errors
    /// [`NotebookError::Unlock`] for a wrong secret, which is counted, and for one that comes too early.
    pub fn unlock(
        place: &Place,
        secret: &[u8],
        packs: Packs,
        random: Arc<dyn Randomness>,
        now: Moment,
    ) -> Result<Self, NotebookError> {
        let profile = place.profile()?.ok_or(NotebookError::NoProfile)?;
        let lock = place.lock_of(&profile);
        let unlocked = lock.unlock(secret, &now, &*random)?;
        let key = store_key(&unlocked);
        let file = if unlocked.is_decoy() { profile.second_file() } else { profile.vault_file() };
        let opening = Vault::open_or_set_aside(&file, &key, || row_mac(&unlocked))?;
        let mut notebook = Self::with(place.guard(), profile, opening, &unlocked, packs, random);
        notebook.home = Some(place.home());
        notebook.note_use()?;
        notebook.load(now)?;
        notebook.note_unlock(now);
        // None of it keeps anybody out of their notebook; the next unlock or sync tries again.
        let _later = notebook.mend_release(&lock, &unlocked).and_then(|()| notebook.keep_at_the_door());
        let _later = if notebook.decoy { notebook.note_decoy_opened(now) } else { notebook.keep_two_files() };
        Ok(notebook)
    }

    pub(super) fn with(
        guard: Guard,
        profile: Profile,
        opening: Opening,
        unlocked: &Unlocked,
        packs: Packs,
        random: Arc<dyn Randomness>,
    ) -> Self {
        let recording = Recording::begin(unlocked.missed(), &*random);
        Self {
            profile,
            vault: opening.vault,
            device_key: unlocked.device_key(),
            random,
            packs,
            kept_packs: BTreeSet::new(),
            taken_packs: BTreeSet::new(),
            seats: Vec::new(),
            records: BTreeMap::new(),
            hybrid: HybridClock::default(),
            reckoning: Reckoning::default(),
            low_on_space: false,
            guard,
            set_aside: opening.set_aside,
            home: None,
            opened_ms: 0,
            wiped: false,
            decoy: unlocked.is_decoy(),
            confirming: Confirming::Opened,
            recording,
            _last_to_go: LastToGo,
        }
    }

    /// Locks: the records and keys are zeroed and dropped, the journal is folded into the file.
    ///
    /// # Errors
    /// When the journal could not be folded in; nothing is lost, it is at the next unlock.
    pub fn lock(mut self) -> Result<(), NotebookError> {
        // Only a shortcut for the next unlock.
        let _without = self.keep_space_keys();
        // Without it the vault stays for good, which is no loss.
        let _stays = self.note_settled();
        let _wiped = wipe_what_is_freed();
        let Self { vault, records, seats, device_key, wiped, profile, .. } = self;
        drop(records);
        drop(seats);
        drop(device_key);
        // Of a device that was wiped there is no file to fold anything into.
        if wiped {
            return Ok(());
        }
        let closed = vault.close();
        Self::of_one_age(&profile);
        Ok(closed?)
    }

    /// Wipes the records and the keys of every realm while a sync still waits for its answer; that
    /// sync finds nothing left to do. What is saved stays in the vault.
    pub fn forget(&mut self) {
        // Only a shortcut for the next unlock.
        let _without = self.keep_space_keys();
        self.records.clear();
        self.seats.clear();
    }

    /// Folds the journal into the vault's file when enough has gathered, and takes back the reserve
    /// for saves on a full device. For when nobody waits.
    ///
    /// # Errors
    /// When the device is full; nothing that was saved is lost then either.
    pub fn tidy(&mut self) -> Result<(), NotebookError> {
        self.vault.tidy(false)?;
        self.low_on_space = self.vault.is_low_on_space();
        Ok(())
    }

    /// Checks every page of the vault.
    ///
    /// # Errors
    /// [`crate::vault::VaultError::Corrupt`] when one is damaged.
    pub fn check_vault(&mut self) -> Result<(), NotebookError> {
        Ok(self.vault.check()?)
    }

    /// The vault that had to be set aside at this unlock, if any.
    #[must_use]
    pub const fn set_aside(&self) -> Option<&SetAside> {
        self.set_aside.as_ref()
    }

    /// Whether everything here belongs to a demo county.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.guard == Guard::Emulated || self.seats.iter().any(|seat| seat.genesis.fields().demo)
    }

    /// Whether this is a drill: nobody in it is real, and it takes in nothing real.
    #[must_use]
    pub fn is_drill(&self) -> bool {
        self.guard == Guard::Public
    }

    /// The packs that this notebook can run.
    #[must_use]
    pub const fn packs(&self) -> &Packs {
        &self.packs
    }
}

pub(super) fn store_key(unlocked: &Unlocked) -> StoreKey {
    StoreKey::new(unlocked.database_key().expose())
}

pub(super) fn row_mac(unlocked: &Unlocked) -> Box<dyn RowMac> {
    Box::new(unlocked.row_key())
}
