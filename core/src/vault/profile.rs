//! The folder of one person on one device: `profiles/<32 hexadecimal digits>/` and its files.
//!
//! The name says nothing about the person, and no list of names is kept anywhere.

use super::error::VaultError;
use crate::durable_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Ends the name of a profile's folder until everything is in it.
const UNFINISHED: &str = ".new";

/// Where one person's files stand. The folder's name is 16 bytes that the caller chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    folder: PathBuf,
    id: [u8; 16],
}

/// A profile that is being made. Until [`Unfinished::finish`] it is no profile: a device that dies
/// in between has none, and can make one.
pub struct Unfinished {
    inside: Profile,
    name: PathBuf,
}

impl Unfinished {
    /// The profile as it stands now, for putting its files into it.
    #[must_use]
    pub const fn inside(&self) -> &Profile {
        &self.inside
    }

    /// Gives the folder its name. No file in it may be open.
    ///
    /// # Errors
    /// What the system refused.
    pub fn finish(self) -> Result<Profile, VaultError> {
        durable_file::rename_synced(&self.inside.folder, &self.name)?;
        Ok(Profile { folder: self.name, id: self.inside.id })
    }
}

impl Profile {
    /// Begins the folder `root/profiles/<id>` under another name, and what lies above it if that is
    /// missing. What is left of one that was never finished is removed: nothing in it was ever used.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`] when this profile exists, or what the system refused.
    pub fn begin(root: &Path, id: [u8; 16]) -> Result<Unfinished, VaultError> {
        fs::create_dir_all(root)?;
        match durable_file::make_folder(&root.join("profiles")) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        for left in unfinished(&root.join("profiles"))? {
            durable_file::remove_folder(&left)?;
        }
        let Self { folder: name, id } = Self::at(root, id);
        if name.exists() {
            return Err(VaultError::AlreadyThere);
        }
        let folder = durable_file::with_suffix(&name, UNFINISHED);
        durable_file::make_folder(&folder)?;
        Ok(Unfinished { inside: Self { folder, id }, name })
    }

    /// The profile with this id, which need not exist.
    #[must_use]
    pub fn at(root: &Path, id: [u8; 16]) -> Self {
        let name: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { folder: root.join("profiles").join(name), id }
    }

    /// Every profile under `root`, in the order of their names. Other names are passed over.
    ///
    /// # Errors
    /// What the system refused; a missing `profiles` folder is an empty list.
    pub fn all(root: &Path) -> Result<Vec<Self>, VaultError> {
        let listing = match fs::read_dir(root.join("profiles")) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut found = Vec::new();
        for item in listing {
            if let Some(id) = item?.file_name().to_str().and_then(id_of) {
                found.push(Self::at(root, id));
            }
        }
        found.sort_by_key(|profile| profile.id);
        Ok(found)
    }

    /// The 16 bytes that name this profile.
    #[must_use]
    pub const fn id(&self) -> [u8; 16] {
        self.id
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The unlock file.
    #[must_use]
    pub fn unlock_file(&self) -> PathBuf {
        self.folder.join("u")
    }

    /// The counter of missed attempts.
    #[must_use]
    pub fn attempts_file(&self) -> PathBuf {
        self.folder.join("c")
    }

    /// The vault.
    #[must_use]
    pub fn vault_file(&self) -> PathBuf {
        self.folder.join("v")
    }

    /// The file beside the vault, where people may have a second PIN: the decoy, or noise of the same size.
    #[must_use]
    pub fn second_file(&self) -> PathBuf {
        self.folder.join("w")
    }
}

fn id_of(name: &str) -> Option<[u8; 16]> {
    let first72_wire::id::SpaceId(id) = name.parse().ok()?;
    Some(id)
}

/// Folders of profiles that were begun and never finished.
fn unfinished(profiles: &Path) -> Result<Vec<PathBuf>, VaultError> {
    let mut left = Vec::new();
    for item in fs::read_dir(profiles)? {
        let item = item?;
        if item.file_name().to_str().and_then(|name| name.strip_suffix(UNFINISHED)).and_then(id_of).is_some() {
            left.push(item.path());
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(root: &Path, id: u8) -> Profile {
        Profile::begin(root, [id; 16]).unwrap().finish().unwrap()
    }

    #[test]
    fn a_profile_is_found_again_by_its_folder() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(Profile::all(root.path()).unwrap(), []);
        let (second, first) = (make(root.path(), 2), make(root.path(), 1));
        fs::write(root.path().join("profiles").join("notes.txt"), "").unwrap();
        assert_eq!(Profile::all(root.path()).unwrap(), [first, second]);
    }

    #[test]
    fn a_profile_is_never_made_over_another() {
        let root = tempfile::tempdir().unwrap();
        let profile = make(root.path(), 1);
        durable_file::write(&profile.unlock_file(), b"kept").unwrap();
        assert_eq!(Profile::begin(root.path(), [1; 16]).err(), Some(VaultError::AlreadyThere));
        assert_eq!(fs::read(profile.unlock_file()).unwrap(), b"kept");
    }

    #[test]
    fn an_unfinished_profile_is_none_and_goes_when_another_is_begun() {
        let root = tempfile::tempdir().unwrap();
        let unfinished = Profile::begin(root.path(), [1; 16]).unwrap();
        let left = unfinished.inside().clone();
        durable_file::write(&left.unlock_file(), b"never used").unwrap();
        assert_eq!(Profile::all(root.path()).unwrap(), []);
        let second = make(root.path(), 2);
        assert!(!left.folder().exists());
        assert_eq!(Profile::all(root.path()).unwrap(), [second]);
    }
}
