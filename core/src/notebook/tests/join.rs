//! Joining by a brief answer: the new device fetches what the picture does not carry, and is open to other work meanwhile.

use super::*;
use crate::notebook::join as join_by;
use crate::sync::{HelloAnswer, HelloRequest, Pages, Relay, RelayError};

/// A network on which nothing moves while the notebook is held by whoever waits for it.
struct Watchful<'a> {
    door: &'a Mutex<Notebook>,
    relay: &'a MemoryRelay,
}

impl Watchful<'_> {
    fn free(&self) -> &MemoryRelay {
        assert!(self.door.try_lock().is_ok(), "the notebook is not held while the network is waited for");
        self.relay
    }
}

impl Relay for Watchful<'_> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.free().hello(request)
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        self.free().push(auth, body)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        self.free().pull(auth, body)
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        self.free().prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.free().genesis()
    }

    fn authority(&self) -> Hash {
        self.free().authority()
    }
}

fn approved(county: &Realm, device: &Device) -> Approved {
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: "X".into(), short_name: "X".into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(county.id, person, now()).unwrap();
    let new = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 30 };
    registrar.approve_device(county.id, &request, new, now()).unwrap()
}

#[test]
fn what_a_picture_does_not_carry_is_fetched_while_the_notebook_is_free() {
    let county = realm("Demo County", &[Compartment::Ops]);
    let phone = Device::new();
    let answer = approved(&county, &phone).brief;
    assert!(answer.code.len() < 1_500, "a camera reads {} characters with ease", answer.code.len());
    let door = &phone.door;
    let relay = Watchful { door, relay: &county.relay };
    let genesis = county.genesis.to_bytes();
    let early = join_by(door, &answer.code, &genesis, &relay, &now).unwrap_err();
    assert_eq!(door.lock().unwrap().realms().count(), 0, "the server has not heard of it yet: {early}");
    county.registrar.sync(&county);
    let enrolled = join_by(door, &answer.code, &genesis, &relay, &now).unwrap();
    assert_eq!(enrolled.six_words, Some(answer.six_words));
    assert_eq!((enrolled.name.as_str(), door.lock().unwrap().realms().count()), ("Demo County", 1));
    let again = join_by(door, &answer.code, &genesis, &relay, &now).unwrap_err();
    assert_eq!(again.code(), NotebookError::AlreadyEnrolled.code());
}

#[test]
fn the_two_forms_of_an_answer_have_words_of_their_own_and_each_is_good_once() {
    let county = realm("Demo County", &[Compartment::Ops]);
    let phone = Device::new();
    let answer = approved(&county, &phone);
    assert_ne!(answer.six_words, answer.brief.six_words, "the words are made from what the device takes");
    assert_eq!(phone.open().accept_enrolment(&answer.code, None, now()).unwrap().six_words, Some(answer.six_words));
    county.registrar.sync(&county);
    let again = phone.open().accept_enrolment(&answer.brief.code, Some(&county.relay), now()).unwrap_err();
    assert_eq!(again.code(), NotebookError::AlreadyEnrolled.code());
}

#[test]
fn another_genesis_than_the_one_that_the_picture_pins_is_refused_before_anything_is_asked() {
    let (county, other) = (realm("Demo County", &[Compartment::Ops]), realm("Other County", &[Compartment::Ops]));
    let phone = Device::new();
    let answer = approved(&county, &phone).brief;
    let door = &phone.door;
    let genesis = other.genesis.to_bytes();
    let refused = join_by(door, &answer.code, &genesis, &county.relay, &now).unwrap_err();
    assert_eq!(refused.code(), "enrol.other-realm");
    for damaged in [&genesis[..0], &genesis[..genesis.len() / 2]] {
        let refused = join_by(door, &answer.code, damaged, &county.relay, &now).unwrap_err();
        assert_eq!(refused.code(), "enrol.other-realm");
    }
    assert_eq!(door.lock().unwrap().realms().count(), 0);
}
