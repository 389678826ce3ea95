//! A vault on a device of several people that nobody has opened for long removes itself. Only one of which nothing is lost:
//! what its person saved is on the servers, and somebody else's device and the paper key open each space that it opens, so that
//! their next device gets it from there. A registrar's never does.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use super::shared::{MARK, SharedDevice, refused};
use crate::durable_file;
use crate::moment::Moment;
use crate::seal::Randomness;
use crate::vault::set_aside::is_one_kept;
use first72_wire::id::DeviceId;
use first72_wire::key_body::SpaceClass;
use std::fs;
use std::path::Path;

/// So many days a vault waits for its person. Proposal.
pub const MOST_DAYS_UNUSED: i64 = 14;
const DAY_MS: i64 = 86_400_000;
/// The file beside a closed vault in which nothing waits: when it was opened last, i64 ms since 1970, 8 bytes.
const SETTLED: &str = "settled";

impl Notebook {
    /// Whether nothing is lost with this vault: everything has reached the servers and can be opened without it, nothing is
    /// half-typed, and no damaged file is kept from which more may be read one day.
    pub(super) fn is_settled(&self) -> Result<bool, NotebookError> {
        let files = [self.profile.vault_file(), self.profile.second_file()];
        if files.iter().any(|file| is_one_kept(file).unwrap_or(true)) || !self.vault.drafts()?.is_empty() {
            return Ok(false);
        }
        for seat in &self.seats {
            let realm = seat.realm();
            let is_registrar = seat.directory.device(&seat.device()).is_some_and(|device| device.is_registrar);
            let waits = !self.vault.outbox_hashes(realm)?.is_empty()
                || !self.vault.carried_waiting(realm)?.is_empty()
                || !self.vault.audit_waiting(realm, 1)?.is_empty();
            if is_registrar || waits || !seat.others_open_what_it_opens() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether its device is one that several people use.
    pub(super) fn is_one_of_several(&self) -> bool {
        self.home.as_ref().is_some_and(|home| home.root.join(MARK).exists())
    }

    /// At every unlock: whatever was said of this vault when it was closed is over. What the second PIN opens knows nothing of
    /// what waits in the other file, and says nothing.
    pub(super) fn note_use(&self) -> Result<(), NotebookError> {
        let Some(home) = &self.home else { return Ok(()) };
        durable_file::remove_for_good(&home.root.join(SETTLED)).map_err(refused)
    }

    /// At every lock, on a device of several people.
    pub(super) fn note_settled(&self) -> Result<(), NotebookError> {
        let Some(home) = &self.home else { return Ok(()) };
        if !self.is_one_of_several() || self.decoy || self.wiped || !self.is_settled()? {
            return Ok(());
        }
        durable_file::write(&home.root.join(SETTLED), &self.opened_ms.to_be_bytes()).map_err(refused)
    }
}

impl Seat {
    /// Whether each key that this device holds is held by another live device too, and sealed to the paper key of its class:
    /// the others may lie on this very tablet, and go on the same day. A copy that was given has no paper key; it can be
    /// given again.
    fn others_open_what_it_opens(&self) -> bool {
        let is_other = |device: &DeviceId| {
            *device != self.device() && self.directory.device(device).is_some_and(|record| record.is_live())
        };
        let of_content = self.spaces.values().filter(|space| space.class != Some(SpaceClass::Directory));
        let mut held =
            of_content.flat_map(|space| space.keys.tips().filter(|key| key.held).map(move |key| (space, key)));
        held.all(|(space, key)| {
            let on_paper = key.recovery_epoch.is_some() || space.class == Some(SpaceClass::Released);
            on_paper && key.readers.iter().any(is_other)
        })
    }
}

impl SharedDevice {
    /// Removes the vaults in which nothing waits and that nobody has opened for [`MOST_DAYS_UNUSED`] days by this device's
    /// clock. Says how many. Their keys go first.
    ///
    /// # Errors
    /// When a folder cannot be read, or a vault cannot be removed; those before it are.
    pub fn remove_unused(&self, now: Moment, random: &dyn Randomness) -> Result<usize, NotebookError> {
        let mut removed = 0;
        for place in self.places()? {
            if !is_unused(place.folder(), now) {
                continue;
            }
            if let Some(profile) = place.profile()? {
                place.home().destroy(&profile, random)?;
            }
            // The name goes last: a folder without one is given to the next person, and must say nothing of this vault.
            for name in [SETTLED, MARK] {
                durable_file::remove_for_good(&place.folder().join(name)).map_err(refused)?;
            }
            removed += 1;
        }
        Ok(removed)
    }
}

/// A file that is not 8 bytes says nothing, and neither does one of the future.
fn is_unused(folder: &Path, now: Moment) -> bool {
    let said = fs::read(folder.join(SETTLED)).ok().and_then(|bytes| bytes.try_into().ok()).map(i64::from_be_bytes);
    said.is_some_and(|opened_ms| now.wall_ms.saturating_sub(opened_ms) >= MOST_DAYS_UNUSED * DAY_MS)
}
