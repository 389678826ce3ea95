//! The folder of one person on one device: `profiles/<32 hexadecimal digits>/` and its files.
//!
//! The name says nothing about the person, and no list of names is kept anywhere.

use super::error::VaultError;
use crate::durable_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Where one person's files stand. The folder's name is 16 bytes that the caller chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    folder: PathBuf,
    id: [u8; 16],
}

impl Profile {
    /// Makes the folder `root/profiles/<id>`, and what lies above it if that is missing.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`] when this profile exists, or what the system refused.
    pub fn create(root: &Path, id: [u8; 16]) -> Result<Self, VaultError> {
        fs::create_dir_all(root)?;
        match durable_file::make_folder(&root.join("profiles")) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        let profile = Self::at(root, id);
        durable_file::make_folder(&profile.folder)?;
        Ok(profile)
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
            let name = item?.file_name();
            if let Some(id) = name.to_str().and_then(|text| text.parse().ok()) {
                let first72_wire::id::SpaceId(id) = id;
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_found_again_by_its_folder() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(Profile::all(root.path()).unwrap(), []);
        let second = Profile::create(root.path(), [2; 16]).unwrap();
        let first = Profile::create(root.path(), [1; 16]).unwrap();
        fs::write(root.path().join("profiles").join("notes.txt"), "").unwrap();
        assert_eq!(Profile::all(root.path()).unwrap(), [first, second]);
    }

    #[test]
    fn a_profile_is_never_made_over_another() {
        let root = tempfile::tempdir().unwrap();
        let profile = Profile::create(root.path(), [1; 16]).unwrap();
        durable_file::write(&profile.unlock_file(), b"kept").unwrap();
        assert_eq!(Profile::create(root.path(), [1; 16]), Err(VaultError::AlreadyThere));
        assert_eq!(fs::read(profile.unlock_file()).unwrap(), b"kept");
    }
}
