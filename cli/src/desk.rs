//! Where a command works: the vault's folder, the way to its secret, the clock and the randomness.

use crate::failure::Failure;
use crate::input;
use first72_core::moment::Moment;
use first72_core::notebook::{Chip, DrillNeeds, Notebook, NotebookError, Packs, Place, SharedError};
use first72_core::seal::{
    Randomness, ReleaseCode, SecretBytes, ShortName, SystemRandomness, UnlockError, check_secret,
};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What every command is given.
pub(crate) struct Desk<'c> {
    vault: Option<PathBuf>,
    whose: Option<String>,
    secret_file: Option<PathBuf>,
    json: bool,
    clock: &'c dyn Fn() -> Moment,
    random: Arc<dyn Randomness>,
}

impl<'c> Desk<'c> {
    pub(crate) fn new(
        vault: Option<PathBuf>,
        whose: Option<String>,
        secret_file: Option<PathBuf>,
        json: bool,
        clock: &'c dyn Fn() -> Moment,
    ) -> Self {
        Self { vault, whose, secret_file, json, clock, random: Arc::new(SystemRandomness::new()) }
    }

    pub(crate) fn now(&self) -> Moment {
        (self.clock)()
    }

    pub(crate) fn clock(&self) -> &'c dyn Fn() -> Moment {
        self.clock
    }

    /// What a drill needs: packs and randomness, and no vault.
    pub(crate) fn drill_needs(&self) -> Result<DrillNeeds, Failure> {
        Ok(DrillNeeds { packs: packs(), random: Arc::clone(&self.random) })
    }

    pub(crate) fn random(&self) -> &dyn Randomness {
        &*self.random
    }

    /// Whether the answer is for a script.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    fn root(&self) -> Result<&PathBuf, Failure> {
        self.vault.as_ref().ok_or(Failure::NoVaultNamed)
    }

    fn secret(&self) -> Result<SecretBytes, Failure> {
        input::secret(self.secret_file.as_deref())
    }

    /// Whose vault is meant, where several people have one.
    fn whose(&self) -> Result<Option<ShortName>, Failure> {
        let refused = || NotebookError::from(SharedError::Name);
        let typed = self.whose.as_deref();
        Ok(typed.map(|name| ShortName::typed(name).ok_or_else(refused)).transpose()?)
    }

    /// Makes a vault and opens it. With a name the device is one that several people use, from now on if it
    /// was nobody's before.
    pub(crate) fn create(&self, emulated: bool) -> Result<(Notebook, ReleaseCode), Failure> {
        let root = self.root()?;
        std::fs::create_dir_all(root).map_err(|error| Failure::file(root, error))?;
        let device = Place::new(root, if emulated { Chip::Emulated } else { Chip::Software })?;
        let secret = input::new_secret(self.secret_file.as_deref())?;
        // Before anything is made: a refused secret leaves the folder as it was.
        check_secret(&secret, device.demand()).map_err(|weak| NotebookError::from(UnlockError::Weak(weak)))?;
        let place = match (device.shared(), self.whose()?) {
            (None, None) => device,
            (Some(_), None) => return Err(NotebookError::from(SharedError::Whose).into()),
            (Some(shared), Some(name)) => shared.place_for(&name, self.random())?,
            (None, Some(name)) => device.share()?.place_for(&name, self.random())?,
        };
        Ok(Notebook::create_measured(&place, &secret, packs(), Arc::clone(&self.random), self.clock)?)
    }

    /// The vault's place, locked.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        let root = self.root()?;
        if !root.is_dir() {
            return Err(Failure::NoFolder { path: root.clone() });
        }
        let device = Place::existing(root)?;
        let place = match (device.shared(), self.whose()?) {
            (None, None) => device,
            (None, Some(_)) if device.profile()?.is_none() => return Err(Failure::NoFolder { path: root.clone() }),
            (Some(shared), Some(name)) => {
                // A vault that cannot be removed keeps nobody out of theirs.
                let _next_time = shared.remove_unused(self.now(), self.random());
                shared.place_of(&name)?.ok_or(NotebookError::from(SharedError::Nobody))?
            }
            (Some(_), None) => return Err(NotebookError::from(SharedError::Whose).into()),
            (None, Some(_)) => return Err(NotebookError::from(SharedError::OnePersons).into()),
        };
        if place.profile()?.is_none() {
            return Err(Failure::NoFolder { path: root.clone() });
        }
        Ok(place)
    }

    /// Opens a locked vault with a release code; the secret is the new one.
    pub(crate) fn release(&self, code: &str) -> Result<Notebook, Failure> {
        let (place, secret) = (self.place()?, input::new_secret(self.secret_file.as_deref())?);
        Ok(Notebook::release(&place, code, &secret, packs(), Arc::clone(&self.random), self.now())?)
    }

    /// Another secret for the vault, with the one of today.
    pub(crate) fn change_secret(&self, new: &[u8]) -> Result<(), Failure> {
        let (place, secret) = (self.place()?, self.secret()?);
        let mut notebook = Notebook::unlock(&place, &secret, packs(), Arc::clone(&self.random), self.now())?;
        let changed = notebook.change_secret(&secret, new, self.now());
        notebook.lock()?;
        Ok(changed?)
    }

    /// Unlocks the vault.
    pub(crate) fn open(&self) -> Result<Mutex<Notebook>, Failure> {
        let place = self.place()?;
        let secret = self.secret()?;
        let notebook = Notebook::unlock(&place, &secret, packs(), Arc::clone(&self.random), self.now())?;
        Ok(Mutex::new(notebook))
    }
}

/// The packs that come with the app.
pub(crate) fn packs() -> Packs {
    Packs::shipped()
}
