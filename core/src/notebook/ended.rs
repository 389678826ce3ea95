//! A device that was ended: it checks the registrar's own signature, leaves what it never sent, sealed as it is, and
//! a signed receipt, and destroys its keys. No server can make it do so.

use super::Notebook;
use super::error::NotebookError;
use super::open::Place;
use super::seat::Seat;
use crate::directory::ended::{Unsent, WipeReceipt};
use crate::durable_file;
use crate::moment::Moment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{Hash, RealmId};
use first72_wire::statement::{ChainHead, PublicPart, StatementBody};

/// The receipt that a wiped device leaves, beside where its profile was.
const RECEIPT: &str = "wiped.txt";
/// What it had never sent, sealed as it was.
const UNSENT: &str = "unsent.entries";

/// What a registrar's word about this device's end asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndOrder {
    /// The realm.
    pub realm: RealmId,
    /// The statement.
    pub statement: Hash,
    /// Whether the device is to destroy what it holds of the realm.
    pub wipe: bool,
}

/// What a wiped device left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The signed receipt, as a code to be shown or sent.
    pub receipt: String,
    /// How many entries it had never sent; they are in the file beside the receipt.
    pub unsent: u64,
}

impl Place {
    /// What a device that was wiped has left here; none when nothing was wiped here.
    #[must_use]
    pub fn left_behind(&self) -> Option<LeftBehind> {
        let receipt = std::fs::read_to_string(self.folder().join(RECEIPT)).ok()?;
        let unsent = WipeReceipt::parse(&receipt).ok()?.unsent;
        Some(LeftBehind { receipt, unsent })
    }

    /// The entries that a wiped device had never sent, as a bundle that another device can carry to the server.
    #[must_use]
    pub fn unsent(&self) -> Option<Vec<u8>> {
        std::fs::read(self.folder().join(UNSENT)).ok()
    }
}

impl Notebook {
    /// Checks what a server gave as its reason for serving this device no more. None unless a registrar of the realm,
    /// whom this device's own directory knows, has signed it about this very device.
    #[must_use]
    pub fn end_order(&self, realm: RealmId, statement: &[u8]) -> Option<EndOrder> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm)?;
        let entry = SealedEntry::parse(statement).ok()?;
        let header = &entry.header;
        if header.kind != Kind::Statement || header.realm != realm || header.space != seat.directory_space() {
            return None;
        }
        let PublicPart::DeviceEnd { device_id, wipe, .. } = StatementBody::parse(&entry.body).ok()?.public else {
            return None;
        };
        let registrar = seat.directory.device(&header.device).filter(|device| device.is_registrar)?;
        let holds = device_id == seat.device() && entry.is_signed_by(&registrar.sig_pk);
        holds.then(|| EndOrder { realm, statement: entry.hash(), wipe })
    }

    /// What a sync does when a server says that this device was ended: nothing, unless a registrar's own word asks.
    pub(super) fn heed_end(&mut self, realm: RealmId, statement: &[u8], now: Moment) -> Option<NotebookError> {
        self.end_order(realm, statement).filter(|order| order.wipe)?;
        Some(match self.wipe(realm, statement, now) {
            Ok(left) => NotebookError::Wiped { unsent: left.unsent },
            Err(error) => error,
        })
    }

    /// Does what a registrar's word asks: leaves the receipt and what was never sent, then destroys what this device
    /// holds of the realm. A device that is in another realm too keeps that one's; else the whole profile goes.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when the statement does not hold or asks for no wipe; the store's own when the
    /// receipt cannot be written: nothing is destroyed before it is on the disk.
    pub fn wipe(&mut self, realm: RealmId, statement: &[u8], now: Moment) -> Result<LeftBehind, NotebookError> {
        let home = self.home.clone().ok_or(NotebookError::NotRegistrar)?;
        let order = self.end_order(realm, statement).filter(|order| order.wipe).ok_or(NotebookError::NotRegistrar)?;
        let unsent = self.unsent_of(realm)?;
        let seat = self.seat_of(realm)?;
        let receipt = WipeReceipt {
            realm,
            device: seat.device(),
            statement: order.statement,
            heads: seat.own_heads(),
            unsent: unsent.len() as u64,
            at_ms: self.time(now).ms,
        };
        let receipt = receipt.sign(&seat.keys).text();
        let put = |name: &str, bytes: &[u8]| {
            durable_file::write(&home.root.join(name), bytes).map_err(|error| NotebookError::Vault(error.into()))
        };
        // What it was to bring for others goes on beside its own: its author may have no other way.
        let waiting = self.vault.carried_waiting(realm)?;
        put(UNSENT, &Unsent::to_bytes(&[unsent.as_slice(), &waiting].concat()))?;
        put(RECEIPT, receipt.as_bytes())?;
        if self.seats.len() == 1 {
            self.records.clear();
            self.seats.clear();
            self.wiped = true;
            home.destroy(&self.profile, &*self.random)?;
        } else {
            self.vault.forget_realm(realm)?;
            self.records.clear();
            self.seats.clear();
            self.load(now)?;
            // Nothing at the door speaks of that realm any more; what cannot be written now is at the next unlock or sync.
            let _later = self.keep_at_the_door();
        }
        Ok(LeftBehind { receipt, unsent: unsent.len() as u64 })
    }

    /// Entries of this device that no receipt acknowledges, sealed as they are, for another device to carry.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unsent_of(&self, realm: RealmId) -> Result<Vec<SealedEntry>, NotebookError> {
        Ok(self.vault.outbox_entries(realm)?)
    }
}

impl Seat {
    /// How far each of this device's own chains reaches.
    fn own_heads(&self) -> Vec<ChainHead> {
        let device = self.device();
        let head = |space| {
            let (seq, hash) = self.chain(space, &device)?.head()?;
            Some(ChainHead { space: *space, seq, hash })
        };
        self.chains.keys().filter_map(head).collect()
    }
}
