//! What a registrar does: people, devices and grants, each a signed statement.

use super::Notebook;
use super::audit::About;
use super::audit_state::act_of;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::ceremony::sign_policy;
use crate::directory::statement::Draft;
use crate::directory::{GrantTerms, PersonFacts};
use crate::moment::Moment;
use crate::seal::{
    ChainSlot, DevicePublic, Randomness, RootKey, WrapPlace, seal_statement_part, sign_clear_entry, wrap_key,
};
use crate::sync::Incoming;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId, RealmId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::policy::Policy;
use first72_wire::statement::{PublicPart, StatementBody};

const DAY_MS: i64 = 86_400_000;
/// A device or grant lasts at most this many days before somebody looks at it again.
pub(super) const MAX_DAYS: u16 = 400;

/// A person that a registrar takes in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Full name.
    pub name: String,
    /// The name shown beside what the person writes, such as `D. Rivera`.
    pub short_name: String,
    /// The agency.
    pub agency: String,
    /// From another agency than the realm's own.
    pub guest: bool,
}

impl NewPerson {
    fn into_facts(self) -> PersonFacts {
        let Self { name, short_name, agency, guest } = self;
        PersonFacts { name, short_name, agency, guest }
    }
}

/// What a person is entitled to.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// Role, reach, compartments and rights.
    pub terms: GrantTerms,
    /// For how many days from now, at most 400.
    pub days: u16,
}

/// One person of a realm, as a registrar sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// The person.
    pub person: PersonId,
    /// The name shown beside what the person writes; none while the key of the directory is missing.
    pub short_name: Option<String>,
    /// The live devices.
    pub devices: Vec<DeviceLine>,
    /// The live grants.
    pub grants: Vec<GrantLine>,
}

/// One live device of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLine {
    /// The device.
    pub device: DeviceId,
    /// What it is called in lists; none while the key of the directory is missing.
    pub label: Option<String>,
    /// Whether it is a registrar's.
    pub is_registrar: bool,
    /// Until when it is served, in milliseconds since 1970 UTC; none for a registrar's.
    pub not_after_ms: Option<i64>,
}

/// One live grant of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantLine {
    /// The grant.
    pub grant: GrantId,
    /// What it says; none while it cannot be opened here.
    pub terms: Option<GrantTerms>,
    /// Classes of content that wait for a second registrar's signature.
    pub awaits_cosign: Vec<Compartment>,
    /// Until when it is served, in milliseconds since 1970 UTC.
    pub not_after_ms: i64,
}

impl Notebook {
    /// Takes in a person.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when this device may not, or when the store is full.
    pub fn add_person(&mut self, realm: RealmId, person: NewPerson, now: Moment) -> Result<PersonId, NotebookError> {
        let person_id = PersonId(super::draw_id(&*self.random)?);
        self.state(realm, vec![Draft::person(person_id, person.into_facts())], now)?;
        Ok(person_id)
    }

    /// Says who this device's own person is: the founding names the first registrar by a number only.
    ///
    /// # Errors
    /// As [`Notebook::add_person`].
    pub fn name_myself(&mut self, realm: RealmId, person: NewPerson, now: Moment) -> Result<PersonId, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let person_id = seat.enrolment.person.ok_or(NotebookError::NotEnrolled)?;
        self.state(realm, vec![Draft::person(person_id, person.into_facts())], now)?;
        Ok(person_id)
    }

    /// Gives a person an entitlement.
    ///
    /// # Errors
    /// As [`Notebook::add_person`].
    pub fn add_grant(
        &mut self,
        realm: RealmId,
        person: PersonId,
        grant: NewGrant,
        now: Moment,
    ) -> Result<GrantId, NotebookError> {
        let grant_id = GrantId(super::draw_id(&*self.random)?);
        let draft = grant_draft(grant_id, person, grant, self.time(now).ms);
        self.state(realm, vec![draft], now)?;
        Ok(grant_id)
    }

    /// Ends an entitlement.
    ///
    /// # Errors
    /// As [`Notebook::add_person`].
    pub fn end_grant(&mut self, realm: RealmId, grant: GrantId, now: Moment) -> Result<(), NotebookError> {
        self.state(realm, vec![Draft::grant_end(grant)], now).map(|_| ())
    }

    /// Lets the root change a part of the policy that stands; the rest stays as it is.
    ///
    /// # Errors
    /// As [`Notebook::set_policy`].
    pub(super) fn amend_policy(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        amend: impl FnOnce(Policy) -> Policy,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let standing = self.policy(realm)?.cloned().unwrap_or_default();
        self.set_policy(realm, root, amend(standing), now)
    }

    /// Lets the root change what may change of the realm's constants, with the root's own key: who may sign packs, and
    /// which packs the realm runs. What this version does not know of the policy before stays.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when this device may not bring it, [`NotebookError::OtherRoot`] for the root of
    /// another realm. Sync before: a word of the root that is not here yet would be contradicted.
    pub fn set_policy(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        policy: Policy,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        if !seat.directory.is_registrar(&seat.device()) {
            return Err(NotebookError::NotRegistrar);
        }
        if Some(root.author_id()) != seat.directory.root() {
            return Err(NotebookError::OtherRoot);
        }
        let policy = match seat.directory.policy() {
            Some(older) => policy.keeping_later_of(older),
            None => policy,
        };
        let (seq, prev) = seat.directory.root_head().ok_or(NotebookError::NotEnrolled)?;
        let slot = ChainSlot { realm, space: seat.directory_space(), seq: seq.saturating_add(1), prev };
        let entry = sign_policy(root, slot, policy)?;
        self.keep_own(realm, &[entry], now)?;
        // It was said; the next unlock or sync keeps it for this door too.
        let _later = self.keep_at_the_door();
        Ok(())
    }

    /// What a realm's root says of packs and the rest; none while it has said nothing.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn policy(&self, realm: RealmId) -> Result<Option<&Policy>, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        Ok(seat.directory.policy())
    }

    /// The people of a realm.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn people(&self, realm: RealmId) -> Result<Vec<PersonLine>, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let line = |person: &crate::directory::PersonRecord| PersonLine {
            person: person.person_id,
            short_name: person.facts.as_ref().map(|facts| facts.short_name.clone()),
            devices: seat
                .directory
                .devices()
                .filter(|device| device.person_id == person.person_id && device.is_live())
                .map(|device| DeviceLine {
                    device: device.device_id,
                    label: device.label.clone(),
                    is_registrar: device.is_registrar,
                    not_after_ms: device.not_after_ms,
                })
                .collect(),
            grants: seat
                .directory
                .grants_of(&person.person_id)
                .filter(|grant| grant.is_live() && !grant.is_relieved())
                .map(|grant| GrantLine {
                    grant: grant.grant_id,
                    terms: grant.terms.clone(),
                    awaits_cosign: grant.awaits_cosign.clone(),
                    not_after_ms: grant.not_after_ms,
                })
                .collect(),
        };
        Ok(seat.directory.persons().map(line).collect())
    }

    /// Signs statements, keeps them durably and lets them count here at once.
    pub(super) fn state(
        &mut self,
        realm: RealmId,
        drafts: Vec<Draft>,
        now: Moment,
    ) -> Result<Vec<Hash>, NotebookError> {
        let random = std::sync::Arc::clone(&self.random);
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        if !seat.directory.is_registrar(&seat.device()) {
            return Err(NotebookError::NotRegistrar);
        }
        seat.new_enough_to_say(&drafts)?;
        let entries = seat.statements(drafts, &*random)?;
        self.keep_own(realm, &entries, now)
    }

    /// Wraps the directory's key to a device that was just taken in, so that it can read names and scopes.
    pub(super) fn give_directory_key(
        &mut self,
        realm: RealmId,
        device: &DevicePublic,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let random = std::sync::Arc::clone(&self.random);
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let space = seat.directory_space();
        let slot = seat.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
        let key = seat.keyring.newest(&space).ok_or(NotebookError::NoKey)?;
        let place = WrapPlace { realm, space, author: seat.device() };
        let wrap = wrap_key(key, &place, device.device_id, &device.kem_pk, &*random)?;
        let body = KeyBody {
            class: SpaceClass::Directory,
            version: key.version(),
            key_id: key.id(),
            wraps: vec![wrap],
            recovery: None,
            old_keys: None,
        };
        let entry = sign_clear_entry(&seat.keys, slot, Kind::Key, body.to_bytes())?;
        self.keep_own(realm, &[entry], now)?;
        Ok(())
    }

    pub(super) fn keep_own(
        &mut self,
        realm: RealmId,
        entries: &[SealedEntry],
        now: Moment,
    ) -> Result<Vec<Hash>, NotebookError> {
        let hashes: Vec<Hash> = entries.iter().map(SealedEntry::hash).collect();
        // A heartbeat is nobody's act.
        let acts = entries.iter().zip(&hashes).filter(|(entry, _)| !is_heartbeat(entry));
        let audit = acts
            .map(|(entry, hash)| self.audit_row(realm, act_of(entry), About::object(&hash.0), now))
            .collect::<Result<Vec<_>, _>>()?;
        self.vault.save(entries, &audit)?;
        self.remember_own(realm, entries)?;
        Ok(hashes)
    }

    /// Lets own entries of the directory count that the vault has kept.
    pub(super) fn remember_own(&mut self, realm: RealmId, entries: &[SealedEntry]) -> Result<(), NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        for entry in entries {
            let item = Incoming { entry: entry.clone(), hash: entry.hash(), place: None };
            if seat.read_logged(&item).is_ok()
                && entry.header.kind == Kind::Key
                && let Ok(body) = KeyBody::parse(&entry.body)
            {
                seat.learn_key(&entry.header, &body);
            }
        }
        seat.evaluate();
        Ok(())
    }
}

impl Seat {
    pub(super) fn statements(
        &self,
        drafts: Vec<Draft>,
        random: &dyn Randomness,
    ) -> Result<Vec<SealedEntry>, NotebookError> {
        let space = self.directory_space();
        let mut slot = self.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
        let mut entries = Vec::new();
        for draft in drafts {
            let mut body = StatementBody::new(draft.public);
            if let Some(sealed) = draft.sealed {
                let key = self.keyring.newest(&space).ok_or(NotebookError::NoKey)?;
                let plain = zeroize::Zeroizing::new(sealed.to_bytes());
                body = body.clone().with_sealed(seal_statement_part(key, space, &body.public_bytes, &plain, random)?);
            }
            let entry = sign_clear_entry(&self.keys, slot, Kind::Statement, body.to_bytes())?;
            slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: entry.hash(), ..slot };
            entries.push(entry);
        }
        Ok(entries)
    }
}

fn is_heartbeat(entry: &SealedEntry) -> bool {
    entry.header.kind == Kind::Statement
        && StatementBody::parse(&entry.body).is_ok_and(|body| matches!(body.public, PublicPart::Heartbeat(_)))
}

pub(super) fn grant_draft(grant_id: GrantId, person: PersonId, grant: NewGrant, now_ms: i64) -> Draft {
    let days = i64::from(grant.days.min(MAX_DAYS));
    Draft::grant(grant_id, person, (now_ms, now_ms.saturating_add(days * DAY_MS)), grant.terms)
}
