//! The names under which an unfit vault file is kept, and the renaming that a power cut cannot break.

use super::error::VaultError;
use crate::durable_file;
use std::path::{Path, PathBuf};

/// Renames an unfit vault file to `<name>.corrupt-<n>`, its journal with it, and says where.
///
/// # Errors
/// What the system refused; the file is then still under its own name.
pub fn set_aside(path: &Path) -> Result<PathBuf, VaultError> {
    let kept = nth_kept(path, count_kept(path)? + 1);
    durable_file::rename_synced(path, &kept)?;
    move_journal(path, &kept)?;
    Ok(kept)
}

/// Whether a vault file of this name was ever set aside and is still kept: it may hold what could not be read from it.
pub(crate) fn is_one_kept(path: &Path) -> Result<bool, VaultError> {
    Ok(count_kept(path)? > 0)
}

/// When the power went while a file was being set aside: brings that to its end and says where
/// the file is. None when no file was ever set aside here.
pub(super) fn finish_setting_aside(path: &Path) -> Result<Option<PathBuf>, VaultError> {
    let n = count_kept(path)?;
    if n == 0 {
        return Ok(None);
    }
    let kept = nth_kept(path, n);
    move_journal(path, &kept)?;
    Ok(Some(kept))
}

fn move_journal(path: &Path, kept: &Path) -> Result<(), VaultError> {
    let journal = durable_file::with_suffix(path, "-wal");
    if journal.exists() {
        durable_file::rename_synced(&journal, &durable_file::with_suffix(kept, "-wal"))?;
    }
    Ok(())
}

fn count_kept(path: &Path) -> Result<u32, VaultError> {
    let mut n = 0u32;
    while nth_kept(path, n.checked_add(1).ok_or(VaultError::TooLarge)?).exists() {
        n += 1;
    }
    Ok(n)
}

fn nth_kept(path: &Path, n: u32) -> PathBuf {
    durable_file::with_suffix(path, &format!(".corrupt-{n}"))
}
