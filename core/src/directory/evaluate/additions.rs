//! Stratum 2: people, devices and grants by registrars, unless logged after the registrar's own end.

use super::chains::{Author, Chains};
use super::ends::Ends;
use super::log::{Item, note};
use crate::directory::device::DeviceRecord;
use crate::directory::grant::{GrantRecord, GrantTerms};
use crate::directory::person::PersonRecord;
use crate::directory::statement::SealedPart;
use crate::directory::verdict::{Reason, Verdict};
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

type Verdicts = BTreeMap<Hash, Verdict>;

impl Additions {
    pub(super) fn by_registrars(genesis: &Genesis, chains: &Chains<'_>, ends: &Ends, verdicts: &mut Verdicts) -> Self {
        let mut statements: Vec<_> = chains.statements().collect();
        statements.sort_by_key(|(_, item, _)| item.rank());
        let mut all = Self::default();
        // The root's word on a device comes before a registrar's; people come before what is theirs.
        for (author, item, public) in &statements {
            match public {
                PublicPart::RegistrarAdd(device) => {
                    let verdict =
                        if author.is_root { all.add_device(item, device, None, true, ends) } else { NOT_AUTHORIZED };
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
                    .unwrap_or_else(|| all.add_device(item, device, Some(*not_after_ms), false, ends)),
                // What leads may grant is decided in their own stratum.
                PublicPart::Grant { .. } if author.is_registrar || author.is_root => {
                    registrars_word(author, item, ends)
                        .unwrap_or_else(|| all.add_grant(genesis, item, ends, Vec::new()))
                }
                _ => continue,
            };
            note(verdicts, item, verdict);
        }
        all
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
        item: &Item<'_>,
        device: &Introduced,
        not_after_ms: Option<i64>,
        is_registrar: bool,
        ends: &Ends,
    ) -> Verdict {
        if !device.is_self_certifying() {
            return Verdict::Refused(Reason::DeviceId);
        }
        // A registrar enters their own person after the root has made them one.
        if !is_registrar && !self.persons.contains_key(&device.person_id) {
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
            is_registrar,
            not_after_ms,
            ends: ends.of_device(&device.device_id).to_vec(),
        });
        if record.person_id != device.person_id {
            return Verdict::Refused(Reason::Repeated);
        }
        record.introductions.push(item.hash);
        record.label = record.label.take().or(label);
        // A registrar who meets the person again may let a device live longer, never shorter.
        record.not_after_ms = record.not_after_ms.zip(not_after_ms).map(|(old, new)| old.max(new));
        Verdict::Counts
    }

    /// Adds a grant whose author was found to be entitled to give it; `under` are the terms of the
    /// lead who gave it, and empty for a registrar's.
    pub(super) fn add_grant(
        &mut self,
        genesis: &Genesis,
        item: &Item<'_>,
        ends: &Ends,
        under: Vec<GrantTerms>,
    ) -> Verdict {
        let Some(PublicPart::Grant { grant_id, person_id, not_before_ms, not_after_ms }) = item.public() else {
            return NOT_AUTHORIZED;
        };
        if !self.persons.contains_key(person_id) {
            return Verdict::Waits(Reason::UnknownPerson);
        }
        if self.grants.contains_key(grant_id) {
            return Verdict::Refused(Reason::Repeated);
        }
        let terms = match item.sealed {
            Some(SealedPart::Grant(terms)) => Some(within_realm(genesis, terms)),
            _ => None,
        };
        let verdict = if terms.is_some() { Verdict::Counts } else { Verdict::Waits(Reason::Sealed) };
        let record = GrantRecord {
            grant_id: *grant_id,
            person_id: *person_id,
            terms,
            not_before_ms: *not_before_ms,
            not_after_ms: *not_after_ms,
            statement: item.hash,
            pos: item.pos,
            under,
            ends: ends.of_grant(grant_id).to_vec(),
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
    ends.cut(item).then_some(Verdict::Refused(Reason::AfterEnd))
}

/// The terms without the classes of content that the realm does not keep, and without those that
/// need a second registrar: one signature must never be enough for them.
pub(super) fn within_realm(genesis: &Genesis, terms: &GrantTerms) -> GrantTerms {
    let mut terms = terms.clone();
    terms.compartments.retain(|class| genesis.compartment(*class).is_some_and(|kept| kept.quorum == 1));
    terms
}
