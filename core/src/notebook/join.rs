//! Joining a realm: taking a registrar's answer, and fetching what it does not carry.

use super::Notebook;
use super::audit::About;
use super::enrol::{PENDING_CODE, PENDING_KEYS, PENDING_SINCE};
use super::error::NotebookError;
use super::exchange::open;
use super::judge::Border;
use super::open::Guard;
use super::seat::Seat;
use crate::audit::AuditEvent;
use crate::directory::enrol::{Approval, EnrolError, Request, six_words};
use crate::moment::Moment;
use crate::seal::DeviceKeys;
use crate::sync::{Answer, Exchange, Incoming, NotReachable, Receiver, Relay, RelayError, Verdict};
use crate::vault::{Arrivals, Arrived, Enrolment};
use first72_wire::drill::{id_belongs, realm_belongs};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::SignedGenesis;
use first72_wire::id::{PersonId, RealmId};
use std::sync::Mutex;

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

/// A seat that is not taken yet: what the answer carried is in, what it did not carry may be on its way.
struct Joining {
    seat: Seat,
    approval: Approval,
    request: Request,
    /// The conversation in which the directory is fetched; none when the answer brought it along.
    exchange: Option<Exchange>,
}

/// Joins the realm of a registrar's answer, as [`Notebook::accept_enrolment`]; the notebook is open to other work while the
/// network is slow. `genesis` was fetched before, and is checked here.
///
/// # Errors
/// As [`Notebook::accept_enrolment`].
pub fn join(
    door: &Mutex<Notebook>,
    code: &str,
    genesis: &[u8],
    relay: &dyn Relay,
    now: &dyn Fn() -> Moment,
) -> Result<Enrolled, NotebookError> {
    let mut joining = open(door).begin_joining(code, Some(genesis), now())?;
    loop {
        // The guard must be gone before the network is waited for.
        let asked = open(door).next_of_joining(&mut joining, now())?;
        let Some(request) = asked else { break };
        for answer in relay.carry(&request) {
            open(door).take_for_joining(&mut joining, answer, now())?;
        }
    }
    let mut notebook = open(door);
    notebook.end_joining(joining, now())
}

impl Notebook {
    /// Joins the realm of a registrar's answer. What the answer does not carry is fetched.
    ///
    /// # Errors
    /// [`NotebookError::Enrol`] when the answer is for another request or one older than seven days, for another realm, or
    /// not from a registrar; [`NotebookError::DemoOnly`] when an emulated chip would join a real realm;
    /// [`NotebookError::Relay`] when a real realm would be reached without encryption; [`NotebookError::Mixed`] for a
    /// drill's realm in a real notebook and the other way round.
    pub fn accept_enrolment(
        &mut self,
        code: &str,
        relay: Option<&dyn Relay>,
        now: Moment,
    ) -> Result<Enrolled, NotebookError> {
        let approval = Approval::parse(code)?;
        id_belongs(self.is_drill(), &approval.realm())?;
        let fetched = match (&approval.carried.genesis, relay) {
            (None, Some(relay)) => Some(relay.genesis().map_err(crate::sync::SyncError::from)?),
            _ => None,
        };
        let mut joining = self.begin_joining(code, fetched.as_deref(), now)?;
        let Some(relay) = relay else { return self.end_joining(joining, now) };
        while let Some(request) = self.next_of_joining(&mut joining, now)? {
            for answer in relay.carry(&request) {
                self.take_for_joining(&mut joining, answer, now)?;
            }
        }
        self.end_joining(joining, now)
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
        let mut seat = self.new_seat(&keys, genesis, &server.url, server.log_pk, ca_der, now)?;
        let realm = seat.realm();
        self.take_carried(&mut seat, entries, now)?;
        let device = seat.directory.device(&seat.device()).filter(|device| device.is_registrar);
        let person = device.map(|device| device.person_id).ok_or(NotebookError::NotRegistrar)?;
        self.sit_down(seat, person, now)?;
        Ok(Enrolled { realm, name: genesis.genesis().fields().name.clone(), six_words: None })
    }

    /// Checks the answer against the request that waits here, and reads what it brings along.
    fn begin_joining(&mut self, code: &str, fetched: Option<&[u8]>, now: Moment) -> Result<Joining, NotebookError> {
        let approval = Approval::parse(code)?;
        id_belongs(self.is_drill(), &approval.realm())?;
        if self.seats.iter().any(|seat| seat.realm() == approval.realm()) {
            return Err(NotebookError::AlreadyEnrolled);
        }
        let (request, keys) = self.pending()?;
        if self.request_is_too_old(now)? {
            return Err(EnrolError::TooOld.into());
        }
        let genesis = approval.genesis(fetched)?;
        let address = &approval.address;
        if address.ca_der.is_none() && !genesis.genesis().fields().demo {
            return Err(NotReachable::NotEncrypted.into());
        }
        let mut seat = self.new_seat(&keys, &genesis, &address.url, address.log_pk, address.ca_der.clone(), now)?;
        let mut exchange = None;
        if approval.needs_server() {
            exchange = Some(Exchange::new(seat.terms()));
        } else {
            self.take_carried(&mut seat, &approval.carried.entries, now)?;
        }
        Ok(Joining { seat, approval, request, exchange })
    }

    fn next_of_joining(
        &mut self,
        joining: &mut Joining,
        now: Moment,
    ) -> Result<Option<crate::sync::Request>, NotebookError> {
        let Some(exchange) = &mut joining.exchange else { return Ok(None) };
        let keys = &joining.seat.keys;
        Ok(exchange.next(&mut self.vault, &|message| keys.sign(message), &*self.random, now)?)
    }

    fn take_for_joining(
        &mut self,
        joining: &mut Joining,
        answer: Result<Answer, RelayError>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let Some(exchange) = &mut joining.exchange else { return Ok(()) };
        let (seat, records, hybrid) = (&mut joining.seat, &mut self.records, &mut self.hybrid);
        let mut border = Border { seat, records, hybrid, wall_ms: now.wall_ms };
        exchange.take(&mut self.vault, &mut border, answer, now)?;
        Ok(())
    }

    /// Takes the seat when the directory names this device as the answer says.
    fn end_joining(&mut self, joining: Joining, now: Moment) -> Result<Enrolled, NotebookError> {
        let Joining { seat, approval, request, .. } = joining;
        let person = approval.check_directory(&seat.directory, &request)?.person;
        approval.check_server(&seat.genesis, &seat.directory)?;
        let enrolled = Enrolled {
            realm: seat.realm(),
            name: seat.genesis.fields().name.clone(),
            six_words: Some(six_words(&request, &approval)),
        };
        self.sit_down(seat, person, now)?;
        Ok(enrolled)
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

    /// Reads the entries that came with an answer or from a founding.
    fn take_carried(&mut self, seat: &mut Seat, entries: &[SealedEntry], now: Moment) -> Result<(), NotebookError> {
        let realm = seat.realm();
        let run: Vec<Incoming> =
            entries.iter().map(|entry| Incoming { hash: entry.hash(), entry: entry.clone(), place: None }).collect();
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        let verdicts = if run.is_empty() { Vec::new() } else { border.judge(&run) };
        let accepted = entries.iter().zip(verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Accept));
        let verified = accepted.map(|(entry, _)| Arrived { entry, hash: entry.hash(), place: None }).collect();
        self.vault.keep(realm, &Arrivals { verified, ..Arrivals::default() }, now.wall_ms)?;
        Ok(())
    }

    /// The device is a member from here on.
    fn sit_down(&mut self, seat: Seat, person: PersonId, now: Moment) -> Result<(), NotebookError> {
        if self.seats.iter().any(|taken| taken.realm() == seat.realm()) {
            return Err(NotebookError::AlreadyEnrolled);
        }
        let realm = seat.realm();
        let enrolment = Enrolment { person: Some(person), ..seat.enrolment.clone() };
        self.seats.push(seat);
        match self.keep_seat(realm, &enrolment, now) {
            Ok(()) => {
                if let Some(seat) = self.seats.last_mut() {
                    seat.enrolment = enrolment;
                }
                // The device is in, whatever came of this; the next unlock or sync tries again.
                let _later = self.keep_at_the_door();
                self.gather_packs(now);
                Ok(())
            }
            Err(error) => {
                self.seats.pop();
                Err(error)
            }
        }
    }

    fn keep_seat(&mut self, realm: RealmId, enrolment: &Enrolment, now: Moment) -> Result<(), NotebookError> {
        self.vault.keep_enrolment(enrolment)?;
        let audit = self.audit_row(realm, AuditEvent::Enrolled, About::object(&enrolment.device.0), now)?;
        self.vault.save(&[], &[audit])?;
        self.vault.unset(PENDING_CODE)?;
        self.vault.unset(PENDING_KEYS)?;
        self.vault.unset(PENDING_SINCE)?;
        Ok(())
    }
}
