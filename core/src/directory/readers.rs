//! Who can read a space: worked out from the wraps of its keys, from the grants that stand and from the copies that were given,
//! never from a setting.

use super::as_of::AsOf;
use super::disclosure::Disclosure;
use super::evaluate::Directory;
use super::grant::{GrantRecord, Role};
use super::scope::SpaceFacts;
use first72_wire::id::{DeviceId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody stands to a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Entitled, and the key that the next entry is sealed with was wrapped to a device of theirs.
    Reads,
    /// Entitled, and the key has not been wrapped to any device of theirs yet: the next sync of somebody who holds
    /// it gives it.
    WillRead,
    /// Not entitled any more; a device of theirs was given a key and keeps what it had until then.
    HadKey {
        /// Whether that key still seals the newest entries: the next save makes a new one.
        newest: bool,
    },
}

/// One person who can read a space, will be able to, or could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who; none for a device whose person nobody has named.
    pub person: Option<PersonId>,
    /// In which roles they are entitled; empty for somebody who is not.
    pub roles: Vec<Role>,
    /// How they stand: the best of their devices decides.
    pub access: Access,
    /// Their devices of which something can be said, in ascending order.
    pub devices: Vec<DeviceId>,
}

/// The devices to which the keys of a space were wrapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    /// Those that can open what the newest key seals.
    pub newest: BTreeSet<DeviceId>,
    /// Those that were given any key.
    pub any: BTreeSet<DeviceId>,
}

impl Directory {
    /// Everybody who can read the space at that moment, will, or could: readers first, then by person.
    #[must_use]
    pub fn readers(&self, as_of: impl Into<AsOf>, space: &SpaceFacts, wrapped: &Wrapped) -> Vec<Reader> {
        let as_of = as_of.into();
        let entitled = self.entitled_devices(as_of, space).into_iter().map(|device| device.device_id).collect();
        self.by_person(&entitled, wrapped, |person| self.roles_for(person, space, as_of))
    }

    /// Everybody who can read a copy at `now_ms`, will, or could, in the same order: who gave it, who got it, and whoever else
    /// its key was wrapped to. A device that says it has destroyed it is none of them.
    #[must_use]
    pub fn copy_readers(&self, now_ms: i64, disclosure: &Disclosure, wrapped: &Wrapped) -> Vec<Reader> {
        let purged = self.purged_by(disclosure);
        let is_read = disclosure.may_keep || disclosure.is_open(now_ms);
        let is_authors = |device: &DeviceId| self.is_of(device, disclosure.author);
        let mut entitled = self.readers_of_copy(now_ms, disclosure);
        entitled.retain(|device| (is_read || is_authors(device)) && !purged.contains(device));
        let newest = wrapped.newest.difference(&purged).copied().collect();
        let any = wrapped.any.difference(&purged).copied().collect();
        self.by_person(&entitled, &Wrapped { newest, any }, |_| Vec::new())
    }

    fn by_person(
        &self,
        entitled: &BTreeSet<DeviceId>,
        wrapped: &Wrapped,
        roles: impl Fn(Option<PersonId>) -> Vec<Role>,
    ) -> Vec<Reader> {
        let mut people: BTreeMap<Option<PersonId>, Reader> = BTreeMap::new();
        for device in entitled.union(&wrapped.any) {
            let access = match (entitled.contains(device), wrapped.newest.contains(device)) {
                (true, true) => Access::Reads,
                (true, false) => Access::WillRead,
                (false, newest) => Access::HadKey { newest },
            };
            let person = self.device(device).map(|known| known.person_id);
            let reader = people.entry(person).or_insert_with(|| Reader {
                person,
                roles: roles(person),
                access,
                devices: Vec::new(),
            });
            reader.access = better(reader.access, access);
            reader.devices.push(*device);
        }
        let mut readers: Vec<Reader> = people.into_values().collect();
        readers.sort_by_key(|reader| (order(reader.access), reader.person));
        readers
    }

    /// The roles of the grants that let a person hold the space's key now.
    fn roles_for(&self, person: Option<PersonId>, space: &SpaceFacts, as_of: AsOf) -> Vec<Role> {
        let grants = person.iter().flat_map(|person| self.grants_of(person));
        let live = |grant: &&GrantRecord| grant.is_live() && grant.is_within_dates(as_of) && grant.reads(space);
        let mut roles: Vec<Role> =
            grants.filter(live).filter_map(|grant| grant.terms.as_ref()).map(|terms| terms.role.clone()).collect();
        roles.sort();
        roles.dedup();
        roles
    }
}

/// Of two devices of one person the one that can do more decides.
fn better(one: Access, other: Access) -> Access {
    if order(other) < order(one) { other } else { one }
}

const fn order(access: Access) -> u8 {
    match access {
        Access::Reads => 0,
        Access::WillRead => 1,
        Access::HadKey { newest: true } => 2,
        Access::HadKey { newest: false } => 3,
    }
}

#[cfg(test)]
mod tests;
