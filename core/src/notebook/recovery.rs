//! Recovery: the paper key of a compartment, put together on a device for which everybody saw it announced.

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::judge::Border;
use super::seat::{Recovery, Seat};
use crate::audit::AuditEvent;
use crate::directory::statement::{Draft, LONGEST_NAME, LONGEST_REASON};
use crate::moment::Moment;
use crate::protocol::form::AnswerProblem;
use crate::seal::{RecoveryKey, RecoveryShare, RootKey};
use crate::sync::retry_parked;
use first72_wire::compartment::Compartment;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::key_body::KeyBody;
use first72_wire::statement::RecoveryCase;

/// The recovery key of one class of content, and what it would recover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryLine {
    /// The class of content.
    pub compartment: Compartment,
    /// Which key it is, counted from that of the founding.
    pub epoch: u32,
    /// Spaces of this class that this device knows.
    pub spaces: usize,
    /// Those of them whose newest key is not wrapped to the paper key: not recoverable yet.
    pub not_recoverable: usize,
}

/// A recovery that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The statement.
    pub statement: Hash,
    /// What, for which device, with which key.
    pub case: RecoveryCase,
    /// The short name of who announced it.
    pub by: Option<String>,
    /// Whether it has all its signatures.
    pub is_open: bool,
    /// Why.
    pub reason: Option<String>,
    /// Whose shares are used.
    pub custodians: Vec<String>,
    /// When it was held, if it is a drill that was, in milliseconds since 1970 UTC.
    pub held_ms: Option<i64>,
}

impl Notebook {
    /// The recovery keys of a realm.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn recovery_keys(&self, realm: RealmId) -> Result<Vec<RecoveryLine>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let classes = seat.genesis.fields().compartments.iter().map(|kept| kept.class);
        Ok(classes.filter_map(|class| seat.recovery_line(class)).collect())
    }

    /// Every recovery that was announced in a realm.
    ///
    /// # Errors
    /// As [`Notebook::recovery_keys`].
    pub fn recoveries(&self, realm: RealmId) -> Result<Vec<Announcement>, NotebookError> {
        let directory = &self.seat_of(realm)?.directory;
        let announced = directory.recoveries().map(|(statement, recovering)| Announcement {
            statement: *statement,
            case: recovering.case,
            by: directory
                .person_of(&recovering.by)
                .and_then(|person| person.facts.as_ref())
                .map(|facts| facts.short_name.clone()),
            is_open: recovering.is_open,
            reason: recovering.reason.clone(),
            custodians: recovering.custodians.clone(),
            held_ms: directory.rehearsals().find(|(said, _)| *said == statement).map(|(_, held)| held.at_ms),
        });
        Ok(announced.collect())
    }

    /// The class of a recovery that was announced in a realm and that nobody has looked at on this device. Of several a
    /// real one comes before a drill.
    #[must_use]
    pub fn unseen_recovery(&self, realm: RealmId) -> Option<Compartment> {
        let seen = self.vault.setting(&seen_in(realm)).ok().flatten().unwrap_or_default();
        let is_seen = |statement: &Hash| seen.chunks(statement.0.len()).any(|known| known == statement.0);
        let recoveries = self.seat_of(realm).ok()?.directory.recoveries();
        let unseen = recoveries.filter(|(statement, _)| !is_seen(statement));
        unseen.map(|(_, recovering)| recovering.case.compartment).min_by_key(|class| *class == Compartment::Test)
    }

    /// Somebody has looked at what was announced.
    ///
    /// # Errors
    /// When the store is full.
    pub fn saw_recoveries(&mut self) -> Result<(), NotebookError> {
        for realm in self.realms().collect::<Vec<_>>() {
            if self.unseen_recovery(realm).is_some() {
                let seen: Vec<u8> = self.seat_of(realm)?.directory.recoveries().flat_map(|(one, _)| one.0).collect();
                self.vault.set(&seen_in(realm), &seen)?;
            }
        }
        Ok(())
    }

    /// A registrar announces a recovery: everybody sees it, and the server hands the class's sealed entries to the
    /// device. Where the class asks for two signatures, a second registrar has to sign it.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`], [`NotebookError::NoMember`] for a class or a device that the realm does not have,
    /// [`NotebookError::Answer`] for words that are too long to be read by everybody.
    pub fn announce_recovery(
        &mut self,
        realm: RealmId,
        compartment: Compartment,
        device_id: DeviceId,
        reason: String,
        custodians: Vec<String>,
        now: Moment,
    ) -> Result<Hash, NotebookError> {
        short_enough(&reason, LONGEST_REASON)?;
        custodians.iter().try_for_each(|name| short_enough(name, LONGEST_NAME))?;
        let directory = &self.seat_of(realm)?.directory;
        let key = directory.recovery_key(compartment).ok_or(NotebookError::NoMember { what: "class of content" })?;
        let live = directory.device(&device_id).is_some_and(|device| device.is_live());
        if !live {
            return Err(NotebookError::NoMember { what: "device" });
        }
        let case = RecoveryCase { compartment, device_id, epoch: key.epoch };
        let said = self.state(realm, vec![Draft::recovery_use(case, reason, custodians)], now)?;
        said.first().copied().ok_or(NotebookError::Damaged)
    }

    /// Takes up the custodians' shares. From now until [`Notebook::end_recovery`] or the lock, what was wrapped to
    /// their key opens here, what is here already at once and what a sync brings as it comes. Says how many keys
    /// opened at once.
    ///
    /// # Errors
    /// [`NotebookError::NoRecovery`] when none was announced for this device, [`NotebookError::OtherShares`],
    /// [`NotebookError::Share`].
    pub fn begin_recovery(
        &mut self,
        realm: RealmId,
        shares: &[RecoveryShare],
        now: Moment,
    ) -> Result<usize, NotebookError> {
        let key = RecoveryKey::combine(shares)?;
        let of = shares.first().map(|share| *share.of()).ok_or(NotebookError::OtherShares)?;
        let compartment = of.compartment;
        let seat = self.seat_of(realm)?;
        let term = seat.directory.recovery_key_of(compartment, of.epoch);
        if of.realm != realm || term.is_none_or(|term| term.kem_pk != *key.public()) {
            return Err(NotebookError::OtherShares);
        }
        let announced = seat.announced_for_here(compartment, of.epoch);
        let announced = announced.ok_or(NotebookError::NoRecovery { compartment })?;
        let event = if compartment == Compartment::Test { AuditEvent::Rehearsed } else { AuditEvent::Recovered };
        let row = self.audit_row(realm, event, About::object(&announced.0), now)?;
        self.vault.save(&[], &[row])?;
        let mut keys = Vec::new();
        self.vault.entries(realm, now.wall_ms, |stored| {
            if let (Kind::Key, Ok(body)) = (stored.entry.header.kind, KeyBody::parse(&stored.entry.body)) {
                keys.push((stored.entry.header, body));
            }
        })?;
        let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) else { return Ok(0) };
        let before = seat.keys_held();
        seat.recovery =
            Some(Recovery { compartment, epoch: of.epoch, key, announced, held_before: before, test: None });
        let directory = seat.directory_space();
        keys.iter()
            .filter(|(header, _)| header.space != directory)
            .for_each(|(header, body)| seat.learn_key(header, body));
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        retry_parked(&mut self.vault, &mut border, realm, now)?;
        let opened = border.seat.keys_held().saturating_sub(before);
        self.keep_space_keys()?;
        Ok(opened)
    }

    /// Forgets the custodians' key. What it opened stays open on this device.
    pub fn end_recovery(&mut self, realm: RealmId) {
        for seat in self.seats.iter_mut().filter(|seat| seat.realm() == realm) {
            seat.recovery = None;
        }
    }

    /// How many space keys this device holds in a realm.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn keys_held(&self, realm: RealmId) -> Result<usize, NotebookError> {
        Ok(self.seat_of(realm)?.keys_held())
    }

    /// The root gives a class of content another paper key. Returns its number. Each device wraps to it at its next
    /// sync; the old shares open nothing that is written afterwards.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`], [`NotebookError::OtherRoot`], [`NotebookError::NoMember`]. The test class has a way of
    /// its own, [`Notebook::renew_test_key`].
    pub fn renew_recovery_key(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        compartment: Compartment,
        public: [u8; 65],
        now: Moment,
    ) -> Result<u32, NotebookError> {
        if compartment == Compartment::Test {
            return Err(NotebookError::NoMember { what: "class of real content" });
        }
        let epoch = self.next_recovery_epoch(realm, compartment)?;
        self.state_by_root(realm, root, &Draft::recovery_key(compartment, epoch, public), now)?;
        Ok(epoch)
    }

    /// The number of a class's recovery key, by its public half.
    ///
    /// # Errors
    /// [`NotebookError::OtherShares`] when the class never had such a key.
    pub fn epoch_of_recovery_key(
        &self,
        realm: RealmId,
        compartment: Compartment,
        public: &[u8; 65],
    ) -> Result<u32, NotebookError> {
        let next = self.next_recovery_epoch(realm, compartment)?;
        let directory = &self.seat_of(realm)?.directory;
        let of = |epoch: &u32| directory.recovery_key_of(compartment, *epoch).is_some_and(|key| key.kem_pk == *public);
        (0..next).rev().find(of).ok_or(NotebookError::OtherShares)
    }

    /// The number that a class's next recovery key will have.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] for a class that the realm does not keep.
    pub fn next_recovery_epoch(&self, realm: RealmId, compartment: Compartment) -> Result<u32, NotebookError> {
        let present = self.seat_of(realm)?.directory.recovery_key(compartment).map(|key| key.epoch);
        // The test class is in no founding: its first key is one that the root says.
        let present = present.or_else(|| (compartment == Compartment::Test).then_some(0));
        Ok(present.ok_or(NotebookError::NoMember { what: "class of content" })?.saturating_add(1))
    }
}

/// Where it is kept which announcements were looked at.
fn seen_in(realm: RealmId) -> String {
    format!("recoveries seen {realm}")
}

/// Others refuse to read what is longer.
fn short_enough(text: &str, max: usize) -> Result<(), NotebookError> {
    let chars = text.len();
    if chars <= max {
        return Ok(());
    }
    Err(AnswerProblem::TooLong { chars, max: u32::try_from(max).unwrap_or(u32::MAX) }.into())
}

impl Seat {
    pub(super) fn keys_held(&self) -> usize {
        self.spaces.values().map(|space| space.keys.keys.iter().filter(|key| key.held).count()).sum()
    }

    fn recovery_line(&self, class: Compartment) -> Option<RecoveryLine> {
        let epoch = self.directory.recovery_key(class)?.epoch;
        let spaces: Vec<_> = self.spaces.values().filter(|space| space.compartment() == Some(class)).collect();
        let lacks = |space: &&&super::seat::Space| space.keys.tips().any(|key| key.recovery_epoch != Some(epoch));
        let not_recoverable = spaces.iter().filter(lacks).count();
        Some(RecoveryLine { compartment: class, epoch, spaces: spaces.len(), not_recoverable })
    }
}
