//! What a realm's root and a second registrar do: offices, another root, second signatures.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::statement::Draft;
use crate::directory::{GrantTerms, Scope, Verdict};
use crate::moment::Moment;
use crate::seal::{ChainSlot, DevicePublic, RootKey, sign_clear_entry};
use first72_wire::compartment::Compartment;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, PersonId, RealmId};
use first72_wire::statement::StatementBody;

/// A statement that waits for a second registrar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// The statement.
    pub statement: Hash,
    /// Who signed it first.
    pub by: Option<PersonId>,
    /// Whom it is about; none for a recovery.
    pub person: Option<PersonId>,
    /// The classes of content that wait.
    pub compartments: Vec<Compartment>,
}

impl Notebook {
    /// The root makes a device that a registrar has taken in a registrar's too.
    ///
    /// # Errors
    /// [`NotebookError::OtherRoot`] for a key that is not this realm's root, [`NotebookError::NoMember`] for a device
    /// that is not in it. Sync before: a word of the root that is not here yet would be contradicted.
    pub fn add_registrar(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        device: DeviceId,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let known = self.seat_of(realm)?.directory.device(&device).filter(|device| device.is_live());
        let known = known.ok_or(NotebookError::NoMember { what: "device" })?;
        let public = DevicePublic { device_id: device, sig_pk: known.sig_pk, kem_pk: known.kem_pk };
        let draft = Draft::registrar_add(known.person_id, &public);
        self.state_by_root(realm, root, &draft, now).map(drop)
    }

    /// The root ends a registrar's office. What the registrar's device says from now on counts for nothing; neither
    /// does anything behind `last`, the newest entry of its chain that stands, or as this device knows it.
    ///
    /// # Errors
    /// As [`Notebook::add_registrar`].
    pub fn end_registrar(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        device: DeviceId,
        last: Option<(u64, Hash)>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let directory = &self.seat_of(realm)?.directory;
        if !directory.is_registrar(&device) {
            return Err(NotebookError::NoMember { what: "registrar" });
        }
        let last = last.or_else(|| directory.head(&device)).unwrap_or((0, Hash::ZERO));
        self.state_by_root(realm, root, &Draft::registrar_end(device, last), now).map(drop)
    }

    /// The root names the one that takes its place.
    ///
    /// # Errors
    /// As [`Notebook::add_registrar`].
    pub fn rotate_root(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        new_root_pk: [u8; 32],
        now: Moment,
    ) -> Result<(), NotebookError> {
        self.state_by_root(realm, root, &Draft::root_rotate(root.author_id(), new_root_pk), now).map(drop)
    }

    /// This registrar's word for another root, when the root is lost. Says whether it follows now: two thirds of the
    /// registrars are needed, and two people at least.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`].
    pub fn vote_for_root(&mut self, realm: RealmId, new_root_pk: [u8; 32], now: Moment) -> Result<bool, NotebookError> {
        let old = self.seat_of(realm)?.directory.root().ok_or(NotebookError::NotEnrolled)?;
        self.state(realm, vec![Draft::root_rotate(old, new_root_pk)], now)?;
        Ok(self.seat_of(realm)?.directory.root() != Some(old))
    }

    /// Signs another registrar's statement too.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`]; [`NotebookError::NoMember`] when nothing of that name waits for this person.
    pub fn cosign(&mut self, realm: RealmId, statement: Hash, now: Moment) -> Result<(), NotebookError> {
        let me = self.seat_of(realm)?.enrolment.person;
        let waits = self.waiting_for_cosign(realm)?;
        let found = waits.iter().find(|waiting| waiting.statement == statement && waiting.by != me);
        found.ok_or(NotebookError::NoMember { what: "statement that waits for this person" })?;
        self.state(realm, vec![Draft::cosign(statement)], now).map(drop)
    }

    /// What waits for a second registrar.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn waiting_for_cosign(&self, realm: RealmId) -> Result<Vec<Unsigned>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let directory = &seat.directory;
        let author = |statement: &Hash| {
            let logged = seat.log.iter().find(|logged| logged.hash == *statement)?;
            Some(directory.device(&logged.header.device)?.person_id)
        };
        let grants = directory.grants().filter(|grant| grant.is_live() && !grant.awaits_cosign.is_empty());
        let grants = grants.map(|grant| Unsigned {
            statement: grant.statement,
            by: author(&grant.statement),
            person: Some(grant.person_id),
            compartments: grant.awaits_cosign.clone(),
        });
        let recoveries = directory.recoveries().filter(|(_, recovering)| !recovering.is_open);
        let recoveries = recoveries.map(|(statement, recovering)| Unsigned {
            statement: *statement,
            by: author(statement),
            person: None,
            compartments: vec![recovering.case.compartment],
        });
        Ok(grants.chain(recoveries).collect())
    }

    /// The realm in which this device is a registrar's; the first, should it be in several.
    #[must_use]
    pub fn office(&self) -> Option<RealmId> {
        let seat = self.seats.iter().find(|seat| seat.directory.is_registrar(&seat.device()))?;
        Some(seat.realm())
    }

    /// This device's id in a realm.
    #[must_use]
    pub fn device_in(&self, realm: RealmId) -> Option<DeviceId> {
        self.seat_of(realm).ok().map(Seat::device)
    }

    /// The codes of the roles that a realm's founding knows.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn roles_of_realm(&self, realm: RealmId) -> Result<Vec<String>, NotebookError> {
        let templates = &self.seat_of(realm)?.genesis.fields().role_templates;
        Ok(templates.iter().map(|template| template.role.clone()).collect())
    }

    /// What a role is entitled to by a realm's founding, within a reach.
    ///
    /// # Errors
    /// [`NotebookError::NoMember`] for a role that the founding does not know.
    pub fn terms_of_role(&self, realm: RealmId, role: &str, scope: Scope) -> Result<GrantTerms, NotebookError> {
        let templates = &self.seat_of(realm)?.genesis.fields().role_templates;
        let template = templates.iter().find(|template| template.role == role);
        let template = template.ok_or(NotebookError::NoMember { what: "role" })?;
        Ok(GrantTerms::of_role(template, scope, "assignment"))
    }

    /// Whether two roots claim the realm: nothing that is added from now on counts there.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn has_two_roots(&self, realm: RealmId) -> Result<bool, NotebookError> {
        Ok(self.seat_of(realm)?.directory.has_two_roots())
    }

    /// Signs a statement with the root's key, brought by a registrar's device. Returns its hash.
    pub(super) fn state_by_root(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        draft: &Draft,
        now: Moment,
    ) -> Result<Hash, NotebookError> {
        self.may_bring_root(realm, root)?;
        let seat = self.seat_of(realm)?;
        let (seq, prev) = seat.directory.root_head().ok_or(NotebookError::NotEnrolled)?;
        let slot = ChainSlot { realm, space: seat.directory_space(), seq: seq.saturating_add(1), prev };
        let body = StatementBody::new(draft.public.clone()).to_bytes();
        let entry = sign_clear_entry(root, slot, Kind::Statement, body)?;
        let hash = entry.hash();
        self.keep_own(realm, &[entry], now)?;
        match self.seat_of(realm)?.directory.verdict(&hash) {
            Some(Verdict::Refused(_)) => Err(NotebookError::NoMember { what: "place for this word of the root" }),
            _ => Ok(hash),
        }
    }

    /// Whether the root's key can speak through this device.
    pub(super) fn may_bring_root(&self, realm: RealmId, root: &RootKey) -> Result<(), NotebookError> {
        let seat = self.seat_of(realm)?;
        if !seat.directory.is_registrar(&seat.device()) {
            return Err(NotebookError::NotRegistrar);
        }
        if Some(root.author_id()) == seat.directory.root() { Ok(()) } else { Err(NotebookError::OtherRoot) }
    }

    pub(super) fn seat_of(&self, realm: RealmId) -> Result<&Seat, NotebookError> {
        self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)
    }
}
