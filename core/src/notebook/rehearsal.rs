//! Practising a recovery once a year: everything is as in a real one, with shares of the test class, which holds nothing.
//!
//! Each key of that class has one sealed entry, made where the root says the key. It says a number; on the device of the
//! drill it opens with the custodians' shares, and that device says so to everybody.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::seat::{Seat, Space};
use crate::audit::AuditEvent;
use crate::directory::rehearsal::{REHEARSED_EVERY_MS, TestNumber};
use crate::directory::statement::Draft;
use crate::directory::{Recovering, Role};
use crate::moment::Moment;
use crate::seal::{
    Authentic, ChainSlot, Randomness, RootKey, SpaceKey, WrapPlace, seal_entry, sign_clear_entry, wrap_for_recovery,
};
use crate::sync::KeyKnown;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, RealmId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::statement::RecoveryCase;

/// How a realm stands with its yearly drill of recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsalState {
    /// The number of the present test key; none before the root has made one.
    pub epoch: Option<u32>,
    /// Whether a drill was announced with that key: new shares are due before the next one.
    pub is_spent: bool,
    /// The last drill that was held.
    pub last: Option<LastRehearsal>,
    /// Until when the next one should be held, in milliseconds since 1970 UTC; none when none was held yet: at once.
    pub due_ms: Option<i64>,
    /// Whether that is now.
    pub is_due: bool,
    /// Whether this device's person is one of those who see to it: a registrar or a station lead.
    pub is_ours: bool,
}

/// A drill that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRehearsal {
    /// When, by the reckoned time of its device, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The device that opened the test entry.
    pub device: DeviceId,
    /// The short name of who announced it; none while it cannot be read here.
    pub by: Option<String>,
}

impl Notebook {
    /// How a realm stands with its yearly drill of recovery.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn rehearsal(&self, realm: RealmId, now: Moment) -> Result<RehearsalState, NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let directory = &seat.directory;
        let epoch = directory.recovery_key(Compartment::Test).map(|key| key.epoch);
        let last = directory.rehearsals().max_by_key(|(announced, held)| (held.at_ms, **announced));
        let last = last.map(|(announced, held)| LastRehearsal {
            at_ms: held.at_ms,
            device: held.device,
            by: directory
                .recoveries()
                .find(|(statement, _)| *statement == announced)
                .and_then(|(_, recovering)| directory.person_of(&recovering.by)?.facts.as_ref())
                .map(|facts| facts.short_name.clone()),
        });
        let due_ms = last.as_ref().map(|last| last.at_ms.saturating_add(REHEARSED_EVERY_MS));
        Ok(RehearsalState {
            epoch,
            is_spent: directory.announced_rehearsals().any(|(_, announced)| Some(announced.case.epoch) == epoch),
            last,
            due_ms,
            is_due: epoch.is_some() && due_ms.is_none_or(|due_ms| due_ms <= now_ms),
            is_ours: directory.is_registrar(&seat.device()) || seat.is_lead(now_ms),
        })
    }

    /// The root gives the test class a key, the first one too, and this registrar's device seals the entry for it. Returns
    /// the number of the key, and the number that the entry says: it belongs on the sheet of whoever holds the drill.
    ///
    /// # Errors
    /// As [`Notebook::renew_recovery_key`].
    pub fn renew_test_key(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        public: [u8; 65],
        now: Moment,
    ) -> Result<(u32, TestNumber), NotebookError> {
        self.may_bring_root(realm, root)?;
        let epoch = self.next_recovery_epoch(realm, Compartment::Test)?;
        let number = TestNumber::draw(&*self.random)?;
        let space = SpaceId(super::draw_id(&*self.random)?);
        let seat = self.seat_of(realm)?;
        let entries = seat.seal_test(space, (epoch, &public), &number, &*self.random)?;
        // The entry first: an entry without a key does no harm, a key without an entry opens nothing in a drill.
        let audit = self.audit_row(realm, AuditEvent::Membership, About::object(&entries[1].hash().0), now)?;
        self.vault.save(&entries, &[audit])?;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            seat.remember_test(&entries)?;
        }
        self.state_by_root(realm, root, &Draft::recovery_key(Compartment::Test, epoch, public), now)?;
        Ok((epoch, number))
    }

    /// Reads the test entry, where a drill runs on this device and its key is open. Says whether it could be read.
    fn read_test(&mut self, realm: RealmId, now: Moment) -> Result<bool, NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let mut opened = None;
        for space in seat.opened_tests() {
            self.vault.entries_in(realm, space, now.wall_ms, |stored| {
                let checked = Authentic::from_own_vault(&seat.directory, &stored.entry, stored.hash, stored.dir_pos);
                let read = checked.and_then(|authentic| authentic.open_test(&seat.keyring));
                opened = opened.take().or_else(|| read.ok().map(|number| number.value().clone()));
            })?;
        }
        if let (Some(recovery), Some(number)) = (&mut seat.recovery, opened) {
            recovery.test = Some(number);
        }
        Ok(seat.recovery.as_ref().is_some_and(|recovery| recovery.test.is_some()))
    }

    /// Says to everybody of the realm that the drill on this device opened the test entry. Says it once; returns whether it
    /// stands now.
    ///
    /// # Errors
    /// As any save.
    pub fn say_rehearsed(&mut self, realm: RealmId, now: Moment) -> Result<bool, NotebookError> {
        if !self.read_test(realm, now)? {
            return Ok(false);
        }
        let seat = self.seat_of(realm)?;
        let Some(announced) = seat.recovery.as_ref().map(|recovery| recovery.announced) else { return Ok(false) };
        if seat.directory.rehearsals().all(|(said, _)| *said != announced) {
            let at_ms = self.time(now).ms;
            self.say(realm, vec![Draft::rehearsed(announced, at_ms)], now)?;
        }
        Ok(self.seat_of(realm)?.directory.rehearsals().any(|(said, _)| *said == announced))
    }
}

impl Seat {
    /// A key for nobody but the custodians, and the entry under it. The key is gone when this returns.
    fn seal_test(
        &self,
        space: SpaceId,
        (epoch, kem_pk): (u32, &[u8; 65]),
        number: &TestNumber,
        random: &dyn Randomness,
    ) -> Result<[SealedEntry; 2], NotebookError> {
        let key = SpaceKey::make(1, random)?;
        let place = WrapPlace { realm: self.realm(), space, author: self.device() };
        let body = KeyBody {
            class: SpaceClass::Compartment(Compartment::Test),
            version: key.version(),
            key_id: key.id(),
            wraps: Vec::new(),
            recovery: Some(wrap_for_recovery(&key, &place, epoch, kem_pk, random)?),
            old_keys: None,
        };
        let slot = self.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
        let given = sign_clear_entry(&self.keys, slot, Kind::Key, body.to_bytes())?;
        let slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: given.hash(), ..slot };
        let says = seal_entry(&self.keys, slot, &key, &number.to_bytes(), random)?;
        Ok([given, says])
    }

    fn remember_test(&mut self, [given, says]: &[SealedEntry; 2]) -> Result<(), NotebookError> {
        for entry in [given, says] {
            self.advance(entry.header.space, entry.header.device, entry.hash());
        }
        let body = KeyBody::parse(&given.body).map_err(|_| NotebookError::Damaged)?;
        self.learn_key(&given.header, &body);
        Ok(())
    }

    /// The test spaces whose key the drill that runs here has opened.
    fn opened_tests(&self) -> Vec<SpaceId> {
        let Some(recovery) = self.recovery.as_ref().filter(|recovery| recovery.compartment == Compartment::Test) else {
            return Vec::new();
        };
        let of_key = |known: &KeyKnown| known.held && known.recovery_epoch == Some(recovery.epoch);
        let opened =
            |space: &Space| space.compartment() == Some(Compartment::Test) && space.keys.keys.iter().any(of_key);
        self.spaces.iter().filter(|(_, space)| opened(space)).map(|(id, _)| *id).collect()
    }

    /// Whether this person leads a station of this realm.
    fn is_lead(&self, now_ms: i64) -> bool {
        self.own_grants(now_ms).any(|(_, terms)| terms.role == Role::StationLead)
    }

    /// Whether somebody may begin a space of the test class, or write in it: registrars do.
    pub(super) fn may_seal_test(&self, author: &DeviceId) -> bool {
        self.directory.device(author).is_some_and(|device| device.is_registrar)
    }

    /// The open announcement of a recovery for this device with this key.
    pub(super) fn announced_for_here(&self, compartment: Compartment, epoch: u32) -> Option<Hash> {
        let case = RecoveryCase { compartment, device_id: self.device(), epoch };
        let open = |(_, recovering): &(&Hash, &Recovering)| recovering.is_open && recovering.case == case;
        self.directory.recoveries().find(open).map(|(statement, _)| *statement)
    }
}
