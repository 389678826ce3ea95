//! Giving a copy: to whom, what for and for how long; what exactly will be read, shown first; and the ground, written down
//! where the copied words are kept.

use super::{DAY_MS, DisclosureError, MOST_DAYS, Part};
use crate::audit::AuditEvent;
use crate::directory::statement::{Draft, Given};
use crate::directory::{GrantRecord, PersonFacts};
use crate::episode::consent::LONGEST;
use crate::episode::{Basis, Change, Consent, Guardian, How, Instant, Signed, Snapshot, Told};
use crate::moment::Moment;
use crate::notebook::audit::About;
use crate::notebook::error::NotebookError;
use crate::notebook::keys::Given as GivenKey;
use crate::notebook::save::Beside;
use crate::notebook::seat::Seat;
use crate::notebook::takers::in_force;
use crate::notebook::{Notebook, draw_id};
use crate::seal::{ChainSlot, Randomness, SpaceKey, WrapPlace, seal_entry, sign_clear_entry, wrap_key};
use first72_wire::compartment::Compartment;
use first72_wire::derived::matter_id;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, EpisodeId, Hash, PersonId, RealmId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::statement::Opening;
use std::collections::BTreeSet;

/// A copy that somebody means to give.
#[derive(Clone, PartialEq, Eq)]
pub struct Giving {
    /// The realm of who gets it; this person is a member there, a guest perhaps.
    pub realm: RealmId,
    /// Who gets it.
    pub to: PersonId,
    /// What is copied.
    pub parts: Vec<Part>,
    /// What it is for.
    pub purpose: String,
    /// How it is told.
    pub how: How,
    /// In which language it is written and explained, as two letters.
    pub language: String,
    /// For how many days, 1 to [`MOST_DAYS`].
    pub days: u32,
    /// Whether it becomes the record of who gets it, which nothing takes back.
    pub may_keep: bool,
    /// Why it may be given.
    pub basis: Basis,
    /// The copy that this one takes the place of, which ends in the same act: one that this person gave the same reader of the
    /// same episode.
    pub supersedes: Option<SpaceId>,
}

/// What was signed for it, and what was shown before that.
#[derive(Clone, PartialEq, Eq)]
pub struct Signing {
    /// Names the copy that was shown: [`CopyOffer::mark`].
    pub seen: Hash,
    /// Which wording was explained.
    pub text_version: String,
    /// What was explained.
    pub told: Told,
    /// How the young person signed.
    pub signed: Option<Signed>,
    /// The guardian who signed too.
    pub guardian: Option<Guardian>,
    /// The number or date of the order or the report.
    pub reference: Option<String>,
}

/// Somebody who can be given a copy, with what they are entitled to in their agency now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The realm.
    pub realm: RealmId,
    /// Who.
    pub person: PersonId,
    /// What is known of them; none while the directory's key is missing.
    pub facts: Option<PersonFacts>,
    /// Their grants that stand now.
    pub grants: Vec<GrantRecord>,
    /// How many live devices they have.
    pub devices: usize,
}

/// A copy as its reader would see it, before anybody signs for it.
pub struct CopyOffer {
    /// The copy.
    pub snapshot: Snapshot,
    /// Names exactly this copy.
    pub mark: Hash,
    /// Until when it would be given, in milliseconds since 1970.
    pub end_ms: i64,
    /// Who would get it.
    pub to: Recipient,
}

impl Notebook {
    /// Everybody whom this person could give a copy to: members of the realms that they are a member of, with what entitles
    /// them there now.
    #[must_use]
    pub fn copy_recipients(&self, now: Moment) -> Vec<Recipient> {
        let now_ms = self.time(now).ms;
        // In a drill nobody else is there.
        if self.is_drill() {
            return Vec::new();
        }
        let mut all: Vec<Recipient> = self.seats.iter().flat_map(|seat| seat.recipients(now_ms)).collect();
        all.sort_by_key(|to| (to.realm, to.facts.as_ref().map(|facts| facts.short_name.clone())));
        all
    }

    /// The copy that would be given, exactly as it would be read.
    ///
    /// # Errors
    /// [`NotebookError::Disclosure`] says what is missing.
    pub fn copy_offer(&self, episode: EpisodeId, giving: &Giving, now: Moment) -> Result<CopyOffer, NotebookError> {
        let now_ms = self.time(now).ms;
        if !(1..=MOST_DAYS).contains(&giving.days) {
            return Err(DisclosureError::Days.into());
        }
        let purpose = giving.purpose.trim();
        if purpose.is_empty() || purpose.len() > LONGEST {
            return Err(DisclosureError::Purpose.into());
        }
        let to = self.seat_of(giving.realm)?.recipients(now_ms).into_iter().find(|to| to.person == giving.to);
        let to = to.filter(|_| !self.is_drill()).ok_or(DisclosureError::Recipient)?;
        self.check_earlier(episode, giving, now_ms)?;
        let (sections, _) = self.sections_of(episode, &giving.parts, &giving.language)?;
        let handle = self.records.get(&episode).and_then(|record| record.opened()).map(|opened| opened.handle);
        let snapshot = Snapshot {
            episode,
            handle: handle.ok_or(NotebookError::NoEpisode)?,
            language: giving.language.clone(),
            basis: giving.basis,
            purpose: purpose.to_owned(),
            how: giving.how,
            sections,
        };
        let end_ms = now_ms.saturating_add(i64::from(giving.days) * DAY_MS);
        Ok(CopyOffer { mark: snapshot.mark(), snapshot, end_ms, to })
    }

    /// Gives the copy that was shown. The ground is kept with the words that were copied, the copy in a space of its own, and
    /// the statement that names who may read it: all of it, or nothing.
    ///
    /// # Errors
    /// [`NotebookError::Disclosure`] says what is missing; else as any save.
    pub fn give_copy(
        &mut self,
        episode: EpisodeId,
        giving: &Giving,
        signing: Signing,
        now: Moment,
    ) -> Result<SpaceId, NotebookError> {
        let offer = self.copy_offer(episode, giving, now)?;
        if offer.mark != signing.seen {
            return Err(DisclosureError::Changed.into());
        }
        check_signing(giving.basis, &signing)?;
        let random = std::sync::Arc::clone(&self.random);
        let space = SpaceId(draw_id(&*random)?);
        let (_, kept_in) = self.sections_of(episode, &giving.parts, &giving.language)?;
        let titles = offer.snapshot.sections.iter().map(|section| section.title.clone()).collect();
        let consent = self.ground(space, giving, signing, &offer, titles, now);
        // What nobody but the agency reads says on what ground it went out, and to whom, in the agency's own realm.
        let private = kept_in.iter().find(|class| **class == Compartment::Adv);
        let home = private.or_else(|| kept_in.first()).copied().ok_or(DisclosureError::Parts)?;
        let facts = self.home(episode, &[home])?;
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(giving.realm)?;
        let sealed = seal_copy(seat, space, &offer.snapshot, giving.to, now_ms, &*random)?;
        let opening = Opening { space, matter: matter_id(&giving.realm, &episode), end_ms: offer.end_ms };
        let given = Given { to: giving.to, from_ms: now_ms, may_keep: giving.may_keep, supersedes: giving.supersedes };
        let mut drafts = vec![Draft::release_open(opening, given)];
        drafts.extend(giving.supersedes.map(Draft::release_close));
        let statements = seat.statements(drafts, &*random)?;
        let about = About { episode: Some(episode), ..About::object(&space.0) };
        let realms: BTreeSet<RealmId> = self.realms_of(&facts).chain([giving.realm]).collect();
        let audit = realms.into_iter().map(|realm| self.audit_row(realm, AuditEvent::CopyGiven, about.clone(), now));
        let audit = audit.collect::<Result<Vec<_>, _>>()?;
        let entries = [&sealed.entries[..], &statements].concat();
        let change = Change::Consent(Box::new(consent));
        self.save_beside(vec![(facts, vec![change])], Beside { entries: &entries, audit: &audit }, now)?;
        self.remember_copy(giving.realm, space, sealed, offer.snapshot, &statements)?;
        Ok(space)
    }

    /// The ground as it is written down.
    fn ground(
        &self,
        space: SpaceId,
        giving: &Giving,
        signing: Signing,
        offer: &CopyOffer,
        parts: Vec<String>,
        now: Moment,
    ) -> Consent {
        let is_consent = giving.basis.is_consent();
        Consent {
            space,
            realm: giving.realm,
            to: giving.to,
            basis: giving.basis,
            reference: signing.reference.map(|text| text.trim().to_owned()).filter(|_| !is_consent),
            purpose: giving.purpose.trim().to_owned(),
            how: giving.how,
            end_ms: offer.end_ms,
            may_keep: giving.may_keep,
            parts,
            text_version: is_consent.then_some(signing.text_version),
            language: giving.language.clone(),
            explained_by: self.my_name().unwrap_or_default().to_owned(),
            told: signing.told,
            signed: signing.signed.filter(|_| is_consent),
            guardian: signing.guardian.filter(|_| giving.basis == Basis::WithGuardian),
            at: Instant::exact(self.time(now).ms),
        }
    }

    fn remember_copy(
        &mut self,
        realm: RealmId,
        space: SpaceId,
        sealed: SealedCopy,
        snapshot: Snapshot,
        statements: &[SealedEntry],
    ) -> Result<(), NotebookError> {
        self.remember_own(realm, statements)?;
        let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) else { return Ok(()) };
        for entry in &sealed.entries {
            seat.advance(space, entry.header.device, entry.hash());
        }
        seat.learn_own(space, sealed.given);
        seat.copies.insert(space, snapshot);
        Ok(())
    }
}

/// The sealed copy, and the key that only its readers get.
struct SealedCopy {
    entries: Vec<SealedEntry>,
    given: GivenKey,
}

fn seal_copy(
    seat: &Seat,
    space: SpaceId,
    snapshot: &Snapshot,
    to: PersonId,
    now_ms: i64,
    random: &dyn Randomness,
) -> Result<SealedCopy, NotebookError> {
    let me = seat.enrolment.person.ok_or(NotebookError::NotEnrolled)?;
    let readers = seat.directory.members_at(now_ms).into_iter().filter(|device| [me, to].contains(&device.person_id));
    let readers: BTreeSet<DeviceId> = readers.map(|device| device.device_id).collect();
    let key = SpaceKey::make(1, random)?;
    let body = seat.copy_wraps(space, &key, &readers, random)?;
    let mut slot = seat.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
    let key_entry = sign_clear_entry(&seat.keys, slot, Kind::Key, body.to_bytes())?;
    slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: key_entry.hash(), ..slot };
    let payload = zeroize::Zeroizing::new(snapshot.to_bytes());
    let entry = seal_entry(&seat.keys, slot, &key, &payload, random)?;
    Ok(SealedCopy { entries: vec![key_entry, entry], given: GivenKey { key: Some(key), body } })
}

fn check_signing(basis: Basis, signing: &Signing) -> Result<(), DisclosureError> {
    if !basis.is_consent() {
        let named = signing.reference.as_ref().map(|text| text.trim());
        let is_named = named.is_some_and(|text| !text.is_empty() && text.len() <= LONGEST);
        return if is_named { Ok(()) } else { Err(DisclosureError::Reference) };
    }
    if !signing.told.is_all() {
        return Err(DisclosureError::NotTold);
    }
    let is_name = |name: &str| !name.trim().is_empty() && name.len() <= LONGEST;
    let has_signed = match &signing.signed {
        Some(Signed::Drawn(drawn)) => !drawn.is_blank(),
        Some(Signed::Witnessed(witness)) => is_name(witness),
        None => false,
    };
    let guardian = signing.guardian.as_ref();
    let has_guardian = guardian.is_some_and(|guardian| is_name(&guardian.name) && !guardian.signature.is_blank());
    if has_signed && (basis != Basis::WithGuardian || has_guardian) { Ok(()) } else { Err(DisclosureError::NotSigned) }
}

impl Seat {
    /// Everybody else of this realm who is entitled to something now and has a device.
    pub(super) fn recipients(&self, now_ms: i64) -> Vec<Recipient> {
        let members = self.directory.members_at(now_ms);
        let people: BTreeSet<PersonId> = members.iter().map(|device| device.person_id).collect();
        let others = people.into_iter().filter(|person| self.enrolment.person != Some(*person));
        let recipient = |person: PersonId| {
            let grants =
                self.directory.grants_of(&person).filter(|grant| in_force(grant, now_ms) && !grant.is_relieved());
            let grants: Vec<GrantRecord> = grants.filter(|grant| grant.terms.is_some()).cloned().collect();
            (!grants.is_empty()).then(|| Recipient {
                realm: self.realm(),
                person,
                facts: self.directory.person(&person).and_then(|person| person.facts.clone()),
                grants,
                devices: members.iter().filter(|device| device.person_id == person).count(),
            })
        };
        others.filter_map(recipient).collect()
    }

    /// Wraps of a copy's key to these devices and nobody else: no recovery key opens a copy.
    pub(in crate::notebook) fn copy_wraps(
        &self,
        space: SpaceId,
        key: &SpaceKey,
        devices: &BTreeSet<DeviceId>,
        random: &dyn Randomness,
    ) -> Result<KeyBody, NotebookError> {
        let place = WrapPlace { realm: self.realm(), space, author: self.device() };
        let known = devices.iter().filter_map(|device| self.directory.device(device));
        let wraps = known.map(|device| wrap_key(key, &place, device.device_id, &device.kem_pk, random));
        Ok(KeyBody {
            class: SpaceClass::Released,
            version: key.version(),
            key_id: key.id(),
            wraps: wraps.collect::<Result<_, _>>()?,
            recovery: None,
            old_keys: None,
        })
    }
}
