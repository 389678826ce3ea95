//! Who can read a copy: worked out from wraps and statements, and said to nobody who may not know of it.

use super::*;
use crate::directory::Access;

impl World {
    /// What somebody is told of the copies of the episode.
    fn readers(&self, device: &Device) -> Vec<CopyReaders> {
        device.open().copy_readers(self.episode, now()).unwrap()
    }

    fn only(&self, device: &Device) -> CopyReaders {
        let copies = self.readers(device);
        assert_eq!(copies.len(), 1);
        copies.into_iter().next().unwrap()
    }

    /// The deputy gives the advocate what all of the county who hold the episode read.
    fn give_openly(&self) -> SpaceId {
        let giving = Giving { to: person(&self.advocate), ..self.giving() };
        let mut open = self.deputy.open();
        open.note(self.episode, Ops, "An invented note.".into(), now()).unwrap();
        let parts = open.copy_parts(self.episode, "en").unwrap();
        let part = parts.into_iter().find(|part| part.words == "An invented note.").unwrap().part;
        let giving = Giving { parts: vec![part], ..giving };
        let seen = open.copy_offer(self.episode, &giving, now()).unwrap().mark;
        open.give_copy(self.episode, &giving, Signing { seen, ..signing() }, now()).unwrap()
    }
}

fn access(copy: &CopyReaders, device: &Device) -> Option<Access> {
    let readers = copy.readers.as_ref().unwrap();
    let person = Some(person(device));
    readers.iter().find(|reader| reader.person == person).map(|reader| reader.access)
}

// masvs:PRIVACY-3 cjis:AC-3
#[test]
fn the_readers_of_a_copy_are_those_whom_its_key_was_wrapped_to_until_they_say_it_is_gone() {
    let world = World::new();
    let space = world.given(&world.giving());
    for device in [&world.advocate, &world.deputy] {
        let copy = world.only(device);
        assert_eq!((copy.space, copy.to, copy.state), (space, person(&world.deputy), Some(CopyState::Open)));
        assert_eq!((copy.end_ms, copy.parts.len()), (NOW + 30 * DAY_MS, 1));
        assert_eq!(copy.readers.as_ref().unwrap().len(), 2, "nobody else has its key");
        assert_eq!(access(&copy, &world.advocate), Some(Access::Reads));
        assert_eq!(access(&copy, &world.deputy), Some(Access::Reads));
        assert_eq!(copy.devices[0].state, DeviceState::Unheard);
    }
    world.read(&world.deputy, space, now()).unwrap();
    world.sync();
    assert_eq!(world.only(&world.advocate).devices[0].state, DeviceState::Opened);
    world.take_back(space);
    let ended = world.only(&world.advocate);
    assert_eq!(ended.state, Some(CopyState::TakenBack));
    assert_eq!(access(&ended, &world.deputy), Some(Access::HadKey { newest: true }), "nobody says that it is gone");
    world.sync();
    world.sync();
    let gone = world.only(&world.advocate);
    assert_eq!(gone.devices[0].state, DeviceState::Purged { opened: true });
    assert_eq!((access(&gone, &world.deputy), access(&gone, &world.advocate)), (None, Some(Access::Reads)));
    let there = world.only(&world.deputy);
    assert_eq!((there.readers, there.state), (None, Some(CopyState::TakenBack)), "its wraps went with it");
}

// masvs:PRIVACY-3 cjis:AC-3 cjis:5.13.6
#[test]
fn a_copy_of_what_the_agency_keeps_is_named_to_nobody_else_who_holds_the_episode() {
    let world = World::new();
    world.given(&world.giving());
    world.sync();
    assert!(world.other.open().record(world.episode).is_some(), "they hold the episode");
    assert_eq!(world.readers(&world.other), []);
    let refused = world.county.registrar.open().copy_readers(world.episode, now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.no-episode");
    // What is copied from what they read themselves stands beside it, and they read that it does.
    let open = world.give_openly();
    world.sync();
    let copy = world.only(&world.other);
    assert_eq!((copy.space, copy.to, copy.state), (open, person(&world.advocate), Some(CopyState::Open)));
    assert_eq!((copy.parts.as_slice(), copy.readers), (&["Notes".to_owned()][..], None), "and no key of it is here");
    assert_eq!(world.readers(&world.advocate).len(), 2);
}

#[test]
fn a_colleague_of_the_agency_who_is_not_in_the_county_reads_the_ground_and_no_more() {
    let world = World::new();
    let colleague = Device::new();
    join(&colleague, &world.agency, "N. Invented", Role::Advocate, &[Adv]);
    world.agency.registrar.sync(&world.agency);
    world.advocate.sync(&world.agency);
    let space = world.given(&world.giving());
    world.sync();
    colleague.sync(&world.agency);
    let copy = world.only(&colleague);
    assert_eq!((copy.space, copy.realm, copy.to), (space, world.county.id, person(&world.deputy)));
    assert_eq!((copy.end_ms, copy.parts.len()), (NOW + 30 * DAY_MS, 1));
    assert_eq!((copy.state, copy.readers, copy.devices.len()), (None, None, 0));
}
