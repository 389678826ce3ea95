//! Every entry's own signature, checked one by one. When entries come in, the newest signature of a
//! chain stands for those before it; whoever brings one entry before a court needs its own.

use super::Notebook;
use super::error::NotebookError;
use crate::moment::Moment;
use crate::seal::{Authentic, Refused};
use crate::vault::StoredEntry;
use first72_wire::id::{DeviceId, RealmId, SpaceId};

/// What came of looking at every own signature of one realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCheck {
    /// The realm.
    pub realm: RealmId,
    /// How many entries carry a good signature of their own.
    pub good: u64,
    /// Entries that only a later signature of their chain proves. They are genuine, and stay.
    pub proven_by_later: Vec<EntryPlace>,
    /// Entries of devices that the directory no longer names, whose signatures cannot be checked.
    pub unknown_device: Vec<EntryPlace>,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryPlace {
    /// Its space.
    pub space: SpaceId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number in that device's chain, from 1.
    pub seq: u64,
}

impl Notebook {
    /// Checks the own signature of every entry in the vault, about 60 µs each.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn check_signatures(&mut self, now: Moment) -> Result<Vec<SignatureCheck>, NotebookError> {
        let mut checks = Vec::new();
        for seat in &self.seats {
            let (good, proven_by_later, unknown_device) = (0, Vec::new(), Vec::new());
            let mut check = SignatureCheck { realm: seat.realm(), good, proven_by_later, unknown_device };
            self.vault.entries(seat.realm(), now.wall_ms, |stored| {
                let header = &stored.entry.header;
                let place = EntryPlace { space: header.space, device: header.device, seq: header.seq };
                let own = match seat.directory.root_key(&header.device) {
                    Some(root) => by_key(root, &stored),
                    None => match seat.log_key_of(&header.device) {
                        Some(server) => by_key(&server.public, &stored),
                        None => Authentic::from_own_vault(&seat.directory, &stored.entry, stored.hash, stored.dir_pos)
                            .and_then(|entry| entry.check_signature()),
                    },
                };
                match own {
                    Ok(()) => check.good += 1,
                    Err(Refused::Signature) => check.proven_by_later.push(place),
                    Err(_) => check.unknown_device.push(place),
                }
            })?;
            checks.push(check);
        }
        Ok(checks)
    }
}

/// The root and the server are no devices: their keys stand in the genesis, or in what the root has said since.
fn by_key(key: &[u8; 32], stored: &StoredEntry) -> Result<(), Refused> {
    if stored.entry.is_signed_by(key) { Ok(()) } else { Err(Refused::Signature) }
}
