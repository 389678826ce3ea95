//! The two files of a profile whose agency offers a second PIN: of one size and one age, and each random to whoever has no
//! key. Which of them is the person's own, and whether the other holds anything, cannot be told from them.

use super::super::Notebook;
use super::super::error::NotebookError;
use super::super::open::{row_mac, store_key};
use crate::durable_file;
use crate::seal::{Randomness, Unlocked};
use crate::vault::filled::STEP_BYTES;
use crate::vault::profile::Profile;
use crate::vault::reserve::RESERVE_BYTES;
use crate::vault::{Vault, VaultError};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

impl Notebook {
    /// Brings both files to the same size, and makes the second one when there is none. Costs nothing when it is so.
    ///
    /// # Errors
    /// [`VaultError::Full`] when the device has no room for it; nothing that was saved is touched, and the next unlock
    /// tries again.
    pub(in super::super) fn keep_two_files(&mut self) -> Result<(), NotebookError> {
        if self.decoy || !self.offers_second_pin() {
            return Ok(());
        }
        let second = self.profile.second_file();
        let there = length(&second);
        let wanted = self.vault.fill_up(there.div_ceil(STEP_BYTES).saturating_mul(STEP_BYTES))?;
        match self.kept_second_key() {
            Some(keys) if there > 0 && there < wanted => lengthen_decoy(&second, &keys, wanted)?,
            Some(_) => {}
            None => lengthen_noise(&second, wanted, &*self.random)?,
        }
        let room = durable_file::with_suffix(&second, ".room");
        lengthen_noise(&room, RESERVE_BYTES as u64, &*self.random)
    }

    /// Gives the two files the same age. Called when nothing of the vault is open any more.
    pub(in super::super) fn of_one_age(profile: &Profile) {
        let second = profile.second_file();
        if !second.exists() {
            return;
        }
        let room = |path: &Path| durable_file::with_suffix(path, ".room");
        let own = profile.vault_file();
        let files = [room(&own), own, room(&second), second];
        let newest = files.iter().filter_map(|path| std::fs::metadata(path).ok()?.modified().ok()).max();
        let Some(newest) = newest else { return };
        for path in &files {
            // What has another age says which file was used last, to somebody who has the device for long.
            let _best_effort = OpenOptions::new().write(true).open(path).and_then(|file| file.set_modified(newest));
        }
    }
}

pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

fn lengthen_decoy(path: &Path, keys: &Unlocked, wanted: u64) -> Result<(), VaultError> {
    let mut decoy = Vault::open(path, &store_key(keys), row_mac(keys))?;
    decoy.fill_up(wanted)?;
    decoy.close()
}

/// Adds random bytes until the file has so many. What stands there already stays, whatever it is. On a device without room
/// for them none are added: noise must not take the place of what somebody is about to save.
fn lengthen_noise(path: &Path, wanted: u64, random: &dyn Randomness) -> Result<(), NotebookError> {
    let before = length(path);
    if before >= wanted {
        return Ok(());
    }
    let mut file = File::options().append(true).create(true).open(path).map_err(VaultError::from)?;
    let added = add_noise(&mut file, wanted.saturating_sub(before), random);
    if added.is_err() {
        // Best effort: the next unlock finds it shorter than it should be, and tries again.
        let _room_again = file.set_len(before);
    }
    added
}

fn add_noise(file: &mut File, mut missing: u64, random: &dyn Randomness) -> Result<(), NotebookError> {
    let mut noise = vec![0; 1 << 20];
    while missing > 0 {
        random.fill(&mut noise)?;
        let part = usize::try_from(missing).unwrap_or(noise.len()).min(noise.len());
        file.write_all(noise.get(..part).unwrap_or(&noise)).map_err(VaultError::from)?;
        missing = missing.saturating_sub(part as u64);
    }
    Ok(file.sync_all().map_err(VaultError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{NoRandomness, SystemRandomness};
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    /// Fails after so many draws, as a full device does after so many megabytes.
    struct Ends(AtomicU32);

    impl Randomness for Ends {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
            self.0.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).map_err(|_| NoRandomness)?;
            SystemRandomness::new().fill(bytes)
        }
    }

    #[test]
    fn what_could_not_be_added_whole_takes_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w");
        lengthen_noise(&path, 1_000, &SystemRandomness::new()).unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(lengthen_noise(&path, 3 << 20, &Ends(AtomicU32::new(2))).is_err());
        assert!(std::fs::read(&path).unwrap() == before);
        lengthen_noise(&path, 3 << 20, &SystemRandomness::new()).unwrap();
        assert_eq!(length(&path), 3 << 20);
        assert!(std::fs::read(&path).unwrap().starts_with(&before));
    }
}
