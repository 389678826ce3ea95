//! The questions that others ask the directory: who is who, who may read, who may write, and since when not.

use super::as_of::AsOf;
use super::device::{DeviceRecord, End};
use super::ending::Written;
use super::evaluate::{Directory, Fork, HandedOn};
use super::grant::{GrantRecord, Right};
use super::person::PersonRecord;
use super::scope::SpaceFacts;
use super::statement::Logged;
use super::verdict::Verdict;
use crate::episode::Dependency;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId, RealmId};
use first72_wire::policy::Policy;

/// How an entry's author stood when the entry was logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The author might write there.
    Good,
    /// The author's device or entitlement had ended before the entry was logged: it is kept, and
    /// counts only when a lead has taken it in.
    Late,
    /// The author had already seen that end and wrote all the same: refused.
    EndSeen,
    /// The author never had an entitlement to write there.
    NotEntitled,
    /// Nobody has introduced the author yet.
    UnknownDevice,
}

impl Directory {
    /// The realm.
    #[must_use]
    pub const fn realm(&self) -> RealmId {
        self.realm
    }

    /// A device, ended or not.
    #[must_use]
    pub fn device(&self, device: &DeviceId) -> Option<&DeviceRecord> {
        self.devices.get(device)
    }

    /// Every device, ended or not, in ascending order.
    pub fn devices(&self) -> impl Iterator<Item = &DeviceRecord> {
        self.devices.values()
    }

    /// A person.
    #[must_use]
    pub fn person(&self, person: &PersonId) -> Option<&PersonRecord> {
        self.persons.get(person)
    }

    /// Every person, in ascending order.
    pub fn persons(&self) -> impl Iterator<Item = &PersonRecord> {
        self.persons.values()
    }

    /// The person whose device this is, once the person is known.
    #[must_use]
    pub fn person_of(&self, device: &DeviceId) -> Option<&PersonRecord> {
        self.persons.get(&self.devices.get(device)?.person_id)
    }

    /// A grant, ended or not.
    #[must_use]
    pub fn grant(&self, grant: &GrantId) -> Option<&GrantRecord> {
        self.grants.get(grant)
    }

    /// Every grant, ended or not, in ascending order.
    pub fn grants(&self) -> impl Iterator<Item = &GrantRecord> {
        self.grants.values()
    }

    /// A person's grants, ended or not.
    pub fn grants_of(&self, person: &PersonId) -> impl Iterator<Item = &GrantRecord> {
        let ids = self.grants_by_person.get(person).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.grants.get(id))
    }

    /// The registrars' devices that have not ended.
    pub fn registrars(&self) -> impl Iterator<Item = &DeviceRecord> {
        self.devices.values().filter(|device| device.is_registrar && device.is_live())
    }

    /// Whether this is a registrar's device that has not ended.
    #[must_use]
    pub fn is_registrar(&self, device: &DeviceId) -> bool {
        self.devices.get(device).is_some_and(|device| device.is_registrar && device.is_live())
    }

    /// What the root said last of the constants that may change; none before it said anything.
    #[must_use]
    pub const fn policy(&self) -> Option<&Policy> {
        self.policy.as_ref()
    }

    /// The packs that registrars hand to every device, by the hash of the whole.
    pub fn packs_handed_on(&self) -> impl Iterator<Item = (&Hash, &HandedOn)> {
        self.packs.iter()
    }

    /// Whether the device may hold the space's key: live, of a person with a live grant that
    /// reaches it. Dates are left out; see [`Directory::entitled_at`].
    #[must_use]
    pub fn entitled(&self, device: &DeviceId, space: &SpaceFacts) -> bool {
        self.reads(device, space, |_| true, |_| true)
    }

    /// As [`Directory::entitled`], with the device's and the grant's dates at that moment: asked where
    /// something is wrapped or shown.
    #[must_use]
    pub fn entitled_at(&self, as_of: impl Into<AsOf>, device: &DeviceId, space: &SpaceFacts) -> bool {
        let as_of = as_of.into();
        let (fresh, current) = (
            |device: &DeviceRecord| device.is_within_date(as_of.ms),
            |grant: &GrantRecord| grant.is_within_dates(as_of),
        );
        self.reads(device, space, fresh, current)
    }

    /// The devices that may hold the space's key at that moment, in ascending order.
    #[must_use]
    pub fn entitled_devices(&self, as_of: impl Into<AsOf>, space: &SpaceFacts) -> Vec<&DeviceRecord> {
        let as_of = as_of.into();
        self.devices.values().filter(|device| self.entitled_at(as_of, &device.device_id, space)).collect()
    }

    /// The live devices within their dates at `now_ms`: everyone who holds the directory's own key.
    #[must_use]
    pub fn members_at(&self, now_ms: i64) -> Vec<&DeviceRecord> {
        self.devices.values().filter(|device| device.is_live() && device.is_within_date(now_ms)).collect()
    }

    /// Whether the device's person has, or had, a grant to write into the space.
    #[must_use]
    pub fn may_write(&self, device: &DeviceId, space: &SpaceFacts) -> bool {
        self.writing_grants(device, space).next().is_some()
    }

    /// Whether the device may open an episode with such a space at that moment.
    #[must_use]
    pub fn may_open(&self, as_of: impl Into<AsOf>, device: &DeviceId, space: &SpaceFacts) -> bool {
        let as_of = as_of.into();
        let Some(record) = self.devices.get(device) else { return false };
        let allowed = |grant: &GrantRecord| {
            let opens = grant.terms.as_ref().is_some_and(|terms| terms.allows(Right::Open) && terms.reaches(space));
            opens && grant.is_live() && grant.is_within_dates(as_of)
        };
        record.is_live() && record.is_within_date(as_of.ms) && self.grants_of(&record.person_id).any(allowed)
    }

    /// How the author of an entry stood. `pos` is how far the directory's space reached when the
    /// server stored the entry (none before it did), `deps` what its author had seen.
    #[must_use]
    pub fn standing(&self, author: &DeviceId, space: &SpaceFacts, pos: Option<u64>, deps: &[Dependency]) -> Standing {
        self.stood(author, space, deps, &|end| end.precedes(pos))
    }

    /// The same for an entry of which the place in its author's chain is known: what whoever ended its device knew by then
    /// is not late by that end.
    #[must_use]
    pub fn standing_of(&self, author: &DeviceId, space: &SpaceFacts, entry: &Written, deps: &[Dependency]) -> Standing {
        self.stood(author, space, deps, &|end| end.makes_late(entry))
    }

    /// `late` says which ends make the entry late. An end of a grant knows no heads.
    fn stood(
        &self,
        author: &DeviceId,
        space: &SpaceFacts,
        deps: &[Dependency],
        late: &dyn Fn(&End) -> bool,
    ) -> Standing {
        let Some(device) = self.devices.get(author) else { return Standing::UnknownDevice };
        let by_device = self.after(device.ends.iter(), deps, late);
        if by_device == Standing::EndSeen {
            return by_device;
        }
        let by_grants = self.writing_grants(author, space).map(|grant| self.after(grant.ends_of(space), deps, late));
        // The best of the person's grants decides.
        let by_grant = by_grants.min_by_key(|standing| *standing as u8).unwrap_or(Standing::NotEntitled);
        if by_grant == Standing::Good { by_device } else { by_grant }
    }

    /// What became of a statement.
    #[must_use]
    pub fn verdict(&self, statement: &Hash) -> Option<Verdict> {
        self.verdicts.get(statement).copied()
    }

    /// What became of every statement.
    pub fn verdicts(&self) -> impl Iterator<Item = (&Hash, Verdict)> {
        self.verdicts.iter().map(|(hash, verdict)| (hash, *verdict))
    }

    /// Places of chains that hold two entries.
    #[must_use]
    pub fn forks(&self) -> &[Fork] {
        &self.forks
    }

    /// The newest entry of an author in the directory's space; of a forked one, the largest hash.
    #[must_use]
    pub fn head(&self, author: &DeviceId) -> Option<(u64, Hash)> {
        let (key, entries) = self.places.range((*author, 0)..=(*author, u64::MAX)).next_back()?;
        Some((key.1, *entries.last()?))
    }

    /// Remembers for the next evaluation whose signatures held in this one.
    pub fn mark_checked(&self, log: &mut [Logged]) {
        for logged in log {
            logged.checked |= self.holds(&logged.header.device, logged.header.seq, &logged.hash);
        }
    }

    /// Whether an author's chain in the directory's space has this entry in this place: signed, and
    /// without a gap back to the author's introduction. Such an entry must stay in the log even when
    /// it says nothing that counts, because what its author says next hangs on it.
    #[must_use]
    pub fn holds(&self, author: &DeviceId, seq: u64, entry: &Hash) -> bool {
        self.places.get(&(*author, seq)).is_some_and(|entries| entries.contains(entry))
    }

    fn reads(
        &self,
        device: &DeviceId,
        space: &SpaceFacts,
        fresh: impl Fn(&DeviceRecord) -> bool,
        current: impl Fn(&GrantRecord) -> bool,
    ) -> bool {
        let Some(device) = self.devices.get(device) else { return false };
        let mut grants = self.grants_of(&device.person_id);
        device.is_live() && fresh(device) && grants.any(|grant| grant.is_live() && current(grant) && grant.reads(space))
    }

    fn writing_grants<'a>(&'a self, device: &DeviceId, space: &'a SpaceFacts) -> impl Iterator<Item = &'a GrantRecord> {
        let person = self.devices.get(device).map(|device| &device.person_id);
        let grants = person.into_iter().flat_map(|person| self.grants_of(person));
        grants.filter(|grant| grant.writes(space))
    }

    fn after<'a>(
        &self,
        ends: impl Iterator<Item = &'a End>,
        deps: &[Dependency],
        late: &dyn Fn(&End) -> bool,
    ) -> Standing {
        let mut standing = Standing::Good;
        for end in ends {
            if deps.iter().any(|dep| self.contains(dep, end)) {
                return Standing::EndSeen;
            }
            if late(end) {
                standing = Standing::Late;
            }
        }
        standing
    }

    /// Whether the dependency is the end itself or a later entry in the chain of who signed it.
    fn contains(&self, dep: &Dependency, end: &End) -> bool {
        let entries = self.places.get(&(dep.device, dep.seq)).map_or(&[][..], Vec::as_slice);
        dep.device == end.by && dep.seq >= end.seq && entries.iter().any(|hash| dep.names(&dep.device, dep.seq, hash))
    }
}
