//! Which devices the realm's signed statements introduced and ended: all that the server knows about people.
//!
//! It reads public parts only, in the order in which the directory holds them. It decides who is
//! served and whose signatures are checked with which key; what a person may see is decided by the
//! holders of keys, and evaluated again, in full, on every device.

mod offices;
mod replay;

use first72_wire::compartment::Compartment;
use first72_wire::derived::server_author;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash, PersonId};
use first72_wire::log_keys::LogKeys;
use first72_wire::statement::{Introduced, PublicPart, RecoveryCase};
use offices::Vote;
pub(crate) use replay::Stated;
use std::collections::HashMap;

/// What a device is to its realm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Office {
    /// The realm's root; offline but at ceremonies.
    Root,
    /// Made a registrar's by the root.
    Registrar,
    /// Taken in by a registrar.
    Device,
    /// The realm's server, which says what it was asked and nothing else.
    Server,
}

/// A device, or the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// What it is to its realm.
    pub(crate) office: Office,
    /// Whose it is; nobody's for the root.
    pub(crate) person: Option<PersonId>,
    /// Checks what it signs.
    pub(crate) sig_pk: [u8; 32],
    /// The entries that introduced it (the genesis for the root): what its chains may begin with.
    pub(crate) introduced: Vec<Hash>,
    /// When it stops being served, in milliseconds since 1970 UTC.
    pub(crate) not_after_ms: Option<i64>,
}

/// Everyone, as of one position of the directory. Cloned when a statement changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Members {
    members: HashMap<DeviceId, Member>,
    ends: HashMap<DeviceId, u64>,
    /// What the root and the server follow with their first entries.
    genesis: Hash,
    /// The root of the genesis.
    first_root: DeviceId,
    /// The present root.
    root: DeviceId,
    /// Registrars' words for another root.
    votes: Vec<Vote>,
    /// Up to which entry of their chain registrars count whom the root ended.
    cuts: HashMap<DeviceId, u64>,
    /// Classes of content for which two registrars sign.
    twice: Vec<Compartment>,
}

/// What a statement did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing that matters here, or its signer had no say in it.
    None,
    /// Something about this device changed.
    Changed(DeviceId),
    /// This device was known and is a registrar's now, so its earlier statements may count now.
    Promoted(DeviceId),
    /// The root ended a registrar's office: what stands behind the named entry never counted.
    Cut,
    /// A registrar announced that a class of content is recovered for a device.
    Recovers(RecoveryCase),
    /// A registrar signed this statement too.
    Cosigned(Hash),
}

impl Members {
    /// Nobody but the root.
    pub(crate) fn of(genesis: &Genesis) -> Self {
        let root = Member {
            office: Office::Root,
            person: None,
            sig_pk: genesis.fields().root_pk,
            introduced: vec![genesis.hash()],
            not_after_ms: None,
        };
        let servers = genesis.fields().servers.iter().map(|server| server_itself(server.log_pk, genesis.hash()));
        let twice = genesis.fields().compartments.iter().filter(|kept| kept.quorum > 1).map(|kept| kept.class);
        Self {
            members: servers.chain([(genesis.root_id(), root)]).collect(),
            ends: HashMap::new(),
            genesis: genesis.hash(),
            first_root: genesis.root_id(),
            root: genesis.root_id(),
            votes: Vec::new(),
            cuts: HashMap::new(),
            twice: twice.collect(),
        }
    }

    /// Every device that is kept, the roots left out.
    pub(crate) fn devices(&self) -> impl Iterator<Item = DeviceId> {
        let devices = self.members.iter().filter(|(_, member)| member.person.is_some()).map(|(device, _)| *device);
        devices.chain(self.ends.keys().copied())
    }

    /// The server, as the author that it is or was under each of its keys.
    pub(crate) fn servers(&self) -> impl Iterator<Item = DeviceId> {
        self.members.iter().filter(|(_, member)| member.office == Office::Server).map(|(author, _)| *author)
    }

    /// A device that was introduced, ended or not.
    pub(crate) fn get(&self, device: &DeviceId) -> Option<&Member> {
        self.members.get(device)
    }

    /// The position in the directory of the statement that ended this device.
    pub(crate) fn ended_at(&self, device: &DeviceId) -> Option<u64> {
        self.ends.get(device).copied()
    }

    /// Whether a device is known and not ended.
    pub(crate) fn is_live(&self, device: &DeviceId) -> bool {
        self.members.contains_key(device) && !self.ends.contains_key(device)
    }

    /// Puts back a device as it was kept.
    pub(crate) fn insert(&mut self, device: DeviceId, member: Member) {
        self.members.insert(device, member);
    }

    /// Puts back an end as it was kept.
    pub(crate) fn end(&mut self, device: DeviceId, pos: u64) {
        self.ends.entry(device).or_insert(pos);
    }

    /// Takes in a statement that `author` signed and that stands at `pos` of the directory.
    pub(crate) fn apply(&mut self, author: &DeviceId, pos: u64, hash: Hash, statement: &PublicPart) -> Effect {
        let office = self.get(author).filter(|_| self.is_live(author)).map(|member| member.office);
        match (office, statement) {
            (Some(Office::Root), PublicPart::RegistrarAdd(device)) => self.add_registrar(device, hash),
            (Some(Office::Registrar), PublicPart::DeviceAdd { device, not_after_ms }) => {
                self.add_device(device, *not_after_ms, hash)
            }
            (Some(Office::Root), PublicPart::Policy(policy)) => self.name_log_keys(policy.log_keys.as_ref()),
            (Some(Office::Root), PublicPart::RegistrarEnd(cut)) => self.end_office(cut, pos),
            (Some(Office::Root | Office::Registrar), PublicPart::RootRotate(change)) => {
                self.follow_root(author, pos, hash, change)
            }
            (Some(Office::Registrar), PublicPart::RecoveryUse(case)) => self.announced(case),
            (Some(Office::Registrar), PublicPart::Cosign { statement }) => Effect::Cosigned(*statement),
            (Some(_), PublicPart::DeviceEnd { device_id, .. }) if self.may_end(author, device_id) => {
                if self.ends.contains_key(device_id) {
                    return Effect::None;
                }
                self.end(*device_id, pos);
                Effect::Changed(*device_id)
            }
            _ => Effect::None,
        }
    }

    /// The server's own word under each of its keys. Those of before stay: what they signed stands in the log.
    fn name_log_keys(&mut self, keys: Option<&LogKeys>) -> Effect {
        for key in keys.iter().flat_map(|keys| keys.iter()) {
            let (author, server) = server_itself(key.public, self.genesis);
            self.members.entry(author).or_insert(server);
        }
        Effect::None
    }

    fn add_registrar(&mut self, device: &Introduced, hash: Hash) -> Effect {
        if let Some(known) = self.members.get_mut(&device.device_id) {
            if known.office != Office::Device {
                return Effect::None;
            }
            known.office = Office::Registrar;
            known.not_after_ms = None;
            known.introduced.push(hash);
            return Effect::Promoted(device.device_id);
        }
        self.members.insert(device.device_id, introduced(Office::Registrar, device, None, hash));
        Effect::Changed(device.device_id)
    }

    fn add_device(&mut self, device: &Introduced, not_after_ms: i64, hash: Hash) -> Effect {
        if let Some(known) = self.members.get_mut(&device.device_id) {
            if known.person != Some(device.person_id) {
                return Effect::None;
            }
            // A registrar who meets the person again may let a device live longer, never shorter.
            known.not_after_ms = known.not_after_ms.map(|before| before.max(not_after_ms));
            known.introduced.push(hash);
            return Effect::Changed(device.device_id);
        }
        self.members.insert(device.device_id, introduced(Office::Device, device, Some(not_after_ms), hash));
        Effect::Changed(device.device_id)
    }

    /// A registrar may end any device, a person's devices each other, and a device itself.
    fn may_end(&self, author: &DeviceId, device: &DeviceId) -> bool {
        let Some(by) = self.get(author) else { return false };
        let same_person = || by.person.is_some() && self.get(device).is_some_and(|ended| ended.person == by.person);
        author == device || by.office == Office::Registrar || same_person()
    }
}

fn server_itself(log_pk: [u8; 32], genesis: Hash) -> (DeviceId, Member) {
    let member =
        Member { office: Office::Server, person: None, sig_pk: log_pk, introduced: vec![genesis], not_after_ms: None };
    (server_author(&log_pk), member)
}

fn introduced(office: Office, device: &Introduced, not_after_ms: Option<i64>, hash: Hash) -> Member {
    let person = Some(device.person_id);
    Member { office, person, sig_pk: device.sig_pk, introduced: vec![hash], not_after_ms }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use first72_wire::genesis::{GenesisFields, Limits};

    const HASH: Hash = Hash([0xee; 32]);

    fn realm() -> (Members, DeviceId) {
        let genesis = Genesis::new(&GenesisFields {
            root_pk: [1; 32],
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap();
        (Members::of(&genesis), genesis.root_id())
    }

    fn device(number: u8, person: u8) -> Introduced {
        Introduced {
            device_id: DeviceId([number; 16]),
            person_id: PersonId([person; 16]),
            sig_pk: [number; 32],
            kem_pk: [4; 65],
        }
    }

    fn add(number: u8, person: u8) -> PublicPart {
        PublicPart::DeviceAdd { device: device(number, person), not_after_ms: 9 }
    }

    fn end(number: u8) -> PublicPart {
        PublicPart::DeviceEnd { device_id: DeviceId([number; 16]), reason: 1, wipe: true, heads: vec![] }
    }

    /// A realm with registrar 2, and devices 3 and 4 of one person and 5 of another.
    pub(crate) fn peopled() -> Members {
        let (mut members, root) = realm();
        members.apply(&root, 1, HASH, &PublicPart::RegistrarAdd(device(2, 2)));
        for (pos, (number, person)) in (2..).zip([(3, 3), (4, 3), (5, 5)]) {
            assert_eq!(
                members.apply(&DeviceId([2; 16]), pos, HASH, &add(number, person)),
                Effect::Changed(DeviceId([number; 16]))
            );
        }
        members
    }

    #[test]
    fn only_the_root_makes_registrars_and_only_registrars_add_devices() {
        let (mut members, root) = realm();
        let stranger = DeviceId([2; 16]);
        let registrar = PublicPart::RegistrarAdd(device(2, 2));
        assert_eq!(members.apply(&stranger, 1, HASH, &registrar), Effect::None);
        assert_eq!(members.apply(&root, 1, HASH, &add(3, 3)), Effect::None);
        assert_eq!(members.apply(&root, 2, HASH, &registrar), Effect::Changed(stranger));
        assert_eq!(members.apply(&stranger, 3, HASH, &add(3, 3)), Effect::Changed(DeviceId([3; 16])));
        assert_eq!(members.apply(&DeviceId([3; 16]), 4, HASH, &add(4, 4)), Effect::None, "a device is no registrar");
        assert_eq!(members.apply(&DeviceId([3; 16]), 5, HASH, &PublicPart::RegistrarAdd(device(3, 3))), Effect::None);
    }

    #[test]
    fn a_device_is_ended_by_a_registrar_by_its_persons_other_device_or_by_itself() {
        for (by, ended, expected) in
            [(2, 5, true), (3, 4, true), (4, 4, true), (5, 3, false), (3, 2, false), (9, 3, false)]
        {
            let mut members = peopled();
            members.apply(&DeviceId([by; 16]), 9, HASH, &end(ended));
            assert_eq!(!members.is_live(&DeviceId([ended; 16])), expected, "{by} ends {ended}");
        }
    }

    #[test]
    fn an_ended_registrar_has_no_say_any_more() {
        let mut members = peopled();
        members.apply(&DeviceId([2; 16]), 8, HASH, &end(2));
        assert_eq!(members.apply(&DeviceId([2; 16]), 9, HASH, &add(6, 6)), Effect::None);
    }

    #[test]
    fn an_end_that_comes_before_its_device_holds() {
        let mut members = peopled();
        members.apply(&DeviceId([2; 16]), 8, HASH, &end(6));
        members.apply(&DeviceId([2; 16]), 9, HASH, &add(6, 6));
        assert!(members.get(&DeviceId([6; 16])).is_some());
        assert!(!members.is_live(&DeviceId([6; 16])));
        assert_eq!(members.ended_at(&DeviceId([6; 16])), Some(8));
    }

    #[test]
    fn meeting_a_person_again_lets_their_device_be_served_longer() {
        let mut members = peopled();
        for (not_after_ms, expected) in [(12, 12), (10, 12)] {
            let again = PublicPart::DeviceAdd { device: device(3, 3), not_after_ms };
            assert_eq!(members.apply(&DeviceId([2; 16]), 9, HASH, &again), Effect::Changed(DeviceId([3; 16])));
            assert_eq!(members.get(&DeviceId([3; 16])).unwrap().not_after_ms, Some(expected));
        }
        assert_eq!(members.apply(&DeviceId([2; 16]), 9, HASH, &add(3, 5)), Effect::None, "of another person");
    }

    #[test]
    fn a_promoted_device_keeps_both_introductions() {
        let mut members = peopled();
        let root = realm().1;
        let promoted = members.apply(&root, 9, Hash([7; 32]), &PublicPart::RegistrarAdd(device(3, 3)));
        assert_eq!(promoted, Effect::Promoted(DeviceId([3; 16])));
        assert_eq!(members.get(&DeviceId([3; 16])).unwrap().introduced, [HASH, Hash([7; 32])]);
    }
}
