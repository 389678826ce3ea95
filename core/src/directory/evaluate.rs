//! What all statements together mean: a pure fixed point in four strata, without vote and without clock.
//!
//! 0: the root makes and ends registrars, names its successor, and says what may change of the
//! constants. 1: ends by anyone who ever was a registrar, or by the device's own person; an end always
//! wins. 2: people, devices, grants, packs, second signatures and recoveries by registrars, unless
//! logged after the registrar's own end. 3: grants for single episodes and adoptions by leads, looks in an
//! emergency, and episodes handed on by who holds them, under the same rule; reliefs, which are ends; copies that members
//! give each other, and holds. Each stratum reads only the ones below it, so the order in which statements arrived never
//! matters.

mod additions;
mod chains;
mod constants;
mod cosigns;
mod disclosures;
mod ends;
mod glass;
mod hand_on;
mod heartbeats;
mod leads;
mod log;
mod recovery;
mod rehearsals;
mod reliefs;
mod roots;

use super::device::DeviceRecord;
use super::disclosure::{Disclosure, Hold};
use super::freshness::Heartbeats;
use super::glass::BrokenGlass;
use super::grant::GrantRecord;
use super::office::{Adopted, Recovering, RecoveryTerm, RootLine};
use super::person::PersonRecord;
use super::rehearsal::Rehearsal;
use super::statement::Logged;
use super::verdict::Verdict;
use additions::{Additions, Terms};
use chains::Chains;
pub use constants::HandedOn;
use constants::Policies;
use cosigns::Cosigns;
use ends::Ends;
use first72_wire::compartment::Compartment;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId, RealmId, SpaceId};
use first72_wire::policy::Policy;
use log::Log;
use reliefs::{Receipts, Reliefs};
use roots::Roots;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Registrars' signs of life.
    pub(super) heartbeats: Heartbeats,
    /// The roots, from that of the genesis to the present one.
    pub(super) roots: RootLine,
    /// The recovery keys of each compartment, the present one last.
    pub(super) recovery_keys: BTreeMap<Compartment, Vec<RecoveryTerm>>,
    /// Recoveries that were announced, by their statements.
    pub(super) recoveries: BTreeMap<Hash, Recovering>,
    /// Drills of recovery that were held, by their announcements.
    pub(super) rehearsals: BTreeMap<Hash, Rehearsal>,
    /// Late entries that were taken in, by their devices.
    pub(super) adopted: BTreeMap<DeviceId, Vec<Adopted>>,
    /// Looks into episodes in an emergency, by the grants that stand for them.
    pub(super) glass: BTreeMap<GrantId, BrokenGlass>,
    /// Copies that were given of parts of episodes, by the spaces that hold them.
    pub(super) disclosures: BTreeMap<SpaceId, Disclosure>,
    /// What keeps anything from being destroyed, by its statements.
    pub(super) holds: BTreeMap<Hash, Hold>,
    /// The devices that have removed what a statement ended, by that statement.
    pub(super) cleared: BTreeMap<Hash, BTreeSet<DeviceId>>,
    /// The devices that have opened a copy, by the statement that gave it.
    pub(super) opened: BTreeMap<Hash, BTreeSet<DeviceId>>,
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
        let roots = Roots::trace(genesis, &log);
        let chains = Chains::follow(&log, &roots);
        chains.note(&log, &mut verdicts);
        let ends = Ends::collect(&chains, &mut verdicts);
        constants::root_statements(&chains, &ends, &mut verdicts);
        let policies = Policies::said(&chains, &mut verdicts);
        let packs = constants::packs(&chains, &ends, &mut verdicts);
        let heartbeats = heartbeats::said(&chains, &ends, &mut verdicts);
        let recovery_keys = recovery::keys(genesis, &chains, &mut verdicts);
        let cosigns = Cosigns::collect(&chains, &ends, &mut verdicts);
        let terms = Terms { genesis, roots: &roots, ends: &ends, cosigns: &cosigns };
        let recoveries = recovery::announced(&terms, &chains, &mut verdicts);
        let rehearsals = rehearsals::held(&chains, &ends, &recoveries, &mut verdicts);
        let mut additions = Additions::by_registrars(&terms, &chains, &mut verdicts);
        let glass = glass::broken(&terms, &policies, &chains, &mut additions, &mut verdicts);
        let left = leads::add(&terms, &chains, &mut additions, &mut verdicts);
        let reliefs = Reliefs::said(&chains, &additions, &mut verdicts);
        hand_on::add(&terms, left, &reliefs, &mut additions, &mut verdicts);
        reliefs.apply(&mut additions);
        let Receipts { cleared, opened } = reliefs::receipts(&chains, &mut verdicts);
        let disclosures = disclosures::given(&terms, &chains, &additions, &mut verdicts);
        let holds = disclosures::holds(&terms, &chains, &mut verdicts);
        let adopted = leads::adoptions(&terms, &chains, &additions, &mut verdicts);
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
            policy: policies.latest().cloned(),
            packs,
            heartbeats,
            roots: RootLine::of(roots.line.iter().map(|root| (root.id, root.key, root.introduced_by)), roots.two_since),
            recovery_keys,
            recoveries,
            rehearsals,
            adopted,
            glass,
            disclosures,
            holds,
            cleared,
            opened,
            verdicts,
            forks: chains.forks(),
            places: chains.places(),
        }
    }
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod convergence;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod tests;
