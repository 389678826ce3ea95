//! Joining a realm: a request that this device shows, and the registrar's answer to it.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::judge::Border;
use super::open::Guard;
use super::people::{NewGrant, grant_draft};
use super::seat::Seat;
use crate::audit::AuditEvent;
use crate::directory::enrol::{Approval, Carried, DirectoryHead, EnrolError, RealmAddress, Request, six_words};
use crate::directory::statement::Draft;
use crate::moment::Moment;
use crate::seal::{DeviceKeys, DevicePublic, random::draw};
use crate::sync::{Exchange, Incoming, Receiver, Relay, Verdict};
use crate::vault::{Arrivals, Arrived, Enrolment};
use first72_wire::drill::{id_belongs, realm_belongs};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::SignedGenesis;
use first72_wire::id::{GrantId, PersonId, RealmId};

/// Where a request waits for its answer: the sealed keys and the code that was shown.
const PENDING_KEYS: &str = "enrol.keys";
const PENDING_CODE: &str = "enrol.request";
/// When it was made, milliseconds since 1970 on this device's clock, 8 bytes big-endian.
const PENDING_SINCE: &str = "enrol.since";
/// How long a request can be answered, in milliseconds: seven days (CJIS IA-12(5)).
const ANSWERED_WITHIN_MS: i64 = 7 * 86_400_000;

/// A registrar's answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The code to show, send or save for the new device.
    pub code: String,
    /// The words that both people compare.
    pub six_words: [&'static str; 6],
}

/// A realm that this device has joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The realm.
    pub realm: RealmId,
    /// Its name.
    pub name: String,
    /// The words that both people compare; none for the registrar who was there at the founding.
    pub six_words: Option<[&'static str; 6]>,
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
    fn request_is_too_old(&mut self, now: Moment) -> Result<bool, NotebookError> {
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

    fn pending(&self) -> Result<(Request, DeviceKeys), NotebookError> {
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
    /// The answer carries the genesis and the directory as this device knows it, so that it works
    /// as a file without any network. A directory too large for a text of 8 MiB is left out, and
    /// the new device fetches it.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`], or [`NotebookError::Enrol`] for a code that cannot be read.
    pub fn approve_device(
        &mut self,
        realm: RealmId,
        request: &str,
        device: NewDevice,
        now: Moment,
    ) -> Result<Approved, NotebookError> {
        self.approve(realm, request, device, true, now)
    }

    /// As [`Notebook::approve_device`], with an answer that is short enough for a QR code: the new
    /// device fetches the rest from the server, once this device has synced.
    ///
    /// # Errors
    /// As [`Notebook::approve_device`].
    pub fn approve_device_briefly(
        &mut self,
        realm: RealmId,
        request: &str,
        device: NewDevice,
        now: Moment,
    ) -> Result<Approved, NotebookError> {
        self.approve(realm, request, device, false, now)
    }

    fn approve(
        &mut self,
        realm: RealmId,
        request: &str,
        device: NewDevice,
        whole: bool,
        now: Moment,
    ) -> Result<Approved, NotebookError> {
        let request = Request::parse(request)?;
        let now_ms = self.time(now).ms;
        let not_after = now_ms.saturating_add(i64::from(device.days.min(super::people::MAX_DAYS)) * 86_400_000);
        let mut drafts = vec![Draft::device_add(device.person, request.device(), not_after, device.label)];
        for grant in device.grants {
            let id = GrantId(super::draw_id(&*self.random)?);
            drafts.push(grant_draft(id, device.person, grant, now_ms));
        }
        self.state(realm, drafts, now)?;
        self.give_directory_key(realm, request.device(), now)?;
        let entries = if whole { self.directory_entries(realm, now)? } else { Vec::new() };
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let genesis = SignedGenesis::parse(&seat.enrolment.genesis).map_err(|_| NotebookError::Damaged)?;
        let (seq, hash) = seat.directory.head(&seat.device()).ok_or(NotebookError::NotRegistrar)?;
        let server = genesis.genesis().fields().servers.first().ok_or(NotebookError::NotEnrolled)?;
        let address = RealmAddress {
            url: server.url.clone(),
            log_pk: server.log_pk,
            tls_ca_sha256: server.tls_ca_sha256,
            ca_der: seat.enrolment.ca_der.clone(),
        };
        let head = DirectoryHead { seq, hash };
        let make = |carried| Approval::make(&seat.keys, &request, &genesis, address.clone(), head, carried);
        let genesis_too = || whole.then(|| genesis.clone());
        let mut approval = make(Carried { genesis: genesis_too(), entries });
        if !approval.fits() {
            // A directory of very many devices: the new device fetches it from the server.
            approval = make(Carried { genesis: genesis_too(), entries: Vec::new() });
        }
        Ok(Approved { code: approval.text(), six_words: six_words(&request, &approval) })
    }

    fn directory_entries(&mut self, realm: RealmId, now: Moment) -> Result<Vec<SealedEntry>, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let mut entries = Vec::new();
        self.vault.entries_in(realm, seat.directory_space(), now.wall_ms, |stored| entries.push(stored.entry))?;
        Ok(entries)
    }

    /// Joins the realm of a registrar's answer. What the answer does not carry is fetched.
    ///
    /// # Errors
    /// [`NotebookError::Enrol`] when the answer is for another request or one older than seven days, for another realm, or
    /// not from a registrar; [`NotebookError::DemoOnly`] when an emulated chip would join a real realm;
    /// [`NotebookError::Mixed`] for a drill's realm in a real notebook and the other way round.
    pub fn accept_enrolment(
        &mut self,
        code: &str,
        relay: Option<&dyn Relay>,
        now: Moment,
    ) -> Result<Enrolled, NotebookError> {
        let approval = Approval::parse(code)?;
        id_belongs(self.is_drill(), &approval.realm())?;
        if self.seats.iter().any(|seat| seat.realm() == approval.realm()) {
            return Err(NotebookError::AlreadyEnrolled);
        }
        let (request, keys) = self.pending()?;
        if self.request_is_too_old(now)? {
            return Err(EnrolError::TooOld.into());
        }
        let genesis = match (&approval.carried.genesis, relay) {
            (Some(genesis), _) => genesis.clone(),
            (None, Some(relay)) => {
                let bytes = relay.genesis().map_err(crate::sync::SyncError::from)?;
                SignedGenesis::parse(&bytes).map_err(|_| EnrolError::OtherRealm)?
            }
            (None, None) => return Err(EnrolError::NotEnteredYet.into()),
        };
        approval.check_genesis(&genesis)?;
        let address = &approval.address;
        let seat = self.new_seat(&keys, &genesis, &address.url, address.log_pk, address.ca_der.clone(), now)?;
        let realm = seat.realm();
        let entries = approval.carried.entries.clone();
        let words = six_words(&request, &approval);
        self.join(seat, &entries, relay, now, |seat| Ok(approval.check_directory(&seat.directory, &request)?.person))?;
        Ok(Enrolled { realm, name: genesis.genesis().fields().name.clone(), six_words: Some(words) })
    }

    /// Joins a realm as the registrar who was there when it was founded.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when the root's statements do not name this device.
    pub fn accept_founding(
        &mut self,
        genesis: &SignedGenesis,
        entries: &[SealedEntry],
        ca_der: Option<Vec<u8>>,
        now: Moment,
    ) -> Result<Enrolled, NotebookError> {
        let (_, keys) = self.pending()?;
        let server = genesis.genesis().fields().servers.first().ok_or(NotebookError::NotEnrolled)?.clone();
        let seat = self.new_seat(&keys, genesis, &server.url, server.log_pk, ca_der, now)?;
        let realm = seat.realm();
        self.join(seat, entries, None, now, |seat| {
            let device = seat.directory.device(&seat.device()).filter(|device| device.is_registrar);
            device.map(|device| device.person_id).ok_or(NotebookError::NotRegistrar)
        })?;
        Ok(Enrolled { realm, name: genesis.genesis().fields().name.clone(), six_words: None })
    }

    fn new_seat(
        &mut self,
        keys: &DeviceKeys,
        genesis: &SignedGenesis,
        url: &str,
        log_pk: [u8; 32],
        ca_der: Option<Vec<u8>>,
        now: Moment,
    ) -> Result<Seat, NotebookError> {
        let realm = genesis.genesis().realm();
        realm_belongs(self.is_drill(), genesis.genesis())?;
        if self.guard == Guard::Emulated && !genesis.genesis().fields().demo {
            return Err(NotebookError::DemoOnly);
        }
        if self.seats.iter().any(|seat| seat.realm() == realm) {
            return Err(NotebookError::AlreadyEnrolled);
        }
        let sealed = keys
            .seal_for_vault(&self.device_key, &self.profile.id(), realm, &*self.random)
            .map_err(|_| NotebookError::Damaged)?;
        self.seat(Enrolment {
            realm,
            genesis: genesis.to_bytes(),
            genesis_sig: *genesis.signature(),
            ca_der,
            server_url: url.to_owned(),
            log_pk,
            device: keys.device_id(),
            person: None,
            device_keys: sealed,
            enrolled_ms: now.wall_ms,
        })
    }

    /// Takes a seat once its directory has been read and found to name this device.
    fn join(
        &mut self,
        seat: Seat,
        entries: &[SealedEntry],
        relay: Option<&dyn Relay>,
        now: Moment,
        person: impl FnOnce(&Seat) -> Result<PersonId, NotebookError>,
    ) -> Result<(), NotebookError> {
        let realm = seat.realm();
        self.seats.push(seat);
        let joined = self.fill(realm, entries, relay, now).and_then(|()| {
            let seat = self.seats.last().ok_or(NotebookError::NotEnrolled)?;
            let mut enrolment = seat.enrolment.clone();
            enrolment.person = Some(person(seat)?);
            self.vault.keep_enrolment(&enrolment)?;
            let audit = self.audit_row(realm, AuditEvent::Enrolled, About::object(&enrolment.device.0), now)?;
            self.vault.save(&[], &[audit])?;
            self.vault.unset(PENDING_CODE)?;
            self.vault.unset(PENDING_KEYS)?;
            self.vault.unset(PENDING_SINCE)?;
            Ok(enrolment)
        });
        match joined {
            Ok(enrolment) => {
                if let Some(seat) = self.seats.last_mut() {
                    seat.enrolment = enrolment;
                }
                // The device is in, whatever came of this; the next unlock or sync tries again.
                let _later = self.seal_release();
                self.gather_packs(now);
                Ok(())
            }
            Err(error) => {
                self.seats.pop();
                Err(error)
            }
        }
    }

    /// Reads the directory from the answer, or from the server when the answer carries none.
    fn fill(
        &mut self,
        realm: RealmId,
        entries: &[SealedEntry],
        relay: Option<&dyn Relay>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let Some(seat) = self.seats.last_mut() else { return Ok(()) };
        let run: Vec<Incoming> =
            entries.iter().map(|entry| Incoming { hash: entry.hash(), entry: entry.clone(), place: None }).collect();
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        let verdicts = if run.is_empty() { Vec::new() } else { border.judge(&run) };
        let accepted = entries.iter().zip(verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Accept));
        let verified = accepted.map(|(entry, _)| Arrived { entry, hash: entry.hash(), place: None }).collect();
        self.vault.keep(realm, &Arrivals { verified, ..Arrivals::default() }, now.wall_ms)?;
        let (true, Some(relay)) = (entries.is_empty(), relay) else { return Ok(()) };
        let mut exchange = Exchange::new(border_terms(self.seats.last())?);
        exchange.begin();
        loop {
            let Some(seat) = self.seats.last_mut() else { return Ok(()) };
            let keys = &seat.keys;
            let asked = exchange.next(&mut self.vault, &|message| keys.sign(message), &*self.random, now)?;
            let Some(request) = asked else { return Ok(()) };
            let mut border =
                Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
            for answer in relay.carry(&request) {
                exchange.take(&mut self.vault, &mut border, answer, now)?;
            }
        }
    }
}

fn border_terms(seat: Option<&Seat>) -> Result<crate::sync::Terms, NotebookError> {
    seat.map(Seat::terms).ok_or(NotebookError::NotEnrolled)
}
