//! A little room kept free beside the vault, so that a tap is not lost when the disk is full.

use super::error::VaultError;
use crate::durable_file;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// How much room is kept: enough for some hundred saves and one clean close.
pub const RESERVE_BYTES: usize = 2 * 1024 * 1024;

/// The file that holds the room. It is given up when a write finds the device full.
pub(super) struct Reserve {
    path: PathBuf,
    /// Nobody else touches the file, so it is looked for once: every save asks.
    held: Cell<bool>,
}

impl Reserve {
    /// The reserve of the vault at `vault`.
    pub(super) fn beside(vault: &Path) -> Self {
        let path = durable_file::with_suffix(vault, ".room");
        let held = std::fs::metadata(&path).is_ok_and(|file| usize::try_from(file.len()) == Ok(RESERVE_BYTES));
        Self { path, held: Cell::new(held) }
    }

    /// Whether the room is there.
    pub(super) fn is_held(&self) -> bool {
        self.held.get()
    }

    /// Takes the room with these bytes, which must not compress.
    pub(super) fn take(&self, bytes: &[u8]) -> Result<(), VaultError> {
        durable_file::write(&self.path, bytes)?;
        self.held.set(bytes.len() == RESERVE_BYTES);
        Ok(())
    }

    /// Gives the room up. True when there was some, so that the write is worth a second try.
    pub(super) fn give_up(&self) -> bool {
        self.held.set(false);
        self.path.exists() && durable_file::remove_file(&self.path).is_ok()
    }
}
