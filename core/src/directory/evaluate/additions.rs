//! Stratum 2: people, devices and grants by registrars, unless logged after the registrar's own end.

use super::chains::{Author, Chains};
use super::cosigns::Cosigns;
use super::ends::Ends;
use super::log::{Item, note};
use super::roots::Roots;
use crate::directory::device::{DeviceRecord, End, EndReason};
use crate::directory::grant::{GrantRecord, GrantTerms};
use crate::directory::person::PersonRecord;
use crate::directory::relief::Under;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
use first72_wire::compartment::Compartment;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId};
use first72_wire::statement::{Introduced, PublicPart};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Additions {
    pub(super) devices: BTreeMap<DeviceId, DeviceRecord>,
    pub(super) persons: BTreeMap<PersonId, PersonRecord>,
    pub(super) grants: BTreeMap<GrantId, GrantRecord>,
}

/// What additions are held against.
pub(super) struct Terms<'a> {
    pub(super) genesis: &'a Genesis,
    pub(super) roots: &'a Roots,
    pub(super) ends: &'a Ends,
    pub(super) cosigns: &'a Cosigns,
}

type Verdicts = BTreeMap<Hash, Verdict>;

impl Additions {
    pub(super) fn by_registrars(terms: &Terms<'_>, chains: &Chains<'_>, verdicts: &mut Verdicts) -> Self {
        let ends = terms.ends;
        let mut statements: Vec<_> = chains.statements().collect();
        statements.sort_by_key(|(_, item, _)| item.rank());
        let mut all = Self::default();
        // The root's word on a device comes before a registrar's; people come before what is theirs.
        for (author, item, public) in &statements {
            match public {
                PublicPart::RegistrarAdd(device) => {
                    let verdict =
                        if author.root.is_some() { all.add_device(terms, item, device, None) } else { NOT_AUTHORIZED };
                    note(verdicts, item, verdict);
                }
                PublicPart::Person { person_id } => {
                    let verdict =
                        registrars_word(author, item, ends).unwrap_or_else(|| all.add_person(item, *person_id));
                    note(verdicts, item, verdict);
                }
                PublicPart::Unknown { .. } => note(verdicts, item, Verdict::Waits(Reason::Later)),
                _ => {}
            }
        }
        for (author, item, public) in &statements {
            let verdict = match public {
                PublicPart::DeviceAdd { device, not_after_ms } => registrars_word(author, item, ends)
                    .unwrap_or_else(|| all.add_device(terms, item, device, Some(*not_after_ms))),
                // What leads may grant is decided in their own stratum.
                PublicPart::Grant { .. } if author.is_registrar || author.root.is_some() => {
                    registrars_word(author, item, ends).unwrap_or_else(|| all.add_grant(terms, item, Vec::new()))
                }
                _ => continue,
            };
            note(verdicts, item, verdict);
        }
        all.end_offices(terms);
        all
    }

    /// A device that carried nothing but an office ends with it; one that a registrar took in too stays a device.
    fn end_offices(&mut self, terms: &Terms<'_>) {
        for (device, cuts) in &terms.roots.cuts {
            let Some(record) = self.devices.get_mut(device).filter(|record| !record.taken_in) else { continue };
            let reason = Some(EndReason::Left);
            record.ends.extend(cuts.iter().map(|cut| End {
                statement: cut.statement,
                by: cut.by,
                seq: cut.seq,
                pos: cut.pos,
                reason,
                wipe: false,
                heads: Vec::new(),
                last_seen: None,
            }));
        }
    }

    fn add_person(&mut self, item: &Item<'_>, person_id: PersonId) -> Verdict {
        if self.persons.contains_key(&person_id) {
            return Verdict::Refused(Reason::Repeated);
        }
        let facts = match item.sealed {
            Some(SealedPart::Person(facts)) => Some(facts.clone()),
            _ => None,
        };
        self.persons.insert(person_id, PersonRecord { person_id, facts, statement: item.hash });
        Verdict::Counts
    }

    fn add_device(
        &mut self,
        terms: &Terms<'_>,
        item: &Item<'_>,
        device: &Introduced,
        not_after_ms: Option<i64>,
    ) -> Verdict {
        // Only the root's word has no date.
        let by_root = not_after_ms.is_none();
        let had_office = terms.roots.cuts.contains_key(&device.device_id);
        if !device.is_self_certifying() {
            return Verdict::Refused(Reason::DeviceId);
        }
        // A registrar enters their own person after the root has made them one.
        if !by_root && !self.persons.contains_key(&device.person_id) {
            return Verdict::Waits(Reason::UnknownPerson);
        }
        let label = match item.sealed {
            Some(SealedPart::Device { label }) => Some(label.clone()),
            _ => None,
        };
        let record = self.devices.entry(device.device_id).or_insert_with(|| DeviceRecord {
            device_id: device.device_id,
            person_id: device.person_id,
            sig_pk: device.sig_pk,
            kem_pk: device.kem_pk,
            label: None,
            introduced_by: item.hash,
            introductions: Vec::new(),
            is_registrar: by_root && !had_office,
            taken_in: false,
            not_after_ms,
            ends: terms.ends.of_device(&device.device_id).to_vec(),
        });
        if record.person_id != device.person_id {
            return Verdict::Refused(Reason::Repeated);
        }
        record.introductions.push(item.hash);
        record.label = record.label.take().or(label);
        // A registrar who meets the person again may let a device live longer, never shorter.
        record.not_after_ms = match (record.not_after_ms, not_after_ms) {
            (None, new) if had_office => new,
            (old, new) => old.zip(new).map(|(old, new)| old.max(new)),
        };
        record.taken_in |= !by_root;
        Verdict::Counts
    }

    /// Adds a grant whose author was found to be entitled to give it; `under` are the rights on which it
    /// rests, and empty for a registrar's.
    pub(super) fn add_grant(&mut self, held: &Terms<'_>, item: &Item<'_>, under: Vec<Under>) -> Verdict {
        let Some(PublicPart::Grant { grant_id, person_id, not_before_ms, not_after_ms }) = item.public() else {
            return NOT_AUTHORIZED;
        };
        if !self.persons.contains_key(person_id) {
            return Verdict::Waits(Reason::UnknownPerson);
        }
        if self.grants.contains_key(grant_id) {
            return Verdict::Refused(Reason::Repeated);
        }
        let said = match item.sealed {
            Some(SealedPart::Grant(terms)) => Some(terms),
            _ => None,
        };
        let terms = said.map(|terms| held.within_realm(terms, item));
        let awaits_cosign = said.map_or_else(Vec::new, |terms| held.awaiting(terms, item));
        let verdict = match &terms {
            None => Verdict::Waits(Reason::Sealed),
            Some(terms) if terms.compartments.is_empty() && !awaits_cosign.is_empty() => Verdict::Waits(Reason::Cosign),
            Some(_) => Verdict::Counts,
        };
        let record = GrantRecord {
            grant_id: *grant_id,
            person_id: *person_id,
            terms,
            not_before_ms: *not_before_ms,
            not_after_ms: *not_after_ms,
            statement: item.hash,
            by: item.author(),
            seq: item.header.seq,
            pos: item.pos,
            under,
            awaits_cosign,
            ends: held.ends.of_grant(grant_id).to_vec(),
            reliefs: BTreeMap::new(),
        };
        self.grants.insert(*grant_id, record);
        verdict
    }
}

const NOT_AUTHORIZED: Verdict = Verdict::Refused(Reason::NotAuthorized);

/// Why an addition is no registrar's, or comes too late to be one's; none when it is fine.
pub(super) fn registrars_word(author: &Author<'_>, item: &Item<'_>, ends: &Ends) -> Option<Verdict> {
    if !author.is_registrar {
        return Some(NOT_AUTHORIZED);
    }
    ends.too_late(item).map(Verdict::Refused)
}

impl Terms<'_> {
    /// The terms without the classes of content that the realm does not keep, and without those for
    /// which a second registrar has not signed.
    pub(super) fn within_realm(&self, terms: &GrantTerms, item: &Item<'_>) -> GrantTerms {
        let mut terms = terms.clone();
        let both = self.cosigns.is_signed_twice(item);
        terms
            .compartments
            .retain(|class| self.genesis.compartment(*class).is_some_and(|kept| both || kept.quorum == 1));
        terms
    }

    /// The classes that a second registrar's signature would add.
    fn awaiting(&self, terms: &GrantTerms, item: &Item<'_>) -> Vec<Compartment> {
        if self.cosigns.is_signed_twice(item) {
            return Vec::new();
        }
        let waits = |class: &&Compartment| self.genesis.compartment(**class).is_some_and(|kept| kept.quorum > 1);
        terms.compartments.iter().filter(waits).copied().collect()
    }
}
