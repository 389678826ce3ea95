//! What agencies say at the door of a device: kept in the clear beside the vault, since it is read before the secret is typed
//! (CJIS AC-8). On a device that several people use the door says the same to everybody, whoever has a vault there.

use super::Notebook;
use super::error::NotebookError;
use super::open::Place;
use super::shared::SharedDevice;
use crate::durable_file;
use crate::vault::VaultError;
use crate::vault::profile::Profile;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::policy::use_notice::UseNotice;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

/// Longest file in bytes: what some agencies say in some languages.
const LONGEST_FILE: u64 = 64 * 1_024;
/// Most agencies whose words are kept.
const MOST_REALMS: usize = 8;

impl Place {
    /// What is said at this door, one for each agency that says something. What cannot be read is as good as nothing: the
    /// next unlock writes it anew.
    #[must_use]
    pub fn use_notices(&self) -> Vec<UseNotice> {
        self.profile().ok().flatten().map(|profile| read(&profile)).unwrap_or_default()
    }
}

impl SharedDevice {
    /// What is said at this door, whoever stands there: what the agencies of all who have a vault here say, each once.
    #[must_use]
    pub fn use_notices(&self) -> Vec<UseNotice> {
        let mut said: Vec<UseNotice> = Vec::new();
        for notice in self.places().unwrap_or_default().iter().flat_map(Place::use_notices) {
            if !said.contains(&notice) {
                said.push(notice);
            }
        }
        said
    }
}

impl Notebook {
    /// Keeps what this device shows while it is locked: what its agencies say, and what a registrar needs for a release.
    pub(super) fn keep_at_the_door(&mut self) -> Result<(), NotebookError> {
        // What stands at the door is the person's own, whatever opened it.
        if self.decoy {
            return Ok(());
        }
        let said = self.keep_use_notices();
        self.seal_release().and(said)
    }

    fn keep_use_notices(&self) -> Result<(), NotebookError> {
        let notices = self.seats.iter().filter_map(|seat| seat.directory.policy()?.use_notice.clone());
        let notices: Vec<UseNotice> = notices.take(MOST_REALMS).collect();
        if notices == read(&self.profile) {
            return Ok(());
        }
        // An agency that says nothing any more leaves an empty list.
        Ok(durable_file::write(&file(&self.profile), &to_bytes(&notices)).map_err(VaultError::from)?)
    }
}

/// The file `n`: readable while the profile is locked.
pub(super) fn file(profile: &Profile) -> PathBuf {
    profile.folder().join("n")
}

fn read(profile: &Profile) -> Vec<UseNotice> {
    let mut bytes = Vec::new();
    let opened = File::open(file(profile)).and_then(|file| file.take(LONGEST_FILE).read_to_end(&mut bytes));
    opened.ok().and_then(|_| from_bytes(&bytes).ok()).unwrap_or_default()
}

pub(super) fn to_bytes(notices: &[UseNotice]) -> Vec<u8> {
    let mut out = Writer::new();
    out.array(notices.len());
    for notice in notices {
        notice.write(&mut out);
    }
    out.into_bytes()
}

fn from_bytes(bytes: &[u8]) -> Result<Vec<UseNotice>, CborError> {
    let mut fields = Reader::strict(bytes)?;
    let at = fields.position();
    let count = fields.array()?;
    if count > MOST_REALMS {
        return Err(Reader::unexpected(at));
    }
    (0..count).map(|_| UseNotice::read(&mut fields)).collect()
}
