//! Before a device is in a realm: the request that it shows, and the registrar's answer to it.

use super::Notebook;
use super::error::NotebookError;
use super::people::{NewGrant, grant_draft};
use crate::directory::enrol::{Approval, Carried, DirectoryHead, Request, six_words};
use crate::directory::statement::Draft;
use crate::moment::Moment;
use crate::seal::{DeviceKeys, DevicePublic, random::draw};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::SignedGenesis;
use first72_wire::id::{GrantId, PersonId, RealmId};

/// Where a request waits for its answer: the sealed keys and the code that was shown.
pub(super) const PENDING_KEYS: &str = "enrol.keys";
pub(super) const PENDING_CODE: &str = "enrol.request";
/// When it was made, milliseconds since 1970 on this device's clock, 8 bytes big-endian.
pub(super) const PENDING_SINCE: &str = "enrol.since";
/// How long a request can be answered, in milliseconds: seven days (CJIS IA-12(5)).
const ANSWERED_WITHIN_MS: i64 = 7 * 86_400_000;
/// Most devices of one person that are good at once. Proposal.
pub const MOST_DEVICES: usize = 4;

/// A registrar's answer to a request, in two forms. The new device takes one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The code to send or save for the new device: it brings the directory along and works without a network.
    pub code: String,
    /// The words that both people compare when the device takes the code.
    pub six_words: [&'static str; 6],
    /// Short enough for a QR code.
    pub brief: BriefAnswer,
}

/// An answer without what the new device can fetch from the server, once the registrar's device has synced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefAnswer {
    /// The code to show.
    pub code: String,
    /// The words that both people compare when the device takes this one.
    pub six_words: [&'static str; 6],
}

/// What a registrar decides about a device.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// Whose device it is.
    pub person: PersonId,
    /// What it is called in lists, such as `phone`.
    pub label: String,
    /// What its person is entitled to from now on.
    pub grants: Vec<NewGrant>,
    /// For how many days the device is served, at most 400.
    pub days: u16,
}

impl Notebook {
    /// Makes this device's keys for a realm and the code that asks a registrar to take it in.
    /// Asking again before the answer came shows the same code, for seven days.
    ///
    /// # Errors
    /// When there is no randomness or no room.
    pub fn request_enrolment(&mut self, now: Moment) -> Result<String, NotebookError> {
        if let Some(code) = self.vault.setting(PENDING_CODE)? {
            let code = String::from_utf8(code).map_err(|_| NotebookError::Damaged)?;
            let asked = Request::parse(&code)?.device().device_id;
            // A device that died right after joining still has the request. Its keys serve one realm only.
            let used = self.seats.iter().any(|seat| seat.device() == asked);
            if !used && !self.request_is_too_old(now)? {
                return Ok(code);
            }
            // The code goes first: a device that dies here has no code with the keys of another.
            self.vault.unset(PENDING_CODE)?;
        }
        let keys = DeviceKeys::make(&*self.random).map_err(|_| NotebookError::Damaged)?;
        let request = Request::make(&keys, draw(&*self.random)?);
        let sealed = keys
            .seal_for_vault(&self.device_key, &self.profile.id(), RealmId::ZERO, &*self.random)
            .map_err(|_| NotebookError::Damaged)?;
        self.vault.set(PENDING_KEYS, &sealed)?;
        self.vault.set(PENDING_SINCE, &now.wall_ms.to_be_bytes())?;
        self.vault.set(PENDING_CODE, request.text().as_bytes())?;
        Ok(request.text())
    }

    /// A request of an older version of the app has no date: its seven days begin when it is looked at.
    pub(super) fn request_is_too_old(&mut self, now: Moment) -> Result<bool, NotebookError> {
        let since = self.vault.setting(PENDING_SINCE)?.and_then(|bytes| bytes.try_into().ok());
        let Some(since) = since.map(i64::from_be_bytes) else {
            self.vault.set(PENDING_SINCE, &now.wall_ms.to_be_bytes())?;
            return Ok(false);
        };
        Ok(now.wall_ms.saturating_sub(since) > ANSWERED_WITHIN_MS)
    }

    /// The public keys of the request that is waiting: what a ceremony needs of the first registrar.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when nothing was requested.
    pub fn requested_device(&self) -> Result<DevicePublic, NotebookError> {
        Ok(*self.pending()?.0.device())
    }

    pub(super) fn pending(&self) -> Result<(Request, DeviceKeys), NotebookError> {
        let code = self.vault.setting(PENDING_CODE)?.ok_or(NotebookError::NotEnrolled)?;
        let sealed = self.vault.setting(PENDING_KEYS)?.ok_or(NotebookError::NotEnrolled)?;
        let code = String::from_utf8(code).map_err(|_| NotebookError::Damaged)?;
        let keys = DeviceKeys::open_from_vault(&self.device_key, &self.profile.id(), RealmId::ZERO, &sealed);
        Ok((Request::parse(&code)?, keys.map_err(|_| NotebookError::Damaged)?))
    }

    /// Whether a text is the request of a new device.
    ///
    /// # Errors
    /// [`NotebookError::Enrol`] says why not.
    pub fn readable_request(&self, request: &str) -> Result<(), NotebookError> {
        Request::parse(request).map(drop).map_err(NotebookError::from)
    }

    /// Takes in a device that a registrar has seen, and answers its request.
    ///
    /// The whole answer carries the genesis and the directory as this device knows it, so that it works as a file without
    /// any network. A directory too large for a text of 8 MiB is left out, and the new device fetches it. The brief one
    /// carries neither.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`], [`NotebookError::TooManyDevices`], or [`NotebookError::Enrol`] for a code that cannot
    /// be read.
    pub fn approve_device(
        &mut self,
        realm: RealmId,
        request: &str,
        device: NewDevice,
        now: Moment,
    ) -> Result<Approved, NotebookError> {
        let request = Request::parse(request)?;
        let now_ms = self.time(now).ms;
        self.may_have_another(realm, device.person, request.device(), now_ms)?;
        let not_after = now_ms.saturating_add(i64::from(device.days.min(super::people::MAX_DAYS)) * 86_400_000);
        let mut drafts = vec![Draft::device_add(device.person, request.device(), not_after, device.label)];
        for grant in device.grants {
            let id = GrantId(super::draw_id(&*self.random)?);
            drafts.push(grant_draft(id, device.person, grant, now_ms));
        }
        self.state(realm, drafts, now)?;
        self.give_directory_key(realm, request.device(), now)?;
        self.answer_request(realm, &request, now)
    }

    /// Each device more is one more that can be lost. One that is met again is no other.
    fn may_have_another(
        &self,
        realm: RealmId,
        person: PersonId,
        new: &DevicePublic,
        now_ms: i64,
    ) -> Result<(), NotebookError> {
        let theirs = self.seat_of(realm)?.directory.devices().filter(|device| {
            let is_other = device.person_id == person && device.device_id != new.device_id;
            is_other && device.is_live() && device.is_within_date(now_ms)
        });
        if theirs.count() < MOST_DEVICES { Ok(()) } else { Err(NotebookError::TooManyDevices) }
    }

    fn answer_request(&mut self, realm: RealmId, request: &Request, now: Moment) -> Result<Approved, NotebookError> {
        let entries = self.directory_entries(realm, now)?;
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let genesis = SignedGenesis::parse(&seat.enrolment.genesis).map_err(|_| NotebookError::Damaged)?;
        let (seq, hash) = seat.directory.head(&seat.device()).ok_or(NotebookError::NotRegistrar)?;
        let server = genesis.genesis().fields().servers.first().ok_or(NotebookError::NotEnrolled)?;
        let address = self.address_for_new(seat, server);
        let head = DirectoryHead { seq, hash };
        let make = |carried| Approval::make(&seat.keys, request, &genesis, address.clone(), head, carried);
        let mut whole = make(Carried { genesis: Some(genesis.clone()), entries });
        if !whole.fits() {
            // A directory of very many devices: the new device fetches it from the server.
            whole = make(Carried { genesis: Some(genesis.clone()), entries: Vec::new() });
        }
        let brief = make(Carried::default());
        let brief = BriefAnswer { code: brief.text(), six_words: six_words(request, &brief) };
        Ok(Approved { code: whole.text(), six_words: six_words(request, &whole), brief })
    }

    pub(super) fn directory_entries(&mut self, realm: RealmId, now: Moment) -> Result<Vec<SealedEntry>, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let mut entries = Vec::new();
        self.vault.entries_in(realm, seat.directory_space(), now.wall_ms, |stored| entries.push(stored.entry))?;
        Ok(entries)
    }
}
