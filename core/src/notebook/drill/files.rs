//! The folder of a drill: a vault for each invented person, what came to the server, and how far the story has come.
//!
//! `run.json` marks the folder as a drill's and is written first: only a folder that has it, or is empty, is ever
//! thrown away.

use super::super::error::NotebookError;
use crate::drill::Player;
use crate::durable_file;
use crate::sync::MemoryRelay;
use crate::vault::VaultError;
use first72_wire::entry::SealedEntry;
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const RUN: &str = "run.json";
const SERVER: &str = "server";

/// How far a drill has come.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// The script's id.
    pub(super) script: String,
    /// The time of the drill.
    pub(super) shown_ms: i64,
    /// Whether its people are all there. A founding that was cut short is begun anew.
    pub(super) whole: bool,
    /// What has happened.
    pub(super) player: Player,
}

/// The folder.
pub(super) struct Files {
    root: PathBuf,
    /// How many of the server's entries are in the file.
    kept_entries: u64,
}

/// Throws a drill away with everything in it. That there was none is no error.
///
/// # Errors
/// [`NotebookError::ProfileExists`] when the folder holds something that is no drill; nothing is removed then.
pub fn throw_away(root: &Path) -> Result<(), NotebookError> {
    let listing = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(VaultError::from)?,
    };
    let is_drill = root.join(RUN).is_file();
    // A real notebook stands in `profiles`, directly below its folder; a drill's stand one deeper.
    if root.join("profiles").exists() || (!is_drill && listing.count() > 0) {
        return Err(NotebookError::ProfileExists);
    }
    Ok(durable_file::remove_invented(root).map_err(VaultError::from)?)
}

impl Files {
    pub(super) fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), kept_entries: 0 }
    }

    /// Marks an empty or missing folder as a drill's.
    pub(super) fn begin(root: &Path, script: &str, shown_ms: i64) -> Result<Self, NotebookError> {
        fs::create_dir_all(root).map_err(VaultError::from)?;
        let files = Self::at(root);
        files.write(&Kept { script: script.to_owned(), shown_ms, whole: false, player: Player::default() })?;
        Ok(files)
    }

    /// What is known of the drill that waits in a folder.
    pub(super) fn waiting(root: &Path) -> Option<Kept> {
        let bytes = fs::read(root.join(RUN)).ok()?;
        serde_json::from_slice::<Kept>(&bytes).ok().filter(|kept| kept.whole)
    }

    /// The folder of one person's device.
    pub(super) fn device(&self, person: &str) -> Result<PathBuf, NotebookError> {
        let folder = self.root.join(person);
        fs::create_dir_all(&folder).map_err(VaultError::from)?;
        Ok(folder)
    }

    /// Keeps how far the drill has come, and what is new on the server: entries first, so that no
    /// checkpoint that a device has seen is larger than what comes back.
    pub(super) fn keep(
        &mut self,
        script: &str,
        shown_ms: i64,
        player: &Player,
        relay: &MemoryRelay,
    ) -> Result<(), NotebookError> {
        let new = relay.entries_from(self.kept_entries);
        if !new.is_empty() {
            let mut bytes = Vec::new();
            for entry in &new {
                let entry = entry.to_bytes();
                bytes.extend(u32::try_from(entry.len()).unwrap_or(u32::MAX).to_be_bytes());
                bytes.extend(entry);
            }
            let file = OpenOptions::new().create(true).append(true).open(self.root.join(SERVER));
            file.and_then(|mut file| file.write_all(&bytes)).map_err(VaultError::from)?;
            self.kept_entries = self.kept_entries.saturating_add(new.len() as u64);
        }
        self.write(&Kept { script: script.to_owned(), shown_ms, whole: true, player: player.clone() })
    }

    /// The server's entries as they came; one that was cut short is the last.
    pub(super) fn entries(&mut self) -> Vec<SealedEntry> {
        let bytes = fs::read(self.root.join(SERVER)).unwrap_or_default();
        let mut rest = bytes.as_slice();
        let mut entries = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
            let Some((entry, after)) = after.split_at_checked(length) else { break };
            let Ok(entry) = SealedEntry::parse(entry) else { break };
            entries.push(entry);
            rest = after;
        }
        self.kept_entries = entries.len() as u64;
        entries
    }

    fn write(&self, kept: &Kept) -> Result<(), NotebookError> {
        let bytes = serde_json::to_vec(kept).map_err(|_| NotebookError::Damaged)?;
        Ok(durable_file::write(&self.root.join(RUN), &bytes).map_err(VaultError::from)?)
    }
}
