//! T22: a copy of parts of an episode is given, read, taken back and destroyed: opened or not, online or not, kept or not, by a
//! word or by its time, held or not, with its author or without. And no key of who got it opens anything else.

mod amends;
mod ends;
mod readers;

use super::hand_over::person;
use super::*;
use crate::audit::AuditEvent;
use crate::episode::{Basis, Guardian, How, Signature, Signed, Told};
use crate::seal::open::opens;
use crate::seal::{LocalUse, SpaceKey, WrapPlace, unwrap_key};
use Compartment::{Adv, Audit, Le, Ops, Stat};
use first72_wire::header::Kind;
use first72_wire::id::SpaceId;
use first72_wire::key_body::{KeyBody, SpaceClass};

const DAY_MS: i64 = 86_400_000;
const PLAN: &str = "plan_safe_people";
const SAFE: &str = "An invented aunt.";
const SECRET: &str = "An invented secret that stays.";

/// A county, an advocacy agency, and an episode of which the advocate keeps a part.
struct World {
    county: Realm,
    agency: Realm,
    advocate: Device,
    deputy: Device,
    other: Device,
    episode: EpisodeId,
}

impl World {
    fn new() -> Self {
        let county = realm("Demo County", &[Ops, Le, Stat, Audit]);
        let agency = realm("Demo Advocacy", &[Adv, Audit]);
        let (advocate, deputy, other) = (Device::new(), Device::new(), Device::new());
        join(&advocate, &county, "A. Okafor", Role::Advocate, &[Ops]);
        join(&advocate, &agency, "A. Okafor", Role::Advocate, &[Adv]);
        join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
        join(&other, &county, "K. Lopez", Role::Deputy, &[Ops, Le]);
        county.registrar.sync(&county);
        agency.registrar.sync(&agency);
        let world = Self { county, agency, advocate, deputy, other, episode: EpisodeId([0; 16]) };
        world.sync();
        let episode = world.deputy.open().new_contact(contact(), now()).unwrap();
        world.sync();
        {
            let mut open = world.advocate.open();
            open.answer(episode, PLAN, Answer::Given(Value::Text(SAFE.into())), now()).unwrap();
            open.answer(episode, "plan_danger", Answer::Given(Value::Text(SECRET.into())), now()).unwrap();
            open.note(episode, Adv, "An invented private note.".into(), now()).unwrap();
        }
        world.sync();
        Self { episode, ..world }
    }

    fn sync(&self) {
        for device in [&self.deputy, &self.advocate, &self.other, &self.deputy] {
            device.sync(&self.county);
        }
        self.advocate.sync(&self.agency);
    }

    fn giving(&self) -> Giving {
        Giving {
            realm: self.county.id,
            to: person(&self.deputy),
            parts: vec![Part::Question(PLAN.into())],
            purpose: "So that the night car knows whom to call.".into(),
            how: How::OnDevice,
            language: "en".into(),
            days: 30,
            may_keep: false,
            basis: Basis::YoungPerson,
            supersedes: None,
        }
    }

    /// The advocate gives the deputy a copy. Nobody has synced yet.
    fn give(&self, giving: &Giving) -> Result<SpaceId, NotebookError> {
        let mut open = self.advocate.open();
        let seen = open.copy_offer(self.episode, giving, now())?.mark;
        open.give_copy(self.episode, giving, Signing { seen, ..signing() }, now())
    }

    fn given(&self, giving: &Giving) -> SpaceId {
        let space = self.give(giving).unwrap();
        self.advocate.sync(&self.county);
        self.deputy.sync(&self.county);
        space
    }

    fn line(&self, device: &Device, at: Moment) -> CopyLine {
        device.open().copies(at).into_iter().next().expect("a copy")
    }

    fn read(&self, device: &Device, space: SpaceId, at: Moment) -> Result<String, &'static str> {
        let mut open = device.open();
        match open.read_copy(self.county.id, space, at) {
            Ok(copy) => {
                Ok(copy.sections.iter().flat_map(|section| &section.lines).map(|line| line.words.clone()).collect())
            }
            Err(error) => Err(error.code()),
        }
    }

    fn take_back(&self, space: SpaceId) {
        self.advocate.open().take_copy_back(self.county.id, space, now()).unwrap();
    }

    /// What a device's vault and memory have of a copy: entries, keys, and whether it is open in memory.
    fn kept(&self, device: &Device, space: SpaceId) -> (usize, usize, bool) {
        let mut open = device.open();
        let mut entries = 0;
        open.vault
            .entries(self.county.id, NOW, |stored| entries += usize::from(stored.entry.header.space == space))
            .unwrap();
        let keys = open.vault.space_keys(self.county.id).unwrap().iter().filter(|key| key.space == space).count();
        let seat = open.seats.iter().find(|seat| seat.realm() == self.county.id).unwrap();
        (entries, keys, seat.copies.contains_key(&space) || seat.keyring.newest(&space).is_some())
    }

    /// How many sealed bodies of a copy the server still has.
    fn on_server(&self, space: SpaceId) -> usize {
        self.county.relay.entries_from(0).iter().filter(|entry| entry.header.space == space).count()
    }

    fn rows(&self, device: &Device, realm: RealmId) -> Vec<AuditEvent> {
        let open = device.open();
        let waiting = open.vault.audit_waiting(realm, 10_000).unwrap();
        let plain = waiting
            .iter()
            .map(|(_, row)| open.device_key.open_local(LocalUse::Audit, realm.as_bytes(), &row.sealed).unwrap());
        let rows = plain.filter_map(|plain| crate::audit::AuditRow::parse(&plain).ok());
        rows.filter_map(|row| row.event()).collect()
    }
}

fn drawn() -> Signature {
    Signature::drawn(&[[(3, 4), (900, 390)]])
}

fn signing() -> Signing {
    Signing {
        seen: Hash::ZERO,
        text_version: "1".into(),
        told: Told { effects: true, voluntary: true, taking_back: true },
        signed: Some(Signed::Drawn(drawn())),
        guardian: None,
        reference: None,
    }
}

fn later(ms: i64) -> Moment {
    Moment { wall_ms: NOW + ms, boot_id: [1; 16], boot_ms: 5_000 + ms as u64 }
}

fn gone() -> (usize, usize, bool) {
    (0, 0, false)
}

// cjis:AC-3 cjis:AC-21 masvs:PRIVACY-4

#[test]
fn who_it_was_given_to_reads_exactly_what_was_shown_and_who_gave_it_sees_that() {
    let world = World::new();
    let giving = world.giving();
    let offer = world.advocate.open().copy_offer(world.episode, &giving, now()).unwrap();
    // Before anybody signs: what the recipient is entitled to now, and why.
    let terms = offer.to.grants[0].terms.as_ref().unwrap();
    assert_eq!((terms.role.clone(), terms.basis.as_str(), offer.to.devices), (Role::Deputy, "assignment", 1));
    assert_eq!(offer.end_ms, NOW + 30 * DAY_MS);
    let shown = offer.snapshot.to_bytes();
    let space = world.given(&giving);
    assert_eq!(world.read(&world.deputy, space, now()), Ok(SAFE.to_owned()));
    {
        let mut open = world.deputy.open();
        assert!(open.read_copy(world.county.id, space, now()).unwrap().to_bytes() == shown);
    }
    assert_eq!(world.line(&world.advocate, now()).devices[0].state, DeviceState::Unheard);
    world.sync();
    let line = world.line(&world.advocate, now());
    assert_eq!((line.mine, line.state, line.devices[0].state), (true, CopyState::Open, DeviceState::Opened));
    assert_eq!((line.episode, line.basis, line.parts.len()), (Some(world.episode), Some(Basis::YoungPerson), 1));
    // The ground stays in the agency's own compartment.
    let open = world.advocate.open();
    let record = open.record(world.episode).unwrap();
    let (ground, save) = record.consents().next().unwrap();
    assert_eq!((ground.space, ground.told.is_all(), save.compartment()), (space, true, Adv));
    assert!(ground.signed == Some(Signed::Drawn(drawn())) && ground.explained_by == "A. Okafor");
    drop(open);
    assert_eq!(world.deputy.open().record(world.episode).unwrap().consents().count(), 0);
    // And all of it after a lock.
    let World { county, deputy, .. } = world;
    let deputy = deputy.reopen();
    assert!(deputy.open().read_copy(county.id, space, now()).is_ok());
}

// cjis:AC-3 cjis:SC-4

#[test]
fn no_key_of_who_got_it_opens_what_was_not_given_and_nobody_else_has_its_key() {
    let world = World::new();
    let space = world.given(&world.giving());
    world.sync();
    let all: Vec<_> = [&world.county, &world.agency].iter().flat_map(|realm| realm.relay.entries_from(0)).collect();
    let bodies: Vec<(WrapPlace, KeyBody)> = all
        .iter()
        .filter(|entry| entry.header.kind == Kind::Key)
        .map(|entry| {
            let header = &entry.header;
            let place = WrapPlace { realm: header.realm, space: header.space, author: header.device };
            (place, KeyBody::parse(&entry.body).unwrap())
        })
        .collect();
    let held = |device: &Device| -> Vec<(SpaceId, SpaceKey)> {
        let open = device.open();
        let of_seat = |seat: &Seat| {
            let wraps = bodies.iter().flat_map(|(place, body)| body.wraps.iter().map(move |wrap| (place, body, wrap)));
            let opened = wraps.filter_map(|(place, body, wrap)| {
                Some((place.space, unwrap_key(&seat.keys, place, &body.key_id, body.version, wrap).ok()?))
            });
            opened.collect::<Vec<_>>()
        };
        open.seats.iter().flat_map(of_seat).collect()
    };
    let of_copy = all.iter().find(|entry| entry.header.space == space && entry.header.kind == Kind::Op).unwrap();
    let private: Vec<_> =
        all.iter().filter(|entry| entry.header.realm == world.agency.id && entry.header.kind == Kind::Op).collect();
    assert!(private.len() >= 3);
    let keys = held(&world.deputy);
    assert!(keys.iter().any(|(_, key)| opens(key, of_copy)));
    assert!(
        !private.iter().any(|entry| keys.iter().any(|(_, key)| opens(key, entry))),
        "nothing of the agency's opens"
    );
    for device in [&world.other, &world.county.registrar] {
        assert!(!held(device).iter().any(|(of, key)| *of == space || opens(key, of_copy)));
    }
    let body = bodies.iter().find(|(place, _)| place.space == space).map(|(_, body)| body).unwrap();
    let named: Vec<DeviceId> = body.wraps.iter().map(|wrap| wrap.device_id).collect();
    let mut readers = [&world.advocate, &world.deputy].map(|device| {
        let open = device.open();
        open.seats.iter().find(|seat| seat.realm() == world.county.id).unwrap().device()
    });
    readers.sort_unstable();
    assert_eq!((named, body.recovery, body.class), (readers.to_vec(), None, SpaceClass::Released));
    assert_eq!(world.read(&world.other, space, now()), Err("disclosure.none"));
    assert_eq!(world.other.open().copies(now()), []);
}

// cjis:AC-3 cjis:MP-6

// cjis:AC-3 cjis:MP-6

// cjis:AC-3

#[test]
fn a_second_phone_of_who_got_it_is_given_the_key_and_nobody_else_is() {
    let world = World::new();
    let space = world.given(&world.giving());
    let second = Device::new();
    let request = second.open().request_enrolment(now()).unwrap();
    let new = NewDevice { person: person(&world.deputy), label: "second phone".into(), grants: vec![], days: 365 };
    let approved = world.county.registrar.open().approve_device(world.county.id, &request, new, now()).unwrap();
    second.open().accept_enrolment(&approved.code, None, now()).unwrap();
    world.county.registrar.sync(&world.county);
    world.advocate.sync(&world.county);
    second.sync(&world.county);
    assert_eq!(world.read(&second, space, now()), Ok(SAFE.to_owned()));
    world.take_back(space);
    world.advocate.sync(&world.county);
    second.sync(&world.county);
    world.advocate.sync(&world.county);
    let states: Vec<DeviceState> =
        world.line(&world.advocate, now()).devices.iter().map(|device| device.state).collect();
    assert!(
        states.contains(&DeviceState::Purged { opened: true }) && states.contains(&DeviceState::Unheard),
        "{states:?}"
    );
}

// cjis:AC-21 masvs:PRIVACY-4

#[test]
fn nothing_goes_out_that_was_not_picked_shown_explained_and_signed() {
    let world = World::new();
    let giving = world.giving();
    let refused = |giving: Giving| world.give(&giving).unwrap_err().code();
    assert_eq!(refused(Giving { parts: vec![], ..giving.clone() }), "disclosure.parts");
    assert_eq!(
        refused(Giving { parts: vec![Part::Question("legal_name".into())], ..giving.clone() }),
        "disclosure.parts"
    );
    assert_eq!(refused(Giving { purpose: " ".into(), ..giving.clone() }), "disclosure.purpose");
    assert_eq!(refused(Giving { days: 0, ..giving.clone() }), "disclosure.days");
    assert_eq!(refused(Giving { days: MOST_DAYS + 1, ..giving.clone() }), "disclosure.days");
    assert_eq!(refused(Giving { to: person(&world.advocate), ..giving.clone() }), "disclosure.recipient");
    let sign = |basis, signing: Signing| {
        let giving = Giving { basis, ..world.giving() };
        let mut open = world.advocate.open();
        let seen = open.copy_offer(world.episode, &giving, now()).unwrap().mark;
        open.give_copy(world.episode, &giving, Signing { seen, ..signing }, now()).err().map(|error| error.code())
    };
    let told = Told { voluntary: false, ..signing().told };
    let guardian = || Some(Guardian { name: "B. Invented".into(), signature: drawn() });
    for (basis, signing, expected) in [
        (Basis::YoungPerson, Signing { told, ..signing() }, Some("disclosure.not-told")),
        (Basis::YoungPerson, Signing { signed: None, ..signing() }, Some("disclosure.not-signed")),
        (
            Basis::YoungPerson,
            Signing { signed: Some(Signed::Drawn(Signature::drawn(&[[(1, 1)]]))), ..signing() },
            Some("disclosure.not-signed"),
        ),
        (Basis::YoungPerson, Signing { signed: Some(Signed::Witnessed("W. Invented".into())), ..signing() }, None),
        (Basis::WithGuardian, signing(), Some("disclosure.not-signed")),
        (Basis::WithGuardian, Signing { guardian: guardian(), ..signing() }, None),
        (Basis::CourtOrder, signing(), Some("disclosure.reference")),
        (
            Basis::MandatedReport,
            Signing { reference: Some("Invented 7".into()), signed: None, told: Told::default(), ..signing() },
            None,
        ),
    ] {
        assert_eq!(sign(basis, signing), expected, "{basis:?}");
    }
    let mut open = world.advocate.open();
    let seen = open.copy_offer(world.episode, &giving, now()).unwrap().mark;
    open.answer(world.episode, PLAN, Answer::Given(Value::Text("Somebody else.".into())), now()).unwrap();
    let changed = open.give_copy(world.episode, &giving, Signing { seen, ..signing() }, now());
    assert_eq!(changed.unwrap_err().code(), "disclosure.changed");
}

// cjis:AU-2 cjis:AU-12

#[test]
fn giving_reading_taking_back_and_destroying_leave_rows_on_both_sides() {
    let world = World::new();
    let space = world.give(&world.giving()).unwrap();
    for realm in [world.county.id, world.agency.id] {
        assert!(world.rows(&world.advocate, realm).contains(&AuditEvent::CopyGiven));
    }
    world.advocate.sync(&world.county);
    world.deputy.sync(&world.county);
    world.read(&world.deputy, space, now()).unwrap();
    assert!(world.rows(&world.deputy, world.county.id).contains(&AuditEvent::CopyRead));
    world.deputy.sync(&world.county);
    assert!(!world.rows(&world.advocate, world.agency.id).contains(&AuditEvent::CopyRead));
    world.advocate.sync(&world.county);
    assert!(world.rows(&world.advocate, world.agency.id).contains(&AuditEvent::CopyRead));
    world.take_back(space);
    for realm in [world.county.id, world.agency.id] {
        assert!(world.rows(&world.advocate, realm).contains(&AuditEvent::CopyTakenBack));
    }
    world.advocate.sync(&world.county);
    world.deputy.open().seal_audit(world.county.id, now()).unwrap();
    world.deputy.sync(&world.county);
    assert!(world.rows(&world.deputy, world.county.id).contains(&AuditEvent::CopyPurged));
}

#[test]
fn every_part_that_can_be_shared_is_called_by_its_name_in_both_languages() {
    let (_county, deputy, _advocate, episode) = two_with_an_episode();
    for (language, first) in [("en", "First contact"), ("es", "Primer contacto")] {
        let parts = deputy.open().copy_parts(episode, language).unwrap();
        let labels: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
        assert!(labels.contains(&first), "{labels:?}");
        assert!(!labels.iter().any(|label| label.contains('_') || label.starts_with("clock.")), "{labels:?}");
    }
}
