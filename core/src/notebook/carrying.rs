//! Bringing saves of other devices to the server, and the server's receipts back to whoever saved them. All of it stays sealed:
//! what this device cannot read it brings all the same.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::exchange::open;
use super::seat::Seat;
use crate::audit::AuditEvent;
use crate::carrying::{CarryError, DirectoryCopy, Slip};
use crate::directory::ended::Unsent;
use crate::episode::Record;
use crate::moment::Moment;
use crate::sync::{Brought, Relay, SyncError, carry, refusal};
use crate::vault::{BroughtEntries, CarriedCount, Named, Placed, Receipt};
use first72_wire::entry::SealedEntry;
use first72_wire::id::{DeviceId, Hash, PersonId, RealmId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

const SHARED_FOLDER: &str = "shared-folder";

/// What is here of one other device, in a realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryLine {
    /// The realm.
    pub realm: RealmId,
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// The short name of that person.
    pub short_name: Option<String>,
    /// Saves that wait here, that the server refused, and that it has signed for.
    pub count: CarriedCount,
    /// Why it refused some, as stable codes.
    pub refusals: Vec<String>,
}

/// What a device has not sent yet, sealed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The bytes that another device takes along.
    pub bytes: Vec<u8>,
    /// Entries in it.
    pub entries: usize,
}

/// What became of something that another device handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenAlong {
    /// Sealed entries: they go with the next sync.
    Entries {
        /// The realm.
        realm: RealmId,
        /// How many are new here.
        new: usize,
        /// How many were here already.
        known: usize,
        /// How many are not genuine, or by nobody who is known here. They are not kept; whoever gave them still has them.
        refused: usize,
    },
    /// Receipts of the server for entries of this device.
    Receipts {
        /// The realm.
        realm: RealmId,
        /// How many of its saves were only here until now, and are on the server.
        settled: usize,
    },
    /// A copy of the directory: what this device had to know to reach the server again.
    Directory {
        /// The realm.
        realm: RealmId,
        /// How many entries are new here.
        new: usize,
    },
}

/// The newest save of another device that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSave {
    /// The device.
    pub device: DeviceId,
    /// The short name of whose it is.
    pub short_name: Option<String>,
    /// When it was made, by that device's reckoning, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// What became of entries that this device carried for others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Entries that the server has now.
    pub stored: usize,
    /// Entries that it refused.
    pub refused: usize,
}

/// Brings what this device holds of others to a realm's server. The notebook is open to other work while the network is slow.
///
/// # Errors
/// When the server cannot be reached or answers wrongly. What was not stored stays here for the next time.
pub(super) fn bring(
    door: &Mutex<Notebook>,
    realm: RealmId,
    relay: &dyn Relay,
    now: &dyn Fn() -> Moment,
) -> Result<Carried, NotebookError> {
    let (terms, random, waiting) = {
        let notebook = open(door);
        // A server that was caught gets nothing, as in any sync.
        let stopped = notebook.vault.server_stopped(realm)?.is_some();
        let waiting = if stopped { Vec::new() } else { notebook.vault.carried_waiting(realm)? };
        (notebook.seat_of(realm)?.terms(), std::sync::Arc::clone(&notebook.random), waiting)
    };
    let mut carried = Carried::default();
    if waiting.is_empty() {
        return Ok(carried);
    }
    // A device that was ended meanwhile signs nothing, and is refused.
    let sign = |message: &[u8]| open(door).seat_of(realm).map_or([0; 64], |seat| seat.keys.sign(message));
    let mut each = |brought: Brought| {
        let became = open(door).note_brought(realm, &brought)?;
        carried.stored = carried.stored.saturating_add(became.stored);
        carried.refused = carried.refused.saturating_add(became.refused);
        Ok(())
    };
    let brought = carry(&terms, &waiting, relay, &sign, &*random, now(), &mut each);
    if carried.stored > 0 {
        let amount = About::amount(u64::try_from(carried.stored).unwrap_or(u64::MAX));
        open(door).record_alone(realm, AuditEvent::CarriedIn, amount, now());
    }
    brought?;
    Ok(carried)
}

impl Notebook {
    /// Takes what another device handed over: a bundle of its entries, a slip of receipts for entries of this one, or a copy of
    /// the directory.
    ///
    /// # Errors
    /// [`CarryError`] when it can be no use here; the store's own when it cannot be kept. The other device still has it.
    pub fn take_along(&mut self, bytes: &[u8], now: Moment) -> Result<TakenAlong, NotebookError> {
        if Slip::is_one(bytes) {
            return self.take_receipts(bytes);
        }
        if DirectoryCopy::is_one(bytes) {
            return self.take_copy(bytes, now);
        }
        let entries = Unsent::parse(bytes).map_err(|_| CarryError::Kind)?;
        let realm = entries.first().map(|entry| entry.header.realm).ok_or(CarryError::Kind)?;
        if self.is_drill() {
            return Err(CarryError::Realm.into());
        }
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(CarryError::Realm)?;
        if entries.iter().all(|entry| entry.header.device == seat.device()) {
            return Err(CarryError::Own.into());
        }
        let total = entries.len();
        let genuine: Vec<SealedEntry> = entries.into_iter().filter(|entry| seat.may_carry(entry)).collect();
        if genuine.is_empty() {
            return Err(CarryError::Stranger.into());
        }
        let refused = total - genuine.len();
        let signed_for = self.signed_for(realm, &genuine)?;
        let wanted: Vec<SealedEntry> =
            genuine.into_iter().filter(|entry| !signed_for.contains(&entry.hash())).collect();
        let new = self.vault.take_along(&wanted, now.wall_ms)?;
        Ok(TakenAlong::Entries { realm, new, known: total - refused - new, refused })
    }

    fn take_copy(&mut self, bytes: &[u8], now: Moment) -> Result<TakenAlong, NotebookError> {
        let entries = DirectoryCopy::parse(bytes).map_err(|_| CarryError::Kind)?;
        let realm = entries.first().map(|entry| entry.header.realm).ok_or(CarryError::Kind)?;
        if self.is_drill() || !self.seats.iter().any(|seat| seat.realm() == realm) {
            return Err(CarryError::Realm.into());
        }
        Ok(TakenAlong::Directory { realm, new: self.learn_directory(realm, entries, now)? })
    }

    /// What is here of other devices.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn carrying(&self) -> Result<Vec<CarryLine>, NotebookError> {
        let mut lines = Vec::new();
        for seat in &self.seats {
            for (device, count) in self.vault.carried(seat.realm())? {
                let person = seat.directory.person_of(&device);
                lines.push(CarryLine {
                    realm: seat.realm(),
                    device,
                    person: person.map(|person| person.person_id),
                    short_name: person.and_then(|person| person.facts.as_ref()).map(|facts| facts.short_name.clone()),
                    count,
                    refusals: self.vault.carried_refusals(seat.realm(), device)?,
                });
            }
        }
        Ok(lines)
    }

    /// The newest save that is here of each other live device that wrote in an episode of this notebook, the oldest first:
    /// who may still have something that did not come.
    #[must_use]
    pub fn last_saves(&self) -> Vec<LastSave> {
        let mut newest: BTreeMap<DeviceId, i64> = BTreeMap::new();
        for save in self.records.values().flat_map(Record::history) {
            let at_ms = newest.entry(save.author()).or_insert(i64::MIN);
            *at_ms = (*at_ms).max(save.op().hlc.ms());
        }
        let of_seat = |seat: &Seat, device: DeviceId, at_ms: i64| {
            let known =
                seat.directory.device(&device).filter(|known| known.ends.is_empty() && device != seat.device())?;
            let person = seat.directory.person(&known.person_id).and_then(|person| person.facts.as_ref());
            Some(LastSave { device, short_name: person.map(|facts| facts.short_name.clone()), at_ms })
        };
        let all = newest
            .into_iter()
            .filter_map(|(device, at_ms)| self.seats.iter().find_map(|seat| of_seat(seat, device, at_ms)));
        let mut all: Vec<LastSave> = all.collect();
        all.sort_by_key(|save| (save.at_ms, save.device));
        all
    }

    /// The slip that shows a device which of its entries are on the server; none when there is none for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn slip_for(&self, realm: RealmId, device: DeviceId) -> Result<Option<Vec<u8>>, NotebookError> {
        let receipts = self.vault.carried_receipts(realm, device)?;
        Ok((!receipts.is_empty()).then(|| Slip::to_bytes(realm, device, &receipts)))
    }

    /// The device has its receipts, or has synced itself: what is here of it is let go of, but for what still waits.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn done_carrying(&mut self, realm: RealmId, device: DeviceId) -> Result<(), NotebookError> {
        Ok(self.vault.done_carrying(realm, device)?)
    }

    /// What this device has not sent yet, as another takes it along; none when all of it is on the server, and none of a
    /// drill, whose server is in memory.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn to_hand_over(&self, realm: RealmId) -> Result<Option<Bundle>, NotebookError> {
        if self.is_drill() {
            return Ok(None);
        }
        let unsent = self.unsent_of(realm)?;
        let bundle = || Bundle { bytes: Unsent::to_bytes(&unsent), entries: unsent.len() };
        Ok((!unsent.is_empty()).then(bundle))
    }

    /// The folder through which several devices hand each other what they carry; none when this one was told of none.
    #[must_use]
    pub fn shared_folder(&self) -> Option<String> {
        let kept = self.vault.setting(SHARED_FOLDER).ok().flatten()?;
        String::from_utf8(kept).ok().filter(|folder| !folder.is_empty())
    }

    /// Uses a folder from now on, or none.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_shared_folder(&mut self, folder: Option<&str>) -> Result<(), NotebookError> {
        Ok(self.vault.set(SHARED_FOLDER, folder.unwrap_or_default().as_bytes())?)
    }

    /// Of which entries the receipts are here: they are on the server, though their author has not heard so.
    fn signed_for(&self, realm: RealmId, entries: &[SealedEntry]) -> Result<BTreeSet<Hash>, NotebookError> {
        let devices: BTreeSet<DeviceId> = entries.iter().map(|entry| entry.header.device).collect();
        let mut hashes = BTreeSet::new();
        for device in devices {
            let Some(slip) = self.slip_for(realm, device)? else { continue };
            let receipts = Slip::parse(&slip)?.receipts.into_iter();
            hashes.extend(receipts.flat_map(|receipt| receipt.placed).map(|(hash, _)| hash));
        }
        Ok(hashes)
    }

    fn note_brought(&mut self, realm: RealmId, brought: &Brought) -> Result<Carried, SyncError> {
        let mut placed = Vec::new();
        let mut refused = Vec::new();
        for (hash, outcome) in &brought.outcomes {
            // They are not among this device's own entries, so they have no row there.
            placed.extend(outcome.pos().map(|pos| Placed { entry: Named { row: 0, hash: *hash }, pos, leaf: None }));
            refused.extend(refusal(outcome).map(|code| (*hash, code)));
        }
        let became = Carried { stored: placed.len(), refused: refused.len() };
        let signed = &brought.receipt;
        let receipt = Receipt { server_ms: signed.server_ms, signature: signed.signature, placed };
        let receipt = (became.stored > 0).then_some(receipt);
        self.vault.brought(realm, &BroughtEntries { device: brought.device, receipt, refused })?;
        Ok(became)
    }

    /// Receipts that another device brought back. Their signature is the server's own, so it does not matter who brought them.
    fn take_receipts(&mut self, bytes: &[u8]) -> Result<TakenAlong, NotebookError> {
        let slip = Slip::parse(bytes)?;
        let realm = slip.realm;
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(CarryError::Realm)?;
        if slip.device != seat.device() {
            return Err(CarryError::OtherDevice.into());
        }
        let keys = seat.log_keys();
        let signed = slip.receipts.iter().filter(|receipt| receipt.check(&realm, &keys)).collect::<Vec<_>>();
        if signed.is_empty() {
            return Err(CarryError::Unsigned.into());
        }
        let waiting: BTreeMap<Hash, i64> =
            self.vault.outbox_named(realm)?.into_iter().map(|named| (named.hash, named.row)).collect();
        let mut settled = BTreeSet::new();
        for receipted in signed {
            let row = |hash: &Hash| waiting.get(hash).copied();
            settled.extend(receipted.placed.iter().map(|(hash, _)| *hash).filter(|hash| row(hash).is_some()));
            let placed = receipted.placed.iter().map(|(hash, pos)| Placed {
                entry: Named { row: row(hash).unwrap_or_default(), hash: *hash },
                pos: *pos,
                leaf: None,
            });
            let receipt = Receipt {
                server_ms: receipted.receipt.server_ms,
                signature: receipted.receipt.signature,
                placed: placed.collect(),
            };
            self.vault.receipt_by_hand(realm, &receipt)?;
        }
        Ok(TakenAlong::Receipts { realm, settled: settled.len() })
    }
}

impl Seat {
    /// Only what a device of this realm has signed takes room here; whether it may write there the server asks.
    fn may_carry(&self, entry: &SealedEntry) -> bool {
        let author = self.directory.device(&entry.header.device);
        entry.header.realm == self.realm()
            && entry.header.device != self.device()
            && author.is_some_and(|author| entry.is_signed_by(&author.sig_pk))
    }
}
