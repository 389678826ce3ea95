//! What all statements together mean: a pure fixed point in four strata, without vote and without clock.
//!
//! 0: the root makes registrars, and says what may change of the constants. 1: ends by anyone who ever was one, or by the device's own person;
//! an end always wins. 2: people, devices, grants and packs by registrars, unless logged after the
//! registrar's own end. 3: grants for single episodes by leads, under the same rule. Each stratum
//! reads only the ones below it, so the order in which statements arrived never matters.

mod additions;
mod chains;
mod constants;
mod ends;
mod leads;
mod log;

use super::device::DeviceRecord;
use super::grant::GrantRecord;
use super::person::PersonRecord;
use super::statement::Logged;
use super::verdict::Verdict;
use additions::Additions;
use chains::Chains;
pub use constants::HandedOn;
use ends::Ends;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId, RealmId};
use first72_wire::policy::Policy;
use log::Log;
use std::collections::BTreeMap;

/// Two different entries in one place of one chain: the author's keys are in two hands, or a device
/// was restored from an old copy. Both are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Whose chain.
    pub device: DeviceId,
    /// The place.
    pub seq: u64,
    /// The entries there, in ascending order.
    pub entries: Vec<Hash>,
}

/// Everything that the statements of a realm add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    pub(super) realm: RealmId,
    pub(super) devices: BTreeMap<DeviceId, DeviceRecord>,
    pub(super) persons: BTreeMap<PersonId, PersonRecord>,
    pub(super) grants: BTreeMap<GrantId, GrantRecord>,
    /// The grants of each person, so that judging ten thousand saves does not go through all of them.
    pub(super) grants_by_person: BTreeMap<PersonId, Vec<GrantId>>,
    /// What the root said last of the constants that may change.
    pub(super) policy: Option<Policy>,
    /// The packs that registrars hand to every device, by the hash of the whole.
    pub(super) packs: BTreeMap<Hash, HandedOn>,
    pub(super) verdicts: BTreeMap<Hash, Verdict>,
    pub(super) forks: Vec<Fork>,
    /// Every entry of a known author, to tell what a save had seen.
    pub(super) places: BTreeMap<(DeviceId, u64), Vec<Hash>>,
}

impl Directory {
    /// Adds up the statements of a realm. Entries may come in any order and more than once.
    ///
    /// The genesis must be the one that this device pinned when it was enrolled.
    #[must_use]
    pub fn evaluate(genesis: &Genesis, log: &[Logged]) -> Self {
        let mut verdicts = BTreeMap::new();
        let log = Log::gather(genesis, log, &mut verdicts);
        let chains = Chains::follow(genesis, &log, &mut verdicts);
        let ends = Ends::collect(&chains, &mut verdicts);
        let policy = constants::policy(&chains, &mut verdicts);
        let packs = constants::packs(&chains, &ends, &mut verdicts);
        let mut additions = Additions::by_registrars(genesis, &chains, &ends, &mut verdicts);
        leads::add(genesis, &chains, &ends, &mut additions, &mut verdicts);
        let mut grants_by_person: BTreeMap<PersonId, Vec<GrantId>> = BTreeMap::new();
        for grant in additions.grants.values() {
            grants_by_person.entry(grant.person_id).or_default().push(grant.grant_id);
        }
        Self {
            realm: genesis.realm(),
            grants_by_person,
            devices: additions.devices,
            persons: additions.persons,
            grants: additions.grants,
            policy,
            packs,
            verdicts,
            forks: chains.forks(),
            places: chains.places(),
        }
    }
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod tests;
