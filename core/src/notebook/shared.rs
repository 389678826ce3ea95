//! A device that several people use, such as a station's tablet: each has a vault of their own, with keys, chip keys and
//! files of its own, in a folder whose name says nothing. There is no list of names: a person types theirs at the door.

use super::error::NotebookError;
use super::open::{Chip, Place};
use crate::durable_file;
use crate::seal::{Randomness, ShortName, is_mark_of, mark_name};
use crate::vault::VaultError;
use crate::vault::profile::Profile;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Holds a folder for each person.
const PEOPLE: &str = "people";
/// The mark of a person's short name, in their folder.
pub(super) const MARK: &str = "name";
/// At most so many vaults on one device: each answers whenever a name is typed.
pub const MOST_PEOPLE: usize = 30;

/// A device that several people use. Each person's folder is a [`Place`] like that of a device of one person.
pub struct SharedDevice {
    people: PathBuf,
    chip: Chip,
}

/// Why a device could not be shared as asked. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SharedError {
    /// Nothing, more than 64 characters, or characters that cannot be seen.
    #[error("this is no short name")]
    Name,
    /// Somebody on this device goes by that name.
    #[error("somebody on this device goes by that name")]
    Taken,
    /// Thirty people have a vault here.
    #[error("{MOST_PEOPLE} people have a vault on this device")]
    Full,
    /// The device is one person's: a vault stands where those of several people cannot.
    #[error("this device is one person's")]
    OnePersons,
    /// Somebody has a vault here, or began to make one.
    #[error("somebody has a vault on this device")]
    InUse,
    /// The device is one that several people use, and it was not said who asks.
    #[error("several people use this device, and none was named")]
    Whose,
    /// Nobody on this device goes by that name, or the device is one person's.
    #[error("nobody on this device goes by that name")]
    Nobody,
}

impl SharedError {
    /// Stable code for screens and scripts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name => "shared.name",
            Self::Taken => "shared.taken",
            Self::Full => "shared.full",
            Self::OnePersons => "shared.one-persons",
            Self::InUse => "shared.in-use",
            Self::Whose => "shared.whose",
            Self::Nobody => "shared.nobody",
        }
    }
}

impl Place {
    /// Whether several people use the device of this folder. Asked often: one look at the disk.
    #[must_use]
    pub fn is_shared(root: &Path) -> bool {
        root.join(PEOPLE).is_dir()
    }

    /// This place's device as one that several people use; none while it is one person's.
    #[must_use]
    pub fn shared(&self) -> Option<SharedDevice> {
        let people = || self.folder().join(PEOPLE);
        Self::is_shared(self.folder()).then(|| SharedDevice { people: people(), chip: self.chip_kind() })
    }

    /// Makes this place's device one that several people use. Doing it twice is no error.
    ///
    /// # Errors
    /// [`SharedError::OnePersons`] when a vault stands here.
    pub fn share(&self) -> Result<SharedDevice, NotebookError> {
        if self.profile()?.is_some() {
            return Err(SharedError::OnePersons.into());
        }
        let people = self.folder().join(PEOPLE);
        make_folder(&people)?;
        Ok(SharedDevice { people, chip: self.chip_kind() })
    }
}

impl SharedDevice {
    /// Whether nobody has a vault here, and nobody began to make one.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn is_unused(&self) -> Result<bool, NotebookError> {
        Ok(self.folders()?.is_empty())
    }

    /// Makes the device one person's again, while nobody has a vault here.
    ///
    /// # Errors
    /// [`SharedError::InUse`] when somebody has.
    pub fn unshare(self) -> Result<(), NotebookError> {
        if !self.is_unused()? {
            return Err(SharedError::InUse.into());
        }
        durable_file::remove_folder(&self.people).map_err(refused)
    }

    /// The place of the person with this name; none when nobody here goes by it.
    ///
    /// # Errors
    /// When a folder cannot be read or the chip does not answer.
    pub fn place_of(&self, name: &ShortName) -> Result<Option<Place>, NotebookError> {
        let mut found = None;
        // All are asked, so that the time does not tell which it was.
        for folder in self.folders()? {
            let place = Place::new(&folder, self.chip.clone())?;
            let mark = match fs::read(folder.join(MARK)) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                read => read.map_err(refused)?,
            };
            if is_mark_of(&mark, name, place.chip())? {
                found = Some(place);
            }
        }
        Ok(found)
    }

    /// Whether somebody's vault answers to this name.
    ///
    /// # Errors
    /// As [`SharedDevice::place_of`].
    pub fn is_taken(&self, name: &ShortName) -> Result<bool, NotebookError> {
        let place = self.place_of(name)?;
        Ok(place.map(|place| place.profile()).transpose()?.flatten().is_some())
    }

    /// A place for the vault of a person who is new here. One that was begun under the name and never finished is
    /// taken again, and so is that of a vault that a registrar's word has destroyed.
    ///
    /// # Errors
    /// [`SharedError::Taken`] and [`SharedError::Full`].
    pub fn place_for(&self, name: &ShortName, random: &dyn Randomness) -> Result<Place, NotebookError> {
        if let Some(place) = self.place_of(name)? {
            return if place.profile()?.is_some() { Err(SharedError::Taken.into()) } else { Ok(place) };
        }
        let folder = self.folder_for_new(random)?;
        let place = Place::new(&folder, self.chip.clone())?;
        durable_file::write(&folder.join(MARK), &mark_name(name, place.chip(), random)?).map_err(refused)?;
        Ok(place)
    }

    /// What a secret costs that is typed for a name that nobody here has: as much as a miss takes, and no more comes of it.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn miss(&self, secret: &[u8]) -> Result<(), NotebookError> {
        for folder in self.folders()? {
            let place = Place::new(&folder, self.chip.clone())?;
            if let Some(profile) = place.profile()? {
                return Ok(place.lock_of(&profile).pretend(secret)?);
            }
        }
        Ok(())
    }

    /// The places of all who have a vault here, or began to make one.
    pub(super) fn places(&self) -> Result<Vec<Place>, NotebookError> {
        self.folders()?.iter().map(|folder| Place::new(folder, self.chip.clone())).collect()
    }

    /// A folder without a name: one that a crash left so, else a new one.
    fn folder_for_new(&self, random: &dyn Randomness) -> Result<PathBuf, NotebookError> {
        let folders = self.folders()?;
        let left = folders.iter().find(|folder| !folder.join(MARK).exists());
        if let Some(left) = left.filter(|folder| Profile::all(folder).is_ok_and(|all| all.is_empty())) {
            return Ok(left.clone());
        }
        if folders.len() >= MOST_PEOPLE {
            return Err(SharedError::Full.into());
        }
        let id = super::draw_id(random)?;
        let folder = self.people.join(id.map(|byte| format!("{byte:02x}")).concat());
        make_folder(&folder)?;
        Ok(folder)
    }

    /// The folders of people, in the order of their names. Other names are passed over.
    fn folders(&self) -> Result<Vec<PathBuf>, NotebookError> {
        let mut found = Vec::new();
        for item in fs::read_dir(&self.people).map_err(refused)? {
            let item = item.map_err(refused)?;
            let named = item.file_name().to_str().is_some_and(is_name_of_folder);
            if named {
                found.push(item.path());
            }
        }
        found.sort();
        Ok(found)
    }
}

fn is_name_of_folder(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

fn make_folder(folder: &Path) -> Result<(), NotebookError> {
    match durable_file::make_folder(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(refused(error)),
        _ => Ok(()),
    }
}

pub(super) fn refused(error: std::io::Error) -> NotebookError {
    NotebookError::Vault(VaultError::from(error))
}
